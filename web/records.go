package web

import (
	"cmp"
	"math"
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

// The columns that tell what a subject has to do with a record: in which part it stands there, and who the other party is.
const partColumn, otherColumn = "As", "With"

// tableOf shows records from the side of a subject.
func tableOf(records []cases.Record, subject string) recordTable {
	var t recordTable
	records = seenBy(records, subject)
	for _, r := range records {
		t.Kinds = t.Kinds || r.Kind != records[0].Kind
	}
	if len(records) > 0 && !t.Kinds {
		t.Shared = append(t.Shared, cases.Field{Name: "Record", Text: records[0].Kind})
	}
	names, values := fieldsOf(records)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
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

// place brings what a subject has to do with a record before everything else.
func place(name string) int {
	switch name {
	case partColumn:
		return 0
	case otherColumn:
		return 1
	}
	return 2
}

// seenBy puts what a subject has to do with each record in the place of the fields that say it: as whom it stands there, which way it went
// where the record says that, and the other party.
func seenBy(records []cases.Record, subject string) []cases.Record {
	seen := slices.Clone(records)
	for i, r := range seen {
		part, other := cases.Field{Name: partColumn}, cases.Field{Name: otherColumn}
		var names, rest []string
		var fields []cases.Field
		for _, f := range r.Fields {
			switch {
			case f.Thing == subject && subject != "":
				names = append(names, f.Name)
			case f.Name == "Direction":
				rest = append(rest, f.Text)
			case f.Party && other.Thing == "":
				other.Text, other.Thing = f.Text, f.Thing
			default:
				fields = append(fields, f)
			}
		}
		if len(names) == 0 { // it is there for another's sake
			continue
		}
		part.Text = strings.Join(append(names, rest...), ", ")
		seen[i].Fields = append([]cases.Field{part}, fields...)
		if other.Thing != "" {
			seen[i].Fields = slices.Insert(seen[i].Fields, 1, other)
		}
	}
	return seen
}

// fullest keeps the n names that most records have, in the order in which they stand: first what the subject has to do with them, never
// one whose values are all the same.
func fullest(names []string, values map[string][]cases.Field, n int) []string {
	filled := func(name string) []cases.Field {
		return slices.DeleteFunc(slices.Clone(values[name]), func(f cases.Field) bool { return f.Text == "" })
	}
	rank := func(name string) int {
		if place(name) < 2 {
			return math.MaxInt
		}
		return len(filled(name))
	}
	ranked := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		all := filled(name)
		if len(all) < 2 || rank(name) > len(all) {
			return false
		}
		_, same := oneValue(all)
		return same
	})
	slices.SortStableFunc(ranked, func(a, b string) int { return cmp.Compare(rank(b), rank(a)) })
	ranked = ranked[:min(n, len(ranked))]
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !slices.Contains(ranked, name) })
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
