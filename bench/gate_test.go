package bench

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spoor/detect"
	"spoor/internal/app"
)

// TestGate prints the table of docs/quality.md: what the library finds in towns of seeds that were not looked at while it was built.
// SPOOR_GATE names the seeds, SPOOR_GATE_PEOPLE the size of the towns.
func TestGate(t *testing.T) {
	seeds, given := os.LookupEnv("SPOOR_GATE")
	if !given {
		t.Skip("takes minutes: make gate")
	}
	people, err := strconv.Atoi(os.Getenv("SPOOR_GATE_PEOPLE"))
	if err != nil {
		t.Fatal("SPOOR_GATE_PEOPLE:", err)
	}
	all := library(t)
	sums, rates, innocents, alerts := map[string]app.Score{}, []string(nil), 0, 0
	for text := range strings.SplitSeq(seeds, ",") {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal("SPOOR_GATE:", err)
		}
		scores, overall := scoreTown(t, all, seed, people)
		for id, s := range scores {
			sums[id] = add(sums[id], s)
		}
		innocents, alerts = innocents+overall.InnocentParties, alerts+overall.Alerts
		rates = append(rates, fmt.Sprintf("%s: %.1f", text, overall.AlertsPer1000))
	}
	fmt.Printf("%d alerts on %d innocent parties: %.1f a thousand and year (%s)\n\n", alerts, innocents, 1000*float64(alerts)/float64(innocents), strings.Join(rates, ", "))
	fmt.Println("| typology | status | opens | found | recall | in an alert | findings that are none | near misses tripped | decoys tripped | alerts on innocents |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, typology := range all {
		f := typology.File
		s := sums[f.ID.Text]
		recall := "–"
		if s.Planted > 0 {
			recall = fmt.Sprintf("%.2f", float64(s.Found)/float64(s.Planted))
			if s.Found*10 < s.Planted*9 {
				recall = "**" + recall + "**"
			}
		}
		fmt.Printf("| %s | %s | %s | %d of %d | %s | %d | %d | %d of %d | %d of %d | %d |\n", f.ID.Text, f.Status.Text, f.Opens.Text, s.Found, s.Planted, recall, s.Alerted, s.Findings-s.True,
			s.NearTripped, s.Near, s.DecoysTripped, s.Decoys, s.Alerts)
	}
	if short := slices.DeleteFunc(all, func(t *detect.Typology) bool { s := sums[t.File.ID.Text]; return s.Found*10 >= s.Planted*9 }); len(short) > 0 {
		fmt.Printf("\n%d of %d fall short of 0.90\n", len(short), len(sums))
	}
}

// add sums two towns' counts of one typology.
func add(a, b app.Score) app.Score {
	a.Planted, a.Found, a.Alerted, a.Findings, a.True = a.Planted+b.Planted, a.Found+b.Found, a.Alerted+b.Alerted, a.Findings+b.Findings, a.True+b.True
	a.Near, a.NearTripped, a.Decoys, a.DecoysTripped = a.Near+b.Near, a.NearTripped+b.NearTripped, a.Decoys+b.Decoys, a.DecoysTripped+b.DecoysTripped
	a.Alerts += b.Alerts
	return a
}
