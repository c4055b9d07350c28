package translit

import (
	"bufio"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var knownRows = flag.String("known", "", "person_names.txt of rigour, of which data/known.bin is made")

// TestMakeKnown makes data/known.bin anew: go test ./names/translit -run MakeKnown -known person_names.txt.
func TestMakeKnown(t *testing.T) {
	if *knownRows == "" {
		t.Skip("no -known file is given, so the table stays as it is")
	}
	file, err := os.Open(*knownRows)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rows [][]string
	lines, words := 0, 0
	seen := map[string]bool{}
	for scanner := bufio.NewScanner(file); scanner.Scan(); lines++ {
		spelled, _, ok := strings.Cut(scanner.Text(), " => ")
		if !ok {
			continue
		}
		var keys []string
		scripts := map[script]bool{}
		for _, word := range strings.Split(spelled, ", ") {
			if key := knownKey(word); key != "" {
				keys = append(keys, key)
				scripts[scriptOf(key)] = true
			}
		}
		slices.Sort(keys)
		keys = slices.Compact(keys)
		if same := strings.Join(keys, ","); len(scripts) > 1 && !seen[same] {
			seen[same] = true
			rows = append(rows, keys)
			words += len(keys)
		}
	}
	if len(rows) >= 1<<idBits {
		t.Fatalf("%d names are more than ids of %d bits count", len(rows), idBits)
	}
	table := knownTable(rows)
	if err := os.WriteFile("data/known.bin", table, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("of %d rows %d are in two scripts or more, with %d spellings: %d bytes", lines, len(rows), words, len(table))
}
