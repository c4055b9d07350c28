package sqlite

import (
	"database/sql"
	"testing"
	"time"

	"spoor/evidence"
	"spoor/fault"
	"spoor/store/storetest"
)

func clock() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestStore(t *testing.T) {
	storetest.RunWork(t, func(t *testing.T) storetest.Work { return open(t, t.TempDir()) })
}

func TestTheLogShowsWhatWasChangedBehindIt(t *testing.T) {
	for _, c := range []struct{ name, tamper string }{
		{"an entry is rewritten", "update leaf set entry = replace(entry, 'ann', 'eve') where idx = 1"},
		{"an entry and its leaf are swapped with another", "update leaf set idx = -1 where idx = 1; update leaf set idx = 1 where idx = 2; update leaf set idx = 2 where idx = -1"},
		{"the last entry is taken away", "delete from leaf where idx = 3"},
		{"an entry in the middle is taken away", "delete from leaf where idx = 1"},
		{"a tree hash is rewritten", "update tree set hash = zeroblob(32) where idx = (select max(idx) from tree)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			for range 4 {
				if err := s.Append(t.Context(), evidence.Entry{Act: "view", By: "ann"}); err != nil {
					t.Fatal(err)
				}
			}
			head, _, err := evidence.Verify(t.Context(), s, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.write.Exec(c.tamper); err != nil {
				t.Fatal(err)
			}
			if _, _, err := evidence.Verify(t.Context(), s, &head); fault.KindOf(err) != fault.Conflict {
				t.Errorf("it verifies: %v", err)
			}
		})
	}
}

func TestADestroyedEntryLeavesItsProof(t *testing.T) {
	s := open(t, t.TempDir())
	for range 3 {
		if err := s.Append(t.Context(), evidence.Entry{Act: "view", By: "ann"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.write.Exec("update leaf set entry = null, key = null where idx = 1"); err != nil {
		t.Fatal(err)
	}
	if _, destroyed, err := evidence.Verify(t.Context(), s, nil); err != nil || destroyed != 1 {
		t.Error(destroyed, err)
	}
}

func TestAFileOfALaterVersionIsNotOpened(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, err := s.write.Exec("pragma user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, clock); err == nil {
		t.Error("it opened")
	}
}

func TestSQLiteIsWhatItShouldBe(t *testing.T) {
	s := open(t, t.TempDir())
	pragma := func(db *sql.DB, name string) (value string) {
		if err := db.QueryRow("pragma " + name).Scan(&value); err != nil {
			t.Fatal(err)
		}
		return value
	}
	if got := pragma(s.write, "journal_mode"); got != "wal" {
		t.Error("journal_mode", got)
	}
	if got := pragma(s.write, "synchronous"); got != "2" {
		t.Error("synchronous", got)
	}
	if _, err := s.read.Exec("delete from leaf"); err == nil {
		t.Error("the reading connections can write")
	}
}

// Entries are found by the key: a scan of millions of listings for each answer would be felt.
func TestListingsAreFoundByTheirKey(t *testing.T) {
	s := open(t, t.TempDir())
	rows, err := s.read.Query("explain query plan "+listingsByID, `["a","b"]`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	searched := false
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		if step == "SCAN t" {
			t.Error("the whole table is read")
		}
		searched = searched || step == "SEARCH t USING PRIMARY KEY (load=? AND id=?)"
	}
	if err := rows.Err(); err != nil || !searched {
		t.Errorf("the key is not used: %v", err)
	}
}
