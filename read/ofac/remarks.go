package ofac

import (
	"strings"
	"unicode"
)

// maxRemarks is where the published file cuts remarks, in characters.
const maxRemarks = 1000

// remarks reads the items of a remark into the listing.
func (l *listing) remarks(text string) {
	text = strings.TrimSpace(text)
	whole := strings.TrimSuffix(text, ".")
	cut := whole == text && len([]rune(text)) >= maxRemarks-5
	items := strings.Split(whole, "; ")
	for i, item := range items {
		item = strings.TrimSpace(item)
		switch {
		case item == "" || item == "-0-":
		case cut && i == len(items)-1:
			l.notes = append(l.notes, note{item + " …", "remarks"})
		default:
			l.remark(item)
		}
	}
}

func (l *listing) remark(item string) {
	if strings.HasPrefix(item, "(") && strings.HasSuffix(item, ")") { // "(Linked To: X)" in the XML
		item = item[1 : len(item)-1]
	}
	whole := item
	item = strings.TrimPrefix(item, "alt. ")
	for _, kind := range []string{"aka", "fka", "nka"} {
		prefix := kind[:1] + "." + kind[1:2] + "." + kind[2:] + ". "
		if quoted, ok := strings.CutPrefix(item, prefix); ok {
			name := strings.TrimSuffix(strings.TrimPrefix(quoted, "'"), "'")
			a := alias{kind: kind, weak: name != quoted, last: name, field: "remarks: " + strings.TrimSpace(prefix)}
			a.split(l.kind)
			l.names = append(l.names, a)
			return
		}
	}
	label, value := splitLabel(item)
	if label == "" {
		l.notes = append(l.notes, note{whole, "remarks"})
		return
	}
	f := fact{label: label, value: value, field: "remarks: " + label}
	if documents[label] != "" || numbered(label) {
		f.tail()
	}
	l.facts = append(l.facts, f)
}

// split takes "LAST, First" of an individual apart.
func (a *alias) split(kind string) {
	if last, first, ok := strings.Cut(a.last, ", "); ok && kind == "individual" {
		a.last, a.first = last, first
	}
}

// splitLabel finds the label with which an item begins: the longest of those known, or words before a number that end as a
// numbered document's label does. It gives none where there is no label.
func splitLabel(item string) (label, value string) {
	for end := len(item); end > 0; end = lastSpace(item[:end]) {
		candidate := strings.TrimSuffix(item[:end], ":")
		if known(candidate) && end < len(item) {
			return candidate, strings.TrimSpace(item[end:])
		}
	}
	end := 0
	for _, word := range strings.SplitAfter(item, " ") {
		if strings.ContainsFunc(word, unicode.IsDigit) {
			break
		}
		end += len(word)
	}
	if end == len(item) {
		return "", ""
	}
	for end = len(strings.TrimSpace(item[:end])); end > 0; end = lastSpace(item[:end]) { // "Registration ID HE 242159"
		if candidate := strings.TrimSuffix(item[:end], ":"); numbered(candidate) {
			return candidate, strings.TrimSpace(item[end:])
		}
	}
	return "", ""
}

func lastSpace(s string) int { return max(strings.LastIndexByte(s, ' '), 0) }

func known(label string) bool {
	if currency, ok := strings.CutPrefix(label, wallets); ok {
		return currency != "" && !strings.Contains(currency, " ") && len(currency) <= 8
	}
	return label == "Gender" || properties[label] != "" || countries[label] != "" || dates[label] != "" || documents[label] != "" ||
		label == "Vessel Registration Identification"
}

// tail takes "(Country) issued DATE expires DATE" off the value.
func (f *fact) tail() {
	rest := f.value
	if before, date, ok := cutLast(rest, " expires "); ok && isDate(date) {
		rest, f.expires = before, date
	}
	if before, date, ok := cutLast(rest, " issued "); ok && isDate(date) {
		rest, f.issued = before, date
	}
	if i := strings.LastIndex(rest, " ("); i > 0 && strings.HasSuffix(rest, ")") {
		f.country = rest[i+2 : len(rest)-1]
		rest = rest[:i]
	}
	f.value = strings.TrimSpace(rest)
}

func cutLast(s, mark string) (before, after string, ok bool) {
	i := strings.LastIndex(s, mark)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(mark):], true
}

func isDate(text string) bool {
	_, exact := parseDate(text)
	return exact
}
