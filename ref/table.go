package ref

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"time"
)

//go:embed data/*.csv
var files embed.FS

// row is one line of a table, read by the name of its column.
type row struct {
	columns map[string]int
	cells   []string
	at      string // file and line, for the message when a table is malformed
}

// table reads an embedded file: comment lines, a header, rows. The files are part of the program, so a malformed one is
// our mistake and stops it; the tests read every table.
func table(name string) []row {
	text, err := files.ReadFile("data/" + name)
	if err != nil {
		panic("ref: " + err.Error())
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment = '#'
	header, err := r.Read()
	if err != nil {
		panic("ref: " + name + ": " + err.Error())
	}
	columns := make(map[string]int, len(header))
	for i, column := range header {
		columns[column] = i
	}
	all, err := r.ReadAll()
	if err != nil {
		panic("ref: " + name + ": " + err.Error())
	}
	rows := make([]row, len(all))
	for i, cells := range all {
		rows[i] = row{columns, cells, fmt.Sprintf("%s, row %d", name, i+1)}
	}
	return rows
}

func (r row) text(column string) string {
	i, ok := r.columns[column]
	if !ok {
		panic("ref: " + r.at + ": no column " + column)
	}
	return r.cells[i]
}

func (r row) number(column string) int {
	n, err := strconv.Atoi(r.text(column))
	if err != nil {
		panic("ref: " + r.at + ": " + err.Error())
	}
	return n
}

func (r row) degrees(column string) float64 {
	f, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		panic("ref: " + r.at + ": " + err.Error())
	}
	return f
}

// day is midnight UTC of the date, the zero time when the cell is empty.
func (r row) day(column string) time.Time {
	text := r.text(column)
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic("ref: " + r.at + ": " + err.Error())
	}
	return t
}

// Spell is the time during which a fact held: from the start of one day until the start of another, in UTC. The zero
// Until has not come yet.
type Spell struct{ From, Until time.Time }

// Holds says whether the fact held at that moment.
func (s Spell) Holds(on time.Time) bool {
	return !on.Before(s.From) && (s.Until.IsZero() || on.Before(s.Until))
}

func (r row) spell() Spell { return Spell{r.day("from"), r.day("until")} }
