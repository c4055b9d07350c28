package web

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"spoor/detect"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/workbench"
)

// trials is the workbench of a fake desk: of one typology something was tried, compared and proposed.
type trials struct {
	of    string
	bench Bench
	tried []Trial
}

func (f *fake) Bench(_ context.Context, id string) (Bench, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if id != f.trials.of {
		return Bench{Trying: f.trials.bench.Trying}, nil
	}
	return f.trials.bench, nil
}

func (f *fake) Numbers(t *detect.Typology) []detect.Parameter {
	all := (&detect.Organisation{}).Parameters(t)
	for i := range all {
		all[i].Own = all[i].Name == "limit"
	}
	return all
}

// Begin lets an id that stands nowhere begin with a file of the library.
func (f *fake) Begin(_ context.Context, id string) (*detect.Typology, error) {
	switch i := slices.IndexFunc(f.library, func(t *detect.Typology) bool { return t.File.ID.Text == id }); {
	case i >= 0:
		return nil, &fault.Error{Kind: fault.Conflict, What: "there is a typology already"}
	case strings.ToLower(id) != id || id == "":
		return nil, &fault.Error{Kind: fault.Usage, What: "this is no id"}
	}
	t := *f.library[0]
	file := *t.File
	file.ID.Text, file.Text, file.Owner = id, "id: "+id+"\ntitle: Begun here\n", "own"
	t.File = &file
	return &t, nil
}

func (f *fake) Drafts(context.Context) ([]Draft, error) {
	return []Draft{{"gift-chain", "anton", now().Add(-time.Hour), false}, {"waits-here", "ines", now().Add(-2 * time.Hour), true}}, nil
}

func (f *fake) Lint(_ context.Context, _, text string) (Linted, error) {
	_, err := detect.ParseFile("the changed file", []byte(text))
	var e *fault.Error
	if errors.As(err, &e) {
		return Linted{Notes: []Note{{Line: e.Place.Line, Column: e.Place.Column, What: e.What, Hint: e.Hint, Sort: Wrong}}}, nil
	}
	linted := Linted{Tests: 3, Notes: []Note{{Line: 1, Column: 5, What: "there are no next steps", Hint: "add next:"}}}
	if strings.Contains(text, "# one fails") {
		linted.Notes = append([]Note{{Line: 2, What: `test fires "a week" failed: nothing fired`, Hint: "mend the condition or the test", Sort: Failed}}, linted.Notes...)
	}
	return linted, nil
}

func (f *fake) Try(_ context.Context, trial Trial) error {
	if trial.Kind == workbench.Compared {
		if _, err := detect.ParseFile("the changed file", []byte(trial.Text)); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trials.tried = append(f.trials.tried, trial)
	f.trials.bench.Trying = Trying{Running: true, Kind: trial.Kind, Typology: trial.Typology, By: "ines", Since: now(), Doing: "reading the records", Done: 12_000, Total: 148_213}
	return nil
}

func (f *fake) StopTrying(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trials.bench.Trying = Trying{Typology: f.trials.of, Problem: "it was stopped; what was found before stays"}
	return nil
}

func (f *fake) ProposeStable(_ context.Context, p workbench.Proposal) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := p.Check(f.trials.bench.Proposals); err != nil {
		return err
	}
	f.trials.bench.Proposals = append([]workbench.Proposal{p}, f.trials.bench.Proposals...)
	return nil
}

func (f *fake) ActOnStable(_ context.Context, a exceptions.Act) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.trials.bench.Proposals {
		if p := &f.trials.bench.Proposals[i]; p.ID == a.On {
			if err := p.May(a); err != nil {
				return err
			}
			p.Acts = append(slices.Clone(p.Acts), a)
			return nil
		}
	}
	return &fault.Error{Kind: fault.Missing, What: "there is no such proposal"}
}

func (f *fake) Waiting(context.Context) ([]workbench.Proposal, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.trials.bench.Proposals), func(p workbench.Proposal) bool { return p.State() != exceptions.Waiting }), nil
}

// aTrial fills the workbench of one typology of the library.
func (f *fake) aTrial(id string) {
	i := slices.IndexFunc(f.library, func(t *detect.Typology) bool { return t.File.ID.Text == id })
	file := f.library[i].File
	f.trials.of = id
	b := &f.trials.bench
	old := strings.Repeat("4e1f", 16)
	b.File = file.Hash()
	b.Versions = []workbench.Seen{{Typology: id, Hash: b.File, Version: 1, Status: "test", At: now().AddDate(0, 0, -2)}, {Typology: id, Hash: old, Version: 1, Status: "experimental", At: now().AddDate(0, -1, 0)}}
	b.Proposals = []workbench.Proposal{{ID: "s1", Typology: id, Hash: b.File, Version: 1, Reason: "tried on the year 2025: of 31 findings 12 were worth a look", By: "anton", At: now().Add(-3 * time.Hour)},
		{ID: "s0", Typology: id, Hash: old, Version: 1, Reason: "tried on a month", By: "anton", At: now().AddDate(0, -1, 0), Acts: []exceptions.Act{{Verb: exceptions.Refuse, By: "ines", Reason: "a month is too short", At: now().AddDate(0, -1, 1)}}}}
	brought := strings.Replace(file.Text, "senders: 5", "senders: 4", 1)
	b.Versions = append([]workbench.Seen{{Typology: id, Hash: strings.Repeat("9a", 32), Version: 2, Status: "test", File: "brought by anton", Text: brought, At: now().Add(-2 * time.Hour)}}, b.Versions...)
	b.Proposals = append([]workbench.Proposal{{ID: "s2", Typology: id, Hash: strings.Repeat("9a", 32), Version: 2, Reason: "four senders find what five do, and two more", By: "anton", At: now().Add(-2 * time.Hour)}}, b.Proposals...)
	one := workbench.Tried{ID: id, Title: file.Title, Version: 1, Hash: b.File, Status: "test", Opens: "finding", Findings: 31, Alerts: 19, Subjects: 28, Judged: &workbench.Judged{FollowedUp: 9, Dismissed: 12, Undecided: 10}}
	r := &workbench.Report{From: now().AddDate(-1, 0, 0), To: now(), Records: 148_213, Decided: true}
	for m := range 12 {
		r.Periods = append(r.Periods, now().AddDate(-1, m, 0).Format("2006-01"))
		one.Periods = append(one.Periods, workbench.Count{Findings: 1 + m*m%5, Alerts: m * m % 4})
	}
	curve := func(parameter, holds string, values []string, findings, alerts []int) {
		c := workbench.Curve{Parameter: parameter, Default: holds}
		for i, v := range values {
			c.Points = append(c.Points, workbench.Point{Value: v, Default: v == holds, Findings: findings[i], Alerts: alerts[i], FollowedUp: findings[i] / 4, Dismissed: findings[i] / 3})
		}
		one.Curves = append(one.Curves, c)
	}
	curve("senders", "5", []string{"3", "4", "5", "6", "7", "8"}, []int{214, 84, 31, 17, 9, 2}, []int{120, 51, 19, 12, 7, 2})
	curve("limit", "5000 EUR", []string{"2500 EUR", "3750 EUR", "4500 EUR", "5000 EUR", "5500 EUR", "6250 EUR", "7500 EUR"}, []int{12, 22, 28, 31, 31, 34, 38}, []int{8, 15, 18, 19, 19, 20, 22})
	curve("days", "7d", []string{"5d", "6d", "7d"}, []int{31, 31, 31}, []int{19, 19, 19})
	one.Curves[2].Points = append(one.Curves[2].Points, workbench.Point{Value: "400d", Problem: "history reaches back 365 days at most"})
	one.Curves = append(one.Curves, workbench.Curve{Parameter: "region", Default: "eu", Note: "it is no number, so nothing was varied"})
	r.Typologies = []workbench.Tried{one}
	r.Overlap = []workbench.Overlap{{A: "corridor-fan", B: id, Subjects: 7, OfA: 12, OfB: 28}, {A: id, B: "victims-of-impostors", Subjects: 2, OfA: 28, OfB: 4}}
	line := []workbench.Line{{File: "/in/payments.csv", Line: 17, Kind: "Payment", At: "2026-03-05"}, {File: "/in/payments.csv", Line: 29, Kind: "Payment", At: "2026-03-06T10:00:00Z"}}
	difference := func(name, say, before, people string) workbench.Difference {
		return workbench.Difference{Subject: workbench.Subject{ID: "subject-1", Name: name}, Start: now().AddDate(0, -8, 0), End: now().AddDate(0, -8, 2), Say: say, Before: before, People: people, Records: line}
	}
	c := &workbench.Comparison{Old: workbench.Version{ID: id, Version: 1, Hash: b.File, Status: "test", Findings: 31, Alerts: 19}, New: workbench.Version{ID: id, Version: 2, Hash: strings.Repeat("9a", 32), Status: "test", Findings: 32, Alerts: 20},
		From: r.From, To: r.To, Records: r.Records, Kept: 29, Alerts: workbench.AlertChange{Added: []workbench.Subject{{ID: "subject-1", Name: "Yusuf Al-Rahmani"}}}}
	c.Added = []workbench.Difference{difference("Yusuf Al-Rahmani", "Yusuf Al-Rahmani received 7200.00 EUR from 4 senders within 7 days", "", ""), difference("<b>Bold</b> & Sons", "<b>Bold</b> & Sons received 5100.00 EUR from 4 senders", "", "")}
	c.Removed = []workbench.Difference{difference("Galina Turganova", "Galina Turganova received 18490.00 EUR from 5 senders within 7 days", "", "dismissed")}
	c.Changed = []workbench.Difference{difference("محمد الأحمد", "محمد الأحمد received 9000.00 EUR from 6 senders", "محمد الأحمد received 8000.00 EUR from 5 senders", "followed up")}
	b.Results = []workbench.Result{{Kind: workbench.Backtested, Typology: id, Hash: b.File, By: "anton", At: now().Add(-4 * time.Hour), Report: r},
		{Kind: workbench.Compared, Typology: id, Hash: c.New.Hash, By: "anton", At: now().Add(-3 * time.Hour), Text: fmt.Sprintf("id: %s\n# senders: 4\n", id), Comparison: c}}
	drafted := *r
	drafted.Typologies = []workbench.Tried{one}
	drafted.Typologies[0].Findings, drafted.Typologies[0].Curves = 33, nil
	b.Results = append(b.Results, workbench.Result{Kind: workbench.Drafted, Typology: id, Hash: strings.Repeat("7c", 32), By: "anton", At: now().Add(-time.Hour), Text: brought, Report: &drafted})
}
