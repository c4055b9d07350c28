package names

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func runsOf(text string) string {
	var words []string
	for start, end := range Runs(text) {
		words = append(words, text[start:end])
	}
	return strings.Join(words, "|")
}

func TestRuns(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"/BENM/Ivan Petrovich-SOKOLOV,REF": "BENM|Ivan|Petrovich|SOKOLOV|REF",
		"the U.S.A. and J.P. Morgan":       "the|U.S.A|and|J|P|Morgan",
		"Smith & Sons":                     "Smith|&|Sons",
		"'Qa'ida' \u201cx\u201d":           "Qa'ida|x",
		"Ana\x00Bo\xffCé\u0301":            "Ana|Bo|Cé\u0301",
		"''' \u200b":                       "",
		"دفعة إلى محمد":                    "دفعة|إلى|محمد",
		"DE89 3704-0044":                   "DE89|3704|0044",
	} {
		if got := runsOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzRuns(f *testing.F) {
	for _, text := range []string{"Ivan & Co", "U.S.A.", "a\xff.b.\x00c", "'''", "é\u0301\u0301", "김정은에게", "A.B.C.D"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for start, end := range Runs(text) {
			if start < at || end <= start || end > len(text) {
				t.Fatalf("%q: a word at %d to %d after %d", text, start, end, at)
			}
			if utf8.ValidString(text) && (!utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end])) {
				t.Fatalf("%q: a word is cut inside a letter", text)
			}
			at = end
		}
	})
}
