package web

import (
	"slices"
	"strings"

	"spoor/cases"
)

// recordTable shows records of few kinds side by side: what is the same in all of them once, the rest in columns. Of a single
// record everything is the same.
type recordTable struct {
	Shared  []cases.Field
	Columns []column
	Rows    []recordRow
	Kinds   bool // of several kinds: a column says which
}

type column struct {
	Name   string
	Unit   string // said once in the head, when it is the same in every row
	Number bool
}

type recordRow struct {
	ID, At, Kind string
	Exact        string // At to the second
	Cells        []cases.Field
	Rest         []cases.Field // fields that have no column
	File         string
	Line         int
	Raw          string
}

// columnsShown is how many fields get a column: those that most records have. The rest stand under the row.
const columnsShown = 5

func tableOf(records []cases.Record) recordTable {
	var t recordTable
	for _, r := range records {
		t.Kinds = t.Kinds || r.Kind != records[0].Kind
	}
	if len(records) > 0 && !t.Kinds {
		t.Shared = append(t.Shared, cases.Field{Name: "Record", Text: records[0].Kind})
	}
	names, values := fieldsOf(records)
	var varied []string
	for _, name := range names {
		if same, all := oneValue(values[name]); all {
			t.Shared = append(t.Shared, same)
		} else {
			varied = append(varied, name)
		}
	}
	varied = fullest(varied, values, columnsShown)
	for _, name := range varied {
		t.Columns = append(t.Columns, columnOf(name, values[name]))
	}
	shared := map[string]bool{}
	for _, f := range t.Shared {
		shared[f.Name] = true
	}
	for i, r := range records {
		row := recordRow{ID: r.ID, At: shown(r.At), Exact: r.At, Kind: r.Kind, File: r.File, Line: r.Line, Raw: r.Raw}
		for n, c := range t.Columns {
			f := values[varied[n]][i]
			if c.Unit != "" {
				f.Text = strings.TrimSuffix(f.Text, " "+c.Unit)
			}
			row.Cells = append(row.Cells, f)
		}
		for _, name := range names {
			if f := values[name][i]; f.Text != "" && !shared[name] && !slices.Contains(varied, name) {
				row.Rest = append(row.Rest, f)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// fullest keeps the n names that most records have, in the order in which they stand.
func fullest(names []string, values map[string][]cases.Field, n int) []string {
	filled := func(name string) int {
		return len(slices.DeleteFunc(slices.Clone(values[name]), func(f cases.Field) bool { return f.Text == "" }))
	}
	byCount := slices.Clone(names)
	slices.SortStableFunc(byCount, func(a, b string) int { return filled(b) - filled(a) })
	byCount = byCount[:min(n, len(byCount))]
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !slices.Contains(byCount, name) })
}

// fieldsOf turns records into columns, in the order in which fields first appear. Several values of one field are one text.
// A field that only repeats the record's time is left out.
func fieldsOf(records []cases.Record) (names []string, values map[string][]cases.Field) {
	values = map[string][]cases.Field{}
	for i, r := range records {
		for _, f := range r.Fields {
			if f.Text == r.At {
				continue
			}
			if values[f.Name] == nil {
				values[f.Name] = make([]cases.Field, len(records))
				names = append(names, f.Name)
			}
			if have := values[f.Name][i]; have.Text != "" {
				f.Text, f.Thing = have.Text+"; "+f.Text, have.Thing
			}
			values[f.Name][i] = f
		}
	}
	return names, values
}

// oneValue says whether every record has the same.
func oneValue(fields []cases.Field) (cases.Field, bool) {
	for _, f := range fields {
		if f.Text != fields[0].Text {
			return cases.Field{}, false
		}
	}
	return fields[0], fields[0].Text != ""
}

func columnOf(name string, fields []cases.Field) column {
	c, first := column{Name: name, Number: true}, true
	for _, f := range fields {
		if f.Text == "" {
			continue
		}
		_, unit, number := numberOf(f.Text)
		if !number || f.Thing != "" {
			return column{Name: name}
		}
		if !first && unit != c.Unit {
			return column{Name: name, Number: true}
		}
		c.Unit, first = unit, false
	}
	return c
}

// numberOf takes a text like "-1200.50 EUR" apart. The number is for drawing and aligning only.
func numberOf(text string) (digits, unit string, number bool) {
	digits, unit, _ = strings.Cut(text, " ")
	for i, r := range digits {
		if (r < '0' || r > '9') && r != '.' && (r != '-' || i > 0) {
			return "", "", false
		}
	}
	return digits, unit, digits != "" && digits != "-" && len(unit) <= 8 && !strings.ContainsAny(unit, " :-0123456789")
}
