package detect

import (
	"slices"
	"sort"
	"strings"

	"spoor/model"
)

// leastPeers is how many other parties a group needs for a comparison with it to mean anything.
const leastPeers = 20

// peerEntry is one value of one party.
type peerEntry struct {
	at    int64
	party string
	value int64
}

// peers holds what one group's parties did up to the day before: every value of a field, or of each party the newest value of
// a let. It is a snapshot a day: nothing changes in it within one.
type peers struct {
	once    bool // of each party its newest value only
	unit    model.Datum
	entries []peerEntry
	head    int
	tail    int
	at      bounds
	newest  map[string]int     // once: the place for good of the party's newest entry
	gone    int                // how many entries were cut off in front
	sorted  []int64            // the values in order
	own     map[string][]int64 // each party's values, in the order of time
}

func (p *peers) push(at int64, party string, d model.Datum) {
	p.unit = model.Datum{Kind: d.Kind, Text: d.Text}
	p.entries = append(p.entries, peerEntry{at, party, d.Num})
}

// move brings the snapshot to new bounds.
func (p *peers) move(b bounds) {
	if p.at == b {
		return
	}
	p.at = b
	if p.own == nil {
		p.own, p.newest = map[string][]int64{}, map[string]int{}
	}
	var come, left []int64
	for ; p.tail < len(p.entries) && p.entries[p.tail].at <= b.end; p.tail++ {
		e := p.entries[p.tail]
		if p.once {
			if _, stands := p.newest[e.party]; stands {
				left = append(left, p.own[e.party][0])
				delete(p.own, e.party)
			}
			p.newest[e.party] = p.gone + p.tail
		}
		p.own[e.party] = append(p.own[e.party], e.value)
		come = append(come, e.value)
	}
	for ; p.head < p.tail && p.entries[p.head].at <= b.start; p.head++ {
		e := p.entries[p.head]
		if p.once && p.newest[e.party] != p.gone+p.head {
			continue
		}
		left = append(left, e.value)
		if p.own[e.party] = p.own[e.party][1:]; len(p.own[e.party]) == 0 {
			delete(p.own, e.party)
			delete(p.newest, e.party)
		}
	}
	p.sorted = merge(p.sorted, come, left)
	if p.head > 1024 && p.head > len(p.entries)/2 {
		p.entries = append(p.entries[:0], p.entries[p.head:]...)
		p.gone, p.tail, p.head = p.gone+p.head, p.tail-p.head, 0
	}
}

// merge adds and takes out values of a list in order. What is taken out is there, or is among what comes.
func merge(sorted, come, left []int64) []int64 {
	if len(come)+len(left) == 0 {
		return sorted
	}
	slices.Sort(come)
	slices.Sort(left)
	out := make([]int64, 0, len(sorted)+len(come)-len(left))
	for i, j, k := 0, 0, 0; i < len(sorted) || j < len(come); {
		var n int64
		if j == len(come) || i < len(sorted) && sorted[i] <= come[j] {
			n = sorted[i]
			i++
		} else {
			n = come[j]
			j++
		}
		if k < len(left) && left[k] == n {
			k++
			continue
		}
		out = append(out, n)
	}
	return out
}

// value compares with the others of the group: a party is not its own peer. Fewer than leastPeers of them say nothing.
func (p *peers) value(l *let, party string, own model.Datum) (d model.Datum, enough bool) {
	mine := slices.Sorted(slices.Values(p.own[party]))
	others := len(p.own)
	if len(mine) > 0 {
		others--
	}
	if others < leastPeers {
		return model.Datum{}, false
	}
	n := len(p.sorted) - len(mine)
	upTo := func(value int64) int { return above(p.sorted, value) - above(mine, value) }
	if l.verb == "rank" {
		if own.Kind != p.unit.Kind || own.Text != p.unit.Text {
			return model.Datum{}, true
		}
		share, _ := scaled(int64(upTo(own.Num)), model.Scale, int64(n))
		return model.Datum{Kind: model.Number, Num: share}, true
	}
	rank := int64(half)
	if l.verb == "percentile" {
		rank = l.rank
	}
	place := nearestRank(rank, n)
	d = p.unit
	d.Num = p.sorted[sort.Search(len(p.sorted), func(i int) bool { return upTo(p.sorted[i]) > place })]
	return d, true
}

// above is how many of a list in order are not above a value.
func above(sorted []int64, value int64) int {
	return sort.Search(len(sorted), func(i int) bool { return sorted[i] > value })
}

// groupOf is what a subject's peers have in common with it at a moment; ok is false when it is not known. Of everybody it is nothing.
func groupOf(attributes []string, subject *model.View, at int64) (string, bool) {
	parts := make([]string, len(attributes))
	for i, name := range attributes {
		switch {
		case name == "all":
			continue
		case subject == nil:
			return "", false
		case name == "division":
			parts[i] = divisionOf(first(subject.DataAt(subject.Schema.Property("activity"), at)).Text)
		default:
			parts[i] = keyOf(first(subject.DataAt(subject.Schema.Property(name), at)))
		}
		if parts[i] == "" {
			return "", false
		}
	}
	return strings.Join(parts, "\x00"), true
}
