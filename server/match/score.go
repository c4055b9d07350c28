package match

import (
	"math"
	"slices"
	"strings"

	"spoor/screen"
)

// threshold and cutoff are what a client gets that asks for none.
const (
	defaultThreshold = 0.7
	defaultCutoff    = 0.5
)

// Features of the score, as clients may weigh them.
const (
	featureName       = "name"
	featureIdentifier = "identifier"
	featureBirth      = "birth_date"
	featureGender     = "gender"
	featureCountry    = "country"
)

// features says what each does to the score when a client does not weigh it.
func features() map[string]float64 {
	return map[string]float64{featureName: 1, featureIdentifier: 1, featureBirth: -0.28, featureGender: -0.25, featureCountry: -0.09}
}

// score makes one number of a hit for clients that know only one. A shared identifier that the other facts do not contradict
// counts its weight, 1. Otherwise it is the name agreement, moved so that Spoor's operating point is 0.7, and each fact that
// differs takes its share: the birth date 28 %, the gender 25 %, the country 9 %. So at 0.7 a name alone matches where Spoor
// would show it, a name with another country must agree better, and one with another birth date nearly wholly. An identifier
// against contradicting facts counts as a name that just agrees. It never falls when a name agrees better or a fact differs
// no longer.
func score(h screen.Hit, weights map[string]float64) float64 {
	if h.Identity == screen.Confirmed && weights[featureIdentifier] != 0 {
		return rounded(math.Max(math.Abs(weights[featureIdentifier]), scaled(h.NameScore)*weights[featureName]))
	}
	s := scaled(h.NameScore) * math.Abs(weights[featureName])
	for _, r := range h.Reasons {
		if feature(r.Field) == featureIdentifier && r.Agreement == screen.Same {
			s = math.Max(s, defaultThreshold*math.Abs(weights[featureIdentifier]))
		}
	}
	for _, r := range h.Reasons {
		if f := feature(r.Field); r.Agreement == screen.Differs && f != featureName && f != featureIdentifier {
			s *= 1 - math.Abs(weights[f])
		}
	}
	return rounded(s)
}

// scaled moves a name agreement so that Spoor's operating point is the default threshold of the contract.
func scaled(agreement float64) float64 {
	const point = screen.DefaultThreshold
	if agreement >= point {
		return defaultThreshold + (1-defaultThreshold)*(agreement-point)/(1-point)
	}
	return defaultThreshold * agreement / point
}

// leastAgreement is the name agreement below which no hit scores at least the cutoff.
func leastAgreement(cutoff float64, weights map[string]float64) float64 {
	const point, lowest = screen.DefaultThreshold, 0.5
	weight := math.Abs(weights[featureName])
	if cutoff >= weight {
		return 1 // but identifiers
	}
	s := cutoff / weight
	if s >= defaultThreshold {
		s = point + (s-defaultThreshold)/(1-defaultThreshold)*(1-point)
	} else {
		s = s / defaultThreshold * point
	}
	return math.Max(lowest, math.Min(1, s-1e-4)) // rounding loses no hit
}

func rounded(s float64) float64 { return math.Round(s*1e4) / 1e4 }

// feature is the feature to which a field of a reason belongs.
func feature(field string) string {
	switch strings.ReplaceAll(field, " ", "_") {
	case "name", "alias", "weakAlias", "previousName", "abbreviation":
		return featureName
	case featureBirth:
		return featureBirth
	case featureGender:
		return featureGender
	case featureCountry:
		return featureCountry
	}
	if slices.Contains(supporting, field) {
		return strings.ReplaceAll(field, " ", "_")
	}
	return featureIdentifier
}

// supporting are fields that are told to clients and move no score: several parties share them.
var supporting = []string{"address", "place of birth", "country of birth", "middle name", "phone", "email", "website", "url"}

// explanation says why, field by field: Score is how far the two agree.
type explanation struct {
	Detail    *string `json:"detail"`
	Score     float64 `json:"score"`
	Query     *string `json:"query"`
	Candidate *string `json:"candidate"`
}

// explain tells the reasons of a hit; facts that only one side knows tell nothing. Of several shared identifiers the first
// stands.
func explain(h screen.Hit) map[string]explanation {
	all := map[string]explanation{}
	for _, r := range h.Reasons {
		f := feature(r.Field)
		if _, told := all[f]; told || r.Agreement == screen.Unknown {
			continue
		}
		e := explanation{Query: text(r.Query), Candidate: text(r.Listed)}
		switch r.Agreement {
		case screen.Same:
			e.Score = 1
		case screen.Close:
			e.Score = 0.8
		}
		if f == featureName {
			e.Score = rounded(scaled(h.NameScore))
		}
		e.Detail = text(detail(f, r))
		all[f] = e
	}
	return all
}

// detail is a reason in words: what agrees, where it is not the feature's own name, and how.
func detail(f string, r screen.Reason) string {
	said := r.Detail
	if said == "" {
		said = r.Agreement
	}
	if r.Field != f && r.Field != strings.ReplaceAll(f, "_", " ") {
		said = r.Field + ": " + said
	}
	return said
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
