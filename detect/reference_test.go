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
	return r.holdsAt(c, q, subject, q.at, index)
}

// holdsAt is holds at a later moment, up to which index counts the records.
func (r *reference) holdsAt(c *rcond, q *rrec, subject string, now time.Time, index int) *bool {
	t, f := true, false
	switch c.op {
	case "and", "or":
		a, b := r.holdsAt(c.args[0], q, subject, now, index), r.holdsAt(c.args[1], q, subject, now, index)
		decides := c.op == "or"
		switch {
		case a != nil && *a == decides, b != nil && *b == decides:
			return &decides
		case a == nil || b == nil:
			return nil
		}
		return a
	case "not":
		if a := r.holdsAt(c.args[0], q, subject, now, index); a != nil && *a {
			return &f
		} else if a != nil {
			return &t
		}
		return nil
	}
	var left []rval
	if c.field != "" {
		left = q.fields[c.field]
	} else if v, _ := r.value(c.let, q, subject, now, index); v != nil {
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

// reach is a window: after its start, up to its end.
func (r *reference) reach(l rlet, now time.Time) (start, end time.Time) {
	switch end = now; l.before {
	case "":
	case "today":
		day := now.Add(-r.late)
		end = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC).Add(-time.Microsecond)
	default:
		end = backFrom(now, l.before)
	}
	return backFrom(end, l.width), end
}

// member is one value in a window, of whom it is and of which records.
type member struct {
	recs    []*rrec
	val     rval
	subject string
}

// members lists what a let's windows hold of one subject, in order, whatever the unit.
func (r *reference) members(l rlet, key []string, subject string, now time.Time, index int) []member {
	start, end := r.reach(l, now)
	var all []member
	for i, q := range r.records[:index+1] {
		last := rstep{l.kind, l.where}
		if len(l.then) > 0 {
			last = l.then[len(l.then)-1]
		}
		for _, whose := range r.whose(l, q, subject) {
			if !q.at.After(start) || q.at.After(end) || !r.step(l, len(l.then), last, key, q, whose, i) {
				continue
			}
			recs, ok := r.chain(l, key, q, whose, i)
			if !ok {
				continue
			}
			values := l.values(q)
			switch {
			case l.verb == "count":
				values = []rval{{}}
			case l.of > 0:
				values = nil
				if v, _ := r.value(l.of-1, q, whose, q.at, i); v != nil && !(v.money && v.unit == "") {
					values = []rval{*v}
				}
			}
			for _, v := range values {
				all = append(all, member{append(recs, q), v, whose})
			}
		}
	}
	return all
}

// step says whether a record can be one step of a let.
func (r *reference) step(l rlet, number int, st rstep, key []string, q *rrec, subject string, index int) bool {
	role := l.role
	if number > 0 && st.kind != l.kind {
		role = ""
	}
	if q.kind != st.kind || !r.looked(q) || l.among != "all" && !slices.Contains(r.subjects(q, role), subject) {
		return false
	}
	k, ok := r.key(l, q, subject, q.at, index)
	return ok && slices.Equal(k, key) && (st.where == nil || yes(r.holds(st.where, q, subject, index)))
}

// chain finds the records of the earlier steps of a sequence that q completes: the newest of each.
func (r *reference) chain(l rlet, key []string, q *rrec, subject string, index int) ([]*rrec, bool) {
	newest := func(number, before int, later, from *rrec) (*rrec, int) {
		st := rstep{l.kind, l.where}
		if number > 0 {
			st = l.then[number-1]
		}
		for i := before - 1; i >= 0; i-- {
			if p := r.records[i]; p.at.Before(later.at) && p.at.After(backFrom(from.at, l.within)) && r.step(l, number, st, key, p, subject, i) {
				return p, i
			}
		}
		return nil, -1
	}
	switch len(l.then) {
	case 0:
		return nil, true
	case 1:
		p, _ := newest(0, index, q, q)
		return []*rrec{p}, p != nil
	}
	for before := index; ; {
		m, i := newest(1, before, q, q)
		if m == nil {
			return nil, false
		}
		if p, _ := newest(0, i, m, q); p != nil {
			return []*rrec{p, m}, true
		}
		before = i
	}
}

// value is a let for a record's subject at a moment, nil when unknown, with the records that made it.
func (r *reference) value(let int, at *rrec, subject string, now time.Time, index int) (*rval, []*rrec) {
	l := r.lets[let]
	if l.verb == "" {
		a, recsA := r.value(l.plus[0], at, subject, now, index)
		b, recsB := r.value(l.plus[1], at, subject, now, index)
		recs := append(slices.Clone(recsA), recsB...)
		if a == nil || b == nil || a.unit != b.unit && a.unit != "" && b.unit != "" {
			return nil, recs
		}
		return &rval{unit: cmp.Or(a.unit, b.unit), n: new(big.Int).Add(a.n, b.n), money: a.money}, recs
	}
	key, ok := r.key(l, at, subject, now, index)
	if !ok {
		return nil, nil
	}
	if l.among == "peers" {
		return r.amongPeers(let, key, at, subject, now, index), nil
	}
	all := r.members(l, key, subject, now, index)
	if l.verb == "count" || l.verb == "distinct" {
		return r.counted(l, all)
	}
	mine, _ := r.inUnit(let, all, at, subject, now, index)
	if len(all) == 0 && l.verb == "sum" {
		return &rval{n: new(big.Int), money: !r.number(l)}, nil
	}
	return r.made(l, mine)
}

// inUnit is what stands in one unit: the only one there is, or that of the record at hand, whose own value comes with it.
func (r *reference) inUnit(let int, all []member, at *rrec, subject string, now time.Time, index int) (mine []member, own *rval) {
	l := r.lets[let]
	byUnit := map[string][]member{}
	var units []string
	for _, m := range all {
		if byUnit[m.val.unit] == nil {
			units = append(units, m.val.unit)
		}
		byUnit[m.val.unit] = append(byUnit[m.val.unit], m)
	}
	if at.kind == l.kind && l.of > 0 {
		own, _ = r.value(l.of-1, at, subject, now, index)
	} else if at.kind == l.kind && len(at.fields[l.field]) > 0 {
		own = &l.values(at)[0]
	}
	switch {
	case len(units) == 1:
		mine = byUnit[units[0]]
	case own != nil:
		mine = byUnit[own.unit]
	}
	return mine, own
}

func (r *reference) counted(l rlet, all []member) (*rval, []*rrec) {
	n := int64(0)
	seen := map[string]bool{}
	var recs []*rrec
	for _, m := range all {
		recs = append(recs, m.recs...)
		name := fmt.Sprint(m.val.text, m.val.n, m.val.unit)
		if l.verb == "count" || !seen[name] {
			n++
		}
		seen[name] = true
	}
	return &rval{n: big.NewInt(n * 1_000_000)}, recs
}

// made is the value of a verb over what stands in one unit.
func (r *reference) made(l rlet, mine []member) (*rval, []*rrec) {
	if len(mine) == 0 {
		return nil, nil
	}
	var recs []*rrec
	best, sum := mine[0].val, new(big.Int)
	for _, m := range mine {
		recs = append(recs, m.recs...)
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
	case "set":
		best.text = set(mine)
	case "median", "percentile", "deviation":
		var all []*big.Int
		for _, m := range mine {
			all = append(all, m.val.n)
		}
		best.n = ranked(all, cmp.Or(l.rank, 50))
		if l.verb == "deviation" {
			for i := range all {
				all[i] = new(big.Int).Abs(new(big.Int).Sub(all[i], best.n))
			}
			best.n = ranked(all, 50)
		}
	}
	return &best, recs
}

// ranked is the nearest rank: the least value that so many in a hundred do not exceed.
func ranked(all []*big.Int, percent int64) *big.Int {
	all = slices.Clone(all)
	slices.SortFunc(all, (*big.Int).Cmp)
	for i, n := range all {
		if int64(i+1)*100 >= percent*int64(len(all)) {
			return n
		}
	}
	return nil
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

// trial is a record whose condition is tried, and when.
type trial struct {
	rec *rrec
	now time.Time
}

// trials lists them in the order in which they are due, up to the watermark.
func (r *reference) trials() []trial {
	var all []trial
	for _, rec := range r.records {
		due := rec.at
		switch r.wait {
		case "1h":
			due = due.Add(time.Hour)
		case "1d":
			due = due.Add(24 * time.Hour)
		case "3d":
			due = due.Add(72 * time.Hour)
		}
		if r.wait == "" || !due.After(r.records[len(r.records)-1].at.Add(-r.late)) {
			all = append(all, trial{rec, due})
		}
	}
	return all
}

// run is every finding, by id.
func (r *reference) run() map[string]*rfinding {
	found := map[string]*rfinding{}
	open := map[string]*rfinding{}
	days := map[string]int{"1h": 1, "1d": 24, "3d": 72, "1mo": 720}
	longest := ""
	for _, l := range r.lets {
		if days[l.width] > days[longest] && l.before == "" && l.among == "" {
			longest = l.width
		}
	}
	for number, tr := range r.trials() {
		rec, index := tr.rec, number
		if !r.looked(rec) || r.silent[rec.kind] {
			continue
		}
		for index+1 < len(r.records) && !r.records[index+1].at.After(tr.now) {
			index++
		}
		for _, subject := range r.subjects(rec, "") {
			if !yes(r.holdsAt(r.when, rec, subject, tr.now, index)) {
				continue
			}
			key := []string{}
			records := []*rrec{rec}
			for _, let := range r.decides(r.when) {
				_, recs := r.value(let, rec, subject, tr.now, index)
				if l := r.lets[let]; l.among == "" && l.before != "today" {
					records = append(records, recs...)
				}
				k, ok := r.key(r.lets[let], rec, subject, tr.now, index)
				if ok && r.lets[let].keyLet > 0 {
					k = k[:len(k)-1] // what came together may grow within an episode
				}
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
				v, _ := r.value(let, rec, subject, tr.now, index)
				f.values = append(f.values, r.lets[let].name+" "+v.shown())
			}
		}
	}
	return found
}
