package names

// A sound is a word with what ears and clerks confuse left out: all vowels are one, h counts only at
// the beginning, and consonants that are written for one another are one. Two spellings are alike only if their sounds are
// at most slipsOf edits apart. That is what makes alike words findable: leaving up to so many letters out of each of two
// sounds gives both a form in common (the symmetric deletion neighbourhood: Bocek, Hunt, Stiller, Fast Similarity Search in
// Large Dictionaries, 2007), so that an index needs only look-ups by equality.

// soundClass maps a letter to the one that stands for its sound.
var soundClass = [26]rune{
	0: 'a', 'b' - 'a': 'b', 'c' - 'a': 'k', 'd' - 'a': 'd', 'e' - 'a': 'a', 'f' - 'a': 'v', 'g' - 'a': 'g', 'h' - 'a': 'h', 'i' - 'a': 'a', 'j' - 'a': 'j',
	'k' - 'a': 'k', 'l' - 'a': 'l', 'm' - 'a': 'm', 'n' - 'a': 'n', 'o' - 'a': 'a', 'p' - 'a': 'p', 'q' - 'a': 'k', 'r' - 'a': 'r', 's' - 'a': 's', 't' - 'a': 't',
	'u' - 'a': 'a', 'v' - 'a': 'v', 'w' - 'a': 'v', 'x' - 'a': 's', 'y' - 'a': 'a', 'z' - 'a': 's',
}

// soundsOf gives a word's sound with doubles single, and with doubles as they are written when there are any: hassan and hasan
// are one sound, and hanan is one letter from hannan by either.
func soundsOf(letters []rune) [][]rune {
	single, full := make([]rune, 0, len(letters)), make([]rune, 0, len(letters))
	for i, r := range letters {
		if r == 'h' && i > 0 {
			continue
		}
		sound := r
		if r >= 'a' && r <= 'z' {
			sound = soundClass[r-'a']
		}
		full = append(full, sound)
		if i == 0 || r != letters[i-1] || ideographic(r) {
			single = append(single, sound)
		}
	}
	if len(single) == len(full) {
		return [][]rune{single}
	}
	return [][]rune{single, full}
}

// slipsOf is how many edits a sound may be apart from another that is not shorter.
func slipsOf(sound []rune) int {
	if len(sound) > 0 && ideographic(sound[0]) {
		return min(2, len(sound)/5)
	}
	return slipsAt(len(sound))
}

func slipsAt(n int) int {
	switch {
	case n < 2:
		return 0
	case n < 7:
		return 1
	}
	return 2
}

// soundsAlike says whether two words sound near enough to be one.
func soundsAlike(x, y *spelling) bool {
	a, b := x.sounds[0], y.sounds[0]
	if apart(a, b, min(slipsOf(a), slipsOf(b))) {
		return true
	}
	a, b = x.sounds[len(x.sounds)-1], y.sounds[len(y.sounds)-1]
	return len(x.sounds)+len(y.sounds) > 2 && apart(a, b, min(slipsOf(a), slipsOf(b)))
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

// deletions yields the forms of a sound with up to so many letters left out, each at least once, itself first.
func deletions(sound []rune, slips int, yield func([]rune)) {
	yield(sound)
	if slips == 0 || len(sound) < 2 {
		return
	}
	var form, second [longest]rune
	for i := range sound {
		n := copy(form[:], sound[:i])
		n += copy(form[n:], sound[i+1:])
		yield(form[:n])
		for k := i; slips > 1 && n > 1 && k < n; k++ {
			m := copy(second[:], form[:k])
			m += copy(second[m:], form[k+1:n])
			yield(second[:m])
		}
	}
}
