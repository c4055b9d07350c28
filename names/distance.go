package names

import "math/bits"

// edits is the optimal string alignment distance (insertion, deletion, substitution, swap of neighbours), or more than limit
// when it is more.
func edits(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	if len(a) > 64 {
		return editsTable(a, b)
	}
	var p pattern
	p.set(a)
	return p.edits(b)
}

// pattern is a word of up to 64 letters made ready to be compared with many: the places of each letter, as bits.
type pattern struct {
	length int
	ascii  [128]uint64
	others map[rune]uint64
}

func (p *pattern) set(letters []rune) {
	*p = pattern{length: len(letters)}
	for i, r := range letters {
		if r < 128 {
			p.ascii[r] |= 1 << i
			continue
		}
		if p.others == nil {
			p.others = make(map[rune]uint64, len(letters))
		}
		p.others[r] |= 1 << i
	}
}

func (p *pattern) places(r rune) uint64 {
	if r < 128 {
		return p.ascii[r]
	}
	return p.others[r]
}

// column is the state of Hyyrö's bit-parallel form of Myers' algorithm (2003) after some letters of the other word.
type column struct {
	positive, negative, diagonal, before uint64
	distance                             int
}

func (p *pattern) start() column { return column{positive: ^uint64(0), distance: p.length} }

// next takes a letter of which the places in the pattern are given; last is the bit of the pattern's last letter.
func (c *column) next(match, last uint64) {
	swap := (^c.diagonal & match) << 1 & c.before
	c.diagonal = ((match & c.positive) + c.positive) ^ c.positive | match | c.negative | swap
	up, down := c.negative|^(c.diagonal|c.positive), c.diagonal&c.positive
	if up&last != 0 {
		c.distance++
	} else if down&last != 0 {
		c.distance--
	}
	up, down = up<<1|1, down<<1
	c.positive, c.negative, c.before = down|^(c.diagonal|up), c.diagonal&up, match
}

// edits is the distance to another word.
func (p *pattern) edits(b []rune) int {
	if p.length == 0 {
		return len(b)
	}
	c, last := p.start(), uint64(1)<<(p.length-1)
	for _, r := range b {
		c.next(p.places(r), last)
	}
	return c.distance
}

// editsASCII is the distance to a word of bytes below 128.
func (p *pattern) editsASCII(b []byte) int {
	if p.length == 0 {
		return len(b)
	}
	c, last := p.start(), uint64(1)<<(p.length-1)
	for _, r := range b {
		c.next(p.ascii[r&127], last)
	}
	return c.distance
}

// editsTable is the same by dynamic programming.
func editsTable(a, b []rune) int {
	above2, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], above2[j-2]+1)
			}
		}
		above2, above, row = above, row, above2
	}
	return above[len(b)]
}

// difference weighs the edits between two words of at most longest letters in hundredths: what ears and clerks confuse costs less
// than one whole edit. It is symmetric.
func difference(a, b []rune) int {
	var table [3][longest + 1]int
	var extraB [longest]int
	above2, above, row := &table[0], &table[1], &table[2]
	for j := range b {
		extraB[j] = extra(b, j)
		above[j+1] = above[j] + extraB[j]
	}
	for i, letter := range a {
		extraA := extra(a, i)
		row[0] = above[0] + extraA
		for j, other := range b {
			change := 0
			if letter != other {
				change = confusion(letter, other)
			}
			least := min(above[j+1]+extraA, row[j]+extraB[j], above[j]+change)
			if i > 0 && j > 0 && letter == b[j-1] && a[i-1] == other && letter != other {
				least = min(least, above2[j-1]+swapped)
			}
			row[j+1] = least
		}
		above2, above, row = above, row, above2
	}
	return above[len(b)]
}

const (
	wholeEdit = 100
	heard     = 75 // a consonant for another that sounds like it
	swapped   = 70
	vowels    = 50 // a vowel for another, an h too many
	twice     = 40
)

// extra is the cost of a letter that one word has and the other has not.
func extra(word []rune, i int) int {
	switch {
	case i > 0 && word[i-1] == word[i]:
		return twice
	case word[i] == 'h' && i > 0:
		return vowels
	}
	return wholeEdit
}

// Letters in a signature: each the first time, and those of them that are no vowel and no h.
const (
	firstLetters = 1<<26 - 1
	consonants   = firstLetters &^ (1 | 1<<('e'-'a') | 1<<('h'-'a') | 1<<('i'-'a') | 1<<('o'-'a') | 1<<('u'-'a') | 1<<('y'-'a'))
)

// leastDifference is what the difference of two words of Latin letters costs at least, by their signatures: each edit takes one
// letter away and brings one at most; where none is a vowel or h, it costs no less than a confusion, and else no less than half.
// That a letter occurs again tells least: to double one is the cheapest edit.
func leastDifference(a, b uint64) int {
	gone, come := a&^b, b&^a
	edits := max(bits.OnesCount64(gone), bits.OnesCount64(come))
	if edits == 0 {
		return 0
	}
	first := max(bits.OnesCount64(gone&firstLetters), bits.OnesCount64(come&firstLetters))
	hard := max(bits.OnesCount64(gone&consonants), bits.OnesCount64(come&consonants))
	return twice*edits + (vowels-twice)*first + (heard-vowels)*hard
}

// confusion is the cost of one letter for another.
func confusion(a, b rune) int {
	if a -= 'a'; a < 0 || a > 25 {
		return wholeEdit
	}
	if b -= 'a'; b < 0 || b > 25 {
		return wholeEdit
	}
	return int(confusions[a][b])
}

// confusions are the costs of one letter from a to z for another.
var confusions = func() (cost [26][26]uint8) {
	for a := range sounds {
		for b := range sounds {
			switch common := sounds[a] & sounds[b]; {
			case common&vowel != 0:
				cost[a][b] = vowels
			case common != 0:
				cost[a][b] = heard
			default:
				cost[a][b] = wholeEdit
			}
		}
	}
	return cost
}()

// Letters that ears and clerks confuse share a sound.
const (
	vowel = 1 << iota
	ckqg
	szcx
	vwfub
	dt
	bp
	gji
	mn
)

var sounds = [26]uint8{
	0: vowel, 'b' - 'a': vwfub | bp, 'c' - 'a': ckqg | szcx, 'd' - 'a': dt, 'e' - 'a': vowel, 'f' - 'a': vwfub, 'g' - 'a': ckqg | gji,
	'i' - 'a': vowel | gji, 'j' - 'a': gji, 'k' - 'a': ckqg, 'm' - 'a': mn, 'n' - 'a': mn, 'o' - 'a': vowel, 'p' - 'a': bp, 'q' - 'a': ckqg,
	's' - 'a': szcx, 't' - 'a': dt, 'u' - 'a': vowel | vwfub, 'v' - 'a': vwfub, 'w' - 'a': vwfub, 'x' - 'a': szcx, 'y' - 'a': vowel | gji, 'z' - 'a': szcx,
}
