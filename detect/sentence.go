package detect

import (
	"regexp"
	"strings"

	"spoor/model"
)

// segment is a piece of the sentence: fixed text, an expression between braces, or the subject.
type segment struct {
	text    string
	expr    *expr
	subject bool
	one     string // of a number: what stands behind 1
	many    string // and behind any other
}

// words is what stands behind a number that shows.
func (s *segment) words(number model.Datum) string {
	switch {
	case s.many == "":
		return ""
	case number.Kind == model.Number && number.Num == model.Scale:
		return " " + s.one
	}
	return " " + s.many
}

var braces = regexp.MustCompile(`\{[^{}]*\}`)

// forms takes what stands between braces apart: the expression, and the words behind its number where there are any.
func forms(inner string) (expression string, words []string) {
	const or = "\x00" // || is no bar
	all := strings.Split(strings.ReplaceAll(inner, "||", or), "|")
	for i := range all {
		all[i] = strings.ReplaceAll(all[i], or, "||")
	}
	return all[0], all[1:]
}

// Sentence is what a finding says, as its file has it, with words for many behind a number: for people who read the file.
func (f *File) Sentence() string {
	return braces.ReplaceAllStringFunc(f.Say.Text, func(placeholder string) string {
		expression, words := forms(placeholder[1 : len(placeholder)-1])
		if len(words) != 2 {
			return placeholder
		}
		return "{" + strings.TrimSpace(expression) + "} " + strings.TrimSpace(words[1])
	})
}

// sentence compiles what a finding says. Names may be shown there.
func (c *compiler) sentence(kind *model.Schema) ([]segment, error) {
	s := c.scope(kind)
	open := *c.law
	open.naming = true
	s.law = &open
	text := c.f.Say.Text
	var out []segment
	last := 0
	for _, at := range braces.FindAllStringIndex(text, -1) {
		out = append(out, segment{text: text[last:at[0]]})
		last = at[1]
		filled, err := c.placeholder(s, kind, text[at[0]+1:at[1]-1])
		if err != nil {
			return nil, c.placed(c.f.Say, at[0]+1, err)
		}
		out = append(out, filled)
	}
	return append(out, segment{text: text[last:]}), nil
}

// placeholder compiles what stands between braces.
func (c *compiler) placeholder(s *scope, kind *model.Schema, inner string) (segment, error) {
	if inner == "subject" {
		return segment{subject: true}, nil
	}
	expression, words := forms(inner)
	n, err := parseExpression(expression)
	if err == nil {
		n, err = c.expand(n, kind)
	}
	if err != nil {
		return segment{}, err
	}
	e, err := s.compile(n)
	filled := segment{expr: e}
	switch {
	case err != nil || len(words) == 0:
		return filled, err
	case len(words) != 2 || strings.TrimSpace(words[0]) == "" || strings.TrimSpace(words[1]) == "":
		return filled, &syntaxError{len(expression), "behind a number stand two forms of its words", "like {cards|card|cards}: for one, and for any other number"}
	case e.kind.datum != model.Number:
		return filled, &syntaxError{n.pos, strings.TrimSpace(expression) + " is no number, and has no forms of words behind it", "write the words outside of the braces"}
	}
	filled.one, filled.many = strings.TrimSpace(words[0]), strings.TrimSpace(words[1])
	return filled, nil
}

func (r *runner) say(w *watch, subject string) string {
	var b strings.Builder
	for i := range w.say {
		switch s := &w.say[i]; {
		case s.expr != nil:
			shown := s.expr.one(&r.f)
			b.WriteString(r.show(shown) + s.words(shown))
		case s.subject:
			b.WriteString(r.show(model.Datum{Kind: model.Reference, Text: subject}))
		default:
			b.WriteString(s.text)
		}
	}
	return b.String()
}
