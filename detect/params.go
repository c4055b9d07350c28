package detect

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"spoor/fault"
	"spoor/model"
	"spoor/ref"
)

// parameters are a file's params in its order, each with one value or several.
type parameters []struct {
	Key    phrase
	Values phrases
}

func (ps *parameters) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return &fault.Error{Place: fault.Place{Line: n.Line, Column: n.Column}, What: "names with values are needed here",
			Hint: "like limit: 10000 EUR, one a line"}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var key phrase
		var values phrases
		if err := key.UnmarshalYAML(n.Content[i]); err != nil {
			return err
		}
		if err := values.UnmarshalYAML(n.Content[i+1]); err != nil {
			return err
		}
		*ps = append(*ps, struct {
			Key    phrase
			Values phrases
		}{key, values})
	}
	return nil
}

// param is a named value, or several: each from a day, under a jurisdiction.
type param struct {
	value    model.Datum // the one that always holds
	unit     string
	variants []variant // in the order in which they go before each other; empty when value is all there is
}

type variant struct {
	value model.Datum
	from  int64  // UTC microseconds
	under string // a jurisdiction; empty: any
	dated bool
	own   bool // the organisation's
}

// lines of a parameter read VALUE from DAY in JURISDICTION, the last two as needed.
var variantForm = regexp.MustCompile(`^(.*?)(?:\s+from\s+(\d{4}-\d{2}-\d{2}))?(?:\s+in\s+([a-z]{2}(?:-[a-z]{3})?))?$`)

func (c *compiler) readParams() error {
	own := c.of.Params[c.f.ID.Text]
	for _, pair := range c.f.Params {
		if err := c.named(pair.Key); err != nil {
			return err
		}
		if _, twice := c.params[pair.Key.Text]; twice {
			return c.f.at(pair.Key, 0, fmt.Sprintf("%s is there twice", pair.Key.Text), "give one of them another name")
		}
		var all []variant
		for _, other := range own {
			if other.Key.Text == pair.Key.Text {
				var err error
				if all, err = variants(c.of.file, other.Key, other.Values, true); err != nil {
					return err
				}
			}
		}
		theirs, err := variants(c.f, pair.Key, pair.Values, false)
		if err != nil {
			return err
		}
		p, err := c.param(pair.Key, append(all, theirs...))
		if err != nil {
			return err
		}
		c.params[pair.Key.Text] = p
	}
	for _, other := range own {
		if _, known := c.params[other.Key.Text]; !known {
			return c.of.file.at(other.Key, 0, fmt.Sprintf("%s has no parameter %s", c.f.ID.Text, other.Key.Text),
				cmp.Or(nearest(other.Key.Text, slices.Sorted(maps.Keys(c.params))), "see spoor typologies show "+c.f.ID.Text))
		}
	}
	return nil
}

// param sees that all values are of one kind and unit, and that one always holds. The organisation's value that always does
// hides the file's.
func (c *compiler) param(name phrase, all []variant) (param, error) {
	always := slices.IndexFunc(all, func(v variant) bool { return !v.dated && v.under == "" })
	if always < 0 {
		return param{}, c.f.at(name, 0, fmt.Sprintf("%s has no value that always holds", name.Text), "add one without from and in")
	}
	value := all[always].value
	for _, v := range all {
		if v.value.Kind != value.Kind || unitOf(v.value) != unitOf(value) {
			return param{}, c.of.at(c.f, v, name, fmt.Sprintf("the values of %s are %s and %s", name.Text, describe(value), describe(v.value)),
				"give all of them one unit")
		}
	}
	if all[always].own {
		all = slices.DeleteFunc(all, func(v variant) bool { return !v.own })
	}
	if len(all) == 1 {
		all = nil
	}
	return param{value, unitOf(value), all}, nil
}

func describe(d model.Datum) string { return kind{datum: d.Kind, unit: unitOf(d)}.String() }

// at is the place of a parameter, in the organisation's file or the typology's.
func (o *Organisation) at(f *File, v variant, name phrase, what, hint string) error {
	if v.own {
		return o.file.at(phrase{}, 0, what, hint)
	}
	return f.at(name, 0, what, hint)
}

func variants(f *File, name phrase, values phrases, own bool) ([]variant, error) {
	var all []variant
	for _, p := range values {
		parts := variantForm.FindStringSubmatch(p.Text)
		n, err := parseExpression(parts[1])
		if err != nil || n.op != "literal" {
			// A word alone is a text: jurisdiction: eu
			if err == nil && n.op == "path" && len(n.path) == 1 && len(values) == 1 {
				return []variant{{value: model.Datum{Kind: model.Text, Text: n.text}, own: own}}, nil
			}
			return nil, f.at(p, 0, fmt.Sprintf("parameter %s is neither a number, a length of time, an amount nor a text",
				name.Text), "write 3, 7d, 25 kg, 10000 EUR, 90% or a word")
		}
		v := variant{under: parts[3], dated: parts[2] != "", own: own}
		if v.value, err = literal(n.text, n.unit); err != nil {
			return nil, f.at(p, n.pos, err.Error(), remedy(n.unit))
		}
		if v.dated {
			day, err := time.Parse(time.DateOnly, parts[2])
			if err != nil {
				return nil, f.at(p, strings.Index(p.Text, parts[2]), fmt.Sprintf("%q is no day", parts[2]), "write from 2024-12-31")
			}
			v.from = day.UnixMicro()
		}
		all = append(all, v)
	}
	return all, nil
}

// holds finds the value on a day under a jurisdiction: the organisation's own before the file's, a country's before the
// Union's before anybody's, then the newest that has begun.
func (p param) holds(at int64, jurisdiction string) model.Datum {
	var best variant
	score := func(v variant) int {
		s := 0
		switch {
		case v.under == jurisdiction:
			s = 2
		case v.under != "":
			s = 1
		}
		if v.own {
			s += 3
		}
		return s
	}
	found := false
	for _, v := range p.variants {
		if v.under != "" && v.under != jurisdiction && v.under != ref.LawOf(jurisdiction) || v.dated && v.from > at {
			continue
		}
		if !found || score(v) > score(best) || score(v) == score(best) && (v.dated && !best.dated || v.dated && v.from > best.from) {
			best, found = v, true
		}
	}
	return best.value
}

// expr is the parameter in an expression.
func (p param) expr() *expr {
	if len(p.variants) == 0 {
		return constant(p.value, p.unit)
	}
	e := &expr{kind: kind{datum: p.value.Kind, unit: p.unit}, varies: true}
	e.one = func(f *frame) model.Datum { return p.holds(f.rec.At.Day().UnixMicro(), f.env.jurisdiction()) }
	return e
}
