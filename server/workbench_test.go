package server_test

import (
	"testing"
	"time"

	"spoor/exceptions"
	"spoor/workbench"
)

func TestVersionsAndTrialsAreTold(t *testing.T) {
	h := newHouse(t)
	const id = "listed-party"
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	runs := ""
	for _, typology := range h.desk.Typologies() {
		if typology.File.ID.Text == id {
			runs = typology.File.Hash()
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	store, ctx := h.desk.Store, t.Context()
	must(store.SeeVersions(ctx, []workbench.Seen{{Typology: id, Hash: "old", Version: 1, Status: "test", File: "a", Text: "id: a", At: at}, {Typology: id, Hash: runs, Version: 2, Status: "test", At: at.Add(time.Hour)}}))
	must(store.ProposeStable(ctx, workbench.Proposal{ID: "p", Typology: id, Hash: "old", Version: 1, Reason: "tried on a year", By: "ann", At: at}))
	must(store.ActOnStable(ctx, exceptions.Act{ID: "a", On: "p", Verb: exceptions.Refuse, Reason: "a year is short", By: "ben", At: at}))
	must(store.PutResult(ctx, workbench.Result{Kind: workbench.Shadowed, Typology: id, Hash: "new", By: "spoor", At: at, Comparison: &workbench.Comparison{Kept: 3}}))
	must(store.PutResult(ctx, workbench.Result{Kind: workbench.Backtested, Typology: id, Hash: runs, By: "ann", At: at, Report: &workbench.Report{Records: 7}}))
	var versions struct {
		Versions []struct {
			Hash, Status, Text string
			Version            int
			Runs               bool
			Proposals          []struct {
				State string
				Acts  []struct{ Verb, By string }
			}
		}
	}
	h.call("GET", "/api/v1/typologies/"+id+"/versions", "", 200, &versions)
	if v := versions.Versions; len(v) == 2 && v[0].Hash == "old" {
		v[0], v[1] = v[1], v[0] // the desk's own check saw the file before
	}
	if v := versions.Versions; len(v) != 2 || v[0].Hash != runs || !v[0].Runs || v[1].Runs || v[1].Text != "id: a" || len(v[0].Proposals) != 0 || v[1].Proposals[0].State != "refused" || v[1].Proposals[0].Acts[0].By != "ben" {
		t.Errorf("%+v", v)
	}
	var trials struct {
		Running bool
		Trials  []struct {
			Kind, Hash string
			Runs       bool
			Forgotten  time.Time
			Report     *struct{ Records int }
			Comparison *struct{ Kept int }
		}
	}
	h.call("GET", "/api/v1/typologies/"+id+"/trials", "", 200, &trials)
	if v := trials.Trials; trials.Running || len(v) != 2 || v[0].Kind != "backtest" || !v[0].Runs || v[0].Report.Records != 7 || v[0].Comparison != nil || v[1].Kind != "shadow" || v[1].Comparison.Kept != 3 || !v[1].Forgotten.Equal(at.AddDate(0, 0, 90)) {
		t.Errorf("%+v", v)
	}
}
