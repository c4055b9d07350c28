package names

import "slices"

// A plain writing of a word has left out what clerks confuse: h counts only at the beginning, and consonants that are written for
// one another are one. Its sound has one vowel for all besides. Two spellings are alike only if their plain writings are at
// most slipsOf edits apart, or their sounds are the same. That is what makes alike words findable: leaving up to so many
// letters out of each of two writings gives both a form in common (the symmetric deletion neighbourhood: Bocek, Hunt,
// Stiller, Fast Similarity Search in Large Dictionaries, 2007), so that an index needs only look-ups by equality.

// plainLetter maps a letter to the one that is written for it.
var plainLetter = [26]rune{
	0: 'a', 'b' - 'a': 'b', 'c' - 'a': 'k', 'd' - 'a': 'd', 'e' - 'a': 'e', 'f' - 'a': 'v', 'g' - 'a': 'g', 'h' - 'a': 'h', 'i' - 'a': 'i', 'j' - 'a': 'j',
	'k' - 'a': 'k', 'l' - 'a': 'l', 'm' - 'a': 'm', 'n' - 'a': 'n', 'o' - 'a': 'o', 'p' - 'a': 'p', 'q' - 'a': 'k', 'r' - 'a': 'r', 's' - 'a': 's', 't' - 'a': 't',
	'u' - 'a': 'u', 'v' - 'a': 'v', 'w' - 'a': 'v', 'x' - 'a': 's', 'y' - 'a': 'i', 'z' - 'a': 's',
}

// plainly gives a word's plain writing with doubles single, and with doubles as they are written when there are any: hassan and
// hasan are one, and hanan is one letter from hannan by either.
func plainly(letters []rune) [][]rune {
	single, full := appendPlain(nil, nil, letters)
	if len(single) == len(full) {
		return [][]rune{single}
	}
	return [][]rune{single, full}
}

func appendPlain[T byte | rune](single, full []rune, letters []T) ([]rune, []rune) {
	for i, letter := range letters {
		r := rune(letter)
		if r == 'h' && i > 0 {
			continue
		}
		plain := r
		if r >= 'a' && r <= 'z' {
			plain = plainLetter[r-'a']
		}
		full = append(full, plain)
		if i == 0 || letter != letters[i-1] || ideographic(r) {
			single = append(single, plain)
		}
	}
	return single, full
}

// appendSound is a plain writing with one vowel for all, and runs of it as one.
func appendSound(sound, plain []rune) []rune {
	for _, r := range plain {
		switch r {
		case 'e', 'i', 'o', 'u':
			r = 'a'
		}
		if n := len(sound); r != 'a' || n == 0 || sound[n-1] != 'a' {
			sound = append(sound, r)
		}
	}
	return sound
}

// slipsOf is how many edits a plain writing may be apart from another that is not shorter.
func slipsOf(plain []rune) int {
	switch n := len(plain); {
	case n < 2:
		return 0
	case ideographic(plain[0]):
		return min(2, n/5)
	case n < longPlain:
		return 1
	}
	return 2
}

const longPlain = 5 // letters of a plain writing that may have two slips

// slips is how many edits one of the plain writings of a spelling may be apart from another that is not shorter.
func (s *spelling) slips(plain []rune) int {
	if s.reading {
		return min(1, slipsOf(plain))
	}
	return slipsOf(plain)
}

// near says whether two spellings are near enough to be one word.
func near(x, y *spelling) bool {
	a, b := x.plain[0], y.plain[0]
	if apart(a, b, min(x.slips(a), y.slips(b))) || len(x.sound) > 1 && slices.Equal(x.sound, y.sound) {
		return true
	}
	a, b = x.plain[len(x.plain)-1], y.plain[len(y.plain)-1]
	return len(x.plain)+len(y.plain) > 2 && apart(a, b, min(x.slips(a), y.slips(b)))
}

// apart says whether two texts are at most so many edits apart (insertion, deletion, substitution, swap of neighbours).
func apart(a, b []rune, limit int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(a)+len(b) <= limit
	case limit == 0 || len(a)-len(b) > limit || len(b)-len(a) > limit:
		return false
	}
	return apart(a[1:], b[1:], limit-1) ||
		len(a) >= len(b) && apart(a[1:], b, limit-1) || len(b) >= len(a) && apart(a, b[1:], limit-1) ||
		limit > 1 && (apart(a[1:], b, limit-1) || apart(a, b[1:], limit-1)) ||
		len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && apart(a[2:], b[2:], limit-1)
}

// deletions yields the forms of a plain writing with up to so many letters left out, each at least once, itself first.
func deletions(plain []rune, slips int, yield func([]rune)) {
	yield(plain)
	if slips == 0 || len(plain) < 2 {
		return
	}
	var form, second [longest]rune
	for i := range plain {
		n := copy(form[:], plain[:i])
		n += copy(form[n:], plain[i+1:])
		yield(form[:n])
		for k := i; slips > 1 && n > 1 && k < n; k++ {
			m := copy(second[:], form[:k])
			m += copy(second[m:], form[k+1:n])
			yield(second[:m])
		}
	}
}
