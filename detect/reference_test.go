package detect

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"spoor/model"
)

// The reference below says what a typology means, slowly and by definition: for each record in order, each aggregate anew
// over all earlier records. It shares nothing with the engine but the text of the file and the form in which values are shown.

// rval is a value: text, or a number of parts (a millionth of a whole, or a cent) in a unit.
type rval struct {
	text, unit string
	n          *big.Int
	money      bool
}

type rrec struct {
	id, kind string
	at       time.Time
	fields   map[string][]rval
}

// rlet is a let: an aggregate, or with no verb the sum of two earlier lets.
type rlet struct {
	name, verb, kind, field, role, width string
	keys                                 []string
	where                                *rcond
	plus                                 [2]int
}

// rcond is a condition: and, or, not over args; has(field); or an operator between a field or let and a literal.
type rcond struct {
	op    string
	args  []*rcond
	field string // or
	let   int
	right rval
	word  string // the literal as the file writes it
}

type rrule struct {
	id     string
	about  [][2]string // kind, field
	filter map[string]*rcond
	silent map[string]bool // kinds that on leaves out
	lets   []rlet
	when   *rcond
}

type rfinding struct {
	id, subject string
	key         []string
	records     []*rrec
	values      []string
	last        time.Time
}

func (c *rcond) text(lets []rlet) string {
	name := c.field
	if name == "" && c.let >= 0 && c.let < len(lets) {
		name = lets[c.let].name
	}
	switch c.op {
	case "and", "or":
		return "(" + c.args[0].text(lets) + " " + c.op + " " + c.args[1].text(lets) + ")"
	case "not":
		return "not (" + c.args[0].text(lets) + ")"
	case "has":
		return "has(" + name + ")"
	}
	return name + " " + c.op + " " + c.word
}

func (r *rrule) file() string {
	var b strings.Builder
	fmt.Fprintf(&b, "id: %s\ntitle: t\nfamily: f\nversion: 1\nstatus: test\npriority: low\nopens: finding\nsources: [{cite: c}]\ninnocent: [x]\nabout:\n", r.id)
	for _, role := range r.about {
		fmt.Fprintf(&b, "  - %s.%s\n", role[0], role[1])
	}
	var on []string
	for _, kind := range []string{"Payment", "CashMovement"} {
		if f := r.filter[kind]; f != nil && !r.silent[kind] {
			on = append(on, "  - "+kind+" where "+f.text(nil)+"\n")
		} else if r.watches(kind) && len(r.silent)+len(r.filter) > 0 && !r.silent[kind] {
			on = append(on, "  - "+kind+"\n")
		}
	}
	if len(on) > 0 {
		b.WriteString("on:\n" + strings.Join(on, ""))
	}
	b.WriteString("let:\n")
	for _, l := range r.lets {
		if l.verb == "" {
			fmt.Fprintf(&b, "  %s: %s + %s\n", l.name, r.lets[l.plus[0]].name, r.lets[l.plus[1]].name)
			continue
		}
		field := l.kind
		if l.field != "" {
			field += "." + l.field
		}
		fmt.Fprintf(&b, "  %s: %s %s over %s", l.name, l.verb, field, l.width)
		if by := append(slices.DeleteFunc([]string{l.role}, func(s string) bool { return s == "" }), l.keys...); len(by) > 0 {
			b.WriteString(" by " + strings.Join(by, ", "))
		}
		if l.where != nil {
			b.WriteString(" where " + l.where.text(r.lets))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "when: %s\nsay: \"{subject}\"\n", r.when.text(r.lets))
	return b.String()
}

func (r *rrule) watches(kind string) bool {
	return slices.ContainsFunc(r.about, func(role [2]string) bool { return role[0] == kind })
}

// reference is the rule over records that stand in order.
type reference struct {
	*rrule
	records []*rrec
}

func (r *reference) subjects(q *rrec, role string) []string {
	var all []string
	for _, a := range r.about {
		if a[0] != q.kind || role != "" && a[1] != role {
			continue
		}
		for _, v := range q.fields[a[1]] {
			if !slices.Contains(all, v.text) {
				all = append(all, v.text)
			}
		}
	}
	return all
}

// looked says whether on lets a record be looked at at all.
func (r *reference) looked(q *rrec) bool {
	f := r.filter[q.kind]
	return r.watches(q.kind) && (f == nil || yes(r.holds(f, q, "", 0)))
}

// holds is three-valued: nil is unknown.
func (r *reference) holds(c *rcond, q *rrec, subject string, index int) *bool {
	t, f := true, false
	switch c.op {
	case "and", "or":
		a, b := r.holds(c.args[0], q, subject, index), r.holds(c.args[1], q, subject, index)
		decides := c.op == "or"
		switch {
		case a != nil && *a == decides, b != nil && *b == decides:
			return &decides
		case a == nil || b == nil:
			return nil
		}
		return a
	case "not":
		if a := r.holds(c.args[0], q, subject, index); a != nil && *a {
			return &f
		} else if a != nil {
			return &t
		}
		return nil
	}
	var left []rval
	if c.field != "" {
		left = q.fields[c.field]
	} else if v, _ := r.value(c.let, q, subject, index); v != nil {
		left = []rval{*v}
	}
	if c.op == "has" {
		known := len(left) > 0
		return &known
	}
	if len(left) == 0 {
		return nil
	}
	unknown := false
	for _, v := range left {
		nothing := v.n != nil && v.n.Sign() == 0 && v.unit == ""
		if v.unit != c.right.unit && !nothing {
			unknown = true
			continue
		}
		order := strings.Compare(v.text, c.right.text)
		if v.n != nil {
			order = v.n.Cmp(c.right.n)
		}
		if map[string]bool{"==": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[c.op] {
			return &t
		}
	}
	if unknown {
		return nil
	}
	return &f
}

func yes(b *bool) bool { return b != nil && *b }

func (r *reference) key(l rlet, q *rrec) ([]string, bool) {
	var key []string
	for _, k := range l.keys {
		if len(q.fields[k]) == 0 {
			return nil, false
		}
		key = append(key, q.fields[k][0].text)
	}
	return key, true
}

func backFrom(at time.Time, width string) time.Time {
	switch width {
	case "1h":
		return at.Add(-time.Hour)
	case "1d":
		return at.Add(-24 * time.Hour)
	case "3d":
		return at.Add(-72 * time.Hour)
	}
	first := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	daysBefore := first.Add(-time.Hour).Day()
	if at.Day() > daysBefore {
		return first.Add(-time.Microsecond)
	}
	return at.AddDate(0, 0, -daysBefore) // the same day of a month with so many days
}

// value is a let at a record, nil when unknown, with the records that made it.
func (r *reference) value(let int, at *rrec, subject string, index int) (*rval, []*rrec) {
	l := r.lets[let]
	if l.verb == "" {
		a, recsA := r.value(l.plus[0], at, subject, index)
		b, recsB := r.value(l.plus[1], at, subject, index)
		recs := append(slices.Clone(recsA), recsB...)
		if a == nil || b == nil || a.unit != b.unit && a.unit != "" && b.unit != "" {
			return nil, recs
		}
		return &rval{unit: cmp.Or(a.unit, b.unit), n: new(big.Int).Add(a.n, b.n), money: a.money}, recs
	}
	key, ok := r.key(l, at)
	if !ok {
		return nil, nil
	}
	type member struct {
		rec *rrec
		val rval
	}
	byUnit := map[string][]member{}
	var units []string
	for i, q := range r.records[:index+1] {
		if q.kind != l.kind || !r.looked(q) || !slices.Contains(r.subjects(q, l.role), subject) || !q.at.After(backFrom(at.at, l.width)) {
			continue
		}
		if k, ok := r.key(l, q); !ok || !slices.Equal(k, key) || l.where != nil && !yes(r.holds(l.where, q, subject, i)) {
			continue
		}
		values := q.fields[l.field]
		if l.verb == "count" {
			values = []rval{{}}
		}
		for _, v := range values {
			if byUnit[v.unit] == nil {
				units = append(units, v.unit)
			}
			byUnit[v.unit] = append(byUnit[v.unit], member{q, v})
		}
	}
	var recs []*rrec
	if l.verb == "count" || l.verb == "distinct" {
		n := int64(0)
		seen := map[string]bool{}
		for _, unit := range units {
			for _, m := range byUnit[unit] {
				recs = append(recs, m.rec)
				name := fmt.Sprint(m.val.text, m.val.n, unit)
				if l.verb == "count" || !seen[name] {
					n++
				}
				seen[name] = true
			}
		}
		return &rval{n: big.NewInt(n * 1_000_000)}, recs
	}
	var mine []member
	switch {
	case len(units) == 0 && l.verb == "sum":
		return &rval{n: new(big.Int), money: true}, nil
	case len(units) == 0:
		return nil, nil
	case len(units) == 1:
		mine = byUnit[units[0]]
	case at.kind == l.kind && len(at.fields[l.field]) > 0:
		mine = byUnit[at.fields[l.field][0].unit]
	}
	if len(mine) == 0 {
		return nil, nil
	}
	best, sum := mine[0].val, new(big.Int)
	for _, m := range mine {
		recs = append(recs, m.rec)
		order := strings.Compare(m.val.text, best.text)
		if m.val.n != nil {
			order = m.val.n.Cmp(best.n)
			sum.Add(sum, m.val.n)
		}
		if l.verb == "min" && order < 0 || l.verb == "max" && order > 0 || l.verb == "last" {
			best = m.val
		}
	}
	switch l.verb {
	case "sum":
		best.n = sum
	case "avg":
		best.n = new(big.Int).Quo(sum, big.NewInt(int64(len(mine))))
	}
	return &best, recs
}

func (v *rval) shown() string {
	switch {
	case v == nil:
		return "unknown"
	case v.n == nil:
		return v.text
	case v.money && v.unit == "" && v.n.Sign() == 0:
		return "0"
	case v.money:
		return model.Money{Minor: v.n.Int64(), Currency: v.unit}.String()
	}
	return model.Fixed(v.n.Int64()).String()
}

// decides lists the aggregates that the condition reads, in the file's order.
func (r *rrule) decides(c *rcond) []int {
	var found []int
	var read func(let int)
	read = func(let int) {
		if l := r.lets[let]; l.verb == "" {
			read(l.plus[0])
			read(l.plus[1])
		} else {
			found = append(found, let)
		}
	}
	for _, arg := range c.args {
		found = append(found, r.decides(arg)...)
	}
	if len(c.args) == 0 && c.field == "" {
		read(c.let)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// run is every finding, by id.
func (r *reference) run() map[string]*rfinding {
	found := map[string]*rfinding{}
	open := map[string]*rfinding{}
	days := map[string]int{"1h": 1, "1d": 24, "3d": 72, "1mo": 720}
	longest := ""
	for _, l := range r.lets {
		if days[l.width] > days[longest] {
			longest = l.width
		}
	}
	for i, rec := range r.records {
		if !r.looked(rec) || r.silent[rec.kind] {
			continue
		}
		for _, subject := range r.subjects(rec, "") {
			if !yes(r.holds(r.when, rec, subject, i)) {
				continue
			}
			key := []string{}
			records := []*rrec{rec}
			for _, let := range r.decides(r.when) {
				_, recs := r.value(let, rec, subject, i)
				records = append(records, recs...)
				k, _ := r.key(r.lets[let], rec)
				for _, part := range k {
					if !slices.Contains(key, part) {
						key = append(key, part)
					}
				}
			}
			name := subject + "|" + strings.Join(key, "|")
			f := open[name]
			if f == nil || longest == "" || !backFrom(rec.at, longest).Before(f.last) {
				parts := append([]string{r.id, subject}, key...)
				f = &rfinding{id: model.ID(append(parts, rec.id)...), subject: subject, key: key}
				open[name], found[f.id] = f, f
			}
			f.last = rec.at
			for _, q := range records {
				if !slices.Contains(f.records, q) {
					f.records = append(f.records, q)
				}
			}
			f.values = nil
			for let := range r.lets {
				v, _ := r.value(let, rec, subject, i)
				f.values = append(f.values, r.lets[let].name+" "+v.shown())
			}
		}
	}
	return found
}
