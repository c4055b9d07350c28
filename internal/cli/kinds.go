package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/model"
)

func kindsCommand(env Env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "kinds [KIND]",
		Short: "Tell the kinds of records and things, and the fields of one",
		Long: "kinds lists every kind that a mapping, JSON lines and a typology can name. With the name of one it lists its fields, those of the\n" +
			"kinds that it extends too: what each holds, the codes that it may have, and what it means.",
		Example: "  spoor kinds\n  spoor kinds Payment\n  spoor kinds Person --format json",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			if len(given) == 0 {
				return writeKinds(env, format)
			}
			schemata := model.Default()
			kind := schemata.Get(given[0])
			if kind == nil {
				hint := "spoor kinds lists them"
				if near := fault.Nearest(given[0], schemata.Names()); near != "" {
					hint = "did you mean " + near + "?"
				}
				return &fault.Error{Kind: fault.Usage, What: "there is no kind " + fault.Cut(given[0], 60), Hint: hint}
			}
			return writeFields(env, format, kind)
		},
	}
	formatFlag(c, &format, "text", "json")
	return c
}

// The lines of kinds --format json.
type (
	jsonKind struct {
		Type    string   `json:"type"`
		Kind    string   `json:"kind"`
		Label   string   `json:"label"`
		Record  bool     `json:"record"`
		Extends []string `json:"extends"`
	}
	jsonField struct {
		Type    string   `json:"type"`
		Field   string   `json:"field"`
		From    string   `json:"from"` // the kind that has it of its own
		Holds   string   `json:"holds"`
		Of      string   `json:"of,omitempty"`   // of an entity: which kind
		With    string   `json:"with,omitempty"` // of money and quantities: the field of the currency or unit
		Codes   []string `json:"codes,omitempty"`
		Meaning string   `json:"meaning"`
		Barred  string   `json:"barred,omitempty"` // why a typology may not read it, but for those that protect
	}
)

func writeKinds(env Env, format string) error {
	schemata, encoder := model.Default(), json.NewEncoder(env.Stdout)
	table := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	for _, name := range schemata.Names() {
		kind := schemata.Get(name)
		if format == "json" {
			if err := encoder.Encode(jsonKind{"kind", name, kind.Label, kind.Record, append([]string{}, kind.Extends...)}); err != nil {
				return err
			}
			continue
		}
		sort := "thing"
		if kind.Record {
			sort = "record"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", name, sort, strings.Join(strings.Fields(cmp.Or(kind.Description, kind.Label)), " "))
	}
	return table.Flush()
}

func writeFields(env Env, format string, kind *model.Schema) error {
	encoder := json.NewEncoder(env.Stdout)
	table := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	for _, p := range kind.Properties {
		f := jsonField{"field", p.Name, whose(kind, p.Name).Name, p.Type, p.Range, p.With, p.Values,
			strings.Join(strings.Fields(cmp.Or(p.Description, p.Label)), " "), cmp.Or(p.Barred, p.Sensitive)}
		if format == "json" {
			if err := encoder.Encode(f); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", f.Field, f.From, f.holds(), f.told())
	}
	return table.Flush()
}

// whose is the kind that has a field of its own: the kind itself, or one that it extends.
func whose(kind *model.Schema, field string) *model.Schema {
	if kind.Own[field] == nil {
		for _, name := range kind.Extends {
			if above := model.Default().Get(name); above.Property(field) != nil {
				return whose(above, field)
			}
		}
	}
	return kind
}

func (f jsonField) holds() string {
	switch {
	case f.Of != "":
		return f.Of
	case f.With != "":
		return f.Holds + ", with " + f.With
	}
	return f.Holds
}

func (f jsonField) told() string {
	told := f.Meaning
	if len(f.Codes) > 0 {
		told += "; one of " + join(f.Codes)
	}
	if f.Barred != "" {
		told += "; barred from typologies, but for those that protect: " + f.Barred
	}
	return told
}
