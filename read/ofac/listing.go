package ofac

import (
	"slices"
	"strings"

	"spoor/model"
	"spoor/ref"
)

// ListName is the list under which the entries are known.
const ListName = "ofac-sdn"

// rawKept is how much of a row is kept with its values, in bytes.
const rawKept = 2000

// listing is one entry as either file states it.
type listing struct {
	number    string
	kind      string // individual, vessel, aircraft, or anything else
	last      string // or the whole name
	first     string
	programs  []string
	title     string
	vessel    vessel
	names     []alias
	addresses []address
	facts     []fact
	notes     []note
}

type vessel struct{ callSign, kind, tonnage, gross, flag, owner string }

type alias struct {
	kind        string // aka, fka, nka
	weak        bool
	last, first string
	field       string
}

type address struct {
	parts   []string // street, city, country
	country string
	field   string
}

// fact is one labelled item: "Passport", "A123", "Iran".
type fact struct {
	label, value, country, issued, expires, field string
}

type note struct{ text, field string }

// entities makes the listing and, behind it, what belongs to it.
func (l *listing) entities(origin *model.Origin) []*model.Entity {
	w := &writer{e: model.NewEntity("ofac-"+l.number, l.schema(), origin), origin: origin}
	w.add("name", fullName(l.first, l.last), "name")
	if l.kind == "individual" && l.first != "" {
		w.add("firstName", l.first, "name")
		w.add("lastName", l.last, "name")
	}
	for _, program := range l.programs {
		w.add("program", program, "program")
	}
	w.add("topics", "sanction", "")
	if !w.e.Add("position", l.title, "title") {
		w.note(l.title, "title")
	}
	l.vessel.write(w)
	for _, a := range l.names {
		w.add(a.property(), fullName(a.first, a.last), a.field)
	}
	for _, a := range l.addresses {
		w.add("address", strings.Join(a.parts, ", "), a.field)
		w.country("country", a.country, a.field)
	}
	for _, f := range l.facts {
		w.fact(f)
	}
	for _, n := range l.notes {
		w.note(n.text, n.field)
	}
	return append([]*model.Entity{w.e}, w.more...)
}

func (l *listing) schema() *model.Schema {
	name := "Organization"
	switch l.kind {
	case "individual":
		name = "Person"
	case "vessel":
		name = "Vessel"
	case "aircraft":
		name = "Airplane"
	default:
		if companyForm(l.last) {
			name = "Company"
		}
	}
	return model.Default().Get(name)
}

// companyForm says whether the name ends in the form of a company.
func companyForm(name string) bool {
	words := strings.Fields(strings.ToUpper(strings.ReplaceAll(name, ".", "")))
	if len(words) < 2 {
		return false
	}
	return slices.Contains(forms, strings.Trim(words[len(words)-1], "(),;"))
}

var forms = []string{"LTD", "LIMITED", "LTDA", "LLC", "LLP", "LC", "INC", "CORP", "CORPORATION", "CO", "COMPANY", "PLC", "GMBH", "AG", "KG",
	"SA", "SAL", "SARL", "SAS", "SL", "SRL", "SPA", "BV", "NV", "AB", "AS", "A/S", "OY", "OYJ", "KFT", "ZRT", "DOO", "AD", "EOOD", "OOD", "OOO", "OAO",
	"ZAO", "PAO", "AO", "JSC", "PJSC", "OJSC", "CJSC", "PTE", "PTY", "SDN", "BHD", "FZE", "FZCO", "FZC", "WLL", "PJS", "EURL", "EU", "CV", "SE",
	"LTEE", "LIMITADA", "EIRL", "PVT"}

func fullName(first, last string) string { return strings.TrimSpace(first + " " + last) }

func (a alias) property() string {
	switch {
	case a.weak:
		return "weakAlias"
	case a.kind == "fka":
		return "previousName"
	}
	return "alias"
}

func (v vessel) write(w *writer) {
	w.either("callSign", v.callSign, "call sign")
	w.either("type", v.kind, "vessel type")
	w.either("tonnage", strings.ReplaceAll(v.tonnage, ",", ""), "tonnage")
	w.either("grossRegisteredTonnage", strings.ReplaceAll(v.gross, ",", ""), "gross registered tonnage")
	if _, ok := ref.Country(v.flag); ok {
		w.country("flag", v.flag, "vessel flag")
	} else {
		w.labelled("Vessel flag", v.flag, "vessel flag") // "None Identified"
	}
	w.labelled("Vessel owner", v.owner, "vessel owner")
}

// writer adds values to a listing and collects the things that belong to it.
type writer struct {
	e      *model.Entity
	more   []*model.Entity
	origin *model.Origin
}

func (w *writer) add(property, text, field string) bool { return w.e.Add(property, text, field) }

// either adds the value, or a note where the schema has no such property.
func (w *writer) either(property, text, field string) {
	if !w.add(property, text, field) {
		w.labelled(field, text, field)
	}
}

func (w *writer) note(text, field string) { w.add("notes", text, field) }

func (w *writer) labelled(label, text, field string) {
	if text != "" {
		w.note(label+": "+text, field)
	}
}

// country adds a country's code, or the words where no code is known.
func (w *writer) country(property, text, field string) bool {
	if code, ok := ref.Country(text); ok {
		text = code
	}
	return w.add(property, text, field)
}

// document adds an entity of a numbered document.
func (w *writer) document(schema string, f fact) {
	d := model.NewEntity(model.ID(w.e.ID, f.label, f.value, f.country), model.Default().Get(schema), w.origin)
	d.Add("holder", w.e.ID, f.field)
	d.Add("number", f.value, f.field)
	d.Add("type", f.label, f.field)
	if code, ok := ref.Country(f.country); ok {
		d.Add("country", code, f.field)
	} else {
		d.Add("authority", f.country, f.field)
	}
	for _, date := range []struct{ property, text string }{{"startDate", f.issued}, {"endDate", f.expires}} {
		dates, _ := parseDate(date.text)
		for _, text := range dates {
			d.Add(date.property, text, f.field)
		}
	}
	w.more = append(w.more, d)
}

func (w *writer) wallet(currency, key, field string) {
	d := model.NewEntity(model.ID("wallet", currency, key), model.Default().Get("CryptoWallet"), w.origin)
	d.Add("publicKey", key, field)
	d.Add("currency", currency, field)
	d.Add("holder", w.e.ID, field)
	d.Add("topics", "sanction", "")
	w.more = append(w.more, d)
}
