package screen

import (
	"cmp"
	"slices"
	"strings"

	"spoor/names"
)

// passage is a text taken apart, with the listed words that are alike to its words.
type passage struct {
	text   string
	places []place
}

// place is a word of a text.
type place struct {
	start, end int // bytes
	word       *sighted
	runs       []run // words from here on that may be one
	least      int   // what it weighs in any run of words, see (*Index).least
	parted     bool  // from the word before, and no more: see names.Parts
}

// sighted is a word as texts have it, however often, and what is alike to it.
type sighted struct {
	text    string      // as it is compared; "" when it is no one word
	lone    *names.Word // see names.Lone
	most    int         // how many words it is at most
	father  bool        // it says whose son somebody is
	words   []*names.Word
	near    []nearWord // in the order of the words
	apart   []apart    // the listed names that have it as several words
	initial *names.Word
	form    bool // an organisation form may begin with it
}

// run is neighbouring words that may be one.
type run struct {
	words int
	near  []nearWord
}

// longestRun is the most bytes that a word of a text may have: what is longer is no word of a name.
const longestRun = 256

// read takes a text apart.
func (x *Index) readText(text string, s *scratch) *passage {
	p := &passage{text: text}
	known := map[string]*sighted{}
	for start, end := range names.Runs(text) {
		raw := text[start:end]
		if known[raw] == nil {
			known[raw] = x.sight(raw, s)
		}
		parted := false
		if k := len(p.places) - 1; k >= 0 {
			before := &p.places[k]
			parted = names.Parts(text[before.start:before.end], text[before.end:start], raw)
		}
		p.places = append(p.places, place{start: start, end: end, word: known[raw], parted: parted})
	}
	joined := map[string][]nearWord{}
	for at := range p.places {
		p.places[at].runs = x.runsAt(p, at, joined, s)
	}
	x.least(p)
	return p
}

// sight finds what is alike to a word, in each way in which it may part.
func (x *Index) sight(raw string, s *scratch) *sighted {
	if len(raw) > longestRun {
		return &sighted{}
	}
	w := &sighted{lone: names.Lone(raw)}
	variants := names.Variants
	if w.lone != nil {
		variants = func(raw string) []names.Name { return names.Assemble(raw, []*names.Word{w.lone}) }
	}
	for i, n := range variants(raw) {
		w.most = max(w.most, len(n.Tokens))
		for _, t := range n.Tokens {
			word := w.lone // what it is by itself, and not what it is where there is nothing else
			if word == nil || t.Form != word.Form {
				word = names.NewWord(t.Form)
			}
			w.words = append(w.words, word)
			w.father = w.father || word.Son()
			if word.Kind == names.Initial {
				w.initial = word
			}
			w.near = append(w.near, x.words.near(word, s)...)
		}
		if i == 0 && len(n.Tokens) == 1 {
			w.text = w.words[0].Text
			w.apart = x.apart(w.words[0], s)
		}
	}
	var rest string
	if w.form, rest = names.FormIn(raw); rest != "" {
		w.near = append(w.near, x.words.near(names.NewWord(rest), s)...)
	}
	w.near = byWord(w.near)
	return w
}

// byWord sorts what is near by word, each once with its best agreement.
func byWord(near []nearWord) []nearWord {
	slices.SortFunc(near, func(a, b nearWord) int { return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(b.alike, a.alike)) })
	return slices.CompactFunc(near, func(a, b nearWord) bool { return a.word == b.word })
}

// apart is a listed name that has a word as several, and a bit for each of them.
type apart struct {
	name uint32
	mask uint64
}

// apart lists the names that have a word as several.
func (x *Index) apart(w *names.Word, s *scratch) (found []apart) {
	for _, text := range append([]string{w.Text}, w.Latin...) {
		for _, name := range x.joined.find(names.TextKey(text)) {
			x.name(name, &s.listed)
			if mask := joinedMask(s.listed.Tokens, text); mask != 0 {
				found = append(found, apart{name, mask})
			}
		}
	}
	return found
}

// joinedMask has a bit for each of the words that are a text when they are written together.
func joinedMask(tokens []names.Token, text string) (mask uint64) {
	for i := range tokens {
		rest := text
		for k := i; k < min(i+mostJoined, len(tokens)); k++ {
			var found bool
			if rest, found = strings.CutPrefix(rest, tokens[k].Text); !found {
				break
			}
			if rest == "" && k > i {
				mask |= (1<<(k+1-i) - 1) << i
			}
		}
	}
	return mask
}

// mostJoined is how many words may be written as one.
const mostJoined = 4

// runsAt are the runs of words that begin at a place and may be one: compounds, and words that are a listed one when they are written
// together. joined remembers what was found.
func (x *Index) runsAt(p *passage, at int, joined map[string][]nearWord, s *scratch) (found []run) {
	first := p.places[at].word
	if first.text == "" {
		return nil
	}
	text := append(s.text[:0], first.text...)
	words := append(s.run[:0], first.words[0])
	for k := at + 1; k < min(at+mostJoined, len(p.places)) && p.places[k].word.text != ""; k++ {
		text = append(text, p.places[k].word.text...)
		words = append(words, p.places[k].word.words[0])
		near, ok := joined[string(text)]
		if !ok {
			x.words.written(string(text), func(id uint32) { near = append(near, nearWord{word: id, alike: whole}) })
			compound := names.CompoundWord(words)
			if compound != nil {
				near = append(near, x.words.near(compound, s)...)
			}
			if near = byWord(near); compound != nil || len(near) > 0 { // what is nothing is soon seen to be nothing
				joined[string(text)] = near
			}
		}
		if len(near) > 0 {
			found = append(found, run{len(words), near})
		}
	}
	s.text, s.run = text, words
	return found
}

// has says how much a word of a list of them is alike; 0 when it is not among them.
func has(near []nearWord, word uint32) int {
	if i, ok := slices.BinarySearchFunc(near, word, func(n nearWord, word uint32) int { return cmp.Compare(n.word, word) }); ok {
		return near[i].alike
	}
	return 0
}

// each calls do for every list of what is near that begins at a place, and how many words it is of.
func (p *place) each(do func(near []nearWord, words int)) {
	do(p.word.near, 1)
	for _, r := range p.runs {
		do(r.near, r.words)
	}
}
