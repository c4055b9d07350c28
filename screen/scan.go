package screen

import (
	"fmt"
	"runtime"
	"slices"

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
	c := x.scan(text, s, opt.or(x.options))
	if err := c.names(); err != nil {
		return nil, err
	}
	c.numbers()
	return c.chosen(), nil
}

// scan is one text being scanned.
type scan struct {
	x   *Index
	s   *scratch
	opt Options
	*passage
	anchors    *anchors
	work       int    // done, see mostWork
	at         int    // the place that is looked at
	odd        uint64 // a bit for each marked place of an initial or a word that is several of a listed name
	looked     looked
	considered []uint32 // the names at this place
	agreed     []agreed
	masks      []uint64
	windows    map[span]*window
	lone       []*names.Word
	seen       []sighting
}

func (x *Index) scan(text string, s *scratch, opt Options) *scan {
	if s.marks == nil {
		s.marks = make([]marks, x.words.len())
	}
	return &scan{x: x, s: s, opt: opt, passage: x.readText(text, s), anchors: x.anchors(), windows: map[span]*window{}}
}

// sighting is a run of words that may be a mention.
type sighting struct {
	found
	first, until int // places
	forms        int // organisation forms among the words
	query        *Query
}

const (
	around    = 3 // words that a mention may have beyond those of the listed name
	mostForms = 3 // words of organisation forms on each side
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

// A text of nothing but common words of listed names and initials would be looked at for minutes. Work is counted in pairs of words that are
// held against one another, about; of a megabyte of listed names, one after another, it takes two thirds of the most.
const (
	mostWork    = 85_000_000
	lookingWork = 2  // at a name
	scoringWork = 10 // of a run of words with a name, besides their pairs
	readingWork = 50 // of a run of words
)

// names finds the names that are mentioned.
func (c *scan) names() error {
	defer c.unmark()
	known, marked := map[context]remembrance{}, 0
	for at := range c.places {
		if c.work > mostWork {
			return &fault.Error{Doing: "looking for listed names in a text", Kind: fault.Input, What: fmt.Sprintf("it has so many words of listed names that of its %d bytes only %d were read", len(c.text), c.places[at].start),
				Hint: "cut it there, between two paragraphs, and have each part read"}
		}
		for ; marked < min(at+ahead, len(c.places)); marked++ {
			c.mark(marked, true)
		}
		if at > behind {
			c.mark(at-behind-1, false)
		}
		c.at = at
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
	return nil
}

// unmark takes away the marks that are left, for the next text.
func (c *scan) unmark() {
	for at := max(0, c.at-behind); at < min(c.at+ahead, len(c.places)); at++ {
		c.mark(at, false)
	}
}

// look looks at every listed name of which an anchor stands at a place and enough other words are near.
func (c *scan) look(at int) {
	c.considered = c.considered[:0]
	c.x.nextRound(c.s)
	c.places[at].each(func(near []nearWord, _ int) {
		for _, n := range near {
			for _, name := range c.anchors.several.row(n.word) {
				c.offer(name, at)
			}
			if n.alike == whole {
				for _, name := range c.anchors.alone.row(n.word) {
					c.offer(name, at)
				}
			}
		}
	})
	for _, one := range c.places[at].word.apart {
		if !slices.Contains(c.considered, one.name) {
			c.considered = append(c.considered, one.name)
			c.gather(one.name, at)
			c.consider(one.name, at, true)
		}
	}
}

// offer looks at a name at a place, once.
func (c *scan) offer(name uint32, at int) {
	if c.s.mark[name] == c.s.round {
		return
	}
	c.s.mark[name] = c.s.round
	c.work += lookingWork
	l := c.gather(name, at)
	if len(l.row) <= longer && !c.enough(l) {
		return
	}
	c.considered = append(c.considered, name)
	c.consider(name, at, false)
}
