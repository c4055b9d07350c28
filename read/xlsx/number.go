package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// style is what a number format makes of a number.
type style struct {
	date  bool // it counts days
	zeros int  // at least so many digits: a postcode or a reference
}

// styleOf reads a number format: by its number where it is built in (ECMA-376 part 1, 18.8.30), by its code otherwise.
func styleOf(id int, code string) style {
	switch {
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return style{date: true}
	case code != "" && strings.Trim(code, "0") == "" && len(code) <= 30:
		return style{zeros: len(code)}
	}
	return style{date: code != "" && countsDays(code)}
}

// countsDays says whether a format code has parts of a date: letters that stand neither in quotes, nor in brackets (colours and
// conditions; but [h] is hours), nor behind a backslash. One with figures is a number's.
func countsDays(code string) bool {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	quoted, bracket, date := false, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = !strings.HasPrefix(code[i:], "[h") && !strings.HasPrefix(code[i:], "[m") && !strings.HasPrefix(code[i:], "[s")
		case c == ']':
			bracket = false
		case bracket:
		case c == '#' || c == '?' || c == '@' || c == 'g':
			return false
		case strings.IndexByte("ydmhs", c) >= 0:
			date = true
		}
	}
	return date
}

// number writes a cell's number: with at most the 15 digits that the applications hold, without an exponent.
func number(text string, s style, since1904 bool) string {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return text
	}
	if s.date && f >= 0 && f < lastDay {
		return moment(f, since1904)
	}
	if math.Abs(f) >= 1e21 || f != 0 && math.Abs(f) < 1e-15 {
		return text
	}
	if !strings.ContainsAny(text, ".eE") {
		return padded(text, s.zeros)
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'e', 14, 64), 64) // was a number before
	return padded(strconv.FormatFloat(f, 'f', -1, 64), s.zeros)
}

func padded(text string, zeros int) string {
	if strings.Trim(text, "0123456789") != "" {
		return text
	}
	return strings.Repeat("0", max(0, zeros-len(text))) + text
}

const (
	lastDay    = 2958466 // 10000-01-01, counted from 1900
	secondsDay = 24 * 60 * 60
)

// moment is a count of days in ISO form; within the first day it is a time. The day 60 of 1900, a 29 February that never was,
// is counted by the applications: days before it lie one later than the count says.
func moment(f float64, since1904 bool) string {
	seconds := int64(math.Round(f * secondsDay))
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if since1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if f < 60 {
		base = base.AddDate(0, 0, 1)
	}
	days, rest := int(seconds/secondsDay), seconds%secondsDay
	t := base.AddDate(0, 0, days).Add(time.Duration(rest) * time.Second)
	switch {
	case f < 1 && !since1904:
		return t.Format(time.TimeOnly)
	case rest == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05")
}
