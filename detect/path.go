package detect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// path compiles a name or a chain of names: a let, params.x, subject-independent fields of the record (amount), of the things
// it names (product.cas, buyer.home.country), or derived attributes (product.regulated).
func (s *scope) path(n *node) (*expr, error) {
	head := n.path[0]
	if i, ok := s.lets[head]; ok && len(n.path) == 1 {
		return letExpr(i, s.letKinds[i]), nil
	}
	if head == "params" {
		return s.param(n)
	}
	if s.kind == nil {
		return nil, s.unknown(n.pos, head, "")
	}
	p := s.kind.Property(head)
	if p == nil {
		if d := derivedOf(s.kind, head); d != nil && len(n.path) == 1 {
			return derivedExpr(d, func(f *frame) []*model.View { return []*model.View{f.rec} }), nil
		}
		return nil, s.unknown(n.pos, head, s.kind.Name)
	}
	if err := s.law.check(s.kind, p, n, 0); err != nil {
		return nil, err
	}
	switch {
	case len(n.path) == 1:
		return s.field(p), nil
	case len(n.path) == 2 && calendar[n.path[1]] != "" && p.KindOf() == model.Moment:
		form := calendar[n.path[1]]
		return &expr{kind: kind{datum: model.Text}, one: func(f *frame) model.Datum { return dateIn(first(f.rec.Data(p)), form) }}, nil
	}
	return s.steps(n, p)
}

func letExpr(i int, of kind) *expr {
	at := func(f *frame) *model.Datum {
		if f.unread != nil && f.unread[i] {
			f.fill(i)
		}
		return &f.lets[i]
	}
	return &expr{kind: of, at: at, one: func(f *frame) model.Datum { return *at(f) },
		all: func(f *frame) []model.Datum {
			if at(f).Kind == model.None {
				return nil
			}
			return f.lets[i : i+1]
		}}
}

func (s *scope) field(p *model.Property) *expr {
	return &expr{kind: s.propertyKind(p), several: true,
		one: func(f *frame) model.Datum { return first(f.rec.Data(p)) },
		all: func(f *frame) []model.Datum { return f.rec.Data(p) }}
}

func (s *scope) propertyKind(p *model.Property) kind {
	k := kind{datum: p.KindOf()}
	if k.datum == model.Reference {
		k.schema = s.schemata.Get(p.Range)
	}
	k.codes = p.Values
	return k
}

func first(data []model.Datum) model.Datum {
	if len(data) == 0 {
		return model.Datum{}
	}
	return data[0]
}

// steps follows references: each step but the last leads to things, whose attributes are read as they held at the record's
// time.
func (s *scope) steps(n *node, head *model.Property) (*expr, error) {
	refs := func(f *frame) []model.Datum { return f.rec.Data(head) }
	reach := func(f *frame) []*model.View { return follow(f, f.rec.Data(head)) }
	p := head
	for i, name := range n.path[1:] {
		if p.KindOf() != model.Reference {
			return nil, &syntaxError{n.at[i+1], fmt.Sprintf("%s is %s and has no %s", n.path[i], p.KindOf(), name),
				"only a party, a place or another thing has fields"}
		}
		schema := s.schemata.Get(p.Range)
		last := i == len(n.path)-2
		if d := derivedOf(schema, name); d != nil && last {
			return derivedExpr(d, reach), nil
		}
		if p = s.attribute(schema, name); p == nil {
			return nil, s.unknown(n.at[i+1], name, schema.Name)
		}
		if err := s.law.check(schema, p, n, i+1); err != nil {
			return nil, err
		}
		switch {
		case last && name == "group":
			return groupExpr(refs), nil
		case last:
			return s.attributeExpr(p, name, reach), nil
		}
		before := reach
		step := func(f *frame) []model.Datum {
			var found []model.Datum
			for _, thing := range before(f) {
				found = append(found, thing.DataAt(thing.Schema.Property(name), f.rec.At.Start)...)
			}
			return found
		}
		refs, reach = step, func(f *frame) []*model.View { return follow(f, step(f)) }
	}
	return nil, &syntaxError{n.pos, "nothing is read here", "write a field"}
}

// attribute finds a property on a schema or on one that extends it: buyer is a LegalEntity, birthDate stands on Person.
func (s *scope) attribute(schema *model.Schema, name string) *model.Property {
	if p := schema.Property(name); p != nil {
		return p
	}
	for _, other := range s.schemata.Names() {
		if sub := s.schemata.Get(other); sub.Is(schema.Name) && sub.Property(name) != nil {
			return sub.Property(name)
		}
	}
	return nil
}

func (s *scope) attributeExpr(p *model.Property, name string, reach func(*frame) []*model.View) *expr {
	all := func(f *frame) []model.Datum {
		things := reach(f)
		if len(things) == 1 {
			return things[0].DataAt(things[0].Schema.Property(name), f.rec.At.Start)
		}
		var data []model.Datum
		for _, thing := range things {
			data = append(data, thing.DataAt(thing.Schema.Property(name), f.rec.At.Start)...)
		}
		return data
	}
	return &expr{kind: s.propertyKind(p), several: true, all: all, one: func(f *frame) model.Datum { return first(all(f)) }}
}

// groupExpr is the group that a party's ties put it into. Whoever is tied to nobody, or of whom nothing is known but the id, is a
// group of one.
func groupExpr(refs func(*frame) []model.Datum) *expr {
	all := func(f *frame) []model.Datum {
		var data []model.Datum
		for _, ref := range refs(f) {
			group := model.Datum{Kind: model.Text, Text: ref.Text}
			if thing := f.things[ref.Text]; thing != nil {
				if d := first(thing.Data(thing.Schema.Property("group"))); d.Kind != model.None {
					group = d
				}
			}
			data = append(data, group)
		}
		return data
	}
	return &expr{kind: kind{datum: model.Text}, several: true, all: all, one: func(f *frame) model.Datum { return first(all(f)) }}
}

func follow(f *frame, refs []model.Datum) []*model.View {
	var things []*model.View
	for _, ref := range refs {
		if thing := f.things[ref.Text]; thing != nil {
			things = append(things, thing)
		}
	}
	return things
}

func (s *scope) param(n *node) (*expr, error) {
	if len(n.path) != 2 {
		return nil, &syntaxError{n.pos, "params needs a name", "write params.limit"}
	}
	p, ok := s.params[n.path[1]]
	if !ok {
		return nil, &syntaxError{n.at[1], fmt.Sprintf("there is no parameter %s", n.path[1]),
			cmp.Or(nearest(n.path[1], slices.Sorted(maps.Keys(s.params))), "add it under params")}
	}
	return p.expr(), nil
}

// unknown is the error for a name that nothing has, with the nearest that there is.
func (s *scope) unknown(pos int, name, on string) error {
	known := slices.Sorted(maps.Keys(s.lets))
	what, hint := fmt.Sprintf("nothing is called %s here", name), "write params and a name, like params.limit"
	if schema := s.schemata.Get(on); schema != nil {
		what = fmt.Sprintf("%s has no field %s", on, name)
		hint = ownFields(schema, derivedNames(schema)...)
		known = append(append(known, propertyNames(schema)...), derivedNames(schema)...)
	}
	if word := meant[strings.ToLower(name)]; slices.Contains(known, word) {
		return &syntaxError{pos, what, "did you mean " + word + "?"}
	}
	return &syntaxError{pos, what, cmp.Or(nearest(name, known), hint)}
}

// meant are words that people write for a field, where the one nearest in spelling is another: a payee is no payer.
var meant = map[string]string{"payee": "beneficiary", "recipient": "beneficiary", "receiver": "beneficiary", "creditor": "beneficiary",
	"sender": "payer", "debtor": "payer", "date": "at", "time": "at"}

// nearest is a hint that names the known word closest in spelling, empty when none is near.
func nearest(name string, known []string) string {
	if near := fault.Nearest(name, known); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}
