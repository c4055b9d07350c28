package mapping

import (
	"fmt"
	"slices"
	"strings"

	"spoor/model"
	"spoor/ref"
)

// Row reads one row: the record (or thing) first, then the things it names. Nothing, without an error, is a row that the
// mapping leaves out by only or skip.
func (b *Bound) Row(cells []string, origin *model.Origin) ([]*model.Entity, *CellError) {
	m := b.m
	if len(m.only) > 0 && !b.holds(cells, m.only) || slices.ContainsFunc(m.skip, func(t test) bool { return b.hold(cells, t) }) {
		return nil, nil
	}
	main := model.NewEntity("", m.schema, origin)
	main.Values = make([]model.Value, 0, len(m.fields)+1)
	r := row{Bound: b, cells: cells, origin: origin, all: []*model.Entity{main}}
	if m.schema.Record {
		main.ID = b.recordID(cells)
	} else if key := b.key(cells, m.id); key != "" {
		main.ID = b.keyID(m.schema, "", key)
	}
	owner := main.ID
	if owner == "" { // a thing that will be known by its name
		owner = b.recordID(cells)
	}
	if err := r.fill(main, m.fields, owner); err != nil {
		return nil, err
	}
	if main.ID == "" {
		main.ID = b.named(main)
	}
	if main.ID == "" {
		return nil, b.fail(cells, -1, "the row names nothing: a "+m.schema.Name+" needs a name",
			"map its name, or say which column is its id")
	}
	if m.schema.Record && b.m.zone.String() != "UTC" {
		main.Add("zone", b.m.zone.String(), "")
	}
	return r.all, nil
}

// row is one row under way.
type row struct {
	*Bound
	cells  []string
	origin *model.Origin
	all    []*model.Entity
}

// fill sets the fields of an entity. Things that have no identity of their own belong to the owner.
func (r *row) fill(e *model.Entity, fields []field, owner string) *CellError {
	for i := range fields {
		f := &fields[i]
		for j := range f.ways {
			w := &f.ways[j]
			if len(w.when) > 0 && !r.holds(r.cells, w.when) {
				continue
			}
			given, err := r.give(e, f.property, w, owner)
			if err != nil {
				return err
			}
			if given {
				break
			}
		}
	}
	return nil
}

// give adds what one way yields and says whether it yielded anything.
func (r *row) give(e *model.Entity, p *model.Property, w *way, owner string) (bool, *CellError) {
	if w.thing != nil {
		return r.thing(e, p, w.thing, owner)
	}
	text, constant := r.joined(w), false
	if w.minus >= 0 {
		var err *CellError
		if text, err = r.difference(w, text); err != nil {
			return false, err
		}
	}
	if text == "" {
		text, constant = w.constant, true
	}
	if text == "" {
		return false, nil
	}
	column := -1
	if !constant {
		column = firstColumn(w)
	}
	if w.split == "" {
		return true, r.put(e, p, w, text, column, constant)
	}
	for part := range strings.SplitSeq(text, w.split) {
		if part = strings.TrimSpace(part); part != "" {
			if err := r.put(e, p, w, part, column, constant); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// put adds one value; a constant was checked when the mapping was.
func (r *row) put(e *model.Entity, p *model.Property, w *way, text string, column int, constant bool) *CellError {
	if constant {
		e.Add(p.Name, text, "")
		return nil
	}
	text, err := r.typed(e.Schema, p, w, text, column)
	if err == nil {
		e.Add(p.Name, text, r.m.columns[column].name)
	}
	return err
}

func firstColumn(w *way) int {
	if len(w.columns) == 0 {
		return w.minus
	}
	return w.columns[0]
}

func (r *row) joined(w *way) string {
	if len(w.columns) == 1 {
		return r.cell(r.cells, w.columns[0])
	}
	var b strings.Builder
	for _, c := range w.columns {
		text := r.cell(r.cells, c)
		if text != "" && b.Len() > 0 {
			b.WriteString(w.join)
		}
		b.WriteString(text)
	}
	return b.String()
}

// difference is one column less another, of which one is empty or zero.
func (r *row) difference(w *way, text string) (string, *CellError) {
	less := r.cell(r.cells, w.minus)
	if zero(text) && zero(less) {
		return text + less, nil
	}
	if !zero(text) && !zero(less) {
		return "", r.fail(r.cells, w.minus, fmt.Sprintf("both it and %s are filled", r.m.columns[firstColumn(w)].name),
			"read them as two fields, or correct the row")
	}
	if !zero(text) {
		return text, nil
	}
	return "-" + strings.TrimSpace(less), nil
}

func zero(text string) bool { return strings.Trim(text, "0., ") == "" }

// typed makes of the cell's text what the property's type asks for. In a record a wrong text is an error; a thing keeps it
// as it stands.
func (r *row) typed(s *model.Schema, p *model.Property, w *way, text string, column int) (string, *CellError) {
	if w.values != nil {
		translated, known := w.values[text]
		if !known {
			if translated, known = w.values["*"]; !known {
				return "", r.fail(r.cells, column, fmt.Sprintf("%q is not among the mapping's values", text), `add it, or "*" for any other`)
			}
		}
		return translated, nil
	}
	made, ok := text, true
	switch {
	case isNumber(p):
		made, ok = r.signed(w, text)
	case isTime(p):
		made, ok = r.when(w, text)
	case p.Type == "boolean":
		made, ok = boolean(text)
	case p.Type == "country":
		if code, known := ref.Country(text); known {
			made = code // otherwise a country of the past, or none: as it stands
		}
	case len(p.Values) > 0:
		ok = slices.Contains(p.Values, text)
	}
	switch {
	case ok:
		return made, nil
	case s.Record:
		return "", r.mistyped(p, w, text, column)
	}
	return text, nil
}

// mistyped says what is wrong with a text, and what a person can do.
func (r *row) mistyped(p *model.Property, w *way, text string, column int) *CellError {
	switch {
	case isNumber(p):
		return r.fail(r.cells, column, fmt.Sprintf("%q is no number written with the decimal mark %q", text, string(rune(r.m.Format.Decimal))),
			"correct the row, or say the decimal mark in the mapping's format")
	case isTime(p):
		return r.fail(r.cells, column, fmt.Sprintf("%q is no date written as %s", text, patternName(w)),
			"correct the row, or say how dates are written: {column: ..., date: DD/MM/YYYY}")
	case p.Type == "boolean":
		return r.fail(r.cells, column, fmt.Sprintf("%q is neither yes nor no", text), "translate it with values: {...: true, ...: false}")
	}
	return r.fail(r.cells, column, fmt.Sprintf("%q is none of %s", text, strings.Join(p.Values, ", ")),
		"translate it with values: {"+text+": "+p.Values[0]+"}")
}

func (r *row) signed(w *way, text string) (string, bool) {
	number, ok := plain(text, r.m.Format.Decimal)
	if !ok {
		return "", false
	}
	turn := w.sign == turnSign || len(w.negative) > 0 && r.holds(r.cells, w.negative)
	bare := strings.TrimPrefix(number, "-")
	switch {
	case w.sign == dropSign:
		return bare, true
	case turn && bare == number && !zero(number):
		return "-" + number, true
	case turn:
		return bare, true
	}
	return number, true
}

func (r *row) when(w *way, text string) (string, bool) {
	if w.date != nil {
		var ok bool
		if text, ok = w.date.iso(text); !ok {
			return "", false
		}
	}
	_, err := model.ParseTime(text, r.m.zone)
	return text, err == nil
}

func patternName(w *way) string {
	if w.date == nil {
		return "YYYY-MM-DD"
	}
	if w.date.text == "step" {
		return "a count of steps"
	}
	return w.date.text
}

func boolean(text string) (string, bool) {
	switch strings.ToLower(text) {
	case "true", "yes", "y", "1", "t":
		return "true", true
	case "false", "no", "n", "0", "f":
		return "false", true
	}
	return "", false
}

// thing reads a thing that the row names, and points to it.
func (r *row) thing(e *model.Entity, p *model.Property, t *thing, owner string) (bool, *CellError) {
	child := model.NewEntity("", t.schema, r.origin)
	child.Values = make([]model.Value, 0, len(t.fields))
	at := len(r.all)
	r.all = append(r.all, child)
	if err := r.fill(child, t.fields, owner+"."+p.Name); err != nil {
		return false, err
	}
	field := ""
	if key := r.key(r.cells, t.id); key != "" {
		child.ID, field = r.keyID(t.schema, t.among, key), r.m.columns[t.id[0]].name
	} else if t.schema.Name != "Line" { // two invoices' equal lines are two
		child.ID = r.named(child)
	}
	if child.ID == "" && !t.schema.Is("LegalEntity") && slices.ContainsFunc(child.Values, fromColumn) {
		child.ID = model.ID(r.source, owner, p.Name) // a line, a place without a name: that of this record alone
	}
	if child.ID == "" || len(child.Values) == 0 && field == "" {
		r.all = r.all[:at]
		return false, nil
	}
	e.Add(p.Name, child.ID, field)
	return true, nil
}

func fromColumn(v model.Value) bool { return v.Field != "" }

// named is the id of the exact name: the first of the properties by which the schema is known that is filled.
func (b *Bound) named(e *model.Entity) string {
	for _, property := range e.Schema.Caption {
		if name := e.First(property); name != "" {
			return b.nameID(e.Schema, name)
		}
	}
	return ""
}

func (b *Bound) holds(cells []string, tests []test) bool {
	for _, t := range tests {
		if !b.hold(cells, t) {
			return false
		}
	}
	return true
}

func (b *Bound) hold(cells []string, t test) bool {
	text := b.cell(cells, t.column)
	if t.above != nil || t.below != nil {
		number, ok := plain(text, b.m.Format.Decimal)
		if !ok {
			return false
		}
		n, err := model.ParseFixed(number)
		return err == nil && (t.above == nil || n > *t.above) && (t.below == nil || n < *t.below)
	}
	return slices.Contains(t.oneOf, text) != t.not
}
