package ofac

import (
	"strconv"
	"strings"
	"time"
)

// mostYears is the longest range of years that is written out.
const mostYears = 12

// parseDate reads "10 Dec 1948", "Dec 1948", "1948", "circa 1951", "1950 to 1955" as ISO dates. Exact says that it was one
// date, as it stood; what cannot be read comes back as it is, and is not exact.
func parseDate(text string) (dates []string, exact bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, true
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(text, "circa "), "Approximately ")
	if from, to, ok := strings.Cut(strings.TrimPrefix(bare, "between "), " to "); ok {
		return span(one(from), one(strings.TrimPrefix(to, "circa ")), text), false
	}
	if date := one(bare); date != "" {
		return []string{date}, bare == text
	}
	return []string{text}, false
}

// one reads a single date, empty when it is none.
func one(text string) string {
	for _, form := range []struct{ in, out string }{
		{"2 Jan 2006", time.DateOnly}, {"Jan 2006", "2006-01"}, {"2006", "2006"}, {time.DateOnly, time.DateOnly},
	} {
		if t, err := time.Parse(form.in, text); err == nil && t.Year() > 0 {
			return t.Format(form.out)
		}
	}
	return ""
}

// span writes out the years of a range.
func span(from, to, text string) []string {
	if from == "" || to == "" {
		return []string{text}
	}
	first, _ := strconv.Atoi(from[:4])
	last, _ := strconv.Atoi(to[:4])
	if last < first {
		return []string{text}
	}
	if last-first >= mostYears {
		return []string{from[:4], to[:4]}
	}
	var years []string
	for year := first; year <= last; year++ {
		years = append(years, strconv.Itoa(year))
	}
	return years
}
