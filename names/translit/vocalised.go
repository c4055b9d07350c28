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
	return NewReader(word).Read(latin, 1)
}

// Reader is an unvocalised word made ready for many Latin spellings to be held against it. It never changes.
type Reader struct {
	whole    []step // nil: there is no such word
	fuller   []step // with the article that Abdul stands before
	bare     []step // without the article
	articles []string
}

// NewReader makes a reader of a word; of any other than an unvocalised one it reads nothing.
func NewReader(word string) *Reader {
	r := &Reader{}
	if !Unvocalised(word) {
		return r
	}
	letters := consonantal(word)
	r.whole = steps(letters)
	if string(letters) == "عبد" {
		r.fuller = steps(append(letters, 'ا', 'ل'))
	}
	if len(letters) > 3 && letters[0] == 'ا' && letters[1] == 'ل' {
		r.bare, r.articles = steps(letters[2:]), articles(letters[2])
	}
	return r
}

// Read is Vocalised, when it is at least so much, else 0.
func (r *Reader) Read(latin string, least int) int {
	spelled := undoubled(plain(cut(latin)))
	if len(r.whole) == 0 || spelled == "" {
		return 0
	}
	score := read(r.whole, spelled, least)
	if r.fuller != nil && len(spelled) > 4 && spelled[len(spelled)-1] == 'l' {
		score = max(score, read(r.fuller, spelled, max(least, score)))
	}
	if r.bare != nil {
		score = max(score, read(r.bare, spelled, max(least, score)+articleGone)-articleGone)
		for _, article := range r.articles {
			if rest, ok := strings.CutPrefix(spelled, article); ok && len(rest) > 1 {
				score = max(score, read(r.bare, rest, max(least, score)))
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

// step is a letter of a word as it is read there.
type step struct {
	sounds []sound
	group  []sound // with the next letter; nil where they are no group
	drop   int32   // cost of its not being heard there
	weight int     // see letter, less where it is silent
}

func steps(word []rune) []step {
	known := abjads()
	all := make([]step, 0, len(word))
	for i := range word {
		l := known.letters[word[i]]
		s := step{sounds: l.sounds, weight: l.weight}
		if i+1 < len(word) {
			s.group = known.groups[[2]rune{word[i], word[i+1]}].sounds
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
			drop, s.weight = 0, 0
		case 1:
			drop = min(drop, 150)
		}
		s.drop = int32(drop)
		all = append(all, s)
	}
	return all
}

// grid holds the least cost of explaining so many letters by so many bytes of Latin; open says that a vowel may still be
// inserted there, closed that one has just been written.
type grid struct {
	width        int
	open, closed []int32
}

// smallGrid is room for most words on the stack.
const smallGrid = 512

// read is how well the Latin reads the word, 0 when that is less than least.
func read(word []step, latin string, least int) int {
	width := len(latin) + 1
	size := (len(word) + 1) * width
	var room [2 * smallGrid]int32
	cells := room[:]
	if size > smallGrid {
		cells = make([]int32, 2*size)
	}
	g := grid{width, cells[:size], cells[size : 2*size]}
	weight := 0
	for i := range word {
		weight += word[i].weight
	}
	limit := int32((1000 - least) * max(weight, 2000) / harshness)
	for i := range g.open {
		g.open[i], g.closed[i] = unlike, unlike
	}
	g.open[0] = 0
	for i := range word {
		if g.leastOf(i) > limit && (i == 0 || g.leastOf(i+1) > limit) {
			return 0
		}
		s := &word[i]
		for j := range width {
			at, below := i*width+j, (i+1)*width+j
			if min(g.open[at], g.closed[at]) > limit {
				continue
			}
			g.insert(i, j, len(word), latin)
			g.write(i, 1, j, latin, s.sounds)
			if s.group != nil {
				g.write(i, 2, j, latin, s.group)
			}
			g.open[below] = min(g.open[below], g.open[at]+s.drop)
			g.closed[below] = min(g.closed[below], g.closed[at]+s.drop)
		}
	}
	for j := range width {
		g.insert(len(word), j, len(word), latin)
	}
	last := len(word)*width + len(latin)
	cost := int(min(g.open[last], g.closed[last]))
	if score := 1000 - cost*harshness/max(weight, 2000); score >= least {
		return score
	}
	return 0
}

// leastOf is the least cost after so many letters.
func (g *grid) leastOf(i int) int32 {
	least := int32(unlike)
	for at := i * g.width; at < (i+1)*g.width; at++ {
		least = min(least, g.open[at], g.closed[at])
	}
	return least
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
