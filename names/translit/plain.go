package translit

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// latinForms are Latin letters that Unicode does not take apart into a letter and a mark.
var latinForms = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ə': "a",
	'ŧ': "t", 'ɣ': "gh", 'ŀ': "l", 'ſ': "s",
}

// plain writes Latin text with the letters a to z only: case and diacritics gone, everything else gone.
func plain(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if r >= 'a' && r <= 'z' {
			b.WriteRune(r)
			continue
		}
		b.WriteString(latinForms[r])
	}
	return b.String()
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < 'a' || text[i] > 'z' {
			return false
		}
	}
	return true
}

// cut takes the first letters of a word, so that no word is long.
func cut(word string) string {
	n := 0
	for i := range word {
		if n == most {
			return word[:i]
		}
		n++
	}
	return word
}

// mostReadings is how many readings of a word are kept.
const mostReadings = 8

// distinct makes a list of readings plain, without doubles and short enough, in its order.
func distinct(readings []string) []string {
	kept := readings[:0]
	for _, reading := range readings {
		if reading = plain(reading); reading != "" && len(kept) < mostReadings && !slices.Contains(kept, reading) {
			kept = append(kept, reading)
		}
	}
	return kept
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }
