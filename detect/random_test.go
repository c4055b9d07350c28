package detect

import (
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"os"
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
func (c chance) records(people []string) []*rrec {
	begin := time.Date(2024, 1, 20, 0, 0, 0, 0, time.UTC)
	if c.is(50) {
		begin = time.Date(2023, 1, 20, 0, 0, 0, 0, time.UTC)
	}
	span := []int{3, 20, 70}[c.IntN(3)] * 24
	count := 20 + c.IntN(25)
	if len(people) > 20 {
		count = 90
	}
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
			set("payer", 95, people...)
			set("beneficiary", 95, people...)
			set("agent", 60, "x", "y")
		} else {
			set("holder", 95, people...)
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

func (c chance) rule(people []string) *rrule {
	r := &rrule{id: "random", filter: map[string]*rcond{}, silent: map[string]bool{}}
	if len(people) > 20 {
		r.trade = map[string]string{}
		like := 97 // of a hundred, the others are of a trade beside it, and few of none
		if c.is(60) {
			like = 80
			r.widen = [][]string{{"division"}, {"all"}, {"division", "all"}}[c.IntN(3)]
		}
		for _, one := range people {
			switch {
			case c.is(like):
				r.trade[one] = "10.71"
			case c.is(80):
				r.trade[one] = "10.72"
			default:
				r.trade[one] = ""
			}
		}
	}
	for _, role := range [][2]string{{"Payment", "payer"}, {"Payment", "beneficiary"}, {"CashMovement", "holder"}} {
		if c.is(70) {
			r.about = append(r.about, role)
		}
	}
	if len(r.about) == 0 {
		r.about = [][2]string{{"Payment", "payer"}}
	}
	kinds := r.kinds()
	for _, kind := range kinds {
		if c.is(30) {
			r.filter[kind] = c.condition(r, kind, 1, false)
		}
	}
	if quiet := c.pick(kinds...); len(kinds) > 1 && c.is(30) {
		r.silent[quiet] = true
		delete(r.filter, quiet)
	}
	if c.is(20) {
		r.wait = c.pick("1h", "1d", "3d")
	}
	if c.is(30) {
		r.late = 36 * time.Hour
	}
	for range 1 + c.IntN(5) {
		r.lets = append(r.lets, c.let(r, c.pick(kinds...)))
	}
	r.when = c.condition(r, "", 2, true)
	return r
}

func (c chance) let(r *rrule, kind string) rlet {
	name := fmt.Sprintf("l%d", len(r.lets))
	var sums, whole, plus []int
	for i, l := range r.lets {
		if l.verb == "sum" && !r.number(l) {
			sums = append(sums, i)
		}
		if l.among == "" && (r.number(l) || l.field == "amount" || l.of > 0 || l.verb == "") {
			whole = append(whole, i)
		}
		if l.verb == "" && r.owns(i) {
			plus = append(plus, i)
		}
	}
	if len(sums) > 0 && c.is(30) {
		return rlet{name: name, plus: [2]int{sums[c.IntN(len(sums))], sums[c.IntN(len(sums))]}}
	}
	l := rlet{name: name, kind: kind, width: c.pick("1h", "1d", "3d", "1mo"),
		verb: c.pick("count", "count", "sum", "sum", "avg", "min", "max", "first", "last", "distinct", "median", "percentile", "deviation", "set")}
	switch {
	case c.is(15):
		l.before = c.pick("1h", "1d", "3d")
	case c.is(15):
		l.before = "today"
	case c.is(10) || r.trade != nil && c.is(20):
		l.among = "all"
	case r.trade != nil:
		l.among, l.before, l.verb, l.width = "peers", "today", c.pick("median", "percentile", "rank", "rank"), "1mo"
	case c.is(15):
		l.verb, l.within = "count", c.pick("1h", "1d", "3d")
		for range 1 + c.IntN(2) {
			st := rstep{kind: c.pick(r.kinds()...)}
			if c.is(40) {
				st.where = c.condition(&rrule{}, st.kind, 1, false)
			}
			l.then = append(l.then, st)
		}
	}
	if len(plus) > 0 && l.among != "peers" && len(l.then) == 0 && c.is(80) {
		l.verb = c.pick("sum", "avg", "median", "percentile")
	}
	own := map[string][]string{"Payment": {"agent", "payer", "beneficiary"}, "CashMovement": {"terminal", "holder"}}[kind]
	switch l.verb {
	case "count":
	case "sum", "avg", "median", "percentile", "deviation", "rank":
		l.field, l.rank = "amount", 0
		if l.verb == "percentile" {
			l.rank = int64(1 + c.IntN(100))
		}
	case "set":
		l.field = c.pick(append(own, "channel")...)
	default:
		l.field = c.pick(append(own, "amount", "amount", "channel")...)
	}
	if l.field == "amount" && len(whole) > 0 && c.is(50) {
		if len(plus) > 0 && c.is(70) {
			whole = plus
		}
		c.aggregated(r, &l, whole[c.IntN(len(whole))])
	}
	if l.field == "amount" && c.is(25) {
		l.into = "EUR"
	}
	if c.is(40) && l.among != "all" {
		var roles []string
		for _, role := range r.about {
			if role[0] == l.kind {
				roles = append(roles, role[1])
			}
		}
		l.role = c.pick(roles...)
	}
	if c.is(25) {
		l.keys = []string{"channel"} // every kind has it
	}
	c.keys(r, &l)
	if c.is(50) {
		l.where = c.condition(r, l.kind, 1, l.among != "all")
	}
	return l
}

// kinds lists those in about.
func (r *rrule) kinds() []string {
	return slices.DeleteFunc([]string{"Payment", "CashMovement"}, func(kind string) bool { return !r.watches(kind) })
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
		if lets && (kind == "" || l.among == "" && l.verb != "" && r.lookedUp(i, kind)) {
			usable = append(usable, i)
		}
	}
	if len(usable) > 0 && c.is(75) {
		i := usable[c.IntN(len(usable))]
		verb := r.lets[i].verb
		if r.number(r.lets[i]) && verb != "rank" {
			verb = "count"
		}
		cond := c.against(&rcond{let: i}, verb, r.lets[i].field)
		if cond.right.unit == "GBP" && r.euros(i) { // would not compile
			cond.word, cond.right.unit = strings.Replace(cond.word, "GBP", "EUR", 1), "EUR"
		}
		return cond
	}
	field := c.pick("amount", "channel")
	return c.against(&rcond{field: field}, "", field)
}

// against completes a comparison with a literal of its kind.
func (c chance) against(cond *rcond, verb, field string) *rcond {
	if c.is(10) || verb == "set" {
		cond.op = "has"
		return cond
	}
	cond.op = c.pick("==", "!=", "<", "<=", ">", ">=", ">=", ">=")
	switch {
	case verb == "count" || verb == "distinct":
		n := int64(c.IntN(5))
		cond.word, cond.right = fmt.Sprint(n), rval{n: big.NewInt(n * 1_000_000)}
	case verb == "rank":
		n := int64(c.IntN(100))
		cond.word, cond.right = fmt.Sprintf("%d%%", n), rval{n: big.NewInt(n * 10_000)}
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
	for seed := range uint64(1200) {
		c := chance{rand.New(rand.NewPCG(seed, 7))}
		people := []string{"ann", "ben", "cid"}
		if c.is(18) {
			people = nil
			for i := range 24 {
				people = append(people, fmt.Sprintf("p%d", i))
			}
		}
		rule, records := c.rule(people), c.records(people)
		f, err := ParseFile("random.yaml", []byte(rule.file()))
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, rule.file())
		}
		typology, err := Compile(f, model.Default())
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, rule.file())
		}
		env := Environment{Lateness: rule.late}
		data := views(t, records)
		for one, trade := range rule.trade {
			if trade == "" {
				continue
			}
			e := model.NewEntity(one, model.Default().Get("Person"), nil)
			e.Add("activity", trade, "")
			v, err := model.NewView(e)
			if err != nil {
				t.Fatal(err)
			}
			data.Things[one] = v
		}
		s := newShard(newPlan([]*Typology{typology}, data.Things, env), data, watermark(data, env))
		switch {
		case seed%3 == 0 && !typology.mixes():
			bySubject(t.Context(), []*shard{s})
		case seed%3 == 1:
			drain(t, s)
		default:
			s.data.Log, s.data.Records = packed(t, data.Records, seed%2 == 0), nil
			s.run(t.Context())
		}
		want := (&reference{rule, records}).run()
		var got, wanted []string
		for _, f := range s.found[0] {
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
			only := func(a, b []string) string {
				return strings.Join(slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) }), "\n")
			}
			t.Fatalf("seed %d\n%s\nengine only:\n%s\ndefinition only:\n%s", seed, rule.file(), only(got, wanted), only(wanted, got))
		}
		findings += len(got)
		for _, l := range rule.lets {
			for _, construct := range []string{l.verb, "among " + l.among, "before " + l.before, fmt.Sprint("then ", len(l.then)), fmt.Sprint("let ", l.of > 0),
				"key " + l.differs, fmt.Sprint("key let ", l.keyLet > 0), fmt.Sprint("calculation ", l.of > 0 && rule.lets[max(0, l.of-1)].verb == ""),
				fmt.Sprint("all of a let ", l.among == "all" && (l.of > 0 || l.keyLet > 0))} {
				read[construct]++
			}
		}
		read["wait "+rule.wait]++
		read[fmt.Sprint("widen ", rule.widen)]++
	}
	if findings < 2000 {
		t.Errorf("only %d findings: the comparison is hollow", findings)
	}
	for _, verb := range []string{"", "count", "sum", "avg", "min", "max", "first", "last", "distinct", "median",
		"percentile", "deviation", "rank", "among all", "among peers", "before today", "before 1d", "then 1", "then 2", "let true", "wait 1d", "set", "key both", "key Payment", "key let true", "calculation true", "all of a let true", "widen [division]", "widen [division all]"} {
		if read[verb] < 20 {
			t.Errorf("%q was tried %d times", verb, read[verb])
		}
	}
}

// TestTogetherIsAlone holds that typologies which share windows, parted over any number of shards, find what each finds alone.
func TestTogetherIsAlone(t *testing.T) {
	found := 0
	for seed := range uint64(60) {
		c := chance{rand.New(rand.NewPCG(seed, 11))}
		people := []string{"ann", "ben", "cid"}
		records := c.records(people)
		data := views(t, records)
		var all []*Typology
		var rules []*rrule
		for i := range 8 {
			rule := c.rule(people)
			if i%2 == 1 { // another condition over the same windows
				rule.about, rule.filter, rule.silent, rule.lets = rules[i-1].about, rules[i-1].filter, rules[i-1].silent, rules[i-1].lets
				rule.when = c.condition(rule, "", 2, true)
			}
			rule.id = fmt.Sprintf("random-%d", i)
			rules = append(rules, rule)
			f, err := ParseFile("random.yaml", []byte(rule.file()))
			if err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, rule.file())
			}
			typology, err := Compile(f, model.Default())
			if err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, rule.file())
			}
			all = append(all, typology)
		}
		env := Environment{Lateness: 36 * time.Hour}
		var alone, together []*Finding
		for _, typology := range all {
			s := newShard(newPlan([]*Typology{typology}, data.Things, env), data, watermark(data, env))
			alone = append(alone, drain(t, s)...)
		}
		var mixed, parted []*Typology
		for _, typology := range all {
			if typology.mixes() {
				mixed = append(mixed, typology)
			} else {
				parted = append(parted, typology)
			}
		}
		together = drain(t, newShard(newPlan(mixed, data.Things, env), data, watermark(data, env)))
		p := newPlan(parted, data.Things, env)
		shards := []*shard{newShard(p, data, watermark(data, env)), newShard(p, data, watermark(data, env)), newShard(p, data, watermark(data, env))}
		bySubject(t.Context(), shards)
		for _, s := range shards {
			together = append(together, slices.Concat(s.found...)...)
		}
		SortFindings(alone)
		SortFindings(together)
		if a, b := told(t, alone), told(t, together); a != b {
			t.Fatalf("seed %d\nalone:\n%s\ntogether:\n%s", seed, a, b)
		}
		log := packed(t, data.Records, seed%2 == 0)
		streamed := Data{Things: data.Things, Presence: PresenceOf(Data{Things: data.Things}), AsOf: watermark(data, env), Log: log}
		streamed.Presence.CountPacked(log)
		if !maps.Equal(streamed.Presence, PresenceOf(data)) {
			t.Fatalf("seed %d: packed has %v, not %v", seed, streamed.Presence, PresenceOf(data))
		}
		held, err := Run(t.Context(), all, data, env)
		passed, wrong := Run(t.Context(), all, streamed, env)
		if a, b := told(t, held.Findings), told(t, passed.Findings); a != b || err != nil || wrong != nil || fmt.Sprint(held.Untestable) != fmt.Sprint(passed.Untestable) {
			t.Fatalf("seed %d %v %v\nheld:\n%s %v\nas a stream:\n%s %v", seed, err, wrong, a, held.Untestable, b, passed.Untestable)
		}
		found += len(alone)
	}
	if found < 1000 {
		t.Errorf("only %d findings", found)
	}
}

// packed is a log of records, held in memory or nothing of it.
func packed(t *testing.T, records []*model.View, held bool) *model.Packed {
	var p model.Packed
	if !held {
		p.Bound(0, func() (model.Scratch, error) { return os.CreateTemp(t.TempDir(), "") })
	}
	for _, rec := range records {
		p.Add(rec)
	}
	p.Sort()
	return &p
}

// drain runs a shard over all records together.
func drain(t *testing.T, s *shard) []*Finding {
	s.run(t.Context())
	return slices.Concat(s.found...)
}
