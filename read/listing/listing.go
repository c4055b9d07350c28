// Package listing writes one entry of a published list as entities: the listing first, its documents and its sanction behind it.
// What every list does alike is done here: white space, countries, ranges of years, numbered documents.
package listing

import (
	"strconv"
	"strings"

	"spoor/model"
	"spoor/ref"
)

// MostYears is the longest range of years that is written out.
const MostYears = 12

// Writer is one entry under way.
type Writer struct {
	Entity *model.Entity
	more   []*model.Entity
}

// New begins an entry of a schema that is known.
func New(id, schema string, origin *model.Origin) *Writer {
	return &Writer{Entity: model.NewEntity(id, model.Default().Get(schema), origin)}
}

// Entities are the listing and what belongs to it.
func (w *Writer) Entities() []*model.Entity { return append([]*model.Entity{w.Entity}, w.more...) }

// Add adds a text with its white space made single, and says whether the schema has such a property.
func (w *Writer) Add(property, text, field string) bool {
	return w.Entity.Add(property, strings.Join(strings.Fields(text), " "), field)
}

// AddOrNote adds a text, or a note under the label where the schema has no such property.
func (w *Writer) AddOrNote(property, label, text, field string) {
	if !w.Add(property, text, field) {
		w.Note(label, text, field)
	}
}

// Note keeps what has no place in the model, under a label.
func (w *Writer) Note(label, text, field string) {
	switch text = strings.TrimSpace(text); {
	case text == "":
	case label == "":
		w.Add("notes", text, field)
	default:
		w.Add("notes", label+": "+text, field)
	}
}

// Country adds a country's code, or the words where no code is known.
func (w *Writer) Country(property, text, field string) {
	if code, ok := ref.Country(text); ok {
		text = code
	}
	w.Add(property, text, field)
}

// Years adds the years of a range, or its two ends when it is longer than MostYears.
func (w *Writer) Years(property string, from, to int, field string) {
	if to-from >= MostYears {
		w.Add(property, strconv.Itoa(from), field)
		w.Add(property, strconv.Itoa(to), field)
		return
	}
	for year := from; year <= to; year++ {
		w.Add(property, strconv.Itoa(year), field)
	}
}

// Document is a numbered document as a list states it.
type Document struct {
	Kind        string // in the list's words
	Number      string
	Property    string // of the listing that holds such numbers; empty to tell it by Kind
	Country     string // a code or a name
	Issued      string
	Expires     string
	Authority   string
	Description []string
	Field       string
}

// Document adds a document of its own that the listing holds, and its number to the listing.
func (w *Writer) Document(d Document) {
	if strings.TrimSpace(d.Number) == "" {
		return
	}
	schema, property := "Identification", d.Property
	if IsPassport(d.Kind) {
		schema, property = "Passport", "passportNumber"
	}
	if property == "" {
		property = "idNumber"
		if !w.Entity.Schema.Is("Person") {
			property = "registrationNumber"
		}
	}
	e := model.NewEntity(model.ID(w.Entity.ID, d.Kind, d.Number, d.Country), model.Default().Get(schema), w.Entity.Origin)
	country := d.Country
	if code, ok := ref.Country(country); ok {
		country = code
	}
	for _, v := range [][2]string{{"holder", w.Entity.ID}, {"number", d.Number}, {"type", d.Kind}, {"country", country}, {"startDate", d.Issued},
		{"endDate", d.Expires}, {"authority", d.Authority}} {
		e.Add(v[0], strings.Join(strings.Fields(v[1]), " "), d.Field)
	}
	for _, text := range d.Description {
		e.Add("description", strings.Join(strings.Fields(text), " "), d.Field)
	}
	w.more = append(w.more, e)
	if !w.Add(property, d.Number, d.Field) && !w.Add("idNumber", d.Number, d.Field) {
		w.Note(d.Kind, d.Number, d.Field)
	}
}

// IsPassport says whether a document's kind is a passport, in the languages of the lists.
func IsPassport(kind string) bool {
	folded := strings.ToLower(kind)
	return strings.Contains(folded, "passport") || strings.Contains(folded, "passeport") || strings.Contains(folded, "pasaporte")
}

// Sanction adds the act that put the entry on the list, for the reader to fill.
func (w *Writer) Sanction(authority, program string) *model.Entity {
	s := model.NewEntity(model.ID(w.Entity.ID, "sanction"), model.Default().Get("Sanction"), w.Entity.Origin)
	s.Add("entity", w.Entity.ID, "")
	s.Add("authority", authority, "")
	s.Add("program", program, "")
	w.more = append(w.more, s)
	return s
}

// Joined joins the parts that say something.
func Joined(separator string, parts ...string) string {
	var said []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, separator)
}
