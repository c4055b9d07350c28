package screen

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/names"
)

// An index from a file answers as the one that was kept there, and a file that is cut, of another tag or of something else is
// never taken for one.
func TestSnapshot(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "lists.index")
	if err := x.Save(path, "one", "noted"); err != nil {
		t.Fatal(err)
	}
	kept, err := Open(path, "one")
	if err != nil || kept.Note() != "noted" {
		t.Fatal(kept, err)
	}
	for i := 0; i < x.Names(); i += 97 {
		q := QueryName(x.original(i))
		got, want := kept.Search(q, Options{}), x.Search(q, Options{})
		if !slices.EqualFunc(got, want, func(a, b Hit) bool {
			return a.Listing.ID == b.Listing.ID && a.NameScore == b.NameScore && slices.Equal(a.Reasons, b.Reasons)
		}) || len(want) == 0 {
			t.Fatalf("%s: %v, want %v", x.original(i), got, want)
		}
		e, err := kept.Entity(&got[0].Listing)
		if err != nil || e.ID != got[0].Listing.ID {
			t.Fatalf("%v, %v", e, err)
		}
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Replace(whole, []byte(names.Fingerprint()), []byte(strings.Repeat("0", len(names.Fingerprint()))), 1)
	for what, b := range map[string][]byte{"made by other rules for names": other, "cut": whole[:len(whole)-1], "cut in its head": whole[:40], "longer": append(slices.Clone(whole), 0), "empty": nil, "text": []byte("id,name\n1,Anna\n")} {
		if err := os.WriteFile(path+what, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path+what, "one"); fault.KindOf(err) != fault.Missing {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := Open(path, "two"); fault.KindOf(err) != fault.Missing {
		t.Errorf("another tag: %v", err)
	}
	if _, err := Open(path+"absent", "one"); fault.KindOf(err) != fault.Missing {
		t.Errorf("absent: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
