package detect

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"spoor/model"
)

// Typology is a compiled file: safe for concurrent use, since a run keeps its state apart.
type Typology struct {
	File     *File
	Priority Priority
	schemata *model.Schemata
	kinds    []*model.Schema          // the kinds it reads, by name
	watch    map[*model.Schema]*watch // of the kinds in about
	lets     []*let
	longest  model.Datum // the widest window: how long an episode outlasts its condition
	needs    need
}

// watch is what a typology does with records of one kind.
type watch struct {
	roles   []role // whose record it is
	filter  *expr  // of `on`; nil looks at every record
	trigger bool   // whether the condition is evaluated on it
	when    *expr
	terms   []term
	say     []segment
	keys    [][]*expr // of each let: its key fields read on this kind, the subject left out; nil when it has no such let
	plain   []*expr   // of each let that is a plain expression
}

// role is one way in which a record is its subject's: as buyer, as payer.
type role struct {
	name string
	of   *expr
}

// let is a named aggregate over a window, or a plain expression over earlier lets.
type let struct {
	name  string
	verb  string // empty for a plain expression
	role  string // when given, only records in which the subject has this role are looked at
	kind  *model.Schema
	field *expr
	where *expr
	by    []*node // the keys beside the subject
	keys  []*expr // by, read on its own kind
	// decides: the condition reads it, so that its records are evidence and its keys part the episodes; filters: the where
	// of a later let reads it, so that it is kept up at every record of its kind.
	decides, filters bool
	reads            []int // of a plain expression: the lets it reads
	width            model.Datum
	of               kind
}

// term is one part of the condition, kept apart so that a finding can show what was measured against which limit.
type term struct {
	text        string
	op          string // of a comparison; empty for any other condition
	left, right *expr
	whole       *expr
}

// segment is a piece of the sentence: fixed text, an expression between braces, or the subject.
type segment struct {
	text    string
	expr    *expr
	subject bool
}

// Compile types a typology against the schemata. All errors found are joined; each carries file, line and column.
func Compile(f *File, schemata *model.Schemata) (*Typology, error) {
	priority, err := ParsePriority(f.Priority.Text)
	if err != nil {
		return nil, err
	}
	c := &compiler{f: f, t: &Typology{File: f, Priority: priority, schemata: schemata, watch: map[*model.Schema]*watch{}},
		params: map[string]param{}, letAt: map[string]int{}, law: &law{protects: f.Protects.Text, subjects: map[string]bool{}}}
	for _, step := range []func() error{c.readParams, c.readAbout, c.readOn, c.readLets, c.readWhen, c.checkTests} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	for _, s := range schemata.Names() {
		if kind := schemata.Get(s); c.reads[kind] {
			c.t.kinds = append(c.t.kinds, kind)
		}
	}
	return c.t, nil
}

type compiler struct {
	f        *File
	t        *Typology
	params   map[string]param
	letAt    map[string]int
	letKinds []kind
	letNeeds []need
	law      *law
	reads    map[*model.Schema]bool
}

// placed turns an expression's error into one with the file's line and column.
func (c *compiler) placed(p phrase, offset int, err error) error {
	var e *syntaxError
	if errors.As(err, &e) {
		return c.f.at(p, offset+e.pos, e.what, e.hint)
	}
	return err
}

func (c *compiler) scope(kind *model.Schema) *scope {
	return &scope{schemata: c.t.schemata, kind: kind, params: c.params, lets: c.letAt, letKinds: c.letKinds, law: c.law}
}

func (c *compiler) readParams() error {
	for _, pair := range c.f.Params {
		n, err := parseExpression(pair.Value.Text)
		if err != nil || n.op != "literal" {
			// A word alone is a text: jurisdiction: eu
			if err == nil && n.op == "path" && len(n.path) == 1 {
				c.params[pair.Key.Text] = param{value: model.Datum{Kind: model.Text, Text: n.text}}
				continue
			}
			return c.f.at(pair.Value, 0, fmt.Sprintf("parameter %s is neither a number, a length of time, an amount nor a text",
				pair.Key.Text), "write 3, 7d, 25 kg, 10000 EUR, 90% or a word")
		}
		d, err := literal(n.text, n.unit)
		if err != nil {
			return c.f.at(pair.Value, n.pos, err.Error(), "")
		}
		c.params[pair.Key.Text] = param{value: d, unit: unitOf(d)}
	}
	return nil
}

func (c *compiler) readAbout() error {
	c.reads = map[*model.Schema]bool{}
	for _, p := range c.f.About {
		kindName, field, _ := strings.Cut(p.Text, ".")
		kind := c.t.schemata.Get(kindName)
		if kind == nil || !kind.Record || field == "" {
			return c.f.at(p, 0, fmt.Sprintf("%q is no field of a record kind", p.Text), "write Kind.field, like Order.buyer; "+
				nearest(kindName, c.t.schemata.Names()))
		}
		n, err := parseExpression(field)
		if err == nil && n.op != "path" {
			err = &syntaxError{0, "about names a field", ""}
		}
		var e *expr
		if err == nil {
			e, err = c.scope(kind).compile(n)
		}
		if err != nil {
			return c.placed(p, len(kindName)+1, err)
		}
		if c.t.watch[kind] == nil {
			c.t.watch[kind] = &watch{trigger: true}
		}
		c.t.watch[kind].roles = append(c.t.watch[kind].roles, role{field, e})
		c.law.subjects[n.path[0]] = true
		c.reads[kind] = true
		c.t.needs.of = append(c.t.needs.of, need{field: kind.Name}, c.scope(kind).needs(n, nil))
	}
	if kinds := len(c.t.watch); kinds < len(c.f.About) || kinds > 1 {
		c.t.needs.of = nil // several ways to a subject: the condition alone says what is needed
	}
	return nil
}

// readOn takes `Order where product.regulated`: which kinds are looked at and trigger, and which of their records.
func (c *compiler) readOn() error {
	if len(c.f.On) > 0 {
		for _, w := range c.t.watch {
			w.trigger = false
		}
	}
	for _, p := range c.f.On {
		head, condition, filtered := strings.Cut(p.Text, " where ")
		kind := c.t.schemata.Get(strings.TrimSpace(head))
		w := c.t.watch[kind]
		if w == nil {
			return c.f.at(p, 0, fmt.Sprintf("about does not say whose record %q is", head), "add its field to about")
		}
		w.trigger = true
		if !filtered {
			continue
		}
		offset := len(head) + len(" where ")
		n, err := parseExpression(condition)
		if err == nil {
			w.filter, err = c.scope(kind).condition(n)
		}
		if err != nil {
			return c.placed(p, offset, err)
		}
		c.t.needs.of = append(c.t.needs.of, need{field: kind.Name}, c.scope(kind).needs(n, nil))
	}
	return nil
}

func (c *compiler) readLets() error {
	for _, pair := range c.f.Let {
		if _, twice := c.letAt[pair.Key.Text]; twice {
			return c.f.at(pair.Key, 0, fmt.Sprintf("%s is there twice", pair.Key.Text), "")
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
	l.of = kindOfAggregate(a.verb, model.Number)
	needs := all(need{field: kind.Name})
	if field != nil {
		if l.field, err = s.compile(field); err != nil {
			return err
		}
		l.of = kindOfAggregate(a.verb, l.field.kind.datum)
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
	c.add(l, needs)
	return nil
}

func kindOfAggregate(verb string, of model.DatumKind) kind {
	if verb == "count" || verb == "distinct" {
		of = model.Number
	}
	return kind{datum: of}
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
			rest := &node{op: "path", pos: field.pos, path: field.path[1:], text: strings.Join(field.path[1:], ".")}
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
	e, err := c.scope(nil).compile(a.over)
	if err != nil {
		return err
	}
	if e.kind.datum != model.Span {
		return &syntaxError{a.over.pos, fmt.Sprintf("a window is a length of time, not %s", e.kind), "write 7d, 24h or 12mo"}
	}
	l.width = e.one(&frame{})
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
		e, err := c.scope(l.kind).compile(n)
		if err != nil {
			return err
		}
		l.keys = append(l.keys, e)
	}
	l.by = fields
	return nil
}

// lookUp compiles, for each kind that triggers, the keys by which the lets that decide are looked up there.
func (c *compiler) lookUp() error {
	for _, kind := range c.triggers() {
		w := c.t.watch[kind]
		w.keys, w.plain = pad(w.keys, len(c.t.lets)), pad(w.plain, len(c.t.lets))
		for i, l := range c.t.lets {
			for _, n := range l.by {
				if !l.decides {
					continue
				}
				e, err := c.scope(kind).compile(n)
				if err != nil {
					return c.f.at(c.f.Let[i].Value, n.pos, fmt.Sprintf("%s, which triggers the condition, has no %s to look the key up by",
						kind.Name, n), "limit on: to kinds that have it")
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

func (c *compiler) triggers() []*model.Schema {
	var kinds []*model.Schema
	for kind, w := range c.t.watch {
		if w.trigger {
			kinds = append(kinds, kind)
		}
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].Name < kinds[j].Name })
	return kinds
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
	var needs []need
	for _, kind := range c.triggers() {
		s := c.scope(kind)
		e, err := s.compile(n)
		if err != nil {
			return err
		}
		w := c.t.watch[kind]
		w.plain = append(pad(w.plain, len(c.t.lets)), e)
		l.of = e.kind
		needs = append(needs, s.needs(n, c.letNeeds))
	}
	c.add(l, need{any: true, of: needs})
	return nil
}

func (c *compiler) add(l *let, needs need) {
	c.t.lets = append(c.t.lets, l)
	c.letKinds = append(c.letKinds, l.of)
	c.letNeeds = append(c.letNeeds, needs)
}

func (c *compiler) readWhen() error {
	n, err := parseExpression(c.f.When.Text)
	if err != nil {
		return c.placed(c.f.When, 0, err)
	}
	c.decide(n.lets(c.letAt))
	if err := c.lookUp(); err != nil {
		return err
	}
	var needs []need
	for _, kind := range c.triggers() {
		s, w := c.scope(kind), c.t.watch[kind]
		if w.when, err = s.condition(n); err == nil {
			w.terms, err = s.terms(n)
		}
		if err != nil {
			return c.placed(c.f.When, 0, err)
		}
		if w.say, err = c.sentence(kind); err != nil {
			return err
		}
		needs = append(needs, s.needs(n, c.letNeeds))
	}
	c.t.needs.of = append(c.t.needs.of, need{any: true, of: needs})
	return nil
}

// terms takes the condition apart at its ands.
func (s *scope) terms(n *node) ([]term, error) {
	if n.op == "and" {
		left, err := s.terms(n.args[0])
		if err != nil {
			return nil, err
		}
		right, err := s.terms(n.args[1])
		return slices.Concat(left, right), err
	}
	t := term{text: n.String()}
	var err error
	switch n.op {
	case "==", "!=", "<", "<=", ">", ">=":
		t.op = n.op
		if t.left, t.right, err = s.both(n); err != nil {
			return nil, err
		}
	}
	t.whole, err = s.compile(n)
	return []term{t}, err
}

var braces = regexp.MustCompile(`\{[^{}]*\}`)

// sentence compiles what a finding says. Names may be shown there.
func (c *compiler) sentence(kind *model.Schema) ([]segment, error) {
	s := c.scope(kind)
	open := *c.law
	open.naming = true
	s.law = &open
	text := c.f.Say.Text
	var out []segment
	last := 0
	for _, at := range braces.FindAllStringIndex(text, -1) {
		out = append(out, segment{text: text[last:at[0]]})
		last = at[1]
		inner := text[at[0]+1 : at[1]-1]
		if inner == "subject" {
			out = append(out, segment{subject: true})
			continue
		}
		n, err := parseExpression(inner)
		if err != nil {
			return nil, c.placed(c.f.Say, at[0]+1, err)
		}
		e, err := s.compile(n)
		if err != nil {
			return nil, c.placed(c.f.Say, at[0]+1, err)
		}
		out = append(out, segment{expr: e})
	}
	return append(out, segment{text: text[last:]}), nil
}
