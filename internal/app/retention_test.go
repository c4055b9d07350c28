package app

import (
	"strings"
	"testing"
	"time"

	"spoor/cases"
	"spoor/workbench"
)

// What is kept long enough goes, the log tells of it and verifies; what is younger, or of a customer, stays.
func TestWhatIsKeptLongEnoughGoes(t *testing.T) {
	store, now := trialStore(t), time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	decide := func(id, party string, days int) {
		m := cases.Match{Party: party, Asked: "Ann", Listing: id, List: "un"}
		d := cases.Decision{ID: id, On: m.ID(), Verb: cases.Dismiss, Reason: "another person", By: "ann", At: now.AddDate(0, 0, -days), Match: &m}
		if err := store.Decide(as(t, "ann"), d); err != nil {
			t.Fatal(err)
		}
	}
	decide("old", "", 366)
	decide("young", "", 364)
	decide("customer", "c1", 4000)
	for kind, days := range map[workbench.Kind]int{workbench.Backtested: 91, workbench.Compared: 89} {
		if err := store.PutResult(t.Context(), workbench.Result{Kind: kind, Typology: "senders", At: now.AddDate(0, 0, -days)}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second finds nothing
		if err := Retain(t.Context(), store, now); err != nil {
			t.Fatal(err)
		}
	}
	decide("old again", "", 0)
	left, err := store.Decisions(t.Context())
	var ids []string
	for _, d := range left {
		ids = append(ids, d.ID)
	}
	if got := strings.Join(ids, ", "); err != nil || got != "young, customer, old again" {
		t.Errorf("%s are left: %v", got, err)
	}
	results, err := store.Results(t.Context(), "senders")
	if err != nil || len(results) != 1 || results[0].Kind != workbench.Compared {
		t.Errorf("%+v %v", results, err)
	}
	if _, _, err := Verify(t.Context(), store, nil); err != nil {
		t.Error(err)
	}
	forgotten := map[string]int{}
	for row, err := range store.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		forgotten[row.Entry.Act]++
	}
	if forgotten[cases.ForgetAct] != 1 || forgotten[workbench.ForgetAct] != 1 {
		t.Errorf("%v", forgotten)
	}
}
