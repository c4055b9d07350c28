package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes a text in the form in which words are compared: compatibility forms are resolved, case is folded, Latin, Greek
// and Cyrillic lose their diacritics, Arabic and Hebrew their optional vowel marks and variant letters. Marks that are
// vowels (Devanagari, Bengali, Thai ...) stay. Apostrophes vanish, so that "Qa'ida" is one word.
func fold(text string) string {
	return strip(caseless(text))
}

// caseless is the first half of fold; diacritics still stand, for й and ё are other letters than и and е to transliteration.
func caseless(text string) string {
	if plainASCII(text) {
		return strings.ToLower(text)
	}
	text = norm.NFKC.String(strings.ToLower(norm.NFKC.String(text)))
	return strings.ReplaceAll(text, "i\u0307", "i") // İ in lower case
}

func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == '\'' || text[i] == '`' {
			return false
		}
	}
	return true
}

func strip(text string) string {
	if plainASCII(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range norm.NFD.String(text) {
		if dropped(r) {
			continue
		}
		if plain, ok := letterForms[r]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// dropped are combining diacritics of Latin, Greek and Cyrillic, optional marks of Arabic and Hebrew, apostrophes and the
// invisible characters with which texts are littered.
func dropped(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x483 && r <= 0x487, r >= 0x1DC0 && r <= 0x1DFF:
		return true
	case r >= 0x591 && r <= 0x5C7 && r != 0x5BE, r >= 0x610 && r <= 0x61A, r == 0x640, r >= 0x64B && r <= 0x65F, r == 0x670:
		return true
	case r == '\'' || r == '`' || r == '´' || r >= 0x2B9 && r <= 0x2BF || r == 0x2C8 || r >= 0x2018 && r <= 0x201B || r == 0x2032:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// letterForms are letters that Unicode does not take apart, and the variants of Arabic letters by which one word is written
// in Arabic, Persian and Urdu.
var letterForms = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h", 'ŋ': "ng", 'ə': "a",
	'ς': "σ", 'ѐ': "е",
	'ى': "ي", 'ی': "ي", 'ې': "ي", 'ک': "ك", 'ڪ': "ك", 'ة': "ه", 'ۀ': "ه", 'ہ': "ه", 'ھ': "ه", 'ە': "ه", 'ٱ': "ا", 'ٲ': "ا",
}

// ideographic says whether a letter is a syllable or a word by itself, so that one other letter makes another name.
func ideographic(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
}
