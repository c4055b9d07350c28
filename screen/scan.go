package screen

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/names"
)

// MostText is how many bytes of text one scan takes.
const MostText = 1 << 20

// Mention is a place of a text at which a listing may be named.
type Mention struct {
	Start, End int    // bytes of the text
	Words      string // as they are written there
	Hit        Hit
}

// Scan finds listed names and identifiers in a text: every run of words whose name score reaches the threshold, whatever stands
// around it, and of which at least two telling words agree, or one that is a listed name by itself (see alone). They
// stand in the order of the text. Of mentions of one listing that overlap the best is given, and at one place no more listings
// than the limit. A text that is longer than MostText is refused.
func (x *Index) Scan(text string, opt Options) ([]Mention, error) {
	defer runtime.KeepAlive(x)
	if len(text) > MostText {
		return nil, &fault.Error{Doing: "looking for listed names in a text", Kind: fault.Input, What: fmt.Sprintf("it has %d bytes, and at most %d are read at a time", len(text), MostText),
			Hint: "cut it between two paragraphs"}
	}
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	c := scan{x: x, s: s, opt: opt.or(x.options), passage: x.readText(text, s), anchors: x.anchors()}
	if s.last == nil {
		s.last = make([]int32, x.words.len())
	}
	c.last = s.last
	c.names()
	c.numbers()
	return c.chosen(), nil
}

// scan is one text being scanned.
type scan struct {
	x   *Index
	s   *scratch
	opt Options
	*passage
	anchors *anchors
	last    []int32 // by listed word: one more than the last place marked where a word is alike to it
	windows []window
	agreed  []agreed
	seen    []sighting
}

// window is a run of words of the text made ready for comparison, in its variants.
type window struct {
	first, until int
	names        []names.Name
}

// sighting is a run of words that may be a mention.
type sighting struct {
	found
	first, until int // places
	forms        int // organisation forms among the words
	query        *Query
}

const (
	around    = 3  // words that a mention may have beyond those of the listed name
	ahead     = 16 // words that are marked before a place is looked at
	mostForms = 3  // words of organisation forms on each side
)

// context is all on which it depends what is found at a place: a text that says one thing again and again is not looked at again and again.
type context struct {
	text string
	at   int // bytes of it before the place
}

// remembrance is what was found in a context.
type remembrance struct{ at, from, until int } // place, and where in seen

// horizon is how many words before and after a place the longest name may reach.
const horizon = 48 + around

func (c *scan) context(at int) context {
	start := c.places[max(0, at-horizon)].start
	end := c.places[min(len(c.places), at+horizon)-1].end
	return context{c.text[start:end], c.places[at].start - start}
}

// names finds the names that are mentioned.
func (c *scan) names() {
	known, marked := map[context]remembrance{}, 0
	for at := range c.places {
		for ; marked < min(at+ahead, len(c.places)); marked++ {
			c.places[marked].each(func(near []nearWord, _ int) {
				for _, n := range near {
					c.last[n.word] = int32(marked) + 1
				}
			})
		}
		here, from := c.context(at), len(c.seen)
		if r, ok := known[here]; ok {
			for _, m := range c.seen[r.from:r.until] {
				m.first, m.until = m.first+at-r.at, m.until+at-r.at
				c.seen = append(c.seen, m)
			}
			continue
		}
		c.look(at)
		known[here] = remembrance{at, from, len(c.seen)}
	}
	for at := range c.places { // the marks are there for the next text
		c.places[at].each(func(near []nearWord, _ int) {
			for _, n := range near {
				c.last[n.word] = 0
			}
		})
	}
}

// look looks at every listed name of which an anchor stands at a place and enough other words are near.
func (c *scan) look(at int) {
	c.windows = c.windows[:0]
	c.x.nextRound(c.s)
	c.places[at].each(func(near []nearWord, _ int) {
		for _, n := range near {
			for _, name := range c.anchors.several.row(n.word) {
				c.offer(name, at, false)
			}
			if n.alike == whole {
				for _, name := range c.anchors.alone.row(n.word) {
					c.offer(name, at, false)
				}
			}
		}
	})
	for _, name := range c.places[at].word.apart {
		c.offer(name, at, true)
	}
}

// offer looks at a name at a place, once; sure: whatever else is near.
func (c *scan) offer(name uint32, at int, sure bool) {
	if c.s.mark[name] == c.s.round || !sure && !c.enough(name, at) {
		return
	}
	c.s.mark[name] = c.s.round
	c.consider(name, at, sure)
}

// enough says whether words of a name are marked near a place that may make a mention. A long name is always looked at: not all
// that is near it is marked.
func (c *scan) enough(name uint32, at int) bool {
	row := c.x.names.row(name)
	if len(row)+around > ahead {
		return true
	}
	from := int32(at + 2 - len(row) - around)
	near := func(word uint32) bool { return c.last[word] > 0 && c.last[word] >= from }
	present := uint64(0)
	for i, word := range row {
		if near(word) {
			present |= 1 << i
		}
	}
	for k := c.x.compounds.row(name); len(k) > 0; k = k[2:] {
		if near(k[1]) {
			present |= compoundMask(k[0])
		}
	}
	return c.makes(row, present)
}

// compoundMask has a bit for each word of a compound, by its place in the name.
func compoundMask(packed uint32) uint64 { return (1<<(packed>>1&127) - 1) << (packed >> 8) }

// makes says whether words of a name, a bit for each, may make a mention: never stricter than mentions.
func (c *scan) makes(row []uint32, present uint64) bool {
	all, missing, plain := 0, 0, 0
	for i, word := range row {
		weight := int(c.x.words.weights[word])
		all += weight
		if present>>i&1 == 0 {
			missing += weight
		} else if c.x.words.solid(word) {
			plain++
		}
	}
	return missing == 0 || plain > 1 && missing*whole/all <= mostMissing
}

// agreed is what words at a place of the text are alike to in a name.
type agreed struct {
	words   int // the longest run that is alike to one; 0: none is
	anchor  bool
	present uint64 // a bit for each word of the name
}

// consider finds the run of words around a place that a name agrees with best: among those in which the place is the first at
// which an anchor of the name stands, or among all of them.
func (c *scan) consider(name uint32, at int, all bool) {
	row := c.x.names.row(name)
	most := len(row) + around
	from, until := max(0, at-most+1), min(len(c.places), at+most)
	c.agreed = c.agreed[:0]
	for k := from; k < until; k++ {
		a := c.agrees(name, row, k)
		if k < at && a.anchor && !all {
			a = agreed{anchor: true}
			from, c.agreed = k, c.agreed[:0]
		}
		c.agreed = append(c.agreed, a)
	}
	best := sighting{}
	for first := from; first <= at; first++ {
		present := uint64(0)
		for k := first; k < min(until, first+most) && c.agreed[first-from].words > 0; k++ {
			a := c.agreed[k-from]
			present |= a.present
			if k < at && k+a.words <= at || a.words == 0 || !c.makes(row, present) {
				continue
			}
			for end := max(at, k) + 1; end <= min(k+a.words, first+most); end++ {
				c.compareFormed(name, first, end, &best)
			}
		}
	}
	if best.score > 0 {
		c.seen = append(c.seen, best)
	}
}

// agrees compares the words at a place with those of a name.
func (c *scan) agrees(name uint32, row []uint32, at int) (a agreed) {
	p := &c.places[at]
	note := func(word uint32, mask uint64) {
		p.each(func(near []nearWord, words int) {
			if has(near, word) > 0 {
				a.words, a.present = max(a.words, words), a.present|mask
				a.anchor = a.anchor || slices.Contains(c.anchors.several.row(word), name) || slices.Contains(c.anchors.alone.row(word), name)
			}
		})
		if p.word.initial != nil && names.Alike(p.word.initial, c.x.words.word(word)) > 0 {
			a.words, a.present = max(a.words, 1), a.present|mask
		}
	}
	for i, word := range row {
		note(word, 1<<i)
	}
	for k := c.x.compounds.row(name); len(k) > 0; k = k[2:] {
		note(k[1], compoundMask(k[0]))
	}
	if _, ok := slices.BinarySearch(p.word.apart, name); ok {
		a.words, a.present = max(a.words, 1), 1<<len(row)-1
	}
	return a
}

// compareFormed scores a run of words, alone and with the organisation forms around it.
func (c *scan) compareFormed(name uint32, first, until int, best *sighting) {
	for from := first; from >= max(0, first-mostForms); from-- {
		if from < first && !c.places[from].word.form {
			break
		}
		for to := until; to <= min(len(c.places), until+mostForms); to++ {
			if to > until && !c.places[to-1].word.form {
				break
			}
			c.compare(name, from, to, best)
		}
	}
}

// compare scores a run of words, and keeps it when it is a mention and better than the best so far.
func (c *scan) compare(name uint32, first, until int, best *sighting) {
	w := c.window(first, until)
	c.x.name(name, &c.s.listed)
	for i := range w.names {
		score := c.s.scorer.Score(&w.names[i], &c.s.listed)
		if score < c.opt.Threshold || !c.mentions(name, score, w, &w.names[i]) {
			continue
		}
		if nameFields[c.x.about.prop[name]] == "weakAlias" {
			score *= weakFactor
		}
		if score >= c.opt.Threshold && (score > best.score || score == best.score && len(c.s.listed.Forms) > 0 && len(w.names[i].Forms) > best.forms) {
			*best = sighting{found: found{c.x.about.listing[name], score, name, i}, first: first, until: until, forms: len(w.names[i].Forms)}
		}
	}
}

// window is a run of words made ready.
func (c *scan) window(first, until int) *window {
	for i := range c.windows {
		if w := &c.windows[i]; w.first == first && w.until == until {
			return w
		}
	}
	w := window{first: first, until: until}
	for _, n := range names.Variants(c.text[c.places[first].start:c.places[until-1].end]) {
		w.names = append(w.names, n.Weighed(c.x.words.weigh))
	}
	c.windows = append(c.windows, w)
	return &c.windows[len(c.windows)-1]
}

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
		if !free || said[again] == mostRepeats || !c.accepted(m.listing) {
			continue
		}
		said[again]++
		for k := m.first; k < m.until; k++ {
			taken[uint64(m.listing)<<32|uint64(k)] = true
			at[k] = append(at[k], len(all))
		}
		all = append(all, m)
	}
	mentions := make([]Mention, len(all))
	for i := range all {
		mentions[i] = c.told(&all[i])
		mentions[i].Hit.AsGood = asGood(all, at, i)
	}
	slices.SortFunc(mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Hit.NameScore, a.Hit.NameScore), cmp.Compare(a.End, b.End),
			strings.Compare(a.Hit.Listing.ID, b.Hit.Listing.ID), strings.Compare(a.Hit.Listing.List, b.Hit.Listing.List))
	})
	return mentions
}

// accepted says whether a listing may be given.
func (c *scan) accepted(listing uint32) bool {
	if c.opt.Accept == nil {
		return true
	}
	l, _ := c.x.listing(listing)
	return c.opt.Accept(&l)
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

// told says why.
func (c *scan) told(m *sighting) Mention {
	start, end := c.places[m.first].start, c.places[m.until-1].end
	words := c.text[start:end]
	q := m.query
	if q == nil {
		one := QueryName(words)
		q = &one
	}
	l, facts := c.x.listing(m.listing)
	w := weigh(&q.facts, &facts, m.score, c.opt.Threshold)
	h := c.x.told(&ranked{Hit{Listing: l, NameScore: m.score, IdentityScore: w.score, Identity: w.identity}, m.found, w}, q)
	return Mention{start, end, words, h}
}
