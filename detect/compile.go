package detect

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"

	"spoor/model"
)

// scope is where names in an expression are looked up: the record kind's fields, the file's params and lets.
type scope struct {
	schemata *model.Schemata
	kind     *model.Schema // nil where no record is at hand
	params   map[string]param
	lets     map[string]int // the let's place in frame.lets
	letKinds []kind
	law      *law
}

func (s *scope) compile(n *node) (*expr, error) {
	if n.name != "" {
		return s.definition(n)
	}
	switch n.op {
	case "literal":
		if err := proxy(n); err != nil {
			return nil, err
		}
		d, err := literal(n.text, n.unit)
		if err != nil {
			return nil, &syntaxError{n.pos, err.Error(), remedy(n.unit)}
		}
		return constant(d, unitOf(d)), nil
	case "path":
		return s.path(n)
	case "call":
		return s.call(n)
	case "not":
		return s.not(n)
	case "and", "or":
		return s.logic(n)
	case "in":
		return s.in(n)
	case "exchange":
		return s.exchange(n)
	case "list":
		return nil, &syntaxError{n.pos, "a list stands only after in", `write: method in ["cash", "card"]`}
	case "==", "!=", "<", "<=", ">", ">=":
		return s.comparison(n)
	}
	return s.arithmetic(n)
}

// definition compiles what a name stands for; what is wrong there is told with the place of the definition.
func (s *scope) definition(n *node) (*expr, error) {
	meant := *n
	meant.name = ""
	e, err := s.compile(&meant)
	var wrong *syntaxError
	if errors.As(err, &wrong) {
		return nil, &syntaxError{n.pos, fmt.Sprintf("%s, as %s defines it: %s", n.name, n.said, wrong.what), wrong.hint}
	}
	return e, err
}

// condition compiles an expression that must be true or false.
func (s *scope) condition(n *node) (*expr, error) {
	e, err := s.compile(n)
	if err != nil {
		return nil, err
	}
	if e.kind.datum != model.Boolean {
		return nil, &syntaxError{n.pos, fmt.Sprintf("a condition is needed, this is %s", e.kind), "compare it with something"}
	}
	return e, nil
}

func (s *scope) both(n *node) (left, right *expr, err error) {
	if left, err = s.compile(n.args[0]); err != nil {
		return nil, nil, err
	}
	right, err = s.compile(n.args[1])
	return left, right, err
}

// logic is three-valued: what is not known is false only where the rest decides.
func (s *scope) logic(n *node) (*expr, error) {
	left, err := s.condition(n.args[0])
	if err != nil {
		return nil, err
	}
	right, err := s.condition(n.args[1])
	if err != nil {
		return nil, err
	}
	decides := isFalse
	if n.op == "or" {
		decides = isTrue
	}
	return decided(func(f *frame) verdict {
		a := left.says(f)
		if a == decides {
			return a
		}
		if b := right.says(f); b == decides || a != notKnown {
			return b
		}
		return notKnown
	}), nil
}

func (s *scope) not(n *node) (*expr, error) {
	e, err := s.condition(n.args[0])
	if err != nil {
		return nil, err
	}
	return decided(func(f *frame) verdict {
		switch e.says(f) {
		case isTrue:
			return isFalse
		case isFalse:
			return isTrue
		}
		return notKnown
	}), nil
}

// ordered says for which order of its two sides a comparison is true.
func ordered(op string) func(order int) bool {
	switch op {
	case "==":
		return func(o int) bool { return o == 0 }
	case "!=":
		return func(o int) bool { return o != 0 }
	case "<":
		return func(o int) bool { return o < 0 }
	case "<=":
		return func(o int) bool { return o <= 0 }
	case ">":
		return func(o int) bool { return o > 0 }
	}
	return func(o int) bool { return o >= 0 }
}

// comparison is true when any of a field's several values makes it so; else unknown when any pair cannot be compared.
func (s *scope) comparison(n *node) (*expr, error) {
	left, right, err := s.both(n)
	if err != nil {
		return nil, err
	}
	if err := s.comparable(n, left.kind, right.kind); err != nil {
		return nil, err
	}
	holds := ordered(n.op)
	if !left.several && !right.several {
		return compareOne(left, right, holds), nil
	}
	return decided(func(f *frame) verdict {
		all := notKnown // false once there was a pair and every one was compared
		mixed := false
		rights, lefts := right.each(f), left.each(f)
		for i := range lefts {
			for j := range rights {
				a, b := &lefts[i], &rights[j]
				order, known := compare(a, b)
				if known && holds(order) {
					return isTrue
				}
				if !known && a.Kind == model.Amount && b.Kind == model.Amount {
					f.env.noRate(a.Text, b.Text)
				}
				all, mixed = isFalse, mixed || !known
			}
		}
		if mixed {
			return notKnown
		}
		return all
	}), nil
}

// compareOne is a comparison of two expressions that have one value each.
func compareOne(left, right *expr, holds func(int) bool) *expr {
	return decided(func(f *frame) verdict {
		var roomA, roomB model.Datum
		a, b := left.read(f, &roomA), right.read(f, &roomB)
		if order, known := compare(a, b); known {
			return verdictOf(holds(order))
		}
		if a.Kind == model.Amount && b.Kind == model.Amount {
			f.env.noRate(a.Text, b.Text)
		}
		return notKnown
	})
}

func (s *scope) comparable(n *node, a, b kind) error {
	if a.set || b.set {
		return &syntaxError{n.pos, "which values come together is compared with nothing: no combination is named in a file", "count how often it occurs: among all over 365d by that let"}
	}
	textual := func(k kind) bool { return k.datum == model.Text || k.datum == model.Reference }
	if a.datum != b.datum && !(textual(a) && textual(b)) {
		return &syntaxError{n.pos, fmt.Sprintf("%s cannot be compared with %s", a, b), "both sides must be of one kind, in one unit"}
	}
	if a.unit != "" && b.unit != "" && a.unit != b.unit {
		return &syntaxError{n.pos, fmt.Sprintf("%s cannot be compared with %s", a, b), "both sides must be in one unit"}
	}
	for _, side := range []int{0, 1} {
		field, text, list, said := n.args[side], n.args[1-side], []kind{a, b}[side], []kind{a, b}[1-side]
		if err := codes(field, text, list, said); err != nil {
			return err
		}
		if err := proxyDivision(n.op, field, said, text.pos); err != nil {
			return err
		}
	}
	return nil
}

// codes refuses a comparison with a text that the field's list of codes does not have: a typo that would never be true.
func codes(field, text *node, list, said kind) error {
	if len(list.codes) == 0 || said.said == nil || slices.Contains(list.codes, *said.said) {
		return nil
	}
	return &syntaxError{text.pos, fmt.Sprintf("%s is never %q", field, *said.said), "it is one of " + strings.Join(list.codes, ", ")}
}

func (s *scope) in(n *node) (*expr, error) {
	left, err := s.compile(n.args[0])
	if err != nil {
		return nil, err
	}
	var choices []*expr
	members := []*node{n.args[1]}
	if n.args[1].op == "list" {
		members = n.args[1].args
	}
	for _, m := range members {
		e, err := s.compile(m)
		if err != nil {
			return nil, err
		}
		if err := s.comparable(&node{pos: m.pos, args: []*node{n.args[0], m}}, left.kind, e.kind); err != nil {
			return nil, err
		}
		choices = append(choices, e)
	}
	return decided(func(f *frame) verdict {
		all, mixed := notKnown, false
		lefts := left.each(f)
		for i := range lefts {
			for _, choice := range choices {
				rights := choice.each(f)
				for j := range rights {
					order, known := compare(&lefts[i], &rights[j])
					if known && order == 0 {
						return isTrue
					}
					all, mixed = isFalse, mixed || !known
				}
			}
		}
		if mixed {
			return notKnown
		}
		return all
	}), nil
}

// measured says whether a kind of datum has a currency or unit.
func measured(k model.DatumKind) bool { return k == model.Amount || k == model.Measure }

// arithmetic keeps units: money and quantities add to their own kind and are multiplied or divided by plain numbers; two of
// one kind divide to a plain number; two times subtract to a length of time.
func (s *scope) arithmetic(n *node) (*expr, error) {
	left, right, err := s.both(n)
	if err != nil {
		return nil, err
	}
	a, b := left.kind.datum, right.kind.datum
	result := model.None
	switch n.op {
	case "+", "-":
		switch {
		case a == b && (a == model.Number || measured(a) || a == model.Span):
			result = a
		case a == model.Moment && b == model.Span:
			result = model.Moment
		case a == model.Moment && b == model.Moment && n.op == "-":
			result = model.Span
		}
	case "*":
		switch {
		case b == model.Number && (a == model.Number || measured(a)):
			result = a
		case a == model.Number && measured(b):
			left, right, result = right, left, b
		}
	case "/":
		switch {
		case b == model.Number && (a == model.Number || measured(a)):
			result = a
		case a == b && measured(a):
			result = model.Number
		}
	}
	of := kind{datum: result}
	if measured(result) {
		of.unit = left.kind.unit + right.kind.unit
	}
	if both := left.kind.unit != "" && right.kind.unit != ""; result == model.None || both && left.kind.unit != right.kind.unit {
		return nil, &syntaxError{n.pos, fmt.Sprintf("%s %s %s has no meaning", left.kind, n.op, right.kind), "mind the units"}
	} else if both {
		of.unit = left.kind.unit
	}
	op := n.op
	return &expr{kind: of, one: func(f *frame) model.Datum {
		var roomX, roomY model.Datum
		x, y := left.read(f, &roomX), right.read(f, &roomY)
		if x.Kind == model.None || y.Kind == model.None {
			return model.Datum{}
		}
		return calculate(op, *x, *y, result)
	}}, nil
}

// calculate is exact; overflow, division by zero and mixed units give None.
func calculate(op string, x, y model.Datum, result model.DatumKind) model.Datum {
	d := model.Datum{Kind: result, Text: x.Text}
	if measured(x.Kind) && x.Kind == y.Kind && x.Text != y.Text {
		if !nothing(x) && !nothing(y) {
			return model.Datum{}
		}
		d.Text = x.Text + y.Text
	}
	ok := true
	switch op {
	case "+", "-":
		if op == "-" {
			y.Num, y.End = -y.Num, -y.End
		}
		if x.Kind == model.Moment {
			return shift(x, y)
		}
		d.Num, d.End = x.Num+y.Num, x.End+y.End
		ok = (d.Num > x.Num) == (y.Num > 0)
	case "*":
		d.Num, ok = scaled(x.Num, y.Num, model.Scale)
	case "/":
		d.Num, ok = scaled(x.Num, model.Scale, y.Num)
		if result == model.Number {
			d.Text = ""
		}
	}
	if !ok {
		return model.Datum{}
	}
	return d
}

// shift moves a time by a span, or takes the span between two times (y comes negated).
func shift(x, y model.Datum) model.Datum {
	if y.Kind == model.Moment {
		return model.Datum{Kind: model.Span, Num: x.Num + y.Num}
	}
	move := func(t int64) int64 { return addMonths(t, int(y.End)) + y.Num }
	return model.Datum{Kind: model.Moment, Num: move(x.Num), End: move(x.End)}
}

func addMonths(t int64, months int) int64 {
	if months == 0 {
		return t
	}
	at := model.Interval{Start: t}.Time()
	moved := at.AddDate(0, months, 0)
	if moved.Day() != at.Day() { // 31 March less a month is the last of February
		moved = moved.AddDate(0, 0, -moved.Day())
	}
	return moved.UnixMicro()
}

// scaled is a·b/c without overflow on the way, cut toward zero.
func scaled(a, b, c int64) (int64, bool) {
	if c == 0 || a == math.MinInt64 || b == math.MinInt64 || c == math.MinInt64 {
		return 0, false
	}
	negative := (a < 0) != (b < 0) != (c < 0)
	abs := func(n int64) uint64 { return uint64(max(n, -n)) }
	hi, lo := bits.Mul64(abs(a), abs(b))
	if hi >= abs(c) {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, abs(c))
	if q > math.MaxInt64 {
		return 0, false
	}
	if negative {
		return -int64(q), true
	}
	return int64(q), true
}
