package ofac

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"spoor/read/markup"
)

// party makes the listing of a DistinctParty, as the other forms of the list state it.
func (r *references) party(e *markup.Element) *listing {
	l := &listing{number: e.Attrs["FixedRef"]}
	l.remarks(e.Get("Comment"))
	for _, p := range e.All("Profile") {
		if l.kind == "" {
			l.kind = r.kind(p.Attrs["PartySubTypeID"])
		}
		for _, identity := range p.All("Identity") {
			r.names(l, identity)
			l.facts = append(l.facts, r.documents[identity.Attrs["ID"]]...)
		}
		for _, feature := range p.All("Feature") {
			label := r.word("FeatureType", feature.Attrs["FeatureTypeID"])
			versions := feature.All("FeatureVersion")
			if len(versions) == 0 {
				versions = []*markup.Element{feature}
			}
			for _, v := range versions {
				r.feature(l, label, v)
			}
		}
		l.programs = append(l.programs, r.programs[p.Attrs["ID"]]...)
		for _, act := range r.acts[p.Attrs["ID"]] {
			l.notes = append(l.notes, note{"Listed: " + act, "SanctionsEntry/EntryEvent"})
		}
	}
	return l
}

// kind is individual, vessel, aircraft, or else: of a transport the sub-type says which.
func (r *references) kind(subType string) string {
	if sub := strings.ToLower(r.word("PartySubType", subType)); sub == "vessel" || sub == "aircraft" {
		return sub
	}
	return strings.ToLower(r.word("PartyType", r.words["PartyOf "+subType]))
}

// names reads the names of an identity: the primary one is the listing's, in its own script and in others.
func (r *references) names(l *listing, identity *markup.Element) {
	groups := map[string]string{} // group → "Last Name"
	for _, master := range identity.Child("NamePartGroups").All("MasterNamePartGroup") {
		for _, g := range master.All("NamePartGroup") {
			groups[g.Attrs["ID"]] = r.word("NamePartType", g.Attrs["NamePartTypeID"])
		}
	}
	for _, a := range identity.All("Alias") {
		kind := strings.ToLower(strings.ReplaceAll(r.word("AliasType", a.Attrs["AliasTypeID"]), ".", ""))
		for _, documented := range a.All("DocumentedName") {
			name := r.name(documented, groups)
			name.kind, name.weak = kind, a.Attrs["LowQuality"] == "true"
			if l.last == "" && l.first == "" && a.Attrs["Primary"] == "true" {
				l.last, l.first = name.last, name.first
			} else {
				l.names = append(l.names, name)
			}
		}
	}
}

func (r *references) name(documented *markup.Element, groups map[string]string) alias {
	var first, last []string
	script := ""
	for _, part := range documented.All("DocumentedNamePart") {
		value := part.Child("NamePartValue")
		script = r.words["ScriptCode "+value.Attrs["ScriptID"]]
		switch groups[value.Attrs["NamePartGroupID"]] {
		case "First Name", "Middle Name", "Nickname":
			first = append(first, value.Text)
		default:
			last = append(last, value.Text)
		}
	}
	name := alias{first: strings.Join(first, " "), last: strings.Join(last, " "), field: "Identity/Alias/DocumentedName"}
	switch script {
	case "Hans", "Hant", "Hani", "Jpan", "Kore", "Hang": // the family name stands first, and no space between
		name.last, name.first = name.last+name.first, ""
	}
	return name
}

// labels are the features whose names differ from the labels of the other forms.
var labels = map[string]string{
	"Birthdate":              "DOB",
	"Place of Birth":         "POB",
	"Nationality Country":    "nationality",
	"Citizenship Country":    "citizen",
	"VESSEL CALL SIGN":       "Vessel Call Sign",
	"VESSEL TYPE":            "Vessel Type",
	"VESSEL FLAG":            "Vessel Flag",
	"OTHER VESSEL FLAG":      "Other Vessel Flag",
	"FORMER VESSEL FLAG":     "Former Vessel Flag",
	"OTHER VESSEL CALL SIGN": "Other Vessel Call Sign",
	"OTHER VESSEL TYPE":      "Other Vessel Type",
}

func (r *references) feature(l *listing, label string, e *markup.Element) {
	label = strings.TrimSuffix(label, ":")
	if known := labels[label]; known != "" {
		label = known
	}
	detail := e.Child("VersionDetail")
	value := detail.Text
	if value == "" {
		value = r.word("DetailReference", detail.Attrs["DetailReferenceID"])
	}
	if value == "" {
		value = period(e.Child("DatePeriod"))
	}
	where, placed := r.places[e.Child("VersionLocation").Attrs["LocationID"]]
	if value == "" && placed {
		value = strings.Join(where.parts, ", ")
	}
	switch {
	case label == "Location" && placed:
		l.addresses = append(l.addresses, where)
	case label == "Title" && l.title == "":
		l.title = value
	case countries[label] != "" && placed && detail.Text == "":
		l.facts = append(l.facts, fact{label: label, value: where.country, field: "Feature/VersionLocation"})
	default:
		l.vesselFeature(label, value)
	}
}

// vesselFeature keeps what the other forms state in columns of their own.
func (l *listing) vesselFeature(label, value string) {
	switch strings.ToLower(label) {
	case "vessel flag":
		l.vessel.flag = value
	case "vessel tonnage":
		l.vessel.tonnage = value
	case "vessel gross registered tonnage":
		l.vessel.gross = value
	case "vessel owner":
		l.vessel.owner = value
	default:
		l.facts = append(l.facts, fact{label: label, value: value, field: "Feature/" + label})
	}
}

// day is a date as far as it is given.
type day struct{ year, month, day int }

func dayOf(e *markup.Element) day {
	number := func(name string) int {
		n, err := strconv.Atoi(e.Get(name))
		if err != nil || n < 0 || n > 9999 {
			return 0
		}
		return n
	}
	return day{number("Year"), number("Month"), number("Day")}
}

// iso is 2006-01-02, or less where less is given; empty without a year.
func (d day) iso() string {
	switch {
	case d.year == 0:
		return ""
	case d.month < 1 || d.month > 12:
		return fmt.Sprintf("%04d", d.year)
	case d.day < 1 || d.day > 31:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// period writes a period as the other forms do: a day, a month, a year, "1955 to 1957", "circa 1951".
func period(e *markup.Element) string {
	from, to := dayOf(e.Child("Start").Child("From")), dayOf(e.Child("End").Child("To"))
	if to.year == 0 {
		to = dayOf(e.Child("Start").Child("To"))
	}
	if to.year == 0 {
		to = from
	}
	text := from.iso()
	switch last := time.Date(from.year, time.Month(from.month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); {
	case from == to:
	case from == day{from.year, 1, 1} && to == day{from.year, 12, 31}:
		text = strconv.Itoa(from.year)
	case from == day{from.year, from.month, 1} && to == day{from.year, from.month, last}:
		text = time.Date(from.year, time.Month(from.month), 1, 0, 0, 0, 0, time.UTC).Format("Jan 2006")
	case from.year == to.year:
		text = fmt.Sprintf("between %s to %s", from.iso(), to.iso())
	default:
		text = fmt.Sprintf("%d to %d", from.year, to.year)
	}
	if e.Child("Start").Attrs["Approximate"] == "true" || e.Child("End").Attrs["Approximate"] == "true" {
		text = "circa " + text
	}
	return text
}
