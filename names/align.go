package names

import "strings"

// unit is a word of a name, or neighbouring words that the other name writes together.
type unit struct {
	first, words int // position and number of its tokens
	weight       int
	joins        int // position in the other name of the token that it is together; -1
}

// pair is two units that stand for one word.
type pair struct{ a, b, alike int }

// alignment is the best pairing of the words of two names, and what remains.
type alignment struct {
	a, b  []unit
	pairs []pair // in the order of a
}

// align pairs the words so that the sum of agreement times weight is the greatest possible.
func align(a, b *Name) alignment {
	var al alignment
	al.a = units(a, b)
	al.b = units(b, a)
	rows, columns := al.a, al.b
	gain := make([]int, len(rows)*len(columns))
	agree := make([]int, len(gain))
	for i := range rows {
		for j := range columns {
			k := i*len(columns) + j
			agree[k] = unitsAlike(a, b, &rows[i], &columns[j])
			gain[k] = agree[k] * (rows[i].weight + columns[j].weight)
		}
	}
	for i, j := range assign(gain, len(rows), len(columns)) {
		if j >= 0 && gain[i*len(columns)+j] > 0 {
			al.pairs = append(al.pairs, pair{i, j, agree[i*len(columns)+j]})
		}
	}
	return al
}

// units are the words of n; neighbours that o writes as one word are one unit.
func units(n, o *Name) []unit {
	us := make([]unit, 0, len(n.Tokens))
	for i := 0; i < len(n.Tokens); {
		u := unit{i, 1, n.Tokens[i].weight, -1}
		if words, at := written(n.Tokens[i:], o.Tokens); words > 1 {
			u.words, u.joins = words, at
			for k := 1; k < words; k++ {
				u.weight += n.Tokens[i+k].weight
			}
		}
		us = append(us, u)
		i += u.words
	}
	return us
}

// most is how many words may be written as one.
const most = 4

// written finds how many words at the beginning of tokens, written together, are one word among others.
func written(tokens, others []Token) (words, at int) {
	for j := range others {
		rest, found := strings.CutPrefix(others[j].Text, tokens[0].Text)
		if !found || rest == "" || len(others[j].Text) < 3 {
			continue
		}
		for k := 1; k < min(most, len(tokens)); k++ {
			if rest, found = strings.CutPrefix(rest, tokens[k].Text); !found {
				break
			}
			if rest == "" {
				return k + 1, j
			}
		}
	}
	return 1, -1
}

// Joined calls yield for every run of two to four words of the name, written together, and what they weigh: what may stand in
// another name as one word.
func (n *Name) Joined(yield func(text string, weight float64)) {
	for i := range n.Tokens {
		text, weight := n.Tokens[i].Text, n.Tokens[i].weight
		for k := i + 1; k < min(i+most, len(n.Tokens)); k++ {
			text, weight = text+n.Tokens[k].Text, weight+n.Tokens[k].weight
			if len(text) > 2 {
				yield(text, float64(weight)/whole)
			}
		}
	}
}

func unitsAlike(a, b *Name, x, y *unit) int {
	switch {
	case x.joins >= 0 && y.joins >= 0:
		return 0
	case x.joins >= 0:
		return boolean(x.joins == y.first)
	case y.joins >= 0:
		return boolean(y.joins == x.first)
	}
	return alike(&a.Tokens[x.first], &b.Tokens[y.first])
}

func boolean(same bool) int {
	if same {
		return whole
	}
	return 0
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
