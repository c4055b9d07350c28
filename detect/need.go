package detect

import (
	"sort"
	"strings"

	"spoor/model"
)

// need is what must be in the data for a condition to be testable: a kind or field, all of several, or any of several.
type need struct {
	field string // "Order", "Order.buyer", "Product.cas"; empty for a group
	any   bool
	of    []need
}

func all(of ...need) need { return need{of: of} }

// Presence says which kinds and fields the data has, with how many values each: "Order", "Order.buyer", "Product.cas".
type Presence map[string]int

// Count adds what one record or thing has.
func (p Presence) Count(v *model.View) {
	p[v.Schema.Name]++
	for _, prop := range v.Schema.Properties {
		if n := len(v.Data(prop)); n > 0 {
			p[v.Schema.Name+"."+prop.Name] += n
		}
	}
}

// tallied is how many records there are of each schema, behind how many values of each property they have, by its slot.
type tallied map[*model.Schema][]int

func (t tallied) add(v *model.View) {
	n := t[v.Schema]
	if n == nil {
		n = make([]int, len(v.Schema.Properties)+1)
		t[v.Schema] = n
	}
	n[len(n)-1]++
	for slot := range v.Slots {
		n[slot]++
	}
}

// countTallied adds what was tallied.
func (p Presence) countTallied(t tallied) {
	for schema, n := range t {
		p[schema.Name] += n[len(n)-1]
		for i, property := range schema.Properties {
			if n[i] > 0 {
				p[schema.Name+"."+property.Name] += n[i]
			}
		}
	}
}

// CountPacked adds what packed records have.
func (p Presence) CountPacked(records *model.Packed) {
	records.Filled(func(schema *model.Schema, property *model.Property, n int) {
		what := schema.Name
		if property != nil {
			what += "." + property.Name
		}
		p[what] += n
	})
}

// has says whether the data has the field on that schema or on one that extends it.
func (p Presence) has(field string, schemata *model.Schemata) bool {
	if p[field] > 0 {
		return true
	}
	schema, property, nested := strings.Cut(field, ".")
	for _, name := range schemata.Names() {
		if sub := schemata.Get(name); nested && sub.Is(schema) && p[name+"."+property] > 0 {
			return true
		}
	}
	return false
}

// missing lists what the data lacks, empty when the need is met. Where any of several would do and none is there, all
// are named.
func (n need) missing(p Presence, schemata *model.Schemata) []string {
	if n.field != "" {
		if p.has(n.field, schemata) {
			return nil
		}
		return []string{n.field}
	}
	var lacking []string
	for _, part := range n.of {
		m := part.missing(p, schemata)
		if n.any && len(m) == 0 {
			return nil
		}
		lacking = append(lacking, m...)
	}
	sort.Strings(lacking)
	return compactKinds(lacking)
}

// compactKinds names a kind that is missing whole once, instead of each of its fields.
func compactKinds(fields []string) []string {
	whole := map[string]bool{}
	for _, f := range fields {
		if !strings.Contains(f, ".") {
			whole[f] = true
		}
	}
	var out []string
	for _, f := range fields {
		kind, _, nested := strings.Cut(f, ".")
		if nested && whole[kind] || len(out) > 0 && out[len(out)-1] == f {
			continue
		}
		out = append(out, f)
	}
	return out
}

// letNeed is what a let needs to come out true, or with any value; and, of a condition, to come out false.
type letNeed struct{ holds, fails need }

// needs says what an expression needs to be decided: for a condition, to come out true.
func (s *scope) needs(n *node, lets []letNeed) need { return s.needsTo(true, n, lets) }

// needsTo says what a condition needs to come out as wanted. A field that must be filled is needed; one that must not be is
// not. Of several that are joined by and, one that fails is enough for the whole to fail.
func (s *scope) needsTo(hold bool, n *node, lets []letNeed) need {
	switch n.op {
	case "path":
		i, isLet := s.lets[n.path[0]]
		switch {
		case !isLet || len(n.path) > 1:
			return s.pathNeed(n)
		case hold:
			return lets[i].holds
		}
		return lets[i].fails
	case "call":
		switch {
		case n.text == "has" && !hold:
			return need{}
		case n.text == "mass": // what only litres need is not needed
			return s.needs(n.args[0], lets)
		case n.text == "distance":
			return all(s.needs(n.args[0], lets), s.needs(n.args[1], lets), need{field: "Place.lat"})
		}
	case "not":
		return s.needsTo(!hold, n.args[0], lets)
	case "-":
		return s.needs(n.args[0], lets) // nothing to subtract is no reason not to test
	}
	group := need{any: n.op == "+" || n.op == "or" && hold || n.op == "and" && !hold}
	for _, arg := range n.args {
		of := s.needsTo(hold || n.op != "and" && n.op != "or", arg, lets)
		if n.op == "+" && of.field == "" && len(of.of) == 0 {
			continue // a limit added to a field stands in for no field
		}
		group.of = append(group.of, of)
	}
	return group
}

func (s *scope) pathNeed(n *node) need {
	if s.kind == nil || n.path[0] == "params" {
		return need{}
	}
	schema, group := s.kind, need{}
	for i, step := range n.path {
		if i > 0 && step == "group" {
			break // whoever is tied to nobody is a group of one
		}
		if d := derivedOf(schema, step); d != nil {
			any := need{any: true}
			for _, field := range d.needs {
				any.of = append(any.of, need{field: schema.Name + "." + field})
			}
			group.of = append(group.of, any)
			break
		}
		p := s.attribute(schema, step)
		if p == nil {
			break
		}
		group.of = append(group.of, need{field: schema.Name + "." + step})
		if p.KindOf() == model.Reference {
			schema = s.schemata.Get(p.Range)
		}
	}
	return group
}
