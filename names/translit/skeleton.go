package translit

import (
	"slices"
	"strings"
)

// A skeleton is written with these classes of sounds:
//
//	p  b p v f ph        m  m        n  n
//	t  t d th dh         l  l        r  r
//	s  s z sh ch ts c j zh    k  k q c g gh kh x(ks)
//
// Vowels, h, w and y, alef, waw, yod, ayin and hamza leave nothing. A word without any other sound has the skeleton "-".
const nothing = "-"

// mostSkeletons is how many skeletons a word may have.
const mostSkeletons = 8

// Skeletons lists the consonant skeletons of a Latin or unvocalised word: classes of sounds without vowels, doubles once, the
// likeliest first, at most 8. Where a letter or a digraph is read in two ways there is one for each, so that the spellings of
// one name share one; a Latin and an unvocalised word that share none are not the same name.
func Skeletons(word string) []string {
	word = cut(word)
	var units []string
	switch scriptOf(word) {
	case latin:
		spelled := undoubled(plain(word))
		if spelled == "" {
			return nil
		}
		units = latinUnits(spelled)
	case arabic, hebrew, syriac, thai:
		letters := consonantal(word)
		if len(letters) == 0 {
			return nil
		}
		units = abjadUnits(letters)
		if string(letters) == "عبد" {
			units = append(units, " l")
		}
		if scriptOf(word) == thai {
			units = thaiUnits(letters)
		}
		if len(letters) > 3 && letters[0] == 'ا' && letters[1] == 'ل' {
			units = append([]string{" l"}, abjadUnits(letters[2:])...)
		}
	default:
		return nil
	}
	return expand(units)
}

// expand writes out the alternatives of every unit. A unit is its possible classes parted by spaces, the likeliest first; a
// word with too many alternatives loses those of its latest letters.
func expand(units []string) []string {
	skeletons := []string{""}
	for _, unit := range units {
		choices := strings.Split(unit, " ")
		choices = choices[:min(len(choices), mostSkeletons/len(skeletons))]
		var longer []string
		for _, choice := range choices {
			for _, skeleton := range skeletons {
				longer = append(longer, join(skeleton, choice))
			}
		}
		skeletons = longer
	}
	var distinct []string
	for _, skeleton := range skeletons {
		if skeleton == "" {
			skeleton = nothing
		}
		if !slices.Contains(distinct, skeleton) {
			distinct = append(distinct, skeleton)
		}
	}
	return distinct
}

// join adds classes to a skeleton, a repeated one once.
func join(skeleton, classes string) string {
	for i := range len(classes) {
		if n := len(skeleton); n == 0 || skeleton[n-1] != classes[i] {
			skeleton += classes[i : i+1]
		}
	}
	return skeleton
}

var abjadClasses = map[rune]string{
	'ب': "p", 'پ': "p", 'ف': "p", 'ڤ': "p", 'ۋ': "p", 'م': "m", 'ن': "n", 'ں': "n", 'ڼ': "n", 'ل': "l", 'ڵ': "l", 'ر': "r", 'ڑ': "r",
	'ړ': "r", 'ڕ': "r", 'ڒ': "r", 'ت': "t", 'د': "t", 'ط': "t", 'ٹ': "t", 'ڈ': "t", 'ټ': "t", 'ډ': "t", 'ث': "t s", 'ذ': "t s",
	'ض': "t s", 'ظ': "s t", 'س': "s", 'ش': "s", 'ص': "s", 'ز': "s", 'چ': "s", 'څ': "s ts", 'ځ': "s ts", 'ژ': "s", 'ج': "s k", 'ق': "k",
	'ك': "k", 'گ': "k", 'ڳ': "k", 'ڭ': "nk", 'ڠ': "nk", 'غ': "k", 'خ': "k ", 'ښ': "s k", 'ږ': "k s",
	'ב': "p", 'פ': "p", 'ף': "p", 'מ': "m", 'ם': "m", 'נ': "n", 'ן': "n", 'ל': "l", 'ר': "r", 'ד': "t", 'ט': "t", 'ת': "t",
	'ז': "s", 'ס': "s", 'צ': "s ts", 'ץ': "s ts", 'ש': "s", 'ג': "k s", 'כ': "k", 'ך': "k", 'ק': "k", 'ח': " k",
	'ܒ': "p", 'ܓ': "k", 'ܕ': "t", 'ܙ': "s", 'ܚ': " k", 'ܛ': "t", 'ܟ': "k", 'ܠ': "l", 'ܡ': "m", 'ܢ': "n", 'ܣ': "s", 'ܦ': "p",
	'ก': "k", 'ข': "k", 'ค': "k", 'ฆ': "k", 'ง': "nk", 'จ': "s", 'ฉ': "s", 'ช': "s", 'ซ': "s", 'ฌ': "s", 'ญ': "n ", 'ฎ': "t", 'ฏ': "t", 'ฐ': "t",
	'ฑ': "t", 'ฒ': "t", 'ณ': "n", 'ด': "t", 'ต': "t", 'ถ': "t", 'ท': "t", 'ธ': "t", 'น': "n", 'บ': "p", 'ป': "p", 'ผ': "p", 'ฝ': "p", 'พ': "p",
	'ฟ': "p", 'ภ': "p", 'ม': "m", 'ร': "r", 'ฤ': "r", 'ล': "l", 'ศ': "s", 'ษ': "s", 'ส': "s", 'ฬ': "l", 'ำ': "m",
	'ກ': "k", 'ຂ': "k", 'ຄ': "k", 'ງ': "nk", 'ຈ': "s", 'ຊ': "ks s", 'ຍ': "n ", 'ດ': "t", 'ຕ': "t", 'ຖ': "t", 'ທ': "t", 'ນ': "n", 'ບ': "p",
	'ປ': "p", 'ຜ': "p", 'ຝ': "p", 'ພ': "p", 'ຟ': "p", 'ມ': "m", 'ຣ': "r", 'ລ': "l r", 'ສ': "s ks", 'ໝ': "m", 'ໜ': "n", 'ຳ': "m",
	'ក': "k", 'ខ': "k", 'គ': "k", 'ឃ': "k", 'ង': "nk", 'ច': "s", 'ឆ': "s", 'ជ': "s", 'ឈ': "s", 'ញ': "n", 'ដ': "t", 'ឋ': "t", 'ឌ': "t",
	'ឍ': "t", 'ណ': "n", 'ត': "t", 'ថ': "t", 'ទ': "t", 'ធ': "t", 'ន': "n", 'ប': "p", 'ផ': "p", 'ព': "p", 'ភ': "p", 'ម': "m", 'រ': "r ",
	'ល': "l", 'វ': "p ", 'ស': "s", 'ឡ': "l", 'ំ': "m",
	'ܨ': "s", 'ܩ': "k", 'ܪ': "r", 'ܫ': "s", 'ܬ': "t",
}

func abjadUnits(letters []rune) []string {
	var units []string
	for i, r := range letters {
		class, ok := abjadClasses[r]
		switch {
		case !ok:
			continue
		case r == 'ل' && i > 0 && letters[i-1] == 'ا' && i+1 < len(letters) && strings.ContainsRune(sunLetters, letters[i+1]):
			class = "l "
		case (r == 'ت' || r == 'ט') && i+1 < len(letters) && (letters[i+1] == 'ش' || letters[i+1] == 'ש'):
			class = " t"
		}
		units = append(units, class)
	}
	return units
}

// latinSounds are read before single letters, the longest first.
var latinSounds = []struct{ text, classes string }{
	{"tsch", "s"}, {"sch", "s sk"}, {"tch", "s"}, {"dzh", "s"}, {"tsh", "s"},
	{"kh", "k"}, {"gh", "k"}, {"sh", "s"}, {"ch", "s k "}, {"th", "t"}, {"dh", "t"}, {"ph", "p"}, {"zh", "s"}, {"dj", "s"},
	{"ts", "s ts"}, {"tz", "s ts"}, {"ck", "k"}, {"qu", "k"}, {"dg", "s k"}, {"cz", "s"},
}

func latinUnits(s string) []string {
	var units []string
	for i := 0; i < len(s); {
		length, classes := 1, latinClass(s, i)
		for _, sound := range latinSounds {
			if strings.HasPrefix(s[i:], sound.text) {
				length, classes = len(sound.text), sound.classes
				break
			}
		}
		if classes != "" {
			units = append(units, classes)
		}
		i += length
	}
	return units
}

func latinClass(s string, i int) string {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch s[i] {
	case 'b', 'p', 'f':
		return "p"
	case 'v':
		return "p "
	case 't', 'd':
		return "t"
	case 'z':
		if i > 0 && (s[i-1] == 'l' || s[i-1] == 'n' || s[i-1] == 'r') { // German: Schulz
			return "s ts"
		}
		return "s"
	case 's':
		return "s"
	case 'c':
		if next == 'e' || next == 'i' || next == 'y' {
			return "s k"
		}
		return "k s"
	case 'k', 'q':
		return "k"
	case 'g':
		return "k"
	case 'j':
		if i > 0 && vowel(s[i-1]) && s[i-1] != 'i' {
			return "s"
		}
		return "s " // Hebrew yod
	case 'x':
		return "ks k"
	case 'w':
		return " p"
	case 'r':
		if next == 'n' || next == 't' || next == 'd' { // in Thai spellings it lengthens a vowel: porn, lert, chalard
			return "r "
		}
		return "r"
	case 'm', 'n', 'l':
		return s[i : i+1]
	}
	return ""
}
