package web

import (
	"strings"
	"testing"
)

func TestTextsAreToldApartLineByLine(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"one line changed": {"a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nD\ne\nf\ng\n", "… b c -d +D e f …"},
		"nothing changed":  {"a\nb\n", "a\nb", "…"},
		"one line more":    {"a\nb", "a\nx\nb", "a +x b"},
		"one less at the end, and no new line there": {"a\nb\nc", "a\nb", "a b -c"},
		"two changes far apart":                      {"1\n2\n3\n4\n5\n6\n7\n8\n9", "0\n2\n3\n4\n5\n6\n7\n8\n0", "-1 +0 2 3 … 7 8 -9 +0"},
		"all anew":                                   {"a", "b", "-a +b"},
		"a first text":                               {"", "a\nb", "+a +b"},
	} {
		var got []string
		for _, l := range diffOf(c.before, c.after) {
			if l.Gap {
				l.Text = "…"
			}
			got = append(got, l.Sign+l.Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	if long := diffOf(strings.Repeat("a\n", 3000), strings.Repeat("b\n", 3000)); len(long) != 3000 || long[0].Sign != "+" {
		t.Error("texts too long to be compared are not told whole")
	}
}
