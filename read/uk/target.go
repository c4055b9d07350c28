package uk

import (
	"regexp"
	"strings"
	"time"

	"spoor/fault"
	"spoor/model"
	"spoor/read/listing"
)

// ListName is the list under which the entries are known.
const ListName = "uk-fcdo"

const version = 1

// target is a listing under way.
type target struct {
	*listing.Writer
	sanction *model.Entity
}

// newTarget begins a listing; kind is Individual, Entity or Ship.
func newTarget(id, kind, regime string, origin *model.Origin) *target {
	schema := map[string]string{"Individual": "Person", "Ship": "Vessel"}[kind]
	if schema == "" {
		schema = "Organization"
	}
	t := &target{Writer: listing.New("uk-"+id, schema, origin)}
	t.sanction = t.Sanction("United Kingdom", regime)
	t.Add("program", regime, "Regime")
	t.Add("topics", "sanction", "")
	return t
}

func nameless() *fault.Error {
	return &fault.Error{What: "the entry has no number or no name", Hint: "see whether the file is the list as published"}
}

// name adds a name of its parts 1 to 6, the last of which stands last.
func (t *target) name(parts []string, kind, quality, field string) bool {
	whole := listing.Joined(" ", parts...)
	kind = strings.ToLower(kind)
	switch {
	case strings.HasPrefix(strings.ToLower(quality), "low"):
		t.Add("weakAlias", whole, field)
	case kind == "primary name" || kind == "":
		t.Add("name", whole, field)
		t.Add("firstName", parts[0], field)
		t.Add("lastName", parts[len(parts)-1], field)
	case kind == "fka":
		t.Add("previousName", whole, field)
	default:
		t.Add("alias", whole, field)
	}
	return whole != ""
}

func (t *target) born(text, field string) {
	property := "birthDate"
	if !t.Entity.Schema.Is("Person") {
		property = "incorporationDate"
	}
	for _, one := range several(text) {
		if date := dateOf(one); date != "" {
			t.AddOrNote(property, "Date", date, field)
		} else {
			t.Note("Date of birth", one, field)
		}
	}
}

// dateOf reads DD/MM/YYYY, in which day and month may be 00 or letters; empty when it is none.
func dateOf(text string) string {
	parts := strings.Split(strings.TrimSpace(text), "/")
	year := parts[len(parts)-1]
	if len(parts) > 3 || len(year) != 4 || strings.Trim(year, "0123456789") != "" || year == "0000" {
		return ""
	}
	date := year
	for i := len(parts) - 2; i >= 0; i-- {
		if strings.Trim(parts[i], "0123456789") != "" || strings.Trim(parts[i], "0") == "" {
			return date
		}
		if len(parts[i]) == 1 {
			parts[i] = "0" + parts[i]
		}
		date += "-" + parts[i]
	}
	if _, err := model.ParseTime(date, nil); err != nil {
		return ""
	}
	return date
}

// published is the date on which the file was made, ISO where it can be told.
func published(text string) string {
	for _, form := range []string{"02/01/2006", "02/01/2006 15:04", "02 January 2006"} {
		if t, err := time.Parse(form, strings.TrimSpace(text)); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return strings.TrimSpace(text)
}

var numbered = regexp.MustCompile(`\(\d{1,2}\)`)

// several parts "(1) a (2) b"; a text without numbers is one.
func several(text string) []string {
	if loc := numbered.FindStringIndex(text); loc == nil || loc[0] != 0 {
		return []string{text}
	}
	var all []string
	for _, part := range numbered.Split(text, -1) {
		if part = strings.Trim(part, " .;,"); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func (t *target) countries(property, text, field string) {
	for _, one := range several(text) {
		t.Country(property, one, field)
	}
}

func (t *target) values(property, label, text, field string) {
	for _, one := range several(text) {
		t.AddOrNote(property, label, one, field)
	}
}

// documents pairs "(1) number (2) number" with the details that stand under the same number.
func (t *target) documents(kind, numbers, details, field string) {
	about := several(details)
	all := several(numbers)
	for i, number := range all {
		d := listing.Document{Kind: kind, Number: number, Field: field}
		switch {
		case len(about) == len(all):
			d.Description = []string{about[i]}
		case details != "":
			d.Description = []string{details}
		}
		t.Document(d)
	}
	if numbers == "" {
		t.Note(kind, details, field)
	}
}

func (t *target) address(lines []string, code, country, field string) {
	where := listing.Joined(", ", append(lines, code)...)
	if where != "" {
		t.Add("address", listing.Joined(", ", where, country), field)
	}
	t.countries("country", country, field)
}
