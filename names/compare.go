package names

import (
	"math"
	"slices"
)

// Agreement is how far two names agree, and why.
type Agreement struct {
	Score   float64  // 0 to 1
	Reasons []string // in words, the most telling first; empty when the names are the same word for word
}

// Threshold is the score from which two names are held to be one: chosen on the tuning half of the labelled pairs.
const Threshold = 0.79

// What does not agree costs, in thousandths. Package screen derives from conflictCost and missingCost which names can reach a
// threshold at all (candidates.go): change both together; its exhaustive test fails otherwise.
const (
	conflictCost = 1400 // a word of each name that have nothing to do with one another, against a word that agrees
	missingCost  = 400  // a word that only one name has
	loneCost     = 1100 // the same when only one word agrees
	loneDoubt    = 400  // what is taken off besides for each part in which a lone short word differs
	shortWord    = 4    // letters
	formCost     = 60   // organisation forms of different kinds
)

// Compare says how far two names agree. weight says how much a word tells, 0 to 1 (the rarer the more); nil takes the
// weights that the names carry. Compare(a, b) and Compare(b, a) have the same score.
func Compare(a, b Name, weight func(token string) float64) Agreement {
	if weight != nil {
		a, b = a.Weighed(weight), b.Weighed(weight)
	}
	al, turned := aligned(&a, &b)
	if turned {
		al = al.turn()
	}
	return Agreement{al.score(&a, &b), al.reasons(&a, &b)}
}

// Score is the score of Compare without its reasons, by the weights that the names carry.
func Score(a, b *Name) float64 {
	al, turned := aligned(a, b)
	if turned {
		return al.score(b, a)
	}
	return al.score(a, b)
}

// aligned aligns the names in an order of their own, so that of two equally good alignments the same is taken whichever name
// comes first. turned: b came first.
func aligned(a, b *Name) (al alignment, turned bool) {
	if a.order > b.order {
		return align(b, a), true
	}
	return align(a, b), false
}

// Weighed is the name with each word weighing what weight says, but no more than by its kind: particles, titles, initials
// and numbers stay as they are.
func (n Name) Weighed(weight func(token string) float64) Name {
	n.Tokens = slices.Clone(n.Tokens)
	for i := range n.Tokens {
		if t := &n.Tokens[i]; t.Kind == Word || t.Kind == Trade {
			t.weight = min(t.own(), int(math.Round(weight(t.Text)*whole)))
		}
	}
	return n
}

// Weight is the sum of the weights of the words.
func (n *Name) Weight() float64 {
	sum := 0
	for i := range n.Tokens {
		sum += n.Tokens[i].weight
	}
	return float64(sum) / whole
}

func (al alignment) turn() alignment {
	t := alignment{a: al.b, b: al.a}
	for j := range al.b {
		for _, p := range al.pairs {
			if p.b == j {
				t.pairs = append(t.pairs, pair{p.b, p.a, p.alike})
			}
		}
	}
	return t
}

// score weighs what agrees against all that could.
func (al alignment) score(a, b *Name) float64 {
	agreed, paired, words, surest := 0, 0, 0, 0
	short := false
	restA, restB := 0, 0
	for i := range al.a {
		restA += al.a[i].weight
	}
	for j := range al.b {
		restB += al.b[j].weight
	}
	for _, p := range al.pairs {
		w := al.a[p.a].weight + al.b[p.b].weight
		agreed += w * p.alike
		paired += w
		restA -= al.a[p.a].weight
		restB -= al.b[p.b].weight
		x, y := al.a[p.a], al.b[p.b]
		if x.words > 1 || y.words > 1 || telling(&a.Tokens[x.first]) && telling(&b.Tokens[y.first]) {
			words++
			surest = max(surest, p.alike)
			short = a.Tokens[x.first].short() || b.Tokens[y.first].short()
		}
	}
	if words == 0 {
		return 0
	}
	conflict := min(restA, restB)
	missing := max(restA, restB) - conflict
	cost := missingCost
	if words == 1 {
		cost = loneCost
	}
	score := float64(agreed) / float64(paired*whole+2*conflict*conflictCost+missing*cost)
	if words == 1 && short { // one short word that is not quite the same is little to go by
		score -= float64(whole-surest) * loneDoubt / (whole * whole)
	}
	if formsDiffer(a.formKinds, b.formKinds) {
		score -= float64(score*formCost) / whole
	}
	return max(0, score)
}

func (t *Token) short() bool { return len(t.spelled[0].letters) <= shortWord }

// telling says whether a token can be the ground of an agreement.
func telling(t *Token) bool { return t.Kind == Word || t.Kind == Trade || t.Kind == Number }

// formsDiffer says whether both names have forms of known kind and none in common. "Company" is no kind.
func formsDiffer(a, b []string) bool {
	known := false
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return false
			}
			known = known || x != "" && y != "" && x != "CO" && y != "CO"
		}
	}
	return known
}
