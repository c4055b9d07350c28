package eu

import (
	"fmt"
	"strconv"
	"strings"

	"spoor/read/listing"
	"spoor/read/markup"
)

// birth reads a date, a year or a range of years, and the place that stands with it.
func (w *writer) birth(e *markup.Element) {
	a, property := e.Attrs, "birthDate"
	if !w.Entity.Schema.Is("Person") {
		property = "incorporationDate"
	}
	from, errFrom := strconv.Atoi(a["yearRangeFrom"])
	to, errTo := strconv.Atoi(a["yearRangeTo"])
	said := dateOf(a)
	switch calendar := a["calendarType"]; {
	case calendar != "" && calendar != "GREGORIAN":
		w.Note("Born ("+strings.ToLower(calendar)+" calendar)", listing.Joined(" to ", a["yearRangeFrom"], a["yearRangeTo"])+said, e.Path)
	case errFrom == nil && errTo == nil && from <= to && from > 0:
		w.Years(property, from, to, e.Path)
		said = fmt.Sprintf("%d to %d", from, to)
	default:
		w.Add(property, said, e.Path)
	}
	if a["circa"] == "true" {
		w.Note("Born circa", said, e.Path)
	}
	country := a["countryDescription"]
	if country == "UNKNOWN" {
		country = ""
	}
	if place := listing.Joined(", ", a["city"], a["place"], a["region"], country); place != country {
		w.AddOrNote("birthPlace", "Place of birth", place, e.Path)
	}
	w.country("birthCountry", e)
	for _, r := range e.All("remark") {
		w.Note("Date of birth", r.Text, r.Path)
	}
}

// dateOf is the date as far as it is known: whole, month or year.
func dateOf(a map[string]string) string {
	if a["birthdate"] != "" {
		return a["birthdate"]
	}
	year, errYear := strconv.Atoi(a["year"])
	month, errMonth := strconv.Atoi(a["monthOfYear"])
	day, errDay := strconv.Atoi(a["dayOfMonth"])
	switch {
	case errYear != nil || year <= 0:
		return ""
	case errMonth != nil || month < 1 || month > 12:
		return fmt.Sprintf("%04d", year)
	case errDay != nil || day < 1 || day > 31:
		return fmt.Sprintf("%04d-%02d", year, month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// numbers says to which property of the listing a kind of number goes.
var numbers = map[string]string{
	"passport":   "passportNumber",
	"id":         "idNumber",
	"ssn":        "socialSecurityNumber",
	"fiscalcode": "taxNumber",
	"regnumber":  "registrationNumber",
	"tradelic":   "licenseNumber",
}

// bare are the numbers that are no document.
var bare = map[string]string{"imo": "imoNumber", "swiftbic": "swiftBic"}

// doubts are the flags of a document, and what each says.
var doubts = []struct{ attribute, words string }{
	{"diplomatic", "diplomatic"}, {"knownExpired", "known to have expired"}, {"knownFalse", "known to be false"},
	{"reportedLost", "reported lost"}, {"revokedByIssuer", "revoked by its issuer"},
}

func (w *writer) identification(e *markup.Element) {
	a := e.Attrs
	kind := a["identificationTypeDescription"]
	if kind == "" {
		kind = a["identificationTypeCode"]
	}
	if property := bare[a["identificationTypeCode"]]; property != "" {
		w.AddOrNote(property, kind, strings.TrimPrefix(a["number"], "IMO "), e.Path)
		return
	}
	d := listing.Document{Kind: kind, Number: a["number"], Property: numbers[a["identificationTypeCode"]], Country: a["countryIso2Code"],
		Issued: a["issuedDate"], Expires: a["validTo"], Authority: a["issuedBy"], Field: e.Path}
	if d.Country == "00" {
		d.Country = ""
	}
	if d.Property == "passportNumber" {
		d.Kind = "passport" // "National passport", in whatever language
	}
	if d.Number == "" {
		d.Number = a["latinNumber"]
	}
	if name := a["nameOnDocument"]; name != "" {
		d.Description = append(d.Description, "in the name of "+name)
		if a["knownFalse"] != "true" {
			w.Add("alias", name, e.Path)
		}
	}
	for _, doubt := range doubts {
		if a[doubt.attribute] == "true" {
			d.Description = append(d.Description, doubt.words)
		}
	}
	for _, r := range e.All("remark") {
		d.Description = append(d.Description, r.Text)
	}
	w.Document(d)
}
