package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	endToken tokenKind = iota
	nameToken
	numberToken
	textToken
	symbolToken
)

// token is one word of an expression; pos is its byte offset there.
type token struct {
	kind tokenKind
	text string
	pos  int
}

// lex cuts an expression into tokens. Bytes it does not know become symbol tokens, which the parser then refuses with
// their place.
func lex(src string) []token {
	var tokens []token
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRuneInString(src[i:])
		start := i
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case r == '"' || r == '\'':
			end := strings.IndexRune(src[i+1:], r)
			if end < 0 {
				tokens = append(tokens, token{symbolToken, src[i:], start})
				i = len(src)
				continue
			}
			i += end + 2
			tokens = append(tokens, token{textToken, src[start+1 : i-1], start})
			continue
		case r >= '0' && r <= '9':
			for i < len(src) && (src[i] >= '0' && src[i] <= '9' || src[i] == '_' ||
				src[i] == '.' && i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9') {
				i++
			}
			tokens = append(tokens, token{numberToken, strings.ReplaceAll(src[start:i], "_", ""), start})
			continue
		case unicode.IsLetter(r) || r == '_':
			for i < len(src) {
				r, size = utf8.DecodeRuneInString(src[i:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
					break
				}
				i += size
			}
			tokens = append(tokens, token{nameToken, src[start:i], start})
			continue
		}
		if i+1 < len(src) {
			switch src[i : i+2] {
			case "==", "!=", "<=", ">=", "&&", "||":
				size = 2
			}
		}
		i += size
		tokens = append(tokens, token{symbolToken, src[start:i], start})
	}
	return append(tokens, token{endToken, "", len(src)})
}
