package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"spoor/evidence"
	"spoor/fault"
	"spoor/lists"
	"spoor/store/sqlite"
)

func opened(t *testing.T, dir string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(dir, func() time.Time { return time.Unix(1, 0) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestSourcesAndTries(t *testing.T) {
	s, ctx := opened(t, t.TempDir()), t.Context()
	for _, where := range []string{"a.xml", "b.xml"} {
		if err := s.PutSource(ctx, lists.Source{Name: "un", Where: where, MaxAge: time.Hour}); err != nil {
			t.Fatal(err)
		}
	}
	for _, try := range []lists.Try{{List: "un", Outcome: lists.Loaded, ETag: "1"}, {List: "un", Outcome: lists.Failed, Why: "gone"}, {List: "eu", Outcome: lists.Failed}} {
		if err := s.PutTry(ctx, try); err != nil {
			t.Fatal(err)
		}
	}
	sources, err := s.Sources(ctx)
	if err != nil || len(sources) != 1 || sources[0].Where != "b.xml" || sources[0].MaxAge != time.Hour {
		t.Errorf("%+v %v", sources, err)
	}
	last, err := s.LastTries(ctx, false)
	if err != nil || len(last) != 2 || last["un"].Why != "gone" {
		t.Errorf("%+v %v", last, err)
	}
	good, err := s.LastTries(ctx, true)
	if err != nil || len(good) != 1 || good["un"].ETag != "1" {
		t.Errorf("%+v %v", good, err)
	}
	if head, _, err := evidence.Verify(ctx, s, nil); err != nil || head.Size != 5 {
		t.Errorf("the log holds %d entries: %v", head.Size, err)
	}
}

func TestOnePullAtATime(t *testing.T) {
	dir := t.TempDir()
	a, b := opened(t, dir), opened(t, dir)
	release, err := a.LockPull(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.LockPull(t.Context()); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a second pull: %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	again, err := b.LockPull(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := again(); err != nil {
		t.Fatal(err)
	}
}

// A store that an earlier Spoor wrote gets what it lacks.
func TestAnEarlierSchemaIsBroughtUp(t *testing.T) {
	dir := t.TempDir()
	if err := opened(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "spoor.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`drop table source; drop table try; drop table exception; drop table exception_act; drop table screening; drop table watched; drop table screening_change;
		drop table screening_state; drop table typology_version; drop table stable_proposal; drop table stable_act; drop table trial; drop table superseded; pragma user_version = 1`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if sources, err := opened(t, dir).Sources(t.Context()); err != nil || len(sources) != 0 {
		t.Errorf("%v %v", sources, err)
	}
}
