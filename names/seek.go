package names

import "math/bits"

// Glance is what a first look at a word sees: which letters occur in it.
type Glance struct {
	signature uint64
	length    int8 // letters; 0: the word must be looked at closely
}

// Glance makes it of a word of one spelling; any other must be looked at closely.
func (w *Word) Glance() Glance {
	if len(w.spelled) != 1 || len(w.groups) > 0 || w.Kind == Initial || !plainASCII(w.Text) || len(w.Text) > longest {
		return Glance{}
	}
	return Glance{w.spelled[0].signature, int8(len(w.Text))}
}

// Seeker is a word made ready to be held against very many others, of most of which it need only be known that they are not
// alike. It may not be copied.
type Seeker struct {
	glance       Glance
	sought       *spelling
	pattern      pattern
	single, full []rune // what is held against it
	sound        []rune
	plain        [2][]rune
}

// Seek makes the seeker ready for a word.
func (s *Seeker) Seek(w *Word) {
	if s.glance = w.Glance(); s.glance.length > 0 {
		s.sought = &w.spelled[0]
		s.pattern.set(s.sought.letters)
	}
}

// Unlike says whether a word cannot be alike to the one that is sought, by a first look at it and, if need be, its letters.
// It may miss some, and never errs.
func (s *Seeker) Unlike(g Glance, text []byte) bool {
	if s.glance.length == 0 || g.length == 0 {
		return false
	}
	a, b := int(s.glance.length), int(g.length)
	limit := reach('a', max(a, b))
	if a-b > limit || b-a > limit || bits.OnesCount64(s.glance.signature&^g.signature) > limit ||
		bits.OnesCount64(g.signature&^s.glance.signature) > limit {
		return true
	}
	edits := s.pattern.editsASCII(text)
	return edits > limit || edits > 0 && !s.near(text)
}

// near says whether a text is near enough to be the same word.
func (s *Seeker) near(text []byte) bool {
	s.single, s.full = appendPlain(s.single[:0], s.full[:0], text)
	s.sound = appendSound(s.sound[:0], s.single)
	s.plain = [2][]rune{s.single, s.full}
	other := spelling{plain: s.plain[:], sound: s.sound}
	if len(s.single) == len(s.full) {
		other.plain = s.plain[:1]
	}
	return near(s.sought, &other)
}
