package screen

import (
	"math"
	"slices"
	"strings"
	"time"

	"spoor/model"
	"spoor/ref"
)

// What a fact moves the identity score, from 0.5 for nothing known.
const (
	sameBirth    = 0.35 // the same day
	sameYear     = 0.20 // one is written less exactly, and they agree
	closeBirth   = 0.25 // day and month swapped, or one figure of the date
	otherBirth   = -0.45
	sameCountry  = 0.10
	otherCountry = -0.15
	sameGender   = 0.03
	otherGender  = -0.40

	sameContact     = 0.25  // a phone number, an e-mail address or a site: households and firms share them
	closeIdentifier = 0.15  // a document of another country or kind, another branch of a bank
	sameAddress     = 0.20  // house, street and place
	closeAddress    = 0.05  // the same place, in which many live
	sameBirthPlace  = 0.10  // a place that differs moves nothing: districts and towns are both written
	sameBirthLand   = 0.05  // it is among the countries too
	otherBirthLand  = -0.10 // nobody moves the place of a birth
	sameMiddle      = 0.05  // the father's or a second name: half of a naming tradition shares a few
	otherMiddle     = -0.15
)

// weighed is what comparing two sets of facts gives.
type weighed struct {
	identity Identity
	score    float64
	reasons  []Reason
}

// weigh compares what is known of a query with what is known of a listing. nameScore decides what a document number that
// is not unique in the world can do against a birth date that differs.
func weigh(q, l *facts, nameScore, threshold float64) weighed {
	w := weighed{score: 0.5}
	same, differ, against := 0, 0, false
	note := func(r Reason, move float64) {
		w.reasons = append(w.reasons, r)
		w.score += move
		switch r.Agreement {
		case Same, Close:
			same++
		case Differs:
			differ++
		}
	}
	confirmed, unique := false, false
	for _, r := range sharedIdentifiers(q, l) {
		move := 0.0
		switch {
		case r.reach != weak && r.Agreement == Same:
			confirmed = true
			unique = unique || r.reach == worldwide
		case r.reach == weak && r.Agreement == Same:
			move = sameContact
		default:
			move = closeIdentifier
		}
		note(r.Reason, move)
	}
	if r, move := compareBirths(q.births, l.births); r.Agreement != "" {
		against = against || r.Agreement == Differs
		note(r, move)
	}
	if r, move := compareSets("gender", q.genders, l.genders, sameGender, otherGender, strings.ToLower); r.Agreement != "" {
		against = against || r.Agreement == Differs
		note(r, move)
		if r.Agreement == Same {
			same-- // half of mankind: it supports nothing
		}
	}
	if r, move := compareSets("country", q.countries, l.countries, sameCountry, otherCountry, ref.CountryName); r.Agreement != "" {
		note(r, move)
	}
	if r, move := compareSets("country of birth", q.birthLands, l.birthLands, sameBirthLand, otherBirthLand, ref.CountryName); r.Query != "" && r.Listed != "" {
		note(r, move)
	}
	for _, r := range []moved{comparePlaces(q.birthPlaces, l.birthPlaces), compareMiddles(q.middles, l.middles), compareAddresses(q.addresses, l.addresses)} {
		if r.Agreement == Differs && r.move == 0 { // people move: it is shown and says nothing
			w.reasons = append(w.reasons, r.Reason)
		} else if r.Agreement != "" {
			note(r.Reason, r.move)
		}
	}
	w.score = math.Max(0, math.Min(1, w.score))
	switch {
	case confirmed && (unique || !against || nameScore >= threshold):
		w.identity, w.score = Confirmed, 1
	case against:
		w.identity = Contradicted
	case differ > 0: // people move and hold two passports: a country alone decides nothing
		w.identity = Mixed
	case same > 0:
		w.identity = Supported
	default:
		w.identity = NameOnly
	}
	return w
}

// compareBirths takes the two dates that agree best; an empty agreement when neither side has any.
func compareBirths(q, l []birth) (Reason, float64) {
	if len(q) == 0 || len(l) == 0 {
		return unknown("birth date", births(q), births(l)), 0
	}
	best, move := Reason{}, math.Inf(-1)
	for _, a := range q {
		for _, b := range l {
			agreement, detail, m := compareBirth(a.span, b.span)
			if m > move {
				best, move = Reason{"birth date", a.text, b.text, agreement, detail}, m
			}
		}
	}
	return best, move
}

func compareBirth(a, b model.Interval) (agreement, detail string, move float64) {
	exact := isDay(a) && isDay(b)
	switch {
	case a.Overlaps(b) && exact:
		return Same, "", sameBirth
	case a.Overlaps(b):
		return Same, "one is written less exactly", sameYear
	case !exact:
		return Differs, years(a, b), otherBirth
	}
	x, y := a.Time(), b.Time()
	if x.Year() == y.Year() && int(x.Month()) == y.Day() && x.Day() == int(y.Month()) {
		return Close, "day and month swapped", closeBirth
	}
	if oneFigure(x, y) {
		return Close, "one figure of the date differs", closeBirth
	}
	return Differs, years(a, b), otherBirth
}

func isDay(iv model.Interval) bool { return iv.End-iv.Start <= int64(24*time.Hour/time.Microsecond) }

// oneFigure says whether two dates differ in one figure as written, of the day, the month or the last two of the year.
func oneFigure(a, b time.Time) bool {
	x, y := a.Format(time.DateOnly), b.Format(time.DateOnly)
	if x[:2] != y[:2] {
		return false
	}
	n := 0
	for i := range len(x) {
		if x[i] != y[i] {
			n++
		}
	}
	return n == 1
}

func years(a, b model.Interval) string {
	switch n := a.Time().Year() - b.Time().Year(); {
	case n == 0:
		return "in the same year"
	case n == 1 || n == -1:
		return "one year apart"
	}
	return "years apart"
}

// compareSets compares sets of which one common member is agreement.
func compareSets(field string, q, l []string, same, other float64, show func(string) string) (Reason, float64) {
	if len(q) == 0 || len(l) == 0 {
		return unknown(field, list(q, show), list(l, show)), 0
	}
	r := Reason{Field: field, Query: list(q, show), Listed: list(l, show), Agreement: Differs}
	for _, text := range q {
		if slices.Contains(l, text) {
			r.Agreement = Same
			return r, same
		}
	}
	return r, other
}

func unknown(field, q, l string) Reason {
	if q == "" && l == "" {
		return Reason{}
	}
	return Reason{Field: field, Query: q, Listed: l, Agreement: Unknown}
}

func list(texts []string, show func(string) string) string {
	shown := make([]string, len(texts))
	for i, text := range texts {
		shown[i] = show(text)
	}
	return strings.Join(shown, ", ")
}

func births(all []birth) string {
	texts := make([]string, len(all))
	for i, b := range all {
		texts[i] = b.text
	}
	return strings.Join(texts, ", ")
}
