package app

import (
	"testing"

	"spoor/model"
	"spoor/screen"
)

func TestWhatAgreesInWords(t *testing.T) {
	party := model.NewEntity("p", model.Default().Get("Person"), nil)
	same, near, other := screen.Same, screen.Close, screen.Differs
	for _, c := range []struct {
		score   float64
		reasons []screen.Reason
		want    string
	}{
		{.94, []screen.Reason{{Field: "name", Agreement: near}}, "name (0.94)"},
		{1, []screen.Reason{{Field: "alias", Agreement: same}, {Field: "birth date", Agreement: near}, {Field: "gender", Agreement: same}, {Field: "country", Agreement: other}}, "name (1.00) and birth date"},
		{0, []screen.Reason{{Field: "passportNumber", Agreement: same}, {Field: "passportNumber", Agreement: same}}, "passport number"},
		{.2, []screen.Reason{{Field: "name", Agreement: other}, {Field: "idNumber", Agreement: same}, {Field: "birth date", Agreement: same}, {Field: "country", Agreement: same}}, "id number, birth date and country, not by name"},
		{0, []screen.Reason{{Field: "address", Agreement: screen.Unknown}}, ""},
	} {
		if got := agreeing(Hit{Party: party, Hit: screen.Hit{NameScore: c.score, Reasons: c.reasons}}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
