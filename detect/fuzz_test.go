package detect

import (
	"errors"
	"testing"

	"spoor/fault"
	"spoor/model"
)

func FuzzParse(f *testing.F) {
	for _, src := range []string{`a and not (b.c in ["x", 'y']) or 5 kg >= -3.2`, "sum amount over 7d by x, y where has(z)", "90%", `"`, "٣", "((", "a.",
		"count over", "params.limit * 2 + 1_000 EUR", "!!a", "first", `('"')`, "(not a) == b", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!0"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		n, err := parseExpression(src)
		var e *syntaxError
		if err != nil && (!errors.As(err, &e) || e.pos < 0 || e.pos > len(src) || e.hint == "") {
			t.Errorf("%q: %#v", src, err)
		}
		if err == nil {
			again, err := parseExpression(n.String())
			if err != nil || again.String() != n.String() {
				t.Errorf("%q is written back as %q: %v", src, n, err)
			}
		}
		if _, _, err := parseLet(src); err != nil && (!errors.As(err, &e) || e.pos < 0 || e.pos > len(src)) {
			t.Errorf("%q: %#v", src, err)
		}
	})
}

func FuzzTypology(f *testing.F) {
	sound, cases := faults(f)
	f.Add([]byte(sound))
	for _, c := range cases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := ParseFile("t.yaml", text)
		if err == nil {
			var typology *Typology
			if typology, err = Compile(file, model.Default()); err == nil {
				if _, err := typology.RunTests(t.Context()); err != nil {
					t.Errorf("it compiles, but its tests do not run: %v", err)
				}
			}
		}
		var e *fault.Error
		if err != nil && (!errors.As(err, &e) || e.What == "" || e.Hint == "") {
			t.Errorf("%#v", err)
		}
	})
}
