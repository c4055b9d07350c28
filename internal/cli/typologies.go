package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
)

func typologiesCommand(env Env) *cobra.Command {
	return group("typologies", "List, show, write, test and try out published indicators",
		typologiesList(env), typologiesShow(env), typologiesNew(env), typologiesLint(env), typologiesTest(env), typologiesCoverage(env), typologiesBacktest(env),
		typologiesCompare(env))
}

func typologiesList(env Env) *cobra.Command {
	var format string
	var from folders
	c := &cobra.Command{Use: "list", Short: "List every typology, with its sources and its number of tests", Args: args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			all, err := from.load(&detect.Organisation{})
			if err != nil {
				return err
			}
			encoder := json.NewEncoder(env.Stdout)
			encoder.SetEscapeHTML(false)
			for _, t := range all {
				if err := writeTypology(env.Stdout, encoder, t, format); err != nil {
					return err
				}
			}
			return nil
		}}
	from.flags(c)
	formatFlag(c, &format, "text", "json")
	return c
}

// owner is whose a typology is.
func owner(f *detect.File) string { return cmp.Or(f.Owner, "library") }

func writeTypology(w io.Writer, encoder *json.Encoder, t *detect.Typology, format string) error {
	f := t.File
	if format == "text" {
		_, err := fmt.Fprintf(w, "%-26s %-13s %-12s %-8s %-8s %-8s %s\n", f.ID.Text, f.Family, f.Status.Text, t.Priority, f.Opens.Text, owner(f), f.Title)
		return err
	}
	line := struct {
		ID       string          `json:"id"`
		Family   string          `json:"family"`
		Status   string          `json:"status"`
		Version  int             `json:"version"`
		Priority string          `json:"priority"`
		Opens    string          `json:"opens"`
		Owner    string          `json:"owner"` // library, or own
		File     string          `json:"file"`
		Sources  []detect.Source `json:"sources"`
		Tests    struct {
			Fire   int `json:"fire"`
			Silent int `json:"silent"`
			Near   int `json:"near"`
		} `json:"tests"`
	}{ID: f.ID.Text, Family: f.Family, Status: f.Status.Text, Version: f.Version, Priority: t.Priority.String(), Opens: f.Opens.Text, Owner: owner(f), File: f.Path, Sources: f.Sources}
	for _, test := range f.Tests {
		switch test.Kind {
		case "fires":
			line.Tests.Fire++
		case "silent":
			line.Tests.Silent++
		case "near":
			line.Tests.Near++
		}
	}
	return encoder.Encode(line)
}

func typologiesShow(env Env) *cobra.Command {
	var from folders
	c := &cobra.Command{Use: "show ID", Short: "Show a typology's file", Args: args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			all, err := from.load(&detect.Organisation{})
			if err != nil {
				return err
			}
			for _, t := range all {
				if t.File.ID.Text == given[0] {
					_, err := io.WriteString(env.Stdout, t.File.Text)
					return err
				}
			}
			return &fault.Error{Kind: fault.Missing, What: "there is no typology " + given[0], Hint: "see spoor typologies list"}
		}}
	from.flags(c)
	return c
}

func typologiesTest(env Env) *cobra.Command {
	var from folders
	c := &cobra.Command{Use: "test [FILE|DIR]...", Short: "Compile typologies and run their own tests",
		Long: "test compiles files or folders of typologies, the library when none is named, and runs the tests that stand in them.\n" +
			"It exits with 1 when a file does not compile or a test does not come out as the file says.",
		Example: "  spoor typologies test\n  spoor typologies test our-typologies/ draft.yaml",
		RunE: func(c *cobra.Command, given []string) error {
			all, err := from.chosen(given, &detect.Organisation{})
			if err != nil {
				return err
			}
			var failed []error
			tests := 0
			for _, t := range all {
				outcomes, err := t.RunTests(c.Context())
				if err == nil {
					err = detect.TestError(t, outcomes)
				}
				tests += len(outcomes)
				if err != nil {
					failed = append(failed, err)
				}
			}
			if len(failed) > 0 {
				return errors.Join(failed...)
			}
			_, err = fmt.Fprintf(env.Stdout, "%s, %s: all as the files say\n", fault.Count(len(all), "typology"), fault.Count(tests, "test"))
			return err
		}}
	from.flags(c)
	return c
}
