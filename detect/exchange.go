package detect

import (
	"fmt"

	"spoor/model"
	"spoor/ref"
)

// exchange compiles `amount in EUR`: money at the reference rate of the record's month, cut toward zero at the minor unit. Without a
// rate it is unknown, and the run says which one is missing.
func (s *scope) exchange(n *node) (*expr, error) {
	of, err := s.compile(n.args[0])
	if err != nil {
		return nil, err
	}
	if of.kind.datum != model.Amount {
		return nil, &syntaxError{n.args[0].pos, fmt.Sprintf("%s cannot be converted to %s", of.kind, n.text), "convert money, as in amount in " + n.text}
	}
	e := &expr{kind: kind{datum: model.Amount, unit: n.text}, several: of.several, varies: of.varies,
		one: func(f *frame) model.Datum { return converted(f, of.one(f), n.text) }}
	if of.all != nil {
		e.all = func(f *frame) []model.Datum {
			var all []model.Datum
			for _, d := range of.all(f) {
				if d = converted(f, d, n.text); d.Kind != model.None {
					all = append(all, d)
				}
			}
			return all
		}
	}
	return e, nil
}

func converted(f *frame, d model.Datum, currency string) model.Datum {
	switch {
	case d.Kind != model.Amount || d.Text == currency:
		return d
	case nothing(d): // a sum of nothing is nothing in any currency
		return model.Datum{Kind: model.Amount, Text: currency}
	}
	on := f.rec.At.Day()
	from, known := ref.PerEuro(d.Text, on)
	to, also := ref.PerEuro(currency, on)
	if !known || !also {
		f.env.noRate(d.Text, currency)
		return model.Datum{}
	}
	for shift := model.Exponent(currency) - model.Exponent(d.Text); shift != 0; {
		if shift > 0 {
			to, shift = to*10, shift-1
		} else {
			from, shift = from*10, shift+1
		}
	}
	num, fits := scaled(d.Num, to, from)
	return perhaps(fits, model.Datum{Kind: model.Amount, Num: num, Text: currency})
}
