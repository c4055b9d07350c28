package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spoor/names/translit"
)

// Token is a word in a name, and how much it tells there.
type Token struct {
	*Word
	weight int // thousandths
}

// TokenOf is a word that tells so much in its name, in thousandths.
func TokenOf(w *Word, weight int) Token { return Token{w, weight} }

// Name is a name made ready for comparison. The zero Name agrees with nothing.
type Name struct {
	Original  string
	Tokens    []Token    // the words in their order, a name before a comma after what follows it
	Forms     []string   // organisation forms in order of the alphabet, as compared: "gmbh", "llc"
	Compounds []Compound // runs of Tokens that others write as one word
}

// Normal makes a name ready for comparison. Normal of a Name's String is the same Name but for its Original.
func Normal(text string) Name {
	n := Name{Original: text}
	parts := strings.Split(commas(caseless(text)), ",")
	words := n.takeForms(parts)
	words = words[:min(len(words), mostWords)]
	made := make([]*Word, len(words))
	for i, word := range words {
		made[i] = NewWord(word)
	}
	n.take(made)
	return n
}

// take makes the tokens of the words of a name.
func (n *Name) take(words []*Word) {
	for i, w := range words {
		if w.Text == "" {
			continue
		}
		if i > 0 && w.Kind == Title && !trailing[w.Text] {
			w = w.As(Plain)
		}
		n.Tokens = append(n.Tokens, Token{w, w.own()})
	}
	n.promote()
	n.unparticle()
	n.findCompounds()
}

// promote makes words of the particles, titles and initials of a name that has nothing else: AT&T, U2, "The The".
func (n *Name) promote() {
	for i := range n.Tokens {
		if n.Tokens[i].Telling() {
			return
		}
	}
	for i := range n.Tokens {
		w := n.Tokens[i].As(Plain)
		n.Tokens[i] = Token{w, w.own()}
	}
}

// unparticle makes words of the particles of a name that is syllables of the east of Asia from end to end: Đỗ Hữu Dũng, Lê Văn An
// and Kim Jong-il have none.
func (n *Name) unparticle() {
	if len(n.Tokens) < 3 || len(n.Forms) > 0 || !slices.ContainsFunc(n.Tokens, func(t Token) bool { return syllabic[t.Text] }) {
		return
	}
	var words []string
	for _, t := range n.Tokens {
		if t.Kind != Title {
			words = append(words, t.Form)
		}
	}
	if !translit.Vietnamese(words) && translit.Origins(words) == nil {
		return
	}
	for i, t := range n.Tokens {
		if syllabic[t.Text] {
			w := t.As(Plain)
			n.Tokens[i] = Token{w, w.own()}
		}
	}
}

// syllabic are the particles that are words of Vietnamese, Korean or Chinese names too.
var syllabic = map[string]bool{"do": true, "van": true, "le": true, "la": true, "an": true, "du": true, "da": true, "on": true, "en": true, "il": true, "in": true, "ten": true}

// mostWords is how many words of a name are compared; nobody has more.
const mostWords = 48

// trailing are the titles that stand after a name too.
var trailing = map[string]bool{"jr": true, "sr": true, "esq": true, "phd": true, "haji": true, "hajji": true, "hajj": true}

// String is the name as it is compared: words, then forms.
func (n Name) String() string {
	words := make([]string, 0, len(n.Tokens)+len(n.Forms))
	for _, t := range n.Tokens {
		if t.Kind == Forefather {
			words = append(words, "("+t.Text+")")
			continue
		}
		words = append(words, t.Text)
	}
	return strings.Join(append(words, n.Forms...), " ")
}

func commas(text string) string {
	return strings.NewReplacer("،", ",", "、", ",", "，", ",").Replace(text)
}

// takeForms finds the organisation forms, and puts "LAST, First" into the order "First LAST": what stands between the commas
// and is a form by itself is no first name.
func (n *Name) takeForms(parts []string) []string {
	var groups [][]string
	for _, part := range parts {
		words := strings.Fields(spaced(part))
		if len(words) > 0 {
			groups = append(groups, words)
		}
	}
	if k := len(groups) - 1; k >= 0 {
		groups[k] = known().unglued(groups[k])
	}
	var kept [][]string
	for i, words := range groups {
		rest := n.withoutForms(words, i == len(groups)-1 && (len(words) > 1 || len(groups) > 1 && len(kept) > 0))
		if len(rest) > 0 {
			kept = append(kept, rest)
		}
	}
	if len(kept) == 2 {
		kept[0], kept[1] = kept[1], kept[0]
	}
	if len(kept) == 0 { // nothing but forms: then they are the name
		n.Forms = nil
		return slices.Concat(groups...)
	}
	slices.Sort(n.Forms)
	n.Forms = slices.Compact(n.Forms)
	return slices.Concat(kept...)
}

// withoutForms takes the forms out of a run of words, the longest alias first. Those of one or two letters are forms only at
// the end of a name or, a few, at its beginning; else they are words of a person's name.
func (n *Name) withoutForms(words []string, last bool) []string {
	v := known()
	folded := make([]string, len(words))
	for i, word := range words {
		folded[i] = strip(word)
	}
	var rest []string
	for i := 0; i < len(words); {
		if f, ok := v.misspelt(folded[i]); ok && last && i > 0 && i+1 == len(words) {
			n.Forms = append(n.Forms, f)
			break
		}
		length := 0
		for k := min(v.opening[folded[i]], len(words)-i); k > 0 && length == 0; k-- {
			alias := strings.Join(folded[i:i+k], " ")
			if f, ok := v.forms[alias]; ok && formStands(alias, i == 0, last && i+k == len(words), k) {
				n.Forms = append(n.Forms, f)
				length = k
			}
		}
		if length == 0 {
			rest = append(rest, words[i])
			length = 1
		}
		i += length
	}
	return rest
}

// unglued parts a last word from a form that is written onto it: MACHANGALTD.
func (v *vocabulary) unglued(words []string) []string {
	k := len(words) - 1
	for _, form := range []string{"limited", "company", "corporation", "gmbh", "ltd", "llc"} {
		rest, ok := strings.CutSuffix(words[k], form)
		if ok && len(rest) > 3 && plainASCII(words[k]) && v.forms[words[k]] == "" && v.forms[rest] == "" {
			return append(slices.Clone(words[:k]), rest, form)
		}
	}
	return words
}

// FormIn says what a word of a text may be of an organisation form: whether one begins with it, and what is left of the word when
// one is written onto it (MACHANGALTD); "" when none is.
func FormIn(text string) (opens bool, rest string) {
	v, word := known(), fold(text)
	if words := v.unglued([]string{word}); len(words) > 1 {
		rest = words[0]
	}
	return v.opening[word] > 0, rest
}

// misspelt finds the form that a word is but for one letter.
func (v *vocabulary) misspelt(word string) (form string, ok bool) {
	if len(word) < 6 || !plainASCII(word) {
		return "", false
	}
	for _, letters := range v.spelt {
		if n := len(word) - len(letters); n >= -1 && n <= 1 && edits([]rune(word), letters, 1) == 1 {
			return v.forms[string(letters)], true
		}
	}
	return "", false
}

func formStands(alias string, first, last bool, words int) bool {
	letters := utf8.RuneCountInString(strings.ReplaceAll(alias, " ", ""))
	switch {
	case alias == "co":
		return !first
	case letters > 3 || words > 1 && letters > 2 && !first:
		return true
	case letters == 3:
		return first || last
	case alias == "pt" || alias == "cv" || alias == "ao" || alias == "ао" || alias == "уп" || alias == "тд":
		return first || last
	}
	return last
}

// spaced parts a text into words by spaces: everything but letters, marks and digits parts, "&" is "and", and three or more
// letters parted by points alone ("U.S.A.") are written together; two may be somebody's initials.
func spaced(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 8)
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '&':
			b.WriteString(" and ")
		case !partOfWord(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
			if letters, length := dotted(runes, i); letters >= 3 {
				for _, r := range runes[i+1 : i+length] {
					if r != '.' {
						b.WriteRune(r)
					}
				}
				i += length - 1
			}
		}
	}
	return b.String()
}

func partOfWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || dropped(r)
}

// dotted measures the run of single letters with points between them that starts at i: how many letters, how many runes.
func dotted(runes []rune, i int) (letters, length int) {
	if i > 0 && partOfWord(runes[i-1]) {
		return 0, 0
	}
	for k := i; k < len(runes) && unicode.IsLetter(runes[k]); k += 2 {
		if k+1 < len(runes) && partOfWord(runes[k+1]) {
			break // a longer word follows the run
		}
		letters, length = letters+1, k+1-i
		if k+1 >= len(runes) || runes[k+1] != '.' {
			break
		}
	}
	return letters, length
}
