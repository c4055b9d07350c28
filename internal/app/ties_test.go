package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"spoor/read"
)

// Three pay ann: as three they are enough; when a later file says that two of them are one household, they are two.
func TestTiesReachTypologies(t *testing.T) {
	store := trialStore(t)
	desk := trialDesk(t, store, strings.Replace(senders, "distinct payer over", "distinct payer.group over", 1))
	alerts := func() int {
		t.Helper()
		if err := desk.check(t.Context()); err != nil {
			t.Fatal(err)
		}
		run, err := store.LastRun(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(run.Alerts)
	}
	if n := alerts(); n != 1 {
		t.Fatalf("%d alerts before anything is known of the three", n)
	}
	people := `{"id":"p1","schema":"Person","properties":{"household":["h1"]}}
{"id":"p3","schema":"Person","properties":{"household":["h1"]}}
`
	if _, err := desk.Load(t.Context(), "people.jsonl", strings.NewReader(people), read.Records, ""); err != nil {
		t.Fatal(err)
	}
	if n := alerts(); n != 0 {
		t.Errorf("%d alerts where two of the three are one household", n)
	}
}

// Whoever looks at a subject sees with whom it shares what, and where that stands; what the ties were made into stands nowhere.
func TestASubjectsTies(t *testing.T) {
	store := trialStore(t)
	desk := trialDesk(t, store, senders)
	const people = `{"id":"p1","schema":"Person","properties":{"name":["Ann Example"],"phone":["+49 30 23125-001"],"household":["h1"]}}
{"id":"p3","schema":"Person","properties":{"name":["Bob Example"],"household":["h1"]}}
{"id":"k1","schema":"Card","properties":{"holder":["p3"]}}
{"id":"o1","schema":"Order","properties":{"at":["2026-03-02T10:15:00Z"],"buyer":["p4"],"phone":["+493023125001"],"card":["k1"]}}
`
	if _, err := desk.Load(t.Context(), "people.jsonl", strings.NewReader(people), read.Records, ""); err != nil {
		t.Fatal(err)
	}
	if err := desk.check(t.Context()); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{
		"p1": {"household with [Bob Example]: h1", "  Ann Example, h1 on Person people.jsonl:1", "  Bob Example, h1 on Person people.jsonl:2",
			"phone with [p4]: +49 30 23125-001", "  Ann Example, +49 30 23125-001 on Person people.jsonl:1", "  p4, +493023125001 on Order people.jsonl:4 2026-03-02T10:15:00Z"},
		"p4": {"card with [Bob Example]: k1", "  p4, k1 on Order people.jsonl:4 2026-03-02T10:15:00Z", "  Bob Example, k1 on Card people.jsonl:3",
			"phone with [Ann Example]: +493023125001", "  p4, +493023125001 on Order people.jsonl:4 2026-03-02T10:15:00Z", "  Ann Example, +49 30 23125-001 on Person people.jsonl:1"},
		"p2": nil,
	} {
		subject, err := desk.Subject(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, tie := range subject.Ties {
			var with []string
			for _, p := range tie.With {
				with = append(with, p.Name)
			}
			said = append(said, fmt.Sprintf("%s with %v: %s", tie.Kind, with, tie.Shared()))
			for _, r := range tie.Rests {
				said = append(said, strings.TrimSpace(fmt.Sprintf("%s, %s on %s %s:%d %s", r.Of.Name, r.Text, r.On, r.File, r.Line, r.At)))
				said[len(said)-1] = "  " + said[len(said)-1]
			}
		}
		if !slices.Equal(said, want) {
			t.Errorf("%s: %q\nwant %q", id, said, want)
		}
		for _, f := range subject.Fields {
			if f.Name == "Group" {
				t.Errorf("%s: the group %s stands among what sources say", id, f.Text)
			}
		}
	}
}
