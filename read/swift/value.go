package swift

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"spoor/read/payment"
)

// day reads YYMMDD: years from 80 on are of the last century. What is no date stays as it stands.
func day(text string) string {
	if len(text) != 6 || strings.Trim(text, "0123456789") != "" {
		return text
	}
	century := "20"
	if text >= "80" {
		century = "19"
	}
	return century + text[:2] + "-" + text[2:4] + "-" + text[4:]
}

// near reads MMDD as the day of that name nearest to another day.
func near(text, other string) string {
	o, err := time.Parse(time.DateOnly, other)
	if err != nil || len(text) != 4 {
		return other
	}
	best, nearest := other, 400*24*time.Hour
	for year := o.Year() - 1; year <= o.Year()+1; year++ {
		d, err := time.Parse("2006-0102", fmt.Sprintf("%04d-%s", year, text))
		if err == nil && d.Sub(o).Abs() < nearest {
			best, nearest = d.Format(time.DateOnly), d.Sub(o).Abs()
		}
	}
	return best
}

// decimal reads an amount, whose mark is a comma that must be there: "12," is 12.
func decimal(text string) (string, bool) {
	whole, fraction, comma := strings.Cut(text, ",")
	if !comma || whole == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return "", false
	}
	if fraction == "" {
		return whole, true
	}
	return whole + "." + fraction, true
}

var priced = regexp.MustCompile(`^([A-Z]{3}) ?([\d,]+)$`)

// amount reads a currency with an amount.
func amount(text, tag string) (payment.Money, bool) {
	parts := priced.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return payment.Money{}, false
	}
	number, ok := decimal(parts[2])
	return payment.Money{Amount: number, Currency: parts[1], Field: tag}, ok
}

// flow joins lines that were broken at a width: a full line goes on in the next, a shorter one ended with a word.
func flow(lines []string, width int) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 && len([]rune(lines[i-1])) < width {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}
