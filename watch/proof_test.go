package watch

import (
	"strings"
	"testing"
	"time"

	"spoor/cases"
)

func TestAnAnswerAtAMoment(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC) }
	hit := &cases.Hit{Party: "p", Listing: "l", List: "un", Caption: "L", NameScore: 0.9, IdentityScore: 0.5, Status: "name only"}
	whole := []List{{Name: "un"}}
	runs := []Run{{ID: 1, At: day(1), Lists: whole}, {ID: 2, At: day(2), Lists: []List{{Name: "un", Unclear: "list un broke off while loading"}}}, {ID: 3, At: day(3), Lists: whole}}
	members := []Member{{Party: "p", Name: "P", Since: 1, Until: 3}, {Party: "p", Name: "P, renamed", Since: 3}}
	changes := []Change{{Run: 2, Kind: New, After: hit}, {Run: 3, Kind: Gone, Before: hit}}
	for _, c := range []struct {
		at   time.Time
		want []string
	}{
		{time.Time{}, []string{"P: no possible match", "P: possible match with L (un, l; name 0.900, identity name only); this is no clear answer: list un broke off while loading", "P, renamed: no possible match"}},
		{day(2).Add(time.Hour), []string{"P: possible match with L (un, l; name 0.900, identity name only); this is no clear answer: list un broke off while loading"}},
		{day(1), []string{"P: no possible match"}},
		{day(1).Add(-1), nil},
	} {
		var got []string
		for _, a := range Answers(runs, members, changes, c.at) {
			got = append(got, a.Name+": "+a.Said())
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("at %v: %q", c.at, got)
		}
	}
	none := Answer{Run: Run{ID: 4}}
	if none.Said() != "no possible match; this is no clear answer: there was no list" {
		t.Error(none.Said())
	}
}

func TestTheProofHoldsEveryRow(t *testing.T) {
	hit := &cases.Hit{Party: "p", Listing: "l", List: "un"}
	proof := func(r Run, m []Member, left []string, c []Change) string {
		text, err := Proof(&r, m, left, c)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	base := proof(Run{ID: 1}, []Member{{Party: "p"}}, []string{"q"}, []Change{{Kind: New, After: hit}})
	for what, other := range map[string]string{
		"the run":    proof(Run{ID: 1, Customers: 2}, []Member{{Party: "p"}}, []string{"q"}, []Change{{Kind: New, After: hit}}),
		"a customer": proof(Run{ID: 1}, []Member{{Party: "r"}}, []string{"q"}, []Change{{Kind: New, After: hit}}),
		"who left":   proof(Run{ID: 1}, []Member{{Party: "p"}}, []string{"s"}, []Change{{Kind: New, After: hit}}),
		"a match":    proof(Run{ID: 1}, []Member{{Party: "p"}}, []string{"q"}, []Change{{Kind: New, After: &cases.Hit{Party: "p", Listing: "l", List: "un", NameScore: 0.1}}}),
	} {
		if other == base {
			t.Errorf("%s can be changed unseen", what)
		}
	}
}
