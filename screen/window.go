package screen

import (
	"spoor/names"
)

// window is a run of words of the text made ready for comparison, in its variants.
type window struct {
	span
	names []names.Name
}

// span is the places from one until another.
type span struct{ first, until int }

// compoundMask has a bit for each word of a compound, by its place in the name.
func compoundMask(packed uint32) uint64 { return (1<<(packed>>1&127) - 1) << (packed >> 8) }

// agreed is what words at a place of the text are alike to in a name.
type agreed struct {
	words   int    // the longest run that is alike to one; 0: none is
	present uint64 // a bit for each word of the name
	said    uint64 // those of them that are alike to more than an initial
	joined  int    // how often several of them may be one word there
}

// consider finds the run of words around a place that a name agrees with best: among those in which the place is the first at
// which an anchor of the name stands, or among all of them.
func (c *scan) consider(name uint32, at int, all bool) {
	l := &c.looked
	c.agree(l, name, at, all)
	most := len(l.row) + around
	best := sighting{}
	for first := l.from; first <= at; first++ {
		t := stretch{}
		for k := first; k < min(l.until, first+most) && c.agreed[first-l.from].words > 0; k++ {
			a := c.agreed[k-l.from]
			before := t
			t.add(c, k, k+1, a)
			if k < at && k+a.words <= at || a.words == 0 {
				continue
			}
			for end := max(at, k) + 1; end <= min(k+a.words, first+most); end++ {
				run := before
				run.add(c, k, end, a)
				if ceiling := c.most(l, &run) + rounding; ceiling >= c.opt.Threshold && ceiling >= best.score {
					c.compareFormed(name, first, end, &best)
				}
			}
		}
	}
	if best.score > 0 {
		c.seen = append(c.seen, best)
	}
}

// rounding is by how much a score may be off.
const rounding = 1e-9

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
	c.work += scoringWork + (until-first)*len(c.looked.row)
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

// window is a run of words made ready. It is kept for the places beside.
func (c *scan) window(first, until int) *window {
	at := span{first, until}
	if w := c.windows[at]; w != nil {
		return w
	}
	if len(c.windows) == mostWindows {
		clear(c.windows)
	}
	c.work += readingWork
	w := &window{span: at}
	for _, n := range c.variants(first, until) {
		w.names = append(w.names, n.Weighed(c.x.words.weigh))
	}
	c.windows[at] = w
	return w
}

// mostWindows is how many are kept.
const mostWindows = 1 << 11

// variants reads a run of words as a name.
func (c *scan) variants(first, until int) []names.Name {
	text := c.text[c.places[first].start:c.places[until-1].end]
	c.lone = c.lone[:0]
	for k := first; k < until; k++ {
		p := &c.places[k]
		if p.word.lone == nil || k > first && !p.parted {
			return names.Variants(text)
		}
		c.lone = append(c.lone, p.word.lone)
	}
	return names.Assemble(text, c.lone)
}
