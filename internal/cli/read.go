package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	readcsv "spoor/read/csv"
)

func readCommand(env Env) *cobra.Command {
	var mapping, format, quarantine string
	c := &cobra.Command{
		Use:   "read FILE...",
		Short: "Show what a file was understood as",
		Long: "read writes every entity and record that the files were understood as, as FollowTheMoney JSON lines, then a summary of what\n" +
			"was read, kept, set aside and found twice. Nothing is stored.",
		Example: "  spoor read payments.csv --map payments.map.yaml\n  spoor read camt053.xml mt940.sta\n  spoor read payments.zip --format json --quarantine aside.csv",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, files []string) error {
			var all []input
			for _, file := range files {
				all = append(all, input{path: file, mapping: mapping, role: read.Records})
			}
			show := &showing{format: format, out: env.Stdout, seen: map[string]bool{}}
			reports, err := load(c.Context(), env, show, all)
			if err != nil {
				return err
			}
			if err := writeQuarantine(env, quarantine, show.aside); err != nil {
				return err
			}
			return show.summary(reports)
		},
	}
	c.Flags().StringVar(&mapping, "map", "", "mapping by which tables are read (without one it is proposed)")
	c.Flags().StringVar(&quarantine, "quarantine", "", "CSV file for the rows that were set aside")
	formatFlag(c, &format, "text", "json")
	return c
}

// showing is a store that writes what it is given, and keeps only the ids.
type showing struct {
	format string
	out    io.Writer
	seen   map[string]bool
	aside  []*fault.Error
}

func (s *showing) Begin(context.Context, *model.Source, read.Role) (read.Load, error) { return s, nil }
func (s *showing) Standing() bool                                                     { return false }
func (s *showing) Commit(read.Report) error                                           { return nil }
func (s *showing) Rollback() error                                                    { return nil }

func (s *showing) SetAside(e *fault.Error) error {
	s.aside = append(s.aside, e)
	return nil
}

// Put writes an entity the first time it says something.
func (s *showing) Put(e *model.Entity) (bool, error) {
	line, err := json.Marshal(e)
	if err != nil {
		return false, err
	}
	key := e.ID
	if !e.Schema.Record {
		key = string(line)
	}
	if s.seen[key] {
		return false, nil
	}
	s.seen[key] = true
	if s.format == "json" {
		_, err = s.out.Write(append(line, '\n'))
		return true, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s  (%s)\n", e.Schema.Label, e.ID, where(e.Origin))
	for _, v := range e.Values {
		fmt.Fprintf(&b, "  %-16s %s\n", v.Prop.Name, v.Text)
	}
	_, err = s.out.Write(b.Bytes())
	return true, err
}

func (s *showing) summary(reports []read.Report) error {
	sum := struct {
		Type        string `json:"type"`
		Read        int    `json:"read"`
		Kept        int    `json:"kept"`
		Quarantined int    `json:"quarantined"`
		Duplicates  int    `json:"duplicates"`
	}{Type: "summary"}
	for _, r := range reports {
		sum.Read += r.Read
		sum.Kept += r.Kept
		sum.Quarantined += r.Quarantined
		sum.Duplicates += r.Duplicates
	}
	if s.format == "json" {
		return json.NewEncoder(s.out).Encode(sum)
	}
	_, err := fmt.Fprintf(s.out, "%d read: %d kept, %d set aside, %s\n", sum.Read, sum.Kept, sum.Quarantined, fault.Count(sum.Duplicates, "duplicate"))
	return err
}

// asideShown is how many of the rows set aside are shown when no file is named for them.
const asideShown = 5

// writeQuarantine writes the rows set aside to a file, with place, reason and text; without a file it shows the first few.
func writeQuarantine(env Env, file string, aside []*fault.Error) error {
	if len(aside) == 0 && file == "" {
		return nil
	}
	if file == "" {
		for i, e := range aside {
			if i == asideShown {
				fmt.Fprintf(env.Stderr, "spoor: %d more set aside; --quarantine FILE keeps them all\n", len(aside)-asideShown)
				break
			}
			fmt.Fprintf(env.Stderr, "spoor: set aside: %v\n", e)
		}
		return nil
	}
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	_ = out.Write([]string{"file", "line", "column", "offset", "reason", "remedy", "text"})
	for _, e := range aside {
		p := e.Place
		_ = out.Write([]string{p.File, strconv.Itoa(p.Line), strconv.Itoa(p.Column), strconv.FormatInt(p.Offset, 10), inert(e.What), e.Hint, inert(p.Text)})
	}
	out.Flush() // a buffer does not fail
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		return &fault.Error{Doing: "writing the rows set aside", Kind: fault.Input, Place: fault.Place{File: file}, Err: err}
	}
	return nil
}

func mapCommand(env Env) *cobra.Command {
	return &cobra.Command{
		Use:     "map FILE",
		Short:   "Propose a mapping for a table",
		Long:    "map reads the head of a table and writes a mapping that runs as it stands. What it could not tell is a comment.",
		Example: "  spoor map payments.csv > payments.map.yaml",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			proposal, err := propose(c.Context(), env, given[0])
			if err != nil {
				return err
			}
			_, err = io.WriteString(env.Stdout, proposal)
			return err
		},
	}
}

// propose reads the head of a table. Of an archive or folder it takes the first table whose rows look like records, else the
// first table.
func propose(ctx context.Context, env Env, path string) (proposal string, err error) {
	found, known := false, "a table is a .csv, .tsv or .xlsx file"
	err = read.Files{Stdin: env.Stdin}.Walk(ctx, path, func(in *read.Input) error {
		named := in.Source.File == path
		if found || !named && !slices.Contains([]string{".csv", ".tsv", ".xlsx"}, strings.ToLower(filepath.Ext(in.Source.File))) {
			return nil
		}
		if i := slices.IndexFunc(app.Formats(), func(f read.Format) bool { return f.Detect(filepath.Base(in.Source.File), in.Head) }); i >= 0 {
			known = in.Source.File + " needs none: it is read as " + app.Formats()[i].Name
			return nil
		}
		if err := app.Workbook(in); err != nil {
			return fault.In(in.Source.File, err)
		}
		text, err := readcsv.Propose(bytes.NewReader(in.Head), in.Source.File)
		if err != nil && named {
			return fault.In(in.Source.File, err)
		}
		if proposal == "" {
			proposal = text
		}
		if m, err := app.ParseMap(in.Source.File, []byte(text)); err == nil && model.Default().Get(m.Kind()).Record {
			proposal, found = text, true
		}
		return nil
	})
	if err == nil && proposal == "" {
		err = &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, Place: fault.Place{File: path}, What: "there is no table in it", Hint: known}
	}
	return proposal, err
}
