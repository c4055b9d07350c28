package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
	"spoor/model"
	"spoor/read"
	"spoor/store/memory"
	"spoor/store/sqlite"
)

func listsCompare(env Env) *cobra.Command {
	var data, format string
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Say who stands on one list and not on the other, and what changed",
		Long: "compare takes files, or names of lists in the data directory: two editions of one list, or two lists. Entries are one when\n" +
			"their ids are equal; of the rest, when an identifier is equal, or when a name is the same once normalised and the birth\n" +
			"dates agree.",
		Example: "  spoor lists compare old/consolidated.xml consolidated.xml\n  spoor lists compare un-sc eu.xml --format csv",
		Args:    args(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, given []string) error {
			var sides [2][]*model.Entity
			for i, name := range given {
				var err error
				if sides[i], err = listings(c.Context(), env, data, name); err != nil {
					return err
				}
			}
			d := lists.Compare(sides[0], sides[1])
			switch format {
			case "json":
				return compareJSON(env.Stdout, d)
			case "csv":
				return compareCSV(env.Stdout, d)
			}
			return compareText(env.Stdout, given, d)
		},
	}
	dataFlag(c, &data)
	formatFlag(c, &format, "text", "json", "csv")
	return c
}

// listings gives a list by its name in the data directory, else by its file.
func listings(ctx context.Context, env Env, data, name string) ([]*model.Entity, error) {
	if _, err := os.Stat(filepath.Join(data, "spoor.db")); err == nil {
		store, err := sqlite.Open(data, env.Now)
		if err != nil {
			return nil, err
		}
		defer store.Close() // nothing is written
		found, err := listed(ctx, store, name)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	store := memory.New()
	reports, err := load(ctx, env, store, []input{{path: name, role: read.List}})
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(reports, func(r read.Report) bool { return r.Partial }); i >= 0 {
		return nil, &fault.Error{Doing: "comparing lists", Kind: fault.Input, What: name + " is partial", Err: reports[i].Break, Hint: "fetch it again"}
	}
	return listed(ctx, store, "")
}

// listed gives the entities of one list, or of all.
func listed(ctx context.Context, store app.Source, name string) (found []*model.Entity, err error) {
	for e, err := range store.Listings(ctx) {
		if err != nil {
			return nil, err
		}
		if name == "" || e.Origin.Source.Name == name {
			found = append(found, e)
		}
	}
	return found, nil
}

type jsonDifference struct {
	Type    string        `json:"type"` // onlyA, onlyB, changed
	ID      string        `json:"id"`
	Caption string        `json:"caption"`
	Other   string        `json:"other,omitempty"` // id on B
	By      string        `json:"by,omitempty"`
	Added   []lists.Field `json:"added,omitempty"`
	Removed []lists.Field `json:"removed,omitempty"`
}

// differences are the lines of a comparison, in order: only on A, only on B, changed.
func differences(d lists.Difference) []jsonDifference {
	var lines []jsonDifference
	for _, e := range d.OnlyA {
		lines = append(lines, jsonDifference{Type: "onlyA", ID: e.ID, Caption: e.Caption()})
	}
	for _, e := range d.OnlyB {
		lines = append(lines, jsonDifference{Type: "onlyB", ID: e.ID, Caption: e.Caption()})
	}
	for _, c := range d.Changed {
		lines = append(lines, jsonDifference{"changed", c.A.ID, c.A.Caption(), c.B.ID, c.By, c.Added, c.Removed})
	}
	return lines
}

func compareJSON(w io.Writer, d lists.Difference) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, line := range differences(d) {
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return out.Encode(struct {
		Type    string `json:"type"`
		OnlyA   int    `json:"onlyA"`
		OnlyB   int    `json:"onlyB"`
		Changed int    `json:"changed"`
		Same    int    `json:"same"`
	}{"summary", len(d.OnlyA), len(d.OnlyB), len(d.Changed), d.Same})
}

// compareCSV writes a row for each entry on one list only, and for each value that changed.
func compareCSV(w io.Writer, d lists.Difference) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"what", "id", "caption", "other", "by", "property", "added", "removed"})
	for _, l := range differences(d) {
		rows := [][]string{}
		for _, f := range l.Removed {
			rows = append(rows, []string{f.Property, "", f.Text})
		}
		for _, f := range l.Added {
			rows = append(rows, []string{f.Property, f.Text, ""})
		}
		if len(rows) == 0 {
			rows = [][]string{{"", "", ""}}
		}
		for _, row := range rows {
			cells := append([]string{l.Type, l.ID, l.Caption, l.Other, l.By}, row...)
			for i := range cells {
				cells[i] = inert(cells[i])
			}
			_ = out.Write(cells)
		}
	}
	out.Flush()
	return out.Error()
}

func compareText(w io.Writer, given []string, d lists.Difference) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d only on %s, %d only on %s, %d changed, %d the same.\n", len(d.OnlyA), given[0], len(d.OnlyB), given[1], len(d.Changed), d.Same)
	for _, l := range differences(d) {
		switch l.Type {
		case "onlyA":
			fmt.Fprintf(&b, "- %s  %s\n", l.ID, l.Caption)
		case "onlyB":
			fmt.Fprintf(&b, "+ %s  %s\n", l.ID, l.Caption)
		default:
			fmt.Fprintf(&b, "~ %s  %s", l.ID, l.Caption)
			if l.By != "id" {
				fmt.Fprintf(&b, "  is  %s  (by %s)", l.Other, l.By)
			}
			b.WriteByte('\n')
		}
		for _, f := range l.Removed {
			fmt.Fprintf(&b, "    - %s: %s\n", f.Property, f.Text)
		}
		for _, f := range l.Added {
			fmt.Fprintf(&b, "    + %s: %s\n", f.Property, f.Text)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
