package names

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
	letters []rune
	ascii   [128]uint64
	others  map[rune]uint64
}

func (p *pattern) set(letters []rune) {
	p.letters = letters
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

// edits is the distance by Hyyrö's bit-parallel form of Myers' algorithm (2003).
func (p *pattern) edits(b []rune) int {
	if len(p.letters) == 0 {
		return len(b)
	}
	positive, negative, diagonal, before := ^uint64(0), uint64(0), uint64(0), uint64(0)
	distance := len(p.letters)
	last := uint64(1) << (len(p.letters) - 1)
	for _, r := range b {
		var match uint64
		if r < 128 {
			match = p.ascii[r]
		} else {
			match = p.others[r]
		}
		swap := (^diagonal & match) << 1 & before
		diagonal = ((match & positive) + positive) ^ positive | match | negative | swap
		up, down := negative|^(diagonal|positive), diagonal&positive
		if up&last != 0 {
			distance++
		} else if down&last != 0 {
			distance--
		}
		up, down = up<<1|1, down<<1
		positive, negative, before = down|^(diagonal|up), diagonal&up, match
	}
	return distance
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

const longest = 40 // letters of a word that are weighed; what is longer is no word of a name

// difference weighs the edits between two words in hundredths: what ears and clerks confuse costs less than one whole edit.
// It is symmetric.
func difference(a, b []rune) int {
	var table [3][longest + 1]int
	above2, above, row := &table[0], &table[1], &table[2]
	for j := 1; j <= len(b); j++ {
		above[j] = above[j-1] + extra(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = above[0] + extra(a, i-1)
		for j := 1; j <= len(b); j++ {
			change := 0
			if a[i-1] != b[j-1] {
				change = confusion(a[i-1], b[j-1])
			}
			row[j] = min(above[j]+extra(a, i-1), row[j-1]+extra(b, j-1), above[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] && a[i-1] != a[i-2] {
				row[j] = min(row[j], above2[j-2]+swapped)
			}
		}
		above2, above, row = above, row, above2
	}
	return above[len(b)]
}

const (
	wholeEdit = 100
	swapped   = 70
)

// extra is the cost of a letter that one word has and the other has not.
func extra(word []rune, i int) int {
	switch {
	case i > 0 && word[i-1] == word[i]: // doubled
		return 40
	case word[i] == 'h' && i > 0:
		return 50
	}
	return wholeEdit
}

// confusion is the cost of one letter for another.
func confusion(a, b rune) int {
	if a < 'a' || a > 'z' || b < 'a' || b > 'z' {
		return wholeEdit
	}
	switch common := sounds[a-'a'] & sounds[b-'a']; {
	case common&vowel != 0:
		return 50
	case common != 0:
		return 75
	}
	return wholeEdit
}

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
