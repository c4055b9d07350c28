package screen

import (
	"slices"

	"spoor/names"
)

// window is a run of words of the text made ready for comparison, in its variants.
type window struct {
	first, until int
	names        []names.Name
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
				a.anchor = a.anchor || c.anchors.hold(word, name)
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
