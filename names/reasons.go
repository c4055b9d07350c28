package names

import (
	"slices"
	"strings"
)

// reasons tells in words where two names differ: spelling, words written together, words that only one has, order, forms.
func (al *alignment) reasons(a, b *Name) []string {
	var told []string
	pairedA, pairedB := make([]bool, len(al.a)), make([]bool, len(al.b))
	order := -1
	ordered := true
	for _, p := range al.pairs {
		pairedA[p.a], pairedB[p.b] = true, true
		ordered = ordered && p.b > order
		order = p.b
		x, y := a.words(al.a[p.a]), b.words(al.b[p.b])
		if x != y {
			told = append(told, x+" ~ "+y+": "+how(a.Tokens[al.a[p.a].first].Word, b.Tokens[al.b[p.b].first].Word, al.a[p.a].words, al.b[p.b].words))
		}
	}
	told = append(told, onlyIn("word missing: ", b, al.b, pairedB)...)
	told = append(told, onlyIn("word added: ", a, al.a, pairedA)...)
	if !ordered {
		told = append(told, "same words in another order")
	}
	if !slices.Equal(a.Forms, b.Forms) && len(a.Forms) > 0 && len(b.Forms) > 0 {
		told = append(told, "another legal form: "+forms(a)+" ~ "+forms(b))
	} else if len(a.Forms) != len(b.Forms) {
		told = append(told, "legal form in one only: "+forms(a)+forms(b))
	}
	return told
}

func forms(n *Name) string { return strings.ToUpper(strings.Join(n.Forms, " ")) }

func (n *Name) words(u unit) string {
	var words []string
	for _, t := range n.Tokens[u.first : u.first+u.words] {
		words = append(words, strings.ToUpper(t.Shown()))
	}
	return strings.Join(words, " ")
}

func onlyIn(what string, n *Name, us []unit, paired []bool) []string {
	var told []string
	for i, u := range us {
		if !paired[i] {
			told = append(told, what+n.words(u))
		}
	}
	return told
}

// how says in what two words that are alike differ.
func how(a, b *Word, wordsA, wordsB int) string {
	switch {
	case wordsA > 1 || wordsB > 1:
		return "written together"
	case a.Kind == Initial || b.Kind == Initial:
		return "initial"
	case a.script == original:
		return "another romanisation of one name"
	case a.script != b.script:
		return "in another script"
	case shareGroup(a.groups, b.groups) > 0, a.Kind == Particle:
		return "the same word in another form"
	}
	if lettersAlike(&a.spelled[0], &b.spelled[0]) == 0 {
		return "a known name in another spelling"
	}
	x, y := a.spelled[0].letters, b.spelled[0].letters
	n := edits(x, y, longest)
	switch {
	case n == 1 && len(x) < len(y):
		return "one letter more"
	case n == 1 && len(x) > len(y):
		return "one letter less"
	case n == 1 && sorted(x) == sorted(y):
		return "two letters swapped"
	case n == 1:
		return "one letter differs"
	case n == 2:
		return "two letters differ"
	case n == 3:
		return "three letters differ"
	}
	return "several letters differ"
}

func sorted(letters []rune) string {
	letters = slices.Clone(letters)
	slices.Sort(letters)
	return string(letters)
}
