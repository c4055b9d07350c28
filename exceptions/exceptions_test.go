package exceptions

import (
	"slices"
	"testing"
	"time"

	"spoor/fault"
	"spoor/screen"
)

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func entry() Exception {
	return Exception{ID: "x", Customer: "c", Listing: "l", List: "un", Reason: "another birth year", By: "ann", At: day, Expires: day.AddDate(1, 0, 0),
		Party:  screen.Compared{Kind: "Person", Names: []string{"Ali Hasan"}, Births: []string{"1971"}, Countries: []string{"de"}},
		Listed: screen.Compared{Kind: "Person", Names: []string{"Ali Hassan", "alias Abu Ali"}, Births: []string{"1950"}}}
}

func TestAProposalIsChecked(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*Exception)
		kind   fault.Kind
	}{
		{"nobody", func(e *Exception) { e.By = "" }, fault.Denied},
		{"no listing", func(e *Exception) { e.Listing = "" }, fault.Input},
		{"one word", func(e *Exception) { e.Reason = "false" }, fault.Input},
		{"ends before it begins", func(e *Exception) { e.Expires = day }, fault.Input},
		{"six years", func(e *Exception) { e.Expires = day.AddDate(6, 0, 0) }, fault.Input},
	} {
		e := entry()
		if e.Check() != nil {
			t.Fatal(e.Check())
		}
		if c.change(&e); e.Check() == nil || fault.KindOf(e.Check()) != c.kind {
			t.Errorf("%s: %v", c.what, e.Check())
		}
	}
}

func TestTheSecondIsNeverTheFirst(t *testing.T) {
	e := entry()
	for _, name := range []string{"ann", "Ann", " ANN "} {
		if err := e.May(Act{Verb: Approve, By: name}, day); fault.KindOf(err) != fault.Denied {
			t.Errorf("%q approves: %v", name, err)
		}
	}
	if err := e.May(Act{Verb: Approve, By: "ben"}, day); err != nil {
		t.Error(err)
	}
	if err := e.May(Act{Verb: Refuse, By: "ben", Reason: "no"}, day); fault.KindOf(err) != fault.Input {
		t.Error("refused without a reason:", err)
	}
	if err := e.May(Act{Verb: Approve, By: "ben"}, day.AddDate(2, 0, 0)); fault.KindOf(err) != fault.Conflict {
		t.Error("approved after its end:", err)
	}
}

func TestWhereItStands(t *testing.T) {
	approved := []Act{{Verb: Approve, By: "ben"}}
	same, none := entry(), (*screen.Compared)(nil)
	born := same.Party
	born.Births = []string{"1950"}
	moved := same.Party
	moved.Countries = []string{"de", "fr"}
	turned := same.Listed
	turned.Names = []string{"alias Abu Ali", "Ali Hassan"}
	renamed := same.Listed
	renamed.Names = []string{"Ali Hassan"}
	for _, c := range []struct {
		what          string
		acts          []Act
		at            time.Time
		party, listed *screen.Compared
		want          State
		changed       []string
	}{
		{"before anybody approves", nil, day, &same.Party, &same.Listed, Waiting, nil},
		{"approved", approved, day, &same.Party, &same.Listed, Standing, nil},
		{"on its last day", approved, day.AddDate(1, 0, 0).Add(-1), &same.Party, &same.Listed, Standing, nil},
		{"at its end", approved, day.AddDate(1, 0, 0), &same.Party, &same.Listed, Expired, nil},
		{"never approved, at its end", nil, day.AddDate(1, 0, 0), &same.Party, &same.Listed, Expired, nil},
		{"the customer's birth date was corrected", approved, day, &born, &same.Listed, Reopened, []string{"the customer's birth date: 1950 added, 1971 gone"}},
		{"the customer has a second country", approved, day, &moved, &same.Listed, Reopened, []string{"the customer's country: France added"}},
		{"the listing lost an alias", approved, day, &same.Party, &renamed, Reopened, []string{"the listing's name: alias Abu Ali gone"}},
		{"the listing's names come in another order", approved, day, &same.Party, &turned, Standing, nil},
		{"the listing is gone", approved, day, &same.Party, none, Standing, nil},
		{"refused", []Act{{Verb: Refuse}}, day, &same.Party, &same.Listed, Refused, nil},
		{"ended", append(approved, Act{Verb: End}), day, &born, &same.Listed, Ended, nil},
	} {
		e := entry()
		e.Acts = c.acts
		if got, changed := e.Stands(c.at, c.party, c.listed); got != c.want || !slices.Equal(changed, c.changed) {
			t.Errorf("%s: %s %q", c.what, got, changed)
		}
	}
}

func TestTheOneThatStandsCounts(t *testing.T) {
	old, refused, other := entry(), entry(), entry()
	old.ID, old.Acts = "old", []Act{{Verb: Approve}}
	refused.ID, refused.At, refused.Acts = "refused", day.Add(1), []Act{{Verb: Refuse}}
	other.ID, other.List = "other", "ofac"
	b := BookOf([]Exception{old, refused, other})
	if e, state, _ := b.On(Match{"c", "un", "l"}, day, nil, nil); e == nil || e.ID != "old" || state != Standing {
		t.Errorf("%+v %s", e, state)
	}
	if e, state, _ := b.On(Match{"c", "un", "l"}, day.AddDate(1, 0, 0), nil, nil); e == nil || state != Refused && state != Expired {
		t.Errorf("%+v %s", e, state)
	}
	if e, _, _ := b.On(Match{"d", "un", "l"}, day, nil, nil); e != nil {
		t.Error("an exception of somebody else")
	}
}
