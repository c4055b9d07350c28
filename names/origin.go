package names

import (
	"slices"
	"strings"

	"spoor/names/translit"
)

// A Korean or Chinese name, in Latin letters or its own, is held against others as it is written and, in further variants, as what it may be in
// its own tongue: two words, surname and given name, that agree with those of another such variant only, by having an origin in
// common. So Lee Seong-su is Yi Sung-soo, and Mohammed Lee is neither.

// originSign parts tongue, writing and origins in the form of such a word; no word of a name has it.
const originSign = ":"

// readBacks are the variants of a name that is such a one as a whole.
func readBacks(n *Name) []Name {
	if len(n.Tokens) < 2 || len(n.Tokens) > 4 || len(n.Forms) > 0 {
		return nil
	}
	if s := n.Tokens[0].script; s == hangul || s == han {
		return ownWriting(n, s)
	}
	var words []string
	for _, t := range n.Tokens {
		switch {
		case t.Kind == Title:
			continue
		case t.script != latin || t.Kind == Initial || t.Kind == Number:
			return nil
		}
		words = append(words, t.Text)
	}
	return originNames(n, translit.Origins(words))
}

// ownWriting is a name in Hangul or Han characters, surname first and apart, in the same form.
func ownWriting(n *Name, s script) []Name {
	given := ""
	for i, t := range n.Tokens {
		if t.script != s {
			return nil
		}
		if i > 0 {
			given += t.Text
		}
	}
	return originNames(n, translit.OwnWriting(n.Tokens[0].Text, given))
}

func originNames(n *Name, origins []translit.Origin) (all []Name) {
	for _, o := range origins {
		all = append(all, Name{Original: n.Original, Tokens: []Token{originToken(o.Tongue, o.Family, o.Surname), originToken(o.Tongue, o.Personal, o.Given)}})
	}
	return all
}

func originToken(tongue, written string, may []string) Token {
	w := NewWord(tongue + originSign + written + originSign + strings.Join(may, " "))
	return Token{w, w.own()}
}

// readBack takes such a word apart again.
func readBack(form string) (written string, may []string, ok bool) {
	tongue, rest, ok := strings.Cut(form, originSign)
	if !ok {
		return "", nil, false
	}
	written, origins, _ := strings.Cut(rest, originSign)
	for _, o := range strings.Fields(origins) {
		may = append(may, tongue+o)
	}
	return written, may, true
}

// originsAlike says whether two words may be one in their own tongue.
func originsAlike(a, b *Word) int {
	if a.script != b.script || !slices.ContainsFunc(a.origins, func(o string) bool { return slices.Contains(b.origins, o) }) {
		return 0
	}
	if slices.Equal(a.spelled[0].letters, b.spelled[0].letters) {
		return whole
	}
	return originAgreement
}

// Shown is the word as it was written.
func (w *Word) Shown() string {
	if w.script == original {
		return string(w.spelled[0].letters)
	}
	return w.Text
}

// Origins are what a word of a name that was read back may be in its own tongue; nil for any other.
func (w *Word) Origins() []string {
	var all []string
	for _, o := range w.origins {
		all = append(all, o[len("ko"):])
	}
	return all
}
