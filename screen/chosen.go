package screen

import (
	"cmp"
	"slices"
	"strings"
)

// chosen are the mentions that stand: the strongest first, one that overlaps another of its listing or too many others falls.
func (c *scan) chosen() []Mention {
	slices.SortFunc(c.seen, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(b.strength(), a.strength()), cmp.Compare(a.until-a.first, b.until-b.first), cmp.Compare(a.first, b.first), cmp.Compare(a.listing, b.listing), cmp.Compare(a.name, b.name))
	})
	at := make([][]int, len(c.places)) // which mentions of all stand there
	taken := map[uint64]bool{}         // by listing and place
	said := map[repeated]int{}
	var all []sighting
	for _, m := range c.seen {
		free := true
		for k := m.first; k < m.until; k++ {
			free = free && !taken[uint64(m.listing)<<32|uint64(k)] && (c.opt.Limit <= 0 || len(at[k]) < c.opt.Limit)
		}
		again := repeated{m.listing, c.text[c.places[m.first].start:c.places[m.until-1].end]}
		if !free || !c.x.accepts(m.listing, c.opt) {
			continue
		}
		said[again]++
		for k := m.first; k < m.until; k++ {
			taken[uint64(m.listing)<<32|uint64(k)] = true
		}
		if said[again] > mostRepeats {
			continue // told often enough, and nothing weaker in its place
		}
		for k := m.first; k < m.until; k++ {
			at[k] = append(at[k], len(all))
		}
		all = append(all, m)
	}
	mentions := make([]Mention, len(all))
	known := map[telling]int{}
	for i := range all {
		mentions[i] = c.mention(&all[i])
		m := telling{all[i].listing, all[i].name, mentions[i].Words}
		if first, ok := known[m]; ok && all[i].query == nil {
			mentions[i].Hit = mentions[first].Hit
		} else {
			mentions[i].Hit, known[m] = c.told(&all[i]), i
		}
		mentions[i].Hit.AsGood = asGood(all, at, i)
	}
	slices.SortFunc(mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Hit.NameScore, a.Hit.NameScore), cmp.Compare(a.End, b.End),
			strings.Compare(a.Hit.Listing.ID, b.Hit.Listing.ID), strings.Compare(a.Hit.Listing.List, b.Hit.Listing.List))
	})
	return mentions
}

// repeated is a listing mentioned in the same words.
type repeated struct {
	listing uint32
	words   string
}

// mostRepeats is how often a listing is given that a text mentions in the same words: the first places.
const mostRepeats = 100

// asGood counts the mentions at the places of one that agree by name at least as well.
func asGood(all []sighting, at [][]int, i int) (n int) {
	m := &all[i]
	for k := m.first; k < m.until; k++ {
		for _, o := range at[k] {
			if all[o].score >= m.score && (k == m.first || all[o].first == k) { // each where it begins to overlap
				n++
			}
		}
	}
	return n
}

// strength puts mentions in order: an identifier before any name, then by name score.
func (m *sighting) strength() float64 {
	if m.name == noName {
		return 2
	}
	return m.score
}

// telling is what is told of a mention: a listing by one of its names in the same words.
type telling struct {
	listing, name uint32
	words         string
}

func (c *scan) mention(m *sighting) Mention {
	start, end := c.places[m.first].start, c.places[m.until-1].end
	return Mention{Start: start, End: end, Words: c.text[start:end]}
}

// told says why.
func (c *scan) told(m *sighting) Hit {
	q := m.query
	if q == nil {
		one := QueryName(c.mention(m).Words)
		q = &one
	}
	l, facts := c.x.listing(m.listing)
	w := weigh(&q.facts, &facts, m.score, c.opt.Threshold)
	return c.x.told(&ranked{Hit{Listing: l, NameScore: m.score, IdentityScore: w.score, Identity: w.identity}, m.found, w}, q)
}
