package app

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"spoor/cases"
	"spoor/fault"
	"spoor/store/sqlite"
)

func TestADecisionChangedBehindTheLogIsSeen(t *testing.T) {
	for _, tamper := range []string{
		"update decision set body = replace(body, 'known supplier', 'never looked at')",
		"delete from decision",
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
