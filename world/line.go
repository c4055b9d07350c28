package world

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// The first year, in Unix seconds and days.
const (
	firstYear = 2024
	yearStart = 1704067200 // 2024-01-01T00:00:00Z
	daySecs   = 86400
)

// line is one line of a records file on its way out: an entity, or a record that happened at a time.
type line struct {
	id, schema string
	at         int64 // Unix seconds; 0 for entities
	props      []byte
}

func entity(schema, id string) *line { return &line{id: id, schema: schema} }

func record(schema string, at int64) *line {
	l := &line{schema: schema, at: at, props: make([]byte, 0, 256)}
	return l.time("at", at)
}

// set adds a property; empty values are left out.
func (l *line) set(key string, values ...string) *line {
	n := 0
	for _, v := range values {
		if v == "" {
			continue
		}
		if n == 0 {
			l.key(key)
			l.props = append(l.props, '[')
		} else {
			l.props = append(l.props, ',')
		}
		l.props = appendJSON(l.props, v)
		n++
	}
	if n > 0 {
		l.props = append(l.props, ']')
	}
	return l
}

// nest adds a property whose values are whole entities.
func (l *line) nest(key string, inner ...*line) *line {
	l.key(key)
	for i, in := range inner {
		l.props = append(l.props, "[,"[min(i, 1)])
		l.props = in.append(l.props)
	}
	l.props = append(l.props, ']')
	return l
}

func (l *line) key(key string) {
	if len(l.props) > 0 {
		l.props = append(l.props, ',')
	}
	l.props = append(append(append(l.props, '"'), key...), '"', ':')
}

func (l *line) time(key string, at int64) *line {
	l.key(key)
	l.props = append(time.Unix(at, 0).UTC().AppendFormat(append(l.props, '[', '"'), time.RFC3339), '"', ']')
	return l
}

// date adds a bare date, as days from the start of the year.
func (l *line) date(key string, day int) *line { return l.set(key, dateText(day)) }

// num adds thousandths as a decimal; money adds cents under a key, and euros their currency with it.
func (l *line) num(key string, milli int) *line   { return l.set(key, decimal(milli, 3)) }
func (l *line) money(key string, cents int) *line { return l.set(key, decimal(cents, 2)) }
func (l *line) euros(cents int) *line             { return l.money("amount", cents).set("currency", "EUR") }

func (l *line) append(b []byte) []byte {
	b = appendJSON(append(b, `{"id":`...), l.id)
	b = appendJSON(append(b, `,"schema":`...), l.schema)
	b = append(append(b, `,"properties":{`...), l.props...)
	return append(b, '}', '}')
}

func appendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20:
			b = append(b, ' ')
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// decimal writes a whole number of 10^-places; a fraction of nothing is left out unless it is money.
func decimal(n, places int) string {
	if n < 0 {
		return "-" + decimal(-n, places)
	}
	s := strconv.Itoa(n)
	if len(s) <= places {
		s = strings.Repeat("0", places+1-len(s)) + s
	}
	s = s[:len(s)-places] + "." + s[len(s)-places:]
	if places == 2 {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func dateText(day int) string {
	return time.Unix(yearStart+int64(day)*daySecs, 0).UTC().Format(time.DateOnly)
}

// dayOf is a date as days from the start of the first year.
func dayOf(year, month, dom int) int {
	return int(time.Date(year, time.Month(month), dom, 0, 0, 0, 0, time.UTC).Unix()-yearStart) / daySecs
}

func num(n int) string { return strconv.Itoa(n) }

// redated is a copied line with the time that the copy happens at.
func (l *line) redated() *line {
	rest := l.props[bytes.IndexByte(l.props, ']')+1:]
	moved := record(l.schema, l.at)
	moved.props = append(moved.props, rest...)
	return moved
}

// renamed sets a property anew that has one value.
func (l *line) renamed(key, value string) *line {
	from := bytes.Index(l.props, []byte(`,"`+key+`":[`))
	to := from + bytes.IndexByte(l.props[from:], ']') + 1
	l.props = append(l.props[:from:from], l.props[to:]...)
	return l.set(key, value)
}
