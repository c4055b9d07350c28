package uk

import (
	"bytes"
	"context"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/markup"
)

// XML reads the UK Sanctions List.
func XML() read.Format {
	return read.Format{
		Name: "uk-xml", Version: version, ListName: ListName,
		Detect: func(_ string, head []byte) bool { return bytes.Contains(head, []byte("<Designations")) },
		Read:   readXML,
	}
}

func readXML(ctx context.Context, in *read.Input, out read.Sink) error {
	entry := func(e *markup.Element, origin *model.Origin) ([]*model.Entity, *fault.Error) {
		if e.Name == "DateGenerated" {
			in.Published = published(e.Text)
			return nil, nil
		}
		return designation(e, origin)
	}
	return markup.Entries{Names: []string{"DateGenerated", "Designation"}, Entry: entry}.Read(ctx, in, out)
}

func designation(e *markup.Element, origin *model.Origin) ([]*model.Entity, *fault.Error) {
	id := e.Get("OFSIGroupID")
	if id == "" {
		id = e.Get("UniqueID")
	}
	t := newTarget(id, e.Get("IndividualEntityShip"), e.Get("RegimeName"), origin)
	named := false
	for _, n := range e.Child("Names").All("Name") {
		parts := []string{n.Get("Name1"), n.Get("Name2"), n.Get("Name3"), n.Get("Name4"), n.Get("Name5"), n.Get("Name6")}
		kind := n.Get("NameType")
		if kind == "Alias" {
			kind = "AKA"
		}
		named = t.name(parts, kind, n.Get("AliasStrength"), n.Path) || named
	}
	if !named || id == "" {
		return nil, nameless()
	}
	for _, f := range fields {
		for _, leaf := range leaves(e, f.element) {
			f.add(t, leaf)
		}
	}
	t.sanction.Add("startDate", dateOf(e.Get("DateDesignated")), "DateDesignated")
	t.sanction.Add("modifiedAt", dateOf(e.Get("LastUpdated")), "LastUpdated")
	return t.Entities(), nil
}

// fields are the elements below a designation, at whatever depth, and where each goes.
var fields = []struct {
	element string
	add     func(*target, *markup.Element)
}{
	{"NameNonLatinScript", to("alias")},
	{"Title", to("title")},
	{"DOB", func(t *target, e *markup.Element) { t.born(e.Text, e.Path) }},
	{"TownOfBirth", to("birthPlace")},
	{"CountryOfBirth", country("birthCountry")},
	{"Nationality", country("nationality")},
	{"Gender", item("gender")},
	{"Position", to("position")},
	{"Passport", func(t *target, e *markup.Element) {
		t.documents("passport", e.Get("PassportNumber"), e.Get("PassportAdditionalInformation"), e.Path)
	}},
	{"NationalIdentifier", func(t *target, e *markup.Element) {
		t.documents("national identification", e.Get("NationalIdentifierNumber"), e.Get("NationalIdentifierAdditionalInformation"), e.Path)
	}},
	{"Address", func(t *target, e *markup.Element) {
		lines := []string{e.Get("AddressLine1"), e.Get("AddressLine2"), e.Get("AddressLine3"), e.Get("AddressLine4"), e.Get("AddressLine5"), e.Get("AddressLine6")}
		t.address(lines, e.Get("AddressPostalCode"), e.Get("AddressCountry"), e.Path)
	}},
	{"PhoneNumber", to("phone")},
	{"EmailAddress", to("email")},
	{"Website", to("website")},
	{"BusinessRegistrationNumber", to("registrationNumber")},
	{"TypeOfEntity", to("legalForm")},
	{"IMONumber", to("imoNumber")},
	{"CurrentBelievedFlagOfShip", country("flag")},
	{"PreviousFlag", country("pastFlags")},
	{"TypeOfShip", to("type")},
	{"TonnageOfShip", to("tonnage")},
	{"YearBuilt", to("buildDate")},
	{"OtherInformation", func(t *target, e *markup.Element) { t.other(e.Text, e.Path) }},
	{"UniqueID", item("UK Sanctions List Ref")},
	{"UNReferenceNumber", item("UN Ref")},
	{"UKStatementofReasons", item("UK Statement of Reasons")},
	{"SanctionsImposed", func(t *target, e *markup.Element) { t.sanction.Add("provisions", e.Text, e.Path) }},
}

func to(property string) func(*target, *markup.Element) {
	return func(t *target, e *markup.Element) { t.AddOrNote(property, e.Name, e.Text, e.Path) }
}

func country(property string) func(*target, *markup.Element) {
	return func(t *target, e *markup.Element) { t.Country(property, e.Text, e.Path) }
}

func item(name string) func(*target, *markup.Element) {
	return func(t *target, e *markup.Element) {
		if e.Text != "" {
			t.item(name, e.Text, e.Path)
		}
	}
}

// leaves are the elements of a name below e, in order.
func leaves(e *markup.Element, name string) (found []*markup.Element) {
	for _, c := range e.Children {
		if c.Name == name {
			found = append(found, c)
		} else {
			found = append(found, leaves(c, name)...)
		}
	}
	return found
}
