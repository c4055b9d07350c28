package names

import (
	"cmp"
	"slices"
	"sync"
)

// Agreement is how far two names agree, and why.
type Agreement struct {
	Score   float64  // 0 to 1
	Reasons []string // in words, the most telling first; empty when the names are the same word for word
}

// Threshold is the score from which two names are held to be one: chosen on the tuning half of the labelled pairs.
const Threshold = 0.79

// What does not agree costs, in thousandths. Package screen derives from ConflictCost, MissingCost and LoneCost which names can reach a
// threshold at all (bound.go): its exhaustive test holds that.
const (
	ConflictCost = 1400 // a word of each name that have nothing to do with one another, against a word that agrees
	MissingCost  = 400  // a word that only one name has
	LoneCost     = 1100 // the same when only one word agrees
	loneDoubt    = 800  // what is taken off besides for each part in which a lone short word differs
	shortWord    = 4    // letters
	astrayCost   = 150  // one word agrees, and initials only in another order
	tradeDoubt   = 150  // only trade words agree
	formCost     = 60   // organisation forms of different kinds
	numberCost   = 200  // a number that only one name has: another fund, another ship
	clashCost    = 800  // a whole word of each name that do not even resemble one another
	fatherCost   = 250  // who is the son in one name is the father in the other
)

// Weights says how much a word tells by how rare it is, in thousandths.
type Weights func(*Word) int

// Compare says how far two names agree. weights nil takes the weights that the names carry. Compare(a, b) and Compare(b, a)
// have the same score.
func Compare(a, b Name, weights Weights) Agreement {
	if weights != nil {
		a, b = a.Weighed(weights), b.Weighed(weights)
	}
	var s Scorer
	if s.arrange(&a, &b) {
		score := s.refined(&b, &a)
		s.turn()
		return Agreement{score, s.reasons(&a, &b)}
	}
	return Agreement{s.refined(&a, &b), s.reasons(&a, &b)}
}

// Lowest is the least score that a search may ask for. Below it names have nothing to do with one another, word by word; there
// Compare puts them in the order in which their letters resemble one another, and Score does not.
const Lowest = 0.5

// refined is the score, below Lowest moved towards it by how much the letters of the whole names are alike.
func (s *Scorer) refined(a, b *Name) float64 {
	score := s.score(a, b)
	if score >= Lowest {
		return score
	}
	_, _, alike := s.rest(a, b)
	return score + (Lowest-score)*0.99*alike
}

// Score is the score of Compare without its reasons and, below Lowest, unrefined, by the weights that the names carry.
func Score(a, b *Name) float64 {
	s := scorers.Get().(*Scorer)
	defer scorers.Put(s)
	return s.Score(a, b)
}

// scorers are kept only for their memory.
var scorers = sync.Pool{New: func() any { return new(Scorer) }}

// Scorer scores one pair of names after another without asking for memory. The zero Scorer works; it serves one at a time.
type Scorer struct{ alignment }

// Remember has it remember how much so many pairs of words are alike, by where the words are kept: for many names of the same words.
func (s *Scorer) Remember(pairs int) { s.memo = make([]remembered, pairs) }

// Score is the score of Compare without its reasons, by the weights that the names carry.
func (s *Scorer) Score(a, b *Name) float64 {
	if s.arrange(a, b) {
		return s.score(b, a)
	}
	return s.score(a, b)
}

// Ground is what the agreement of two names rests on.
type Ground struct {
	Telling int // words, or runs of words that are one, that agree and are more than particles, titles and initials
	Plain   int // of these the words of three letters or more on both sides that are neither trade words nor numbers
	Missing int // what those words of the second name weigh that agree with none of the first, in thousandths of what all weigh
}

// Ground is what the score of the names rests on that Score was given last.
func (s *Scorer) Ground(a, b *Name) (g Ground) {
	listed := s.b
	turned := before(b, a)
	if turned {
		a, b, listed = b, a, s.a
	}
	all, paired := 0, 0
	for i := range listed {
		all += listed[i].weight
	}
	for _, p := range s.pairs {
		x, y := s.a[p.a], s.b[p.b]
		if turned {
			paired += x.weight
		} else {
			paired += y.weight
		}
		g.Telling += min(a.count(x, Token.Telling), b.count(y, Token.Telling))
		g.Plain += min(a.count(x, Token.solid), b.count(y, Token.solid))
	}
	g.Missing = (all - paired) * whole / max(1, all)
	return g
}

// count counts the words of a unit of which something is so; a run that is one word counts as one at least.
func (n *Name) count(u unit, is func(Token) bool) (count int) {
	for _, t := range n.Tokens[u.first : u.first+u.words] {
		if is(t) {
			count++
		}
	}
	if u.words > 1 {
		return max(1, count)
	}
	return count
}

// solid says whether a word is plain and long enough to say something in the midst of other words.
func (w *Word) solid() bool {
	letters := w.spelled[0].letters
	return w.Kind == Plain && (len(letters) > 2 || len(letters) > 0 && ideographic(letters[0]))
}

// arrange aligns the names in an order of their own, so that of two equally good alignments the same is taken whichever name
// comes first. turned: b came first.
func (s *Scorer) arrange(a, b *Name) (turned bool) {
	if before(b, a) {
		s.align(b, a)
		return true
	}
	s.align(a, b)
	return false
}

func before(a, b *Name) bool {
	for i := range min(len(a.Tokens), len(b.Tokens)) {
		if c := cmp.Compare(a.Tokens[i].Text, b.Tokens[i].Text); c != 0 {
			return c < 0
		}
	}
	return len(a.Tokens) < len(b.Tokens)
}

// Weighed is the name with each word weighing what weights says, but no more than by its kind: particles, titles, initials
// and numbers stay as they are.
func (n Name) Weighed(weights Weights) Name {
	n.Tokens = slices.Clone(n.Tokens)
	for i := range n.Tokens {
		t := &n.Tokens[i]
		t.weight = t.Weighed(weights(t.Word))
	}
	n.Compounds = slices.Clone(n.Compounds)
	for i := range n.Compounds {
		t := &n.Compounds[i].Token
		t.weight = t.Weighed(weights(t.Word))
	}
	return n
}

// Weight is how much a word tells in its name, in thousandths: by its kind and length, until Weighed says otherwise.
func (t Token) Weight() int { return t.weight }

// Weight is the sum of the weights of the words.
func (n *Name) Weight() int {
	sum := 0
	for i := range n.Tokens {
		sum += n.Tokens[i].weight
	}
	return sum
}

// LeastWeight is the least that the words can weigh when compounds are taken as one word.
func (n *Name) LeastWeight() int {
	sum := n.Weight()
	for i := range n.Compounds {
		c := &n.Compounds[i]
		parts := 0
		for _, t := range n.Tokens[c.First : c.First+c.Words] {
			parts += t.weight
		}
		sum -= max(0, parts-c.weight)
	}
	return max(0, sum)
}

func (al *alignment) turn() {
	al.a, al.b = al.b, al.a
	turned := make([]pair, 0, len(al.pairs))
	for j := range al.a {
		for _, p := range al.pairs {
			if p.b == j {
				turned = append(turned, pair{p.b, p.a, p.alike})
			}
		}
	}
	al.pairs = turned
}

// score weighs what agrees against all that could.
func (al *alignment) score(a, b *Name) float64 {
	agreed, paired, words, surest := 0, 0, 0, 0
	short, plain := false, false
	restA, restB := 0, 0
	shortA, shortB := false, false
	for i := range al.a {
		restA += al.a[i].weight
		shortA = shortA || a.Tokens[al.a[i].first].Kind == Forefather
	}
	for j := range al.b {
		restB += al.b[j].weight
		shortB = shortB || b.Tokens[al.b[j].first].Kind == Forefather
	}
	if shortA && shortB || shortA && b.plainWords(0, len(b.Tokens)) > longestShort || shortB && a.plainWords(0, len(a.Tokens)) > longestShort {
		return 0 // two long names are compared in full
	}
	for _, p := range al.pairs {
		w := al.a[p.a].weight + al.b[p.b].weight
		agreed += w * p.alike
		paired += w
		restA -= al.a[p.a].weight
		restB -= al.b[p.b].weight
		x, y := al.a[p.a], al.b[p.b]
		if x.words > 1 || y.words > 1 || a.Tokens[x.first].Telling() && b.Tokens[y.first].Telling() {
			words++
			plain = plain || x.words > 1 || y.words > 1 || a.Tokens[x.first].Kind != Trade || b.Tokens[y.first].Kind != Trade
			surest = max(surest, p.alike)
			short = a.Tokens[x.first].short() || b.Tokens[y.first].short()
		}
	}
	if words == 0 {
		return 0
	}
	conflict := min(restA, restB)
	missing := max(restA, restB) - conflict
	cost := MissingCost
	if words == 1 {
		cost = LoneCost
	}
	score := float64(agreed) / float64(paired*whole+2*conflict*ConflictCost+missing*cost)
	if words == 1 && short { // one short word that is not quite the same is little to go by
		score -= float64(whole-surest) * loneDoubt / (whole * whole)
	}
	if !plain { // nothing agrees but what many organisations are called
		score -= score * tradeDoubt / whole
	}
	if words == 1 && al.initialsAstray(a, b) {
		score -= score * astrayCost / whole
	}
	if formsDiffer(a.Forms, b.Forms) {
		score -= score * formCost / whole
	}
	if clash := al.clash(a, b); clash > 0 {
		score -= score * clashCost * clash / whole
	}
	if a.numbers() != b.numbers() {
		score -= score * numberCost / whole
	}
	if al.fathersSwapped(a, b) {
		score -= score * fatherCost / whole
	}
	return max(0, score)
}

func (w *Word) short() bool { return len(w.spelled[0].letters) <= shortWord }

// Telling says whether a word can be the ground of an agreement: particles, titles and initials alone are none.
func (w *Word) Telling() bool { return w.Kind == Plain || w.Kind == Trade || w.Kind == Number }

// clash is how far whole words of both names that found no partner do not even resemble one another: 0 not at all or no such
// words, 1 a whole word of each. Numbers are conflict enough.
func (al *alignment) clash(a, b *Name) float64 {
	restA, restB, alike := al.rest(a, b)
	if restA == 0 || restB == 0 {
		return 0
	}
	return float64(min(restA, restB, whole)) / whole * (1 - alike)
}

// rest weighs the words without a partner on each side, and says how far those of the first resemble some of the second.
func (al *alignment) rest(a, b *Name) (restA, restB int, alike float64) {
	for j, v := range al.b {
		if b.Tokens[v.first].plain() && !slices.ContainsFunc(al.pairs, func(p pair) bool { return p.b == j }) {
			restB += v.weight
		}
	}
	for i, u := range al.a {
		if !a.Tokens[u.first].plain() || slices.ContainsFunc(al.pairs, func(p pair) bool { return p.a == i }) {
			continue
		}
		restA += u.weight
		best := 0.0
		for j, v := range al.b {
			if b.Tokens[v.first].plain() && !slices.ContainsFunc(al.pairs, func(p pair) bool { return p.b == j }) {
				best = max(best, resemble(&a.Tokens[u.first].spelled[0], &b.Tokens[v.first].spelled[0]))
			}
		}
		alike += best * float64(u.weight)
	}
	return restA, restB, alike / float64(max(1, restA))
}

func (w *Word) plain() bool { return w.Kind == Plain || w.Kind == Trade }

func resemble(x, y *spelling) float64 {
	n := max(len(x.letters), len(y.letters))
	if n == 0 || n > longest {
		return 0
	}
	return 1 - float64(edits(x.letters, y.letters, n))/float64(n)
}

// numbers counts them: a name that lacks one is of another fund or ship; one with another number has a conflict of words.
func (n *Name) numbers() (count int) {
	for i := range n.Tokens {
		if n.Tokens[i].Kind == Number {
			count++
		}
	}
	return count
}

// son is the particle that stands between a name and the father's.
const son = 2

// fathersSwapped says whether both names say whose son somebody is, and what one gives as his own name the other gives as his
// father's and the other way round: Ahmad bin Hasan is not Hasan bin Ahmad.
func (al *alignment) fathersSwapped(a, b *Name) bool {
	fatherA, fatherB := a.father(), b.father()
	if fatherA < 0 || fatherB < 0 {
		return false
	}
	up, down := false, false
	for _, p := range al.pairs {
		x, y := al.a[p.a].first, al.b[p.b].first
		if !a.Tokens[x].Telling() || !b.Tokens[y].Telling() {
			continue
		}
		up = up || x < fatherA && y > fatherB
		down = down || x > fatherA && y < fatherB
	}
	return up && down || (up || down) && !al.givenPaired(fatherA, fatherB)
}

// givenPaired says whether what stands before the father's name agrees in some word.
func (al *alignment) givenPaired(fatherA, fatherB int) bool {
	return slices.ContainsFunc(al.pairs, func(p pair) bool { return al.a[p.a].first < fatherA && al.b[p.b].first < fatherB })
}

// initialsAstray says whether initials stand for words in another order than the names have them: A. P. Green is hardly Green
// Pine Associated.
func (al *alignment) initialsAstray(a, b *Name) bool {
	initial, crossed, last := false, false, -1
	for _, p := range al.pairs {
		initial = initial || a.Tokens[al.a[p.a].first].Kind == Initial || b.Tokens[al.b[p.b].first].Kind == Initial
		crossed = crossed || p.b < last
		last = p.b
	}
	return initial && crossed
}

// Son says whether a word stands between a name and the father's: bin.
func (w *Word) Son() bool { return particles[w.Text] == son }

// father is the position of the first "son of" that stands between two words; -1 when there is none.
func (n *Name) father() int {
	for i := 1; i < len(n.Tokens)-1; i++ {
		if particles[n.Tokens[i].Text] == son {
			return i
		}
	}
	return -1
}

// formsDiffer says whether both names have forms of known kind and none in common. "Company" is no kind.
func formsDiffer(a, b []string) bool {
	kinds := known().kinds
	differ := false
	for _, x := range a {
		for _, y := range b {
			x, y := kinds[x], kinds[y]
			if x == y {
				return false
			}
			differ = differ || x != "" && y != "" && x != "CO" && y != "CO"
		}
	}
	return differ
}
