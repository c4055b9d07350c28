package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
)

func typologiesNew(env Env) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "new ID",
		Short: "Begin a typology: a file that compiles, with comments that guide",
		Long: "new writes ID/typology.yaml below a folder of yours. The file compiles and its tests pass as they stand, so that you change one\n" +
			"part at a time. A file that is there already is left alone.",
		Example: "  spoor typologies new gift-chain --dir our-typologies\n  spoor typologies lint our-typologies",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			path, err := draft(dir, given[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "%s is written. Next: spoor typologies test %s\n", path, path)
			return err
		},
	}
	c.Flags().StringVar(&dir, "dir", ".", "folder of your typologies")
	return c
}

// draft writes a new typology's file and gives its path.
func draft(dir, id string) (string, error) {
	t, err := app.Beginning(id)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, id, "typology.yaml")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", app.Unopened("beginning a typology", path, err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return "", &fault.Error{Doing: "beginning a typology", Kind: fault.Conflict, Place: fault.Place{File: path}, What: "there is a typology already", Hint: "choose another id, or another folder with --dir"}
	}
	if err != nil {
		return "", app.Unopened("beginning a typology", path, err)
	}
	_, err = file.WriteString(t.File.Text)
	return path, errors.Join(err, file.Close())
}

func typologiesLint(env Env) *cobra.Command {
	var format, own string
	var from folders
	c := &cobra.Command{
		Use:   "lint [FILE|DIR]...",
		Short: "Say what is wrong with typologies, and what would make them better",
		Long: "lint compiles files or folders of typologies, the library when none is named, and lists the first error of each file with its\n" +
			"place and remedy; of those that compile, each of their own tests that fails, and what it did instead; then advice: too few tests,\n" +
			"a parameter or let that nothing reads, no quotation, a percentile that decides without a floor in units, words that judge, no\n" +
			"next steps.\n\n" +
			"Exit: 0 no error, whatever the advice; 1 something does not compile, or a test fails.",
		Example: "  spoor typologies lint our-typologies/\n  spoor typologies lint --format json draft.yaml",
		RunE: func(c *cobra.Command, given []string) error {
			o, err := organisation(own)
			if err != nil {
				return err
			}
			var wrong, advice []lintNote
			all, err := from.chosen(given, o)
			if fault.KindOf(err) == fault.Usage {
				return err
			}
			for _, e := range app.Apart(err) {
				wrong = append(wrong, errorNote(e))
			}
			for _, t := range all {
				outcomes, err := t.RunTests(c.Context())
				if err == nil {
					err = detect.TestError(t, outcomes)
				}
				for _, e := range app.Apart(err) {
					wrong = append(wrong, errorNote(e))
				}
				for _, a := range o.Advise(t) {
					advice = append(advice, lintNote{"advice", a.Rule, a.Place.File, a.Place.Line, a.Place.Column, a.What, a.Hint})
				}
			}
			if err := writeLint(env, format, append(wrong, advice...), len(all), len(wrong)); err != nil {
				return err
			}
			if len(wrong) > 0 {
				return exitCode(app.ExitFailed)
			}
			return nil
		},
	}
	from.flags(c)
	c.Flags().StringVar(&own, "organisation", "", ownHelp)
	formatFlag(c, &format, "text", "json")
	return c
}

// lintNote is one line of lint: an error of a file that does not compile or of a test that fails, or advice.
type lintNote struct {
	Type   string `json:"type"`           // error, advice
	Rule   string `json:"rule,omitempty"` // of advice
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	What   string `json:"what"`
	Hint   string `json:"hint"`
}

func errorNote(err error) lintNote {
	var e *fault.Error
	if !errors.As(err, &e) {
		return lintNote{Type: "error", What: err.Error()}
	}
	return lintNote{Type: "error", File: e.Place.File, Line: e.Place.Line, Column: e.Place.Column, What: app.Bare(e), Hint: e.Hint}
}

func writeLint(env Env, format string, notes []lintNote, compiled, wrong int) error {
	if format == "json" {
		encoder := json.NewEncoder(env.Stdout)
		encoder.SetEscapeHTML(false)
		for _, n := range notes {
			if err := encoder.Encode(n); err != nil {
				return err
			}
		}
		return encoder.Encode(struct {
			Type       string `json:"type"`
			Typologies int    `json:"typologies"`
			Errors     int    `json:"errors"`
			Advice     int    `json:"advice"`
		}{"summary", compiled, wrong, len(notes) - wrong})
	}
	for _, n := range notes {
		at := fault.Place{File: n.File, Line: n.Line, Column: n.Column}.String()
		if at != "" {
			at += ": "
		}
		line := at + n.Type + ": " + n.What
		if n.Hint != "" {
			line += "; " + n.Hint
		}
		if _, err := fmt.Fprintln(env.Stdout, line); err != nil {
			return err
		}
	}
	verb := map[bool]string{true: "compiles", false: "compile"}[compiled == 1]
	_, err := fmt.Fprintf(env.Stdout, "%s %s; %s, %s of advice\n", fault.Count(compiled, "typology"), verb, fault.Count(wrong, "error"), fault.Count(len(notes)-wrong, "piece"))
	return err
}
