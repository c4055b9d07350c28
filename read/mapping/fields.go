package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"spoor/model"
)

// depth is how deep things may stand in things: a record's card, and the card's holder.
const depth = 2

func (p *parser) fields(n *yaml.Node, s *model.Schema, level int) []field {
	var all []field
	p.pairs(n, "fields", func(key, value *yaml.Node) {
		prop := s.Property(key.Value)
		if prop == nil {
			p.fail(key, fmt.Sprintf("%s has no field %q", s.Name, key.Value), hint(key.Value, propertyNames(s)))
			return
		}
		f := field{property: prop}
		ways := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			ways = value.Content
		}
		for _, way := range ways {
			f.ways = append(f.ways, p.way(way, prop, level))
		}
		all = append(all, f)
	})
	return all
}

func propertyNames(s *model.Schema) []string {
	var names []string
	for _, p := range s.Properties {
		if !p.Hidden {
			names = append(names, p.Name)
		}
	}
	return names
}

func (p *parser) way(n *yaml.Node, prop *model.Property, level int) way {
	w := way{minus: -1, join: " "}
	if n.Kind == yaml.ScalarNode {
		w.columns = p.columns(n)
	} else if isThing(n) {
		w.thing = p.thing(n, prop, level, &w)
	} else {
		p.value(n, prop, &w)
	}
	if prop.Type == "entity" && w.thing == nil && n.Kind != yaml.AliasNode {
		p.fail(n, fmt.Sprintf("%s holds a thing of its own, a %s", prop.Name, prop.Range),
			fmt.Sprintf("write {schema: %s, fields: {name: ...}}", example(prop.Range)))
	}
	return w
}

func example(schema string) string {
	if schema == "LegalEntity" || schema == "Thing" {
		return "Company"
	}
	return schema
}

func isThing(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == "schema" || n.Content[i].Value == "fields" {
			return true
		}
	}
	return false
}

func (p *parser) thing(n *yaml.Node, prop *model.Property, level int, w *way) *thing {
	found := p.object(n, "a thing", []string{"schema", "id", "among", "fields", "when"})
	w.when = p.tests(found["when"])
	t := &thing{id: p.columns(found["id"]), among: p.text(found["among"])}
	if prop.Type != "entity" {
		p.fail(n, prop.Name+" holds a text and no thing", "write the column's name")
		return t
	}
	if level == depth {
		p.fail(n, "things stand in things to two levels only", "read this in a mapping of its own, with the same ids")
		return t
	}
	if found["schema"] == nil {
		p.fail(n, "the thing has no schema", "add schema: "+example(prop.Range))
		return t
	}
	if t.schema = p.schema(found["schema"]); t.schema == nil {
		return t
	}
	if prop.Range != "" && !t.schema.Is(prop.Range) {
		p.fail(found["schema"], fmt.Sprintf("%s holds a %s, which a %s is not", prop.Name, prop.Range, t.schema.Name),
			"write schema: "+example(prop.Range))
	}
	if found["fields"] != nil {
		t.fields = p.fields(found["fields"], t.schema, level+1)
	}
	if len(t.fields) == 0 && len(t.id) == 0 {
		p.fail(n, "the thing has neither id nor fields", "add fields: {name: ...} or id: with the column of its number")
	}
	return t
}

// value reads {column: ..., ...}.
func (p *parser) value(n *yaml.Node, prop *model.Property, w *way) {
	found := p.object(n, "field "+prop.Name, []string{"column", "join", "split", "constant", "date", "step", "from", "values",
		"minus", "negative", "sign", "when"})
	w.columns = p.columns(found["column"])
	w.constant = p.text(found["constant"])
	w.split = p.text(found["split"])
	w.when = p.tests(found["when"])
	w.negative = p.tests(found["negative"])
	if v := found["join"]; v != nil {
		w.join = p.text(v)
	}
	if v := found["minus"]; v != nil {
		if all := p.columns(v); len(all) == 1 {
			w.minus = all[0]
		} else {
			p.fail(v, "minus takes one column", "write minus: Debit")
		}
	}
	if v := found["sign"]; v != nil {
		switch p.text(v) {
		case "drop":
			w.sign = dropSign
		case "turn":
			w.sign = turnSign
		default:
			p.fail(v, fmt.Sprintf("%q is nothing that can be done with a sign", p.text(v)), "write sign: drop or sign: turn")
		}
	}
	if v := found["values"]; v != nil {
		w.values = map[string]string{}
		p.pairs(v, "values", func(key, value *yaml.Node) { w.values[key.Value] = p.text(value) })
	}
	p.time(n, found, prop, w)
	if len(w.columns) == 0 && w.constant == "" && len(p.errs) == 0 {
		p.fail(n, "field "+prop.Name+" has neither column nor constant", "write the column's name, or {constant: ...}")
	}
	if numeric := w.minus >= 0 || w.negative != nil || w.sign != keepSign; numeric && !isNumber(prop) {
		p.fail(n, prop.Name+" is no number", "minus, negative and sign are for amounts, quantities and numbers")
	}
	p.constant(found["constant"], prop, w)
}

// constant checks it here, and not once a row.
func (p *parser) constant(n *yaml.Node, prop *model.Property, w *way) {
	var err error
	switch {
	case n == nil:
		return
	case isNumber(prop):
		_, err = model.ParseFixed(w.constant)
	case isTime(prop):
		_, err = model.ParseTime(w.constant, nil)
	case len(prop.Values) > 0 && !slices.Contains(prop.Values, w.constant):
		err = fmt.Errorf("%q is none of %s", w.constant, strings.Join(prop.Values, ", "))
	}
	if err != nil {
		p.fail(n, prop.Name+": "+err.Error(), "correct the constant")
	}
}

func isNumber(p *model.Property) bool {
	return p.Type == "money" || p.Type == "number" || p.Type == "quantity"
}
func isTime(p *model.Property) bool { return p.Type == "time" || p.Type == "date" }

// time reads date, or step and from.
func (p *parser) time(n *yaml.Node, found map[string]*yaml.Node, prop *model.Property, w *way) {
	if found["date"] == nil && found["step"] == nil && found["from"] == nil {
		return
	}
	if !isTime(prop) {
		p.fail(n, prop.Name+" is no date", "date, step and from are for dates and times")
		return
	}
	if v := found["date"]; v != nil {
		pattern, err := NewPattern(p.text(v))
		if err != nil {
			p.fail(v, err.Error(), "write it like YYYY-MM-DD or DD/MM/YYYY HH:mm")
		}
		w.date = pattern
		return
	}
	if found["step"] == nil || found["from"] == nil {
		p.fail(n, "step and from go together", "write {column: ..., step: 1d, from: 2024-01-01}")
		return
	}
	step, ok := duration(p.text(found["step"]))
	if !ok {
		p.fail(found["step"], fmt.Sprintf("%q is no step of time", p.text(found["step"])), "write 1s, 15m, 1h, 1d or 1w")
		return
	}
	text := p.text(found["from"])
	from, err := model.ParseTime(text, p.m.zone)
	if err != nil {
		p.fail(found["from"], err.Error(), "write a date, or a date and time")
		return
	}
	bare := !from.Moment() && step%(24*time.Hour) == 0
	if bare { // days are counted on the calendar, not in hours of a zone
		from, _ = model.ParseTime(text, nil)
	}
	w.date = steps(step, from.Time(), bare)
}

func duration(text string) (time.Duration, bool) {
	units := map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}
	if len(text) < 2 {
		return 0, false
	}
	unit, ok := units[text[len(text)-1]]
	n, err := strconv.Atoi(text[:len(text)-1])
	return time.Duration(n) * unit, ok && err == nil && n > 0 && n < 1_000_000
}

// complete checks what a record cannot be read without.
func (p *parser) complete(n *yaml.Node, s *model.Schema, fields []field) {
	has := func(name string) bool {
		return slices.ContainsFunc(fields, func(f field) bool { return f.property.Name == name })
	}
	if s.Record && !has("at") && !has("startDate") && !has("date") {
		p.fail(n, fmt.Sprintf("a %s needs a time", s.Name), "add at: with the column of the date")
	}
	for _, f := range fields {
		if with := f.property.With; s.Record && f.property.Type == "money" && !has(with) {
			p.fail(n, fmt.Sprintf("%s is money and needs %s", f.property.Name, with),
				fmt.Sprintf("add %s: with its column, or %s: {constant: EUR}; XXX is no currency", with, with))
		}
	}
}
