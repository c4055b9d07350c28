package rules

import (
	"strings"
	"unicode"
)

// element is one thing that a pattern matches.
type element struct {
	kind     kind
	letter   rune
	set      *set
	children []element
	segment  int // number of a group that is kept; 0 of one that is not
	least    int
	most     int
}

type kind uint8

const (
	letter kind = iota
	oneOf
	group
	repeat
	textStart
	textEnd
)

const unbounded = 1 << 30

// elements reads a pattern up to one of the stopping signs.
func (p *parser) elements(stop string) ([]element, error) {
	var found []element
	for p.at < len(p.text) {
		c := p.peek()
		if strings.ContainsRune(stop, c) {
			return found, nil
		}
		var e element
		var err error
		switch {
		case unicode.IsSpace(c):
			p.at++
			continue
		case c == '[':
			e.kind = oneOf
			e.set, err = p.set()
		case c == '(':
			p.at++
			p.segments++
			e.kind, e.segment = group, p.segments
			if e.children, err = p.elements(")"); err == nil && p.peek() != ')' {
				err = p.fail("a segment does not end")
			}
			p.at++
		case c == '*' || c == '+' || c == '?':
			p.at++
			if len(found) == 0 {
				return nil, p.fail("%q has nothing to repeat", string(c))
			}
			last := found[len(found)-1]
			found[len(found)-1] = repeated(last, c)
			continue
		case c == '^' && len(found) == 0:
			p.at++
			e.kind = textStart
		case c == '.':
			p.at++
			e.kind, e.set = oneOf, anything()
		case c == '$':
			e, err = p.dollar()
		default:
			var letters []rune
			letters, err = p.literal()
			for i, l := range letters {
				if i < len(letters)-1 {
					found = append(found, element{letter: l})
				}
				e.letter = l
			}
		}
		if err != nil {
			return nil, err
		}
		found = append(found, e)
	}
	return found, nil
}

func repeated(e element, sign rune) element {
	r := element{kind: repeat, children: []element{e}, most: unbounded}
	switch sign {
	case '+':
		r.least = 1
	case '?':
		r.most = 1
	}
	return r
}

func anything() *set {
	s := &set{}
	s.add('\n', '\n')
	s.add('\r', '\r')
	s.add('\u2028', '\u2029')
	return s.not()
}

// dollar reads a variable, or the end of the text. A variable is a group, so that what repeats it repeats all of it.
func (p *parser) dollar() (element, error) {
	p.at++
	name := p.identifier()
	if name == "" {
		return element{kind: textEnd}, nil
	}
	text, ok := p.variables[name]
	if !ok {
		return element{}, p.fail("the variable $%s is not defined", name)
	}
	nested := *p
	if nested.depth++; nested.depth > deepest {
		return element{}, p.fail("variables name each other in a circle")
	}
	nested.begin(text)
	children, err := nested.elements("")
	p.segments = nested.segments
	if len(children) == 1 {
		return children[0], err
	}
	return element{kind: group, children: children}, err
}

// set reads a set from its opening bracket to its closing one.
func (p *parser) set() (*set, error) {
	if p.depth++; p.depth > 4*deepest {
		return nil, p.fail("sets stand too deep in each other")
	}
	defer func() { p.depth-- }()
	if strings.HasPrefix(p.rest(), "[:") {
		return p.property()
	}
	p.at++
	s, negated := &set{}, false
	if p.peek() == '^' {
		p.at++
		negated = true
	}
	var last rune = -1 // a single letter that may begin a range
	for {
		switch c := p.peek(); {
		case c == -1:
			return nil, p.fail("a set does not end")
		case unicode.IsSpace(c):
			p.at++
		case c == ']':
			p.at++
			s.settle()
			if negated {
				s = s.not()
			}
			return s, nil
		case (c == '-' || c == '&') && p.operand():
			p.at++
			p.space()
			t, err := p.operandSet()
			if err != nil {
				return nil, err
			}
			s.settle()
			if c == '-' {
				s.minus(t)
			} else {
				s.intersect(t)
			}
			last = -1
		case c == '-' && last >= 0:
			p.at++
			p.space()
			high, err := p.member()
			if err != nil || high < last {
				return nil, p.fail("a range in a set runs backwards")
			}
			s.add(last, high)
			last = -1
		case c == '[' || c == '$' && p.at+1 < len(p.text) && identifier(p.text[p.at+1]):
			t, err := p.operandSet()
			if err != nil {
				return nil, err
			}
			if last = -1; c == '$' && len(t.ranges) == 2 && t.ranges[0] == t.ranges[1] && len(t.strings) == 0 {
				last = t.ranges[0]
			}
			s.union(t)
		case c == '$':
			p.at++
			s.add(ether, ether)
		case c == '{':
			end := strings.IndexRune(p.rest(), '}')
			if end < 0 {
				return nil, p.fail("a string in a set does not end")
			}
			text := strings.ReplaceAll(p.rest()[1:end], " ", "")
			p.at += len([]rune(p.rest()[:end])) + 1
			if runes := []rune(text); len(runes) == 1 {
				s.add(runes[0], runes[0])
			} else if text != "" {
				s.strings = append(s.strings, text)
			}
		default:
			r, err := p.member()
			if err != nil {
				return nil, err
			}
			s.add(r, r)
			last = r
		}
	}
}

// operand says whether the sign here stands between two sets.
func (p *parser) operand() bool {
	for i := p.at + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case unicode.IsSpace(c):
		case c == '$':
			return i+1 < len(p.text) && identifier(p.text[i+1])
		default:
			return c == '['
		}
	}
	return false
}

// operandSet reads a set, or a variable as a set: one that holds letters stands for each of them.
func (p *parser) operandSet() (*set, error) {
	if p.peek() == '[' {
		return p.set()
	}
	p.at++
	name := p.identifier()
	text, ok := p.variables[name]
	if !ok {
		return nil, p.fail("the variable $%s is not defined", name)
	}
	nested := *p
	if !strings.HasPrefix(text, "[") {
		text = "[" + text + "]"
	}
	nested.begin(text)
	return nested.set()
}

// member reads one letter of a set.
func (p *parser) member() (rune, error) {
	if p.peek() == '\\' {
		return p.escape()
	}
	c := p.peek()
	p.at++
	return c, nil
}

func (p *parser) property() (*set, error) {
	end := strings.Index(p.rest(), ":]")
	if end < 0 {
		return nil, p.fail("a property does not end")
	}
	name := p.rest()[2:end]
	p.at += len([]rune(p.rest()[:end])) + 2
	positive, negated := strings.CutPrefix(name, "^")
	s, ok := property(positive)
	switch {
	case !ok:
		return nil, p.fail("the property %q is not known", name)
	case negated:
		return s.not(), nil
	}
	return s, nil
}
