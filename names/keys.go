package names

// Keys are numbers by which alike words can be looked up: whenever Alike(a, b) is not 0 and neither is an initial, one of
// a.Keys() is one of b.Keys(). Words that share a key need not be alike.
//
// yield is called for each key, at least once; a key may come twice.
func (w *Word) Keys(yield func(uint64)) {
	yield(TextKey(w.Text))
	for _, group := range w.groups {
		yield(hash(saltGroup, []rune{rune(group)}))
	}
	for _, latin := range w.Latin {
		yield(TextKey(latin))
	}
	if w.Kind == Particle {
		yield(hash(saltParticle, []rune{rune(particles[w.Text])}))
	}
	if w.Kind == Particle || w.Kind == Number || w.Kind == Initial {
		return
	}
	for i := range w.spelled {
		s := &w.spelled[i]
		if len(s.letters) <= longest {
			deletions(s.sound, slipsOf(s.sound), func(form []rune) { yield(hash(saltSound, form)) })
		}
	}
}

// TextKey is the key that every word with exactly this text, or with this text as a Latin spelling, has.
func TextKey(text string) uint64 {
	h := uint64(saltText)
	for _, r := range text {
		h = mix(h, r)
	}
	return finish(h)
}

// InitialKeys are the keys of the initials that may stand for a word.
func (w *Word) InitialKeys(yield func(uint64)) {
	for _, s := range w.spellings() {
		if len(s.letters) > 0 {
			yield(TextKey(string(s.letters[:1])))
		}
	}
}

// What a key is of.
const (
	saltText = iota + 1
	saltGroup
	saltSound
	saltParticle
)

func hash(salt uint64, letters []rune) uint64 {
	h := salt
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
