package translit

import "unicode"

// script is a way of writing; kana and hangul stand apart from Han, for they are read by themselves.
type script uint8

const (
	latin script = iota
	cyrillic
	greek
	arabic
	hebrew
	syriac
	han
	kana
	hangul
	thai // and Lao and Khmer, which are alike in what they leave out
	other
)

// most is how many letters of a word are looked at; no word of a name has more, and what stands beyond them is cut.
const most = 64

// scriptOf is the script of the first letter of a word that is not Latin; Latin where there is none. A word in which kana
// stand is Japanese, whatever else stands there.
func scriptOf(word string) script {
	found := latin
	for _, r := range word {
		if s := scriptOfLetter(r); s == kana || found == latin {
			found = s
		}
		if found != latin && found != han {
			return found
		}
	}
	return found
}

func scriptOfLetter(r rune) script {
	switch {
	case r < 0x370 || r >= 0x1E00 && r < 0x1F00 || !unicode.IsLetter(r):
		return latin
	case r < 0x400 || r >= 0x1F00 && r < 0x2000:
		return greek
	case r < 0x530 || r >= 0x1C80 && r < 0x1C90 || r >= 0x2DE0 && r < 0x2E00 || r >= 0xA640 && r < 0xA6A0:
		return cyrillic
	case unicode.Is(unicode.Hebrew, r):
		return hebrew
	case unicode.Is(unicode.Arabic, r):
		return arabic
	case unicode.Is(unicode.Syriac, r):
		return syriac
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.In(r, unicode.Hiragana, unicode.Katakana) || r == 'ー':
		return kana
	case unicode.Is(unicode.Hangul, r):
		return hangul
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer):
		return thai
	}
	return other
}

// Unvocalised says whether a word is in a script that leaves vowels out: Arabic, Hebrew, Syriac, and in a way Thai, Lao and
// Khmer. Kurdish and Uyghur write most vowels, with Arabic letters, and are compared in the same way.
func Unvocalised(word string) bool {
	switch scriptOf(word) {
	case arabic, hebrew, syriac, thai:
		return true
	}
	return false
}
