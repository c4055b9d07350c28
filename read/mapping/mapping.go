package mapping

import (
	"path"
	"strings"
	"time"

	"spoor/model"
)

// Mapping is a checked mapping file. It is read-only once parsed.
type Mapping struct {
	Source string // the name its rows are known under; empty to take the file's
	Files  string // a glob on the base name; empty for all
	Format Format

	schema  *model.Schema
	zone    *time.Location
	columns []column // every column the mapping names, once
	id      []int    // into columns
	only    []test
	skip    []test
	fields  []field
}

// Format is how the file is written. The zero value means: find out.
type Format struct {
	Delimiter byte   // 0 to find out
	Quote     byte   // 0 for the double quote; NoQuote for none
	Decimal   byte   // '.' or ','
	Encoding  string // a name as on the web; empty to find out
	Header    int    // the line on which the header stands; 0 for none, and columns are named 1, 2, 3
	Empty     []string
}

// NoQuote says that quotes are ordinary characters.
const NoQuote byte = 1

type column struct {
	name     string
	line, at int // where the mapping first names it
	file     string
}

// field is one property and the ways to its value, tried in order.
type field struct {
	property *model.Property
	ways     []way
}

type way struct {
	when     []test
	columns  []int
	join     string
	split    string
	constant string
	date     *Pattern
	values   map[string]string
	minus    int // a column, -1 for none
	negative []test
	sign     sign
	thing    *thing
}

type sign uint8

const (
	keepSign sign = iota
	dropSign
	turnSign
)

type thing struct {
	schema *model.Schema
	id     []int
	among  string
	fields []field
}

// test is a condition on one column.
type test struct {
	column       int
	oneOf        []string
	not          bool // none of oneOf
	above, below *model.Fixed
}

// Kind is the name of the schema that a row becomes.
func (m *Mapping) Kind() string { return m.schema.Name }

// Matches says whether a file of that name is one the mapping is for.
func (m *Mapping) Matches(file string) bool {
	if m.Files == "" {
		return true
	}
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	ok, _ := path.Match(m.Files, base) // the pattern was checked when it was parsed
	return ok
}

// Columns lists the columns that the mapping names, in the order of its lines.
func (m *Mapping) Columns() []string {
	names := make([]string, len(m.columns))
	for i, c := range m.columns {
		names[i] = c.name
	}
	return names
}
