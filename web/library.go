package web

import (
	"net/http"
	"slices"
	"strings"

	"spoor/access"
	"spoor/cases"
	"spoor/detect"
	"spoor/exceptions"
	"spoor/workbench"
)

type libraryView struct {
	Families []family
	Checked  bool // a check was made, so that it is known what is testable
	Total    int
	Own      int // that are not Spoor's
	Cannot   int
	Drafts   []Draft
	Waiting  []workbench.Proposal // of others, that wait for this person
	May      bool                 // begin one
	ID       string
	Fault    *told
}

type family struct {
	Name string
	Rows []typologyRow
}

type typologyRow struct {
	*detect.File
	Priority detect.Priority
	Missing  []string // what the loaded data lacks
}

func (s *site) typologies(w http.ResponseWriter, r *http.Request) error {
	return s.showLibrary(w, r, http.StatusOK, "", nil)
}

// begin leads to the draft of a new typology. Nothing is kept before its text is tried.
func (s *site) begin(w http.ResponseWriter, r *http.Request) error {
	id := strings.TrimSpace(r.PostFormValue("id"))
	if _, err := s.Desk.Workbench.Begin(r.Context(), id); err != nil {
		if status := s.Status(err); status < 500 {
			return s.showLibrary(w, r, status, id, err)
		}
		return err
	}
	http.Redirect(w, r, address("typologies", id, "workbench")+"?new=1", http.StatusSeeOther)
	return nil
}

func (s *site) showLibrary(w http.ResponseWriter, r *http.Request, status int, id string, failed error) error {
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	v := libraryView{Checked: !run.At.IsZero(), May: personOf(r).May(access.Decide), ID: id}
	if failed != nil {
		t := tellOf(failed)
		v.Fault = &t
	}
	if v.Drafts, err = s.Desk.Library.Drafts(r.Context()); err != nil {
		return err
	}
	if v.May {
		all, err := s.Desk.Workbench.Waiting(r.Context())
		if err != nil {
			return err
		}
		v.Waiting = byOthers(all, personOf(r).Name)
	}
	for _, t := range s.Desk.Library.Typologies() {
		row := typologyRow{t.File, t.Priority, missing(run, t.File.ID.Text)}
		v.Total++
		if t.File.Owner != "" {
			v.Own++
		}
		if row.Missing != nil {
			v.Cannot++
		}
		i := slices.IndexFunc(v.Families, func(f family) bool { return f.Name == t.File.Family })
		if i < 0 {
			i = len(v.Families)
			v.Families = append(v.Families, family{Name: t.File.Family})
		}
		v.Families[i].Rows = append(v.Families[i].Rows, row)
	}
	slices.SortFunc(v.Families, func(a, b family) int { return strings.Compare(a.Name, b.Name) })
	s.show(w, r, status, page{Name: "typologies", Title: "Typologies", Here: "Typologies", Body: v})
	return nil
}

func missing(run cases.Run, id string) []string {
	for _, u := range run.Untestable {
		if u.Typology == id {
			return u.Missing
		}
	}
	return nil
}

type typologyView struct {
	typologyRow
	About    []string
	Checked  bool
	Outcomes []detect.Outcome
	Lines    []string
	Numbers  []detect.Parameter
	Alerts   int // of the last check that it opened
	Said     string
	Agreed   *workbench.Proposal // by which the version that runs is stable
	Waiting  int                 // proposals that wait for a second person
	Tried    *triedView
}

func (s *site) typology(w http.ResponseWriter, r *http.Request) error {
	t, err := s.typologyOf(r)
	if err != nil {
		return err
	}
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	v := typologyView{typologyRow: typologyRow{t.File, t.Priority, missing(run, t.File.ID.Text)}, Checked: !run.At.IsZero(),
		Numbers: s.Desk.Library.Numbers(t), Lines: strings.Split(strings.TrimRight(t.File.Text, "\n"), "\n")}
	for _, p := range t.File.About {
		v.About = append(v.About, p.Text)
	}
	for _, a := range run.Alerts {
		if slices.Contains(openedBy(a.Rule), t.File.ID.Text) {
			v.Alerts++
		}
	}
	b, err := s.Desk.Workbench.Bench(r.Context(), t.File.ID.Text)
	if err != nil {
		return err
	}
	v.Said = b.Said
	for i := range b.Proposals {
		switch p := &b.Proposals[i]; {
		case p.State() == exceptions.Waiting:
			v.Waiting++
		case p.State() == exceptions.Standing && p.Hash == t.File.Hash():
			v.Agreed = p
		}
	}
	if tried := b.result(workbench.Backtested); tried != nil {
		v.Tried = triedOf(tried, t.File.Hash())
	}
	if v.Outcomes, err = t.RunTests(r.Context()); err != nil {
		return err
	}
	s.show(w, r, http.StatusOK, page{Name: "typology", Title: t.File.Title, Here: "Typologies", Body: v})
	return nil
}
