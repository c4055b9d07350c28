package names

// Glance is what a first look at a word sees, 32 bytes of it: most words it sees whole.
type Glance struct {
	signature uint64 // which letters occur
	known     uint16 // of a known name: a bit for each of its skeletons
	length    int8   // letters; 0: the word must be looked at closely
	flags     uint8
	letters   [glanceLetters]byte
}

const glanceLetters = 20

// What flags say.
const (
	isGrouped  = 1 << iota // it may be another word in another form
	isFixed                // see Word
	isReadBack             // it agrees with such words only
)

// Glance makes it of a plain word of one spelling; any other must be looked at closely.
func (w *Word) Glance() Glance {
	if w.script == original {
		return Glance{flags: isReadBack}
	}
	if len(w.spelled) != 1 || w.Kind > Trade || !plainASCII(w.Text) || len(w.Text) > glanceLetters {
		return Glance{}
	}
	g := Glance{signature: w.spelled[0].signature, length: int8(len(w.Text))}
	if len(w.groups) > 0 {
		g.flags |= isGrouped
	}
	if w.fixed {
		g.flags |= isFixed
	}
	if len(w.persons) > 0 && len(w.Text) >= leastKnown {
		for _, skeleton := range w.skeletons() {
			g.known |= 1 << (textKey(saltLatin, skeleton) % 16)
		}
	}
	copy(g.letters[:], w.Text)
	return g
}

// Seeker is a word made ready to be held against very many others, of most of which it need only be known that they are not
// alike. It may not be copied.
type Seeker struct {
	word      *Word
	glance    Glance
	initial   rune // of an initial
	spellings []soughtSpelling
	text      []rune // what is held against it
	other     spelling
	plain     [2][]rune
}

// soughtSpelling is one Latin spelling of what is sought.
type soughtSpelling struct {
	*spelling
	pattern pattern
}

// Seek makes the seeker ready for a word.
func (s *Seeker) Seek(w *Word) {
	s.word, s.glance, s.initial, s.spellings = w, w.Glance(), 0, s.spellings[:0]
	if w.Kind == Initial && len(w.spelled) == 1 {
		s.initial = w.spelled[0].letters[0]
	}
	if w.Kind > Trade || w.script == original || w.script == latin && s.glance.length == 0 {
		return
	}
	of := w.spellings()
	for i := range of {
		if n := len(s.spellings); n < cap(s.spellings) {
			s.spellings = s.spellings[:n+1]
		} else {
			s.spellings = append(s.spellings, soughtSpelling{})
		}
		one := &s.spellings[i]
		one.spelling = &of[i]
		one.pattern.set(of[i].letters)
	}
}

// Agree is Alike with a word, by a first look at it and, if need be, its letters. It does not know when the word that is sought
// or the other must be looked at closely.
func (s *Seeker) Agree(g *Glance) (agree int, knows bool) {
	switch {
	case g.flags&isReadBack != s.glance.flags&isReadBack:
		return 0, true
	case s.initial != 0 && g.length > 0:
		if rune(g.letters[0]) == s.initial {
			return initialAgreement, true
		}
		return 0, true
	case s.glance.length == 0 || s.glance.flags&g.flags&isGrouped != 0 || s.glance.known&g.known != 0:
		return 0, false
	}
	return s.Letters(g)
}

// Letters is Agree for a word that shares nothing with the one that is sought but its letters: no group, no person's name in
// two scripts, no reading of what is written without vowels.
func (s *Seeker) Letters(g *Glance) (agree int, knows bool) {
	if len(s.spellings) == 0 || g.length == 0 {
		return 0, g.flags&isReadBack != s.glance.flags&isReadBack
	}
	text := g.letters[:g.length]
	for i := range s.spellings {
		one := &s.spellings[i]
		a, b := len(one.letters), int(g.length)
		limit := reach(one.letters[0], max(a, b))
		if a-b > limit || b-a > limit || leastDifference(one.signature, g.signature) > mostDifference[max(a, b)] {
			continue
		}
		edits := one.pattern.editsASCII(text)
		switch {
		case edits == 0:
			return whole, true
		case edits > limit || !s.near(one, text):
			continue
		case (s.glance.flags|g.flags)&isFixed != 0:
			return 0, false
		}
		s.text = s.text[:0]
		for _, c := range text {
			s.text = append(s.text, rune(c))
		}
		agree = max(agree, weighEdits(one.letters, s.text))
	}
	return agree, true
}

// AgreeWith is Alike with a word that must be looked at closely; get gives it.
func (s *Seeker) AgreeWith(kind Kind, text []byte, get func() *Word) int {
	switch w := s.word; {
	case string(text) == w.Text:
		return whole
	case w.Kind == Particle && kind != Particle, w.Kind == Number, kind == Number, kind == Particle && w.Kind != Particle:
		return 0
	}
	return Alike(s.word, get())
}

// near says whether a text is near enough to be the same word.
func (s *Seeker) near(one *soughtSpelling, text []byte) bool {
	s.plain[0], s.plain[1] = appendPlain(s.plain[0][:0], s.plain[1][:0], text)
	s.other.sound = appendSound(s.other.sound[:0], s.plain[0])
	s.other.plain = s.plain[:]
	if len(s.plain[0]) == len(s.plain[1]) {
		s.other.plain = s.plain[:1]
	}
	return near(one.spelling, &s.other)
}
