package detect

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"spoor/model"
)

// TestWritingIsTrue compiles every example of docs/typologies/writing.md and runs its tests: one that begins with an id is
// whole, any other stands in place of the same keys of it: of what the example has become, or, where it is about something
// else, of the first. Every error that the page explains is one that a file of
// testdata/errors.txt makes.
func TestWritingIsTrue(t *testing.T) {
	page, err := os.ReadFile("../docs/typologies/writing.md")
	if err != nil {
		t.Fatal(err)
	}
	first, whole, tests := "", "", 0
	examples := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(examples) < 8 {
		t.Fatalf("only %d examples", len(examples))
	}
	for _, example := range examples {
		text := example[1]
		switch {
		case strings.HasPrefix(text, "id: "):
			first, whole = text, text
		case strings.Contains("\n"+text, "\nabout:"):
			text = differing(first, text)
		default:
			whole = differing(whole, text)
			text = whole
		}
		f, err := ParseFile("writing.md", []byte(text))
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		typology, err := Compile(f, model.Default())
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		outcomes, err := typology.RunTests(t.Context())
		if err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		if err := TestError(typology, outcomes); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		tests += len(outcomes)
	}
	if tests < 6 {
		t.Errorf("only %d tests ran", tests)
	}
	faulty, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "### Errors and remedies")
	rows := regexp.MustCompile("(?m)^\\| `(.+?)` \\| .+ \\|$").FindAllStringSubmatch(table, -1)
	if len(rows) < 40 {
		t.Errorf("only %d errors are explained", len(rows))
	}
	for _, row := range rows {
		if !strings.Contains(string(faulty), row[1]) {
			t.Errorf("no file of testdata/errors.txt makes %q", row[1])
		}
	}
}
