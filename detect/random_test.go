package detect

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/model"
)

// chance makes random typologies and records for the reference and the engine alike.
type chance struct{ *rand.Rand }

func (c chance) pick(words ...string) string { return words[c.IntN(len(words))] }
func (c chance) is(percent int) bool         { return c.IntN(100) < percent }

// records are payments and movements of cash of three people over up to ten weeks, many at equal times, some without a field or
// with several values of one, in two currencies.
func (c chance) records() []*rrec {
	begin := time.Date(2024, 1, 20, 0, 0, 0, 0, time.UTC)
	if c.is(50) {
		begin = time.Date(2023, 1, 20, 0, 0, 0, 0, time.UTC)
	}
	span := []int{3, 20, 70}[c.IntN(3)] * 24
	count := 20 + c.IntN(25)
	turn := c.is(25) // of February into March, and of March into April: where calendar months are uneven
	if c.is(4) {
		count = 250 // enough for windows to be cut off in front
	}
	var all []*rrec
	for i := range count {
		q := &rrec{id: fmt.Sprintf("r%03d", i), kind: c.pick("Payment", "Payment", "CashMovement"), fields: map[string][]rval{}}
		q.at = begin.Add(time.Duration(c.IntN(span)) * time.Hour)
		if turn {
			q.at = time.Date(begin.Year(), time.Month(2+c.IntN(2)), 26+c.IntN(7), c.IntN(24), 0, 0, 0, time.UTC)
		}
		if c.is(20) {
			q.at = q.at.Truncate(24 * time.Hour)
		}
		set := func(field string, percent int, words ...string) {
			for range 1 + c.IntN(10)/9 { // one in ten has two
				if v := (rval{text: c.pick(words...)}); c.is(percent) && !slices.ContainsFunc(q.fields[field], func(o rval) bool { return o.text == v.text }) {
					q.fields[field] = append(q.fields[field], v)
				}
			}
		}
		if q.kind == "Payment" {
			set("payer", 95, "ann", "ben", "cid")
			set("beneficiary", 95, "ann", "ben", "cid")
			set("agent", 60, "x", "y")
		} else {
			set("holder", 95, "ann", "ben", "cid")
			set("terminal", 60, "t1", "t2")
		}
		set("channel", 80, "atm", "branch", "agent")
		if currency := c.pick("EUR", "EUR", "EUR", "GBP"); c.is(90) {
			q.fields["amount"] = append(q.fields["amount"], rval{n: big.NewInt(int64(c.IntN(40000) - 5000)), unit: currency, money: true})
		}
		all = append(all, q)
	}
	slices.SortFunc(all, func(a, b *rrec) int {
		if d := a.at.Compare(b.at); d != 0 {
			return d
		}
		return strings.Compare(a.id, b.id)
	})
	return all
}

func views(t *testing.T, records []*rrec) Data {
	t.Helper()
	data := Data{Things: map[string]*model.View{}}
	for _, q := range records {
		e := model.NewEntity(q.id, model.Default().Get(q.kind), nil)
		e.Add("at", q.at.Format(time.RFC3339), "at")
		for field, values := range q.fields {
			for _, v := range values {
				text := v.text
				if v.n != nil {
					text = strings.TrimSuffix(model.Money{Minor: v.n.Int64(), Currency: v.unit}.String(), " "+v.unit)
					e.Add("currency", v.unit, "currency")
				}
				if !e.Add(field, text, field) {
					t.Fatalf("%s has no %s", q.kind, field)
				}
			}
		}
		v, err := model.NewView(e)
		if err != nil {
			t.Fatal(err)
		}
		data.Records = append(data.Records, v)
	}
	return data
}

func (c chance) rule() *rrule {
	r := &rrule{id: "random", filter: map[string]*rcond{}, silent: map[string]bool{}}
	for _, role := range [][2]string{{"Payment", "payer"}, {"Payment", "beneficiary"}, {"CashMovement", "holder"}} {
		if c.is(70) {
			r.about = append(r.about, role)
		}
	}
	if len(r.about) == 0 {
		r.about = [][2]string{{"Payment", "payer"}}
	}
	kinds := slices.DeleteFunc([]string{"Payment", "CashMovement"}, func(kind string) bool { return !r.watches(kind) })
	for _, kind := range kinds {
		if c.is(30) {
			r.filter[kind] = c.condition(r, kind, 1, false)
		}
	}
	if quiet := c.pick(kinds...); len(kinds) > 1 && c.is(30) {
		r.silent[quiet] = true
		delete(r.filter, quiet)
	}
	for range 1 + c.IntN(4) {
		r.lets = append(r.lets, c.let(r, c.pick(kinds...)))
	}
	r.when = c.condition(r, "", 2, true)
	return r
}

func (c chance) let(r *rrule, kind string) rlet {
	name := fmt.Sprintf("l%d", len(r.lets))
	var sums []int
	for i, l := range r.lets {
		if l.verb == "sum" {
			sums = append(sums, i)
		}
	}
	if len(sums) > 0 && c.is(20) {
		return rlet{name: name, plus: [2]int{sums[c.IntN(len(sums))], sums[c.IntN(len(sums))]}}
	}
	l := rlet{name: name, kind: kind, width: c.pick("1h", "1d", "3d", "1mo"),
		verb: c.pick("count", "count", "sum", "sum", "avg", "min", "max", "first", "last", "distinct")}
	own := map[string][]string{"Payment": {"agent", "payer", "beneficiary"}, "CashMovement": {"terminal", "holder"}}[kind]
	switch l.verb {
	case "sum", "avg":
		l.field = "amount"
	case "count":
	default:
		l.field = c.pick(append(own, "amount", "amount", "channel")...)
	}
	if c.is(40) {
		var roles []string
		for _, role := range r.about {
			if role[0] == kind {
				roles = append(roles, role[1])
			}
		}
		l.role = c.pick(roles...)
	}
	if c.is(25) {
		l.keys = []string{"channel"} // every kind has it
	}
	if c.is(50) {
		l.where = c.condition(r, kind, 1, true)
	}
	return l
}

// condition reads the fields that every kind has, or kind's own, and the lets so far; in a where only those of its kind.
func (c chance) condition(r *rrule, kind string, depth int, lets bool) *rcond {
	if depth > 0 && c.is(50) {
		op := c.pick("and", "or", "not")
		cond := &rcond{op: op, let: -1, args: []*rcond{c.condition(r, kind, depth-1, lets)}}
		if op != "not" {
			cond.args = append(cond.args, c.condition(r, kind, depth-1, lets))
		}
		return cond
	}
	var usable []int
	for i, l := range r.lets {
		if lets && (kind == "" || l.kind == kind) {
			usable = append(usable, i)
		}
	}
	if len(usable) > 0 && c.is(75) {
		i := usable[c.IntN(len(usable))]
		return c.against(&rcond{let: i}, r.lets[i].verb, r.lets[i].field)
	}
	field := c.pick("amount", "channel")
	return c.against(&rcond{field: field}, "", field)
}

// against completes a comparison with a literal of its kind.
func (c chance) against(cond *rcond, verb, field string) *rcond {
	if c.is(10) {
		cond.op = "has"
		return cond
	}
	cond.op = c.pick("==", "!=", "<", "<=", ">", ">=", ">=", ">=")
	switch {
	case verb == "count" || verb == "distinct":
		n := int64(c.IntN(5))
		cond.word, cond.right = fmt.Sprint(n), rval{n: big.NewInt(n * 1_000_000)}
	case field == "amount" || field == "":
		n, currency := int64(c.IntN(500)), c.pick("EUR", "EUR", "GBP")
		cond.word, cond.right = fmt.Sprintf("%d %s", n, currency), rval{n: big.NewInt(n * 100), unit: currency, money: true}
	case field == "channel":
		word := c.pick("atm", "branch", "agent")
		cond.word, cond.right = `"`+word+`"`, rval{text: word}
	default:
		word := c.pick("ann", "ben", "x", "t1")
		cond.word, cond.right = `"`+word+`"`, rval{text: word}
	}
	return cond
}

func TestEngineAgreesWithTheDefinition(t *testing.T) {
	findings, read := 0, map[string]int{}
	for seed := range uint64(600) {
		c := chance{rand.New(rand.NewPCG(seed, 7))}
		rule, records := c.rule(), c.records()
		f, err := ParseFile("random.yaml", []byte(rule.file()))
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, rule.file())
		}
		typology, err := Compile(f, model.Default())
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, rule.file())
		}
		s := newShard(newPlan([]*Typology{typology}, nil, Environment{}), 0, 1)
		data := views(t, records)
		for _, rec := range data.Records {
			s.take(rec)
		}
		want := (&reference{rule, records}).run()
		var got, wanted []string
		for _, f := range s.finish(watermark(data, Environment{}))[0] {
			var ids, values []string
			for _, rec := range f.Records {
				ids = append(ids, rec.ID)
			}
			for _, v := range f.Values {
				values = append(values, v.Name+" "+v.Value)
			}
			got = append(got, fmt.Sprint(f.ID, f.Subject, f.Key, ids, values))
		}
		for _, f := range want {
			slices.SortFunc(f.records, func(a, b *rrec) int { return slices.Index(records, a) - slices.Index(records, b) })
			var ids []string
			for _, q := range f.records {
				ids = append(ids, q.id)
			}
			wanted = append(wanted, fmt.Sprint(f.id, f.subject, f.key, ids, f.values))
		}
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) {
			t.Fatalf("seed %d\n%s\nengine:\n%s\ndefinition:\n%s", seed, rule.file(), strings.Join(got, "\n"), strings.Join(wanted, "\n"))
		}
		findings += len(got)
		for _, l := range rule.lets {
			read[l.verb]++
		}
	}
	if findings < 2000 {
		t.Errorf("only %d findings: the comparison is hollow", findings)
	}
	for _, verb := range []string{"", "count", "sum", "avg", "min", "max", "first", "last", "distinct"} {
		if read[verb] < 20 {
			t.Errorf("%q was tried %d times", verb, read[verb])
		}
	}
}
