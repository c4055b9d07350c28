package screen

import "slices"

// posting is a listed name under one of its words, with what lets most names be passed over without being looked at: what it
// weighs, and the classes of its other words.
type posting struct {
	name   uint32
	weight uint16 // the least that its words weigh
	others [5]uint16
}

// Words fall into classes, each a few words of a list of millions and one word of most lists. No class is 0; a name of more words
// than a posting has room for has words of the class many.
const many = 1<<16 - 1

func wordClass(word uint32) uint16 { return uint16(1 + word%(many-1)) }

// postings sorts the names by their words; pairs are word << 32 | name.
func (x *Index) postings(pairs []uint64) rows[posting] {
	return rowsByWord(pairs, x.words.len(), func(word, name uint32) posting { return posting{name, x.about.weight[name], x.otherWords(name, word)} })
}

// rowsByWord makes a row for each word of the names that are paired with it, in their order.
func rowsByWord[T any](pairs []uint64, words int, of func(word, name uint32) T) rows[T] {
	r := rows[T]{heads: make([]uint32, words+1), cells: make([]T, len(pairs))}
	for _, p := range pairs {
		r.heads[p>>32+1]++
	}
	for i := 1; i < len(r.heads); i++ {
		r.heads[i] += r.heads[i-1]
	}
	next := slices.Clone(r.heads)
	for _, p := range pairs {
		word, name := uint32(p>>32), uint32(p)
		r.cells[next[word]] = of(word, name)
		next[word]++
	}
	return r
}

// otherWords are the classes of the words and compounds of a name but for one of them.
func (x *Index) otherWords(name, but uint32) (classes [5]uint16) {
	n, found := 0, false
	add := func(word uint32) {
		switch {
		case word == but && !found:
			found = true
		case n == len(classes):
			classes[n-1] = many
		default:
			classes[n] = wordClass(word)
			n++
		}
	}
	for _, word := range x.names.row(name) {
		add(word)
	}
	for c := x.compounds.row(name); len(c) > 0; c = c[2:] {
		add(c[1])
	}
	return classes
}

// seekWorth is how many names are looked at in the time that seeking a word takes.
const seekWorth = 150

// seekMore seeks what was not sought of the query when that spares looking at many names.
func (x *Index) seekMore(b bound, s *scratch) {
	offers := 0
	for i := range s.parts {
		for _, near := range s.parts[i].near[:s.parts[i].makes] {
			offers += len(x.words.entries.row(near.word))
		}
	}
	for g := range s.groups {
		if group := &s.groups[g]; group.telling > 0 && offers > seekWorth*len(group.parts) {
			for _, k := range group.parts {
				x.seekPart(&s.parts[k], b, s)
			}
		}
	}
}

// mayReach says whether a name may reach the threshold by the classes of its words; least is what they and its own weight have
// to gain, alone whether none of them need agree.
func (s *scratch) mayReach(p *posting, least int64, alone bool, b bound) bool {
	sum := int64(0)
	for _, class := range p.others {
		sum += s.classes[class]
	}
	return sum >= least+b.cost(int(p.weight)) && (alone || sum > 0)
}
