package detect

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"spoor/model"
	"spoor/names"
	"spoor/ref"
)

// call compiles the functions of the language.
func (s *scope) call(n *node) (*expr, error) {
	switch n.text {
	case "has":
		return s.has(n)
	case "sameName":
		return s.sameName(n)
	case "listedCorridor":
		return s.listedCorridor(n)
	case "chance":
		return s.chance(n)
	case "mass":
		return s.mass(n)
	case "distance":
		return s.distance(n)
	case "wellFormed":
		return s.wellFormed(n)
	}
	if isVerb(n.text) {
		return nil, &syntaxError{n.pos, fmt.Sprintf("there is no function %s", n.text),
			"an aggregate stands under let with a name and without brackets, like total: sum amount over 30d"}
	}
	return nil, &syntaxError{n.pos, fmt.Sprintf("there is no function %s", n.text),
		cmp.Or(nearest(n.text, []string{"has", "sameName", "listedCorridor", "chance", "mass", "distance", "wellFormed"}),
			"there are has, sameName, listedCorridor, chance, mass, distance and wellFormed")}
}

func arguments(n *node, count int, form string) error {
	if len(n.args) != count {
		return &syntaxError{n.pos, fmt.Sprintf("%s takes %d arguments, not %d", n.text, count, len(n.args)), "write " + form}
	}
	return nil
}

// has is true when the field is filled: never unknown.
func (s *scope) has(n *node) (*expr, error) {
	if err := arguments(n, 1, "has(licence)"); err != nil {
		return nil, err
	}
	e, err := s.compile(n.args[0])
	if err != nil {
		return nil, err
	}
	return &expr{kind: kind{datum: model.Boolean}, one: func(f *frame) model.Datum { return yesNo(len(e.each(f)) > 0) }}, nil
}

// sameNameAt is the agreement from which two names are taken for one person's: spelling, order and initials may differ.
const sameNameAt = 0.8

// sameName compares two names as names, never what a name says of a person.
func (s *scope) sameName(n *node) (*expr, error) {
	if err := arguments(n, 2, "sameName(cardHolder, buyer.name)"); err != nil {
		return nil, err
	}
	barred := *s.law
	barred.naming = true
	inner := *s
	inner.law = &barred
	a, b, err := inner.both(n)
	if err != nil {
		return nil, err
	}
	for _, arg := range n.args {
		if arg.op != "path" || arg.path[0] == "params" {
			return nil, &syntaxError{arg.pos, "sameName compares the names in two fields, never a name that the file writes",
				"Directive (EU) 2016/681 Art. 6(4): a name stands proxy for ethnicity"}
		}
	}
	if a.kind.datum != model.Text || b.kind.datum != model.Text {
		return nil, &syntaxError{n.pos, "sameName compares two names", "write sameName(cardHolder, buyer.name)"}
	}
	return &expr{kind: kind{datum: model.Boolean}, one: func(f *frame) model.Datum {
		rights := b.each(f)
		lefts := a.each(f)
		for _, x := range lefts {
			for _, y := range rights {
				if names.Compare(names.Normal(x.Text), names.Normal(y.Text), nil).Score >= sameNameAt {
					return yesNo(true)
				}
			}
		}
		if len(lefts) == 0 || len(rights) == 0 {
			return model.Datum{}
		}
		return yesNo(false)
	}}, nil
}

// listedCorridor is true while the public table of ref lists the way from one country to the other at the record's time.
func (s *scope) listedCorridor(n *node) (*expr, error) {
	if err := arguments(n, 2, "listedCorridor(payerCountry, beneficiaryCountry)"); err != nil {
		return nil, err
	}
	from, to, err := s.both(n)
	if err != nil {
		return nil, err
	}
	return &expr{kind: kind{datum: model.Boolean}, one: func(f *frame) model.Datum {
		a, b := from.one(f), to.one(f)
		if a.Kind != model.Text || b.Kind != model.Text {
			return model.Datum{}
		}
		_, listed := ref.ListedCorridor(a.Text, b.Text, f.rec.At.Day())
		return yesNo(listed)
	}}, nil
}

// mass is a quantity of a product in kilograms: as it stands, or from litres by what a litre of the regulated liquid weighs. It is
// unknown for pieces, and for litres of what the table of ref does not hold; a product without a concentration counts as pure.
func (s *scope) mass(n *node) (*expr, error) {
	const form = "write mass(quantity, product.cas, product.concentration)"
	if err := arguments(n, 3, strings.TrimPrefix(form, "write ")); err != nil {
		return nil, err
	}
	var of [3]*expr
	for i, want := range []model.DatumKind{model.Measure, model.Text, model.Number} {
		e, err := s.compile(n.args[i])
		if err != nil {
			return nil, err
		}
		if e.kind.datum != want {
			return nil, &syntaxError{n.args[i].pos, "mass is of a quantity, a CAS number and a concentration", form}
		}
		of[i] = e
	}
	return &expr{kind: kind{datum: model.Measure, unit: string(model.Mass)}, one: func(f *frame) model.Datum {
		quantity := of[0].one(f)
		if quantity.Kind != model.Measure || quantity.Text != string(model.Volume) {
			return perhaps(quantity.Text == string(model.Mass), quantity)
		}
		concentration := int64(10000)
		if d := of[2].one(f); d.Kind == model.Number {
			concentration = d.Num / (model.Scale / 100)
		}
		grams, known := ref.GramsPerLitre(of[1].one(f).Text, int(concentration))
		kilograms, fits := scaled(quantity.Num, int64(grams), 1000)
		return perhaps(known && fits, model.Datum{Kind: model.Measure, Num: kilograms, Text: string(model.Mass)})
	}}, nil
}

// mostTosses is up to how many records chance is worked out.
const mostTosses = 10_000

// chance is how likely it is that of a + b records, each as likely of the first kind as of the second, a or more are of the
// first: the binomial test of one side. It is exact, cut to millionths.
func (s *scope) chance(n *node) (*expr, error) {
	if err := arguments(n, 2, "chance(justBelow, below)"); err != nil {
		return nil, err
	}
	a, b, err := s.both(n)
	if err != nil {
		return nil, err
	}
	if a.kind.datum != model.Number || b.kind.datum != model.Number {
		return nil, &syntaxError{n.pos, "chance is of two counts", "write chance(justBelow, below)"}
	}
	return &expr{kind: kind{datum: model.Number}, one: func(f *frame) model.Datum {
		x, y := a.one(f), b.one(f)
		of, besides := x.Num/model.Scale, y.Num/model.Scale
		if x.Kind == model.None || y.Kind == model.None || of < 0 || besides < 0 || of+besides > mostTosses {
			return model.Datum{}
		}
		return model.Datum{Kind: model.Number, Num: atLeast(of, of+besides)}
	}}, nil
}

// atLeast is the chance of k or more heads among n tosses of a fair coin, in millionths.
func atLeast(k, n int64) int64 {
	term, sum := big.NewInt(1), new(big.Int) // term: n over i, from i = n downward
	for i := n; i >= k; i-- {
		sum.Add(sum, term)
		term.Mul(term, big.NewInt(i))
		term.Quo(term, big.NewInt(n-i+1))
	}
	sum.Mul(sum, big.NewInt(model.Scale))
	return sum.Rsh(sum, uint(n)).Int64()
}
