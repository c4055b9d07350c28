package world

import (
	"strings"
	"time"
)

// The lists, as files of lists/ in three forms.
const (
	national    = iota // headerless CSV, as OFAC's SDN list
	council            // XML, as the UN consolidated list, names in their own scripts beside the Latin ones
	association        // JSON lines of FollowTheMoney
	lists
)

// listing is one entry: a person, or an organisation when org is not empty.
type listing struct {
	list     int
	name     naming
	org      string
	aliases  []string
	birth    int // days from the start of the year
	born     int // how well the birth date is known: bornOn, bornIn, bornUnknown
	passport string
	used     bool // by a planted case
}

const (
	bornOn = iota
	bornIn
	bornUnknown
)

// settleLists composes the listings, evenly from all cultures: nobody is listed for where a name comes from.
func (t *town) settleLists(d *dice) {
	seen := map[string]bool{}
	for list := range lists {
		for k := range 80 + min(t.size/400, 2000) { // enough for the cases; a list is hardly longer where the town is larger
			e := listing{list: list}
			if k%5 == 4 {
				e.org = listedOrg(d)
			} else {
				e = t.listedPerson(d, list, k)
			}
			if key := e.title(); !seen[key] {
				seen[key] = true
				t.listings = append(t.listings, e)
			}
		}
	}
}

func (t *town) listedPerson(d *dice, list, k int) listing {
	n := newNaming(d, (k+list)%len(cultures()))
	n.long = true
	if d.percent(80) { // most who are listed bear a surname that nobody in town does
		n.own = bigWord(d, t.syllables[n.culture], 30_000)
	}
	e := listing{list: list, name: n, birth: -d.between(24*365, 74*365), born: howBorn(d)}
	if v := n.text(other); v != n.text(latin) {
		e.aliases = append(e.aliases, v)
	}
	if short := (naming{n.culture, n.given, n.second, n.famA, n.famB, n.female, false, n.own}).text(latin); short != n.text(latin) {
		e.aliases = append(e.aliases, short)
	}
	if d.percent(40) {
		e.passport = "N" + pad(d.n(10_000_000), 7)
	}
	return e
}

// howBorn: of the 730 people on the UN list of 2026, 54 % have a day of birth, 39 % a year or years, 7 % neither; of 5,890 on
// OFAC's of 2023, 2 % have none.
func howBorn(d *dice) int {
	switch k := d.n(100); {
	case k < 5:
		return bornUnknown
	case k < 40:
		return bornIn
	}
	return bornOn
}

func listedOrg(d *dice) string {
	a := strings.Fields("Amber Basalt Cobalt Crescent Cypress Ebony Falcon Garnet Harbour Indigo Jasper Lantern Meridian Onyx Palisade Quarry " +
		"Saffron Tamarisk Umber Zephyr")
	b := strings.Fields("Gate Bridge Valley Star Anchor Summit Orchard Delta Pearl Horizon Citadel Spring")
	c := []string{"Trading Company", "Exchange", "Shipping Co.", "Relief Fund", "General Supplies LLC", "Industrial Group", "Front", "Brigade"}
	return pick(d, a) + " " + pick(d, b) + " " + pick(d, c)
}

// title is the name as the list leads with it.
func (e *listing) title() string {
	if e.org != "" {
		return e.org
	}
	return e.name.text(latin)
}

func (e *listing) country() string { return cultures()[e.name.culture].country }

func (t *town) writeLists() {
	t.out.text("lists/council.xml", councilHead)
	for _, person := range []bool{true, false} {
		section := map[bool]string{true: "INDIVIDUALS", false: "ENTITIES"}[person]
		t.out.text("lists/council.xml", "  <"+section+">\n")
		for i := range t.listings {
			if e := &t.listings[i]; e.list == council && (e.org == "") == person {
				t.out.text("lists/council.xml", councilEntry(e, i))
			}
		}
		t.out.text("lists/council.xml", "  </"+section+">\n")
	}
	t.out.text("lists/council.xml", "</CONSOLIDATED_LIST>\n")
	for i := range t.listings {
		switch e := &t.listings[i]; e.list {
		case national:
			t.out.text("lists/national.csv", nationalRow(e, i))
		case association:
			t.out.bytes("lists/association.jsonl", append(associationEntry(e, i).append(nil), '\n'))
		}
	}
	t.out.text("lists/national.csv", "\x1a") // as the model ends
}

// nationalRow: number, name, type, program, seven fields that persons have not, remarks; "-0- " is empty; CRLF.
func nationalRow(e *listing, i int) string {
	name, kind, remarks := strings.ToUpper(e.org), "-0- ", []string(nil)
	if e.org == "" {
		name, kind = strings.ToUpper(e.name.family())+", "+e.name.rest(), `"individual"`
		switch e.born {
		case bornOn:
			remarks = append(remarks, "DOB "+bornText(e.birth, "02 Jan 2006"))
		case bornIn:
			remarks = append(remarks, "DOB "+bornText(e.birth, "2006"))
		}
		remarks = append(remarks, "nationality "+countryName(e.country()))
		if e.passport != "" {
			remarks = append(remarks, "Passport "+e.passport+" ("+countryName(e.country())+")")
		}
	}
	for _, a := range e.aliases {
		remarks = append(remarks, "a.k.a. '"+a+"'")
	}
	text := "-0- "
	if len(remarks) > 0 {
		text = quoted(strings.Join(remarks, "; ") + ".")
	}
	return num(9000+i) + "," + quoted(name) + "," + kind + `,"SYNTH",` + strings.Repeat("-0- ,", 7) + text + "\r\n"
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

const councilHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2023-12-31T00:00:00Z">
`

func councilEntry(e *listing, i int) string {
	var b strings.Builder
	tag := func(depth int, name, value string) {
		b.WriteString(strings.Repeat("  ", depth) + "<" + name + ">" + xmlText(value) + "</" + name + ">\n")
	}
	bare := func(depth int, name string) { b.WriteString(strings.Repeat("  ", depth) + "<" + name + ">\n") }
	kind, letter := "INDIVIDUAL", "i"
	if e.org != "" {
		kind, letter = "ENTITY", "e"
	}
	bare(2, kind)
	tag(3, "DATAID", num(7_000_000+i))
	tag(3, "VERSIONNUM", "1")
	if e.org != "" {
		tag(3, "FIRST_NAME", strings.ToUpper(e.org))
	} else {
		for k, word := range strings.Fields(e.title()) {
			tag(3, []string{"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"}[min(k, 3)], strings.ToUpper(word))
		}
	}
	tag(3, "UN_LIST_TYPE", "Synthetic")
	tag(3, "REFERENCE_NUMBER", "SY"+letter+"."+pad(i, 3))
	tag(3, "LISTED_ON", "2015-06-01")
	if e.org == "" {
		if e.name.hasScript() {
			tag(3, "NAME_ORIGINAL_SCRIPT", e.name.text(script))
		}
		bare(3, "NATIONALITY")
		tag(4, "VALUE", countryName(e.country()))
		bare(3, "/NATIONALITY")
	}
	for _, a := range e.aliases {
		bare(3, kind+"_ALIAS")
		tag(4, "QUALITY", map[bool]string{true: "Good", false: "a.k.a."}[e.org == ""])
		tag(4, "ALIAS_NAME", a)
		bare(3, "/"+kind+"_ALIAS")
	}
	if e.org == "" {
		bare(3, "INDIVIDUAL_DATE_OF_BIRTH")
		switch e.born {
		case bornOn:
			tag(4, "TYPE_OF_DATE", "EXACT")
			tag(4, "DATE", bornText(e.birth, time.DateOnly))
		case bornIn:
			tag(4, "TYPE_OF_DATE", "EXACT")
			tag(4, "YEAR", bornText(e.birth, "2006"))
		default:
			tag(4, "TYPE_OF_DATE", "")
		}
		bare(3, "/INDIVIDUAL_DATE_OF_BIRTH")
		if e.passport != "" {
			bare(3, "INDIVIDUAL_DOCUMENT")
			tag(4, "TYPE_OF_DOCUMENT", "Passport")
			tag(4, "NUMBER", e.passport)
			tag(4, "ISSUING_COUNTRY", countryName(e.country()))
			bare(3, "/INDIVIDUAL_DOCUMENT")
		}
	}
	bare(2, "/"+kind)
	return b.String()
}

func xmlText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func associationEntry(e *listing, i int) *line {
	if e.org != "" {
		return entity("Organization", "assoc-"+num(i)).set("name", e.org).set("topics", "sanction")
	}
	names := []string{e.title()}
	if e.name.hasScript() {
		names = append(names, e.name.text(script))
	}
	l := entity("Person", "assoc-"+num(i)).set("name", names...).set("alias", e.aliases...)
	switch e.born {
	case bornOn:
		l.date("birthDate", e.birth)
	case bornIn:
		l.set("birthDate", bornText(e.birth, "2006"))
	}
	return l.set("nationality", e.country()).set("passportNumber", e.passport).set("topics", "sanction")
}

func bornText(day int, layout string) string {
	return time.Unix(yearStart+int64(day)*daySecs, 0).UTC().Format(layout)
}

func countryName(code string) string {
	return map[string]string{"de": "Germany", "tr": "Turkey", "pl": "Poland", "ua": "Ukraine", "sy": "Syria", "af": "Afghanistan",
		"ml": "Mali", "es": "Spain", "in": "India", "gr": "Greece", "vn": "Vietnam", "cn": "China", "kr": "South Korea"}[code]
}
