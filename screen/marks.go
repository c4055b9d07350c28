package screen

import (
	"math/bits"

	"spoor/names"
)

// marks say at which places around the one that is looked at a listed word is alike to a word of the text, and at which a run begins that is
// alike to it: a bit for each, by its place in the text modulo 64.
type marks struct{ words, runs uint64 }

const (
	ahead  = 32             // words that are marked from the place on that is looked at
	behind = ahead - 1      // and before it
	longer = ahead - around // words of a name that reaches beyond what is marked
)

// mark marks what is alike to the words at a place, or takes the marks away.
func (c *scan) mark(at int, set bool) {
	bit := uint64(1) << (at % 64)
	p := &c.places[at]
	if c.odd &^= bit; set && (p.word.initial != nil || len(p.word.apart) > 0) {
		c.odd |= bit
	}
	for _, n := range p.word.near {
		m := &c.s.marks[n.word]
		if m.words &^= bit; set {
			m.words |= bit
		}
	}
	for _, r := range p.runs {
		for _, n := range r.near {
			m := &c.s.marks[n.word]
			if m.runs &^= bit; set {
				m.runs |= bit
			}
		}
	}
}

// looked is a listed name that is looked at, and where in the text its words stand.
type looked struct {
	row, compounds []uint32
	from, until    int     // the places that one run around the place that is looked at may take up
	excess         int     // by how much its compounds weigh more than their words
	marks          []marks // of the words, then of the compounds; the first bit is from
}

// gather finds where the words of a name stand around a place.
func (c *scan) gather(name uint32, at int) *looked {
	l := &c.looked
	l.row, l.compounds = c.x.names.row(name), c.x.compounds.row(name)
	most := len(l.row) + around
	l.from, l.until = max(0, at-most+1), min(len(c.places), at+most)
	l.marks, l.excess = l.marks[:0], 0
	if len(l.row) > longer {
		return l
	}
	in := uint64(1)<<(l.until-l.from) - 1
	add := func(word uint32) {
		m := c.s.marks[word]
		l.marks = append(l.marks, marks{bits.RotateLeft64(m.words, -(l.from%64)) & in, bits.RotateLeft64(m.runs, -(l.from%64)) & in})
	}
	for _, word := range l.row {
		add(word)
	}
	for k := 1; k < len(l.compounds); k += 2 {
		add(l.compounds[k])
		parts := 0
		for mask := compoundMask(l.compounds[k-1]); mask != 0; mask &= mask - 1 {
			parts += int(c.x.words.weights[l.row[bits.TrailingZeros64(mask)]])
		}
		l.excess += max(0, int(c.x.words.weights[l.compounds[k]])-parts)
	}
	return l
}

// count is how many words and compounds the name has.
func (l *looked) count() int { return len(l.row) + len(l.compounds)/2 }

// word is a word or compound of the name, by its position in marks, and a bit for each word of the name that it is.
func (l *looked) word(i int) (word uint32, mask uint64) {
	if i < len(l.row) {
		return l.row[i], 1 << i
	}
	k := 2 * (i - len(l.row))
	return l.compounds[k+1], compoundMask(l.compounds[k])
}

// enough says whether words of the name stand there that may make a mention.
func (c *scan) enough(l *looked) bool {
	present, joined := uint64(0), 0
	for i, m := range l.marks {
		if m.words|m.runs != 0 {
			_, mask := l.word(i)
			present |= mask
			if i >= len(l.row) {
				joined++
			}
		}
	}
	if c.makes(l, present, present, joined) {
		return true
	}
	odd := c.oddPlaces(l)
	if odd == 0 || bits.OnesCount64(present) < 2 { // an initial is never one of the two words that agree
		return false
	}
	var a agreed
	for ; odd != 0; odd &= odd - 1 {
		c.work += len(l.row)
		c.agreeInitial(l, &c.places[l.from+bits.TrailingZeros64(odd)], &a)
	}
	return c.makes(l, present|a.present, present, joined)
}

// oddPlaces has a bit for each place of an initial or a word that is several, the first is from.
func (c *scan) oddPlaces(l *looked) uint64 {
	return bits.RotateLeft64(c.odd, -(l.from%64)) & (1<<(l.until-l.from) - 1)
}

// agree notes what agrees with a name at each place around one; unless all, from the place after the last before it on at which an
// anchor of the name stands.
func (c *scan) agree(l *looked, name uint32, at int, all bool) {
	c.agreed = c.agreed[:0]
	for range l.until - l.from {
		c.agreed = append(c.agreed, agreed{})
	}
	if len(l.row) > longer {
		c.agreeFar(l, name, at, all)
		return
	}
	before := uint64(1)<<(at-l.from) - 1
	first := 0
	for i, m := range l.marks {
		word, mask := l.word(i)
		if anchored := (m.words | m.runs) & before; !all && bits.Len64(anchored) > first && c.anchors.hold(word, name) {
			first = bits.Len64(anchored)
		}
		for b := m.words; b != 0; b &= b - 1 {
			a := &c.agreed[bits.TrailingZeros64(b)]
			a.note(1, mask, i >= len(l.row))
		}
		for b := m.runs; b != 0; b &= b - 1 {
			k := bits.TrailingZeros64(b)
			for _, r := range c.places[l.from+k].runs {
				if has(r.near, word) > 0 {
					c.agreed[k].note(r.words, mask, i >= len(l.row))
				}
			}
		}
	}
	for b := c.oddPlaces(l); b != 0; b &= b - 1 {
		k := bits.TrailingZeros64(b)
		c.agreeOddly(l, name, &c.places[l.from+k], &c.agreed[k])
	}
	c.agreed = c.agreed[first:]
	l.from += first
}

// agreeFar is agree for a name that reaches beyond what is marked: s.seen says which words are its own.
func (c *scan) agreeFar(l *looked, name uint32, at int, all bool) {
	from, masks := l.from, c.masks[:0]
	for i := range l.count() {
		word, mask := l.word(i)
		if c.s.seen[word] == 0 {
			masks = append(masks, 0)
			c.s.seen[word] = uint8(len(masks))
		}
		masks[c.s.seen[word]-1] |= mask
	}
	for k := range c.agreed {
		p, a, anchored := &c.places[from+k], &c.agreed[k], false
		p.each(func(near []nearWord, words int) {
			for _, n := range near {
				if own := c.s.seen[n.word]; own > 0 {
					a.note(words, masks[own-1], true)
					anchored = anchored || from+k < at && !all && c.anchors.hold(n.word, name)
				}
			}
		})
		c.agreeOddly(l, name, p, a)
		if anchored {
			l.from = from + k + 1
		}
	}
	for i := range l.count() {
		word, _ := l.word(i)
		c.s.seen[word] = 0
	}
	c.masks = masks
	c.agreed = c.agreed[l.from-from:]
}

// agreeOddly notes what agrees with a name by more than a word that is near to one of its: an initial, or several words in one.
func (c *scan) agreeOddly(l *looked, name uint32, p *place, a *agreed) {
	c.agreeInitial(l, p, a)
	for _, one := range p.word.apart {
		if one.name == name {
			a.note(1, one.mask, true)
		}
	}
}

func (c *scan) agreeInitial(l *looked, p *place, a *agreed) {
	if p.word.initial == nil {
		return
	}
	for i := range l.count() {
		if word, mask := l.word(i); names.Alike(p.word.initial, c.x.words.word(word)) > 0 {
			a.words, a.present = max(a.words, 1), a.present|mask
		}
	}
}

func (a *agreed) note(words int, mask uint64, joined bool) {
	a.words, a.present, a.said = max(a.words, words), a.present|mask, a.said|mask
	if joined {
		a.joined++
	}
}
