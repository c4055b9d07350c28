package names

import (
	"slices"
	"sync/atomic"
	"unicode"

	"spoor/names/translit"
)

// Kind says what a word is in its name.
type Kind uint8

const (
	Plain      Kind = iota
	Trade           // a word that many organisations bear: bank, trading, international
	Number          // digits: only the same number agrees
	Initial         // one letter
	Title           // mr, sheikh, captain
	Particle        // al, bin, van der, of
	Forefather      // a name of the father's or his father's that a short form leaves out: see shortened
)

// Word is a word of names as it is compared. It never changes and may stand in many names.
type Word struct {
	Text  string   // folded, without diacritics
	Kind  Kind     // what it is by itself; a Token says what it is in its name
	Latin []string // Latin spellings of a word in another script; nil for a Latin word
	Form  string   // what NewWord makes the word of again: Text, or for another script the text with its diacritics

	spelled []spelling // Text, then Latin
	script  script
	reader  atomic.Pointer[translit.Reader] // of a word without vowels, once it was asked for
	heard   atomic.Pointer[[]string]        // skeletons, once they were asked for
	groups  []group                         // of words that are one word in another form
	persons []uint32                        // names of persons that the word spells, in whatever script
	fixed   bool                            // a word that everybody knows, so that another one of that kind is another word (corp, comp; marine, maritime)
	origins []string                        // of half a name that was read back into its own tongue: what it may be there
}

// longest is how many letters of a word are compared: what is longer is no word of a name, and is alike to itself only.
const longest = 40

// NewWord makes a word of a text: lower case, diacritics may stand.
func NewWord(caseless string) *Word {
	if written, may, ok := readBack(caseless); ok {
		return &Word{Text: caseless, Form: caseless, script: original, spelled: []spelling{spell([]rune(written))}, origins: may}
	}
	text := strip(caseless)
	if digits, ok := numerals[text]; ok {
		text, caseless = digits, digits
	}
	w := &Word{Text: text, groups: known().groups[text]}
	letters := []rune(text)
	if len(letters) == 0 {
		return w
	}
	w.Form, w.script = text, scriptOf(text)
	if w.script != latin && len(letters) <= longest {
		w.Form, w.Latin = caseless, translit.Readings(caseless)
	}
	if len(letters) > 1 && len(letters) <= longest {
		w.persons = translit.Known(text)
	}
	_, isForm := known().forms[text]
	w.fixed = isForm || known().trade[text]
	w.spelled = append(w.spelled, spell(letters))
	for _, latin := range w.Latin {
		reading := spell([]rune(latin))
		reading.reading = true
		w.spelled = append(w.spelled, reading)
	}
	switch {
	case particles[text] != 0:
		w.Kind = Particle
	case unicode.IsDigit(letters[0]) && unicode.IsDigit(letters[len(letters)-1]) || roman(text):
		w.Kind = Number
	case len(letters) == 1 && !ideographic(letters[0]):
		w.Kind = Initial
	case titles[text]:
		w.Kind = Title
	case known().trade[text]:
		w.Kind = Trade
	}
	return w
}

// script is in what letters a word is written; two words of one script are compared letter by letter.
type script int32

const (
	latin script = iota
	abjad        // leaves vowels out: Arabic, Hebrew, Syriac
	han
	hangul
	kana
	original // no script: a Latin name read back into its own tongue
	others   // and what follows: scripts that have a place of their own in Unicode, by that place
)

func scriptOf(text string) script {
	if translit.Unvocalised(text) {
		return abjad
	}
	for _, r := range text {
		switch {
		case r < 0x370 || !unicode.IsLetter(r) || unicode.Is(unicode.Latin, r):
			continue
		case unicode.Is(unicode.Han, r):
			return han
		case unicode.Is(unicode.Hangul, r):
			return hangul
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return kana
		case unicode.Is(unicode.Cyrillic, r):
			return others
		}
		return others + script(r>>7)
	}
	return latin
}

// alphabetic says whether a word is written letter by letter, vowels too, so that another that leaves them out may be read by it.
func (w *Word) alphabetic() bool { return w.script == latin || w.script >= others && len(w.Latin) > 0 }

// skeletons are the consonants of a word, by its Latin spellings where it is in another script, in the ways in which they may be
// heard.
func (w *Word) skeletons() []string {
	if known := w.heard.Load(); known != nil {
		return *known
	}
	found := translit.Skeletons(w.Text)
	for _, latin := range w.Latin {
		for _, skeleton := range translit.Skeletons(latin) {
			if !slices.Contains(found, skeleton) {
				found = append(found, skeleton)
			}
		}
	}
	w.heard.Store(&found)
	return found
}

// read says how well a Latin word, or the best Latin spelling of one in another script, reads one that leaves its vowels out, when
// that is enough for them to be one.
func (w *Word) read(other *Word) (best int) {
	r := w.reader.Load()
	if r == nil {
		r = translit.NewReader(w.Form)
		w.reader.Store(r)
	}
	for _, s := range other.spellings() {
		best = max(best, r.Read(string(s.letters), leastVocalised))
	}
	return best
}

// Spelt says whether the word, or a Latin spelling of it, is written so.
func (w *Word) Spelt(text string) bool { return w.Text == text || slices.Contains(w.Latin, text) }

// numerals are numbers in words: Three Percenters, 3 Percenters. One is left out, which is a word of many names.
var numerals = map[string]string{"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12"}

// roman are the numerals that number funds and ships; those that are initials or words are left out.
func roman(text string) bool {
	switch text {
	case "ii", "iii", "iv", "vii", "viii", "xii", "xiii", "xiv", "xvi":
		return true
	}
	return false
}

// As is the word when it is something else in its name.
func (w *Word) As(k Kind) *Word {
	if w.Kind == k {
		return w
	}
	return &Word{Text: w.Text, Kind: k, Latin: w.Latin, Form: w.Form, spelled: w.spelled, script: w.script, groups: w.groups, persons: w.persons, fixed: w.fixed, origins: w.origins}
}

// spellings are the Latin spellings of a word in another script, else the word.
func (w *Word) spellings() []spelling {
	if w.Latin != nil {
		return w.spelled[1:]
	}
	return w.spelled
}

// own is what a word weighs by its kind and length, in thousandths.
func (w *Word) own() int {
	switch w.Kind {
	case Trade:
		return 500
	case Number:
		return 400
	case Initial:
		return 350
	case Title, Forefather:
		return 120
	case Particle:
		return 200
	}
	if w.script == original {
		return whole
	}
	letters := w.spelled[0].letters
	switch n := len(letters); {
	case n > 3 || n > 0 && ideographic(letters[0]):
		return whole
	case n == 3:
		return 900
	}
	return 700
}

// Weighed is what the word weighs in thousandths when its rarity alone would have it weigh so much: no more than by its kind,
// and particles, titles, initials and numbers weigh what they always do.
func (w *Word) Weighed(rarity int) int {
	if w.Kind == Plain || w.Kind == Trade {
		return min(w.own(), rarity)
	}
	return w.own()
}

// spelling is a way to write a word: its letters, a signature of them (one bit for each that occurs and one for each that
// occurs again: an edit changes at most one bit each way), its plain writing and its sound.
type spelling struct {
	letters   []rune
	signature uint64
	plain     [][]rune // see plainly
	sound     []rune
	reading   bool // of a word in another script: one of several, so that one slip is enough
}

func spell(letters []rune) spelling {
	var s uint64
	for _, r := range letters {
		bit := uint64(1) << (uint32(r) * 0x9E3779B1 >> 27)
		if r >= 'a' && r <= 'z' {
			bit = 1 << (r - 'a')
		}
		if s&bit != 0 {
			bit <<= 32
		}
		s |= bit
	}
	plain := plainly(letters)
	return spelling{letters: letters, signature: s, plain: plain, sound: appendSound(nil, plain[0])}
}
