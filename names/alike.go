package names

import "slices"

// All agreements and weights are counted in thousandths.
const whole = 1000

const (
	groupAgreement   = 950     // one word in another form: bank, banque
	initialAgreement = 800     // J for John
	farthest         = 340     // share of a word's letters that may differ
	slope            = 1000    // how much of the differing share is taken off
	shortest         = 80      // hundredths of an edit by which words of three letters may differ: jan, jon; not kim, lim
	slip             = swapped // hundredths of an edit that a fixed word may differ: bakn, benk; not back
	leastAgreement   = 500     // words that agree less are two words
	steep            = 200     // what is taken off besides for each whole edit after the first
)

// Alike says how much two words are one word, in thousandths: 1000 the same, 0 another word.
func Alike(a, b *Word) int {
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
	case a.Kind == Initial || b.Kind == Initial:
		return initialOf(a, b)
	}
	best := 0
	if shareGroup(a.groups, b.groups) {
		best = groupAgreement
	}
	if a.fixed || b.fixed {
		x, y := &a.spelled[0], &b.spelled[0]
		if s := lettersAlike(x, y); s > best && len(a.Latin)+len(b.Latin) == 0 && difference(x.letters, y.letters) <= slip {
			return s
		}
		return best
	}
	if (a.Latin == nil) == (b.Latin == nil) {
		return max(best, lettersAlike(&a.spelled[0], &b.spelled[0]))
	}
	for _, x := range a.spellings() {
		for _, y := range b.spellings() {
			best = max(best, lettersAlike(&x, &y))
		}
	}
	return best
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

func shareGroup(a, b []uint16) bool {
	for _, group := range a {
		if slices.Contains(b, group) {
			return true
		}
	}
	return false
}

func lettersAlike(x, y *spelling) int {
	a, b := x.letters, y.letters
	n := max(len(a), len(b))
	if len(a) == 0 || len(b) == 0 || n > longest {
		return 0
	}
	if slices.Equal(a, b) {
		return whole
	}
	limit := min(reach(a[0], n), reach(b[0], n))
	if limit == 0 || !x.within(limit, y.signature) || !soundsAlike(x.sound, y.sound) || edits(a, b, limit) > limit {
		return 0
	}
	return weighEdits(a, b)
}

// weighEdits is what remains of the agreement of two words, at most reach apart, for what differs.
func weighEdits(a, b []rune) int {
	n := max(len(a), len(b))
	cost := difference(a, b)
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

// reach is how many edits two words of at most n letters may be apart and still be alike.
func reach(first rune, n int) int {
	if ideographic(first) {
		return n / 5
	}
	switch {
	case n < 3:
		return 0
	case n < 5:
		return 1
	case n < 6:
		return 2
	}
	return 3
}
