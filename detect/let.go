package detect

import (
	"fmt"
	"slices"
	"strings"

	"spoor/model"
)

// mostLets is how many a typology may have: each is windows of every subject.
const mostLets = 40

func (c *compiler) readLets() error {
	for _, pair := range c.f.Let {
		if err := c.named(pair.Key); err != nil {
			return err
		}
		if _, twice := c.letAt[pair.Key.Text]; twice {
			return c.f.at(pair.Key, 0, fmt.Sprintf("%s is there twice", pair.Key.Text), "give one of them another name")
		}
		a, n, err := parseLet(pair.Value.Text)
		if err == nil && len(c.letKinds) >= mostLets {
			err = &syntaxError{0, fmt.Sprintf("a typology has %d lets at most", mostLets), "make two typologies of it"}
		}
		if err == nil && a != nil {
			err = c.aggregate(pair.Key.Text, a)
		} else if err == nil {
			if n, err = c.expand(n, c.t.triggers()...); err == nil {
				err = c.plain(pair.Key.Text, n)
			}
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
	l := &let{name: name, verb: a.verb, ofLet: -1, among: a.among.text, today: a.today || a.among.text == "peers"}
	kind, field, err := c.kindOf(a)
	if err != nil {
		return err
	}
	if err := c.listed(a.by); err != nil {
		return err
	}
	if l.among != "all" {
		l.role = c.role(kind, a)
	}
	s := c.scope(kind)
	if l.role != "" { // the other roles are not the subject's here
		s.law = &law{protects: c.law.protects, subjects: map[string]bool{l.role: true}}
	}
	if l.among != "" {
		s.law = &law{subjects: s.law.subjects}
	}
	l.of.datum = model.Number
	needs := all(need{field: kind.Name})
	if field != nil {
		bare := field == a.field || c.isCalculation(field) && kind.Property(field.text) == nil
		if field, err = c.expand(field, kind); err != nil {
			return err
		}
		if a.into != "" {
			field, bare = &node{op: "exchange", pos: field.pos, text: a.into, args: []*node{field}}, false
		}
		var fieldNeeds need
		if fieldNeeds, field, err = c.fieldOf(l, s, field, bare); err != nil {
			return err
		}
		l.field = inMicroseconds(l.field)
		l.of = kindOfAggregate(a.verb, l.field.kind)
		needs.of = append(needs.of, fieldNeeds)
	}
	for _, step := range []func() error{func() error { return c.fits(l, a) }, func() error { return c.width(l, a) }} {
		if err := step(); err != nil {
			return err
		}
	}
	l.by, l.fieldKeys = c.parted(slices.DeleteFunc(slices.Clone(a.by), func(n *node) bool { return l.role != "" && n.op == "path" && n.text == l.role }))
	for _, st := range append([]step{{kind: token{text: kind.Name, pos: a.pos}, where: a.where}}, a.then...) {
		if err := c.leg(l, st, s, &needs); err != nil {
			return err
		}
	}
	c.inputs(l)
	l.text = c.said(l, a, field)
	c.add(l, letNeed{needs, needs})
	return nil
}

// fieldOf compiles what is aggregated: a field of the record, or what a definition makes of its fields, or, named bare, the value that
// an earlier aggregate or calculation had at each record. It gives back what is aggregated with all calculations written out.
func (c *compiler) fieldOf(l *let, s *scope, field *node, bare bool) (need, *node, error) {
	i, isLet := c.letAt[field.text]
	switch {
	case !isLet || !bare:
		var err error
		l.field, err = s.fields().compile(field)
		if p := s.kind.Property(field.text); field.op == "path" && p != nil {
			l.plain = p
		}
		l.alone = field.op == "path" && len(field.path) == 2 && field.path[0] == "at"
		return s.needs(field, c.letNeeds), field, err
	case c.t.lets[i].verb == "":
		return c.calculated(l, s, i, field)
	case c.t.lets[i].among != "":
		return need{}, nil, &syntaxError{field.pos, fmt.Sprintf("%s is no aggregate of the subject's own records", field.text), "take it of one that is"}
	}
	l.field, l.ofLet, l.alone = letExpr(i, c.letKinds[i]), i, true
	l.reads = c.reading(l.reads, i)
	return c.letNeeds[i].holds, field, nil
}

// reading adds a let, and those that it reads, to those that an aggregate reads at each record; in their order.
func (c *compiler) reading(reads []int, i int) []int {
	reads = append(append(reads, c.t.lets[i].reads...), i)
	slices.Sort(reads)
	return slices.Compact(reads)
}

// leg compiles one kind of an aggregate with its where and its keys.
func (c *compiler) leg(l *let, st step, s *scope, needs *need) error {
	if len(l.steps) > 0 {
		kind := c.t.schemata.Get(st.kind.text)
		if kind == nil || c.t.watch[kind] == nil {
			return &syntaxError{st.kind.pos, fmt.Sprintf("about does not say whose record a %s is", st.kind.text), "add its field to about"}
		}
		s = c.scope(kind).fields()
		needs.of = append(needs.of, need{field: kind.Name})
	}
	g := legs{kind: s.kind}
	if st.where != nil {
		var err error
		if st.where, err = c.expand(st.where, s.kind); err != nil {
			return err
		}
		if st.where, err = c.inlined(st.where); err != nil {
			return err
		}
		if g.where, err = s.condition(st.where); err != nil {
			return err
		}
		reads := st.where.lets(s.lets)
		if err := c.filtering(st.where, reads, s.kind); err != nil {
			return err
		}
		if len(reads) > 0 && l.among == "all" {
			return &syntaxError{st.where.pos, "among all has no one subject whose lets its where could read", "filter on fields of the record"}
		}
		g.node = st.where
		for _, i := range reads {
			l.reads = c.reading(l.reads, i)
		}
		if len(reads) == 0 {
			g.said = c.written(st.where)
		}
		needs.of = append(needs.of, s.needs(st.where, c.letNeeds))
	}
	if err := c.keyed(l, &g, needs); err != nil {
		return err
	}
	l.steps = append(l.steps, g)
	return nil
}

// said is what an aggregate says with every name written out.
func (c *compiler) said(l *let, a *aggregate, field *node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d", l.verb, l.rank)
	if field != nil {
		b.WriteString(" " + c.written(field))
	}
	for _, g := range l.steps {
		where := ""
		if g.node != nil {
			where = c.written(g.node)
		}
		fmt.Fprintf(&b, " of %s of %q on {%s} where {%s}", g.kind.Name, c.rolesOf(l, g.kind), c.t.watch[g.kind].on, where)
	}
	fmt.Fprintf(&b, " within %v over %v before %v %v among %s by", l.within, l.width, l.before, l.today, l.among)
	if l.among == "peers" {
		fmt.Fprintf(&b, " %q %q", c.t.peers, c.t.widen)
	}
	for _, n := range l.by {
		b.WriteString(", " + c.written(n))
	}
	return b.String()
}

// rolesOf names the fields of about through which a record of a kind comes to a let's windows.
func (c *compiler) rolesOf(l *let, kind *model.Schema) []string {
	var names []string
	for _, r := range c.t.watch[kind].roles {
		if l.role == "" || r.name == l.role || kind != l.steps[0].kind {
			names = append(names, r.name)
		}
	}
	return names
}

func kindOfAggregate(verb string, of kind) kind {
	switch verb {
	case "count", "distinct", "rank":
		return kind{datum: model.Number}
	case "set":
		return kind{datum: model.Text, set: true}
	}
	return of
}

// fields is the scope without the lets: what an aggregate takes, its window and its keys are the record's own.
func (s *scope) fields() *scope {
	own := *s
	own.lets, own.letKinds = nil, nil
	return &own
}

// numeric verbs add or order what they are taken of.
var numeric = map[string]bool{"sum": true, "avg": true, "median": true, "percentile": true, "deviation": true, "rank": true}

func (c *compiler) fits(l *let, a *aggregate) error {
	switch {
	case len(a.then) > 0 && a.verb != "count":
		return &syntaxError{a.pos, "a sequence can only be counted", "write count KIND then KIND within 48h over 90d"}
	case (len(a.then) > 0) != (a.within != nil):
		return &syntaxError{a.pos, "a sequence has then and within", "write count KIND then KIND within 48h over 90d"}
	case len(a.then) > 0 && (l.among != "" || a.before != nil || a.today):
		return &syntaxError{a.pos, "a sequence is of the subject's own records, up to now", "leave among and before out"}
	case (a.verb == "count") == (l.field != nil) && l.field == nil:
		return &syntaxError{a.pos, a.verb + " needs a field", "write " + a.verb + " amount over 7d"}
	case (a.verb == "count") == (l.field != nil):
		return &syntaxError{a.pos, "count counts records and takes no field", "count different values with distinct"}
	case l.among == "peers" && a.verb != "median" && a.verb != "percentile" && a.verb != "rank":
		return &syntaxError{a.pos, a.verb + " among peers has no meaning", "write median, percentile 95 of, or rank"}
	case a.verb == "rank" && l.among != "peers":
		return &syntaxError{a.pos, "rank is among peers", "write rank amount among peers over 365d"}
	case l.field == nil:
		return nil
	}
	if k := l.field.kind.datum; numeric[a.verb] && k != model.Number && k != model.Amount && k != model.Measure && k != model.Span {
		return &syntaxError{a.field.pos, fmt.Sprintf("%s cannot be taken of %s", a.verb, l.field.kind), "take it of a number, an amount, a quantity or a length of time"}
	}
	if k := l.field.kind; a.verb == "set" && (k.datum != model.Text && k.datum != model.Reference || k.set) {
		return &syntaxError{a.field.pos, fmt.Sprintf("set cannot be taken of %s", k), "take it of a text or of a thing"}
	}
	if a.verb != "percentile" {
		return nil
	}
	e, err := c.scope(nil).fields().compile(a.rank)
	if err != nil {
		return err
	}
	if e.varies {
		return &syntaxError{a.rank.pos, "a percentile is the same on every day", "take a parameter that does not change"}
	}
	if l.rank = e.one(&frame{}).Num; e.kind.datum != model.Number || l.rank <= 0 || l.rank > 100*model.Scale {
		return &syntaxError{a.rank.pos, "a percentile is a number above 0 and up to 100", "write percentile 95 of amount"}
	}
	return nil
}

// kindOf finds which kind an aggregate looks at: that of the let it is of, the one its field begins with, or the only one in
// about.
func (c *compiler) kindOf(a *aggregate) (*model.Schema, *node, error) {
	field := a.field
	if field != nil {
		if i, isLet := c.letAt[field.text]; isLet {
			if c.t.lets[i].verb != "" {
				return c.t.lets[i].kind(), field, nil
			}
			if kinds := c.t.triggers(); len(kinds) == 1 {
				return kinds[0], field, nil
			}
		}
		if kind := c.t.schemata.Get(field.path[0]); kind != nil {
			if c.t.watch[kind] == nil {
				return nil, nil, &syntaxError{field.pos, fmt.Sprintf("about does not say whose record a %s is", kind.Name), "add its field to about"}
			}
			if len(field.path) == 1 {
				return kind, nil, nil
			}
			rest := &node{op: "path", pos: field.at[1], path: field.path[1:], at: field.at[1:], text: strings.Join(field.path[1:], ".")}
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

// yearLong is how far history reaches back at most.
const yearLong = 365 * day

func (c *compiler) width(l *let, a *aggregate) error {
	if a.over == nil {
		return &syntaxError{a.pos, "an aggregate needs its window", "write over 30d"}
	}
	var err error
	if l.width, err = c.span(a.over, "a window"); err != nil {
		return err
	}
	if a.before != nil {
		if l.before, err = c.span(a.before, "a window's end"); err != nil {
			return err
		}
	}
	if a.within != nil {
		if l.within, err = c.span(a.within, "a sequence"); err != nil {
			return err
		}
	}
	if l.today && length(l.width) > yearLong {
		return &syntaxError{a.over.pos, "history reaches back 365 days at most", "write over 365d"}
	}
	if l.today {
		if err := c.learns(a); err != nil {
			return err
		}
	}
	if reach := length(l.width); l.among == "" && !l.today && a.before == nil && reach > length(c.t.longest) {
		c.t.longest = l.width
	}
	return nil
}

// span is a length of time that is the same at every record.
func (c *compiler) span(n *node, what string) (model.Datum, error) {
	e, err := c.scope(nil).fields().compile(n)
	if err != nil {
		return model.Datum{}, err
	}
	if e.kind.datum != model.Span {
		return model.Datum{}, &syntaxError{n.pos, fmt.Sprintf("%s is a length of time, not %s", what, e.kind), "write 7d, 24h or 12mo"}
	}
	if e.varies {
		return model.Datum{}, &syntaxError{n.pos, what + " is the same on every day", "this parameter changes with the day or the jurisdiction: take a fixed one"}
	}
	d := e.one(&frame{})
	if length(d) <= 0 {
		return d, &syntaxError{n.pos, what + " is longer than nothing", "write 7d, 24h or 12mo"}
	}
	return d, nil
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

// lookUp compiles, for each kind that triggers, the keys by which the lets are looked up there. A let that only the sentence
// or another let's where reads may stay without.
func (c *compiler) lookUp() error {
	for _, kind := range c.t.triggers() {
		w := c.t.watch[kind]
		w.keys, w.plain = pad(w.keys, len(c.t.lets)), pad(w.plain, len(c.t.lets))
		for i, l := range c.t.lets {
			for _, n := range l.by {
				e, err := c.key(n, kind)
				if err != nil && l.decides {
					return c.f.at(c.f.Let[i].Value, n.pos, fmt.Sprintf("%s, which triggers the condition, has no %s to look the key up by",
						kind.Name, n), "limit on: to kinds that have it")
				}
				if err != nil || e == nil {
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

// filtering refuses a where that reads anything but aggregates of the subject's own records, which can be looked up at each record.
func (c *compiler) filtering(where *node, reads []int, kind *model.Schema) error {
	for _, i := range reads {
		if l := c.t.lets[i]; l.among != "" {
			return &syntaxError{where.pos, fmt.Sprintf("%s is of others' records", l.name), "a where reads lets of the subject's own records"}
		}
		if err := c.looksUp(i, kind, where.pos); err != nil {
			return err
		}
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

// decide marks the lets on which the condition rests; what an aggregate's where reads is not looked up for it.
func (c *compiler) decide(lets []int) {
	for _, i := range lets {
		c.t.lets[i].decides = true
		if c.t.lets[i].verb == "" {
			c.decide(c.t.lets[i].reads)
		}
	}
}

// plain compiles a let that is an expression over earlier lets, params and the triggering record.
func (c *compiler) plain(name string, n *node) error {
	l := &let{name: name, node: n, reads: n.lets(c.letAt)}
	var holds, fails []need
	for _, kind := range c.t.triggers() {
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
