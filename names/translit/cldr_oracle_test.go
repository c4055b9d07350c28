package translit

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

// The expectations were written by ICU 72 (uconv -x with the same rules), an implementation of its own; testdata/icu.csv holds
// transform, word, result.
func TestCLDRAsICUDoes(t *testing.T) {
	file, err := os.Open("testdata/icu.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	transforms := map[string]func(string) string{}
	for _, row := range rows {
		if transforms[row[0]] == nil {
			transforms[row[0]] = cldr(row[0])
		}
		got, want := transforms[row[0]](row[1]), row[2]
		if strings.HasPrefix(row[0], "Han") { // uconv 72 leaves out some of the spaces that its own rules put between characters
			got, want = strings.ReplaceAll(got, " ", ""), strings.ReplaceAll(want, " ", "")
		}
		if got != want {
			t.Errorf("%s of %s is %q, and by ICU %q", row[0], row[1], got, want)
		}
	}
	t.Logf("%d words by %d transforms", len(rows), len(transforms))
	entries, err := cldrRules.ReadDir("data/cldr")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries { // panics if one does not compile
		cldr(strings.TrimSuffix(entry.Name(), ".txt"))("a")
	}
}
