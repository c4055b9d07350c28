package app

import (
	"strings"
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

// Who is confirmed by an identifier stands before whose name agrees and who is somebody else.
func TestTheConfirmedComeFirst(t *testing.T) {
	hit := func(id string, identity screen.Identity, name, identified float64) Hit {
		return Hit{Party: model.NewEntity(id, model.Default().Get("Person"), nil), Hit: screen.Hit{NameScore: name, IdentityScore: identified, Identity: identity}}
	}
	var got []string
	for _, h := range strongestFirst([]Hit{hit("somebody else", screen.Contradicted, 1, .2), hit("by name", screen.NameOnly, .9, .5), hit("wallet", screen.Confirmed, 0, 1), hit("both", screen.Confirmed, 1, 1)}) {
		got = append(got, h.Party.ID)
	}
	if want := "both, wallet, by name, somebody else"; strings.Join(got, ", ") != want {
		t.Errorf("%v", got)
	}
}
