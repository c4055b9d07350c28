package un

import (
	"bytes"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/listing"
	"spoor/read/markup"
	"spoor/ref"
)

// ListName is the list under which the entries are known.
const ListName = "un-sc"

const version = 1

// XML reads the consolidated list.
func XML() read.Format {
	return read.Format{
		Name: "un-xml", Version: version, ListName: ListName,
		Detect: func(_ string, head []byte) bool { return bytes.Contains(head, []byte("<CONSOLIDATED_LIST")) },
		Read:   markup.Entries{Names: []string{"INDIVIDUAL", "ENTITY"}, Dated: "dateGenerated", Entry: entry}.Read,
	}
}

func entry(e *markup.Element, origin *model.Origin) ([]*model.Entity, *fault.Error) {
	w := published(e, origin)
	if w == nil {
		return nil, &fault.Error{What: "the entry has no DATAID or no name", Hint: "see whether the file is the consolidated list as published"}
	}
	return w.Entities(), nil
}

// writer is a listing under way.
type writer struct{ *listing.Writer }

// published makes the entities of one entry, nil where it has no number or no name.
func published(e *markup.Element, origin *model.Origin) *writer {
	id := e.Get("DATAID")
	var parts []string
	for _, part := range []string{"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"} {
		if text := e.Get(part); text != "" {
			parts = append(parts, text)
		}
	}
	if id == "" || len(parts) == 0 {
		return nil
	}
	schema := "Person"
	if e.Name == "ENTITY" {
		schema = "Organization"
	}
	w := &writer{listing.New("un-"+id, schema, origin)}
	w.Add("name", strings.Join(parts, " "), "FIRST_NAME")
	w.names("alias", e.Get("NAME_ORIGINAL_SCRIPT"), "NAME_ORIGINAL_SCRIPT")
	w.Add("topics", "sanction", "")
	w.Add("program", e.Get("UN_LIST_TYPE"), "UN_LIST_TYPE")
	w.values(e, "TITLE", "title")
	w.values(e, "DESIGNATION", "position")
	for _, n := range e.Child("NATIONALITY").All("VALUE") {
		w.country("nationality", n.Text, "NATIONALITY/VALUE")
	}
	if gender := strings.ToLower(e.Get("GENDER")); gender != "unknown" {
		w.Add("gender", gender, "GENDER")
	}
	prefix := e.Name + "_"
	for _, child := range e.Children {
		switch strings.TrimPrefix(child.Name, prefix) {
		case "ALIAS":
			w.alias(child)
		case "ADDRESS":
			w.address(child)
		case "DATE_OF_BIRTH":
			w.birth(child)
		case "PLACE_OF_BIRTH":
			w.birthPlace(child, "STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
		case "DOCUMENT":
			w.document(child)
		}
	}
	w.Add("notes", e.Get("COMMENTS1"), "COMMENTS1")
	w.Note("Submitted by", e.Get("SUBMITTED_BY"), "SUBMITTED_BY")
	w.Note("Submitted on", e.Get("SUBMITTED_ON"), "SUBMITTED_ON")
	w.sanction(e)
	return w
}

func (w *writer) values(e *markup.Element, name, property string) {
	for _, v := range e.Child(name).All("VALUE") {
		if !w.Add(property, v.Text, name+"/VALUE") {
			w.Note(name, v.Text, name+"/VALUE")
		}
	}
}

// names adds names that are parted by semicolons.
func (w *writer) names(property, text, field string) {
	for name := range strings.SplitSeq(text, ";") {
		w.Add(property, name, field)
	}
}

// country adds a country's code, or the words where no code is known. "na" is the list's word for not available, and no
// Namibia.
func (w *writer) country(property, text, field string) {
	if strings.EqualFold(text, "na") {
		return
	}
	w.Country(property, text, field)
}

func (w *writer) alias(e *markup.Element) {
	property := "alias"
	switch strings.ToLower(e.Get("QUALITY")) {
	case "low":
		property = "weakAlias"
	case "f.k.a.":
		property = "previousName"
	}
	w.names(property, e.Get("ALIAS_NAME"), e.Path+"/ALIAS_NAME")
	w.date(e.Get("DATE_OF_BIRTH"), e.Path+"/DATE_OF_BIRTH")
	w.birthPlace(e, "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")
	w.Note("Alias "+e.Get("ALIAS_NAME"), e.Get("NOTE"), e.Path+"/NOTE")
}

func (w *writer) birthPlace(e *markup.Element, names ...string) {
	w.Add("birthPlace", joined(e, names), e.Path)
	country := e.Get(names[len(names)-1])
	if code, ok := ref.Country(country); ok && country != "" {
		w.Add("birthCountry", code, e.Path)
	}
	if e.Name != "INDIVIDUAL_ALIAS" {
		w.Note("Place of birth", e.Get("NOTE"), e.Path+"/NOTE")
	}
}

func joined(e *markup.Element, names []string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = e.Get(name)
	}
	return listing.Joined(", ", parts...)
}

func (w *writer) address(e *markup.Element) {
	where := joined(e, []string{"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"})
	country := e.Get("COUNTRY")
	if where != country { // a country alone is no address
		w.Add("address", where, e.Path)
	}
	w.country("country", country, e.Path+"/COUNTRY")
	w.Note(strings.TrimSpace("Address "+where), e.Get("NOTE"), e.Path+"/NOTE")
}

func (w *writer) sanction(e *markup.Element) {
	s := w.Sanction("United Nations Security Council", e.Get("UN_LIST_TYPE"))
	s.Add("unscId", e.Get("REFERENCE_NUMBER"), "REFERENCE_NUMBER")
	s.Add("listingDate", e.Get("LISTED_ON"), "LISTED_ON")
	for _, v := range e.Child("LAST_DAY_UPDATED").All("VALUE") {
		s.Add("modifiedAt", v.Text, "LAST_DAY_UPDATED/VALUE")
	}
}
