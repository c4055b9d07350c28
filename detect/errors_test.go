package detect

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"spoor/fault"
	"spoor/model"
)

// faulty is one case of testdata/errors.txt.
type faulty struct{ name, text, want string }

func faults(t testing.TB) (sound string, cases []faulty) {
	t.Helper()
	all, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range strings.Split(string(all), "\n== ")[1:] {
		name, rest, _ := strings.Cut(section, "\n")
		text, want, _ := strings.Cut(rest, "\n--\n")
		if name == "sound" {
			sound = rest
			continue
		}
		text, raw := strings.CutPrefix(text+"\n", "raw\n")
		if !raw {
			text = differing(sound, text)
		}
		cases = append(cases, faulty{name, text, strings.TrimSpace(want)})
	}
	return sound, cases
}

// differing is the sound file with the keys of a case in place of its own.
func differing(sound, text string) string {
	blocks := topLevel(text)
	var b strings.Builder
	for _, block := range topLevel(sound) {
		key, _, _ := strings.Cut(block, ":")
		replaced := slices.ContainsFunc(blocks, func(other string) bool {
			return strings.HasPrefix(strings.TrimPrefix(other, "▲"), key+":") || other == "-"+key+"\n"
		})
		if !replaced {
			b.WriteString(block)
			continue
		}
		for _, other := range blocks {
			if strings.HasPrefix(strings.TrimPrefix(other, "▲"), key+":") {
				b.WriteString(other)
			}
		}
	}
	for _, block := range blocks {
		key, _, _ := strings.Cut(strings.TrimPrefix(block, "▲"), ":")
		if !strings.HasPrefix(block, "-") && !strings.Contains("\n"+sound, "\n"+key+":") {
			b.WriteString(block)
		}
	}
	return b.String()
}

// topLevel cuts YAML into its keys, each with the indented lines that follow it.
func topLevel(text string) []string {
	var blocks []string
	for _, line := range strings.SplitAfter(text, "\n") {
		if line == "" {
			continue
		}
		if strings.HasPrefix(line, " ") {
			blocks[len(blocks)-1] += line
		} else {
			blocks = append(blocks, line)
		}
	}
	return blocks
}

func compileText(text string) error {
	f, err := ParseFile("t.yaml", []byte(text))
	if err != nil {
		return err
	}
	_, err = Compile(f, model.Default())
	return err
}

func TestErrorsPointAtThePlace(t *testing.T) {
	sound, cases := faults(t)
	if err := compileText(sound); err != nil {
		t.Fatal("the sound file:", err)
	}
	if len(cases) < 80 {
		t.Fatalf("only %d cases were read", len(cases))
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, line, column := c.text, 0, 0
			if at := strings.Index(text, "▲"); at >= 0 {
				text = text[:at] + text[at+len("▲"):]
				line = strings.Count(text[:at], "\n") + 1
				column = utf8.RuneCountInString(text[strings.LastIndexByte(text[:at], '\n')+1:at]) + 1
			}
			err := compileText(text)
			var e *fault.Error
			if !errors.As(err, &e) {
				t.Fatalf("%v is no fault", err)
			}
			if e.Kind != fault.Input || e.Hint == "" {
				t.Errorf("kind %v, hint %q", e.Kind, e.Hint)
			}
			if got := e.What + "; " + e.Hint; got != c.want {
				t.Errorf("says\n  %s\nnot\n  %s", got, c.want)
			}
			if e.Place.File != "t.yaml" || e.Place.Line != line || e.Place.Column != column {
				t.Errorf("points at %v, not at t.yaml:%d:%d", e.Place, line, column)
			}
		})
	}
}
