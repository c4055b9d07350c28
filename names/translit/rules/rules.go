// Package rules runs transform rules in the language of Unicode Technical Standard 35, part 2, "Transforms", in which CLDR
// writes its transliterations.
//
// What is understood: filters, calls of other transforms, variables, sets with their operations and properties, contexts,
// the cursor, segments, quantifiers, anchors, both ways of writing an arrow. Rules run forward only. A function call in a
// result (&Any-...), a cursor at a distance (|@) and an unknown property are errors, not silence.
package rules

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"spoor/fault"
)

// Transform is a compiled transform; it holds no state and may be used by many at once.
type Transform struct {
	filter *set
	passes []pass
}

// pass changes a stretch of a text, of which what lies outside is context.
type pass interface {
	// run changes text[from:to] and returns the whole text and the new end of the stretch.
	run(text []rune, from, to int) ([]rune, int)
}

// Source reads the rules of a transform by its name, as in "Han-Latin-Names".
type Source func(name string) (string, error)

// deepest is how far transforms may call each other; a circle would have no end.
const deepest = 8

// Compile makes a transform of the rules of that name and of those which they call.
func Compile(name string, source Source) (*Transform, error) {
	return compile(name, source, 0)
}

func compile(name string, source Source, depth int) (*Transform, error) {
	if p, ok := builtin(name); ok {
		return &Transform{passes: []pass{p}}, nil
	}
	if depth > deepest {
		return nil, &fault.Error{Doing: "compiling transforms", Kind: fault.Input, Place: fault.Place{File: name},
			What: "transforms call each other in a circle", Hint: "look at the lines that begin with ::"}
	}
	text, err := source(name)
	if err != nil {
		return nil, err
	}
	p := parser{name: name, variables: map[string]string{}}
	t := &Transform{}
	for _, statement := range statements(text) {
		p.line = statement.line
		if called, ok := strings.CutPrefix(statement.text, "::"); ok {
			err = t.call(&p, called, source, depth)
		} else {
			err = t.rule(&p, statement.text)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, pass := range t.passes {
		if rules, ok := pass.(*ruleset); ok {
			rules.index()
		}
	}
	return t, nil
}

// call adds what a line that begins with :: says: a filter for all, or another transform with its own filter.
func (t *Transform) call(p *parser, text string, source Source, depth int) error {
	p.begin(text)
	p.space()
	var filter *set
	if p.peek() == '[' {
		var err error
		if filter, err = p.set(); err != nil {
			return err
		}
	}
	name, inverse, both := strings.Cut(p.rest(), "(")
	name = strings.TrimSpace(name)
	if name == "" && both && filter == nil { // stands for the way back only
		return nil
	}
	if name == "" && (both && strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inverse), ")")) != "" || !both) {
		if len(t.passes) > 0 {
			return p.fail("a filter for all stands after a rule")
		}
		t.filter = filter
		return nil
	}
	called, err := compile(name, source, depth+1)
	if err != nil {
		return err
	}
	if filter != nil {
		called = &Transform{filter: filter, passes: []pass{called}}
	}
	t.passes = append(t.passes, called)
	return nil
}

// rule adds a conversion to the rules that stand together, or defines a variable. What only serves the way back is left out.
func (t *Transform) rule(p *parser, text string) error {
	left, right, kind := arrow(text)
	switch kind {
	case '=':
		name, ok := strings.CutPrefix(strings.TrimSpace(left), "$")
		if !ok {
			return p.fail("a variable begins with $")
		}
		p.variables[name] = strings.TrimSpace(right)
		return nil
	case '←':
		return nil
	case 0:
		return p.fail("neither a rule nor a variable")
	}
	r, err := p.conversion(left, right)
	if err != nil {
		return err
	}
	if n := len(t.passes); n > 0 {
		if rules, ok := t.passes[n-1].(*ruleset); ok {
			rules.rules = append(rules.rules, r)
			return nil
		}
	}
	t.passes = append(t.passes, &ruleset{rules: []rule{r}})
	return nil
}

// Apply runs the transform over a text.
func (t *Transform) Apply(text string) string {
	runes := []rune(text)
	runes, _ = t.run(runes, 0, len(runes))
	return string(runes)
}

// run lets every stretch of letters that the filter admits go through all passes, one stretch after the other.
func (t *Transform) run(text []rune, from, to int) ([]rune, int) {
	for at := from; at < to; {
		if t.filter != nil && !t.filter.has(text[at]) {
			at++
			continue
		}
		end := to
		if t.filter != nil {
			for end = at; end < to && t.filter.has(text[end]); end++ {
			}
		}
		for _, pass := range t.passes {
			before := end
			text, end = pass.run(text, at, end)
			to += end - before
		}
		at = end
	}
	return text, to
}

type builtinPass func(string) string

func (f builtinPass) run(text []rune, from, to int) ([]rune, int) {
	changed := []rune(f(string(text[from:to])))
	return splice(text, from, to, changed), from + len(changed)
}

func splice(text []rune, from, to int, with []rune) []rune {
	if len(with) == to-from {
		copy(text[from:to], with)
		return text
	}
	longer := make([]rune, 0, len(text)-(to-from)+len(with))
	longer = append(append(longer, text[:from]...), with...)
	return append(longer, text[to:]...)
}

// builtin are the transforms that Unicode defines and no rules write down. Half-width letters are compatibility forms.
func builtin(name string) (pass, bool) {
	switch strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(name, "Any-"), "any-")) {
	case "null":
		return builtinPass(func(s string) string { return s }), true
	case "nfc":
		return builtinPass(norm.NFC.String), true
	case "nfd":
		return builtinPass(norm.NFD.String), true
	case "nfkc", "halfwidth-fullwidth":
		return builtinPass(norm.NFKC.String), true
	case "nfkd":
		return builtinPass(norm.NFKD.String), true
	case "lower":
		return builtinPass(strings.ToLower), true
	case "upper":
		return builtinPass(strings.ToUpper), true
	case "remove":
		return builtinPass(func(string) string { return "" }), true
	case "fullwidth-halfwidth":
		return builtinPass(narrow), true
	}
	return nil, false
}

// narrow makes full-width Latin letters, digits and signs plain.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000:
			return ' '
		}
		return r
	}, s)
}

func (p *parser) fail(format string, values ...any) error {
	return &fault.Error{Doing: "compiling transforms", Kind: fault.Input, Place: fault.Place{File: p.name, Line: p.line, Text: string(p.text)},
		What: fmt.Sprintf(format, values...), Hint: "the rules are those of UTS #35, part 2; see what package rules understands"}
}

func identifier(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
