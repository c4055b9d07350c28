package cli

import (
	"bytes"
	"testing"
)

// Nothing that steers a terminal or turns a text round reaches the screen; letters of any script do, cut between two writes too.
func TestTerminal(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Ivan\tSokolov\n", "Ivan\tSokolov\n"},
		{"a\x1b]0;owned\x07b", "a\uFFFD]0;owned\uFFFDb"},
		{"clear\rhit", "clear\uFFFDhit"},
		{"abc\u202egnp.exe\u2066x", "abc\uFFFDgnp.exe\uFFFDx"},
		{"\u009b31m", "\uFFFD31m"},
		{"أسامة 한글 🙂", "أسامة 한글 🙂"},
		{"\xff\xfe", "\uFFFD\uFFFD"},
	} {
		for cut := range len(test.text) + 1 {
			var out bytes.Buffer
			to := &terminal{to: &out}
			for _, part := range []string{test.text[:cut], test.text[cut:]} {
				if n, err := to.Write([]byte(part)); n != len(part) || err != nil {
					t.Fatal(n, err)
				}
			}
			if out.String() != test.want {
				t.Errorf("%q cut at %d: %q, want %q", test.text, cut, out.String(), test.want)
			}
		}
	}
}
