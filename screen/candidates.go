package screen

import (
	"cmp"
	"math/bits"
	"slices"

	"spoor/names"
)

// The search must not miss a name that scores at least T, and must not compare them all. With w and v the weights of two
// paired words, s how much they are alike, W and V the weights of both names, the score of package names is at most
//
//	Σ (w+v)·s / (Σ (w+v) + 2.8·min(rest, rest') + 0.4·(max(rest, rest') − min(rest, rest')))
//
// over the pairs, where the rests are what remains unpaired. It reaches T only if
//
//	Σ (w+v)·(s − 0.6·T)  ≥  0.4·T·(W+V) + 2·T·min(W − Σw, V − Σv)
//
// The left side is a sum over the words of the query. For each, the words of the lexicon that are alike are found, and
// for each entry that has one of them the greatest possible part is added up: never less than any alignment can reach.
// Words written together are parts of their own, on top of the parts of the words.

// last is the bit that the 64th part of a query shares with those after it.
const last = 63

// candidate is an entry that may score enough.
type candidate struct {
	entry int32
	parts uint64 // which parts of the query it may answer
	sum   int64
}

// scratch is what one search writes in.
type scratch struct {
	near  []names.Near
	seen  []uint8
	sum   []int64
	parts []uint64
	last  []int16 // the part that was added last, from 1
	found []int32
}

func newScratch(x *Index) *scratch {
	n := len(x.entries)
	return &scratch{seen: make([]uint8, x.words.Len()), sum: make([]int64, n), parts: make([]uint64, n), last: make([]int16, n)}
}

// part is a word of the query, or a run of words written together, with all that is alike to it.
type part struct {
	weight   int // of its words
	near     []nearWord
	joins    []join // entries that write it apart
	listings int    // how many entries its words have, about
	most     int64  // the greatest gain less what the listed word costs: see generators
	heaviest int    // the greatest weight of a word that is alike
}

type nearWord struct {
	word int32
	gain int64 // (w+v)·(s − 0.6·T), millionths
}

// bound holds a threshold in thousandths, a little lower than it is, so that rounding never loses a candidate.
type bound struct{ t int64 }

func boundOf(threshold float64) bound { return bound{int64(threshold*1000) - 1} }

func (b bound) gain(w, v, alike int) int64 { return int64(w+v) * (int64(alike)*1000 - 600*b.t) / 1000 }

// least is what the gains must reach for names of these weights and rests.
func (b bound) least(w, v, rest, restListed int) int64 {
	return (400*b.t*int64(w+v) + 2000*b.t*int64(max(0, min(rest, restListed)))) / 1000
}

// candidates lists the entries that may score at least the threshold with a name, each once, in order.
func (x *Index) candidates(n *names.Name, threshold float64, s *scratch) []candidate {
	b := boundOf(threshold)
	parts := x.parts(n, b, s)
	weight := thousandths(n.Weight())
	generators := countGenerators(parts, weight, b)
	for i := range parts {
		x.addPart(&parts[i], i, i < generators, b, s)
	}
	var all []candidate
	for _, e := range s.found {
		if c := (candidate{e, s.parts[e], s.sum[e]}); c.passes(parts, weight, x.entries[e].weight, b) {
			all = append(all, c)
		}
		s.sum[e], s.parts[e], s.last[e] = 0, 0, 0
	}
	s.found = s.found[:0]
	slices.SortFunc(all, func(a, b candidate) int { return cmp.Compare(a.entry, b.entry) })
	return all
}

func (c candidate) passes(parts []part, weight, listedWeight int, b bound) bool {
	rest, restListed := weight, listedWeight
	for set := c.parts; set != 0; set &= set - 1 {
		first := bits.TrailingZeros64(set)
		until := first + 1
		if first == last {
			until = len(parts)
		}
		for i := first; i < until; i++ {
			rest -= parts[i].weight
			restListed -= parts[i].heaviest
		}
	}
	return c.sum >= b.least(weight, listedWeight, rest, restListed)
}

// parts finds what is alike to each word of the name; the parts with the fewest entries come first.
func (x *Index) parts(n *names.Name, b bound, s *scratch) []part {
	var parts []part
	for i := range n.Tokens {
		t := &n.Tokens[i]
		p := part{weight: thousandths(t.Weight()), joins: x.written[t.Text]}
		s.near = x.words.Near(*t, s.near[:0], s.seen)
		for _, near := range s.near {
			x.addNear(&p, near.ID, thousandths(near.Alike), b)
		}
		parts = append(parts, p)
	}
	n.Joined(func(text string, weight float64) {
		p := part{weight: thousandths(weight)}
		for _, id := range x.words.Written(text) {
			x.addNear(&p, id, 1000, b)
		}
		if len(p.near) > 0 {
			parts = append(parts, p)
		}
	})
	for i := range parts {
		parts[i].finish(b)
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.listings, b.listings) })
	return parts
}

func (x *Index) addNear(p *part, word, alike int, b bound) {
	v := x.weights[word]
	gain := max(0, b.gain(p.weight, v, alike)) // a pair that costs more than it gives still leaves less unpaired
	p.near = append(p.near, nearWord{int32(word), gain})
	p.listings += len(x.postings[word])
	p.most = max(p.most, gain-400*b.t*int64(v)/1000)
	p.heaviest = max(p.heaviest, v)
}

func (p *part) finish(b bound) {
	slices.SortFunc(p.near, func(a, b nearWord) int { return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.word, b.word)) })
	for _, j := range p.joins {
		p.most = max(p.most, b.gain(p.weight, j.weight, 1000)-400*b.t*int64(j.weight)/1000)
		p.heaviest = max(p.heaviest, j.weight)
	}
	p.listings += len(p.joins)
}

// countGenerators says how many of the parts, the rarest first, must bring forth candidates: an entry that answers only the
// others cannot reach the threshold, for their gains less the least that their listed words cost stay below what the
// query's own weight costs.
func countGenerators(parts []part, weight int, b bound) int {
	least := b.least(weight, 0, 0, 0)
	sum := int64(0)
	for i := len(parts) - 1; i >= 0; i-- {
		if sum += max(0, parts[i].most); sum >= least {
			return i + 1
		}
	}
	return 0
}

// addPart adds the gain of one part to every entry that answers it; a generator brings forth entries that no part before it
// has.
func (x *Index) addPart(p *part, number int, generator bool, b bound, s *scratch) {
	mark := int16(number + 1)
	add := func(e int32, gain int64) {
		if s.last[e] == 0 {
			if !generator {
				return
			}
			s.found = append(s.found, e)
		}
		if s.last[e] == mark {
			return
		}
		s.last[e] = mark
		s.sum[e] += gain
		s.parts[e] |= 1 << min(number, last)
	}
	for _, j := range p.joins {
		gain := b.gain(p.weight, j.weight, 1000)
		if len(p.near) > 0 {
			gain = max(gain, p.near[0].gain) // the entry may have a word that gains more
		}
		add(j.entry, gain)
	}
	for _, near := range p.near {
		for _, e := range x.postings[near.word] {
			add(e, near.gain)
		}
	}
}
