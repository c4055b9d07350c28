package translit

import "strings"

// What a difference between a word and its Latin spelling costs, in thousandths of a consonant left unexplained.
const (
	strayConsonant = 1000 // a Latin consonant that no letter explains
	strayH         = 350  // an h is written or left out by habit
	strayVowel     = 700  // a second vowel where one letter or an inserted vowel stands already
	firstVowel     = 450  // a vowel before the first letter
	lastVowel      = 300  // a vowel after the last letter; scripts write it
	lastE          = 120  // a silent e of European names
	longVowel      = 60   // ou for a short u
	openVowel      = 220  // oo, ee, aa, ie where no letter stands
	diphthong      = 700
	writtenTwice   = 60 // a vowel letter after a vowel
	articleGone    = 30 // the article written in the word but not in Latin
	assimilated    = 80 // the l of the article before a letter that takes it up
	unlike         = 1 << 20

	// harshness makes one unexplained consonant in four letters too much for a match.
	harshness = 1400
)

// sunLetters take up the l of the article before them: al-Shams is ash-Shams.
const sunLetters = "تثدذرزسشصضطظلن"

// Vocalised says how well a Latin spelling reads an unvocalised word, in thousandths: 1000 a regular reading, 0 none, and
// from 700 on a likely one. Short vowels may be inserted and consonants doubled at no cost; a vowel where none is likely costs
// a little, a letter of either side that the other does not explain much. The article may stand on one side only.
func Vocalised(word, latin string) int {
	if !Unvocalised(word) {
		return 0
	}
	letters, spelled := consonantal(word), undoubled(plain(cut(latin)))
	if len(letters) == 0 || spelled == "" {
		return 0
	}
	score := read(letters, spelled)
	if string(letters) == "عبد" && len(spelled) > 4 && spelled[len(spelled)-1] == 'l' { // Abdul stands before a name with the article
		score = max(score, read(append(letters, 'ا', 'ل'), spelled))
	}
	if len(letters) > 3 && letters[0] == 'ا' && letters[1] == 'ل' {
		score = max(score, read(letters[2:], spelled)-articleGone)
		for _, article := range articles(letters[2]) {
			if rest, ok := strings.CutPrefix(spelled, article); ok && len(rest) > 1 {
				score = max(score, read(letters[2:], rest))
			}
		}
	}
	return score
}

// articles are the ways of writing the article before a letter.
func articles(next rune) []string {
	if strings.ContainsRune(sunLetters, next) {
		return []string{"al", "el", "ul", "il", "a", "e"} // the doubled letter has become one
	}
	return []string{"al", "el", "ul", "il"}
}

// undoubled writes doubled consonants once, digraphs too (kh-kh, sh-sh, and the half-written ssh).
func undoubled(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+1 < len(s) && s[i] == s[i+1] && !vowel(s[i]) {
			continue
		}
		if i+3 < len(s) && s[i+1] == 'h' && s[i:i+2] == s[i+2:i+4] {
			i++
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// grid holds the least cost of explaining so many letters by so many bytes of Latin; open says that a vowel may still be
// inserted there, closed that one has just been written.
type grid struct {
	width        int
	open, closed []int32
}

func read(word []rune, latin string) int {
	width := len(latin) + 1
	size := (len(word) + 1) * width
	cells := make([]int32, 2*size)
	g := grid{width, cells[:size], cells[size:]}
	for i := range g.open {
		g.open[i], g.closed[i] = unlike, unlike
	}
	g.open[0] = 0
	known, weight := abjads(), 0
	for i := range word {
		l := known.letters[word[i]]
		weight += l.weight
		group, paired := letter{}, false
		if i+1 < len(word) {
			group, paired = known.groups[[2]rune{word[i], word[i+1]}]
		}
		drop := l.drop
		if l.weight == 500 && i == len(word)-1 {
			drop = min(drop, 400)
		}
		if word[i] == 'ل' && i > 0 && word[i-1] == 'ا' && i+1 < len(word) && strings.ContainsRune(sunLetters, word[i+1]) {
			drop = assimilated
		}
		switch silence(word, i) {
		case 2:
			drop = 0
			weight -= l.weight
		case 1:
			drop = min(drop, 150)
		}
		for j := range width {
			at, below := i*width+j, (i+1)*width+j
			if min(g.open[at], g.closed[at]) >= unlike {
				continue
			}
			g.insert(i, j, len(word), latin)
			g.write(i, 1, j, latin, l.sounds)
			if paired {
				g.write(i, 2, j, latin, group.sounds)
			}
			g.open[below] = min(g.open[below], g.open[at]+int32(drop))
			g.closed[below] = min(g.closed[below], g.closed[at]+int32(drop))
		}
	}
	for j := range width {
		g.insert(len(word), j, len(word), latin)
	}
	last := len(word)*width + len(latin)
	cost := int(min(g.open[last], g.closed[last]))
	return max(0, 1000-cost*harshness/max(weight, 2000))
}

// write explains the next letters of the word by each of their sounds.
func (g *grid) write(i, letters, j int, latin string, sounds []sound) {
	at := i*g.width + j
	best := min(g.open[at], g.closed[at])
	for _, s := range sounds {
		if !strings.HasPrefix(latin[j:], s.text) {
			continue
		}
		to := (i+letters)*g.width + j + len(s.text)
		if last := s.text[len(s.text)-1]; vowel(last) && last != 'y' {
			from := g.open[at]
			if i == 0 || !vowel(s.text[0]) {
				from = best
			} else {
				from = min(from, g.closed[at]+writtenTwice)
			}
			g.closed[to] = min(g.closed[to], from+int32(s.cost))
			continue
		}
		g.open[to] = min(g.open[to], best+int32(s.cost))
	}
}

// insert explains the next bytes of Latin by no letter.
func (g *grid) insert(i, j, letters int, latin string) {
	if j == len(latin) {
		return
	}
	at := i*g.width + j
	switch c := latin[j]; {
	case c == 'h':
		g.open[at+1] = min(g.open[at+1], g.open[at]+strayH)
		g.closed[at+1] = min(g.closed[at+1], g.closed[at]+strayH)
	case !vowel(c):
		best := min(g.open[at], g.closed[at]) + strayConsonant
		g.open[at+1] = min(g.open[at+1], best)
	default:
		for length := 1; length <= 2 && j+length <= len(latin); length++ {
			cost := inserted(latin[j : j+length])
			switch {
			case cost < 0:
				continue
			case i == 0:
				cost += firstVowel
			case i == letters && j+length == len(latin) && latin[j:] == "e":
				cost += lastE
			case i == letters:
				cost += lastVowel
			}
			to := at + length
			g.closed[to] = min(g.closed[to], g.open[at]+int32(cost), g.closed[at]+int32(cost)+strayVowel)
		}
	}
}

// inserted is the cost of vowels that no letter writes; negative for what is no run of vowels.
func inserted(run string) int {
	if len(run) == 1 {
		if run == "y" {
			return 150
		}
		return 0
	}
	switch {
	case !vowel(run[1]):
		return -1
	case run == "ou":
		return longVowel
	case run[0] == run[1] || run == "ie" || run == "ea" || run == "eo":
		return openVowel
	}
	return diphthong
}
