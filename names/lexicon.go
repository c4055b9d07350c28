package names

// Lexicon holds many different words and finds all that are alike to a given one. It is filled once; then it may be read
// by many at a time.
type Lexicon struct {
	words    []Token
	ids      map[string]int32
	lengths  []bucket           // by the number of letters of a spelling
	grouped  map[uint16][]int32 // by group of words that are one
	particle map[uint16][]int32
	initials map[rune][]int32 // tokens that are one letter
	opening  map[rune][]int32 // words by the letter with which a spelling opens
}

// bucket holds the spellings of one length, their letters as a signature beside them.
type bucket struct {
	signatures []uint64
	ids        []int32
	letters    [][]rune
}

// Near is a word of a lexicon that is alike to another word.
type Near struct {
	ID    int     // as Add gave it
	Alike float64 // 0 to 1, never 0
}

// Add puts a word into the lexicon, or finds it there. IDs count from 0.
func (l *Lexicon) Add(t Token) int {
	if l.ids == nil {
		l.ids = map[string]int32{}
		l.grouped, l.particle = map[uint16][]int32{}, map[uint16][]int32{}
		l.initials, l.opening = map[rune][]int32{}, map[rune][]int32{}
	}
	key := t.key()
	if id, ok := l.ids[key]; ok {
		return int(id)
	}
	id := int32(len(l.words))
	l.ids[key] = id
	l.words = append(l.words, t)
	for _, group := range t.groups {
		l.grouped[group] = append(l.grouped[group], id)
	}
	if t.Kind == Particle {
		l.particle[particles[t.Text]] = append(l.particle[particles[t.Text]], id)
	}
	for i := range t.spelled {
		l.write(&t.spelled[i], id)
	}
	for _, s := range spellings(&t) {
		letters := s.letters
		if len(letters) == 0 || t.Kind == Particle || t.Kind == Number {
			continue
		}
		if t.Kind == Initial {
			l.initials[letters[0]] = append(l.initials[letters[0]], id)
		}
		l.opening[letters[0]] = append(l.opening[letters[0]], id)
	}
	return int(id)
}

func (l *Lexicon) write(s *spelling, id int32) {
	if len(s.letters) == 0 || len(s.letters) > longest {
		return
	}
	for len(l.lengths) <= len(s.letters) {
		l.lengths = append(l.lengths, bucket{})
	}
	b := &l.lengths[len(s.letters)]
	b.signatures = append(b.signatures, s.signature)
	b.ids = append(b.ids, id)
	b.letters = append(b.letters, s.letters)
}

// Len is the number of words.
func (l *Lexicon) Len() int { return len(l.words) }

// Word is the word with that id.
func (l *Lexicon) Word(id int) Token { return l.words[id] }

// Written lists the words with exactly this text, whatever they are in their names.
func (l *Lexicon) Written(text string) []int {
	var ids []int
	for kind := Word; kind <= Particle; kind++ {
		twin := Token{Text: text, Kind: kind}
		if id, ok := l.ids[twin.key()]; ok {
			ids = append(ids, int(id))
		}
	}
	return ids
}

// key tells words apart: a text may be a word in one name and a title in another.
func (t *Token) key() string { return string(rune('0'+t.Kind)) + t.Text }

// Near appends every word whose Alike with t is not 0, in no order, each once. seen is scratch: it must hold Len zeros, and
// holds zeros again afterwards.
func (l *Lexicon) Near(t Token, found []Near, seen []uint8) []Near {
	first := len(found)
	note := func(ids []int32) {
		for _, id := range ids {
			if seen[id] == 0 {
				seen[id] = 1
				found = append(found, Near{int(id), float64(alike(&t, &l.words[id])) / whole})
			}
		}
	}
	for _, id := range l.Written(t.Text) {
		note([]int32{int32(id)})
	}
	for _, group := range t.groups {
		note(l.grouped[group])
	}
	if t.Kind == Particle {
		note(l.particle[particles[t.Text]])
	}
	for _, s := range spellings(&t) {
		if len(s.letters) > 0 && t.Kind == Initial {
			note(l.opening[s.letters[0]])
		} else if len(s.letters) > 0 {
			note(l.initials[s.letters[0]])
		}
	}
	if t.Kind != Particle && t.Kind != Number && t.Kind != Initial {
		for i := range t.spelled {
			l.close(&t.spelled[i], note)
		}
	}
	return settle(found, first, seen)
}

// settle drops what turned out not to be alike and clears the scratch.
func settle(found []Near, first int, seen []uint8) []Near {
	kept := found[:first]
	for _, n := range found[first:] {
		seen[n.ID] = 0
		if n.Alike > 0 {
			kept = append(kept, n)
		}
	}
	return kept
}

// close notes the words with a spelling within reach: by length, then by the letters that they share, then by their distance.
func (l *Lexicon) close(s *spelling, note func([]int32)) {
	if len(s.letters) == 0 || len(s.letters) > longest {
		return
	}
	var p pattern
	p.set(s.letters)
	for n := 1; n < len(l.lengths); n++ {
		limit := reach(s.letters[0], max(n, len(s.letters)))
		if n-len(s.letters) > limit || len(s.letters)-n > limit {
			continue
		}
		b := &l.lengths[n]
		for i, other := range b.signatures {
			if s.within(limit, other) && p.edits(b.letters[i]) <= limit && weighEdits(s.letters, b.letters[i]) > 0 {
				note(b.ids[i : i+1])
			}
		}
	}
}
