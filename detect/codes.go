package detect

import (
	"fmt"
	"math"
	"strings"
	"time"

	"spoor/model"
	"spoor/ref"
	"spoor/ref/check"
)

// scheme is a code that checks itself, by the name it has in a file.
type scheme struct {
	name  string
	holds func(text string) bool
}

func schemes() []scheme {
	return []scheme{{"bic", check.BIC}, {"cas", check.CAS}, {"container", check.Container}, {"iban", check.IBAN}, {"imo", check.IMO},
		{"isin", check.ISIN}, {"lei", check.LEI}, {"luhn", check.Luhn}, {"mmsi", check.MMSI}, {"vat", check.VAT}, {"vin", check.VIN}}
}

// wellFormed is whether the check digits of a field, or its form where it has none, are those of a scheme; of several values, whether all are.
func (s *scope) wellFormed(n *node) (*expr, error) {
	const form = `write wellFormed(container, "container")`
	if err := arguments(n, 2, strings.TrimPrefix(form, "write ")); err != nil {
		return nil, err
	}
	e, err := s.compile(n.args[0])
	if err != nil {
		return nil, err
	}
	if e.kind.datum != model.Text && e.kind.datum != model.Reference || e.kind.set {
		return nil, &syntaxError{n.args[0].pos, fmt.Sprintf("%s has no check digits", e.kind), form}
	}
	var names []string
	for _, sch := range schemes() {
		if n.args[1].unit == `"` && n.args[1].text == sch.name {
			return &expr{kind: kind{datum: model.Boolean}, one: func(f *frame) model.Datum { return allHold(e.each(f), sch.holds) }}, nil
		}
		names = append(names, sch.name)
	}
	return nil, &syntaxError{n.args[1].pos, fmt.Sprintf("%s is no code with a form of its own", n.args[1]), "one of " + strings.Join(names, ", ")}
}

func allHold(data []model.Datum, holds func(string) bool) model.Datum {
	if len(data) == 0 {
		return model.Datum{}
	}
	for _, d := range data {
		if !holds(d.Text) {
			return yesNo(false)
		}
	}
	return yesNo(true)
}

// distance is how far two places are from each other, in whole metres as the crow flies; unknown where one has no position.
func (s *scope) distance(n *node) (*expr, error) {
	const form = "write distance(buyer.home, site.place)"
	if err := arguments(n, 2, strings.TrimPrefix(form, "write ")); err != nil {
		return nil, err
	}
	a, b, err := s.both(n)
	if err != nil {
		return nil, err
	}
	for i, e := range []*expr{a, b} {
		if e.kind.schema == nil || !e.kind.schema.Is("Place") {
			return nil, &syntaxError{n.args[i].pos, fmt.Sprintf("distance is between two places, not from %s", e.kind), form}
		}
	}
	return &expr{kind: kind{datum: model.Measure, unit: string(model.Length)}, one: func(f *frame) model.Datum {
		lat1, lon1, known1 := position(f.things[a.one(f).Text])
		lat2, lon2, known2 := position(f.things[b.one(f).Text])
		if !known1 || !known2 {
			return model.Datum{}
		}
		metres := int64(math.Round(ref.Metres(lat1, lon1, lat2, lon2))) // no fraction decides
		return model.Datum{Kind: model.Measure, Num: metres * model.Scale, Text: string(model.Length)}
	}}, nil
}

// position is where a place is, in degrees.
func position(place *model.View) (lat, lon float64, known bool) {
	if place == nil {
		return 0, 0, false
	}
	y, x := first(place.Data(place.Schema.Property("lat"))), first(place.Data(place.Schema.Property("lon")))
	lat, lon = float64(y.Num)/model.Scale, float64(x.Num)/model.Scale
	return lat, lon, y.Kind == model.Number && x.Kind == model.Number && math.Abs(lat) <= 90 && math.Abs(lon) <= 180
}

// divisionOf is the division of a class of activity, its first two digits in NACE and ISIC alike; empty when it has none.
func divisionOf(activity string) string {
	var b strings.Builder
	for _, r := range activity {
		if r >= '0' && r <= '9' && b.Len() < 2 {
			b.WriteRune(r)
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

// division is a derived attribute of a party, as its activity was at the record's time.
func division() derived {
	return derived{"division", model.Text, []string{"activity"}, func(_ *Environment, party *model.View, at model.Interval) model.Datum {
		of := divisionOf(first(party.DataAt(party.Schema.Property("activity"), at.Start)).Text)
		return perhaps(of != "", model.Datum{Kind: model.Text, Text: of})
	}}
}

// calendar are the parts of a date that are read by a word after a time, each with its form.
var calendar = map[string]string{"day": "2006-01-02", "month": "2006-01"}

// dateIn is the day or month in which a time lies: in UTC of a moment, as it was written of a bare date, whatever its zone. Of what is
// longer than the part it is not known.
func dateIn(d model.Datum, form string) model.Datum {
	if d.Kind != model.Moment {
		return model.Datum{}
	}
	begin, end := time.UnixMicro(d.Num).UTC(), time.UnixMicro(max(d.Num, d.End-1)).UTC()
	if length := d.End - d.Num; length > 22*60*minute && length < 26*60*minute {
		// a day's thirteenth hour is of one date in UTC and in every zone but those of ten hours or more west of it
		begin = begin.Add(13 * time.Hour)
		end = begin
	}
	if begin.Format(form) != end.Format(form) {
		return model.Datum{}
	}
	return model.Datum{Kind: model.Text, Text: begin.Format(form)}
}
