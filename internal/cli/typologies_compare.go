package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
	"spoor/read"
	"spoor/workbench"
)

func typologiesCompare(env Env) *cobra.Command {
	var opt checkOptions
	c := &cobra.Command{
		Use:   "compare OLD NEW [DIR]",
		Short: "Say what a changed typology would have added and removed on the same records",
		Long: "compare runs two typologies over records, each in the place of the one of its id in the library: a file, or the id of one in the\n" +
			"library. Findings are one when they are of the same subject and begin at the same time, or overlap in it. What only one of\n" +
			"them finds is told with the lines of its records, then about whom alerts open or no longer open. Nothing is kept.",
		Example: "  spoor typologies compare structured-deposits ours/structured-deposits/typology.yaml town/\n" +
			"  spoor typologies compare old.yaml new.yaml --data spoor-data --format json",
		Args: args(cobra.RangeArgs(2, 3)),
		RunE: func(c *cobra.Command, given []string) error {
			if len(given) > 2 {
				opt.inputs = append(opt.inputs, input{path: given[2], role: read.Records})
			}
			return opt.compare(c.Context(), env, given[0], given[1])
		},
	}
	opt.benchFlags(c)
	formatFlag(c, &opt.format, "text", "json")
	return c
}

func (opt *checkOptions) compare(ctx context.Context, env Env, before, after string) error {
	all, own, err := opt.library()
	if err != nil {
		return err
	}
	var sides [2]*detect.Typology
	for i, name := range []string{before, after} {
		if sides[i], err = one(name, all, own); err != nil {
			return err
		}
	}
	bar := progress(env)
	defer clearProgress(env, bar)
	b, err := opt.bench(ctx, env, bar)
	if err != nil {
		return err
	}
	found, err := b.Compare(ctx, sides[0], sides[1], 0)
	if err != nil {
		return err
	}
	clearProgress(env, bar)
	if opt.format == "json" {
		return comparisonJSON(env.Stdout, found)
	}
	return comparisonText(env.Stdout, found)
}

// one is a typology by its id in the library, or by its file.
func one(name string, all []*detect.Typology, own *detect.Organisation) (*detect.Typology, error) {
	for _, t := range all {
		if t.File.ID.Text == name {
			return t, nil
		}
	}
	if !strings.HasSuffix(name, ".yaml") {
		return nil, &fault.Error{Kind: fault.Missing, What: fmt.Sprintf("%q is no typology of the library, and no .yaml file", fault.Cut(name, 60)), Hint: "see spoor typologies list"}
	}
	found, err := atPath(name, own)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

func comparisonText(w io.Writer, c *workbench.Comparison) error {
	var b strings.Builder
	for _, v := range []struct {
		word string
		workbench.Version
	}{{"old", c.Old}, {"new", c.New}} {
		fmt.Fprintf(&b, "%s: %s version %d, %s, %.8s: %s, %s\n", v.word, v.ID, v.Version.Version, v.Status, v.Hash, fault.Count(v.Findings, "finding"), fault.Count(v.Alerts, "alert"))
		if v.Missing != nil {
			fmt.Fprintf(&b, "  not testable on these records: %s\n", detect.Lacks(v.Missing))
		}
	}
	fmt.Fprintf(&b, "%d added, %d removed, %d changed, %d the same.\n", len(c.Added), len(c.Removed), len(c.Changed), c.Kept)
	for _, sort := range []struct {
		sign string
		all  []workbench.Difference
	}{{"+", c.Added}, {"-", c.Removed}, {"~", c.Changed}} {
		for _, d := range sort.all {
			fmt.Fprintf(&b, "\n%s %s  %s", sort.sign, d.Start.Format("2006-01-02"), d.Say)
			if d.People != "" {
				fmt.Fprintf(&b, "  [%s]", d.People)
			}
			b.WriteByte('\n')
			if d.Before != "" && d.Before != d.Say {
				fmt.Fprintf(&b, "    before: %s\n", d.Before)
			}
			for i, l := range d.Records {
				if i == shown {
					fmt.Fprintf(&b, "    and %d more records\n", len(d.Records)-shown)
					break
				}
				fmt.Fprintf(&b, "    %s  %s  %s:%d\n", l.At, l.Kind, l.File, l.Line)
			}
		}
	}
	as := ""
	if c.Alerts.AsTest {
		as = ", were they tests"
	}
	fmt.Fprintf(&b, "\nALERTS%s: %d added, %d removed\n", as, len(c.Alerts.Added), len(c.Alerts.Removed))
	for _, s := range c.Alerts.Added {
		fmt.Fprintf(&b, "  + %s\n", s.Name)
	}
	for _, s := range c.Alerts.Removed {
		fmt.Fprintf(&b, "  - %s\n", s.Name)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// comparisonJSON writes a line a finding that differs, a line an alert, and the summary.
func comparisonJSON(w io.Writer, c *workbench.Comparison) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	type difference struct {
		Type string `json:"type"` // added, removed, changed
		workbench.Difference
	}
	type alert struct {
		Type   string            `json:"type"`   // alert
		Change string            `json:"change"` // added, removed
		Of     workbench.Subject `json:"subject"`
	}
	var lines []any
	for _, sort := range []struct {
		word string
		all  []workbench.Difference
	}{{"added", c.Added}, {"removed", c.Removed}, {"changed", c.Changed}} {
		for _, d := range sort.all {
			lines = append(lines, difference{sort.word, d})
		}
	}
	for _, s := range c.Alerts.Added {
		lines = append(lines, alert{"alert", "added", s})
	}
	for _, s := range c.Alerts.Removed {
		lines = append(lines, alert{"alert", "removed", s})
	}
	lines = append(lines, struct {
		Type    string            `json:"type"`
		Old     workbench.Version `json:"old"`
		New     workbench.Version `json:"new"`
		From    string            `json:"from"`
		To      string            `json:"to"`
		Records int               `json:"records"`
		Added   int               `json:"added"`
		Removed int               `json:"removed"`
		Changed int               `json:"changed"`
		Kept    int               `json:"kept"`
		AsTest  bool              `json:"as_test"`
	}{"summary", c.Old, c.New, moment(c.From.UnixMicro()), moment(c.To.UnixMicro()), c.Records, len(c.Added), len(c.Removed), len(c.Changed), c.Kept, c.Alerts.AsTest})
	for _, line := range lines {
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
