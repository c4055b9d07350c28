package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text in which names are looked for is read as very many runs of its words. Lone and Assemble make of such a run what Variants
// would, from words that were made once.

// Lone is the word that Normal makes of a word of a text wherever it stands: nil when that depends on its neighbours, for it may be of an
// organisation form, or when it is not one word.
func Lone(text string) *Word {
	words := strings.Fields(spaced(commas(caseless(text))))
	if len(words) != 1 || strings.Contains(words[0], ",") {
		return nil
	}
	v, folded := known(), strip(words[0])
	if _, misspelt := v.misspelt(folded); misspelt || v.opening[folded] > 0 || len(v.unglued(words)) > 1 {
		return nil
	}
	if w := NewWord(words[0]); w.Text != "" {
		return w
	}
	return nil
}

// Parts says whether what stands between two words of a text parts them and does nothing else: no comma, which may turn a name round,
// no points between initials, nothing that becomes a letter, vanishes or takes a mark.
func Parts(before, between, after string) bool {
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsMark(r) {
		return false
	}
	for i := range len(between) {
		if c := between[i]; c >= utf8.RuneSelf || c == ',' || c == '\'' || c == '`' {
			return false
		}
	}
	return between != "." || utf8.RuneCountInString(before) > 1 && utf8.RuneCountInString(after) > 1
}

// Assemble is Variants of a text of whose words each is alone what Lone says, and which Parts parts.
func Assemble(text string, words []*Word) []Name {
	n := Name{Original: text, Tokens: make([]Token, 0, len(words))}
	n.take(words[:min(len(words), mostWords)])
	return n.variants()
}
