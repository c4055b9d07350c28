package detect

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"spoor/fault"
	"spoor/model"
)

// Advice is what would make a file that compiles a better one: nothing of it is an error.
type Advice struct {
	Place fault.Place
	Rule  string // a word for it that stays: tests, parameter, let, quotation, floor, word, next
	What  string
	Hint  string
}

// The least number of tests that a typology of the library has.
const (
	leastFiring = 3
	leastSilent = 3
	leastNear   = 2
)

// Advise looks at a compiled typology as a reader of the library would, in the order of the file.
func (o *Organisation) Advise(t *Typology) []Advice {
	a := adviser{f: t.File, t: t, of: o}
	a.words(t.File.Title, t.File.titleAt())
	a.sources()
	a.unused()
	a.floor()
	a.words(t.File.Say.Text, t.File.spot(t.File.Say))
	if len(t.File.Next) == 0 {
		a.say(t.File.spot(t.File.ID), "next", "there are no next steps", "add next: with what an analyst can do, at no cost to the subject")
	}
	a.tests()
	return a.all
}

type adviser struct {
	f   *File
	t   *Typology
	of  *Organisation
	all []Advice
}

func (a *adviser) say(at fault.Place, rule, what, hint string) {
	a.all = append(a.all, Advice{at, rule, what, hint})
}

// titleAt is where the title stands, which is read without its place.
func (f *File) titleAt() fault.Place {
	for i, line := range strings.Split(f.Text, "\n") {
		if strings.HasPrefix(line, "title:") {
			return fault.Place{File: f.Path, Line: i + 1, Column: 1}
		}
	}
	return f.spot(f.ID)
}

// verdicts are the beginnings of words that judge a person, whom records cannot judge.
var verdicts = []string{"suspect", "suspicious", "terroris", "guilt", "criminal", "culprit", "offender", "perpetrator", "fraudster", "launder", "smuggler",
	"jihad", "extremist", "accomplice", "villain"}

// words advises against words that judge.
func (a *adviser) words(text string, at fault.Place) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, verdict := range verdicts {
			if strings.HasPrefix(strings.ToLower(word), verdict) {
				a.say(at, "word", fmt.Sprintf("%q judges the subject", word), "say what was observed; people judge")
			}
		}
	}
}

func (a *adviser) sources() {
	if !slices.ContainsFunc(a.f.Sources, func(s Source) bool { return s.Quote != "" }) {
		a.say(a.f.spot(a.f.ID), "quotation", "no source is quoted", "add quote: with the source's own words, so that a reader can compare")
	}
}

func (a *adviser) tests() {
	kinds := map[string]int{}
	for _, test := range a.f.Tests {
		kinds[test.Kind]++
	}
	silent := kinds["silent"] + kinds["near"] // what nearly fires stays silent too
	if kinds["fires"] >= leastFiring && silent >= leastSilent && kinds["near"] >= leastNear {
		return
	}
	a.say(a.f.spot(a.f.ID), "tests", fmt.Sprintf("tests that fire: %d; that stay silent: %d, of these near: %d", kinds["fires"], silent, kinds["near"]),
		fmt.Sprintf("write at least %d that fire, %d that stay silent, %d of them near", leastFiring, leastSilent, leastNear))
}

// unused finds parameters and lets that nothing reads.
func (a *adviser) unused() {
	read := map[string]bool{}
	for _, l := range a.f.Let {
		a.reads(l.Value.Text, func(name string) { read[name] = true })
	}
	texts := []string{a.f.Wait.Text, a.f.When.Text}
	for _, p := range a.f.On {
		texts = append(texts, p.Text)
	}
	for _, placeholder := range braces.FindAllString(a.f.Say.Text, -1) {
		expression, _ := forms(placeholder[1 : len(placeholder)-1])
		texts = append(texts, expression)
	}
	for _, text := range texts {
		a.reads(text, func(name string) { read[name] = true })
	}
	for _, pair := range a.f.Params {
		if !read["params."+pair.Key.Text] {
			a.say(a.f.spot(pair.Key), "parameter", fmt.Sprintf("nothing reads the parameter %s", pair.Key.Text), "take it out, or write params."+pair.Key.Text+" where its value stands")
		}
	}
	for i, pair := range a.f.Let {
		if !a.letRead(i, texts) {
			a.say(a.f.spot(pair.Key), "let", fmt.Sprintf("nothing reads the let %s", pair.Key.Text), "take it out, or show it in say")
		}
	}
}

// letRead says whether the condition, the sentence or a later let reads a let: its own text may name a field that it hides.
func (a *adviser) letRead(i int, texts []string) bool {
	found := false
	for _, later := range a.f.Let[i+1:] {
		texts = append(slices.Clone(texts), later.Value.Text)
	}
	for _, text := range texts {
		a.reads(text, func(name string) { found = found || name == a.f.Let[i].Key.Text })
	}
	return found
}

// reads gives every name that an expression reads, with its first step; parameters as params.name; of definitions, what they
// stand for too.
func (a *adviser) reads(text string, give func(string)) {
	tokens := lex(text)
	for i, t := range tokens {
		if t.kind != nameToken || i > 0 && tokens[i-1].text == "." {
			continue
		}
		if t.text == "params" && i+2 < len(tokens) && tokens[i+1].text == "." {
			give("params." + tokens[i+2].text)
			continue
		}
		give(t.text)
		if d, ok := a.of.defined[t.text]; ok {
			d.node.paths(func(path []string) { give(strings.Join(path[:min(2, len(path))], ".")); give(path[0]) })
		}
	}
}

// paths gives every path of an expression.
func (n *node) paths(give func([]string)) {
	if n.op == "path" {
		give(n.path)
	}
	for _, arg := range n.args {
		arg.paths(give)
	}
}

// floor advises against a percentile that stands alone: among a thousand parties some are always above the 99th, however little
// they did. A score opens nothing by itself and may.
func (a *adviser) floor() {
	n, err := parseExpression(a.f.When.Text)
	if err != nil || a.f.Opens.Text == "score" {
		return
	}
	at := map[string]int{}
	for i, l := range a.t.lets {
		at[l.name] = i
	}
	ranked, floored := false, false
	look := func(n *node) {
		for _, term := range n.ands() {
			byRank := slices.ContainsFunc(term.lets(at), a.ranks)
			ranked = ranked || byRank
			floored = floored || !byRank && a.isFloor(term)
		}
	}
	look(n)
	for _, p := range a.f.On {
		if _, condition, ok := strings.Cut(p.Text, " where "); ok {
			if n, err := parseExpression(condition); err == nil {
				look(n)
			}
		}
	}
	if ranked && !floored {
		a.say(a.f.spot(a.f.When), "floor", "a percentile decides alone: somebody is always above it", "join a floor in units with and, like amount >= 1000 EUR, or make it opens: score")
	}
}

// ands takes an expression apart at its ands.
func (n *node) ands() []*node {
	if n.op != "and" {
		return []*node{n}
	}
	return append(n.args[0].ands(), n.args[1].ands()...)
}

// ranks says whether a let is, or is reckoned from, a place among other values.
func (a *adviser) ranks(i int) bool {
	l := a.t.lets[i]
	return l.verb == "percentile" || l.verb == "rank" || l.verb == "" && slices.ContainsFunc(l.reads, a.ranks)
}

// isFloor says whether a term asks for at least so much or so many.
func (a *adviser) isFloor(n *node) bool {
	bound := n
	switch n.op {
	case ">", ">=":
		bound = n.args[1]
	case "<", "<=":
		bound = n.args[0]
	default:
		return false
	}
	return a.inUnits(bound)
}

// inUnits says whether an expression rests on money, a quantity or a number above one.
func (a *adviser) inUnits(n *node) bool {
	value := model.Datum{}
	if n.op == "literal" {
		value, _ = literal(n.text, n.unit) // it compiled
	}
	for _, p := range a.of.Parameters(a.t) {
		if n.op == "path" && n.text == "params."+p.Name {
			value = p.Value
		}
	}
	return measured(value.Kind) || value.Kind == model.Number && value.Num > model.Scale || slices.ContainsFunc(n.args, a.inUnits)
}
