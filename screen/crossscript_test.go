package screen

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// crossScript are names in another script beside a Latin one: the schema, then the two.
func crossScript(t *testing.T) (rows [][3]string) {
	text, err := os.ReadFile("../names/testdata/crossscript.csv")
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comment = '#'
	all, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		rows = append(rows, [3]string(row[1:4]))
	}
	return rows
}

// listedAcross makes an index of one side of them, or of both.
func listedAcross(t *testing.T, rows [][3]string, sides ...int) *Index {
	var published []Published
	for _, side := range sides {
		for i, row := range rows {
			published = append(published, Published{entity(t, fmt.Sprintf("x-%d-%04d", side, i), row[0], "name", row[side]), "across"})
		}
	}
	x, err := build(published)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A name is found across scripts through the index too, whichever side is in Latin letters: as good as names.CompareTexts, of
// which names/crossscript_test.go holds the figures.
func TestAcrossScriptsThroughTheIndex(t *testing.T) {
	rows := crossScript(t)
	const other, latin = 1, 2
	for _, way := range []struct {
		what          string
		listed, asked int
	}{{"listed in Latin letters, asked in another script", latin, other}, {"listed in another script, asked in Latin letters", other, latin}} {
		x := listedAcross(t, rows, way.listed)
		found, hits := 0, 0
		for i, row := range rows {
			if x.finds(row[way.asked], uint32(i)) {
				found++
			}
			hits += len(x.Search(QueryName(row[way.asked]), Options{Limit: -1}))
		}
		t.Logf("%s: %d of %d found (%.1f %%), %d hits in all", way.what, found, len(rows), 100*float64(found)/float64(len(rows)), hits)
		if 1000*found < 950*len(rows) {
			t.Errorf("%s: %d of %d found, under 95 %%", way.what, found, len(rows))
		}
	}
}

// The candidates are complete in every script, as written and with every word misspelt.
func TestCandidatesOfEveryScriptAreComplete(t *testing.T) {
	rows := crossScript(t)
	x := listedAcross(t, rows, 1, 2)
	r := rand.New(rand.NewPCG(12, 13))
	var queries []string
	for i, row := range rows {
		if i%4 == 0 {
			queries = append(queries, row[1], row[2], slip(r, row[1]), misspell(r, row[2]))
		}
	}
	hits := exhaust(t, x, queries)
	t.Logf("%d queries against %d names of every script: %d possible matches, none missed", len(queries), x.Names(), hits)
}

// slip takes another letter of the same name for one of each word of three or more, whatever the script.
func slip(r *rand.Rand, name string) string {
	all := []rune(strings.ReplaceAll(name, " ", ""))
	words := strings.Fields(name)
	for i, word := range words {
		if letters := []rune(word); len(letters) > 2 {
			letters[1+r.IntN(len(letters)-1)] = all[r.IntN(len(all))]
			words[i] = string(letters)
		}
	}
	return strings.Join(words, " ")
}
