package mapping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain rewrites a number as it stands in files (1.234,50  (12.00)  £1,234  12-) as a plain decimal: -1234.50. Groups of
// digits are taken only where groups end, so that a decimal comma is never mistaken for a thousand.
func plain(text string, decimal byte) (string, bool) {
	if decimal == '.' && isPlain(text) {
		return text, true
	}
	s, negative := unsigned(text)
	whole, fraction, point := strings.Cut(s, string(rune(decimal)))
	if point && !allDigits(fraction) || whole == "" && fraction == "" {
		return "", false
	}
	other := byte(',')
	if decimal == ',' {
		other = '.'
	}
	whole, ok := ungroup(whole, rune(other))
	if !ok {
		return "", false
	}
	if negative {
		whole = "-" + whole
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return whole, true
}

func isPlain(s string) bool {
	s = strings.TrimPrefix(s, "-")
	points, digits := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '.':
			points++
		case c >= '0' && c <= '9':
			digits++
		default:
			return false
		}
	}
	return points <= 1 && digits > 0
}

// unsigned takes off signs, brackets and currency signs.
func unsigned(s string) (rest string, negative bool) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && len(s) > 2 {
		s, negative = s[1:len(s)-1], true
	}
	for s != "" {
		first, size := utf8.DecodeRuneInString(s)
		last, tail := utf8.DecodeLastRuneInString(s)
		switch {
		case unicode.Is(unicode.Sc, first) || unicode.IsSpace(first):
			s = s[size:]
		case unicode.Is(unicode.Sc, last) || unicode.IsSpace(last):
			s = s[:len(s)-tail]
		case (first == '-' || first == '−') && !negative:
			s, negative = s[size:], true
		case first == '+' && !negative:
			return strings.TrimSpace(s[size:]), false
		case (last == '-' || last == '−') && !negative:
			s, negative = s[:len(s)-tail], true
		default:
			return s, negative
		}
	}
	return s, negative
}

// ungroup joins groups of digits: one to three, then twos or threes, a three at the end.
func ungroup(s string, other rune) (string, bool) {
	if allDigits(s) {
		return s, true
	}
	var mark rune
	groups := strings.FieldsFunc(s, func(r rune) bool {
		if r != other && r != '\'' && r != '’' && !unicode.IsSpace(r) {
			return false
		}
		mark = r
		return true
	})
	if mark == 0 || strings.Join(groups, string(mark)) != s {
		return "", false // another character, two marks beside each other, or different marks
	}
	for i, g := range groups {
		length := len(g)
		if !allDigits(g) || i == 0 && length > 3 || i > 0 && length != 3 && (length != 2 || i == len(groups)-1) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
