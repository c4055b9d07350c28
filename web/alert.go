package web

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"slices"

	"spoor/access"
	"spoor/cases"
	"spoor/detect"
	"spoor/fault"
)

// workView is what the pages of an alert and of a finding share: where it stands, what was decided, and the form.
type workView struct {
	On        string // alerts or findings: the address decisions are sent to
	ID        string
	Thing     string // alert, finding
	State     string
	Owner     string
	Decisions []said
	May       bool
	Me        string
	People    []string // who can be given work
	Reason    string   // what was written, when it could not be kept
	Fault     *told
	Back      string
}

// said is a decision as it is shown.
type said struct {
	cases.Decision
	Said string // in the past tense
	Of   string // the finding it is on, in words; empty for the thing itself
}

// saidWith tells a decision on a finding, or on a possible match of the subject.
func saidWith(d cases.Decision, of string) said {
	if m := d.Match; m != nil {
		return said{Decision: d, Said: matchSaid(d.Verb), Of: m.Caption + ", " + m.List}
	}
	return said{Decision: d, Said: verbSaid(d.Verb), Of: of}
}

type alertView struct {
	Alert    cases.Alert
	Findings []findingRow // strongest first
	Groups   []findingGroup
	First    findingView
	Mentions []mentionView // in texts that the first finding does not show
	Work     workView
}

type findingRow struct {
	cases.Finding
	State   string
	Opening string // "experimental" or "deprecated" where its typology opens nothing; empty otherwise
}

// opening is the status of a finding's typology where it says that the finding opens nothing by it: who reads the finding has to
// know that nobody stands behind it yet.
func (s *site) opening(f cases.Finding) string {
	for _, t := range s.Desk.Library.Typologies() {
		if status := t.File.Status.Text; t.File.ID.Text == f.Typology && (status == detect.Experimental || status == detect.Deprecated) {
			return status
		}
	}
	return ""
}

type findingView struct {
	Finding  cases.Finding
	Alert    string // id of the alert it stands in; empty when it opened none
	Typology bool   // the typology still stands in the library
	Opening  string // as of a row
	Shown    pages
	Records  recordTable
	Chart    *chart
	Mentions []mentionView // in texts of its records
	Work     workView
}

const recordsAPage = 100

func (s *site) alert(w http.ResponseWriter, r *http.Request) error {
	return s.showAlert(w, r, http.StatusOK, "", nil)
}

func (s *site) showAlert(w http.ResponseWriter, r *http.Request, status int, reason string, failed error) error {
	id := r.PathValue("id")
	a, run, err := s.alertOf(r.Context(), id)
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "alert "+id); err != nil {
		return err
	}
	findings, err := s.Desk.Work.FindingsOf(r.Context(), a.Subject)
	if err != nil {
		return err
	}
	decisions, err := s.Desk.Work.Decisions(r.Context(), append([]string{a.ID}, a.Findings...)...)
	if err != nil {
		return err
	}
	v := alertView{Alert: a, Work: s.work(r, "alert", id, decisions, reason, failed)}
	for _, id := range a.Findings {
		i := slices.IndexFunc(findings, func(f cases.Finding) bool { return f.ID == id })
		if i < 0 {
			continue
		}
		state, _ := cases.State(on(decisions, id))
		v.Findings = append(v.Findings, findingRow{findings[i], state, s.opening(findings[i])})
	}
	v.Groups = groupsOf(v.Findings, r.URL.Query())
	if len(v.Findings) > 0 {
		v.First = s.findingView(r, v.Findings[0].Finding, run)
	}
	shown := onRecords(v.First.Finding.Records)
	v.Mentions = mentionsOf(run, func(m cases.Mention) bool { return m.Names(a.Subject) && !shown(m) })
	for i, d := range v.Work.Decisions {
		v.Work.Decisions[i] = saidWith(d.Decision, saidOf(v.Findings, d.On))
	}
	s.show(w, r, status, page{Name: "alert", Title: a.Name, Here: "Queue", Body: v})
	return nil
}

func saidOf(findings []findingRow, id string) string {
	for _, f := range findings {
		if f.ID == id {
			return f.Title
		}
	}
	return ""
}

func on(decisions []cases.Decision, id string) []cases.Decision {
	return slices.DeleteFunc(slices.Clone(decisions), func(d cases.Decision) bool { return d.On != id })
}

// alertOf gives an alert, and the run that opened it.
func (s *site) alertOf(ctx context.Context, id string) (cases.Alert, cases.Run, error) {
	run, err := s.Desk.Work.LastRun(ctx)
	if err != nil {
		return cases.Alert{}, run, err
	}
	i := slices.IndexFunc(run.Alerts, func(a cases.Alert) bool { return a.ID == id })
	if i < 0 {
		return cases.Alert{}, run, &fault.Error{Doing: "opening the alert", Kind: fault.Missing, What: "there is no such alert", Hint: "the last check may not have made it again; look the subject up"}
	}
	return run.Alerts[i], run, nil
}

// work is what people did and may do. Decisions on an alert's findings are told with it, and decide nothing on it.
func (s *site) work(r *http.Request, thing, id string, decisions []cases.Decision, reason string, failed error) workView {
	me := personOf(r)
	v := workView{On: thing + "s", Thing: thing, ID: id, May: me.May(access.Decide), Me: me.Name, Reason: reason, Back: r.URL.Path}
	v.State, v.Owner = cases.State(on(decisions, id))
	for _, d := range decisions {
		v.Decisions = append(v.Decisions, saidWith(d, ""))
	}
	if failed != nil {
		t := tellOf(failed)
		v.Fault = &t
	}
	members, err := s.Gate.People(r.Context())
	if err != nil {
		return v // the form then gives work to oneself only
	}
	for _, m := range members {
		if m.Role.May(access.Decide) && !m.Disabled {
			v.People = append(v.People, m.Name)
		}
	}
	return v
}

func (s *site) finding(w http.ResponseWriter, r *http.Request) error {
	return s.showFinding(w, r, http.StatusOK, "", nil)
}

func (s *site) showFinding(w http.ResponseWriter, r *http.Request, status int, reason string, failed error) error {
	id := r.PathValue("id")
	f, err := s.Desk.Work.Finding(r.Context(), id)
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "finding "+id); err != nil {
		return err
	}
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	decisions, err := s.Desk.Work.Decisions(r.Context(), id)
	if err != nil {
		return err
	}
	v := s.findingView(r, f, run)
	v.Work = s.work(r, "finding", id, decisions, reason, failed)
	for _, a := range run.Alerts {
		if slices.Contains(a.Findings, id) {
			v.Alert = a.ID
		}
	}
	s.show(w, r, status, page{Name: "finding", Title: f.Name, Here: "Queue", Body: v})
	return nil
}

func (s *site) findingView(r *http.Request, f cases.Finding, run cases.Run) findingView {
	query := r.URL.Query()
	if query.Has("typology") { // the page is the list of findings'
		query.Del("page")
	}
	shown := pagesOf(query, len(f.Records), recordsAPage)
	v := findingView{Finding: f, Shown: shown, Records: tableOf(f.Records[shown.From:shown.To], f.Subject), Chart: chartOf(f.Records), Opening: s.opening(f), Mentions: mentionsOf(run, onRecords(f.Records))}
	for _, t := range s.Desk.Library.Typologies() {
		v.Typology = v.Typology || t.File.ID.Text == f.Typology
	}
	return v
}

func (s *site) decideAlert(w http.ResponseWriter, r *http.Request) error {
	if _, _, err := s.alertOf(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	return s.decide(w, r, s.showAlert)
}

func (s *site) decideFinding(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.Desk.Work.Finding(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	return s.decide(w, r, s.showFinding)
}

// decide keeps a decision and goes back; what cannot be kept comes back in the form with the reason why.
func (s *site) decide(w http.ResponseWriter, r *http.Request, again func(http.ResponseWriter, *http.Request, int, string, error) error) error {
	d, err := s.decision(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	if err = d.Check(); err == nil && d.Verb == cases.Assign {
		err = s.Gate.MayTake(r.Context(), d.To)
	}
	if err == nil {
		err = s.Desk.Work.Decide(r.Context(), d)
	}
	if err != nil {
		return again(w, r, s.Status(err), d.Reason, err)
	}
	http.Redirect(w, r, local(r.PostFormValue("back"), "/"), http.StatusSeeOther)
	return nil
}

// newID is 128 random bits, hex.
func newID(random io.Reader) (string, error) {
	raw := make([]byte, 16)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", &fault.Error{Doing: "making an id", Kind: fault.Internal, Err: err}
	}
	return hex.EncodeToString(raw), nil
}
