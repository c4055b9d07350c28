package detect

import (
	"slices"
	"sort"
	"strings"
	"time"

	"spoor/model"
	"spoor/ref"
)

// derived is an attribute that stands in no record: it follows from a thing's own fields, the law tables of ref, the
// jurisdiction and the record's day.
type derived struct {
	name  string
	kind  model.DatumKind
	needs []string // the fields it follows from, one of which must be there
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
	for _, d := range derivedFrom(schema) {
		if d.name == name {
			return &d
		}
	}
	return nil
}

func derivedNames(schema *model.Schema) []string {
	var all []string
	for _, d := range derivedFrom(schema) {
		all = append(all, d.name)
	}
	sort.Strings(all)
	return all
}

func derivedFrom(schema *model.Schema) []derived {
	switch {
	case schema == nil:
		return nil
	case schema.Is("Product"):
		return append(productLaw(), productCodes()...)
	case schema.Is("Place"):
		return []derived{toCrossing()}
	case schema.Is("LegalEntity"):
		return []derived{division()}
	}
	return nil
}

// toCrossing is how far a place is from the nearest official road crossing between two states, by the table of ref.
func toCrossing() derived {
	return derived{"toCrossing", model.Measure, []string{"lat"}, func(_ *Environment, p *model.View, _ model.Interval) model.Datum {
		lat, lon, known := position(p)
		if !known {
			return model.Datum{}
		}
		_, metres := ref.NearestCrossing(lat, lon) // in whole metres: no fraction decides
		return model.Datum{Kind: model.Measure, Num: int64(metres) * model.Scale, Text: string(model.Length)}
	}}
}

// productCodes are the classes that a product's customs code stands in: chapter (2 digits), heading (4) and subheading (6) of
// the Harmonised System, which the Combined Nomenclature continues.
func productCodes() []derived {
	code := func(name string, digits int) derived {
		return derived{name, model.Text, []string{"hs", "cn"}, func(_ *Environment, p *model.View, _ model.Interval) model.Datum {
			for _, field := range []string{"hs", "cn"} {
				var b strings.Builder
				for _, r := range first(p.Data(p.Schema.Property(field))).Text {
					if r >= '0' && r <= '9' {
						b.WriteRune(r)
					}
				}
				if b.Len() >= digits {
					return model.Datum{Kind: model.Text, Text: b.String()[:digits]}
				}
			}
			return model.Datum{}
		}}
	}
	return []derived{code("chapter", 2), code("heading", 4), code("subheading", 6)}
}

// productLaw is what the law on regulated substances says of a product: Regulation (EU) 2019/1148 or the jurisdiction's own.
func productLaw() []derived {
	return []derived{
		{"regulated", model.Boolean, []string{"cas"}, func(env *Environment, p *model.View, at model.Interval) model.Datum {
			_, found, known := substance(env, p, at)
			return perhaps(known, yesNo(found))
		}},
		{"annex", model.Text, []string{"cas"}, func(env *Environment, p *model.View, at model.Interval) model.Datum {
			s, found, _ := substance(env, p, at)
			return perhaps(found, model.Datum{Kind: model.Text, Text: s.Annex})
		}},
		{"overLimit", model.Boolean, []string{"concentration"}, func(env *Environment, p *model.View, at model.Interval) model.Datum {
			s, found, known := substance(env, p, at)
			if known && !found {
				return yesNo(false)
			}
			percent, given := concentration(p)
			return perhaps(known && given, yesNo(s.Over(percent)))
		}},
		{"licensable", model.Boolean, []string{"concentration"}, func(env *Environment, p *model.View, at model.Interval) model.Datum {
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
	s, found = ref.Regulated(cas.Text, env.jurisdiction(), at.Day())
	return s, found, true
}

// concentration is the product's, in hundredths of a percent of what the law counts: of nitrogen for ammonium nitrate, as
// the trade states it too.
func concentration(p *model.View) (int, bool) {
	d := first(p.Data(p.Schema.Property("concentration")))
	return int(d.Num / (model.Scale / 100)), d.Kind == model.Number
}

// derivedExpr reads a derived attribute of every thing that is reached: of an invoice with several lines it has several values,
// and a yes among them is a yes.
func derivedExpr(d *derived, reach func(*frame) []*model.View) *expr {
	all := func(f *frame) []model.Datum {
		var data []model.Datum
		for _, thing := range reach(f) {
			if value := d.value(f.env, thing, f.rec.At); value.Kind != model.None {
				data = append(data, value)
			}
		}
		return data
	}
	return &expr{kind: kind{datum: d.kind}, several: true, all: all, one: func(f *frame) model.Datum {
		data := all(f)
		if yes := slices.Index(data, yesNo(true)); yes >= 0 {
			return data[yes]
		}
		return first(data)
	}}
}
