package names

// Keys and Sought are numbers by which alike words can be looked up: whenever Alike(a, b) is not 0, one of a.Sought() is one of
// b.Keys(), unless a is an initial, which is alike to too much. Words that share a key need not be alike. yield is called
// for each key, at least once.

// Keys are the numbers under which a word is entered.
func (w *Word) Keys(yield func(uint64)) {
	if w.script == original {
		w.originKeys(yield)
		return
	}
	w.kindred(yield)
	w.written(yield)
	w.heardKeys(yield, saltLatin, saltAbjad)
	for _, person := range w.persons {
		yield(hash(saltPerson+boolean(w.script == latin), []rune{rune(person)}))
	}
}

// Sought are the numbers under which the words stand that may be alike to a word. close says that those under a key may be alike
// by more than their letters; such keys come first.
func (w *Word) Sought(yield func(key uint64, close bool)) {
	closely := func(key uint64) { yield(key, true) }
	if w.script == original {
		w.originKeys(closely)
		return
	}
	w.kindred(closely)
	w.heardKeys(closely, saltAbjad, saltLatin)
	for _, person := range w.persons {
		closely(hash(saltPerson, []rune{rune(person)}))
		closely(hash(saltPerson+1, []rune{rune(person)}))
	}
	for _, s := range w.spellings() { // initials that may stand for it
		if len(s.letters) > 0 {
			closely(TextKey(string(s.letters[:1])))
		}
	}
	w.written(func(key uint64) { yield(key, false) })
}

// originKeys are the keys of what a word may be in its own tongue.
func (w *Word) originKeys(yield func(uint64)) {
	for _, may := range w.origins {
		yield(textKey(saltOrigin, may))
	}
}

// kindred are the keys of words that are one in another form.
func (w *Word) kindred(yield func(uint64)) {
	for _, group := range w.groups {
		yield(hash(saltGroup, []rune{rune(group.number)}))
	}
	if w.Kind == Particle {
		yield(hash(saltParticle, []rune{rune(particles[w.Text])}))
	}
}

// written are the keys of the letters of a word.
func (w *Word) written(yield func(uint64)) {
	yield(TextKey(w.Text))
	for _, latin := range w.Latin {
		yield(TextKey(latin))
	}
	if w.Kind == Particle || w.Kind == Number || w.Kind == Initial {
		return
	}
	for i := range w.spelled {
		if s := &w.spelled[i]; len(s.letters) <= longest {
			for _, plain := range s.plain {
				deletions(plain, s.slips(plain), func(form []rune) { yield(hash(saltPlain, form)) })
			}
			yield(hash(saltSound, s.sound))
		}
	}
}

// heardKeys are the keys by which a word and one without vowels find one another.
func (w *Word) heardKeys(yield func(uint64), ofLatin, ofAbjad uint64) {
	salt := ofLatin
	if w.script == abjad {
		salt = ofAbjad
	}
	if w.script != abjad && !w.alphabetic() || w.Kind == Particle || w.Kind == Number || w.Kind == Initial || len(w.spelled[0].letters) > longest {
		return
	}
	for _, skeleton := range w.skeletons() {
		yield(textKey(salt, skeleton))
	}
}

// TextKey is the key that every word with exactly this text, or with this text as a Latin spelling, has.
func TextKey(text string) uint64 {
	return textKey(saltText, text)
}

func textKey(salt uint64, text string) uint64 {
	h := salt << 32 // apart from any letter
	for _, r := range text {
		h = mix(h, r)
	}
	return finish(h)
}

// What a key is of.
const (
	saltText = iota + 1
	saltGroup
	saltPlain
	saltSound
	saltParticle
	saltLatin  // skeletons of Latin words
	saltAbjad  // skeletons of words without vowels
	saltPerson // names of persons in other scripts; one more: in Latin letters
	_
	saltOrigin // what a name is in its own tongue
)

func boolean(yes bool) uint64 {
	if yes {
		return 1
	}
	return 0
}

func hash(salt uint64, letters []rune) uint64 {
	h := salt << 32 // apart from any letter
	for _, r := range letters {
		h = mix(h, r)
	}
	return finish(h)
}

func mix(h uint64, r rune) uint64 { return (h ^ uint64(r)) * 0x9E3779B97F4A7C15 }

// finish spreads the bits (the finaliser of splitmix64), so that any of them may choose a bucket.
func finish(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xBF58476D1CE4E5B9
	h ^= h >> 27
	h *= 0x94D049BB133111EB
	return h ^ h>>31
}
