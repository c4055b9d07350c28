package screen

import "spoor/names"

// The search must not miss a name that scores at least T, and must not compare them all. With w and v the weights of two
// paired words, s how much they are alike, W and V the weights of both names, the score of package names is at most
//
//	Σ (w+v)·s / (Σ (w+v) + 2·C·min(rest, rest') + M·(max(rest, rest') − min(rest, rest')))
//
// over the pairs, where the rests are what remains unpaired, C what a conflict costs and M what a missing word does. It
// reaches T only if
//
//	Σ (w+v)·(s − (1−M)·T)  ≥  M·T·(W+V) + 2·(C−M)·T·min(rest, rest')
//
// The left side is a sum over the words of the query. For each the listed words that are alike are found, and for a listed
// name that has some of them the greatest possible parts are added up: never less than any alignment can reach.
//
// bound holds T in thousandths, a little lower than it is, so that rounding never loses a name. Gains are in millionths.
type bound struct{ t int64 }

func boundOf(threshold float64) bound { return bound{int64(threshold*1000) - 1} }

const (
	missing  = names.MissingCost
	conflict = names.ConflictCost
	whole    = 1000
)

// gain is what a pair of words of these weights adds to the left side; a pair that costs more than it gives adds nothing,
// and still leaves less unpaired.
func (b bound) gain(w, v, alike int) int64 {
	return max(0, int64(w+v)*(int64(alike)*whole-(whole-missing)*b.t)/whole)
}

// cost is what a word of a name of this weight puts on the right side.
func (b bound) cost(w int) int64 { return missing * b.t * int64(w) / whole }

// rest is what unpaired words of both names put on the right side.
func (b bound) rest(w, v int) int64 {
	return 2 * (conflict - missing) * b.t * int64(max(0, min(w, v))) / whole
}

// most is what a word of this weight and kind gains at most, less what the listed word costs.
func (b bound) most(w int, kind names.Kind) int64 {
	if kind == names.Initial {
		return max(b.gain(w, whole, initialAlike)-b.cost(whole), b.gain(w, w, whole)-b.cost(w))
	}
	return max(b.gain(w, whole, whole)-b.cost(whole), b.gain(w, w, whole)-b.cost(w))
}

// gross is what a word of this weight and kind gains at most.
func (b bound) gross(w int, kind names.Kind) int64 {
	if kind == names.Initial {
		return max(b.gain(w, whole, initialAlike), b.gain(w, w, whole))
	}
	return b.gain(w, whole, whole)
}

// initialAlike is the most that an initial is alike to a word.
const initialAlike = 800
