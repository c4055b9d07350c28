package detect

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"spoor/model"
)

// Alert is what opens work for a person: one subject's findings, combined by a rule that it states.
type Alert struct {
	ID       string
	Subject  string
	Priority Priority
	Findings []*Finding // highest priority first
	Rule     string     // why it opened, in words
	Opened   []string   // ids of the typologies that opened it, sorted
}

// scoresForAlert is how many different score typologies of one family make an alert together: the published source of most
// of them, the DHS warning of 2011, says that no single indicator suffices.
const scoresForAlert = 2

// scoresWithin is how far apart in time they may lie: over the years everybody is an exception now and then.
const scoresWithin = 90 * day

// Combine makes alerts of findings, one a subject. The rule, stated in each alert:
//
//   - a finding of a typology that opens alone (a deterministic breach of law, a list hit) opens an alert;
//   - so does a finding of a typology that opens as a finding;
//   - scores open nothing by themselves: two different score typologies of one family, within 90 days, open a medium alert;
//   - a finding of an experimental or a deprecated typology opens nothing and raises nothing: it is shown beside what others
//     opened;
//   - the priority is the highest among what opened it, one step higher when findings of two families opened it; a finding that rests on
//     weak evidence counts one step lower ([Finding.Priority]).
func Combine(findings []*Finding) []Alert {
	bySubject := map[string][]*Finding{}
	for _, f := range findings {
		bySubject[f.Subject] = append(bySubject[f.Subject], f)
	}
	var alerts []Alert
	for _, subject := range slices.Sorted(maps.Keys(bySubject)) {
		if a, opened := combine(subject, bySubject[subject]); opened {
			alerts = append(alerts, a)
		}
	}
	slices.SortStableFunc(alerts, func(a, b Alert) int { return cmp.Compare(b.Priority, a.Priority) })
	return alerts
}

// The words of a typology's status.
const (
	Experimental = "experimental" // nobody has tried it on records yet
	Trial        = "test"         // it opens alerts, and two people have yet to agree on it
	Stable       = "stable"       // two people agreed on this version
	Deprecated   = "deprecated"   // given up: it is shown, and opens nothing
)

// Opens says whether a typology's findings can open alerts in its status.
func (t *Typology) Opens() bool {
	return t.File.Status.Text != Experimental && t.File.Status.Text != Deprecated
}

func combine(subject string, findings []*Finding) (Alert, bool) {
	SortFindings(findings)
	a := Alert{ID: model.ID("alert", subject, earliest(findings)), Subject: subject, Findings: findings}
	var reasons []string
	families, opened := map[string]bool{}, map[string]bool{}
	scores := map[string][]*Finding{}
	for _, f := range findings {
		file := f.Typology.File
		if !f.Typology.Opens() {
			continue
		}
		if file.Opens.Text == "score" {
			scores[file.Family] = append(scores[file.Family], f)
			continue
		}
		families[file.Family], opened[file.ID.Text] = true, true
		a.Priority = max(a.Priority, f.Priority())
		reason := file.ID.Text + " opens as a finding"
		if file.Opens.Text == "alone" {
			reason = file.ID.Text + " opens alone"
		}
		if weak := f.weak(); weak != "" && !slices.Contains(reasons, reason) { // the stronger stand before it
			reason += ", one step lower because it rests on " + weak
		}
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	for _, family := range slices.Sorted(maps.Keys(scores)) {
		if ids := together(scores[family]); len(ids) >= scoresForAlert {
			families[family] = true
			a.Priority = max(a.Priority, Medium)
			reasons = append(reasons, "scores of "+strings.Join(ids, " and ")+" together")
			for _, id := range ids {
				opened[id] = true
			}
		}
	}
	if len(families) > 1 && a.Priority < Urgent {
		a.Priority++
		reasons = append(reasons, "findings of "+strings.Join(slices.Sorted(maps.Keys(families)), " and ")+" raise the priority one step")
	}
	a.Rule, a.Opened = strings.Join(reasons, "; "), slices.Sorted(maps.Keys(opened))
	return a, len(reasons) > 0
}

// together names, sorted, the score typologies of which a finding lies within scoresWithin of another one's.
func together(scores []*Finding) []string {
	slices.SortFunc(scores, func(a, b *Finding) int { return cmp.Compare(a.Start, b.Start) })
	last, near := map[string]int64{}, map[string]bool{}
	for _, f := range scores {
		id := f.Typology.File.ID.Text
		for other, end := range last {
			if other != id && f.Start-end <= scoresWithin {
				near[id], near[other] = true, true
			}
		}
		if end, seen := last[id]; !seen || f.End > end {
			last[id] = f.End
		}
	}
	return slices.Sorted(maps.Keys(near))
}

// earliest is the id of the finding that came first, on which the alert's id rests: later findings do not change it.
func earliest(findings []*Finding) string {
	return slices.MinFunc(findings, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	}).ID
}
