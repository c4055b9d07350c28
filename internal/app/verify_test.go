package app

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/screen"
	"spoor/store/sqlite"
	"spoor/watch"
	"spoor/workbench"
)

func TestADecisionChangedBehindTheLogIsSeen(t *testing.T) {
	for _, tamper := range []string{
		"update decision set body = replace(body, 'known supplier', 'never looked at')",
		"delete from decision",
		"update exception set body = replace(body, 'born elsewhere', 'born nowhere')",
		"update exception set body = replace(body, 'Ann Ashe', 'Ann')",
		"update exception_act set body = replace(body, 'ben', 'eve')",
		"delete from exception_act",
		"update screening_change set body = replace(body, '0.875', '0.125')",
		"delete from screening_change",
		"update watched set name = 'another'",
		"update watched set until = 1",
		"update screening set body = replace(body, 'hash1', 'hash2')",
		"delete from screening",
		"update typology_version set body = replace(body, 'id: gifts', 'id: gafts')",
		"delete from typology_version",
		"update stable_proposal set body = replace(body, 'a year tried', 'never tried')",
		"update stable_act set body = replace(body, 'ben', 'eve')",
		"delete from stable_act",
		"insert into stable_act (id, proposal, body) values ('a9', 's', '{\"On\":\"s\",\"Verb\":\"end\",\"By\":\"eve\",\"Reason\":\"slipped in\"}')",
		"insert into decision (id, subject, body) values ('d9', 'f1', '{\"ID\":\"d9\",\"On\":\"f1\",\"Verb\":\"dismiss\",\"Reason\":\"slipped in\",\"By\":\"eve\"}')",
	} {
		dir := t.TempDir()
		store, err := sqlite.Open(dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if err := store.Decide(t.Context(), cases.Decision{ID: "d1", On: "f1", Verb: cases.Dismiss, Reason: "known supplier", By: "ann"}); err != nil {
			t.Fatal(err)
		}
		e := exceptions.Exception{ID: "x", Customer: "p", Listing: "l", List: "un", Reason: "born elsewhere", By: "ann", At: time.Now().UTC(), Expires: time.Now().UTC().AddDate(1, 0, 0), Party: screen.Compared{Names: []string{"Ann Ashe"}}}
		if err := store.Except(t.Context(), []exceptions.Exception{e}, []exceptions.Act{{ID: "a", On: "x", Verb: exceptions.Approve, By: "ben"}}); err != nil {
			t.Fatal(err)
		}
		version := workbench.Seen{Typology: "gifts", Text: "id: gifts", Hash: (&detect.File{Text: "id: gifts"}).Hash(), Version: 1}
		if err := errors.Join(store.SeeVersions(t.Context(), []workbench.Seen{version}),
			store.ProposeStable(t.Context(), workbench.Proposal{ID: "s", Typology: "gifts", Hash: version.Hash, Reason: "a year tried", By: "ann"}),
			store.ActOnStable(t.Context(), exceptions.Act{ID: "sa", On: "s", Verb: exceptions.Approve, By: "ben"})); err != nil {
			t.Fatal(err)
		}
		run := &watch.Result{Run: watch.Run{Lists: []watch.List{{Name: "un", Hash: "hash1"}}}, Entered: []watch.Member{{Party: "p", Name: "Ann"}},
			Changes: []watch.Change{{Kind: watch.New, After: &cases.Hit{Party: "p", Listing: "l", List: "un", NameScore: 0.875}}}}
		if err := store.SaveScreening(t.Context(), run); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Verify(t.Context(), store, nil); err != nil {
			t.Fatal(err)
		}
		behind, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "spoor.db"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := behind.Exec(tamper); err != nil {
			t.Fatal(err)
		}
		_ = behind.Close()
		if _, _, err := Verify(t.Context(), store, nil); fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: it verifies: %v", tamper, err)
		}
		_ = store.Close()
	}
}
