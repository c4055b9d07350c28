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
	seeker  names.Seeker
	parts   []part
	groups  []group
	near    []nearWord
	seen    []uint8  // by word; zeros
	looked  []uint32 // the words that are not zero there
	at      []uint32 // by word: position in gains, from 1; zeros
	gains   []gain
	used    []uint32 // the words with a place in gains
	mark    []uint32 // by name: the round in which it was met
	round   uint32
	written []writtenApart
	noted   [][]uint64 // by group: a bit for each name that has one of its words
}

func newScratch(x *Index) *scratch {
	return &scratch{seen: make([]uint8, x.words.len()), at: make([]uint32, x.words.len()), mark: make([]uint32, x.Names())}
}

// part is a word of the query, or several as one, and what the listed words gain that are alike to it.
type part struct {
	word   *names.Word // nil for words just written together
	seeker names.Seeker
	weight int
	near   []nearWord // the greatest net gain first, once they were sought
	sought bool
	makes  int // how many of near bring forth candidates
}

// group is words of the query that a listed name may have as one: a word alone, or a compound and what it is made of.
type group struct {
	first, until int // tokens
	parts        []int
	telling      int   // words that can be the ground of an agreement
	most         int64 // that it can gain, net
	names        int   // about how many listed names have one of its words

	walked bool  // its names are noted
	best   int64 // that it can gain, net, as far as it is known
	alone  bool  // no other telling word need agree
}

// gain is the most that a listed word can add to the left side of the bound.
type gain struct {
	gain   int64
	weight int  // of the heaviest part that it is alike to
	whole  bool // it was held against every part
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
	defer s.clear()
	x.part(n, b, s)
	x.choose(n, b, s)
	weight := n.LeastWeight()
	for _, a := range s.written {
		x.offer(a.name, weight, b, s, yield)
	}
	walked := x.walk(n, b, s)
	for g := range s.groups {
		for _, k := range s.groups[g].parts {
			p := &s.parts[k]
			for _, near := range p.near[:p.makes] {
				for _, name := range x.words.entries.row(near.word) {
					if !walked || s.mayReach(name, g, near.gain, weight, b) {
						x.offer(name, weight, b, s, yield)
					}
				}
			}
		}
	}
	for i := range s.parts {
		if p := &s.parts[i]; p.word == nil {
			for _, near := range p.near {
				for _, name := range x.words.entries.row(near.word) {
					x.offer(name, weight, b, s, yield)
				}
			}
		}
	}
	if walked {
		x.unwalk(s)
	}
}

// Walking the names of the other groups and noting them bit by bit costs little beside looking at a name closely; it pays when
// there are many to look at, and not when a word is so common that its names are far more.
const (
	manyOffers = 100 // names that must be looked at
	walkWorth  = 15  // names walked for each that would be looked at
)

// walk notes which names have a word of which telling group, when that spares looking at many.
func (x *Index) walk(n *names.Name, b bound, s *scratch) bool {
	offers := 0
	for i := range s.parts {
		for _, near := range s.parts[i].near[:s.parts[i].makes] {
			offers += len(x.words.entries.row(near.word))
		}
	}
	if offers < manyOffers {
		return false
	}
	room := walkWorth * offers
	for g := range s.groups {
		group := &s.groups[g]
		group.walked, group.best = false, group.most
		if group.telling == 0 {
			continue
		}
		group.alone = x.aloneEnough(group, n, b, s)
		if group.names > room && !s.parts[group.parts[0]].sought {
			continue
		}
		for _, k := range group.parts {
			x.seekPart(&s.parts[k], b, s)
		}
		names := 0
		for _, k := range group.parts {
			for _, near := range s.parts[k].near {
				names += len(x.words.entries.row(near.word))
			}
		}
		if names > room {
			continue
		}
		group.walked, group.best = true, 0
		bits := s.bits(g, x.Names())
		for _, k := range group.parts {
			p := &s.parts[k]
			if len(p.near) > 0 {
				group.best += p.near[0].gain
			}
			for _, near := range p.near {
				for _, name := range x.words.entries.row(near.word) {
					bits[name>>6] |= 1 << (name & 63)
				}
			}
		}
	}
	return true
}

// unwalk takes the notes back.
func (x *Index) unwalk(s *scratch) {
	for g := range s.groups {
		if !s.groups[g].walked {
			continue
		}
		bits := s.noted[g]
		for _, k := range s.groups[g].parts {
			for _, near := range s.parts[k].near {
				for _, name := range x.words.entries.row(near.word) {
					bits[name>>6] = 0
				}
			}
		}
	}
}

// bits are one for each name, all zero.
func (s *scratch) bits(group, names int) []uint64 {
	for len(s.noted) <= group {
		s.noted = append(s.noted, make([]uint64, names/64+1))
	}
	return s.noted[group]
}

// mayReach says whether a name that has a word of a group may reach the threshold, by what was noted of the other groups.
func (s *scratch) mayReach(name uint32, has int, gained int64, weight int, b bound) bool {
	sum, others := gained, false
	for g := range s.groups {
		group := &s.groups[g]
		switch {
		case g == has:
			sum += max(0, group.best-gained)
		case !group.walked:
			sum += group.most
			others = others || group.telling > 0
		case s.noted[g][name>>6]>>(name&63)&1 == 1:
			sum += group.best
			others = true
		}
	}
	return sum >= b.cost(weight) && (others || s.groups[has].alone || s.groups[has].telling > 1)
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
	s.used, s.gains, s.near, s.parts, s.groups, s.written = s.used[:0], s.gains[:0], s.near[:0], s.parts[:0], s.groups[:0], s.written[:0]
}

// part takes the name apart: its words, its compounds, and its words written together where a listed name has them so.
func (x *Index) part(n *names.Name, b bound, s *scratch) {
	for i, t := range n.Tokens {
		g := group{first: i, until: i + 1, parts: []int{len(s.parts)}}
		x.addPart(t.Word, t.Weight(), s)
		g.most = b.most(t.Weight(), t.Kind)
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
	for k := range p.near {
		near := &p.near[k]
		v := int(x.words.weights[near.word])
		g := b.gain(p.weight, v, near.alike)
		near.gain = max(0, g-b.cost(v))
		s.gainOf(near.word).better(g, p.weight)
	}
	slices.SortFunc(p.near, func(a, b nearWord) int { return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(a.word, b.word)) })
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

// choose says which listed words must bring forth candidates: a name that has none of them cannot reach the threshold, for
// what the others gain stays below what the query's own weight costs, or because one telling word alone is too little. The
// rarest groups are taken, and only their words are sought; the others are held against the words of the candidates.
func (x *Index) choose(n *names.Name, b bound, s *scratch) {
	weight := n.LeastWeight()
	least, sum, telling := b.cost(weight), int64(0), 0
	for i := range s.groups {
		sum += s.groups[i].most
		telling += s.groups[i].telling
	}
	slices.SortStableFunc(s.groups, func(a, b group) int { return cmp.Compare(a.names, b.names) })
	for i := range s.groups {
		g := &s.groups[i]
		if g.telling == 0 {
			continue
		}
		if sum < least || telling == 1 && !x.aloneEnough(g, n, b, s) || telling == 0 {
			return
		}
		sum -= g.most
		for _, k := range g.parts {
			p := &s.parts[k]
			x.seekPart(p, b, s)
			if len(p.near) > 0 {
				sum += p.near[0].gain
			}
		}
		for _, k := range g.parts {
			p := &s.parts[k]
			for p.makes < len(p.near) && sum >= least {
				sum -= p.near[p.makes].gain
				if p.makes++; p.makes < len(p.near) {
					sum += p.near[p.makes].gain
				}
			}
		}
		telling -= g.telling
	}
}

// seekPart finds the listed words that are alike to a part.
func (x *Index) seekPart(p *part, b bound, s *scratch) {
	if !p.sought {
		p.sought, p.near = true, s.gained(x.words.near(p.word, s))
		x.noteGains(p, b, s)
	}
}

// aloneEnough says whether a name that agrees in no telling word but those of one group of one can reach the threshold: all
// other telling words of the query are missing there.
func (x *Index) aloneEnough(g *group, n *names.Name, b bound, s *scratch) bool {
	paired, rest := 0, 0
	for i, t := range n.Tokens {
		switch {
		case i >= g.first && i < g.until:
			paired += t.Weight() + whole
		case t.Telling():
			rest += t.Weight()
		default:
			paired += t.Weight() + whole
		}
	}
	return int64(paired)*whole*whole >= b.t*int64(paired*whole+names.LoneCost*rest)
}

// offer yields a listed name, once, when it may reach the threshold.
func (x *Index) offer(name uint32, weight int, b bound, s *scratch, yield func(uint32)) {
	if s.mark[name] == s.round {
		return
	}
	s.mark[name] = s.round
	listed := int(x.about.weight[name])
	sum, rest, restListed := int64(0), weight, listed
	add := func(word uint32) {
		if g := x.gained(word, b, s); g.weight > 0 {
			sum += g.gain
			rest -= g.weight
			restListed -= int(x.words.weights[word])
		}
	}
	for _, word := range x.names.row(name) {
		add(word)
	}
	for c := x.compounds.row(name); len(c) > 0; c = c[2:] {
		add(c[1])
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

// gained is the most that a listed word gains: what is known from seeking, and from holding it against what was not sought.
func (x *Index) gained(word uint32, b bound, s *scratch) *gain {
	g := s.gainOf(word)
	if g.whole {
		return g
	}
	g.whole = true
	v := int(x.words.weights[word])
	for i := range s.parts {
		p := &s.parts[i]
		if p.sought {
			continue
		}
		if alike := x.words.agree(&p.seeker, word, true); alike > 0 {
			g.better(b.gain(p.weight, v, alike), p.weight)
		}
	}
	return g
}
