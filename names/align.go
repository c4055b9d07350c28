package names

import "strings"

// unit is a word of a name, or neighbouring words that the other name writes together.
type unit struct {
	first, words int // position and number of its tokens
	weight       int
	word         *Word // what is compared; nil for words that are just written together
	joins        int   // position in the other name of the token that it is together; -1
	agree        int   // how much it is that token
}

// pair is two units that stand for one word.
type pair struct{ a, b, alike int }

// alignment is the best pairing of the words of two names, and what remains. It is used again for one pair of names after
// another.
type alignment struct {
	a, b  []unit
	pairs []pair // in the order of a
	gain  []int
	agree []int
	taken []bool
	memo  []remembered // empty: nothing is remembered
}

// remembered is how much two words are alike: of the names that a search compares one after another, many have the same words.
type remembered struct {
	a, b       *Word
	leastKnown int
	alike      int
}

func (al *alignment) alike(a, b *Word) int        { return al.remember(a, b, leastKnown) }
func (al *alignment) writtenAlike(a, b *Word) int { return al.remember(a, b, longest+1) }

// remember is alike by memory.
func (al *alignment) remember(a, b *Word, leastKnown int) int {
	if len(al.memo) == 0 {
		return alike(a, b, leastKnown)
	}
	one := &al.memo[finish(a.spelled[0].signature^b.spelled[0].signature<<1)%uint64(len(al.memo))]
	if one.a != a || one.b != b || one.leastKnown != leastKnown {
		*one = remembered{a, b, leastKnown, alike(a, b, leastKnown)}
	}
	return one.alike
}

// align pairs the words so that the sum of agreement times weight is the greatest possible.
func (al *alignment) align(a, b *Name) {
	al.a = al.appendUnits(al.a[:0], a, b)
	al.b = al.appendUnits(al.b[:0], b, a)
	rows, columns := len(al.a), len(al.b)
	al.gain, al.agree = al.gain[:0], al.agree[:0]
	for i := range al.a {
		for j := range al.b {
			agree := al.unitsAlike(&al.a[i], &al.b[j])
			al.agree = append(al.agree, agree)
			al.gain = append(al.gain, agree*(al.a[i].weight+al.b[j].weight))
		}
	}
	al.pairs = al.pairs[:0]
	if al.plain(rows, columns) {
		return
	}
	al.pairs = al.pairs[:0]
	for i, j := range assign(al.gain, rows, columns) {
		if j >= 0 && al.gain[i*columns+j] > 0 {
			al.pairs = append(al.pairs, pair{i, j, al.agree[i*columns+j]})
		}
	}
}

// plain pairs each word with the one that it agrees with best, and says whether no two want the same: then that is the best.
func (al *alignment) plain(rows, columns int) bool {
	al.taken = append(al.taken[:0], make([]bool, columns)...)
	for i := range rows {
		best := -1
		for j := range columns {
			if g := al.gain[i*columns+j]; g > 0 && (best < 0 || g > al.gain[i*columns+best]) {
				best = j
			}
		}
		if best < 0 {
			continue
		}
		if al.taken[best] {
			return false
		}
		al.taken[best] = true
		al.pairs = append(al.pairs, pair{i, best, al.agree[i*columns+best]})
	}
	return true
}

// appendUnits are the words of n; neighbours that o writes as one word are one unit.
func (al *alignment) appendUnits(us []unit, n, o *Name) []unit {
	for i := 0; i < len(n.Tokens); {
		u := unit{i, 1, n.Tokens[i].weight, n.Tokens[i].Word, -1, 0}
		one := al.compoundUnit(u, n, o)
		if words, at := written(n.Tokens[i:], o.Tokens); words > 1 && words >= one.words {
			u.words, u.word, u.joins, u.agree = words, nil, at, whole
			for k := 1; k < words; k++ {
				u.weight += n.Tokens[i+k].weight
			}
		} else {
			u = one
		}
		us = append(us, u)
		i += u.words
	}
	return us
}

// compoundUnit is the compound of n at the place of a unit that o writes as one, when there is one.
func (al *alignment) compoundUnit(u unit, n, o *Name) unit {
	best := 0
	for k := range n.Compounds {
		c := &n.Compounds[k]
		if c.First != u.first {
			continue
		}
		if joins, agree := c.asOne(o, al.writtenAlike); agree > best {
			best = agree
			u.words, u.weight, u.word, u.joins, u.agree = c.Words, c.weight, c.Word, joins, agree
		}
	}
	return u
}

// most is how many words may be written as one.
const most = 4

// written finds how many words at the beginning of tokens, written together, are one word among others, or a Latin spelling of
// one in another script.
func written(tokens, others []Token) (words, at int) {
	for j := range others {
		if words := together(tokens, others[j].Text); words > 1 {
			return words, j
		}
		for _, latin := range others[j].Latin {
			if words := together(tokens, latin); words > 1 {
				return words, j
			}
		}
	}
	return 1, -1
}

// together says how many words at the beginning of tokens are the text when they are written as one; 0 when none are.
func together(tokens []Token, text string) int {
	if len(text) < 3 {
		return 0
	}
	rest := text
	for k := range min(most, len(tokens)) {
		var found bool
		if rest, found = strings.CutPrefix(rest, tokens[k].Text); !found {
			return 0
		}
		if rest == "" {
			return k + 1
		}
	}
	return 0
}

// Joined calls yield for every run of two to four words of the name, written together, and what they weigh: what may stand in
// another name as one word.
func (n *Name) Joined(yield func(text string, weight int)) {
	for i := range n.Tokens {
		text, weight := n.Tokens[i].Text, n.Tokens[i].weight
		for k := i + 1; k < min(i+most, len(n.Tokens)); k++ {
			text, weight = text+n.Tokens[k].Text, weight+n.Tokens[k].weight
			if len(text) > 2 {
				yield(text, weight)
			}
		}
	}
}

func (al *alignment) unitsAlike(x, y *unit) int {
	switch {
	case x.joins >= 0 && y.joins >= 0:
		return 0
	case x.joins >= 0:
		if x.joins == y.first {
			return x.agree
		}
		return 0
	case y.joins >= 0:
		if y.joins == x.first {
			return y.agree
		}
		return 0
	}
	return al.alike(x.word, y.word)
}

// assign gives each row a column so that the sum of gains is the greatest (the Hungarian method, O(rows² × columns) on the
// smaller side); -1 for a row without one. Gains are not negative.
func assign(gain []int, rows, columns int) []int {
	if rows <= columns {
		return hungarian(func(i, j int) int { return gain[i*columns+j] }, rows, columns)
	}
	of := make([]int, rows)
	for i := range of {
		of[i] = -1
	}
	for j, i := range hungarian(func(j, i int) int { return gain[i*columns+j] }, columns, rows) {
		if i >= 0 {
			of[i] = j
		}
	}
	return of
}

func hungarian(gain func(i, j int) int, rows, columns int) []int {
	const infinite = 1 << 60
	potentialRow, potentialColumn := make([]int, rows+1), make([]int, columns+1)
	rowOf, way := make([]int, columns+1), make([]int, columns+1)
	least, used := make([]int, columns+1), make([]bool, columns+1)
	for i := 1; i <= rows; i++ {
		rowOf[0] = i
		for j := range least {
			least[j], used[j] = infinite, false
		}
		j0 := 0
		for rowOf[j0] != 0 {
			used[j0] = true
			i0, delta, j1 := rowOf[j0], infinite, 0
			for j := 1; j <= columns; j++ {
				if used[j] {
					continue
				}
				if slack := -gain(i0-1, j-1) - potentialRow[i0] - potentialColumn[j]; slack < least[j] {
					least[j], way[j] = slack, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					potentialRow[rowOf[j]] += delta
					potentialColumn[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			rowOf[j0] = rowOf[way[j0]]
			j0 = way[j0]
		}
	}
	of := make([]int, rows)
	for i := range of {
		of[i] = -1
	}
	for j := 1; j <= columns; j++ {
		if rowOf[j] > 0 {
			of[rowOf[j]-1] = j - 1
		}
	}
	return of
}
