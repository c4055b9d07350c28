package workbench

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"spoor/cases"
	"spoor/detect"
	"spoor/fault"
)

// run is the library over the records, once.
type run struct {
	*Bench
	findings  []*detect.Finding
	bySubject map[string][]*detect.Finding
	missing   map[string][]string         // by typology
	on        map[string][]cases.Decision // by what was decided on
	asOf      int64
	lost      int // of what was told
}

func (b *Bench) run(ctx context.Context) (*run, error) {
	b.tell("looking for what typologies describe", 0, len(b.Typologies))
	whole := *b
	whole.Data.Presence = detect.PresenceOf(b.Data)
	if b.Data.Log != nil {
		whole.Data.AsOf -= b.Env.Lateness.Microseconds()
	}
	found := b.Found
	if found == nil {
		result, err := detect.Run(ctx, b.Typologies, whole.Data, b.Env)
		if err != nil {
			return nil, err
		}
		found = &result
	}
	r := &run{Bench: &whole, findings: found.Findings, bySubject: map[string][]*detect.Finding{}, missing: map[string][]string{},
		on: map[string][]cases.Decision{}, asOf: whole.Data.AsOf}
	if n := len(b.Data.Records); n > 0 && r.asOf == 0 {
		r.asOf = b.Data.Records[n-1].At.Start - b.Env.Lateness.Microseconds()
	}
	for _, f := range r.findings {
		r.bySubject[f.Subject] = append(r.bySubject[f.Subject], f)
	}
	for _, u := range found.Untestable {
		r.missing[u.Typology] = u.Missing
	}
	told, lost := r.hear(b.Told)
	r.lost = lost
	for _, d := range append(slices.Clone(b.Decisions), told...) {
		r.on[d.On] = append(r.on[d.On], d)
	}
	return r, nil
}

// check refuses a plan that names what is not there.
func (b *Bench) check(plan Plan) error {
	var ids []string
	for _, t := range b.Typologies {
		ids = append(ids, t.File.ID.Text)
	}
	named := slices.Clone(plan.Only)
	for _, v := range plan.Vary {
		named = append(named, v.Typology)
	}
	for _, id := range named {
		if !slices.Contains(ids, id) {
			return &fault.Error{Doing: "trying typologies", Kind: fault.Missing, What: fmt.Sprintf("there is no typology %q", fault.Cut(id, 60)), Hint: "see spoor typologies list"}
		}
	}
	for _, v := range plan.Vary {
		t := b.Typologies[slices.Index(ids, v.Typology)]
		var names []string
		for _, p := range b.own().Parameters(t) {
			names = append(names, p.Name)
		}
		if !slices.Contains(names, v.Parameter) {
			hint := "its parameters are " + strings.Join(names, ", ")
			if len(names) == 0 {
				hint = "it has none: a number to be varied stands under params"
			}
			return &fault.Error{Doing: "trying typologies", Kind: fault.Usage, What: fmt.Sprintf("%s has no parameter %q", v.Typology, fault.Cut(v.Parameter, 60)), Hint: hint}
		}
	}
	return nil
}

// tried tells one typology as it stands.
func (r *run) tried(t *detect.Typology, c calendar) Tried {
	f := t.File
	one := Tried{ID: f.ID.Text, Title: f.Title, Version: f.Version, Hash: f.Hash(), Status: f.Status.Text, Opens: f.Opens.Text, Missing: r.missing[f.ID.Text]}
	own := r.of(f.ID.Text)
	alerts := r.alerts(t, own)
	one.Findings, one.Alerts, one.Subjects = len(own), len(alerts), len(subjectsOf(own))
	one.Periods = c.count(own, alerts)
	one.Judged = r.judged(own, alerts)
	if cases := r.cases(f.ID.Text); len(cases) > 0 {
		one.Known = &Known{Planted: len(cases), Found: hits(cases, own)}
		for _, found := range own {
			if slices.ContainsFunc(cases, func(c Case) bool { return c.overlaps(found) }) {
				one.Known.True++
			}
		}
	}
	return one
}

// of is what a typology found as it stands.
func (r *run) of(id string) (own []*detect.Finding) {
	for _, f := range r.findings {
		if f.Typology.File.ID.Text == id {
			own = append(own, f)
		}
	}
	return own
}

// alerts are those that a typology with these findings opens, alone or with what the others of the library found. One that
// nobody has tried yet, or that was given up, is taken for a test.
func (r *run) alerts(t *detect.Typology, own []*detect.Finding) []detect.Alert {
	id := t.File.ID.Text
	together := map[string][]*detect.Finding{}
	as := t
	if !t.Opens() {
		as = t.As(detect.Trial)
	}
	for _, f := range own {
		counted := *f
		counted.Typology = as
		together[f.Subject] = append(together[f.Subject], &counted)
	}
	var alerts []detect.Alert
	for _, subject := range slices.Sorted(maps.Keys(together)) {
		findings := together[subject]
		for _, f := range r.bySubject[subject] {
			if f.Typology.File.ID.Text != id {
				findings = append(findings, f)
			}
		}
		for _, a := range detect.Combine(findings) {
			if slices.Contains(a.Opened, id) {
				alerts = append(alerts, a)
			}
		}
	}
	return alerts
}

func subjectsOf(findings []*detect.Finding) map[string]bool {
	all := map[string]bool{}
	for _, f := range findings {
		all[f.Subject] = true
	}
	return all
}

// verdict is what people made of a finding: followed up, dismissed, or nothing yet.
func (r *run) verdict(f *detect.Finding, alerts map[string]string) cases.Verb {
	for _, id := range []string{f.ID, alerts[f.Subject]} {
		switch state, _ := cases.State(r.on[id]); state {
		case "dismissed":
			return cases.Dismiss
		case "following":
			return cases.Follow
		}
	}
	return ""
}

// judged counts what people made of findings; nil where nobody decided on any.
func (r *run) judged(own []*detect.Finding, alerts []detect.Alert) *Judged {
	ids := map[string]string{}
	for _, a := range alerts {
		ids[a.Subject] = a.ID
	}
	j := &Judged{}
	for _, f := range own {
		switch r.verdict(f, ids) {
		case cases.Follow:
			j.FollowedUp++
		case cases.Dismiss:
			j.Dismissed++
		default:
			j.Undecided++
		}
	}
	if j.FollowedUp+j.Dismissed == 0 {
		return nil
	}
	return j
}

// decided are the findings of a typology on which people decided, as cases.
func (r *run) decided(t *detect.Typology, verb cases.Verb) (all []Case) {
	own := r.of(t.File.ID.Text)
	ids := map[string]string{}
	for _, a := range r.alerts(t, own) {
		ids[a.Subject] = a.ID
	}
	for _, f := range own {
		if r.verdict(f, ids) == verb {
			all = append(all, Case{t.File.ID.Text, f.Subject, f.Start, f.End})
		}
	}
	return all
}

func (r *run) cases(id string) (all []Case) {
	for _, c := range r.Planted {
		if c.Typology == id {
			all = append(all, c)
		}
	}
	return all
}

// overlaps says whether a finding is of the case: of its subject, and at its time.
func (c Case) overlaps(f *detect.Finding) bool {
	return c.Subject == f.Subject && f.Start <= c.End && c.Start <= f.End
}

// hits is how many of the cases were found.
func hits(cases []Case, findings []*detect.Finding) (n int) {
	by := map[string][]*detect.Finding{}
	for _, f := range findings {
		by[f.Subject] = append(by[f.Subject], f)
	}
	for _, c := range cases {
		if slices.ContainsFunc(by[c.Subject], c.overlaps) {
			n++
		}
	}
	return n
}

// only is the data that a typology looks at: the records of its kinds, with what the whole has.
func (r *run) only(kinds []string) detect.Data {
	data := r.Data
	data.AsOf = r.asOf
	if data.Log != nil {
		return data // a run asks it for no other kinds
	}
	data.Records = nil
	for _, v := range r.Data.Records {
		if slices.Contains(kinds, v.Schema.Name) {
			data.Records = append(data.Records, v)
		}
	}
	return data
}
