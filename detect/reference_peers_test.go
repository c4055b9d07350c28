package detect

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"time"
)

// circle lists whom a subject is compared with: at first its trade, then those to whom its peers are widened; itself among them.
func (r *reference) circle(number int, subject string) []string {
	trade := r.trade[subject]
	var all []string
	for _, other := range slices.Sorted(maps.Keys(r.trade)) {
		theirs := r.trade[other]
		switch {
		case number == 0 && trade != "" && theirs == trade,
			number > 0 && r.widen[number-1] == "division" && trade != "" && theirs != "" && theirs[:2] == trade[:2],
			number > 0 && r.widen[number-1] == "all":
			all = append(all, other)
		}
	}
	return all
}

// amongPeers is a let's value in the first circle in which enough others have one.
func (r *reference) amongPeers(let int, key []string, at *rrec, subject string, now time.Time, index int) *rval {
	l := r.lets[let]
	for number := range 1 + len(r.widen) {
		var all []member
		for _, other := range r.circle(number, subject) {
			theirs := r.members(l, key, other, now, index)
			for i, m := range theirs { // of a let each party's newest in a unit
				newer := func(n member) bool { return n.val.unit == m.val.unit }
				if l.of == 0 || !slices.ContainsFunc(theirs[i+1:], newer) {
					all = append(all, m)
				}
			}
		}
		mine, own := r.inUnit(let, all, at, subject, now, index)
		if v, enough := r.compared(l, mine, subject, own); enough {
			return v
		}
	}
	return nil
}

func (r *reference) compared(l rlet, mine []member, subject string, own *rval) (v *rval, enough bool) {
	var values []*big.Int
	parties := map[string]bool{}
	upTo := int64(0)
	for _, m := range mine {
		if m.subject == subject {
			continue
		}
		parties[m.subject] = true
		values = append(values, m.val.n)
		if own != nil && m.val.n.Cmp(own.n) <= 0 {
			upTo++
		}
	}
	switch {
	case len(parties) < 20:
		return nil, false
	case l.verb != "rank":
		return &rval{n: ranked(values, cmp.Or(l.rank, 50)), unit: mine[0].val.unit, money: mine[0].val.money}, true
	case own == nil || own.unit != mine[0].val.unit:
		return nil, true
	}
	return &rval{n: big.NewInt(upTo * 1_000_000 / int64(len(values)))}, true
}
