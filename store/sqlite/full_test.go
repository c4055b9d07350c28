package sqlite

import (
	"strings"
	"testing"

	"spoor/evidence"
	"spoor/model"
	"spoor/read"
)

// A store that may not grow says so once, with its place and what became of the file, and goes on when there is room.
func TestNoRoom(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, err := s.write.Exec("pragma max_page_count = 1"); err != nil { // SQLite sets it to the pages there are
		t.Fatal(err)
	}
	l, err := s.Begin(t.Context(), &model.Source{Name: "own", File: "own.jsonl", Hash: "1"}, read.Records)
	for i := 0; err == nil && i < 10_000; i++ {
		e := model.NewEntity(strings.Repeat("p", 1+i%2000), model.Default().Get("Person"), nil)
		e.Add("name", strings.Repeat("Ann ", 200), "")
		_, err = l.Put(e)
	}
	want := dir + ": loading own.jsonl: the disk is full or the file may not grow; make room there; nothing of own.jsonl was kept"
	if err == nil || err.Error() != want {
		t.Fatalf("it says %v", err)
	}
	if err := l.Rollback(); err != nil {
		t.Errorf("a second error: %v", err)
	}
	if err := s.Append(t.Context(), evidence.Entry{Act: strings.Repeat("view ", 10_000)}); err == nil || !strings.HasPrefix(err.Error(), dir+": keeping what was done: the disk is full") || strings.Contains(err.Error(), "\n") {
		t.Errorf("an act: %v", err)
	}
	if _, err := s.write.Exec("pragma max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(t.Context(), evidence.Entry{Act: "view"}); err != nil {
		t.Errorf("with room: %v", err)
	}
}
