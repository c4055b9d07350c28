package detect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// Parameter is one of a typology's parameters as it holds for an organisation.
type Parameter struct {
	Name  string
	Text  string // the value that always holds, as it is written
	Value model.Datum
	Dated bool // further values hold from a day on or under a jurisdiction
	Own   bool // the organisation's value, not the file's
	Place fault.Place
	node  *node
}

// Parameters lists a typology's parameters in the file's order.
func (o *Organisation) Parameters(t *Typology) []Parameter {
	var all []Parameter
	for _, pair := range t.File.Params {
		p := Parameter{Name: pair.Key.Text, Place: t.File.spot(pair.Key)}
		values := pair.Values
		for _, own := range o.Params[t.File.ID.Text] {
			if own.Key.Text != p.Name {
				continue
			}
			if slices.ContainsFunc(own.Values, phrase.always) {
				values, p.Own = own.Values, true
			} else {
				p.Dated = true
			}
		}
		p.Dated = p.Dated || len(values) > 1
		for _, v := range values {
			if n, err := parseExpression(v.Text); err == nil && v.always() {
				p.Text, p.node = v.Text, n
				if n.op == "literal" {
					p.Value, _ = literal(n.text, n.unit) // it compiled
				}
			}
		}
		all = append(all, p)
	}
	return all
}

// always says whether a value holds on every day and everywhere.
func (p phrase) always() bool {
	parts := variantForm.FindStringSubmatch(p.Text)
	return parts[2] == "" && parts[3] == ""
}

// spot is where a phrase stands.
func (f *File) spot(p phrase) fault.Place {
	return fault.Place{File: f.Path, Line: p.Line, Column: p.Column}
}

// around is a parameter's value in hundredths of it: seven points of a curve.
var around = []int64{50, 75, 90, 100, 110, 125, 150}

// few is up to which number a value is counted up and down one by one.
const few = 10

// Around gives values about the one that holds, the lowest first and itself among them, in its unit and no finer than it is
// written: one by one about a small number, else from half of it to half as much again. Empty for what is no number, money,
// quantity or length of time.
func (p Parameter) Around() []string {
	digits, ok := p.scaled()
	if !ok || digits.n <= 0 {
		return nil
	}
	var all []string
	add := func(n int64) {
		if text := digits.text(n); n > 0 && !(p.node.unit == "%" && digits.n <= digits.whole(100) && n > digits.whole(100)) && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	if digits.n <= few {
		for step := int64(-2); step <= 3; step++ {
			add(digits.n + step)
		}
		return all
	}
	for _, share := range around {
		if share == 100 {
			add(digits.n)
			continue
		}
		n, fits := scaled(digits.n, share, 100)
		if fits {
			add(n)
		}
	}
	return all
}

// With puts the value that always holds among others, each once, the lowest first; what cannot be read comes last.
func (p Parameter) With(values []string) []string {
	type known struct {
		text string
		at   int64
	}
	var all []known
	for _, text := range append([]string{p.Text}, values...) {
		k := known{text, never}
		if n, err := parseExpression(text); err == nil && n.op == "literal" {
			if d, err := literal(n.text, n.unit); err == nil && d.Kind == model.Span && p.Value.Kind == model.Span {
				k.at = length(d)
			} else if err == nil && d.Kind == p.Value.Kind && unitOf(d) == unitOf(p.Value) {
				k.at = d.Num
			}
		}
		if !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(a, b known) int { return cmp.Compare(a.at, b.at) })
	texts := make([]string, len(all))
	for i, k := range all {
		texts[i] = k.text
	}
	return texts
}

// Between gives values from low to high, both included, evenly apart; a low without a unit has that of high.
func Between(low, high string) ([]string, error) {
	bad := func(what string) ([]string, error) {
		return nil, &fault.Error{Doing: "varying a parameter", Kind: fault.Usage, What: what, Hint: "write 1000 EUR..5000 EUR, or 3..9"}
	}
	from, to := Parameter{Text: low}, Parameter{Text: high}
	for _, p := range []*Parameter{&from, &to} {
		n, err := parseExpression(p.Text)
		if err != nil || n.op != "literal" {
			return bad(fmt.Sprintf("%q is no number with a unit", fault.Cut(p.Text, 40)))
		}
		p.node = n
	}
	a, readable := from.scaled()
	b, readableToo := to.scaled()
	if unit := cmp.Or(a.unit, b.unit); !readable || !readableToo || unit != b.unit {
		return bad(fmt.Sprintf("%q and %q are not in one unit", fault.Cut(low, 40), fault.Cut(high, 40)))
	}
	places := max(a.places, b.places)
	a, b = a.to(places), b.to(places)
	if a.n >= b.n {
		return bad(fmt.Sprintf("%s is not below %s", fault.Cut(low, 40), fault.Cut(high, 40)))
	}
	var all []string
	for i := range int64(len(around)) {
		if text := b.text(a.n + (b.n-a.n)/6*i + (b.n-a.n)%6*i/6); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all, nil
}

// digits is a written number as a whole one, with how many of its places stand behind the point.
type digits struct {
	n      int64
	places int
	unit   string
}

func (p Parameter) scaled() (digits, bool) {
	if p.node == nil || p.node.op != "literal" || p.node.unit == `"` || p.node.unit == "bool" {
		return digits{}, false
	}
	whole, part, _ := strings.Cut(p.node.text, ".")
	n, err := strconv.ParseInt(whole+part, 10, 64)
	return digits{n, len(part), p.node.unit}, err == nil && n < 1<<50 && len(part) < 10
}

// whole is a whole number in these digits.
func (d digits) whole(n int64) int64 {
	for range d.places {
		n *= 10
	}
	return n
}

func (d digits) to(places int) digits {
	for ; d.places < places; d.places++ {
		d.n *= 10
	}
	return d
}

// text writes a number of so many places with the unit.
func (d digits) text(n int64) string {
	text := strconv.FormatInt(n, 10)
	if d.places > 0 {
		text = fmt.Sprintf("%0*d", d.places+1, n)
		text = text[:len(text)-d.places] + "." + text[len(text)-d.places:]
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return (&node{op: "literal", text: text, unit: d.unit}).String()
}

// Vary compiles a typology with one value of a parameter, on every day and everywhere, in place of what it has.
func (o *Organisation) Vary(t *Typology, parameter, value string) (*Typology, error) {
	id := t.File.ID.Text
	names := make([]string, len(t.File.Params))
	for i, pair := range t.File.Params {
		names[i] = pair.Key.Text
	}
	if !slices.Contains(names, parameter) {
		return nil, &fault.Error{Doing: "varying a parameter", Kind: fault.Usage, What: fmt.Sprintf("%s has no parameter %q", id, fault.Cut(parameter, 40)),
			Hint: cmp.Or(nearest(parameter, names), "its parameters are "+strings.Join(names, ", "))}
	}
	varied := *o
	varied.file = &File{Path: fmt.Sprintf("%s.%s=%s", id, parameter, value)}
	varied.Params = maps.Clone(o.Params)
	if varied.Params == nil {
		varied.Params = map[string]parameters{}
	}
	own := slices.DeleteFunc(slices.Clone(o.Params[id]), func(p struct {
		Key    phrase
		Values phrases
	}) bool {
		return p.Key.Text == parameter
	})
	varied.Params[id] = append(own, struct {
		Key    phrase
		Values phrases
	}{phrase{Text: parameter}, phrases{{Text: value}}})
	return varied.Compile(t.File, t.schemata)
}
