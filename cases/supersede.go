package cases

import "slices"

// Succeed tells what a run's findings and alerts go on from. A finding's id holds its first record: a record that comes late and
// stands before it makes another finding of it, and of its alert. What people decided on the earlier one holds for the later one.
// gone are the findings of the run before that this one does not have, alerts that run's.
func (r *Run) Succeed(gone []Finding, alerts []Alert) {
	of := map[[2]string][]*Finding{}
	for i := range gone {
		key := [2]string{gone[i].Typology, gone[i].Subject}
		of[key] = append(of[key], &gone[i])
	}
	here := map[string]*Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		here[f.ID] = f
		for _, old := range of[[2]string{f.Typology, f.Subject}] {
			if shareRecord(f, old) {
				f.Supersedes = append(f.Supersedes, old.ID)
			}
		}
	}
	before := map[string][]*Alert{}
	for i := range alerts {
		before[alerts[i].Subject] = append(before[alerts[i].Subject], &alerts[i])
	}
	for i := range r.Alerts {
		a := &r.Alerts[i]
		for _, old := range before[a.Subject] {
			if old.ID != a.ID && a.goesOn(old, here) {
				a.Supersedes = append(a.Supersedes, old.ID)
			}
		}
	}
}

// shareRecord says whether both rest on one record.
func shareRecord(a, b *Finding) bool {
	ids := make(map[string]bool, len(a.Records))
	for i := range a.Records {
		ids[a.Records[i].ID] = true
	}
	return slices.ContainsFunc(b.Records, func(r Record) bool { return ids[r.ID] })
}

// goesOn says whether a finding of an earlier alert, or what it has become, is one of this alert's.
func (a *Alert) goesOn(old *Alert, here map[string]*Finding) bool {
	return slices.ContainsFunc(a.Findings, func(id string) bool {
		f := here[id]
		return slices.Contains(old.Findings, id) ||
			f != nil && slices.ContainsFunc(f.Supersedes, func(earlier string) bool { return slices.Contains(old.Findings, earlier) })
	})
}
