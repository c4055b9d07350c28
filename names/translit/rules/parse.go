package rules

import (
	"strconv"
	"strings"
	"unicode"
)

// statement is one rule, variable or call, without its semicolon, and the line on which it begins.
type statement struct {
	text string
	line int
}

// statements parts a text at its semicolons and drops comments; both may stand quoted, escaped or in a set.
func statements(text string) []statement {
	var found []statement
	var b strings.Builder
	line, begun, quoted, escaped, depth := 1, 0, false, false, 0
	comment := false
	for _, r := range text {
		if r == '\n' {
			line++
			comment = false
		}
		switch {
		case comment:
			continue
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == '\'' && depth == 0:
			quoted = !quoted
		case quoted:
		case r == '#' && depth == 0:
			comment = true
			continue
		case r == '[':
			depth++
		case r == ']' && depth > 0:
			depth--
		case r == ';' && depth == 0:
			if s := strings.TrimSpace(b.String()); s != "" {
				found = append(found, statement{s, begun})
			}
			b.Reset()
			begun = 0
			continue
		}
		if begun == 0 && !unicode.IsSpace(r) {
			begun = line
		}
		b.WriteRune(r)
	}
	if s := strings.TrimSpace(b.String()); s != "" {
		found = append(found, statement{s, begun})
	}
	return found
}

// arrow parts a statement at its operator: '=' for a variable, '→' for a rule that runs forward, '←' for one that does not.
func arrow(text string) (left, right string, kind rune) {
	quoted, escaped, depth := false, false, 0
	for i, r := range text {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == '\'' && depth == 0:
			quoted = !quoted
		case quoted:
		case r == '[':
			depth++
		case r == ']':
			depth--
		case depth > 0:
		case r == '=' || r == '→' || r == '>':
			if r == '>' {
				r = '→'
			}
			return text[:i], text[i+len(text[i:])-len(strings.TrimLeft(text[i:], "=→>")):], r
		case r == '↔':
			return text[:i], text[i+len("↔"):], '→'
		case r == '<' && strings.HasPrefix(text[i:], "<>"):
			return text[:i], text[i+2:], '→'
		case r == '←' || r == '<':
			return text[:i], "", '←'
		}
	}
	return text, "", 0
}

// parser reads one statement at a time.
type parser struct {
	name      string
	line      int
	variables map[string]string
	text      []rune
	at        int
	segments  int
	depth     int // of variables within variables
}

func (p *parser) begin(text string) { p.text, p.at = []rune(text), 0 }

func (p *parser) rest() string { return string(p.text[min(p.at, len(p.text)):]) }

func (p *parser) peek() rune {
	if p.at >= len(p.text) {
		return -1
	}
	return p.text[p.at]
}

func (p *parser) space() {
	for p.at < len(p.text) && unicode.IsSpace(p.text[p.at]) {
		p.at++
	}
}

// conversion reads both sides of a rule.
func (p *parser) conversion(left, right string) (rule, error) {
	p.segments = 0
	p.begin(left)
	var r rule
	parts := [][]element{nil}
	braces := ""
	for p.at < len(p.text) {
		if c := p.peek(); c == '{' || c == '}' {
			braces += string(c)
			p.at++
			parts = append(parts, nil)
			continue
		}
		elements, err := p.elements("{}")
		if err != nil {
			return r, err
		}
		parts[len(parts)-1] = elements
	}
	switch braces {
	case "":
		r.key = parts[0]
	case "{":
		r.before, r.key = parts[0], parts[1]
	case "}":
		r.key, r.after = parts[0], parts[1]
	case "{}":
		r.before, r.key, r.after = parts[0], parts[1], parts[2]
	default:
		return r, p.fail("the braces of the contexts do not fit")
	}
	r.segments = p.segments
	return r, p.result(&r, right)
}

// result reads the right side, which may carry contexts for the way back; they are left out.
func (p *parser) result(r *rule, right string) error {
	p.begin(right)
	r.cursor = -1
	for p.at < len(p.text) {
		switch c := p.peek(); {
		case unicode.IsSpace(c):
			p.at++
		case c == '{':
			p.at++
			r.result = nil
		case c == '}':
			p.at = len(p.text)
		case c == '|':
			p.at++
			r.cursor = len(r.result)
		case c == '@' || c == '&':
			return p.fail("%q in a result is not understood", string(c))
		case c == '$':
			p.at++
			name := p.identifier()
			if n, err := strconv.Atoi(name); err == nil {
				if n < 1 || n > r.segments {
					return p.fail("there is no segment $%d", n)
				}
				r.result = append(r.result, piece{segment: n})
				continue
			}
			text, ok := p.variables[name]
			if !ok {
				return p.fail("the variable $%s is not defined", name)
			}
			nested := *p
			var inner rule
			inner.segments = r.segments
			if nested.depth++; nested.depth > deepest {
				return p.fail("variables name each other in a circle")
			}
			if err := nested.result(&inner, text); err != nil {
				return err
			}
			r.result = append(r.result, inner.result...)
		default:
			literal, err := p.literal()
			if err != nil {
				return err
			}
			for _, l := range literal {
				r.result = append(r.result, piece{letter: l})
			}
		}
	}
	return nil
}

func (p *parser) identifier() string {
	start := p.at
	for p.at < len(p.text) && identifier(p.text[p.at]) && (p.text[p.at] < 0x80) {
		p.at++
	}
	if start < p.at && unicode.IsDigit(p.text[start]) { // $12a is segment 12 and an a
		for p.at = start; p.at < len(p.text) && unicode.IsDigit(p.text[p.at]); p.at++ {
		}
	}
	return string(p.text[start:p.at])
}

// literal reads a quoted text, an escape or one letter.
func (p *parser) literal() ([]rune, error) {
	switch c := p.peek(); c {
	case '\'':
		end := p.at + 1
		for end < len(p.text) && p.text[end] != '\'' {
			end++
		}
		if end == len(p.text) {
			return nil, p.fail("a quotation does not end")
		}
		quoted := p.text[p.at+1 : end]
		p.at = end + 1
		if len(quoted) == 0 {
			return []rune{'\''}, nil
		}
		return quoted, nil
	case '\\':
		r, err := p.escape()
		return []rune{r}, err
	default:
		p.at++
		return []rune{c}, nil
	}
}

// escape reads \uXXXX, \UXXXXXXXX, \x{X} or an escaped sign.
func (p *parser) escape() (rune, error) {
	p.at++
	c := p.peek()
	p.at++
	digits := 0
	switch c {
	case -1:
		return 0, p.fail("an escape stands at the end")
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case 'x':
		if p.peek() != '{' {
			digits = 2
			break
		}
		end := strings.IndexRune(p.rest(), '}')
		if end < 0 {
			return 0, p.fail("an escape does not end")
		}
		n, err := strconv.ParseUint(p.rest()[1:end], 16, 32)
		p.at += end + 1
		if err != nil || n > unicode.MaxRune {
			return 0, p.fail("an escape is no number of a letter")
		}
		return rune(n), nil
	default:
		return c, nil
	}
	if p.at+digits > len(p.text) {
		return 0, p.fail("an escape is cut short")
	}
	n, err := strconv.ParseUint(string(p.text[p.at:p.at+digits]), 16, 32)
	p.at += digits
	if err != nil || n > unicode.MaxRune {
		return 0, p.fail("an escape is no number of a letter")
	}
	return rune(n), nil
}
