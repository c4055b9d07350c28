package fault

import (
	"strconv"
	"strings"
)

// Plural is a noun of the product as it follows a number: 1 record, 2 records, 3 typologies, 4 matches.
func Plural(n int, noun string) string {
	stem, isY := strings.CutSuffix(noun, "y")
	switch {
	case n == 1:
		return noun
	case isY && !strings.ContainsAny(noun[len(noun)-2:len(noun)-1], "aeiou"):
		return stem + "ies"
	case strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "x"):
		return noun + "es"
	}
	return noun + "s"
}

// Count is a number with its noun: 1 record, 2 records.
func Count(n int, noun string) string { return strconv.Itoa(n) + " " + Plural(n, noun) }

// Aside says how many rows were set aside.
func Aside(n int) string {
	if n == 1 {
		return "1 row was set aside"
	}
	return Count(n, "row") + " were set aside"
}
