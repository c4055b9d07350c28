// Package check knows the check digits and forms of public identifiers: accounts, banks, firms, ships, containers,
// chemicals, cards, tax numbers, travel documents. Each function takes the identifier as written (spaces, points and hyphens
// are passed over, case does not matter) and says whether it can be right. What passes need not exist.
package check

import "strings"

// plain is the identifier in capitals without spaces, points, slashes and hyphens; not ok when another character stands in it.
func plain(text string) (string, bool) {
	var b strings.Builder
	for _, c := range []byte(text) {
		switch {
		case c >= 'a' && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
		case c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
			b.WriteByte(c)
		case c == ' ' || c == '-' || c == '.' || c == '/':
		default:
			return "", false
		}
	}
	return b.String(), true
}

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

func letters(s string) bool {
	for _, c := range []byte(s) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return s != ""
}

func digit(c byte) int { return int(c - '0') }

// weighted is the sum of the digits times the weights, which repeat when they are fewer.
func weighted(s string, weights ...int) int {
	sum := 0
	for i := range len(s) {
		sum += digit(s[i]) * weights[i%len(weights)]
	}
	return sum
}

// mod97 is ISO 7064 MOD 97-10 of a text in which A is 10 and Z is 35.
func mod97(s string) int {
	n := 0
	for _, c := range []byte(s) {
		if c >= 'A' {
			n = (n*100 + int(c-'A') + 10) % 97
		} else {
			n = (n*10 + digit(c)) % 97
		}
	}
	return n
}
