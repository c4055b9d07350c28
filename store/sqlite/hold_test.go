package sqlite

import (
	"strings"
	"testing"

	"spoor/evidence"
	"spoor/fault"
)

// One process serves a directory at a time; others read and write beside it, and the next may serve it once it is closed.
func TestADirectoryIsServedOnce(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir)
	if err := first.Hold(); err != nil {
		t.Fatal(err)
	}
	second := open(t, dir)
	err := second.Hold()
	if fault.KindOf(err) != fault.Conflict || !strings.HasPrefix(err.Error(), dir+": ") || !strings.Contains(err.Error(), "another spoor serve has it open; end that one first") {
		t.Fatalf("a second one serves it: %v", err)
	}
	if err := second.Append(t.Context(), evidence.Entry{Act: "view", By: "ann"}); err != nil {
		t.Errorf("nothing is written beside it: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := second.Hold(); err != nil {
		t.Errorf("it is held by nobody: %v", err)
	}
}
