package detect

import (
	"slices"

	"spoor/model"
)

// near is records of a kind in which a subject has some role, or the values of one of their fields, no further apart than a window is
// wide. A condition that asks for eight of them cannot hold for a subject that never has more than seven: it need not be tried.
type near struct {
	kind  *model.Schema
	roles roles
	of    *model.Property // nil: the records are counted
	width int64           // microseconds, not less than the window's
}

// bar is how many a condition asks for at least.
type bar struct {
	near  int // by its place in the plan
	least int64
}

// bars are what a typology's condition on records of one kind asks for, whatever else it does.
func (p *plan) bars(t *Typology, w *watch, feeds []int) (bars []bar) {
	for _, term := range w.terms {
		if term.least < 1 || feeds[term.let] < 0 {
			continue
		}
		f := p.feeds[feeds[term.let]]
		n := near{f.steps[len(f.steps)-1].kind, f.roles, nil, f.width.Num + f.width.End*31*day + min(f.width.End, 1)*day}
		switch {
		case f.among != "" || f.verb != "count" && f.verb != "distinct":
			continue
		case f.verb == "distinct":
			if n.of = f.plain; n.of == nil && !f.alone {
				continue
			}
		}
		i := slices.Index(p.nears, n)
		if i < 0 {
			i, p.nears = len(p.nears), append(p.nears, n)
		}
		bars = append(bars, bar{i, term.least})
	}
	return bars
}

// most is the most of them that ever lie within the width.
func (n *near) most(history []passing) (most int64) {
	var sum int64
	tail := 0
	for i := range history {
		if n.count(&history[i]) == 0 {
			continue
		}
		for ; history[i].At.Start-history[tail].At.Start >= n.width; tail++ {
			sum -= n.count(&history[tail])
		}
		sum += n.count(&history[i])
		most = max(most, sum)
	}
	return most
}

func (n *near) count(rec *passing) int64 {
	switch {
	case rec.Schema != n.kind || rec.in&n.roles == 0:
		return 0
	case n.of == nil:
		return 1
	}
	return int64(len(rec.Data(n.of)))
}

// hopes says of each typology and feed whether the subject of a history needs it: of none where no condition could hold.
func (s *shard) hopes(history []passing) bool {
	for i := range s.most {
		s.most[i] = -1
	}
	clear(s.roles)
	var kind *model.Schema
	var k *kindPlan
	for i := range history {
		if rec := &history[i]; rec.Schema != kind {
			kind, k = rec.Schema, s.kinds[rec.Schema]
		}
		s.roles[k.number] |= history[i].in
	}
	for i := range s.off {
		s.off[i] = true
	}
	any := false
	for _, k := range s.kinds {
		for i := range k.triggers {
			if t := &k.triggers[i]; s.off[t.number] && s.roles[k.number]&t.roles != 0 && s.reaches(t.bars, history) {
				s.off[t.number], any = false, true
			}
		}
	}
	for i, f := range s.feeds {
		s.idle[i] = !slices.ContainsFunc(f.asks, func(number int) bool { return !s.off[number] })
	}
	return any
}

// reaches says whether a history has as many records near each other as a condition asks for.
func (s *shard) reaches(bars []bar, history []passing) bool {
	for _, b := range bars {
		if s.most[b.near] < 0 {
			s.most[b.near] = s.nears[b.near].most(history)
		}
		if s.most[b.near] < b.least {
			return false
		}
	}
	return true
}
