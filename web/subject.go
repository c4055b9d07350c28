package web

import (
	"net/http"
	"slices"
	"strings"

	"spoor/access"
	"spoor/cases"
	"spoor/watch"
)

// findLimit is how many answers the search box gives.
const findLimit = 100

type findView struct {
	Text string
	Rows []SubjectRow
	Full bool // there may be more
}

func (s *site) find(w http.ResponseWriter, r *http.Request) error {
	v := findView{Text: strings.TrimSpace(r.URL.Query().Get("q"))}
	if v.Text != "" {
		if err := s.Desk.Audit.Note(r.Context(), "search", v.Text); err != nil {
			return err
		}
		var err error
		if v.Rows, err = s.Desk.Subjects.FindSubjects(r.Context(), v.Text, findLimit); err != nil {
			return err
		}
	}
	v.Full = len(v.Rows) == findLimit
	s.show(w, r, http.StatusOK, page{Name: "subjects", Title: "Subjects", Here: "Subjects", Body: v})
	return nil
}

type subjectView struct {
	Subject   Subject
	Timeline  *chart
	Records   recordTable
	Shown     pages
	Hits      []hitView
	Findings  []findingGroup
	Count     int // of findings
	Decisions []said
	Alert     string         // id of the alert the subject has; empty for none
	Answers   []watch.Answer // of every screening, the newest first
	Mentions  []mentionView
	Cut       bool // the run does not keep every mention
}

func (s *site) subject(w http.ResponseWriter, r *http.Request) error {
	subject, err := s.Desk.Subjects.Subject(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "subject "+subject.ID); err != nil {
		return err
	}
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	findings, err := s.Desk.Work.FindingsOf(r.Context(), subject.ID)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	if query.Has("typology") { // the page is the findings'
		query.Del("page")
	}
	shown := pagesOf(query, len(subject.Records), recordsAPage)
	newest := slices.Clone(subject.Records)
	slices.Reverse(newest)
	v := subjectView{Subject: subject, Timeline: timelineOf(subject.Records, subject.Total), Records: tableOf(newest[shown.From:shown.To], subject.ID), Shown: shown,
		Mentions: mentionsOf(run, func(m cases.Mention) bool { return m.Names(subject.ID) }), Cut: run.Mentioned > len(run.Mentions)}
	own := slices.DeleteFunc(slices.Clone(run.Hits), func(h cases.Hit) bool { return h.Party != subject.ID })
	if v.Hits, err = s.hitViews(r, own, nil, r.URL.Path+"#matches"); err != nil {
		return err
	}
	for _, a := range run.Alerts {
		if a.Subject == subject.ID {
			v.Alert = a.ID
		}
	}
	if v.Answers, err = s.Desk.Watching.Answers(r.Context(), subject.ID); err != nil {
		return err
	}
	slices.Reverse(v.Answers)
	if err := s.subjectWork(r, &v, findings); err != nil {
		return err
	}
	s.show(w, r, http.StatusOK, page{Name: "subject", Title: subject.Name, Here: "Subjects", Body: v})
	return nil
}

// subjectWork adds where each finding stands, and everything that was decided on the subject.
func (s *site) subjectWork(r *http.Request, v *subjectView, findings []cases.Finding) error {
	var ids []string
	if v.Alert != "" {
		ids = append(ids, v.Alert)
	}
	for _, f := range findings {
		ids = append(ids, f.ID)
	}
	for _, h := range v.Hits {
		ids = append(ids, h.Decide.ID())
	}
	if len(ids) == 0 {
		return nil // asking for decisions on nothing would give all
	}
	decisions, err := s.Desk.Work.Decisions(r.Context(), ids...)
	if err != nil {
		return err
	}
	var rows []findingRow
	for _, f := range findings {
		state, _ := cases.State(on(decisions, f.ID))
		rows = append(rows, findingRow{f, state, s.opening(f)})
	}
	v.Findings, v.Count = groupsOf(rows, r.URL.Query()), len(rows)
	for _, d := range decisions {
		v.Decisions = append(v.Decisions, saidWith(d, saidOf(rows, d.On)))
	}
	return nil
}

type matchesView struct {
	Run   cases.Run
	Hits  []hitView
	Lists []ListState
	Shown pages
	Keys  bool // hits can be decided on
}

// matches are the possible matches of the last check.
func (s *site) matches(w http.ResponseWriter, r *http.Request) error {
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "possible matches"); err != nil {
		return err
	}
	lists, err := s.Desk.Screening.Lists(r.Context())
	if err != nil {
		return err
	}
	shown := pagesOf(r.URL.Query(), len(run.Hits), rowsAPage)
	hits, err := s.hitViews(r, run.Hits[shown.From:shown.To], nil, r.URL.RequestURI())
	if err != nil {
		return err
	}
	for i := range hits {
		hits[i].Own = true
	}
	s.show(w, r, http.StatusOK, page{Name: "matches", Title: "Possible matches", Here: "Queue", Body: matchesView{Run: run, Hits: hits, Lists: lists, Shown: shown, Keys: personOf(r).May(access.Decide)}})
	return nil
}
