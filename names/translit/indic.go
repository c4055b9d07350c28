package translit

import (
	"slices"
	"strings"
)

// indic is how a script of India is read: CLDR writes it by ISO 15919, and what follows makes of that the spellings in use.
type indic struct {
	transform func(string) string
	silent    bool // an inherent a is left out at the end and inside, as in Hindi
	dental    bool // t is written th, as in the south
	tamil     bool // one letter stands for voiced and unvoiced
	bengali   bool // y is j, and y with a dot is y
}

var (
	hindiReading     = indic{transform: devanagari, silent: true}
	bengaliReading   = indic{transform: bengali, silent: true, bengali: true}
	gujaratiReading  = indic{transform: gujarati, silent: true}
	punjabiReading   = indic{transform: func(word string) string { return gurmukhi(plainGurmukhi(word)) }, silent: true}
	oriyaReading     = indic{transform: oriya, silent: true}
	tamilReading     = indic{transform: tamil, dental: true, tamil: true}
	teluguReading    = indic{transform: telugu, dental: true}
	kannadaReading   = indic{transform: kannada, dental: true}
	malayalamReading = indic{transform: malayalam, dental: true}
	sinhalaReading   = indic{transform: sinhala, dental: true}
)

// plainGurmukhi writes the nasal and the doubling signs that CLDR drops with letters that it reads.
func plainGurmukhi(word string) string {
	const tippi, bindi, addak, virama = 0xA70, 0xA02, 0xA71, 0xA4D
	var letters []rune
	for _, r := range strings.ReplaceAll(word, string(rune(tippi)), string(rune(bindi))) {
		if n := len(letters); n > 0 && letters[n-1] == addak {
			letters = append(letters[:n-1], r, virama)
		}
		letters = append(letters, r)
	}
	return string(letters)
}

// iso are the letters of ISO 15919 in one letter each, so that rules on vowels and consonants see sounds. Capitals stand for
// what is written with two: S sh, C ch, D t or d with a dot, R the flapped r, N any nasal before a consonant, Z zh.
var iso = strings.NewReplacer("ēā", "ō", "eā", "o", "ṟṟ", "tt", "chā", "Cā", "k͟h", "K", "ḵẖ", "K", "ġ", "G", "kh", "K", "gh", "G", "ch", "C", "jh", "J", "ṭh", "T", "ḍh", "D",
	"th", "Þ", "dh", "Ð", "ph", "F", "bh", "B", "ṛh", "R", "c", "C", "ṭ", "ť", "ḍ", "ď", "ṇ", "n", "ñ", "ñ", "ṅ", "n", "n̄", "n", "ṁ", "N", "m̐", "N",
	"ṃ", "N", "ś", "S", "ṣ", "S", "r̥̄", "ri", "r̥", "ri", "ṛ", "R", "ḷ", "l", "ḻ", "Z", "ṟ", "r", "ṉ", "n", "ẏ", "Y", "ḥ", "", "'", "", "’", "", "æ", "a", "ǣ", "a",
	"n̆", "n", "m̆", "m", "ê", "e", "ô", "o", "ĕ", "e", "ŏ", "o", "q", "q", "ṯ", "t")

// written are the common spellings of those sounds.
var written = strings.NewReplacer("K", "kh", "G", "gh", "C", "ch", "J", "jh", "T", "th", "D", "dh", "Þ", "th", "Ð", "dh", "F", "ph", "B", "bh",
	"ť", "t", "ď", "d", "N", "n", "S", "sh", "R", "r", "Z", "zh", "Y", "y", "ñ", "n", "ā", "a", "ī", "i", "ū", "u", "ē", "e", "ō", "o")

// variants are other habits: w for v, doubled vowels, s for sh, r read as d, f for ph.
var variants = []*strings.Replacer{
	strings.NewReplacer("v", "w"),
	strings.NewReplacer("ū", "oo", "ī", "ee", "ē", "e", "v", "w"),
	strings.NewReplacer("S", "s", "F", "f", "R", "d"),
}

func (s indic) readings(word string) []string {
	sounds := iso.Replace(s.transform(word))
	sounds = strings.NewReplacer("Np", "mp", "Nb", "mb", "NB", "mB", "NF", "mF").Replace(sounds)
	for _, lion := range []string{"ंह", "ংহ", "ંહ", "ਂਹ", "ංහ"} {
		if strings.Contains(word, lion) { // Singh
			sounds = strings.Replace(sounds, "nha", "nGa", 1)
			sounds = strings.Replace(sounds, "Nha", "nGa", 1)
		}
	}
	if s.bengali {
		sounds = bengaliY(sounds)
	}
	var forms []string
	switch {
	case s.tamil:
		th := voiced(sounds, "Þ")
		forms = []string{th, voiced(sounds, "d"), strings.ReplaceAll(th, "g", "h"), sounds, voicedFirst(th)}
	case s.silent:
		forms = []string{withoutSchwa(sounds, true), withoutSchwa(sounds, false), sounds}
		if nasalEnd(sounds) {
			forms[0], forms[1] = forms[1], forms[0]
		}
	default:
		forms = []string{sounds}
	}
	if s.dental {
		forms = slices.Insert(forms, 0, strings.NewReplacer("t", "Þ", "tt", "ťť", "CC", "C").Replace(forms[0]))
	}
	if !s.silent && strings.Contains(forms[0], "ayya") {
		forms = append(forms, strings.ReplaceAll(forms[0], "ayya", "aiah"))
	}
	var readings []string
	for _, form := range forms {
		readings = append(readings, written.Replace(form))
	}
	for _, variant := range variants {
		readings = append(readings, written.Replace(variant.Replace(forms[0])))
	}
	return readings
}

// sounding says whether a letter of the sounds is a vowel; short a is the one that may fall silent.
func sounding(r rune) bool { return strings.ContainsRune("aāiīuūeēoō", r) }

// withoutSchwa leaves out the inherent a at the end, after one consonant or, if not keeping, after several too; and inside,
// from the right, where a vowel and one consonant stand before it and one consonant and a vowel after: manamōhana, manmohan.
func withoutSchwa(sounds string, keep bool) string {
	s := []rune(sounds)
	n := len(s)
	if n > 2 && s[n-1] == 'a' && !sounding(s[n-2]) && (sounding(s[n-3]) || !keep) && strings.ContainsAny(string(s[:n-2]), "aāiīuūeēoō") {
		s = s[:n-1]
	}
	for i := len(s) - 3; i >= 2; i-- {
		if s[i] == 'a' && sounding(s[i-2]) && !sounding(s[i-1]) && !sounding(s[i+1]) && sounding(s[i+2]) {
			s = append(s[:i:i], s[i+1:]...)
			i--
		}
	}
	return string(s)
}

// nasalEnd says whether a word ends in a nasal, a stop and an inherent a, which falls silent there: Arvind, Anand.
func nasalEnd(sounds string) bool {
	s := []rune(sounds)
	n := len(s)
	return n > 3 && s[n-1] == 'a' && strings.ContainsRune("Nnm", s[n-3]) && strings.ContainsRune("dtgkpbDÐGťď", s[n-2]) || strings.HasSuffix(sounds, "ngha") ||
		strings.HasSuffix(sounds, "nGa")
}

// bengaliY: য is j at the beginning of a syllable and y in a cluster; য় is always y.
func bengaliY(sounds string) string {
	s := []rune(sounds)
	for i, r := range s {
		if r == 'y' && (i == 0 || sounding(s[i-1])) {
			s[i] = 'j'
		}
	}
	return string(s)
}

// voicedFirst voices a stop at the beginning too, as in Sanskrit and foreign names.
func voicedFirst(sounds string) string {
	for _, pair := range []string{"kg", "pb", "td", "ťd"} {
		unvoiced, voiced := []rune(pair)[0], []rune(pair)[1]
		if rest, ok := strings.CutPrefix(sounds, string(unvoiced)); ok {
			return string(voiced) + rest
		}
	}
	return sounds
}

// voiced reads the stops of Tamil: voiced between vowels and after a nasal; t there as given.
func voiced(sounds, t string) string {
	s := []rune(sounds)
	var b strings.Builder
	for i, r := range s {
		between := i > 0 && i+1 < len(s) && sounding(s[i-1]) && sounding(s[i+1])
		nasal := i > 0 && strings.ContainsRune("nNmñ", s[i-1])
		switch {
		case r == 'k' && (between || nasal):
			b.WriteByte('g')
		case r == 't' && (between || nasal):
			b.WriteString(t)
		case r == 'ť' && (between || nasal):
			b.WriteByte('d')
		case r == 'p' && (between || nasal):
			b.WriteByte('b')
		case r == 'C' && nasal:
			b.WriteByte('j')
		case r == 'C' && (between || i == 0):
			b.WriteByte('s')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
