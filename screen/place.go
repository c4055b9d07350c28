package screen

import (
	"slices"
	"strings"
	"unicode"

	"spoor/model"
	"spoor/names"
	"spoor/ref"
)

// moved is a reason with what it moves the identity score.
type moved struct {
	Reason
	move float64
}

// addressOf writes the parts of an address one after another.
func addressOf(e *model.Entity) []string {
	var parts []string
	for _, property := range []string{"street", "street2", "postalCode", "city", "region", "state", "country"} {
		if text := e.First(property); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{strings.Join(parts, ", ")}
}

// ways are words for ways, houses and boxes that are written in many forms and tell nothing.
var ways = strings.Fields("street st str strasse rue calle via avenue ave av boulevard bd blvd road rd lane ln square sq platz place ulitsa ul prospekt pr pereulok per cadde cad caddesi " +
	"sokak sok mahallesi mah district building bldg bld house floor fl apartment apt office suite no nr number box po pob dom kv oblast province region city town village of the and al el de la")

// address is one taken apart: numbers, words, and the country at its end.
type address struct {
	numbers, words []string
	country        string
}

// parseAddress reads an address in any order. Postcodes are numbers.
func parseAddress(text string) address {
	var a address
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	if n := len(parts); n > 1 {
		if code, ok := ref.Country(strings.TrimSpace(parts[n-1])); ok {
			a.country, parts = ref.CountryParent(code), parts[:n-1]
		}
	}
	for _, word := range strings.FieldsFunc(strings.Join(parts, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		word = strings.ToLower(word)
		switch {
		case strings.ContainsFunc(word, unicode.IsDigit):
			a.numbers = appendNew(a.numbers, strings.TrimLeft(word, "0"))
		case !contains(ways, word):
			a.words = appendNew(a.words, names.NewWord(strings.TrimSuffix(word, "strasse")).Form)
		}
	}
	return a
}

// compareAddresses takes the two that agree best. An address alone confirms nobody: many live at one.
func compareAddresses(q, l []string) moved {
	if len(q) == 0 || len(l) == 0 {
		return moved{}
	}
	best := moved{Reason{"address", q[0], l[0], Differs, ""}, 0}
	for _, a := range q[:min(len(q), mostCompared)] {
		for _, b := range l[:min(len(l), mostCompared)] {
			if agreement, detail, move := compareAddress(parseAddress(a), parseAddress(b)); move > best.move {
				best = moved{Reason{"address", a, b, agreement, detail}, move}
			}
		}
	}
	return best
}

// mostCompared bounds what a party with thousands of addresses costs.
const mostCompared = 20

func compareAddress(a, b address) (agreement, detail string, move float64) {
	if a.country != "" && b.country != "" && a.country != b.country {
		return Differs, "", 0
	}
	words, numbers := common(a.words, b.words), common(a.numbers, b.numbers)
	fewer := min(len(a.words), len(b.words))
	switch {
	case numbers > 0 && numbers == min(len(a.numbers), len(b.numbers)) && words > 0 && 3*words >= 2*fewer:
		return Same, "the numbers and the words of the shorter one", sameAddress
	case words > 0 && 2*words >= fewer:
		return Close, "the same place, not the same house", closeAddress
	case numbers > 0 && words > 0:
		return Close, "some of its numbers and words", closeAddress
	}
	return Differs, "", 0
}

// common counts what two sets share.
func common(a, b []string) (n int) {
	for _, text := range a {
		if slices.Contains(b, text) {
			n++
		}
	}
	return n
}

// comparePlaces compares places of birth; one that is written less exactly agrees.
func comparePlaces(q, l []string) moved {
	if len(q) == 0 || len(l) == 0 {
		return moved{}
	}
	for _, a := range q[:min(len(q), mostCompared)] {
		for _, b := range l[:min(len(l), mostCompared)] {
			x, y := parseAddress(a), parseAddress(b)
			if n := common(x.words, y.words); n > 0 && 2*n >= min(len(x.words), len(y.words)) && (x.country == "" || y.country == "" || x.country == y.country) {
				return moved{Reason{"place of birth", a, b, Same, ""}, sameBirthPlace}
			}
		}
	}
	return moved{Reason{"place of birth", q[0], l[0], Differs, "districts and towns are both written"}, 0}
}

// compareMiddles compares father's and second names, which a name as a whole may leave out.
func compareMiddles(q, l []string) moved {
	if len(q) == 0 || len(l) == 0 {
		return moved{}
	}
	for _, a := range q[:min(len(q), mostCompared)] {
		for _, b := range l[:min(len(l), mostCompared)] {
			if names.CompareTexts(a, b).Score >= names.Threshold {
				return moved{Reason{"middle name", a, b, Same, ""}, sameMiddle}
			}
		}
	}
	return moved{Reason{"middle name", q[0], l[0], Differs, ""}, otherMiddle}
}
