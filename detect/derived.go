package detect

import (
	"sort"
	"time"

	"spoor/model"
	"spoor/ref"
)

// derived is an attribute that stands in no record: it follows from a thing's own fields, the law tables of ref, the
// jurisdiction and the record's day.
type derived struct {
	name  string
	kind  model.DatumKind
	needs string // the field it follows from
	value func(env *Environment, thing *model.View, at model.Interval) model.Datum
}

// Environment is what an organisation says once for all typologies.
type Environment struct {
	Jurisdiction string         // whose law of regulated substances holds: "eu" or a country code; eu when empty
	Lateness     time.Duration  // how much later than what came before it a record may come; DefaultLateness when 0
	missing      map[string]int // pairs of currencies that had to be compared and have no rate, with how often
}

// DefaultLateness is for records that come in batches, already in order: none.
const DefaultLateness = 0

func (env *Environment) lateness() int64 { return env.Lateness.Microseconds() }

func (env *Environment) jurisdiction() string {
	if env.Jurisdiction == "" {
		return "eu"
	}
	return env.Jurisdiction
}

func (env *Environment) noRate(from, to string) {
	if env.missing == nil {
		env.missing = map[string]int{}
	}
	env.missing[from+" to "+to]++
}

// derivedOf finds a derived attribute of a schema, nil when there is none.
func derivedOf(schema *model.Schema, name string) *derived {
	if schema == nil || !schema.Is("Product") {
		return nil
	}
	for _, d := range productLaw() {
		if d.name == name {
			return &d
		}
	}
	return nil
}

func derivedNames(schema *model.Schema) []string {
	var all []string
	if schema.Is("Product") {
		for _, d := range productLaw() {
			all = append(all, d.name)
		}
	}
	sort.Strings(all)
	return all
}

// productLaw is what the law on regulated substances says of a product: Regulation (EU) 2019/1148 or the jurisdiction's own.
func productLaw() []derived {
	return []derived{
		{"regulated", model.Boolean, "cas", func(env *Environment, p *model.View, at model.Interval) model.Datum {
			_, found, known := substance(env, p, at)
			return perhaps(known, yesNo(found))
		}},
		{"annex", model.Text, "cas", func(env *Environment, p *model.View, at model.Interval) model.Datum {
			s, found, _ := substance(env, p, at)
			return perhaps(found, model.Datum{Kind: model.Text, Text: s.Annex})
		}},
		{"overLimit", model.Boolean, "concentration", func(env *Environment, p *model.View, at model.Interval) model.Datum {
			s, found, known := substance(env, p, at)
			if known && !found {
				return yesNo(false)
			}
			percent, given := concentration(p)
			return perhaps(known && given, yesNo(s.Over(percent)))
		}},
		{"licensable", model.Boolean, "concentration", func(env *Environment, p *model.View, at model.Interval) model.Datum {
			s, found, known := substance(env, p, at)
			percent, given := concentration(p)
			return perhaps(known && given, yesNo(found && (s.Licence == ref.Any || s.Licence == ref.UpTo && percent <= s.Ceiling)))
		}},
	}
}

func perhaps(known bool, d model.Datum) model.Datum {
	if !known {
		return model.Datum{}
	}
	return d
}

// substance finds the law's entry for a product; known is false when the product has no CAS number.
func substance(env *Environment, p *model.View, at model.Interval) (s ref.Substance, found, known bool) {
	cas := first(p.Data(p.Schema.Property("cas")))
	if cas.Kind != model.Text {
		return s, false, false
	}
	s, found = ref.Regulated(cas.Text, env.jurisdiction(), at.Time())
	return s, found, true
}

// concentration is the product's, in hundredths of a percent of what the law counts: of nitrogen for ammonium nitrate, as
// the trade states it too.
func concentration(p *model.View) (int, bool) {
	d := first(p.Data(p.Schema.Property("concentration")))
	return int(d.Num / (model.Scale / 100)), d.Kind == model.Number
}

func derivedExpr(d *derived, reach func(*frame) []*model.View) *expr {
	return &expr{kind: kind{datum: d.kind}, one: func(f *frame) model.Datum {
		for _, thing := range reach(f) {
			if value := d.value(f.env, thing, f.rec.At); value.Kind != model.None {
				return value
			}
		}
		return model.Datum{}
	}}
}
