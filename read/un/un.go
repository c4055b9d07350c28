package un

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
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
		Read:   readXML,
	}
}

func readXML(ctx context.Context, in *read.Input, out read.Sink) error {
	doc, err := markup.NewReader(in.Body)
	if err != nil {
		return err
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := doc.Next("INDIVIDUAL", "ENTITY")
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		w := listing(e, &model.Origin{Source: in.Source, Line: e.Line, Offset: e.Offset, Raw: e.Raw})
		if w == nil {
			err = out.Fault(&fault.Error{Doing: "reading the list", Kind: fault.Input,
				Place: fault.Place{Line: e.Line, Offset: e.Offset, Text: e.Raw}, What: "the entry has no DATAID or no name",
				Hint: "see whether the file is the consolidated list as published"})
		} else {
			err = out.Row(read.Row{Origin: w.e.Origin, Entities: append([]*model.Entity{w.e}, w.more...)})
		}
		if err != nil {
			return err
		}
	}
}

// writer is a listing under way, and the things that belong to it.
type writer struct {
	e    *model.Entity
	more []*model.Entity
}

// listing makes the entities of one entry, nil where it has no number or no name.
func listing(e *markup.Element, origin *model.Origin) *writer {
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
	w := &writer{e: model.NewEntity("un-"+id, model.Default().Get(schema), origin)}
	w.add("name", strings.Join(parts, " "), "FIRST_NAME")
	w.names("alias", e.Get("NAME_ORIGINAL_SCRIPT"), "NAME_ORIGINAL_SCRIPT")
	w.add("topics", "sanction", "")
	w.add("program", e.Get("UN_LIST_TYPE"), "UN_LIST_TYPE")
	w.values(e, "TITLE", "title")
	w.values(e, "DESIGNATION", "position")
	for _, n := range e.Child("NATIONALITY").All("VALUE") {
		w.country("nationality", n.Text, "NATIONALITY/VALUE")
	}
	if gender := strings.ToLower(e.Get("GENDER")); gender != "unknown" {
		w.add("gender", gender, "GENDER")
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
	w.add("notes", e.Get("COMMENTS1"), "COMMENTS1")
	w.labelled("Submitted by", e.Get("SUBMITTED_BY"), "SUBMITTED_BY")
	w.labelled("Submitted on", e.Get("SUBMITTED_ON"), "SUBMITTED_ON")
	w.sanction(e)
	return w
}

// add adds a text with its white space made single: the file wraps lines within values.
func (w *writer) add(property, text, field string) bool {
	return w.e.Add(property, strings.Join(strings.Fields(text), " "), field)
}

func (w *writer) labelled(label, text, field string) {
	if strings.TrimSpace(text) != "" {
		w.add("notes", label+": "+text, field)
	}
}

func (w *writer) values(e *markup.Element, name, property string) {
	for _, v := range e.Child(name).All("VALUE") {
		if !w.add(property, v.Text, name+"/VALUE") {
			w.labelled(name, v.Text, name+"/VALUE")
		}
	}
}

// names adds names that are parted by semicolons.
func (w *writer) names(property, text, field string) {
	for name := range strings.SplitSeq(text, ";") {
		w.add(property, name, field)
	}
}

// country adds a country's code, or the words where no code is known. "na" is the list's word for not available, and no
// Namibia.
func (w *writer) country(property, text, field string) {
	if strings.EqualFold(text, "na") {
		return
	}
	if code, ok := ref.Country(text); ok {
		text = code
	}
	w.add(property, text, field)
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
	w.labelled("Alias "+e.Get("ALIAS_NAME"), e.Get("NOTE"), e.Path+"/NOTE")
}

func (w *writer) birthPlace(e *markup.Element, names ...string) {
	w.add("birthPlace", joined(e, names), e.Path)
	country := e.Get(names[len(names)-1])
	if code, ok := ref.Country(country); ok && country != "" {
		w.add("birthCountry", code, e.Path)
	}
	if e.Name != "INDIVIDUAL_ALIAS" {
		w.labelled("Place of birth", e.Get("NOTE"), e.Path+"/NOTE")
	}
}

func joined(e *markup.Element, names []string) string {
	var parts []string
	for _, name := range names {
		if text := e.Get(name); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

func (w *writer) address(e *markup.Element) {
	where := joined(e, []string{"STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"})
	country := e.Get("COUNTRY")
	if where != country { // a country alone is no address
		w.add("address", where, e.Path)
	}
	w.country("country", country, e.Path+"/COUNTRY")
	w.labelled(strings.TrimSpace("Address "+where), e.Get("NOTE"), e.Path+"/NOTE")
}

func (w *writer) sanction(e *markup.Element) {
	s := model.NewEntity(model.ID(w.e.ID, "sanction"), model.Default().Get("Sanction"), w.e.Origin)
	s.Add("entity", w.e.ID, "DATAID")
	s.Add("authority", "United Nations Security Council", "")
	s.Add("program", e.Get("UN_LIST_TYPE"), "UN_LIST_TYPE")
	s.Add("unscId", e.Get("REFERENCE_NUMBER"), "REFERENCE_NUMBER")
	s.Add("listingDate", e.Get("LISTED_ON"), "LISTED_ON")
	for _, v := range e.Child("LAST_DAY_UPDATED").All("VALUE") {
		s.Add("modifiedAt", v.Text, "LAST_DAY_UPDATED/VALUE")
	}
	w.more = append(w.more, s)
}
