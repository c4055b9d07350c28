package web

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"spoor/cases"
	"spoor/detect"
	"spoor/fault"
)

// funcs are the words of the templates.
func (s *site) funcs() template.FuncMap {
	return template.FuncMap{
		"asset": s.assets.address, "icon": icon, "moment": moment, "day": day, "span": span(moment), "days": span(day), "age": func(t time.Time) string { return age(s.Now().Sub(t)) },
		"at": address, "word": priorityWord, "count": count, "short": short, "base": path.Base, "icons": iconOf,
		"two": func(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }, "percent": func(f float64) int { return int(math.Round(100 * f)) },
		"sum": func(a, b int) int { return a + b }, "named": named, "private": private, "sentence": sentence, "shown": shown, "operator": operator, "agreed": agreed, "spaced": Spaced, "title": title, "ended": ended, "counted": counted, "plural": fault.Plural, "whose": whose, "lack": detect.Lack, "cut": func(n int, text string) string { return fault.Cut(text, n) },
	}
}

// moment is a time as all pages write it; the zone stands once a page.
func moment(t time.Time) string {
	switch {
	case t.IsZero():
		return "–"
	case t.UTC().Truncate(24 * time.Hour).Equal(t):
		return day(t)
	}
	return t.UTC().Format("2006-01-02 15:04")
}

func day(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.UTC().Format("2006-01-02")
}

// span is from when to when, once where both are shown alike.
func span(show func(time.Time) string) func(start, end time.Time) string {
	return func(start, end time.Time) string {
		if from, to := show(start), show(end); from != to {
			return from + " to " + to
		}
		return show(start)
	}
}

// age is how long ago, in the one unit that says enough.
func age(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < day:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d < 60*day:
		return fmt.Sprintf("%d d", d/day)
	case d < 730*day:
		return fmt.Sprintf("%d months", d/(30*day))
	}
	return fmt.Sprintf("%d years", d/(365*day))
}

// address is a path of parts, each escaped: ids are the data's, not ours.
func address(parts ...any) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("/" + url.PathEscape(fmt.Sprint(p)))
	}
	return b.String()
}

// ended is a sentence with its stop, where it has none.
func ended(text string) string {
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

func priorityWord(p detect.Priority) string {
	if p < detect.Low || p > detect.Urgent {
		return "low"
	}
	return p.String()
}

// count writes 1234567 as 1 234 567, with narrow spaces that do not break.
func count(n int) string {
	text := strconv.Itoa(n)
	var b strings.Builder
	for i, r := range text {
		if i > 0 && (len(text)-i)%3 == 0 && text[i-1] != '-' {
			b.WriteRune('\u202f')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// counted is a number with its noun.
func counted(n int, noun string) string { return count(n) + " " + fault.Plural(n, noun) }

// shown is a value as pages write it: a time to the minute, a lone number with its digits in threes. Any other text
// stays as it is.
func shown(text string) string {
	if len(text) == len("2006-01-02T15:04:05Z") && text[10] == 'T' {
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			return t.Format("2006-01-02 15:04")
		}
	}
	return grouped(text)
}

func grouped(text string) string {
	digits, unit, number := numberOf(text)
	if !number {
		return text
	}
	whole, rest, _ := strings.Cut(digits, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || strconv.Itoa(n) != whole {
		return text
	}
	if rest != "" {
		rest = "." + rest
	}
	return strings.TrimSpace(count(n) + rest + " " + unit)
}

// operator is how a comparison is written for a person.
func operator(op string) string {
	switch op {
	case ">=":
		return "≥"
	case "<=":
		return "≤"
	case "==":
		return "="
	case "!=":
		return "≠"
	}
	return op
}

// sentence is text of ours in which names from the data stand: what is written from right to left is kept apart, so that it
// does not turn the words around it, and signs that would turn them are left out.
func sentence(text string) template.HTML {
	var b strings.Builder
	var run []rune
	flush := func() {
		kept := run
		for len(kept) > 0 && unicode.IsSpace(kept[len(kept)-1]) {
			kept = kept[:len(kept)-1]
		}
		if len(kept) > 0 {
			b.WriteString("<bdi>" + template.HTMLEscapeString(string(kept)) + "</bdi>")
		}
		b.WriteString(template.HTMLEscapeString(string(run[len(kept):])))
		run = nil
	}
	for _, r := range text {
		switch {
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) || len(run) > 0 && (r == ' ' || unicode.Is(unicode.Mn, r)):
			run = append(run, r)
		default:
			flush()
			b.WriteString(template.HTMLEscapeString(string(r)))
		}
	}
	flush()
	return template.HTML(b.String()) //nolint:gosec // every piece is escaped
}

// short is the head of a hash.
func short(hash string) string {
	if len(hash) > 12 {
		return hash[:12]
	}
	return hash
}

// named makes one value of named ones, for a part of a page.
func named(pairs ...any) map[string]any {
	all := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		all[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return all
}

// title begins a word of the domain with a capital: open, follow up.
func title(text any) string {
	word := fmt.Sprint(text)
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + strings.ReplaceAll(word[1:], "-", " ")
}

// Spaced writes the name of a field as words: passportNumber is passport number.
func Spaced(field string) string {
	var b strings.Builder
	for i, r := range field {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// agreed is the agreement of a reason in words: what nobody can compare stands on one side only.
func agreed(r cases.Reason) string {
	if r.Agreement == "unknown" && (r.Party == "") != (r.Listed == "") {
		return "unknown, on one side only"
	}
	return r.Agreement
}

// whose says that a typology is not Spoor's.
func whose(owner string) string {
	switch owner {
	case "":
		return ""
	case "own":
		return "Your organisation’s own"
	}
	return owner + "’s own"
}

// private names the parameters whose values an organisation keeps to itself.
func private(numbers []detect.Parameter) (names []string) {
	for _, p := range numbers {
		if p.Own {
			names = append(names, p.Name)
		}
	}
	return names
}

// verbSaid is a decision in the past tense.
func verbSaid(v cases.Verb) string {
	switch v {
	case cases.Assign:
		return "assigned"
	case cases.Dismiss:
		return "dismissed"
	case cases.Follow:
		return "decided to follow up"
	case cases.Reopen:
		return "reopened"
	}
	return "noted"
}
