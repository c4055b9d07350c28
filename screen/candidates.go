package screen

import (
	"cmp"
	"math"
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
	classes []int64 // by class of words: the most that one of it gains; zeros, but for many
	marks   []marks // of a scan, by word; zeros
	text    []byte  // of a scan: words of a run together
	run     []*names.Word
}

func newScratch(x *Index) *scratch {
	s := &scratch{seen: make([]uint8, x.words.len()), at: make([]uint32, x.words.len()), mark: make([]uint32, x.Names()), classes: make([]int64, many+1)}
	s.classes[many] = math.MaxInt32
	s.scorer.Remember(1 << 9)
	return s
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

// telling says whether it can be the ground of an agreement.
func (p *part) telling() bool { return names.Token{Word: p.word}.Telling() }

// group is words of the query that a listed name may have as one: a word alone, or a compound and what it is made of.
type group struct {
	first, until int // tokens
	parts        []int
	telling      int   // words that can be the ground of an agreement
	most, gross  int64 // that it can gain, net of what the listed words cost, and in all
	names        int   // about how many listed names have one of its words
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

// candidates calls yield for the listed names that may score at least the floor with a name, each once; yield may raise it.
func (x *Index) candidates(n *names.Name, f *floor, s *scratch, yield func(name uint32)) {
	b := f.bound
	x.nextRound(s)
	defer s.clear()
	x.part(n, b, s)
	x.choose(n, b, s)
	weight := n.LeastWeight()
	for _, a := range s.written {
		x.offer(a.name, weight, b, s, yield)
	}
	x.seekMore(b, s)
	for g := range s.groups {
		for _, k := range s.groups[g].parts {
			p := &s.parts[k]
			for i := range p.makes {
				for row := range slices.Chunk(x.words.entries.row(p.near[i].word), rowAtOnce) {
					if f.bound.t > b.t {
						b = f.bound
						x.raise(b, s)
					}
					x.offerRow(row, n, g, p.near[i], b, s, yield)
				}
			}
		}
	}
	for i := range s.parts {
		if p := &s.parts[i]; p.word == nil {
			for _, near := range p.near {
				for _, posting := range x.words.entries.row(near.word) {
					x.offer(posting.name, weight, f.bound, s, yield)
				}
			}
		}
	}
}

// rowAtOnce is how many names are looked at before what they must reach is looked at again.
const rowAtOnce = 500

// offerRow offers those of the names which have a word that is near to one of a group.
func (x *Index) offerRow(row []posting, n *names.Name, g int, near nearWord, b bound, s *scratch, yield func(uint32)) {
	weight := n.LeastWeight()
	unsought, tells, most := int64(0), false, int64(0)
	for h := range s.groups {
		group := &s.groups[h]
		if !s.parts[group.parts[0]].sought {
			unsought += group.gross
			tells = tells || group.telling > 0
		}
		if h == g && len(group.parts) == 1 {
			most += near.gain
		} else {
			most += s.mostOf(group)
		}
	}
	if most < b.cost(weight) {
		return
	}
	least := b.cost(weight) - unsought - s.gainOf(near.word).gain
	alone := tells || s.groups[g].telling > 1 || x.aloneEnough(&s.groups[g], n, b, s)
	for i := range row {
		if s.mayReach(&row[i], least, alone, b) {
			x.offer(row[i].name, weight, b, s, yield)
		}
	}
}

// mostOf is the most that a group gains, net.
func (s *scratch) mostOf(g *group) (most int64) {
	if !s.parts[g.parts[0]].sought {
		return g.most
	}
	for _, k := range g.parts {
		best := int64(0)
		for i := range s.parts[k].near {
			best = max(best, s.parts[k].near[i].gain)
		}
		most += best
	}
	return most
}

func (x *Index) nextRound(s *scratch) {
	if s.round++; s.round == 0 { // the marks of four thousand million rounds ago would be taken for this one's
		clear(s.mark)
		s.round = 1
	}
}

func (s *scratch) clear() {
	s.forgetGains()
	s.near, s.parts, s.groups, s.written = s.near[:0], s.parts[:0], s.groups[:0], s.written[:0]
}

func (s *scratch) forgetGains() {
	for _, word := range s.used {
		s.at[word], s.classes[wordClass(word)] = 0, 0
	}
	s.used, s.gains = s.used[:0], s.gains[:0]
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
			if !p.telling() {
				continue // what an article gains stays in the sum: names are not looked up by it
			}
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
		if alike := x.words.agree(&p.seeker, &x.words.glances[word], word, true); alike > 0 {
			g.better(b.gain(p.weight, v, alike), p.weight)
		}
	}
	return g
}
