package detect

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"time"
)

// peersOf lists the values of the subject's group, its own among them; of a let each party's newest in a unit.
func (r *reference) peersOf(l rlet, key []string, subject string, now time.Time, index int) []member {
	if r.trade[subject] == "" {
		return nil
	}
	var all []member
	for _, other := range slices.Sorted(maps.Keys(r.trade)) {
		if r.trade[other] != r.trade[subject] {
			continue
		}
		theirs := r.members(l, key, other, now, index)
		for i, m := range theirs {
			newer := func(n member) bool { return n.val.unit == m.val.unit }
			if l.of == 0 || !slices.ContainsFunc(theirs[i+1:], newer) {
				all = append(all, m)
			}
		}
	}
	return all
}

func (r *reference) compared(l rlet, mine []member, subject string, own *rval) *rval {
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
		return nil
	case l.verb != "rank":
		return &rval{n: ranked(values, cmp.Or(l.rank, 50)), unit: mine[0].val.unit, money: mine[0].val.money}
	case own == nil || own.unit != mine[0].val.unit:
		return nil
	}
	return &rval{n: big.NewInt(upTo * 1_000_000 / int64(len(values)))}
}
