package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Interval is the span of time that a written date means, [Start, End) in UTC microseconds since 1970: a moment has
// Start == End, a bare date is that day in its zone, "1971" the whole year.
type Interval struct{ Start, End int64 }

// Moment says whether a time of day was written.
func (iv Interval) Moment() bool { return iv.Start == iv.End }

// Time is the start as a time.Time in UTC.
func (iv Interval) Time() time.Time { return time.UnixMicro(iv.Start).UTC() }

// Overlaps says whether the two have a moment in common.
func (iv Interval) Overlaps(o Interval) bool {
	return iv.Start <= o.Start && (o.Start < iv.End || o.Start == iv.Start) ||
		o.Start <= iv.Start && iv.Start < o.End
}

// noon is where a bare date is asked for its day: its thirteenth hour is of that date in UTC too, in all zones from ten hours west of it
// to thirteen east.
const noon = 13 * time.Hour

// String is an interval as it was written: a date, month or year of whatever zone, or a moment in UTC.
func (iv Interval) String() string {
	if iv.Moment() {
		return iv.Time().Format("2006-01-02T15:04:05Z")
	}
	const day = 24 * 3600e6
	layout := "2006-01-02"
	switch length := iv.End - iv.Start; {
	case length > 300*day:
		layout = "2006"
	case length > 26*day:
		layout = "2006-01"
	}
	return iv.Time().Add(noon).Format(layout)
}

// ParseDate reads a date of which only the day counts, like that of a birth: a time behind it, and its offset, say nothing.
func ParseDate(text string) (Interval, error) {
	iv, err := ParseTime(text, nil)
	if err == nil && iv.Moment() {
		return ParseTime(text[:len("2006-01-02")], nil)
	}
	return iv, err
}

// ParseTime reads a year, year-month, date, or date and time (ISO 8601; a space for the T, seconds and their fraction may
// be missing). Without an offset it holds in zone, nil meaning UTC.
func ParseTime(text string, zone *time.Location) (Interval, error) {
	if zone == nil {
		zone = time.UTC
	}
	year, ok := number(text, 0, 4)
	if !ok || year < 1 {
		return Interval{}, noDate(text)
	}
	month, day := 1, 1
	switch {
	case len(text) == 4:
		return span(civil(year, 1, 1, zone), civil(year+1, 1, 1, zone)), nil
	case len(text) == 7 && text[4] == '-':
		if month, ok = number(text, 5, 7); !ok || month < 1 || month > 12 {
			return Interval{}, noDate(text)
		}
		return span(civil(year, month, 1, zone), civil(year, month+1, 1, zone)), nil
	case len(text) < 10 || text[4] != '-' || text[7] != '-':
		return Interval{}, noDate(text)
	}
	var okMonth, okDay bool
	month, okMonth = number(text, 5, 7)
	day, okDay = number(text, 8, 10)
	if !okMonth || !okDay || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Interval{}, noDate(text)
	}
	if len(text) == 10 {
		return span(civil(year, month, day, zone), civil(year, month, day+1, zone)), nil
	}
	if text[10] != 'T' && text[10] != ' ' {
		return Interval{}, noDate(text)
	}
	return clock(text, text[11:], year, month, day, zone)
}

func noDate(text string) error {
	return fmt.Errorf("%q is no date: write 2026-11-21, 2026-11, 2026 or 2026-11-21T14:05:00Z", text)
}

func clock(whole, rest string, year, month, day int, zone *time.Location) (Interval, error) {
	if cut := strings.TrimSuffix(rest, "Z"); cut != rest {
		rest, zone = cut, time.UTC
	} else if i := strings.LastIndexAny(rest, "+-"); i > 0 {
		offset, err := time.Parse("-07:00", withColon(rest[i:]))
		if err != nil {
			return Interval{}, noDate(whole)
		}
		_, seconds := offset.Zone()
		zone, rest = time.FixedZone("", seconds), rest[:i]
	}
	rest, fraction, _ := strings.Cut(rest, ".")
	hour, okHour := number(rest, 0, 2)
	minute, okMinute := number(rest, 3, 5)
	second, okSecond := 0, len(rest) == 5
	if len(rest) == 8 && rest[5] == ':' {
		second, okSecond = number(rest, 6, 8)
	}
	if !okHour || !okMinute || !okSecond || rest[2] != ':' || hour > 23 || minute > 59 || second > 60 || !digits(fraction) {
		return Interval{}, noDate(whole)
	}
	micro := 0
	if fraction != "" {
		micro, _ = strconv.Atoi((fraction + "000000")[:6])
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, micro*1000, zone).UnixMicro()
	return Interval{t, t}, nil
}

func withColon(offset string) string {
	if len(offset) == 5 {
		return offset[:3] + ":" + offset[3:]
	}
	return offset
}

func number(s string, from, to int) (int, bool) {
	if len(s) < to {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func civil(year, month, day int, zone *time.Location) int64 {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone).UnixMicro()
}

func span(start, end int64) Interval { return Interval{start, end} }
