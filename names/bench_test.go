package names

import (
	"encoding/csv"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the gate half gave, the threshold being chosen on the other half. A change may raise these figures, and never lower
// them unnoticed.
const (
	gateF1  = 0.854
	gateAUC = 0.937
)

type labelled struct {
	a, b  string
	match bool
	gate  bool
	score float64
}

// labelledPairs reads the labelled pairs and parts them in halves by a hash of the pair, so that a pair that occurs twice, either
// way round, is in one half.
func labelledPairs(t *testing.T) []labelled {
	path := filepath.Join("..", "..", "shared", "data", "names", "name_bench.csv")
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the labelled pairs are not here:", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var pairs []labelled
	for _, r := range rows[1:] {
		sides := []string{strings.ToLower(r[2]), strings.ToLower(r[3])}
		slices.Sort(sides)
		h := fnv.New32a()
		h.Write([]byte(strings.Join(sides, "|")))
		pairs = append(pairs, labelled{r[2], r[3], r[4] == "true", h.Sum32()>>4&1 == 1, CompareTexts(r[2], r[3]).Score})
	}
	return pairs
}

func TestLabelledPairs(t *testing.T) {
	pairs := labelledPairs(t)
	for _, gate := range []bool{false, true} {
		half := slices.DeleteFunc(slices.Clone(pairs), func(p labelled) bool { return p.gate != gate })
		f1, auc := quality(half)
		t.Logf("gate half %v: %d pairs, F1 %.4f at %.2f, AUC %.4f", gate, len(half), f1, Threshold, auc)
		if gate && (f1 < gateF1 || auc < gateAUC) {
			t.Errorf("the gate half fell: F1 %.4f (%.4f), AUC %.4f (%.4f)", f1, gateF1, auc, gateAUC)
		}
	}
}

// quality is F1 at the threshold, and the chance that a matching pair scores above one that does not match.
func quality(pairs []labelled) (f1, auc float64) {
	var truePositive, falsePositive, falseNegative, above, compared float64
	for _, p := range pairs {
		switch found := p.score >= Threshold; {
		case found && p.match:
			truePositive++
		case found:
			falsePositive++
		case p.match:
			falseNegative++
		}
		if !p.match {
			continue
		}
		for _, q := range pairs {
			if q.match {
				continue
			}
			compared++
			if p.score > q.score {
				above++
			} else if p.score == q.score {
				above += .5
			}
		}
	}
	return 2 * truePositive / (2*truePositive + falsePositive + falseNegative), above / compared
}
