package names

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// Labels that contradict each other: the same pair labelled both ways. docs/quality.md lists them with what we answer.
func TestContradictoryLabels(t *testing.T) {
	type labels struct {
		yes, no int
		p       labelled
	}
	byPair := map[string]*labels{}
	for _, p := range labelledPairs(t) {
		sides := []string{strings.ToLower(p.a), strings.ToLower(p.b)}
		slices.Sort(sides)
		key := strings.Join(sides, "|")
		if byPair[key] == nil {
			byPair[key] = &labels{p: p}
		}
		if p.match {
			byPair[key].yes++
		} else {
			byPair[key].no++
		}
	}
	for k, l := range byPair {
		if l.yes > 0 && l.no > 0 {
			fmt.Fprintln(os.Stderr, "EXACT", k, l.yes, l.no, l.p.score, l.p.gate)
		}
	}
	for _, p := range labelledPairs(t) {
		if !p.gate && (p.score >= Threshold) != p.match {
			fmt.Fprintf(os.Stderr, "WRONG %v %.2f %s | %s\n", p.match, p.score, p.a, p.b)
		}
	}
}
