package detect

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"spoor/ref"
)

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
	of                                   int    // the number, from 1, of the let that is aggregated instead of a field
	rank                                 int64  // of percentile
	before                               string // a length of time, or today
	among                                string
	then                                 []rstep
	within                               string
	into                                 string // the currency that amounts are converted to
	differs                              string // a key with another name in each kind: both, or the one kind that has it
	keyLet                               int    // the number, from 1, of the let that is a key
}

type rstep struct {
	kind  string
	where *rcond
}

// number says whether the let counts, so that its value has no unit.
func (r *rrule) number(l rlet) bool {
	switch {
	case l.verb == "count" || l.verb == "distinct" || l.verb == "rank":
		return true
	case l.verb == "":
		return false
	}
	return l.of > 0 && r.number(r.lets[l.of-1])
}

// euros says whether a let's amounts are all in euros.
func (r *rrule) euros(let int) bool {
	l := r.lets[let]
	return l.into != "" || l.of > 0 && r.euros(l.of-1) || l.verb == "" && (r.euros(l.plus[0]) || r.euros(l.plus[1]))
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
	wait   string
	late   time.Duration
	trade  map[string]string // of a subject: its activity, empty when it has none
	widen  []string
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
	if r.wait != "" {
		b.WriteString("wait: " + r.wait + "\n")
	}
	if len(r.widen) > 0 {
		b.WriteString("widen: [" + strings.Join(r.widen, ", ") + "]\n")
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
		if l.of > 0 {
			if field = r.lets[l.of-1].name; r.lets[l.of-1].verb == "" {
				field = l.kind + "." + field
			}
		}
		if l.into != "" {
			field += " in " + l.into
		}
		verb := l.verb
		if verb == "percentile" {
			verb = fmt.Sprintf("percentile %d of", l.rank)
		}
		fmt.Fprintf(&b, "  %s: %s %s", l.name, verb, field)
		if len(l.then) > 0 && l.where != nil {
			b.WriteString(" where " + l.where.text(r.lets))
		}
		for _, st := range l.then {
			b.WriteString(" then " + st.kind)
			if st.where != nil {
				b.WriteString(" where " + st.where.text(r.lets))
			}
		}
		if l.within != "" {
			b.WriteString(" within " + l.within)
		}
		if l.among != "" {
			b.WriteString(" among " + l.among)
		}
		b.WriteString(" over " + l.width)
		if l.before != "" && l.among != "peers" {
			b.WriteString(" before " + l.before)
		}
		if by := slices.DeleteFunc(append(append([]string{l.role}, l.keys...), r.brackets(l)), func(s string) bool { return s == "" }); len(by) > 0 {
			b.WriteString(" by " + strings.Join(by, ", "))
		}
		if l.where != nil && len(l.then) == 0 {
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

// values are a record's, in the let's currency at the rate of the record's month.
func (l rlet) values(q *rrec) []rval {
	if l.into == "" {
		return q.fields[l.field]
	}
	var all []rval
	for _, v := range q.fields[l.field] {
		rate := func(currency string) *big.Int {
			perEuro, _ := ref.PerEuro(currency, q.at)
			return big.NewInt(perEuro)
		}
		n := new(big.Int).Mul(v.n, rate(l.into))
		all = append(all, rval{n: n.Quo(n, rate(v.unit)), unit: l.into, money: true})
	}
	return all
}
