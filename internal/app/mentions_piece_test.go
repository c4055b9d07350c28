package app

import (
	"strings"
	"testing"

	"spoor/fault"
	"spoor/screen"
)

// A text that is refused as a whole is read in halves that end with a word, and what is found stands where it stands in the whole.
func TestScanPieceHalves(t *testing.T) {
	text := strings.Repeat("Ada Quill ", 2000)
	read := 0
	scan := func(piece string) (all []screen.Mention, err error) {
		if len(piece) > 6000 {
			return nil, &fault.Error{Doing: "looking for listed names in a text", Kind: fault.Input, What: "too many words"}
		}
		read += len(piece)
		for at := 0; ; {
			next := strings.Index(piece[at:], "Quill")
			if next < 0 {
				return all, nil
			}
			at += next + len("Quill")
			all = append(all, screen.Mention{Start: at - len("Quill"), End: at, Words: "Quill"})
		}
	}
	all, err := scanPiece(scan, text, 0, len(text))
	if err != nil || len(all) != 2000 || read != len(text) {
		t.Fatalf("%d mentions, %d bytes of %d read: %v", len(all), read, len(text), err)
	}
	for i, m := range all {
		if m.Start != 10*i+4 || text[m.Start:m.End] != "Quill" {
			t.Fatalf("mention %d stands at %d", i, m.Start)
		}
	}
}
