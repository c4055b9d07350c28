package names

import (
	"strings"
	"unicode/utf8"

	"spoor/names/translit"
)

// Variants gives a name in the ways in which its words may part: as it is written, then a name of Han or Hangul characters
// with surname and given name apart (习近平 is 习 近平), a Persian double name in two (محمدجواد is محمد جواد), and a Korean or Chinese
// name in Latin letters as what it may be in its own tongue. Names are one when any two of their variants are.
func Variants(text string) []Name {
	first := Normal(text)
	all := []Name{first}
	for i, t := range first.Tokens {
		if t.script == latin {
			continue
		}
		for _, parts := range parted(t.Word, len(first.Tokens) == 1) {
			words := make([]string, 0, len(first.Tokens)+1)
			for k, o := range first.Tokens {
				if k == i {
					words = append(words, parts...)
				} else {
					words = append(words, o.Form)
				}
			}
			n := Normal(strings.Join(words, " "))
			n.Original, n.Forms = text, first.Forms
			all = append(all, n)
		}
	}
	return append(all, readBacks(&first)...)
}

// doubled are the names with which Persian double names begin, written as one word with the second.
var doubled = []string{"محمد", "علي", "امير", "غلام", "سيد"}

func parted(w *Word, alone bool) [][]string {
	if w.script == abjad {
		for _, first := range doubled {
			if rest, ok := strings.CutPrefix(w.Text, first); ok && utf8.RuneCountInString(rest) > 2 {
				return [][]string{{first, rest}}
			}
		}
		return nil
	}
	if !alone {
		return nil
	}
	return translit.Split(w.Form)
}

// CompareTexts compares two names in all their variants, and gives the best agreement.
func CompareTexts(a, b string) Agreement {
	var best Agreement
	for i, x := range Variants(a) {
		for k, y := range Variants(b) {
			if g := Compare(x, y, nil); i+k == 0 || g.Score > best.Score {
				best = g
			}
		}
	}
	return best
}
