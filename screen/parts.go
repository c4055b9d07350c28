package screen

import (
	"cmp"
	"slices"

	"spoor/names"
)

// part takes the name apart: its words, its compounds, and its words written together where a listed name has them so.
func (x *Index) part(n *names.Name, b bound, s *scratch) {
	for i, t := range n.Tokens {
		g := group{first: i, until: i + 1, parts: []int{len(s.parts)}}
		x.addPart(t.Word, t.Weight(), s)
		g.most, g.gross = b.most(t.Weight(), t.Kind), b.gross(t.Weight(), t.Kind)
		if t.Telling() {
			g.telling = 1
			g.names = x.commonness(t.Word)
		}
		s.groups = append(s.groups, g)
		x.findApart(t, b, s)
	}
	for i := range n.Compounds {
		c := &n.Compounds[i]
		s.join(c.First, c.First+c.Words, len(s.parts))
		x.addPart(c.Word, c.Weight(), s)
	}
	n.Joined(func(text string, weight int) {
		from := len(s.near)
		x.words.written(text, func(id uint32) { s.near = append(s.near, nearWord{word: id, alike: whole}) })
		if len(s.near) > from {
			s.parts = append(s.parts, part{weight: weight, near: s.near[from:len(s.near):len(s.near)], sought: true, makes: len(s.near) - from})
			x.noteGains(&s.parts[len(s.parts)-1], b, s)
		}
	})
	slices.SortFunc(s.written, func(a, b writtenApart) int { return cmp.Compare(a.name, b.name) })
}

func (x *Index) addPart(w *names.Word, weight int, s *scratch) {
	if len(s.parts) < cap(s.parts) { // the buffers of a seeker are used again
		s.parts = s.parts[:len(s.parts)+1]
	} else {
		s.parts = append(s.parts, part{})
	}
	p := &s.parts[len(s.parts)-1]
	p.word, p.weight, p.near, p.sought, p.makes = w, weight, nil, false, 0
	p.seeker.Seek(w)
}

// join makes one group of those that hold the tokens from first to until, and adds a part to it.
func (s *scratch) join(first, until, part int) {
	var one group
	kept := s.groups[:0]
	for _, g := range s.groups {
		if g.until <= first || g.first >= until {
			kept = append(kept, g)
			continue
		}
		if one.parts == nil {
			one = g
			continue
		}
		one.first, one.until = min(one.first, g.first), max(one.until, g.until)
		one.parts = append(one.parts, g.parts...)
		one.telling += g.telling
		one.most += g.most
		one.gross += g.gross
		one.names += g.names
	}
	one.parts = append(one.parts, part)
	s.groups = append(kept, one)
}

// commonness is about how many listed names have words that are alike to one, without seeking them.
func (x *Index) commonness(w *names.Word) int {
	if near, ok := x.words.recalled(w); ok {
		n := 0
		for _, word := range near {
			n += len(x.words.entries.row(word.word))
		}
		return n
	}
	n := unsought
	x.words.written(w.Text, func(id uint32) { n += 2 * len(x.words.entries.row(id)) })
	return n
}

// unsought is what seeking a word costs, in names to be looked at.
const unsought = 2000

// gained is a copy of what is near, for its gains to be written in.
func (s *scratch) gained(near []nearWord) []nearWord {
	from := len(s.near)
	s.near = append(s.near, near...)
	return s.near[from:len(s.near):len(s.near)]
}

// findApart finds the listed names that have one word of the query as several.
func (x *Index) findApart(t names.Token, b bound, s *scratch) {
	find := func(text string) {
		for _, name := range x.joined.find(names.TextKey(text)) {
			x.name(name, &s.listed)
			s.listed.Joined(func(joined string, weight int) {
				if joined == text {
					s.written = append(s.written, writtenApart{name, b.gain(t.Weight(), weight, whole), t.Weight(), weight})
				}
			})
		}
	}
	find(t.Text)
	for _, latin := range t.Latin {
		find(latin)
	}
}

// noteGains writes down what each listed word of a part can gain.
func (x *Index) noteGains(p *part, b bound, s *scratch) {
	x.gainAll(p, b, s)
	slices.SortFunc(p.near, func(a, b nearWord) int { return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.word, b.word)) })
}

func (x *Index) gainAll(p *part, b bound, s *scratch) {
	for k := range p.near {
		near := &p.near[k]
		v := int(x.words.weights[near.word])
		g := b.gain(p.weight, v, near.alike)
		near.gain = max(0, g-b.cost(v))
		s.gainOf(near.word).better(g, p.weight)
		class := &s.classes[wordClass(near.word)]
		*class = max(*class, g)
	}
}

// raise reckons the gains again for a higher bound. What brings forth candidates stays: it is more than enough.
func (x *Index) raise(b bound, s *scratch) {
	s.forgetGains()
	for i := range s.parts {
		x.gainAll(&s.parts[i], b, s)
	}
}

func (s *scratch) gainOf(word uint32) *gain {
	if s.at[word] == 0 {
		s.gains = append(s.gains, gain{})
		s.used = append(s.used, word)
		s.at[word] = uint32(len(s.gains))
	}
	return &s.gains[s.at[word]-1]
}

func (g *gain) better(gain int64, weight int) {
	g.gain, g.weight = max(g.gain, gain), max(g.weight, weight)
}
