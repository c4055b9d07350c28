package detect

import (
	"fmt"
	"strings"

	"spoor/model"
	"spoor/ref"
)

// kind is the static type of an expression: what sort of datum it gives and, of an entity, of which schema.
type kind struct {
	datum  model.DatumKind
	schema *model.Schema
	unit   string   // of a literal or parameter: its currency or dimension
	codes  []string // of a field that holds one of a list of codes: the list
	said   *string  // of a text literal or parameter: the text
	set    bool     // which values came together
}

func (k kind) String() string {
	switch {
	case k.datum == model.Reference && k.schema != nil:
		return k.schema.Label
	case k.unit != "":
		return fmt.Sprintf("%s in %s", k.datum, k.unit)
	}
	return k.datum.String()
}

// frame is what an expression is evaluated against.
type frame struct {
	rec    *model.View
	things map[string]*model.View
	lets   []model.Datum
	unread []bool        // of the lets: not yet worked out; nil where all are
	fill   func(let int) // works one out
	env    *Environment
}

// expr is a compiled expression. one gives its value, None when it is not known; all gives every value of a field that
// has several, and is nil where there is never more than one.
type expr struct {
	kind    kind
	several bool         // a field may have more than one value
	varies  bool         // a parameter that changes with the day or the jurisdiction
	fixed   *model.Datum // of a constant: its value
	one     func(*frame) model.Datum
	all     func(*frame) []model.Datum
	at      func(*frame) *model.Datum // where one stands, not to be changed; nil where it is worked out anew
	truth   func(*frame) verdict      // of a condition, what one says; nil where only that is there
}

// verdict is what a condition says.
type verdict int8

const (
	notKnown verdict = iota
	isFalse
	isTrue
)

func verdictOf(b bool) verdict {
	if b {
		return isTrue
	}
	return isFalse
}

// decided is a condition.
func decided(truth func(*frame) verdict) *expr {
	return &expr{kind: kind{datum: model.Boolean}, truth: truth, one: func(f *frame) model.Datum {
		v := truth(f)
		return perhaps(v != notKnown, yesNo(v == isTrue))
	}}
}

// read is the value where it stands, or worked out into room.
func (e *expr) read(f *frame, room *model.Datum) *model.Datum {
	if e.at != nil {
		return e.at(f)
	}
	*room = e.one(f)
	return room
}

// says is what a condition says.
func (e *expr) says(f *frame) verdict {
	if e.truth != nil {
		return e.truth(f)
	}
	d := e.one(f)
	if d.Kind != model.Boolean {
		return notKnown
	}
	return verdictOf(d.Num == 1)
}

func (e *expr) each(f *frame) []model.Datum {
	if e.all != nil {
		return e.all(f)
	}
	if d := e.one(f); d.Kind != model.None {
		return []model.Datum{d}
	}
	return nil
}

func constant(d model.Datum, unit string) *expr {
	alone := []model.Datum{d}
	e := &expr{kind: kind{datum: d.Kind, unit: unit}, fixed: &d, one: func(*frame) model.Datum { return d }, at: func(*frame) *model.Datum { return &d },
		all: func(*frame) []model.Datum { return alone }}
	if d.Kind == model.Text {
		e.kind.said = &d.Text
	}
	return e
}

// unitOf is the currency or dimension of a literal or parameter.
func unitOf(d model.Datum) string {
	if d.Kind == model.Amount || d.Kind == model.Measure {
		return d.Text
	}
	return ""
}

func yesNo(b bool) model.Datum {
	if b {
		return model.Datum{Kind: model.Boolean, Num: 1}
	}
	return model.Datum{Kind: model.Boolean}
}

const (
	minute = int64(60e6)
	day    = 24 * 60 * minute
)

// literal types a number with its unit, a text or a truth value. "7d" is 168 hours; "12mo" and "1y" are calendar months.
func literal(text, unit string) (model.Datum, error) {
	switch unit {
	case `"`:
		return model.Datum{Kind: model.Text, Text: text}, nil
	case "bool":
		return yesNo(text == "true"), nil
	case "":
		n, err := model.ParseFixed(text)
		return model.Datum{Kind: model.Number, Num: int64(n)}, err
	case "%":
		n, err := model.ParseFixed(text)
		return model.Datum{Kind: model.Number, Num: int64(n) / 100}, err
	case "min", "h", "d", "w", "mo", "y":
		return span(text, unit)
	}
	if _, currency := ref.Currency(unit); currency && strings.ToUpper(unit) == unit {
		m, err := model.ParseMoney(text, unit)
		if _, cents, _ := strings.Cut(text, "."); err == nil && len(cents) > model.Exponent(unit) {
			err = fmt.Errorf("%s %s has more decimals than %s: a thousand is written without a point", text, unit, unit)
		}
		return model.Datum{Kind: model.Amount, Num: m.Minor, Text: m.Currency}, err
	}
	q, err := model.ParseQuantity(text, unit)
	switch q.Dimension {
	case model.Mass, model.Volume, model.Length, model.Area, model.Count:
	default:
		if err == nil {
			err = fmt.Errorf("%q is no unit", unit)
		}
	}
	return model.Datum{Kind: model.Measure, Num: int64(q.Amount), Text: string(q.Dimension)}, err
}

// units is the remedy for a number that cannot be read.
const units = "units are %, kg, g, t, l, ml, m, km, m2, piece, a currency like EUR, or min, h, d, w, mo, y"

func span(text, unit string) (model.Datum, error) {
	n, err := model.ParseFixed(text)
	count := int64(n) / model.Scale
	if err != nil || count <= 0 || count > 100_000 || count*model.Scale != int64(n) {
		return model.Datum{}, fmt.Errorf("a length of time is a whole number above zero, like 7d")
	}
	switch unit {
	case "mo":
		return model.Datum{Kind: model.Span, End: count}, nil
	case "y":
		return model.Datum{Kind: model.Span, End: 12 * count}, nil
	}
	micro := map[string]int64{"min": minute, "h": 60 * minute, "d": day, "w": 7 * day}[unit]
	return model.Datum{Kind: model.Span, Num: count * micro}, nil
}

// compare orders two data of one kind: -1, 0, 1. known is false when they cannot be compared: another currency or unit, or
// a moment inside the other's interval.
func compare(a, b *model.Datum) (order int, known bool) {
	if a.Kind != b.Kind {
		if text(a.Kind) && text(b.Kind) {
			return strings.Compare(a.Text, b.Text), true
		}
		return 0, false
	}
	switch a.Kind {
	case model.Text, model.Reference:
		return strings.Compare(a.Text, b.Text), true
	case model.Amount, model.Measure:
		if a.Text != b.Text && !nothing(*a) && !nothing(*b) {
			return 0, false
		}
	case model.Moment:
		return compareTimes(*a, *b)
	case model.Span:
		return sign(length(*a), length(*b)), true
	case model.None:
		return 0, false
	}
	return sign(a.Num, b.Num), true
}

// nothing is an empty sum, which is zero in whatever currency or unit.
func nothing(d model.Datum) bool { return d.Num == 0 && d.Text == "" }

func text(k model.DatumKind) bool { return k == model.Text || k == model.Reference }

// compareTimes orders intervals that do not overlap; two that do are equal only when they are the same.
func compareTimes(a, b model.Datum) (int, bool) {
	switch {
	case a.Num == b.Num && a.End == b.End:
		return 0, true
	case a.End <= b.Num:
		return -1, true
	case b.End <= a.Num:
		return 1, true
	}
	return 0, false
}

// length is a span in microseconds, a month counted as 30 days: for comparing spans, never for windows.
func length(d model.Datum) int64 { return d.Num + d.End*30*day }

func sign(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
