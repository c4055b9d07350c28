package read

import "testing"

// A file with something to say of every line says it of the first.
func TestNotesAreBounded(t *testing.T) {
	in := &Input{}
	for range 1000 {
		in.Note("x")
	}
	if len(in.Notes) != mostNotes+1 || in.Notes[mostNotes] != "and more of the like" {
		t.Errorf("%d notes, the last %q", len(in.Notes), in.Notes[len(in.Notes)-1])
	}
}
