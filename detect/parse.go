package detect

import (
	"fmt"
	"strings"

	"spoor/ref"
)

// node is one part of an expression. pos is the byte offset of its first token in the source text.
type node struct {
	op   string // "and", "or", "not", "==", "<" ..., "+", "in", "exchange", "call", "path", "literal", "list"
	pos  int
	text string   // path: its steps joined by "."; call: the function; exchange: the currency; literal: as written
	unit string   // of a number literal: kg, EUR, d ...
	path []string // steps of a path
	at   []int    // where each step stands
	args []*node
	name string // of a definition that was put in its place
	said string // where the definition stands
}

// syntaxError says where in an expression something is wrong.
type syntaxError struct {
	pos  int
	what string
	hint string
}

func (e *syntaxError) Error() string { return e.what }

type parser struct {
	tokens []token
	at     int
	depth  int // how many operands stand inside each other
}

// deepest is how far brackets and nots may nest: far beyond what a person writes, far below what a stack holds.
const deepest = 100

// words that end an expression inside a let: `sum amount over 7d by holder where direction == "out"`.
var clauseWords = map[string]bool{"over": true, "before": true, "among": true, "by": true, "where": true, "then": true,
	"within": true, "of": true}

func parseExpression(src string) (*node, error) {
	p := &parser{tokens: lex(src)}
	n, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != endToken {
		hint := "join conditions with and, or"
		if t.text == "=" {
			hint = "two equals signs compare: =="
		}
		return nil, &syntaxError{t.pos, fmt.Sprintf("%q is not expected here", t.text), hint}
	}
	return n, nil
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.kind != endToken {
		p.at++
	}
	return t
}

// operator gives the canonical operator and its binding strength, 0 when the token is none.
func operator(t token) (string, int) {
	if t.kind != symbolToken && t.kind != nameToken {
		return "", 0
	}
	switch t.text {
	case "or", "||":
		return "or", 1
	case "and", "&&":
		return "and", 2
	case "==", "!=", "<", "<=", ">", ">=", "in":
		return t.text, 4
	case "+", "-":
		return t.text, 5
	case "*", "/":
		return t.text, 6
	}
	return "", 0
}

func (p *parser) expression(floor int) (*node, error) {
	left, err := p.operand()
	if err != nil {
		return nil, err
	}
	for {
		t := p.peek()
		if currency := p.exchange(); currency != "" {
			left = &node{op: "exchange", pos: left.pos, text: currency, args: []*node{left}}
			continue
		}
		op, strength := operator(t)
		if strength == 0 || strength <= floor {
			return left, nil
		}
		p.next()
		right, err := p.expression(strength)
		if err != nil {
			return nil, err
		}
		left = &node{op: op, pos: left.pos, args: []*node{left, right}}
	}
}

// exchange takes `in EUR`, which binds closest of all; empty when it is not there.
func (p *parser) exchange() string {
	if t := p.peek(); t.kind != nameToken || t.text != "in" {
		return ""
	}
	t := p.tokens[p.at+1] // in is not the last: that is the end
	if _, known := ref.Currency(t.text); !known || t.kind != nameToken || strings.ToUpper(t.text) != t.text {
		return ""
	}
	p.at += 2
	return t.text
}

func (p *parser) operand() (*node, error) {
	t := p.next()
	if p.depth++; p.depth > deepest {
		return nil, &syntaxError{t.pos, "the brackets nest too deeply", "name a part of it under let"}
	}
	defer func() { p.depth-- }()
	switch {
	case t.text == "not" && t.kind == nameToken, t.text == "!" && t.kind == symbolToken:
		n, err := p.expression(3)
		if err != nil {
			return nil, err
		}
		return &node{op: "not", pos: t.pos, args: []*node{n}}, nil
	case t.kind == numberToken:
		return p.number(t, ""), nil
	case t.kind == symbolToken && t.text == "-" && p.peek().kind == numberToken:
		return p.number(p.next(), "-"), nil
	case t.kind == textToken:
		return &node{op: "literal", pos: t.pos, text: t.text, unit: `"`}, nil
	case t.kind == symbolToken && t.text == "(":
		n, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		return n, p.expect(")")
	case t.kind == symbolToken && t.text == "[":
		args, err := p.list("]")
		return &node{op: "list", pos: t.pos, args: args}, err
	case t.kind == nameToken && (t.text == "true" || t.text == "false"):
		return &node{op: "literal", pos: t.pos, text: t.text, unit: "bool"}, nil
	case t.kind == nameToken && !clauseWords[t.text]:
		return p.name(t)
	case t.kind == endToken:
		return nil, &syntaxError{t.pos, "the expression ends too early", "a condition looks like: total >= params.limit"}
	}
	return nil, &syntaxError{t.pos, fmt.Sprintf("%q is not expected here", t.text), "write a field, a number or a text in quotes"}
}

// number takes a unit that follows it: 25 kg, 7d, 10_000 EUR, 90%.
func (p *parser) number(t token, sign string) *node {
	n := &node{op: "literal", pos: t.pos, text: sign + t.text}
	next := p.peek()
	_, isOperator := operator(next)
	switch {
	case next.kind == nameToken && isOperator == 0 && !clauseWords[next.text] && next.text != "not":
		n.unit = p.next().text
	case next.kind == symbolToken && next.text == "%":
		n.unit = p.next().text
	}
	return n
}

func (p *parser) name(t token) (*node, error) {
	if next := p.peek(); next.kind == symbolToken && next.text == "(" {
		p.next()
		args, err := p.list(")")
		return &node{op: "call", pos: t.pos, text: t.text, args: args}, err
	}
	n := &node{op: "path", pos: t.pos, path: []string{t.text}, at: []int{t.pos}}
	for p.peek().kind == symbolToken && p.peek().text == "." {
		p.next()
		step := p.next()
		if step.kind != nameToken {
			return nil, &syntaxError{step.pos, "a name must follow the point", "like product.cas"}
		}
		n.path, n.at = append(n.path, step.text), append(n.at, step.pos)
	}
	n.text = strings.Join(n.path, ".")
	return n, nil
}

func (p *parser) list(end string) ([]*node, error) {
	var args []*node
	for {
		if t := p.peek(); t.kind == symbolToken && t.text == end {
			p.next()
			return args, nil
		}
		if len(args) > 0 {
			if err := p.expect(","); err != nil {
				return nil, err
			}
		}
		n, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		args = append(args, n)
	}
}

func (p *parser) expect(symbol string) error {
	if t := p.next(); t.kind != symbolToken || t.text != symbol {
		return &syntaxError{t.pos, fmt.Sprintf("%q is missing", symbol), "close what was opened"}
	}
	return nil
}
