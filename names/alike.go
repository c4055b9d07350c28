package names

import "slices"

// All agreements and weights are counted in thousandths.
const whole = 1000

const (
	groupAgreement   = 950  // one word in another form: bank, banque
	nickAgreement    = 880  // a given name and its short form
	knownAgreement   = 870  // a known name in another spelling with the same consonants: evgeniy, yevgeny
	leastKnown       = 5    // letters of both
	originAgreement  = 900  // two romanisations of one Korean or Chinese name
	initialAgreement = 800  // J for John
	shortAgreement   = 700  // two letters of which one is a consonant that sounds like the other
	farthest         = 340  // share of a word's letters that may differ
	slope            = 1000 // how much of the differing share is taken off
	shortest         = 80   // hundredths of an edit by which words of three letters may differ: jan, jon; not kim, lim
	leastAgreement   = 600  // words that agree less are two words
	steep            = 200  // what is taken off besides for each whole edit after the first
)

// Alike says how much two words are one word, in thousandths: 1000 the same, 0 another word.
func Alike(a, b *Word) int { return alike(a, b, leastKnown) }

// alike is Alike, known names in another Latin spelling being of so many letters at least: a compound is held against none, for
// al-Walid is no spelling of Walid, though both are known.
func alike(a, b *Word, leastKnown int) int {
	switch {
	case a.Text == b.Text:
		return whole
	case a.Kind == Particle && b.Kind == Particle:
		if particles[a.Text] == particles[b.Text] {
			return whole
		}
		return 0
	case a.Kind == Particle || b.Kind == Particle || a.Kind == Number || b.Kind == Number:
		return 0
	case a.script == original || b.script == original:
		return originsAlike(a, b)
	case a.Kind == Initial || b.Kind == Initial:
		return initialOf(a, b)
	}
	best := shareGroup(a.groups, b.groups)
	if a.fixed && b.fixed || (a.fixed || b.fixed) && anotherShortWord(a.spelled[0].letters, b.spelled[0].letters) {
		return best
	}
	if shareAny(a.persons, b.persons) {
		switch {
		case a.script != b.script:
			best = max(best, groupAgreement)
		case a.script == latin && min(len(a.Text), len(b.Text)) >= leastKnown && shareAny(a.skeletons(), b.skeletons()):
			best = max(best, knownAgreement)
		}
	}
	if s := lettersAlike(&a.spelled[0], &b.spelled[0]); a.script == b.script || s > 0 {
		return max(best, s)
	}
	switch {
	case a.script == abjad && b.alphabetic():
		return max(best, vocalisedAlike(a, b))
	case b.script == abjad && a.alphabetic():
		return max(best, vocalisedAlike(b, a))
	}
	x, y := a.spellings(), b.spellings()
	for i := range x {
		for k := range y {
			best = max(best, lettersAlike(&x[i], &y[k]))
		}
	}
	return best
}

// anotherShortWord says whether a short word that everybody knows has another letter in its place somewhere: comp is not corp,
// back is not bank. One letter more or less, or two swapped, is a slip of the pen: bakn, bnk.
func anotherShortWord(a, b []rune) bool {
	return len(a) == len(b) && len(a) < 5 && difference(a, b) > swapped
}

// vocalisedAlike says how well a word reads one that leaves its vowels out.
func vocalisedAlike(a, b *Word) int {
	if n := len(b.spelled[0].letters); n < 2 || n > longest || !shareAny(a.skeletons(), b.skeletons()) {
		return 0
	}
	return a.read(b)
}

// leastVocalised is the reading from which on a Latin word and one without vowels are one.
const leastVocalised = 600

func shareAny[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// initialOf compares an initial with a word or another initial.
func initialOf(a, b *Word) int {
	for _, x := range a.spellings() {
		for _, y := range b.spellings() {
			x, y := x.letters, y.letters
			if len(x) > 0 && len(y) > 0 && x[0] == y[0] && (len(x) == 1 || len(y) == 1) {
				if len(x) == len(y) {
					return whole
				}
				return initialAgreement
			}
		}
	}
	return 0
}

// shareGroup is what two words agree by being one in another form.
func shareGroup(a, b []group) int {
	best := 0
	for _, g := range a {
		switch {
		case !slices.Contains(b, g):
		case g.nick:
			best = max(best, nickAgreement)
		default:
			return groupAgreement
		}
	}
	return best
}

// lettersAlike holds two spellings against one another; Seeker.Agree does the same with what lies closer at hand.
func lettersAlike(x, y *spelling) int {
	a, b := x.letters, y.letters
	n := max(len(a), len(b))
	if len(a) == 0 || len(b) == 0 || n > longest {
		return 0
	}
	limit := min(reach(a[0], n), reach(b[0], n))
	if leastDifference(x.signature, y.signature) > mostDifference[n] || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return 0
	}
	if slices.Equal(a, b) {
		return whole
	}
	if limit == 0 || !near(x, y) || edits(a, b, limit) > limit {
		return 0
	}
	return weighEdits(a, b)
}

// weighEdits is what remains of the agreement of two words, at most reach apart, for what differs.
func weighEdits(a, b []rune) int { return remains(difference(a, b), max(len(a), len(b))) }

// remains is what is left of the agreement of two words of at most n letters for a difference in hundredths of an edit.
func remains(cost, n int) int {
	if n == 2 && cost > 50 && cost <= shortest { // xi, si
		return shortAgreement
	}
	if n < 4 && cost > shortest {
		return 0
	}
	share := cost * whole / (n * wholeEdit)
	if share > farthest {
		return 0
	}
	left := whole - share*slope/whole - max(0, cost-wholeEdit)*steep/wholeEdit
	if left < leastAgreement {
		return 0
	}
	return left
}

// mostDifference is the greatest difference of words of at most so many letters of which anything remains.
var mostDifference = func() (most [longest + 1]int) {
	for n := 1; n <= longest; n++ {
		for cost := range n * wholeEdit {
			if remains(cost, n) > 0 {
				most[n] = cost
			}
		}
	}
	return most
}()

// reach is how many edits two words of at most n letters may be apart and still be alike.
func reach(first rune, n int) int {
	if ideographic(first) {
		return n / 5
	}
	switch {
	case n < 2:
		return 0
	case n < 5:
		return 1
	case n < 6:
		return 2
	}
	return 3
}
