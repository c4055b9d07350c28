package eu

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
const ListName = "eu-fsf"

const version = 1

// XML reads the consolidated list.
func XML() read.Format {
	return read.Format{
		Name: "eu-xml", Version: version, ListName: ListName,
		Detect: detect,
		Read:   markup.Entries{Names: []string{"sanctionEntity"}, Dated: "generationDate", Entry: entry}.Read,
	}
}

func detect(_ string, head []byte) bool {
	return bytes.Contains(head, []byte("<sanctionEntity")) || bytes.Contains(head, []byte("<export")) && bytes.Contains(head, []byte("fpi/fsd/export"))
}

// writer is a listing under way.
type writer struct{ *listing.Writer }

func entry(e *markup.Element, origin *model.Origin) ([]*model.Entity, *fault.Error) {
	id := e.Attrs["logicalId"]
	w := &writer{listing.New("eu-"+id, schema(e), origin)}
	w.names(e)
	if id == "" || w.Entity.Caption() == w.Entity.ID {
		return nil, &fault.Error{What: "the entry has no logicalId or no name", Hint: "see whether the file is the consolidated list as published"}
	}
	w.Add("topics", "sanction", "")
	for _, c := range e.All("citizenship") {
		w.country("citizenship", c)
	}
	for _, b := range e.All("birthdate") {
		w.birth(b)
	}
	for _, d := range e.All("identification") {
		w.identification(d)
	}
	for _, a := range e.All("address") {
		w.address(a)
	}
	for _, c := range e.All("contactInfo") {
		w.contact(c)
	}
	for _, r := range e.All("remark") {
		w.Note("", r.Text, r.Path)
	}
	w.sanction(e)
	return w.Entities(), nil
}

func schema(e *markup.Element) string {
	if kind := e.Child("subjectType").Attrs; kind["code"] == "person" || kind["classificationCode"] == "P" {
		return "Person"
	}
	for _, d := range e.All("identification") {
		if d.Attrs["identificationTypeCode"] == "imo" {
			return "Vessel"
		}
	}
	return "Organization"
}

// names adds the names; what stands beside a name (title, function, gender) is said of the party.
func (w *writer) names(e *markup.Element) {
	for _, n := range e.All("nameAlias") {
		a := n.Attrs
		whole := a["wholeName"]
		if strings.TrimSpace(whole) == "" {
			whole = listing.Joined(" ", a["firstName"], a["middleName"], a["lastName"])
		}
		switch {
		case a["strong"] == "false":
			w.Add("weakAlias", whole, n.Path)
		case w.Entity.First("name") == "":
			w.Add("name", whole, n.Path)
			w.Add("firstName", a["firstName"], n.Path)
			w.Add("middleName", a["middleName"], n.Path)
			w.Add("lastName", a["lastName"], n.Path)
		case !strings.EqualFold(w.Entity.First("name"), whole):
			w.Add("alias", whole, n.Path)
		}
		w.AddOrNote("title", "Title", a["title"], n.Path)
		w.AddOrNote("position", "Function", a["function"], n.Path)
		w.Add("gender", map[string]string{"M": "male", "F": "female"}[a["gender"]], n.Path)
		for _, r := range n.All("remark") {
			w.Note(whole, r.Text, r.Path)
		}
	}
}

// country adds the country that an element names. "00" is the list's code for none known.
func (w *writer) country(property string, e *markup.Element) {
	code, words := e.Attrs["countryIso2Code"], e.Attrs["countryDescription"]
	switch _, known := ref.Country(code); {
	case known:
		w.Country(property, code, e.Path)
	case words != "" && words != "UNKNOWN":
		w.Country(property, words, e.Path)
	}
}

func (w *writer) address(e *markup.Element) {
	a := e.Attrs
	country := a["countryDescription"]
	if country == "UNKNOWN" {
		country = ""
	}
	if box := a["poBox"]; box != "" {
		a["poBox"] = "P.O. Box " + box
	}
	if where := listing.Joined(", ", a["street"], a["poBox"], listing.Joined(" ", a["zipCode"], a["city"]), a["place"], a["region"]); where != "" {
		w.Add("address", listing.Joined(", ", where, country), e.Path)
	}
	w.country("country", e)
	for _, c := range e.All("contactInfo") {
		w.contact(c)
	}
	for _, r := range e.All("remark") {
		w.Note("Address", r.Text, r.Path)
	}
}

func (w *writer) contact(e *markup.Element) {
	key, value := e.Attrs["key"], e.Attrs["value"]
	property := map[string]string{"EMAIL": "email", "PHONE": "phone", "MOBILE": "phone", "WEB": "website"}[strings.ToUpper(key)]
	w.AddOrNote(property, key, value, e.Path)
}

func (w *writer) sanction(e *markup.Element) {
	s := w.Sanction("European Union", "")
	s.Add("unscId", e.Attrs["unitedNationId"], "unitedNationId")
	s.Add("authorityId", e.Attrs["euReferenceNumber"], "euReferenceNumber")
	s.Add("reason", e.Attrs["designationDetails"], "designationDetails")
	s.Add("listingDate", e.Attrs["designationDate"], "designationDate")
	for _, r := range e.All("regulation") {
		w.Add("program", r.Attrs["programme"], r.Path)
		s.Add("program", r.Attrs["programme"], r.Path)
		s.Add("startDate", r.Attrs["entryIntoForceDate"], r.Path)
		s.Add("modifiedAt", r.Attrs["publicationDate"], r.Path)
		s.Add("description", r.Attrs["numberTitle"], r.Path)
		s.Add("sourceUrl", r.Get("publicationUrl"), r.Path)
	}
}
