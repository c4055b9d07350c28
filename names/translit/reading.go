package translit

import (
	"strings"
	"unicode"
)

// Readings lists the ways in which a word of another script is usually written in Latin letters, the commonest first: letters
// a to z only, no doubles, at most 8. It is nil for a Latin word, for a script that is not known here, and for one that leaves
// its vowels out (see Vocalised). Of a long word the first 64 letters are read. Han and Hangul are read whole: Split tells how
// a person's name parts.
func Readings(word string) []string {
	word = cut(word)
	switch scriptOf(word) {
	case cyrillic:
		return distinct(cyrillicReadings(word))
	case greek:
		return distinct(greekReadings(word))
	case han:
		return distinct(hanReadings(word))
	case kana:
		return distinct(kanaReadings(word))
	case hangul:
		return distinct(hangulReadings(word))
	case other:
		return distinct(otherReadings(word))
	}
	return nil
}

func otherReadings(word string) []string {
	first := firstLetter(word)
	switch {
	case unicode.Is(unicode.Devanagari, first):
		return hindiReading.readings(word)
	case unicode.Is(unicode.Bengali, first):
		return bengaliReading.readings(word)
	case unicode.Is(unicode.Gujarati, first):
		return gujaratiReading.readings(word)
	case unicode.Is(unicode.Gurmukhi, first):
		return punjabiReading.readings(word)
	case unicode.Is(unicode.Oriya, first):
		return oriyaReading.readings(word)
	case unicode.Is(unicode.Tamil, first):
		return tamilReading.readings(word)
	case unicode.Is(unicode.Telugu, first):
		return teluguReading.readings(word)
	case unicode.Is(unicode.Kannada, first):
		return kannadaReading.readings(word)
	case unicode.Is(unicode.Malayalam, first):
		return malayalamReading.readings(word)
	case unicode.Is(unicode.Sinhala, first):
		return sinhalaReading.readings(word)
	case unicode.Is(unicode.Georgian, first):
		return georgianReadings(word)
	case unicode.Is(unicode.Armenian, first):
		return armenianReadings(word)
	case unicode.Is(unicode.Ethiopic, first):
		return ethiopicReadings(word)
	case unicode.Is(unicode.Myanmar, first):
		return burmeseReadings(word)
	}
	return nil
}

// burmeseReadings are a rough reading by syllables and the spellings with th that passports have.
func burmeseReadings(word string) []string {
	reading := plain(burmese(word))
	return []string{reading, strings.ReplaceAll(reading, "s", "th"), strings.ReplaceAll(reading, "aa", "a")}
}

func firstLetter(word string) rune {
	for _, r := range word {
		if scriptOfLetter(r) == other {
			return r
		}
	}
	return 0
}
