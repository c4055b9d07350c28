package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"spoor/cases"
	"spoor/detect"
)

// Alert is one subject's findings, combined.
type Alert struct {
	ID       string    `json:"id"`
	Subject  string    `json:"subject"`
	Name     string    `json:"name"`
	Priority string    `json:"priority" enum:"low,medium,high,urgent"`
	Rule     string    `json:"rule" doc:"Why it opened"`
	Say      string    `json:"say" doc:"The strongest finding's sentence"`
	Findings []string  `json:"findings" doc:"Ids, strongest first"`
	Since    time.Time `json:"since"`
	State    string    `json:"state" enum:"open,assigned,following,dismissed"`
	Owner    string    `json:"owner,omitempty"`
}

type alertsInput struct {
	Priority string `query:"priority" enum:"low,medium,high,urgent" doc:"Only of this priority"`
	State    string `query:"state" enum:"open,assigned,following,dismissed" doc:"Only in this state; without it, all that are not dismissed"`
	Offset   int    `query:"offset" minimum:"0"`
	Limit    int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
}

type alertsOutput struct {
	Body struct {
		Checked time.Time `json:"checked" doc:"When the last check ended; the year 1 before the first"`
		Total   int       `json:"total"`
		Alerts  []Alert   `json:"alerts"`
	}
}

func (a *api) alerts(ctx context.Context, in *alertsInput) (*alertsOutput, error) {
	if err := a.Web.Desk.Audit.Note(ctx, "view", "alerts"); err != nil {
		return nil, err
	}
	run, err := a.Web.Desk.Work.LastRun(ctx)
	if err != nil {
		return nil, err
	}
	decisions, err := a.Web.Desk.Work.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	on := map[string][]cases.Decision{}
	for _, d := range decisions {
		on[d.On] = append(on[d.On], d)
	}
	all := []Alert{}
	for _, x := range run.Alerts {
		state, owner := cases.State(on[x.ID])
		priority := x.Priority.String()
		if in.State == "" && state == "dismissed" || in.State != "" && in.State != state || in.Priority != "" && in.Priority != priority {
			continue
		}
		all = append(all, Alert{x.ID, x.Subject, x.Name, priority, x.Rule, x.Say, x.Findings, x.Since, state, owner})
	}
	out := &alertsOutput{}
	from := min(in.Offset, len(all))
	out.Body.Checked, out.Body.Total, out.Body.Alerts = run.At, len(all), all[from:min(from+in.Limit, len(all))]
	return out, nil
}

// Finding is a finding with its evidence.
type Finding struct {
	ID         string             `json:"id"`
	Typology   string             `json:"typology"`
	Version    int                `json:"version"`
	Title      string             `json:"title"`
	Priority   string             `json:"priority"`
	Subject    string             `json:"subject"`
	Name       string             `json:"name"`
	Start      time.Time          `json:"start"`
	End        time.Time          `json:"end"`
	Say        string             `json:"say"`
	Conditions []detect.Condition `json:"conditions"`
	Values     map[string]string  `json:"values"`
	Records    []Record           `json:"records" doc:"In the order of time"`
	Sources    []detect.Source    `json:"sources"`
	Innocent   []string           `json:"innocent" doc:"What it may also be"`
	Next       []string           `json:"next"`
	State      string             `json:"state"`
	Decisions  []Decision         `json:"decisions"`
}

// Record is a contributing record.
type Record struct {
	ID     string  `json:"id"`
	Kind   string  `json:"kind"`
	At     string  `json:"at"`
	Fields []Field `json:"fields"`
	File   string  `json:"file"`
	Line   int     `json:"line"`
	Raw    string  `json:"raw,omitempty"`
}

// Field is one field of a record, and the id of the thing it names, when it names one.
type Field struct {
	Name  string `json:"name"`
	Text  string `json:"text"`
	Thing string `json:"thing,omitempty"`
}

func fieldOf(f cases.Field) Field { return Field{f.Name, f.Text, f.Thing} }

// Decision is one act of a person.
type Decision struct {
	ID     string    `json:"id"`
	Verb   string    `json:"verb"`
	Reason string    `json:"reason,omitempty"`
	By     string    `json:"by"`
	To     string    `json:"to,omitempty"`
	At     time.Time `json:"at"`
}

type findingInput struct {
	ID string `path:"id"`
}

type findingOutput struct{ Body Finding }

func (a *api) finding(ctx context.Context, in *findingInput) (*findingOutput, error) {
	f, err := a.Web.Desk.Work.Finding(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.Web.Desk.Audit.Note(ctx, "view", "finding "+in.ID); err != nil {
		return nil, err
	}
	decisions, err := a.Web.Desk.Work.Decisions(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := Finding{ID: f.ID, Typology: f.Typology, Version: f.Version, Title: f.Title, Priority: f.Priority.String(), Subject: f.Subject, Name: f.Name,
		Start: f.Start, End: f.End, Say: f.Say, Conditions: f.Conditions, Values: map[string]string{}, Records: []Record{}, Sources: f.Sources,
		Innocent: f.Innocent, Next: f.Next, Decisions: []Decision{}}
	out.State, _ = cases.State(decisions)
	for _, v := range f.Values {
		out.Values[v.Name] = v.Value
	}
	for _, r := range f.Records {
		record := Record{ID: r.ID, Kind: r.Kind, At: r.At, Fields: []Field{}, File: r.File, Line: r.Line, Raw: r.Raw}
		for _, field := range r.Fields {
			record.Fields = append(record.Fields, fieldOf(field))
		}
		out.Records = append(out.Records, record)
	}
	for _, d := range decisions {
		out.Decisions = append(out.Decisions, decisionOf(d))
	}
	return &findingOutput{out}, nil
}

func decisionOf(d cases.Decision) Decision {
	return Decision{d.ID, string(d.Verb), d.Reason, d.By, d.To, d.At}
}

type decideInput struct {
	ID   string `path:"id"`
	Body struct {
		Verb   string `json:"verb" enum:"assign,note,dismiss,follow up,reopen"`
		Reason string `json:"reason,omitempty" maxLength:"20000" doc:"In words; needed for everything but assign"`
		To     string `json:"to,omitempty" doc:"Of assign: who looks at it"`
	}
}

type decideOutput struct {
	Status int
	Body   Decision
}

func (a *api) decide(ctx context.Context, in *decideInput) (*decideOutput, error) {
	if _, err := a.Web.Desk.Work.Finding(ctx, in.ID); err != nil {
		return nil, err
	}
	id, err := a.newID()
	if err != nil {
		return nil, err
	}
	d := cases.Decision{ID: id, On: in.ID, Verb: cases.Verb(in.Body.Verb), Reason: strings.TrimSpace(in.Body.Reason), By: personOf(ctx).Name, To: in.Body.To,
		At: a.Web.Now().UTC().Truncate(time.Millisecond)}
	if err := d.Check(); err != nil {
		return nil, err
	}
	if d.Verb == cases.Assign {
		if err := a.Web.Gate.MayTake(ctx, d.To); err != nil {
			return nil, err
		}
	}
	if err := a.Web.Desk.Work.Decide(ctx, d); err != nil {
		return nil, err
	}
	return &decideOutput{http.StatusCreated, decisionOf(d)}, nil
}

// Typology is one line of the library.
type Typology struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Family   string          `json:"family"`
	Status   string          `json:"status"`
	Version  int             `json:"version"`
	Priority string          `json:"priority"`
	Opens    string          `json:"opens"`
	Owner    string          `json:"owner" doc:"Whose it is: library, own, or the organisation's name"`
	Sources  []detect.Source `json:"sources"`
	Tests    map[string]int  `json:"tests" doc:"How many tests fire, stay silent, nearly fire"`
	Missing  []string        `json:"missing" doc:"What the loaded data lacks for it; empty when it can be tested"`
}

type typologiesOutput struct {
	Body struct {
		Typologies []Typology `json:"typologies"`
	}
}

func (a *api) typologies(ctx context.Context, _ *struct{}) (*typologiesOutput, error) {
	run, err := a.Web.Desk.Work.LastRun(ctx)
	if err != nil {
		return nil, err
	}
	out := &typologiesOutput{}
	out.Body.Typologies = []Typology{}
	for _, t := range a.Web.Desk.Library.Typologies() {
		f := t.File
		line := Typology{ID: f.ID.Text, Title: f.Title, Family: f.Family, Status: f.Status.Text, Version: f.Version, Priority: t.Priority.String(), Opens: f.Opens.Text, Owner: cmp.Or(f.Owner, "library"),
			Sources: f.Sources, Tests: map[string]int{"fire": 0, "silent": 0, "near": 0}, Missing: []string{}}
		for _, test := range f.Tests {
			line.Tests[strings.TrimSuffix(test.Kind, "s")]++
		}
		if i := slices.IndexFunc(run.Untestable, func(u cases.Untestable) bool { return u.Typology == line.ID }); i >= 0 {
			line.Missing = run.Untestable[i].Missing
		}
		out.Body.Typologies = append(out.Body.Typologies, line)
	}
	return out, nil
}
