package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spoor/names/translit"
)

// Latin writes a name of another script in Latin letters, for a reader: each word in its commonest reading, and letter by letter
// where the script leaves its vowels out, which consonants says. Empty for a name in Latin letters, and where no word is read.
func Latin(text string) (latin string, consonants bool) {
	var words []string
	foreign := false
	n := Normal(text)
	if whole := Variants(text); len(whole) > 1 && n.Tokens[0].script != abjad { // surname and given name apart
		n = whole[1]
	}
	for _, t := range n.Tokens {
		word := t.Text
		switch {
		case len(t.Latin) > 0:
			word, foreign = t.Latin[0], true
		case translit.Unvocalised(t.Form):
			if letters := translit.Letters(t.Form); letters != "" {
				word, foreign, consonants = letters, true, true
			}
		}
		first, size := utf8.DecodeRuneInString(word)
		words = append(words, string(unicode.ToUpper(first))+word[size:])
	}
	if !foreign {
		return "", false
	}
	return strings.Join(words, " "), consonants
}

// Scripts names the scripts that a text is written in, in the order in which they first stand: Latin, Cyrillic, Arabic.
func Scripts(text string) (found []string) {
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		for _, name := range commonScripts {
			if unicode.Is(unicode.Scripts[name], r) {
				if !slices.Contains(found, name) {
					found = append(found, name)
				}
				break
			}
		}
	}
	return found
}

// commonScripts are those in which names are published, the commonest first.
var commonScripts = []string{"Latin", "Cyrillic", "Arabic", "Han", "Hangul", "Hebrew", "Greek", "Katakana", "Hiragana", "Thai", "Devanagari", "Georgian", "Armenian", "Bengali", "Tamil", "Telugu",
	"Kannada", "Malayalam", "Gujarati", "Gurmukhi", "Oriya", "Sinhala", "Khmer", "Lao", "Myanmar", "Ethiopic", "Syriac", "Thaana", "Mongolian", "Tibetan"}
