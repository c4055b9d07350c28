package workbench

import (
	"slices"
	"strings"

	"spoor/cases"
	"spoor/detect"
)

// Told is what people decided elsewhere: on a finding or an alert by its id, or on what a typology says of a subject, or on all that is
// said of it.
type Told struct {
	ID         string // of the finding or alert; empty where the rest says which
	Typology   string // empty: whichever
	Subject    string // id, or what the records call it
	Start, End int64  // UTC microseconds: findings that touch it; both 0 for any time
	Verb       cases.Verb
}

// hear turns what was told into decisions on the findings that are there, and counts what speaks of none of them.
func (r *run) hear(told []Told) (decisions []cases.Decision, lost int) {
	named := map[string][]string{} // subjects by what they are called
	known, alerts := map[string]bool{}, map[string]bool{}
	for subject, findings := range r.bySubject {
		named[fold(r.subject(subject).Name)] = append(named[fold(r.subject(subject).Name)], subject)
		for _, f := range findings {
			known[f.ID] = true
		}
		for _, a := range detect.Combine(slices.Clone(findings)) {
			alerts[a.ID] = true
		}
	}
	for _, t := range told {
		if t.ID != "" {
			if !known[t.ID] && !alerts[t.ID] {
				lost++
				continue
			}
			decisions = append(decisions, cases.Decision{On: t.ID, Verb: t.Verb})
			continue
		}
		before := len(decisions)
		subjects := named[fold(t.Subject)]
		if r.bySubject[t.Subject] != nil {
			subjects = []string{t.Subject}
		}
		for _, subject := range subjects {
			for _, f := range r.bySubject[subject] {
				if t.speaksOf(f) {
					decisions = append(decisions, cases.Decision{On: f.ID, Verb: t.Verb})
				}
			}
		}
		if len(decisions) == before {
			lost++
		}
	}
	return decisions, lost
}

func (t Told) speaksOf(f *detect.Finding) bool {
	return (t.Typology == "" || t.Typology == f.Typology.File.ID.Text) && (t.Start == 0 && t.End == 0 || f.Start <= t.End && t.Start <= f.End)
}

func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
