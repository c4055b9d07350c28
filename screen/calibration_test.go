package screen

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of thresholds in docs/screening.md anew")

const screeningDoc = "../docs/screening.md"

// A threshold is a stated error rate: docs/screening.md says of each what share of altered listed names it finds, and how many of a
// thousand names that are not listed hit.
func TestThresholdsAreStatedErrorRates(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	var found, payees, people []float64
	for _, a := range alter(x, 12, 2004) {
		found = append(found, x.scored(a.text, a.listing))
	}
	for _, name := range vendors(t) {
		payees = append(payees, x.best(name, lowestThreshold))
	}
	for _, name := range unlisted(6, 250) {
		people = append(people, x.best(name, lowestThreshold))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| threshold | altered listed names found | of 1,000 payees hit | of 1,000 people hit |\n| --- | --- | --- | --- |\n")
	for _, threshold := range []float64{0.70, 0.75, DefaultThreshold, 0.85, 0.90, 0.95, 1} {
		fmt.Fprintf(&b, "| %.2f | %.1f %% | %.1f | %.1f |\n", threshold, 100*above(found, threshold), 1000*above(payees, threshold), 1000*above(people, threshold))
	}
	const opening, closing = "<!-- thresholds -->\n", "<!-- /thresholds -->"
	text, err := os.ReadFile(screeningDoc)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(text), opening)
	table, after, ok := strings.Cut(rest, closing)
	switch {
	case !ok:
		t.Fatalf("%s has no place for the table of thresholds", screeningDoc)
	case *update:
		if err := os.WriteFile(screeningDoc, []byte(before+opening+b.String()+closing+after), 0o644); err != nil {
			t.Fatal(err)
		}
	case table != b.String():
		t.Errorf("the table of thresholds in %s is stale: go test ./screen -run StatedErrorRates -update; it is now\n%s", screeningDoc, b.String())
	}
}

// above is the share of scores that reach a threshold.
func above(scores []float64, threshold float64) float64 {
	n := 0
	for _, score := range scores {
		if score >= threshold {
			n++
		}
	}
	return float64(n) / float64(len(scores))
}
