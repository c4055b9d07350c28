package bench

import (
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"spoor/names"
)

// BenchmarkPeers holds our comparison of names beside nomenklatura's logic-v2, on the labelled pairs and in turn on one machine;
// SPOOR_PEERS is a Python that has bench/peers/requirements.txt (make bench-peers). It prints the table of
// docs/benchmarks.md. The better threshold of each is found on the tuning half, and the gate half is told at that one.
func BenchmarkPeers(b *testing.B) {
	python := os.Getenv("SPOOR_PEERS")
	if python == "" {
		b.Skip("SPOOR_PEERS names no Python")
	}
	path := filepath.Join("..", "..", "shared", "data", "names", "name_bench.csv")
	pairs := labelledPairs(b, path)
	scored := filepath.Join(b.TempDir(), "scores.csv")
	for b.Loop() {
		out, err := exec.Command(python, "peers/logic_v2.py", path, scored).CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		var anew, kept float64
		if _, err := fmt.Sscan(string(out), &anew, &kept); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		theirs := column(b, scored)
		ours, oursAnew, oursKept := compareAll(pairs)
		var t strings.Builder
		fmt.Fprintf(&t, "\n| %d pairs | F1 as shipped | F1 tuning, gate (threshold) | AUC tuning, gate | a comparison | with names made ready |\n| --- | --- | --- | --- | --- | --- |\n", len(pairs))
		tell(&t, "Spoor", pairs, ours, names.Threshold, oursAnew, oursKept)
		tell(&t, "nomenklatura logic-v2", pairs, theirs, logicThreshold, anew, kept)
		fmt.Fprintf(&t, "| ratio | | | | %.0f | %.0f |\n", anew/oursAnew, kept/oursKept)
		b.Log(t.String())
	}
}

// logicThreshold is from which score on yente, which serves logic-v2, calls a result a match.
const logicThreshold = 0.7

type labelled struct {
	a, b        string
	match, gate bool
}

// labelledPairs reads the pairs in halves, as package names does.
func labelledPairs(b *testing.B, path string) (pairs []labelled) {
	for _, r := range rows(b, path)[1:] {
		sides := []string{strings.ToLower(r[2]), strings.ToLower(r[3])}
		slices.Sort(sides)
		h := fnv.New32a()
		h.Write([]byte(strings.Join(sides, "|")))
		pairs = append(pairs, labelled{r[2], r[3], r[4] == "true", h.Sum32()>>4&1 == 1})
	}
	return pairs
}

func rows(b *testing.B, path string) [][]string {
	f, err := os.Open(path)
	if err != nil {
		b.Skip("the labelled pairs are not here:", err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	return all
}

func column(b *testing.B, path string) (scores []float64) {
	for _, r := range rows(b, path) {
		score, err := strconv.ParseFloat(r[0], 64)
		if err != nil {
			b.Fatal(err)
		}
		scores = append(scores, score)
	}
	return scores
}

// compareAll scores the pairs, and says how long one takes in seconds: from texts, and with all variants made ready before.
func compareAll(pairs []labelled) (scores []float64, anew, kept float64) {
	for _, p := range pairs { // the tables are loaded, as they are for the peer
		scores = append(scores, names.CompareTexts(p.a, p.b).Score)
	}
	start := time.Now()
	for _, p := range pairs {
		names.CompareTexts(p.a, p.b)
	}
	anew = time.Since(start).Seconds() / float64(len(pairs))
	var made [][2][]names.Name
	for _, p := range pairs {
		made = append(made, [2][]names.Name{names.Variants(p.a), names.Variants(p.b)})
	}
	var s names.Scorer
	start = time.Now()
	for _, p := range made {
		for i := range p[0] {
			for k := range p[1] {
				s.Score(&p[0][i], &p[1][k])
			}
		}
	}
	return scores, anew, time.Since(start).Seconds() / float64(len(pairs))
}

func tell(t *strings.Builder, who string, pairs []labelled, scores []float64, shipped, anew, kept float64) {
	best := bestThreshold(pairs, scores)
	fmt.Fprintf(t, "| %s | %.3f (%.2f) | %.3f, %.3f (%.2f) | %.3f, %.3f | %.1f µs | %.2f µs |\n", who, f1(pairs, scores, shipped, both), shipped,
		f1(pairs, scores, best, tuning), f1(pairs, scores, best, gate), best, auc(pairs, scores, tuning), auc(pairs, scores, gate), anew*1e6, kept*1e6)
}

// Which half of the pairs is counted.
func both(labelled) bool     { return true }
func tuning(p labelled) bool { return !p.gate }
func gate(p labelled) bool   { return p.gate }

func bestThreshold(pairs []labelled, scores []float64) (best float64) {
	most := 0.0
	for step := 30; step <= 100; step++ {
		threshold := float64(step) / 100
		if f := f1(pairs, scores, threshold, tuning); f > most {
			most, best = f, threshold
		}
	}
	return best
}

func f1(pairs []labelled, scores []float64, threshold float64, of func(labelled) bool) float64 {
	var hit, wrong, missed float64
	for i, p := range pairs {
		switch found := scores[i] >= threshold; {
		case !of(p):
		case found && p.match:
			hit++
		case found:
			wrong++
		case p.match:
			missed++
		}
	}
	return 2 * hit / (2*hit + wrong + missed)
}

// auc is the chance that a matching pair scores above one that does not match.
func auc(pairs []labelled, scores []float64, of func(labelled) bool) float64 {
	var above, compared float64
	for i, p := range pairs {
		if !p.match || !of(p) {
			continue
		}
		for k, q := range pairs {
			if q.match || !of(q) {
				continue
			}
			compared++
			switch {
			case scores[i] > scores[k]:
				above++
			case scores[i] == scores[k]:
				above += .5
			}
		}
	}
	return above / compared
}
