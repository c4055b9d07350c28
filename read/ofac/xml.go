package ofac

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"time"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/markup"
)

// XML reads the list as sdnList, of any namespace.
func XML() read.Format {
	return read.Format{
		Name: "ofac-xml", Version: version, ListName: ListName,
		Detect: func(_ string, head []byte) bool { return bytes.Contains(head, []byte("<sdnList")) },
		Read:   readXML,
	}
}

func readXML(ctx context.Context, in *read.Input, out read.Sink) error {
	entry := func(e *markup.Element, origin *model.Origin) ([]*model.Entity, *fault.Error) {
		if e.Name == "publshInformation" { // so spelt
			in.Published = published(e.Get("Publish_Date"))
			return nil, nil
		}
		if !isNumber(e.Get("uid")) {
			return nil, &fault.Error{What: "the entry has no uid", Hint: "see whether the file is the SDN list as published"}
		}
		return fromElement(e).entities(origin), nil
	}
	return markup.Entries{Names: []string{"publshInformation", "sdnEntry"}, Entry: entry}.Read(ctx, in, out)
}

// published reads the American date of publication, "01/31/2023".
func published(text string) string {
	t, err := time.Parse("01/02/2006", text)
	if err != nil {
		return text
	}
	return t.Format(time.DateOnly)
}

func fromElement(e *markup.Element) *listing {
	l := &listing{number: e.Get("uid"), kind: strings.ToLower(e.Get("sdnType")), last: e.Get("lastName"), first: e.Get("firstName"),
		title: e.Get("title")}
	for _, p := range e.Child("programList").All("program") {
		l.programs = append(l.programs, p.Text)
	}
	v := e.Child("vesselInfo")
	l.vessel = vessel{v.Get("callSign"), v.Get("vesselType"), v.Get("tonnage"), v.Get("grossRegisteredTonnage"), v.Get("vesselFlag"), v.Get("vesselOwner")}
	for _, a := range e.Child("akaList").All("aka") {
		l.names = append(l.names, alias{kind: strings.ReplaceAll(a.Get("type"), ".", ""), weak: a.Get("category") == "weak",
			last: a.Get("lastName"), first: a.Get("firstName"), field: "akaList/aka"})
	}
	for _, a := range e.Child("addressList").All("address") {
		if made := addressOf(a); len(made.parts) > 0 {
			l.addresses = append(l.addresses, made)
		}
	}
	for _, id := range e.Child("idList").All("id") {
		l.facts = append(l.facts, fact{label: id.Get("idType"), value: id.Get("idNumber"), country: id.Get("idCountry"),
			issued: id.Get("issueDate"), expires: id.Get("expirationDate"), field: "idList/id"})
	}
	for _, list := range []struct{ list, item, value, label string }{
		{"dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"},
		{"placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"},
		{"nationalityList", "nationality", "country", "nationality"},
		{"citizenshipList", "citizenship", "country", "citizen"},
	} {
		for _, item := range e.Child(list.list).All(list.item) {
			l.facts = append(l.facts, fact{label: list.label, value: item.Get(list.value), field: list.list + "/" + list.item + "/" + list.value})
		}
	}
	l.remarks(e.Get("remarks"))
	return l
}

// addressOf joins the parts as add.csv does: street, then city with state and postal code, then country.
func addressOf(a *markup.Element) address {
	var street []string
	for _, name := range []string{"address1", "address2", "address3"} {
		if text := a.Get(name); text != "" {
			street = append(street, text)
		}
	}
	city := a.Get("city")
	if state := a.Get("stateOrProvince"); state != "" {
		city = strings.TrimPrefix(city+", "+state, ", ")
	}
	if code := a.Get("postalCode"); code != "" {
		city = strings.TrimSpace(city + " " + code)
	}
	made := address{country: a.Get("country"), field: "addressList/address"}
	for _, part := range []string{strings.Join(street, ", "), city, made.country} {
		if part != "" {
			made.parts = append(made.parts, part)
		}
	}
	return made
}

func itoa(n int) string { return strconv.Itoa(n) }
