package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestErrorTellsPlaceActWhatAndRemedy(t *testing.T) {
	err := &Error{Doing: "reading the mapping", Kind: Input, What: "there is no column Amont",
		Place: Place{File: "m.yaml", Line: 7, Column: 11, Text: "Amont"}, Hint: "did you mean Amount?"}
	want := `m.yaml:7:11: reading the mapping: there is no column Amont ("Amont"); did you mean Amount?`
	if err.Error() != want {
		t.Errorf("%s\nnot %s", err, want)
	}
	for place, want := range map[Place]string{
		{}: "", {File: "f"}: "f", {File: "f", Offset: 9}: "f: byte 9", {File: "f", Line: 3}: "f:3", {File: "f", Line: 3, Column: 2}: "f:3:2",
	} {
		if place.String() != want {
			t.Errorf("%+v is %q, not %q", place, place.String(), want)
		}
	}
}

func TestKindOfLooksThroughWhatIsWrapped(t *testing.T) {
	inner := &Error{Kind: Limit, What: "too large"}
	if KindOf(fmt.Errorf("around: %w", inner)) != Limit || KindOf(errors.New("plain")) != Internal || KindOf(nil) != Internal {
		t.Error("kinds are lost")
	}
	if !errors.Is(&Error{Err: inner}, inner) {
		t.Error("the cause is lost")
	}
}

func TestCutKeepsHostileTextReadable(t *testing.T) {
	for _, text := range []string{strings.Repeat("é", 100), "\xff\xfe\x00", "short", ""} {
		got := Cut(text, 10)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > 10 {
			t.Errorf("%q became %q", text, got)
		}
	}
	if Cut("short", 10) != "short" {
		t.Error("a short text was cut")
	}
}

func TestNearest(t *testing.T) {
	known := []string{"amount", "currency", "beneficiary"}
	for word, want := range map[string]string{"Amont": "amount", "curency": "currency", "benficiary": "beneficiary", "payer": "", "": ""} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q is near %q, not %q", word, got, want)
		}
	}
}
