package app

import (
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
