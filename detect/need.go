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

// needs walks an expression for the fields it reads. A field that must be filled is needed; one that must not be is not.
func (s *scope) needs(n *node, letNeeds []need) need {
	switch n.op {
	case "path":
		if i, ok := s.lets[n.path[0]]; ok && len(n.path) == 1 {
			return letNeeds[i]
		}
		return s.pathNeed(n)
	case "not":
		if n.args[0].op == "call" && n.args[0].text == "has" {
			return need{}
		}
	case "-":
		return s.needs(n.args[0], letNeeds) // nothing to subtract is no reason not to test
	case "or", "+":
		return need{any: true, of: []need{s.needs(n.args[0], letNeeds), s.needs(n.args[1], letNeeds)}}
	}
	group := need{}
	for _, arg := range n.args {
		group.of = append(group.of, s.needs(arg, letNeeds))
	}
	return group
}

func (s *scope) pathNeed(n *node) need {
	if s.kind == nil || n.path[0] == "params" {
		return need{}
	}
	schema, group := s.kind, need{}
	for _, step := range n.path {
		if d := derivedOf(schema, step); d != nil {
			group.of = append(group.of, need{field: schema.Name + "." + d.needs})
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
