package screen

import (
	"cmp"
	"slices"

	"spoor/names"
)

// scratch is what one search writes in.
type scratch struct {
	scorer  names.Scorer
	listed  names.Name
	parts   []part
	near    []nearWord
	seeker  names.Seeker
	seen    []uint8  // by word; zeros
	looked  []uint32 // the words that are not zero there
	close   []uint32
	at      []uint32 // by word: position in gains, from 1; zeros
	gains   []gain
	used    []uint32 // the words with a place in gains
	mark    []uint32 // by name: the round in which it was met
	round   uint32
	written []writtenApart
}

func newScratch(x *Index) *scratch {
	return &scratch{seen: make([]uint8, x.words.len()), at: make([]uint32, x.words.len()), mark: make([]uint32, x.Names())}
}

// part is a word of the query, or neighbouring words written together, with the listed words that are alike to it.
type part struct {
	weight   int
	near     []nearWord // the greatest net gain first
	makes    int        // how many of near bring forth candidates
	telling  bool
	together bool // several words of the query that stand as one in a listed name
	names    int  // how many listed names its words have
}

// gain is the most that a listed word can add to the left side of the bound.
type gain struct {
	gain   int64
	weight int // of the heaviest part that it is alike to
}

// writtenApart is a listed name that has one word of the query as several.
type writtenApart struct {
	name uint32
	gain int64
	w, v int
}

// candidates calls yield for the listed names that may score at least the threshold with a name, each once.
func (x *Index) candidates(n *names.Name, threshold float64, s *scratch, yield func(name uint32)) {
	b := boundOf(threshold)
	x.nextRound(s)
	x.findParts(n, b, s)
	defer s.clear()
	weight := n.LeastWeight()
	initials := x.choose(n, weight, b, s)
	for _, a := range s.written {
		x.offer(a.name, initials, weight, b, s, yield)
	}
	for i := range s.parts {
		p := &s.parts[i]
		for _, near := range p.near[:p.makes] {
			for _, name := range x.words.entries.row(near.word) {
				x.offer(name, initials, weight, b, s, yield)
			}
		}
	}
}

func (x *Index) nextRound(s *scratch) {
	if s.round++; s.round == 0 { // the marks of four thousand million rounds ago would be taken for this one's
		clear(s.mark)
		s.round = 1
	}
}

func (s *scratch) clear() {
	for _, word := range s.used {
		s.at[word] = 0
	}
	s.used, s.gains, s.near, s.parts, s.written = s.used[:0], s.gains[:0], s.near[:0], s.parts[:0], s.written[:0]
}

// findParts finds what is alike to each word of the name but initials, which are alike to too much.
func (x *Index) findParts(n *names.Name, b bound, s *scratch) {
	for _, t := range n.Tokens {
		if t.Kind == names.Initial {
			continue
		}
		s.parts = append(s.parts, part{weight: t.Weight(), near: s.gained(x.words.near(t.Word, s)), telling: t.Telling()})
		x.findApart(t, b, s)
	}
	for i := range n.Compounds {
		c := &n.Compounds[i]
		s.parts = append(s.parts, part{weight: c.Weight(), near: s.gained(x.words.near(c.Word, s)), telling: true})
	}
	n.Joined(func(text string, weight int) {
		from := len(s.near)
		x.words.written(text, func(id uint32) { s.near = append(s.near, nearWord{word: id, alike: whole}) })
		if len(s.near) > from {
			s.parts = append(s.parts, part{weight: weight, near: s.near[from:len(s.near):len(s.near)], telling: true, together: true})
		}
	})
	for i := range s.parts {
		x.note(&s.parts[i], b, s)
	}
	slices.SortFunc(s.written, func(a, b writtenApart) int { return cmp.Compare(a.name, b.name) })
}

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

// note writes down what each word of a part can gain.
func (x *Index) note(p *part, b bound, s *scratch) {
	for k := range p.near {
		near := &p.near[k]
		v := int(x.words.weights[near.word])
		g := b.gain(p.weight, v, near.alike)
		near.gain = max(0, g-b.cost(v))
		p.names += len(x.words.entries.row(near.word))
		if s.at[near.word] == 0 {
			s.gains = append(s.gains, gain{})
			s.used = append(s.used, near.word)
			s.at[near.word] = uint32(len(s.gains))
		}
		best := &s.gains[s.at[near.word]-1]
		best.gain, best.weight = max(best.gain, g), max(best.weight, p.weight)
	}
	slices.SortFunc(p.near, func(a, b nearWord) int { return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.word, b.word)) })
}

// choose says which words must bring forth candidates: a name that has none of them cannot reach the threshold, for what the
// others gain stays below what the query's own weight costs; or has no telling word that agrees, and scores nothing. The
// rarest are taken. It returns what initials can gain.
func (x *Index) choose(n *names.Name, weight int, b bound, s *scratch) (initials []names.Token) {
	least, sum := b.cost(weight), int64(0)
	for _, t := range n.Tokens {
		if t.Kind == names.Initial {
			initials = append(initials, t)
			sum += max(b.gain(t.Weight(), whole, initialAlike), b.gain(t.Weight(), t.Weight(), whole))
		}
	}
	order := make([]*part, 0, 16)
	for i := range s.parts {
		p := &s.parts[i]
		switch {
		case p.together:
			p.makes = len(p.near)
		case len(p.near) > 0:
			sum += p.near[0].gain
		}
		if p.telling && !p.together {
			order = append(order, p)
		}
	}
	slices.SortFunc(order, func(a, b *part) int { return cmp.Compare(a.names, b.names) })
	for _, p := range order {
		for p.makes < len(p.near) && sum >= least {
			sum -= p.near[p.makes].gain
			if p.makes++; p.makes < len(p.near) {
				sum += p.near[p.makes].gain
			}
		}
	}
	return initials
}

// initialAlike is the most that an initial is alike to a word.
const initialAlike = 800

// offer yields a listed name, once, when it may reach the threshold.
func (x *Index) offer(name uint32, initials []names.Token, weight int, b bound, s *scratch, yield func(uint32)) {
	if s.mark[name] == s.round {
		return
	}
	s.mark[name] = s.round
	listed := int(x.about.weight[name])
	sum := int64(0)
	rest, restListed := weight, listed
	for _, word := range x.names.row(name) {
		v := int(x.words.weights[word])
		at := s.at[word]
		if at == 0 && len(initials) == 0 {
			continue
		}
		var best gain
		if at > 0 {
			best = s.gains[at-1]
		}
		for _, t := range initials {
			if alike := names.Alike(t.Word, x.words.word(word)); alike > 0 {
				best.gain, best.weight = max(best.gain, b.gain(t.Weight(), v, alike)), max(best.weight, t.Weight())
				at = 1
			}
		}
		if at > 0 {
			sum += best.gain
			rest -= best.weight
			restListed -= v
		}
	}
	for c := x.compounds.row(name); len(c) > 0; c = c[2:] {
		if at := s.at[c[1]]; at > 0 {
			best := s.gains[at-1]
			sum += best.gain
			rest -= best.weight
			restListed -= int(x.words.weights[c[1]])
		}
	}
	first, _ := slices.BinarySearchFunc(s.written, name, func(a writtenApart, name uint32) int { return cmp.Compare(a.name, name) })
	for _, a := range s.written[first:] {
		if a.name != name {
			break
		}
		sum += a.gain
		rest -= a.w
		restListed -= a.v
	}
	if sum >= b.cost(weight)+b.cost(listed)+b.rest(rest, restListed) {
		yield(name)
	}
}
