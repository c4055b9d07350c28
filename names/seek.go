package names

import "math/bits"

// Glance is what a first look at a word sees: which letters and which sounds occur in it.
type Glance struct {
	letters uint64 // signature of the spelling
	sounds  uint64 // which sounds occur once, twice and three times
	length  int8   // letters; 0: the word must be looked at closely
	sound   int8   // length of the sound
}

// Glance makes it of a Latin word; any other must be looked at closely.
func (w *Word) Glance() Glance {
	if len(w.spelled) != 1 || len(w.groups) > 0 || w.Kind == Initial || len(w.Text) != len(w.spelled[0].letters) || len(w.Text) > longest {
		return Glance{}
	}
	s := &w.spelled[0]
	g := Glance{letters: s.signature, length: int8(len(s.letters)), sound: int8(len(s.sound))}
	for _, r := range s.sound {
		if r < 'a' || r > 'z' {
			return Glance{}
		}
		bit := uint64(1) << soundBit[r-'a']
		for n := 0; n < 2 && g.sounds&bit != 0; n++ {
			bit <<= 1
		}
		g.sounds |= bit
	}
	return g
}

// soundBit is the first of the three bits of a sound.
var soundBit = [26]uint8{'a' - 'a': 0, 'b' - 'a': 3, 'd' - 'a': 6, 'g' - 'a': 9, 'h' - 'a': 12, 'j' - 'a': 15, 'k' - 'a': 18, 'l' - 'a': 21, 'm' - 'a': 24,
	'n' - 'a': 27, 'p' - 'a': 30, 'r' - 'a': 33, 's' - 'a': 36, 't' - 'a': 39, 'v' - 'a': 42}

// Seeker is a word made ready to be held against very many others, of most of which it need only be known that they are not
// alike. It may not be copied.
type Seeker struct {
	glance  Glance
	pattern pattern
}

// Seek makes the seeker ready for a word.
func (s *Seeker) Seek(w *Word) {
	if s.glance = w.Glance(); s.glance.length > 0 {
		s.pattern.set(w.spelled[0].letters)
	}
}

// Unlike says whether a word cannot be alike to the one that is sought, by a first look at it and, if need be, its letters.
// It may miss some, and never errs.
func (s *Seeker) Unlike(g Glance, text []byte) bool {
	if s.glance.length == 0 || g.length == 0 {
		return false
	}
	if o := &s.glance; differ(o.sounds, g.sounds, int(o.sound), int(g.sound), slipsAt(int(min(o.sound, g.sound)))) {
		return true
	}
	limit := reach('a', int(max(s.glance.length, g.length)))
	return differ(s.glance.letters, g.letters, int(s.glance.length), int(g.length), limit) || s.pattern.editsASCII(text) > limit
}

// differ says whether two texts of which the signatures and lengths are given are more than so many edits apart for sure.
func differ(a, b uint64, lengthA, lengthB, limit int) bool {
	return lengthA-lengthB > limit || lengthB-lengthA > limit || bits.OnesCount64(a&^b) > limit || bits.OnesCount64(b&^a) > limit
}
