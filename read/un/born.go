package un

import (
	"strconv"
	"strings"

	"spoor/read/listing"
	"spoor/read/markup"
)

// birth reads TYPE_OF_DATE with DATE, YEAR, or FROM_YEAR and TO_YEAR.
func (w *writer) birth(e *markup.Element) {
	kind, field := strings.ToUpper(e.Get("TYPE_OF_DATE")), e.Path
	text := e.Get("DATE")
	if text == "" {
		text = e.Get("YEAR")
	}
	from, errFrom := strconv.Atoi(e.Get("FROM_YEAR"))
	to, errTo := strconv.Atoi(e.Get("TO_YEAR"))
	switch {
	case errFrom == nil && errTo == nil && from <= to:
		w.Years("birthDate", from, to, field+"/FROM_YEAR")
		text = e.Get("FROM_YEAR") + " and " + e.Get("TO_YEAR")
	default:
		w.date(text, field)
	}
	if kind != "EXACT" && kind != "" && text != "" {
		w.Note("Born "+strings.ToLower(kind), text, field+"/TYPE_OF_DATE")
	}
	w.Note("Date of birth", e.Get("NOTE"), field+"/NOTE")
}

// date adds a date of birth, the day alone where a time of day or a zone stands beside it.
func (w *writer) date(text, field string) {
	if day, _, ok := strings.Cut(text, "T"); ok {
		text = day
	}
	if len(text) > 10 && (text[10] == '-' || text[10] == '+' || text[10] == 'Z') {
		text = text[:10]
	}
	w.Add("birthDate", text, field)
}

// document reads a passport or another numbered document.
func (w *writer) document(e *markup.Element) {
	kind := strings.Join(strings.Fields(e.Get("TYPE_OF_DOCUMENT")+" "+e.Get("TYPE_OF_DOCUMENT2")), " ")
	text := strings.Join(strings.Fields(e.Get("NUMBER")), " ")
	number := documentNumber(text)
	if number == "" {
		w.Note(strings.TrimSpace("Document "+kind+" "+text), e.Get("NOTE"), e.Path)
		return
	}
	country := e.Get("ISSUING_COUNTRY")
	if country == "" {
		country = e.Get("COUNTRY_OF_ISSUE")
	}
	d := listing.Document{Kind: kind, Number: number, Country: country, Issued: e.Get("DATE_OF_ISSUE"), Authority: e.Get("CITY_OF_ISSUE"),
		Description: []string{e.Get("NOTE")}, Field: e.Path + "/NUMBER"}
	if !listing.IsPassport(kind) {
		d.Property = "idNumber"
	}
	if number != text {
		d.Description = append(d.Description, text)
	}
	w.Document(d)
}

// documentNumber is the number within its words: what follows "no." or "number", without the words before a number and without
// what stands after a comma. Empty where there is none.
func documentNumber(text string) string {
	folded := strings.ToLower(text)
	for _, mark := range []string{"no. ", "number ", "no "} {
		if i := strings.LastIndex(folded, mark); i >= 0 && len(folded) == len(text) {
			text = text[i+len(mark):]
			break
		}
	}
	text, _, _ = strings.Cut(text, ",")
	words := strings.Fields(text)
	for len(words) > 1 && len(words[0]) > 3 && !strings.ContainsAny(words[0], digits) {
		words = words[1:]
	}
	if len(words) > 3 {
		words = words[:1]
	}
	number := strings.Trim(strings.Join(words, " "), ",;: ")
	if !strings.ContainsAny(number, digits) {
		return ""
	}
	return number
}

const digits = "0123456789"
