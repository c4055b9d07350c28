package detect

import (
	"fmt"
	"strings"

	"spoor/model"
)

func (c *compiler) readLets() error {
	for _, pair := range c.f.Let {
		if err := c.named(pair.Key); err != nil {
			return err
		}
		if _, twice := c.letAt[pair.Key.Text]; twice {
			return c.f.at(pair.Key, 0, fmt.Sprintf("%s is there twice", pair.Key.Text), "give one of them another name")
		}
		a, n, err := parseLet(pair.Value.Text)
		if err == nil && a != nil {
			err = c.aggregate(pair.Key.Text, a)
		} else if err == nil {
			err = c.plain(pair.Key.Text, n)
		}
		if err != nil {
			return c.placed(pair.Value, 0, err)
		}
		c.letAt[pair.Key.Text] = len(c.letKinds) - 1
	}
	return nil
}

// aggregate compiles `sum CashMovement.amount over 7d by holder where direction == "out"`. A kind in front of the field is
// needed only when about names several.
func (c *compiler) aggregate(name string, a *aggregate) error {
	l := &let{name: name, verb: a.verb}
	kind, field, err := c.kindOf(a)
	if err != nil {
		return err
	}
	l.kind = kind
	l.role = c.role(kind, a)
	s := c.scope(kind)
	if l.role != "" { // the other roles are not the subject's here
		s.law = &law{protects: c.law.protects, subjects: map[string]bool{l.role: true}}
	}
	l.of.datum = model.Number
	needs := all(need{field: kind.Name})
	if field != nil {
		if l.field, err = s.fields().compile(field); err != nil {
			return err
		}
		l.of = kindOfAggregate(a.verb, l.field.kind)
		needs.of = append(needs.of, s.needs(field, c.letNeeds))
	}
	if err := l.fits(a); err != nil {
		return err
	}
	if err := c.width(l, a); err != nil {
		return err
	}
	if a.where != nil {
		if l.where, err = s.condition(a.where); err != nil {
			return err
		}
		if err := c.filtering(a.where, kind); err != nil {
			return err
		}
		needs.of = append(needs.of, s.needs(a.where, c.letNeeds))
	}
	if err := c.keys(l, a); err != nil {
		return err
	}
	c.add(l, letNeed{needs, needs})
	return nil
}

func kindOfAggregate(verb string, of kind) kind {
	if verb == "count" || verb == "distinct" {
		return kind{datum: model.Number}
	}
	return of
}

// fields is the scope without the lets: what an aggregate takes, its window and its keys are the record's own.
func (s *scope) fields() *scope {
	own := *s
	own.lets, own.letKinds = nil, nil
	return &own
}

func (l *let) fits(a *aggregate) error {
	if (a.verb == "count") != (l.field == nil) {
		if l.field == nil {
			return &syntaxError{a.pos, a.verb + " needs a field", "write " + a.verb + " amount over 7d"}
		}
		return &syntaxError{a.pos, "count counts records and takes no field", "count different values with distinct"}
	}
	if l.field == nil {
		return nil
	}
	k := l.field.kind.datum
	if (a.verb == "sum" || a.verb == "avg") && k != model.Number && k != model.Amount && k != model.Measure {
		return &syntaxError{a.field.pos, fmt.Sprintf("%s cannot be taken of %s", a.verb, l.field.kind), "take it of a number, an amount or a quantity"}
	}
	return nil
}

// kindOf finds which kind an aggregate looks at: the one its field begins with, or the only one in about.
func (c *compiler) kindOf(a *aggregate) (*model.Schema, *node, error) {
	field := a.field
	if field != nil {
		if kind := c.t.schemata.Get(field.path[0]); kind != nil {
			if c.t.watch[kind] == nil {
				return nil, nil, &syntaxError{field.pos, fmt.Sprintf("about does not say whose record a %s is", kind.Name), "add its field to about"}
			}
			if len(field.path) == 1 {
				return kind, nil, nil
			}
			rest := &node{op: "path", pos: field.pos, path: field.path[1:], at: field.at[1:], text: strings.Join(field.path[1:], ".")}
			return kind, rest, nil
		}
	}
	if len(c.t.watch) != 1 {
		return nil, nil, &syntaxError{a.pos, "about names several kinds", "say which one: " + a.verb + " Kind.field"}
	}
	for kind := range c.t.watch {
		return kind, field, nil
	}
	return nil, field, nil
}

func (c *compiler) width(l *let, a *aggregate) error {
	if a.over == nil {
		return &syntaxError{a.pos, "an aggregate needs its window", "write over 30d"}
	}
	e, err := c.scope(nil).fields().compile(a.over)
	if err != nil {
		return err
	}
	if e.kind.datum != model.Span {
		return &syntaxError{a.over.pos, fmt.Sprintf("a window is a length of time, not %s", e.kind), "write 7d, 24h or 12mo"}
	}
	if l.width = e.one(&frame{}); length(l.width) <= 0 {
		return &syntaxError{a.over.pos, "a window is longer than nothing", "write 7d, 24h or 12mo"}
	}
	if length(l.width) > length(c.t.longest) {
		c.t.longest = l.width
	}
	return nil
}

// role finds the by-field that is a field of about.
func (c *compiler) role(kind *model.Schema, a *aggregate) string {
	for _, n := range a.by {
		for _, r := range c.t.watch[kind].roles {
			if n.op == "path" && n.text == r.name {
				return r.name
			}
		}
	}
	return ""
}

// keys compiles the by-fields. The subject is always a key; naming its field says in which role it is meant.
func (c *compiler) keys(l *let, a *aggregate) error {
	var fields []*node
	for _, n := range a.by {
		if n.op != "path" || n.text != l.role {
			fields = append(fields, n)
		}
	}
	for _, n := range fields {
		e, err := c.scope(l.kind).fields().compile(n)
		if err != nil {
			return err
		}
		l.keys = append(l.keys, e)
	}
	l.by = fields
	return nil
}

// lookUp compiles, for each kind that triggers, the keys by which the lets are looked up there. A let that only the sentence
// or another let's where reads may stay without.
func (c *compiler) lookUp() error {
	for _, kind := range c.triggers() {
		w := c.t.watch[kind]
		w.keys, w.plain = pad(w.keys, len(c.t.lets)), pad(w.plain, len(c.t.lets))
		for i, l := range c.t.lets {
			for _, n := range l.by {
				e, err := c.scope(kind).fields().compile(n)
				if err != nil && l.decides {
					return c.f.at(c.f.Let[i].Value, n.pos, fmt.Sprintf("%s, which triggers the condition, has no %s to look the key up by",
						kind.Name, n), "limit on: to kinds that have it")
				}
				if err != nil {
					w.keys[i] = nil
					break
				}
				w.keys[i] = append(w.keys[i], e)
			}
		}
	}
	return nil
}

// pad fills a list up to a length with zero values, so that its index is the let's.
func pad[T any](list []T, length int) []T {
	return append(list, make([]T, length-len(list))...)
}

// filtering marks the lets that a where reads. They must be aggregates of the same kind, kept up at each of its records.
func (c *compiler) filtering(where *node, kind *model.Schema) error {
	for _, i := range where.lets(c.letAt) {
		if c.t.lets[i].kind != kind {
			return &syntaxError{where.pos, fmt.Sprintf("%s is no aggregate of %s, which is filtered here", c.t.lets[i].name, kind.Name), "a where reads lets of its own kind"}
		}
		c.t.lets[i].filters = true
	}
	return nil
}

// lets finds the lets that an expression reads.
func (n *node) lets(at map[string]int) []int {
	var found []int
	if n.op == "path" && len(n.path) == 1 {
		if i, ok := at[n.path[0]]; ok {
			found = append(found, i)
		}
	}
	for _, arg := range n.args {
		found = append(found, arg.lets(at)...)
	}
	return found
}

// decide marks the lets on which the condition rests.
func (c *compiler) decide(lets []int) {
	for _, i := range lets {
		c.t.lets[i].decides = true
		c.decide(c.t.lets[i].reads)
	}
}

// plain compiles a let that is an expression over earlier lets, params and the triggering record.
func (c *compiler) plain(name string, n *node) error {
	l := &let{name: name, reads: n.lets(c.letAt)}
	var holds, fails []need
	for _, kind := range c.triggers() {
		s := c.scope(kind)
		e, err := s.compile(n)
		if err != nil {
			return err
		}
		w := c.t.watch[kind]
		w.plain = append(pad(w.plain, len(c.t.lets)), e)
		l.of = e.kind
		holds = append(holds, s.needs(n, c.letNeeds))
		fails = append(fails, s.needsTo(false, n, c.letNeeds))
	}
	c.add(l, letNeed{need{any: true, of: holds}, need{any: true, of: fails}})
	return nil
}

func (c *compiler) add(l *let, needs letNeed) {
	c.t.lets = append(c.t.lets, l)
	c.letKinds = append(c.letKinds, l.of)
	c.letNeeds = append(c.letNeeds, needs)
}
