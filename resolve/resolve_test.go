package resolve

import (
	"testing"

	"spoor/model"
)

func thing(id, schema string, pairs ...string) *model.Entity {
	e := model.NewEntity(id, model.Default().Get(schema), nil)
	for i := 0; i < len(pairs); i += 2 {
		if !e.Add(pairs[i], pairs[i+1], "") {
			panic(schema + " has no " + pairs[i])
		}
	}
	return e
}

func TestIdentical(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b *model.Entity
		one  bool
	}{
		{"same passport, written differently", thing("1", "Person", "passportNumber", "T14 553558"), thing("2", "Person", "passportNumber", "t14553558"), true},
		{"same name only", thing("1", "Person", "name", "Ann Example"), thing("2", "Person", "name", "Ann Example"), false},
		{"another birth date", thing("1", "Person", "passportNumber", "T14553558", "birthDate", "1971"), thing("2", "Person", "passportNumber", "T14553558", "birthDate", "1980-01-01"), false},
		{"the same birth date, with midnight and an offset behind it", thing("1", "Person", "passportNumber", "T14553558", "birthDate", "1971-05-03T00:00:00+02:00"), thing("2", "Person", "passportNumber", "T14553558", "birthDate", "1971-05-03"), true},
		{"birth year that agrees", thing("1", "Person", "passportNumber", "T14553558", "birthDate", "1971"), thing("2", "Person", "passportNumber", "T14553558", "birthDate", "1971-05-03"), true},
		{"a person and a company", thing("1", "Person", "taxNumber", "T14553558"), thing("2", "Company", "taxNumber", "T14553558"), false},
		{"a legal entity that turns out a company", thing("1", "LegalEntity", "registrationNumber", "HRB 12345"), thing("2", "Company", "registrationNumber", "HRB12345"), true},
		{"too short", thing("1", "Company", "registrationNumber", "123"), thing("2", "Company", "registrationNumber", "123"), false},
		{"one household", thing("1", "Person", "household", "household-17"), thing("2", "Person", "household", "household-17"), false},
	} {
		x := Identical(map[string]*model.Entity{c.a.ID: c.a, c.b.ID: c.b})
		if got := x.Of("1") == x.Of("2"); got != c.one {
			t.Errorf("%s: one = %v", c.name, got)
		}
		if c.one && (x.Of("2") != "1" || len(x.Links) != 1) {
			t.Errorf("%s: %v", c.name, x.Links)
		}
	}
}

func TestThreeThingsAreOneThroughTheMiddle(t *testing.T) {
	things := map[string]*model.Entity{}
	for _, e := range []*model.Entity{
		thing("c", "Company", "registrationNumber", "HRB12345"),
		thing("a", "Company", "registrationNumber", "HRB12345", "taxNumber", "DE999999"),
		thing("b", "Company", "taxNumber", "DE999999"),
	} {
		things[e.ID] = e
	}
	x := Identical(things)
	for _, id := range []string{"a", "b", "c"} {
		if x.Of(id) != "a" {
			t.Errorf("%s is %s", id, x.Of(id))
		}
	}
}
