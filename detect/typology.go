package detect

import (
	"cmp"
	"errors"
	"fmt"
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
	of       *Organisation            // whose values it was compiled with
	watch    map[*model.Schema]*watch // of the kinds in about
	lets     []*let
	longest  model.Datum // the widest window: how long an episode outlasts its condition
	wait     model.Datum // how long after a record its condition is tried; None: at once
	peers    []string    // of a subject: the attributes that make its peer group
	widen    []string    // where the group is too small: the wider circles to compare with, in order
	needs    need
}

// watch is what a typology does with records of one kind.
type watch struct {
	roles   []role // whose record it is
	filter  *expr  // of `on`; nil looks at every record
	on      string // the same in words, params written out
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
	rank  int64  // of percentile: its number, in millionths
	role  string // when given, only records in which the subject has this role are looked at
	among string // "all" or "peers"; empty: the subject's own records
	steps []legs // its kind; of a sequence the kinds in their order
	field *expr
	plain *model.Property // that the field is, and nothing but it
	alone bool            // the field has one value a record at most
	node  *node           // of a plain expression
	ofLet int             // the let whose values are aggregated, -1 for a field
	by    []*node         // the keys beside the subject: the fields, then the lets
	// fieldKeys is how many of them are fields: an episode goes on when what came together grows.
	fieldKeys int
	// decides: the condition reads it, so that its records are evidence and its keys part of the episodes.
	decides bool
	reads   []int // the lets it reads: a plain expression's, or those of where, of the field and of the keys
	width   model.Datum
	before  model.Datum // the window ends so long before the record
	today   bool        // the window ends with the day before the record's
	within  model.Datum // of a sequence: from its first record to its last
	of      kind
	text    string // what it says, names of params and lets written out: two lets of one text are one window
}

// legs is a kind whose records an aggregate takes: one, or one for each step of a sequence.
type legs struct {
	kind  *model.Schema
	where *expr
	node  *node   // where as it was parsed, nil when there is none
	said  string  // where in words, empty when it reads lets
	keys  []*expr // the keys, read on this kind
	// inputs are the keys of each let that is read, on this kind: fewer than it has where it cannot be looked up here.
	inputs [][]*expr
}

// kind is that of the records which make the value.
func (l *let) kind() *model.Schema {
	if l.verb == "" {
		return nil
	}
	return l.steps[len(l.steps)-1].kind
}

// term is one part of the condition, kept apart so that a finding can show what was measured against which limit.
type term struct {
	text        string
	op          string // of a comparison; empty for any other condition
	left, right *expr
	silent      string // of any other condition: its contrary
	let         int    // that is to reach at least so much, as a whole number; where least is 0 none is
	least       int64
}

// Compile types a typology against the schemata, as it stands. Each error carries file, line and column.
func Compile(f *File, schemata *model.Schemata) (*Typology, error) {
	return (&Organisation{}).Compile(f, schemata)
}

// Kinds names the record kinds that the typology is about, in order.
func (t *Typology) Kinds() []string {
	var kinds []string
	for kind := range t.watch {
		kinds = append(kinds, kind.Name)
	}
	slices.Sort(kinds)
	return kinds
}

type compiler struct {
	filters  []*node // the conditions of on
	f        *File
	of       *Organisation
	t        *Typology
	params   map[string]param
	letAt    map[string]int
	letKinds []kind
	letNeeds []letNeed
	law      *law
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

// named refuses a name that an expression could not call.
func (c *compiler) named(p phrase) error {
	tokens := lex(p.Text)
	if len(tokens) != 2 || tokens[0].kind != nameToken || reserved[p.Text] {
		hint := "use letters and digits, and no word of the language"
		if tokens[0].kind == numberToken {
			hint = "begin it with a letter; a number is written without commas, like 20000 EUR"
		}
		return c.f.at(p, 0, fmt.Sprintf("%q is no name", p.Text), hint)
	}
	return nil
}

// reserved are the words that an expression reads in another way.
var reserved = map[string]bool{"and": true, "or": true, "not": true, "in": true, "true": true, "false": true, "params": true,
	"over": true, "before": true, "among": true, "by": true, "where": true, "then": true, "within": true, "of": true, "subject": true}

func (c *compiler) readAbout() error {
	for _, p := range c.f.About {
		kindName, field, _ := strings.Cut(p.Text, ".")
		kind := c.t.schemata.Get(kindName)
		if kind == nil || !kind.Record || field == "" {
			if kind == nil && field != "" {
				kinds := recordKinds(c.t.schemata)
				return c.f.at(p, 0, "there is no kind "+kindName, cmp.Or(nearest(kindName, kinds), "the kinds are "+strings.Join(kinds, ", ")))
			}
			return c.f.at(p, 0, fmt.Sprintf("%q is no field of a record kind", p.Text), "write Kind.field, like Order.buyer")
		}
		if err := c.joins(p, kind); err != nil {
			return err
		}
		n, err := parseExpression(field)
		if err == nil && n.op != "path" {
			err = &syntaxError{0, "about names a field", "write Kind.field, like Order.buyer"}
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
		for _, r := range c.t.watch[kind].roles {
			if r.name == field {
				return c.f.at(p, 0, p.Text+" is there twice", "take one of them out")
			}
		}
		c.t.watch[kind].roles = append(c.t.watch[kind].roles, role{field, e})
		c.law.subjects[n.path[0]] = true
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
		switch {
		case kind == nil:
			return c.f.at(p, 0, fmt.Sprintf("there is no kind %s", head), cmp.Or(nearest(head, recordKinds(c.t.schemata)),
				"on names a kind that about has, like Order where accepted"))
		case w == nil:
			return c.f.at(p, 0, fmt.Sprintf("about does not say whose record %q is", head), "add its field to about")
		case w.trigger:
			return c.f.at(p, 0, fmt.Sprintf("%s is there twice", kind.Name), "join the conditions with or")
		}
		w.trigger = true
		if !filtered {
			continue
		}
		offset := len(head) + len(" where ")
		n, err := parseExpression(condition)
		if err == nil {
			n, err = c.expand(n, kind)
		}
		if err == nil {
			w.filter, err = c.scope(kind).condition(n)
			w.on = c.written(n)
			c.filters = append(c.filters, n)
		}
		if err != nil {
			return c.placed(p, offset, err)
		}
		c.t.needs.of = append(c.t.needs.of, need{field: kind.Name}, c.scope(kind).needs(n, nil))
	}
	return nil
}

func recordKinds(schemata *model.Schemata) []string {
	return slices.DeleteFunc(schemata.Names(), func(name string) bool { return !schemata.Get(name).Record })
}

func (t *Typology) triggers() []*model.Schema {
	var kinds []*model.Schema
	for kind, w := range t.watch {
		if w.trigger {
			kinds = append(kinds, kind)
		}
	}
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].Name < kinds[j].Name })
	return kinds
}

func (c *compiler) readWhen() error {
	n, err := parseExpression(c.f.When.Text)
	if err == nil {
		n, err = c.expand(n, c.t.triggers()...)
	}
	if err != nil {
		return c.placed(c.f.When, 0, err)
	}
	c.decide(n.lets(c.letAt))
	if err := c.lookUp(); err != nil {
		return err
	}
	var needs []need
	for _, kind := range c.t.triggers() {
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
	return c.conduct(n)
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
		t.let, t.least = s.asks(n, t.right)
	default:
		t.silent = contrary(n).String()
	}
	return []term{t}, err
}

// contrary is what holds where a part of a condition does not.
func contrary(n *node) *node {
	if n.op == "not" {
		return n.args[0]
	}
	return &node{op: "not", args: []*node{n}}
}

// asks says of a part of a condition like `times >= 8` what a let is to reach at least, as a whole number; 0 where it asks for nothing.
func (s *scope) asks(n *node, right *expr) (let int, least int64) {
	i, isLet := s.lets[n.args[0].text]
	if !isLet || n.args[0].op != "path" || right.kind.datum != model.Number || right.fixed == nil {
		return -1, 0
	}
	asked := right.fixed.Num
	switch {
	case asked < 0:
	case n.op == ">=" || n.op == "==":
		least = (asked + model.Scale - 1) / model.Scale
	case n.op == ">":
		least = asked/model.Scale + 1
	}
	return i, least
}
