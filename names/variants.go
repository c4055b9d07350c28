package names

import (
	"strings"
	"unicode/utf8"

	"spoor/names/translit"
)

// Variants gives a name in the ways in which its words may part: as it is written, then a name of Han or Hangul characters
// with surname and given name apart (习近平 is 习 近平), a Persian double name in two (محمدجواد is محمد جواد), and a Korean or Chinese
// name in Latin letters as what it may be in its own tongue, one with a chain of fathers as its short form (see shortened), and
// one that begins with two letters run together with initials (JC Juncker). Names are one when any two of their variants are.
func Variants(text string) []Name {
	n := Normal(text)
	return n.variants()
}

func (n *Name) variants() []Name {
	first := *n
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
			n.Original, n.Forms = first.Original, first.Forms
			all = append(append(all, n), readBacks(&n)...)
		}
	}
	all = append(all, readBacks(&first)...)
	if short, ok := first.shortened(); ok {
		all = append(all, short)
	}
	if apart, ok := first.initialled(); ok {
		all = append(all, apart)
	}
	return all
}

// initialled is a name with the initials apart that it begins with as one word of two consonants.
func (n *Name) initialled() (Name, bool) {
	if len(n.Tokens) < 2 || len(n.Tokens) > 3 || len(n.Forms) > 0 {
		return Name{}, false
	}
	run := n.Tokens[0].Text
	if n.Tokens[0].Kind != Plain || len(run) != 2 || strings.ContainsAny(run, "aeiouy") || !plainASCII(run) || notInitials[run] {
		return Name{}, false
	}
	for _, t := range n.Tokens[1:] {
		if t.Kind != Plain || t.script != latin || len(t.Text) < 3 {
			return Name{}, false
		}
	}
	apart := Name{Original: n.Original}
	for _, letter := range strings.Split(run, "") {
		w := NewWord(letter)
		apart.Tokens = append(apart.Tokens, Token{w, w.own()})
	}
	apart.Tokens = append(apart.Tokens, n.Tokens[1:]...)
	return apart, true
}

// notInitials are words of two consonants: a surname, and what Mohammed and Saint are cut to.
var notInitials = map[string]bool{"ng": true, "md": true, "st": true, "mv": true, "mt": true, "ft": true, "mc": true}

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
