package names

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Labels that contradict each other cannot all be met: docs/quality.md lists them with what we answer. The pairs that are labelled
// both ways are all there, and each row says what the labels and we say.
func TestContradictoryLabels(t *testing.T) {
	pairs := labelledPairs(t)
	text, err := os.ReadFile("../docs/quality.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "<!-- labels -->\n")
	table, _, ok := strings.Cut(rest, "<!-- /labels -->")
	if !ok {
		t.Fatal("docs/quality.md has no table of labels")
	}
	told := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n")[2:] {
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if len(cells) != 4 {
			t.Fatalf("%q has %d cells", line, len(cells))
		}
		a, b, label := cells[0], cells[1], cells[2]
		told[bothWays(a, b)] = true
		if got := labelsOf(pairs, a, b); got != label {
			t.Errorf("%s and %s are labelled %q, not %q", a, b, got, label)
		}
		answer := "different"
		if CompareTexts(a, b).Score >= Threshold {
			answer = "one"
		}
		if cells[3] != answer {
			t.Errorf("%s and %s: we answer %s, not %s", a, b, answer, cells[3])
		}
	}
	for _, p := range pairs {
		if label := labelsOf(pairs, p.a, p.b); strings.Contains(label, "both") && !told[bothWays(p.a, p.b)] {
			t.Errorf("%s and %s are labelled both ways, which docs/quality.md does not tell", p.a, p.b)
		}
	}
}

func bothWays(a, b string) string {
	sides := []string{strings.ToLower(a), strings.ToLower(b)}
	slices.Sort(sides)
	return strings.Join(sides, "|")
}

// labelsOf says how a pair is labelled: "one", "different", "both (n)" for n rows, or "not there".
func labelsOf(pairs []labelled, a, b string) string {
	yes, no := 0, 0
	for _, p := range pairs {
		switch {
		case bothWays(p.a, p.b) != bothWays(a, b):
		case p.match:
			yes++
		default:
			no++
		}
	}
	switch {
	case yes > 0 && no > 0:
		return "both (" + strconv.Itoa(yes+no) + ")"
	case yes > 0:
		return "one"
	case no > 0:
		return "different"
	}
	return "not there"
}
