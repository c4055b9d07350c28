package names

import (
	"encoding/csv"
	"hash/fnv"
	"maps"
	"os"
	"slices"
	"testing"
)

// crossPair is a name in another script beside a Latin one.
type crossPair struct {
	script, other, latin string
	held                 bool // of the half that no rule was made from
}

func crossPairs(t *testing.T, name string) []crossPair {
	file, err := os.Open("testdata/" + name)
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
	var found []crossPair
	for _, row := range rows[1:] {
		h := fnv.New32a()
		h.Write([]byte(row[2] + "," + row[3]))
		found = append(found, crossPair{row[0], row[2], row[3], h.Sum32()&1 == 1})
	}
	return found
}

// Names in another script agree with their Latin spellings at the operating threshold. The aim is 95 of 100 in either half of
// the table; the held half, which no rule was made from, is a little short of it, and may not fall. Names of different people
// mostly do not agree, though the table has been chosen of those that look alike; that share may not grow.
func TestAcrossScripts(t *testing.T) {
	all, halves := tally(crossPairs(t, "crossscript.csv"))
	_, wrong := tally(crossPairs(t, "crossscript_others.csv"))
	for _, script := range slices.Sorted(maps.Keys(all)) {
		t.Logf("| %s | %d of %d |", script, all[script].found, all[script].all)
	}
	t.Logf("found: %d of %d, held half %d of %d", halves[0].found, halves[0].all, halves[1].found, halves[1].all)
	t.Logf("different people held to be one: %d of %d, held half %d of %d", wrong[0].found, wrong[0].all, wrong[1].found, wrong[1].all)
	if found, of := halves[0].found+halves[1].found, halves[0].all+halves[1].all; 1000*found < 950*of {
		t.Errorf("%d of %d names found across scripts, under 95 %%", found, of)
	}
	for half, least := range []int{965, 940} { // in a thousand
		if c := halves[half]; 1000*c.found < least*c.all {
			t.Errorf("half %d: %d of %d names found across scripts, under %d in a thousand", half, c.found, c.all, least)
		}
		if w := wrong[half]; 100*w.found > 20*w.all {
			t.Errorf("half %d: %d of %d names of different people are held to be one, over 20 %%", half, w.found, w.all)
		}
	}
}

type tallied struct{ found, all int }

// tally counts the pairs that agree, by script and by half.
func tally(pairs []crossPair) (byScript map[string]tallied, halves [2]tallied) {
	byScript = map[string]tallied{}
	for _, p := range pairs {
		found, half := 0, 0
		if CompareTexts(p.other, p.latin).Score >= Threshold {
			found = 1
		}
		if p.held {
			half = 1
		}
		s, h := byScript[p.script], &halves[half]
		byScript[p.script] = tallied{s.found + found, s.all + 1}
		h.found, h.all = h.found+found, h.all+1
	}
	return byScript, halves
}
