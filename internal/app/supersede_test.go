package app

import (
	"strings"
	"testing"
	"time"

	"spoor/cases"
	"spoor/evidence"
	"spoor/read"
)

// A payment that comes late makes ann's finding begin earlier: it has another id, and so has its alert. What was dismissed stays so,
// and the log still proves it.
func TestDecisionsHoldWhenALateRecordMovesTheBeginning(t *testing.T) {
	store := trialStore(t)
	desk := trialDesk(t, store, senders)
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann", Purpose: "monitoring"})
	alert := func() cases.Alert {
		t.Helper()
		if err := desk.check(ctx); err != nil {
			t.Fatal(err)
		}
		run, err := store.LastRun(ctx)
		if err != nil || len(run.Alerts) != 1 {
			t.Fatal(run.Alerts, err)
		}
		return run.Alerts[0]
	}
	first := alert()
	if err := desk.Decide(ctx, cases.Decision{ID: "d1", On: first.ID, Verb: cases.Dismiss, Reason: "a wedding, with the invitation", By: "ann", At: time.Unix(1, 0)}); err != nil {
		t.Fatal(err)
	}
	late := `{"id":"late","schema":"Payment","properties":{"at":["2024-03-02"],"payer":["p4"],"beneficiary":["ann"],"amount":["100"],"currency":["EUR"]}}`
	if _, err := desk.Load(ctx, "late.jsonl", strings.NewReader(late), read.Records, ""); err != nil {
		t.Fatal(err)
	}
	second := alert()
	if second.ID == first.ID || second.Findings[0] == first.Findings[0] {
		t.Fatal("the late payment moved nothing")
	}
	decisions, err := desk.Decisions(ctx, second.ID)
	if err != nil || len(decisions) != 1 {
		t.Fatal(decisions, err)
	}
	if state, _ := cases.State(decisions); state != "dismissed" {
		t.Errorf("it is %q", state)
	}
	if subject, err := desk.Subject(ctx, "ann"); err != nil || subject.Name != "ann" || len(subject.Records) != 4 { // no line describes ann
		t.Errorf("%+v %v", subject, err)
	}
	if _, _, err := Verify(ctx, store, nil); err != nil {
		t.Error(err)
	}
}
