package screen

import (
	"strings"

	"spoor/model"
	"spoor/ref"
)

// class parts things that cannot be the same by what they are.
type class uint8

const (
	anything class = iota // a legal entity or thing of unknown kind
	person
	organisation
	conveyance // vessel, aircraft, vehicle
	account    // bank account, wallet, card
)

func classOf(s *model.Schema) class {
	switch {
	case s == nil:
		return anything
	case s.Is("Person"):
		return person
	case s.Is("Organization"):
		return organisation
	case s.Is("Vehicle"):
		return conveyance
	case s.Is("BankAccount"), s.Is("CryptoWallet"), s.Is("Card"):
		return account
	}
	return anything
}

func (c class) mayBe(o class) bool { return c == o || c == anything || o == anything }

// facts are what is known of an entity beside its names.
type facts struct {
	class       class
	births      []birth // birth or incorporation
	countries   []string
	genders     []string
	identifiers []identifier
	birthPlaces []string
	birthLands  []string // codes
	middles     []string // father's and second names
	addresses   []string // as they were written
}

// birth is a span of days in which somebody was born, and how it was written.
type birth struct {
	span model.Interval
	text string
}

// countryFields are the properties that tie a party to a country.
var countryFields = []string{"nationality", "citizenship", "country", "jurisdiction", "mainCountry", "flag", "birthCountry", "resident"}

func factsOf(e *model.Entity) facts {
	f := facts{class: classOf(e.Schema)}
	for i := range e.Values {
		v := &e.Values[i]
		switch {
		case v.Prop.Name == "birthDate" || v.Prop.Name == "incorporationDate":
			if b, ok := parseBirth(v.Text); ok {
				f.births = append(f.births, b)
			}
		case v.Prop.Name == "gender":
			if g := genderOf(v.Text); g != "" {
				f.genders = appendNew(f.genders, g)
			}
		case contains(countryFields, v.Prop.Name):
			if code, ok := ref.Country(v.Text); ok {
				f.countries = appendNew(f.countries, ref.CountryParent(code))
				if v.Prop.Name == "birthCountry" {
					f.birthLands = appendNew(f.birthLands, ref.CountryParent(code))
				}
			}
		case v.Prop.Name == "birthPlace":
			f.birthPlaces = appendNew(f.birthPlaces, v.Text)
		case v.Prop.Name == "middleName" || v.Prop.Name == "fatherName" || v.Prop.Name == "secondName":
			f.middles = appendNew(f.middles, v.Text)
		case v.Prop.Type == "address":
			f.addresses = appendNew(f.addresses, v.Text)
		default:
			if id, ok := identifierOf(e, v.Prop, v.Text); ok {
				f.identifiers = append(f.identifiers, id)
			}
		}
	}
	if e.Schema.Is("Address") && len(f.addresses) == 0 {
		f.addresses = append(f.addresses, addressOf(e)...)
	}
	return f
}

// parseBirth reads a date, month or year; "circa" widens it by two years each way.
func parseBirth(text string) (birth, bool) {
	plain := text
	about := false
	for _, prefix := range []string{"circa ", "approximately ", "about ", "c. ", "ca. "} {
		if len(text) > len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
			plain, about = text[len(prefix):], true
		}
	}
	span, err := model.ParseDate(plain)
	if err != nil {
		return birth{}, false
	}
	if about {
		span.Start = span.Time().AddDate(-2, 0, 0).UnixMicro()
		span.End = model.Interval{Start: span.End}.Time().AddDate(2, 0, 0).UnixMicro()
	}
	return birth{span, text}, true
}

func genderOf(text string) string {
	switch strings.ToLower(text) {
	case "m", "male", "man":
		return "male"
	case "f", "female", "woman":
		return "female"
	}
	return ""
}

func contains(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

func appendNew(list []string, text string) []string {
	if contains(list, text) {
		return list
	}
	return append(list, text)
}
