package match

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"spoor/screen"
)

func reason(field, agreement string) screen.Reason {
	return screen.Reason{Field: field, Query: "a", Listed: "b", Agreement: agreement}
}

// Spoor's operating point is 0.79; a name at 0.895 is half way from it to 1, so 0.85 here.
func TestScore(t *testing.T) {
	differs := screen.Differs
	for _, test := range []struct {
		what    string
		hit     screen.Hit
		weights map[string]float64
		want    float64
	}{
		{"a name where Spoor would just show it", screen.Hit{NameScore: screen.DefaultThreshold}, nil, 0.7},
		{"the same name", screen.Hit{NameScore: 1}, nil, 1},
		{"half way", screen.Hit{NameScore: 0.895}, nil, 0.85},
		{"below", screen.Hit{NameScore: 0.395}, nil, 0.35},
		{"facts that agree leave it", screen.Hit{NameScore: 0.895, Identity: screen.Supported, Reasons: []screen.Reason{reason("birth date", screen.Same), reason("country", screen.Unknown)}}, nil, 0.85},
		{"day and month swapped leave it", screen.Hit{NameScore: 1, Identity: screen.Supported, Reasons: []screen.Reason{reason("birth date", screen.Close)}}, nil, 1},
		{"another country", screen.Hit{NameScore: 0.895, Identity: screen.Mixed, Reasons: []screen.Reason{reason("country", differs)}}, nil, 0.7735},                                     // 0.85·0.91
		{"another birth date", screen.Hit{NameScore: 0.895, Identity: screen.Contradicted, Reasons: []screen.Reason{reason("birth date", differs)}}, nil, 0.612},                         // 0.85·0.72
		{"another birth date, the same name", screen.Hit{NameScore: 1, Identity: screen.Contradicted, Reasons: []screen.Reason{reason("birth date", differs)}}, nil, 0.72},               // still a match
		{"another gender", screen.Hit{NameScore: 1, Identity: screen.Contradicted, Reasons: []screen.Reason{reason("gender", differs)}}, nil, 0.75},                                      //
		{"nothing but the name", screen.Hit{NameScore: 1, Identity: screen.Contradicted, Reasons: []screen.Reason{reason("birth date", differs), reason("gender", differs)}}, nil, 0.54}, // 0.72·0.75
		{"an identifier", screen.Hit{Identity: screen.Confirmed, Reasons: []screen.Reason{reason("passportNumber", screen.Same)}}, nil, 1},
		{"an identifier and another birth date", screen.Hit{Identity: screen.Contradicted, Reasons: []screen.Reason{reason("passportNumber", screen.Same), reason("birth date", differs)}}, nil, 0.504}, // 0.7·0.72
		{"the name weighs half", screen.Hit{NameScore: 1}, map[string]float64{"name": 0.5}, 0.5},
		{"the birth date weighs nothing", screen.Hit{NameScore: 1, Identity: screen.Contradicted, Reasons: []screen.Reason{reason("birth date", differs)}}, map[string]float64{"birth_date": 0}, 1},
		{"the country decides", screen.Hit{NameScore: 1, Identity: screen.Mixed, Reasons: []screen.Reason{reason("country", differs)}}, map[string]float64{"country": -1}, 0},
		{"identifiers weigh nothing", screen.Hit{NameScore: 1, Identity: screen.Confirmed, Reasons: []screen.Reason{reason("imoNumber", screen.Same)}}, map[string]float64{"identifier": 0}, 1},
		{"identifiers weigh less", screen.Hit{Identity: screen.Confirmed, Reasons: []screen.Reason{reason("imoNumber", screen.Same)}}, map[string]float64{"identifier": 0.9}, 0.9},
	} {
		weights := features()
		for name, weight := range test.weights {
			weights[name] = weight
		}
		if got := score(test.hit, weights); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", test.what, got, test.want)
		}
	}
}

// A name that agrees better never scores less, nor does a fact that no longer differs; and no hit that scores at least the
// cutoff lies below the least agreement that the lists are asked for.
func TestScoreIsMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	fields := []string{"birth date", "gender", "country"}
	for range 20000 {
		h := screen.Hit{NameScore: 0.5 + r.Float64()/2}
		for _, field := range fields {
			if r.IntN(2) == 0 {
				h.Reasons = append(h.Reasons, reason(field, screen.Differs))
			}
		}
		weights := features()
		for name := range weights {
			if r.IntN(4) == 0 {
				weights[name] = 2*r.Float64() - 1
			}
		}
		was := score(h, weights)
		better := h
		better.NameScore += (1 - h.NameScore) * r.Float64()
		if score(better, weights) < was {
			t.Fatalf("%+v: a better name scores less", h)
		}
		if len(h.Reasons) > 0 {
			better = h
			better.Reasons = h.Reasons[1:]
			if score(better, weights) < was {
				t.Fatalf("%+v: one contradiction less scores less", h)
			}
		}
		cutoff := r.Float64()
		if was >= cutoff && h.NameScore < leastAgreement(cutoff, weights) {
			t.Fatalf("%+v scores %v, but %v is asked for at a cutoff of %v", h, was, leastAgreement(cutoff, weights), cutoff)
		}
	}
}

// The document says the figures that the code has.
func TestTheDocumentSaysTheFigures(t *testing.T) {
	raw, err := os.ReadFile("../../docs/matching-api.md")
	if err != nil {
		t.Fatal(err)
	}
	f := features()
	for _, said := range []string{
		fmt.Sprintf("0.7 · a / %v", screen.DefaultThreshold),
		fmt.Sprintf("the birth date %.0f %%, the gender %.0f %%, the country %.0f %%", -100*f[featureBirth], -100*f[featureGender], -100*f[featureCountry]),
		fmt.Sprintf("another country | %.2f", defaultThreshold/(1+f[featureCountry])),
		fmt.Sprintf("another gender | %.2f", defaultThreshold/(1+f[featureGender])),
		fmt.Sprintf("another birth date | %.2f", defaultThreshold/(1+f[featureBirth])),
		fmt.Sprintf("up to %d a call", maxQueries), fmt.Sprintf("at most %d values of at most 4,000", maxValues), fmt.Sprintf("over %d MiB", maxBody>>20),
	} {
		if !strings.Contains(string(raw), said) {
			t.Errorf("docs/matching-api.md does not say %q", said)
		}
	}
}
