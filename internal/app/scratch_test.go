package app

import (
	"os"
	"strings"
	"testing"

	"spoor/model"
)

// The file of a run is gone by its name while it is used, and where it cannot be made the person hears what to do.
func TestTheFileOfARun(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	f, err := newScratch()
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%v stands in the folder", left)
	}
	b := make([]byte, 3)
	if _, err := f.WriteAt([]byte("abc"), 7); err != nil {
		t.Fatal(err)
	}
	if _, err := f.ReadAt(b, 7); err != nil || string(b) != "abc" {
		t.Error(string(b), err)
	}
	if _, err := f.ReadAt(b, 100); err == nil || !strings.Contains(err.Error(), "keeping records beyond 2 GiB in a file") {
		t.Error(err)
	}
	t.Setenv("TMPDIR", dir+"/none")
	var packed model.Packed
	packed.Bound(0, newScratch)
	e := model.NewEntity("a", model.Default().Get("Payment"), nil)
	e.Add("at", "2024-01-02", "")
	v, err := model.NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	packed.Add(v)
	if packed.Sort(); packed.Err() == nil || !strings.Contains(packed.Err().Error(), "set TMPDIR to a folder that has some") {
		t.Error(packed.Err())
	}
}
