package ofac

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/markup"
)

// mostReferences bounds what is held of the file beside its parties: words, places, documents, programs. SDN_ADVANCED.XML has
// some 200,000 such elements.
const mostReferences = 4_000_000

// Advanced reads the list in its advanced form (SDN_ADVANCED.XML), of any namespace.
func Advanced() read.Format {
	return read.Format{
		Name: "ofac-advanced", Version: version, ListName: ListName,
		Detect: func(_ string, head []byte) bool {
			return bytes.Contains(head, []byte("<Sanctions")) && (bytes.Contains(head, []byte("<DateOfIssue")) || bytes.Contains(head, []byte("<ReferenceValueSets")))
		},
		Read: readAdvanced,
	}
}

// readAdvanced goes through the file twice: parties stand before the programs that they are listed under, and behind the
// words, places and documents that they name by number.
func readAdvanced(ctx context.Context, in *read.Input, out read.Sink) error {
	body, end, err := seekable(in.Body)
	if err != nil {
		return err
	}
	defer end()
	start, err := body.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	refs, err := readReferences(ctx, body)
	if err != nil {
		return err
	}
	in.Published = refs.published
	if _, err := body.Seek(start, io.SeekStart); err != nil {
		return err
	}
	entry := func(e *markup.Element, origin *model.Origin) ([]*model.Entity, *fault.Error) {
		l := refs.party(e)
		if !isNumber(l.number) || l.last == "" && l.first == "" {
			return nil, &fault.Error{What: "the party has no FixedRef or no name", Hint: "see whether the file is the advanced SDN list as published"}
		}
		return l.entities(origin), nil
	}
	again := *in
	again.Body = body
	return markup.Entries{Names: []string{"DistinctParty"}, Entry: entry}.Read(ctx, &again, out)
}

// seekable is the body itself where it can be read twice, else a copy in a file that end removes.
func seekable(body io.Reader) (in io.ReadSeeker, end func(), err error) {
	if in, ok := body.(io.ReadSeeker); ok {
		return in, func() {}, nil
	}
	file, err := os.CreateTemp("", "spoor-*")
	if err != nil {
		return nil, nil, err
	}
	end = func() {
		_ = file.Close() // read only from here on
		_ = os.Remove(file.Name())
	}
	if _, err = io.Copy(file, body); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		end()
		return nil, nil, err
	}
	return file, end, nil
}

// references is what parties name by number.
type references struct {
	published string
	words     map[string]string // "AliasType 1403" → "Name"
	places    map[string]address
	documents map[string][]fact   // by identity
	programs  map[string][]string // by profile
	acts      map[string][]string // legal basis and date, by profile
	held      int
}

// values are the reference values that are looked up by kind and number.
var values = []string{"AliasType", "Country", "DetailReference", "FeatureType", "IDRegDocDateType", "IDRegDocType", "LegalBasis", "LocPartType", "NamePartType",
	"PartySubType", "PartyType", "SanctionsType", "Script"}

func readReferences(ctx context.Context, body io.Reader) (*references, error) {
	doc, err := markup.NewReader(body)
	if err != nil {
		return nil, err
	}
	r := &references{words: map[string]string{}, places: map[string]address{}, documents: map[string][]fact{}, programs: map[string][]string{}, acts: map[string][]string{}}
	names := append([]string{"DateOfIssue", "Location", "IDRegDocument", "SanctionsEntry"}, values...)
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := doc.Next(names...)
		if errors.Is(err, io.EOF) {
			return r, nil
		}
		if err == nil && r.held == mostReferences {
			err = &fault.Error{Doing: "reading the list", Kind: fault.Limit, Place: fault.Place{Line: e.Line, Offset: e.Offset},
				What: fmt.Sprintf("it refers to more than %d things", mostReferences)}
		}
		if err != nil {
			return nil, err
		}
		r.held++
		r.take(e)
	}
}

func (r *references) take(e *markup.Element) {
	switch e.Name {
	case "DateOfIssue":
		r.published = dayOf(e).iso()
	case "Location":
		r.places[e.Attrs["ID"]] = r.place(e)
	case "IDRegDocument":
		identity := e.Attrs["IdentityID"]
		r.documents[identity] = append(r.documents[identity], r.document(e))
	case "SanctionsEntry":
		r.entry(e)
	default:
		r.words[e.Name+" "+e.Attrs["ID"]] = e.Text
		switch e.Name {
		case "PartySubType":
			r.words["PartyOf "+e.Attrs["ID"]] = e.Attrs["PartyTypeID"]
		case "Script":
			r.words["ScriptCode "+e.Attrs["ID"]] = e.Attrs["ScriptCode"]
		}
	}
}

func (r *references) word(kind, id string) string { return r.words[kind+" "+id] }

// entry reads under which programs and acts a profile is listed.
func (r *references) entry(e *markup.Element) {
	profile := e.Attrs["ProfileID"]
	for _, m := range e.All("SanctionsMeasure") {
		if r.word("SanctionsType", m.Attrs["SanctionsTypeID"]) == "Program" {
			r.programs[profile] = append(r.programs[profile], m.Get("Comment"))
		}
	}
	for _, event := range e.All("EntryEvent") {
		act := strings.TrimSpace(dayOf(event.Child("Date")).iso() + " " + r.word("LegalBasis", event.Attrs["LegalBasisID"]))
		if act != "" {
			r.acts[profile] = append(r.acts[profile], act)
		}
	}
}

// place is a location: its parts in the order of add.csv, then its country.
func (r *references) place(e *markup.Element) address {
	parts := map[string]string{}
	for _, p := range e.All("LocationPart") {
		kind := strings.ToUpper(r.word("LocPartType", p.Attrs["LocPartTypeID"]))
		for _, v := range p.All("LocationPartValue") {
			if parts[kind] == "" || v.Attrs["Primary"] == "true" {
				parts[kind] = v.Get("Value")
			}
		}
	}
	made := address{field: "Locations/Location", country: r.word("Country", e.Child("LocationCountry").Attrs["CountryID"])}
	if made.country == "" {
		made.country = parts["UNKNOWN"] // a nationality's place has its country as a word
	}
	city := strings.TrimSpace(join(parts["CITY"], parts["STATE/PROVINCE"]) + " " + parts["POSTAL CODE"])
	for _, part := range []string{join(parts["ADDRESS1"], parts["ADDRESS2"], parts["ADDRESS3"]), city, parts["REGION"], made.country} {
		if part != "" {
			made.parts = append(made.parts, part)
		}
	}
	return made
}

func join(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ", ")
}

// document reads a numbered document as the fact that the other forms of the list state.
func (r *references) document(e *markup.Element) fact {
	f := fact{label: r.word("IDRegDocType", e.Attrs["IDRegDocTypeID"]), value: e.Get("IDRegistrationNo"), field: "IDRegDocuments/IDRegDocument",
		country: r.word("Country", e.Attrs["IssuedBy-CountryID"])}
	for _, d := range e.All("DocumentDate") {
		date := dayOf(d.Child("DatePeriod").Child("Start").Child("From")).iso()
		if strings.HasPrefix(r.word("IDRegDocDateType", d.Attrs["IDRegDocDateTypeID"]), "Expir") {
			f.expires = date
		} else {
			f.issued = date
		}
	}
	return f
}
