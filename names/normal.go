package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a token is in its name.
type Kind uint8

const (
	Word     Kind = iota
	Trade         // a word that many organisations bear: bank, trading, international
	Number        // digits: only the same number agrees
	Initial       // one letter
	Title         // mr, sheikh, captain
	Particle      // al, bin, van der, of
)

// Token is one word of a name.
type Token struct {
	Text  string // as compared: folded, without diacritics
	Kind  Kind
	Latin []string // Latin spellings of a word in another script; nil for a Latin word

	spelled []spelling // Text, then Latin
	weight  int        // thousandths
	groups  []uint16   // of words that are one word in another form
	fixed   bool       // a short word that everybody knows: one letter makes another word of it (corp, comp; bank, back)
}

// Name is a name made ready for comparison. The zero Name agrees with nothing.
type Name struct {
	Original string
	Tokens   []Token  // the words in their order, a name before a comma after what follows it
	Forms    []string // organisation forms in order of the alphabet, as compared: "gmbh", "llc"

	formKinds []string
	order     string // the tokens joined, by which two names are put in one order
}

// Normal makes a name ready for comparison. Normal of a Name's String is the same Name but for its Original.
func Normal(text string) Name {
	n := Name{Original: text}
	parts := strings.Split(commas(caseless(text)), ",")
	words := n.takeForms(parts)
	words = words[:min(len(words), mostWords)]
	for i, word := range words {
		if t := newToken(word); t.Text != "" {
			if i > 0 && t.Kind == Title && !trailing[t.Text] {
				t.Kind = Word
				t.weight = t.own()
			}
			n.Tokens = append(n.Tokens, t)
		}
	}
	n.promote()
	n.order = n.String()
	return n
}

// promote makes words of the particles, titles and initials of a name that has nothing else: AT&T, U2, "The The".
func (n *Name) promote() {
	for i := range n.Tokens {
		if telling(&n.Tokens[i]) {
			return
		}
	}
	for i := range n.Tokens {
		n.Tokens[i].Kind = Word
		n.Tokens[i].weight = n.Tokens[i].own()
	}
}

// mostWords is how many words of a name are compared; nobody has more.
const mostWords = 48

// trailing are the titles that stand after a name too.
var trailing = map[string]bool{"jr": true, "sr": true, "esq": true, "phd": true, "haji": true, "hajji": true, "hajj": true}

// String is the name as it is compared: words, then forms.
func (n Name) String() string {
	words := make([]string, 0, len(n.Tokens)+len(n.Forms))
	for _, t := range n.Tokens {
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
		n.Forms, n.formKinds = nil, nil
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
	var rest []string
	for i := 0; i < len(words); {
		length := 0
		if f, ok := v.misspelt(words[i]); ok && last && i > 0 && i+1 == len(words) {
			n.Forms = append(n.Forms, f.name)
			n.formKinds = append(n.formKinds, f.kind)
			break
		}
		for k := min(v.longest, len(words)-i); k > 0; k-- {
			alias := fold(strings.Join(words[i:i+k], " "))
			f, ok := v.forms[alias]
			if ok && formStands(alias, i == 0, last && i+k == len(words), k) {
				n.Forms = append(n.Forms, f.name)
				n.formKinds = append(n.formKinds, f.kind)
				length = k
				break
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

// misspelt finds the form that a word is but for one letter.
func (v *vocabulary) misspelt(word string) (form, bool) {
	if len(word) < 6 || !plainASCII(word) {
		return form{}, false
	}
	for _, letters := range v.spelt {
		if n := len(word) - len(letters); n >= -1 && n <= 1 && edits([]rune(word), letters, 1) == 1 {
			return v.forms[string(letters)], true
		}
	}
	return form{}, false
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

// newToken makes a token of a caseless word.
func newToken(word string) Token {
	text := strip(word)
	t := Token{Text: text, Latin: Latin(word)}
	t.groups = known().groups[text]
	letters := []rune(text)
	if _, isForm := known().forms[text]; len(letters) < 5 {
		t.fixed = isForm || known().trade[text]
	}
	t.spelled = append(t.spelled, spell(letters))
	for _, latin := range t.Latin {
		t.spelled = append(t.spelled, spell([]rune(latin)))
	}
	switch {
	case len(letters) == 0:
	case particles[text] != 0:
		t.Kind = Particle
	case unicode.IsDigit(letters[0]) && unicode.IsDigit(letters[len(letters)-1]) || roman(text):
		t.Kind = Number
	case len(letters) == 1 && !ideographic(letters[0]):
		t.Kind = Initial
	case titles[text]:
		t.Kind = Title
	case known().trade[text]:
		t.Kind = Trade
	}
	t.weight = t.own()
	return t
}

// roman are the numerals that number funds and ships; those that are initials or words are left out.
func roman(text string) bool {
	switch text {
	case "ii", "iii", "iv", "vii", "viii", "xii", "xiii", "xiv", "xvi":
		return true
	}
	return false
}
