package mapping

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Pattern is how a date is written. It is made of
//
//	YYYY YY     year (two digits: 70 to 99 are 1970 to 1999, 00 to 69 are 2000 to 2069)
//	MM M        month as a number, two digits or one to two;  MMM MMMM its English name, short or whole
//	DD D        day, two digits or one to two
//	HH H hh h   hour, 24 or 12 (with A);  mm minute;  ss second;  S... fraction, any length
//	A           AM or PM;  Z offset: Z, +01:00, +0100
//
// and other characters, which stand for themselves. A pattern without HH and hh gives a bare date, one without DD a
// month, and one without MM a year. Whole patterns are unix and unix-ms (seconds and milliseconds since 1970), excel
// (days since 1899-12-30, the fraction a time of day) and iso (the default).
type Pattern struct {
	text   string
	tokens []string
	clock  bool
	step   time.Duration
	from   time.Time
	bare   bool // steps of whole days from a bare date
}

var months = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
	"november", "december"}

// NewPattern checks a pattern.
func NewPattern(text string) (*Pattern, error) {
	p := &Pattern{text: text}
	if text == "unix" || text == "unix-ms" || text == "excel" || text == "iso" {
		return p, nil
	}
	seen := map[byte]bool{}
	for rest := text; rest != ""; {
		token := nextToken(rest)
		rest = rest[len(token):]
		p.tokens = append(p.tokens, token)
		if !strings.ContainsRune("YMDHhmsSAZ", rune(token[0])) {
			continue
		}
		if token == "Y" || token == "m" || token == "s" {
			return nil, fmt.Errorf("the date pattern holds a single %s: write YYYY or YY, mm, ss", token)
		}
		kind := token[0]
		if kind == 'h' {
			kind = 'H'
		}
		if seen[kind] {
			return nil, fmt.Errorf("%s stands twice in the date pattern", token)
		}
		seen[kind] = true
	}
	p.clock = seen['H']
	if !seen['Y'] || seen['D'] && !seen['M'] || p.clock && !seen['D'] {
		return nil, fmt.Errorf("the date pattern %q lacks a year, a month or a day", text)
	}
	return p, nil
}

func nextToken(s string) string {
	for _, token := range []string{"YYYY", "YY", "MMMM", "MMM", "MM", "M", "DD", "D", "HH", "H", "hh", "h", "mm", "ss", "A", "Z"} {
		if strings.HasPrefix(s, token) {
			return token
		}
	}
	if s[0] == 'S' {
		return s[:len(s)-len(strings.TrimLeft(s, "S"))]
	}
	return s[:1]
}

// steps is a count of equal steps from a date.
func steps(step time.Duration, from time.Time, bare bool) *Pattern {
	return &Pattern{text: "step", step: step, from: from, bare: bare}
}

// iso rewrites a date as the model reads it; a moment that an offset or an epoch fixes is in UTC.
func (p *Pattern) iso(text string) (string, bool) {
	switch p.text {
	case "iso":
		return text, true
	case "step":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n > int64(1<<62)/int64(p.step) || n < -int64(1<<62)/int64(p.step) {
			return "", false
		}
		at := p.from.Add(time.Duration(n) * p.step)
		if p.bare {
			return at.Format(time.DateOnly), true
		}
		return at.UTC().Format(time.RFC3339), at.Year() < 10000
	case "unix":
		return epoch(text, 6)
	case "unix-ms":
		return epoch(text, 3)
	case "excel":
		return excel(text)
	}
	return p.parse(text)
}

// epoch reads an integer, or a decimal, of seconds (places 6) or milliseconds (places 3).
func epoch(text string, places int) (string, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	if !allDigits(fraction) || strings.HasPrefix(whole, "-") && fraction != "" {
		return "", false
	}
	n, err := strconv.ParseInt(whole+(fraction + "000000")[:places], 10, 64)
	if err != nil || n > 253402300799999999 || n < -62135596800000000 {
		return "", false
	}
	return time.UnixMicro(n).UTC().Format("2006-01-02T15:04:05.999999Z"), true
}

// excel reads a serial day number of the 1900 system; its time of day holds in the mapping's zone.
func excel(text string) (string, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	day, err := strconv.Atoi(whole)
	if err != nil || day < 1 || day > 2958465 || !allDigits(fraction) {
		return "", false
	}
	at := time.Date(1899, 12, 30+day, 0, 0, 0, 0, time.UTC)
	if fraction == "" {
		return at.Format(time.DateOnly), true
	}
	part, _ := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
	at = at.Add(time.Duration((part*86400 + 500_000_000) / 1_000_000_000 * int64(time.Second)))
	return at.Format("2006-01-02T15:04:05"), true
}

type parts struct {
	year, month, day, hour, minute, second int
	fraction, offset                       string
	afternoon, half                        bool
}

func (p *Pattern) parse(text string) (string, bool) {
	var d parts
	for _, token := range p.tokens {
		rest, ok := d.take(token, text)
		if !ok {
			return "", false
		}
		text = rest
	}
	if text != "" || d.half && (d.hour < 1 || d.hour > 12) {
		return "", false
	}
	if d.half {
		d.hour %= 12
		if d.afternoon {
			d.hour += 12
		}
	}
	var b [40]byte
	out := append(b[:0], pad4(d.year)...)
	if d.month > 0 {
		out = append(append(out, '-'), pad2(d.month)...)
	}
	if d.day > 0 {
		out = append(append(out, '-'), pad2(d.day)...)
	}
	if p.clock {
		out = append(append(out, 'T'), pad2(d.hour)...)
		out = append(append(out, ':'), pad2(d.minute)...)
		out = append(append(out, ':'), pad2(d.second)...)
		if d.fraction != "" {
			out = append(append(out, '.'), d.fraction...)
		}
		out = append(out, d.offset...)
	}
	return string(out), true
}

func (d *parts) take(token, s string) (rest string, ok bool) {
	switch token[0] {
	case 'Y':
		d.year, rest, ok = number(s, len(token), len(token))
		if len(token) == 2 {
			d.year += 1900
			if d.year < 1970 {
				d.year += 100
			}
		}
	case 'M':
		if len(token) > 2 {
			d.month, rest, ok = monthName(s, len(token) == 3)
		} else {
			d.month, rest, ok = number(s, len(token), 2)
		}
		ok = ok && d.month >= 1
	case 'D':
		d.day, rest, ok = number(s, len(token), 2)
		ok = ok && d.day >= 1
	case 'H', 'h':
		d.hour, rest, ok = number(s, len(token), 2)
		d.half = token[0] == 'h'
	case 'm':
		d.minute, rest, ok = number(s, 2, 2)
	case 's':
		d.second, rest, ok = number(s, 2, 2)
	case 'S':
		rest = strings.TrimLeft(s, "0123456789")
		d.fraction = s[:len(s)-len(rest)]
		ok = d.fraction != ""
	case 'A':
		if len(s) < 2 || s[1] != 'M' && s[1] != 'm' || !strings.ContainsRune("AaPp", rune(s[0])) {
			return "", false
		}
		d.afternoon = s[0] == 'P' || s[0] == 'p'
		return s[2:], true
	case 'Z':
		d.offset, ok = s, s == "Z" || len(s) >= 5 && (s[0] == '+' || s[0] == '-')
		return "", ok
	default:
		return strings.TrimPrefix(s, token), strings.HasPrefix(s, token)
	}
	return rest, ok
}

func number(s string, least, most int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < most && s[i] >= '0' && s[i] <= '9' {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i >= least
}

func monthName(s string, short bool) (int, string, bool) {
	for i, name := range months {
		if short {
			name = name[:3]
		}
		if len(s) >= len(name) && strings.EqualFold(s[:len(name)], name) {
			return i + 1, s[len(name):], true
		}
	}
	return 0, "", false
}

func pad2(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }
func pad4(n int) string { return pad2(n/100) + pad2(n%100) }
