package model

import (
	"fmt"
	"slices"
	"sort"
	"sync"
	"time"
	_ "time/tzdata" // zones, on machines that have none
)

// DatumKind is the type of a Datum.
type DatumKind uint8

const (
	None DatumKind = iota
	Text
	Number
	Amount // money
	Measure
	Moment
	Boolean
	Reference
	Span // a length of time; appears in conditions only
)

// String names the kind in words that a person who writes typologies knows.
func (k DatumKind) String() string {
	return [...]string{"nothing", "text", "number", "money", "quantity", "time", "yes/no", "entity", "length of time"}[k]
}

// Datum is one typed value.
type Datum struct {
	Kind DatumKind
	Text string // text, entity id; of money the currency, of a quantity its dimension
	Num  int64  // number: Fixed; money: minor units; quantity: Fixed; time: start; yes/no: 1 or 0; span: microseconds
	End  int64  // time: end of the interval; span: calendar months beside the microseconds
	From int64  // holds from this moment; 0 for always
}

// View is the typed form of an entity or record: what screening and detection read. Data of one property stand together
// in slot order, found by binary search.
type View struct {
	ID     string
	Schema *Schema
	At     Interval // of a record: when it happened
	Origin *Origin
	slots  []uint16
	data   []Datum
}

// KindOf says which kind of datum a property holds.
func (p *Property) KindOf() DatumKind {
	switch p.Type {
	case "number":
		return Number
	case "money":
		return Amount
	case "quantity":
		return Measure
	case "time", "date":
		return Moment
	case "boolean":
		return Boolean
	case "entity":
		return Reference
	}
	return Text
}

// FieldError says which property of which entity has a value that is not of its type.
type FieldError struct {
	Property, Text, Field string
	Err                   error
}

func (e *FieldError) Error() string { return e.Property + ": " + e.Err.Error() }
func (e *FieldError) Unwrap() error { return e.Err }

// NewView types the values of an entity. For a record, a value that is not of its property's type is a *FieldError, and
// so is a missing time; of a thing such a value is passed over (lists publish dates like "circa 1970").
func NewView(e *Entity) (*View, error) {
	v := &View{ID: e.ID, Schema: e.Schema, Origin: e.Origin}
	zone, err := e.zone()
	if err != nil {
		return nil, err
	}
	order := make([]int, len(e.Values))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return e.Values[order[a]].Prop.Slot < e.Values[order[b]].Prop.Slot })
	v.slots = make([]uint16, 0, len(order))
	v.data = make([]Datum, 0, len(order))
	for _, i := range order {
		value := &e.Values[i]
		datum, err := e.datum(value, zone)
		if err != nil && e.Schema.Record {
			return nil, &FieldError{value.Prop.Name, value.Text, value.Field, err}
		}
		if err == nil {
			datum.From = value.From
			v.slots = append(v.slots, value.Prop.Slot)
			v.data = append(v.data, datum)
		}
	}
	if e.Schema.Record {
		return v, v.when()
	}
	return v, nil
}

// StandingView is the view of a record that was checked when it was loaded.
func StandingView(e *Entity) (*View, error) {
	v, err := NewView(e)
	if err != nil {
		return nil, fmt.Errorf("record %s, which was checked when it was loaded: %w", e.ID, err)
	}
	return v, nil
}

// when sets the record's time: `at`, or FollowTheMoney's startDate or date.
func (v *View) when() error {
	for _, name := range []string{"at", "startDate", "date"} {
		if data := v.Data(v.Schema.Property(name)); len(data) > 0 {
			v.At = Interval{data[0].Num, data[0].End}
			return nil
		}
	}
	return &FieldError{Property: "at", Err: fmt.Errorf("a record needs a time")}
}

func (e *Entity) zone() (*time.Location, error) {
	name := ""
	if e.Schema.Record {
		name = e.First("zone")
	}
	if name == "" {
		return time.UTC, nil
	}
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, &FieldError{"zone", name, "", fmt.Errorf("no such time zone")}
	}
	zones.Store(name, zone)
	return zone, nil
}

// zones keeps the time zones that were read from the zone database, which never change.
var zones sync.Map

func (e *Entity) datum(v *Value, zone *time.Location) (Datum, error) {
	switch kind := v.Prop.KindOf(); kind {
	case Number:
		n, err := ParseFixed(v.Text)
		return Datum{Kind: kind, Num: int64(n)}, err
	case Amount:
		m, err := ParseMoney(v.Text, e.First(v.Prop.With))
		return Datum{Kind: kind, Num: m.Minor, Text: m.Currency}, err
	case Measure:
		q, err := ParseQuantity(v.Text, e.First(v.Prop.With))
		return Datum{Kind: kind, Num: int64(q.Amount), Text: string(q.Dimension)}, err
	case Moment:
		iv, err := ParseTime(v.Text, zone)
		return Datum{Kind: kind, Num: iv.Start, End: iv.End}, err
	case Boolean:
		if v.Text != "true" && v.Text != "false" {
			return Datum{}, fmt.Errorf("%q is neither true nor false", v.Text)
		}
		d := Datum{Kind: kind}
		if v.Text == "true" {
			d.Num = 1
		}
		return d, nil
	case Reference:
		return Datum{Kind: kind, Text: v.Text}, nil
	}
	if len(v.Prop.Values) > 0 && !slices.Contains(v.Prop.Values, v.Text) {
		return Datum{}, fmt.Errorf("%q is none of %v", v.Text, v.Prop.Values)
	}
	return Datum{Kind: Text, Text: v.Text}, nil
}

// Data lists the typed values of a property, nil when there are none (or no such property).
func (v *View) Data(p *Property) []Datum {
	if p == nil {
		return nil
	}
	first, found := slices.BinarySearch(v.slots, p.Slot)
	if !found {
		return nil
	}
	last := first + 1
	for last < len(v.slots) && v.slots[last] == p.Slot {
		last++
	}
	return v.data[first:last]
}

// Slots gives the slot of the property of each value, in order.
func (v *View) Slots(yield func(slot uint16) bool) {
	for _, slot := range v.slots {
		if !yield(slot) {
			return
		}
	}
}

// References gives the ids of what the view names, in slot order.
func (v *View) References(yield func(id string) bool) {
	for i := range v.data {
		if v.data[i].Kind == Reference && !yield(v.data[i].Text) {
			return
		}
	}
}

// DataAt is Data as it held at a moment: of values with a validFrom the newest that had begun, otherwise those that hold
// always.
func (v *View) DataAt(p *Property, at int64) []Datum {
	all := v.Data(p)
	newest, begun, dated := int64(0), false, false // 0: those that always hold
	for _, d := range all {
		if d.From != 0 {
			dated = true
			if d.From <= at && (!begun || d.From > newest) {
				newest, begun = d.From, true
			}
		}
	}
	if !dated {
		return all
	}
	var held []Datum
	for _, d := range all {
		if d.From == newest {
			held = append(held, d)
		}
	}
	return held
}

// String writes the datum for a person: with its currency or unit; a moment to the second, in UTC.
func (d Datum) String() string {
	switch d.Kind {
	case Number:
		return Fixed(d.Num).String()
	case Amount:
		return Money{d.Num, d.Text}.String()
	case Measure:
		return Quantity{Fixed(d.Num), Dimension(d.Text)}.String()
	case Moment:
		return Interval{d.Num, d.End}.String()
	case Boolean:
		return map[int64]string{0: "no", 1: "yes"}[d.Num]
	case Span:
		return spanText(d)
	}
	return d.Text
}

func spanText(d Datum) string {
	const minute, hour, day = 60e6, 3600e6, 86400e6
	of := func(n int64, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return fmt.Sprintf("%d %ss", n, unit)
	}
	switch {
	case d.End > 0:
		return of(d.End, "month")
	case d.Num%day == 0:
		return of(d.Num/day, "day")
	case d.Num%hour == 0:
		return of(d.Num/hour, "hour")
	}
	return of(d.Num/minute, "minute")
}

// Less is the order of records everywhere: by time, then by id.
func Less(a, b *View) bool {
	if a.At.Start != b.At.Start {
		return a.At.Start < b.At.Start
	}
	return a.ID < b.ID
}

// Caption is the name by which a person knows the thing.
func (v *View) Caption() string {
	for _, property := range v.Schema.Caption {
		if data := v.Data(v.Schema.Property(property)); len(data) > 0 {
			return data[0].String()
		}
	}
	return v.ID
}

// Refer replaces the ids that the view's references hold, and its own: for parties that turn out to be one.
func (v *View) Refer(to func(id string) string) {
	v.ID = to(v.ID)
	for i := range v.data {
		if v.data[i].Kind == Reference {
			v.data[i].Text = to(v.data[i].Text)
		}
	}
}
