package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"spoor/access"
	"spoor/detect"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/workbench"
)

// Workbench is where typologies are tried out and agreed on. A trial runs in the background; its result stays until the next.
type Workbench interface {
	Bench(ctx context.Context, typology string) (Bench, error)
	Begin(ctx context.Context, id string) (*detect.Typology, error) // the file from which a new one is written; a fault where the id stands, or is none
	Try(context.Context, Trial) error                               // one at a time
	StopTrying(context.Context) error
	Lint(ctx context.Context, typology, text string) (Linted, error)
	ProposeStable(context.Context, workbench.Proposal) error // its Version is filled in; of a version that was seen, or of a text that was tried
	ActOnStable(context.Context, exceptions.Act) error
	Waiting(context.Context) ([]workbench.Proposal, error) // for a second person, the oldest first
}

// Trial is what is tried: a typology as it stands, or a changed file in its place.
type Trial struct {
	Kind     workbench.Kind
	Typology string
	Text     string // of a changed file
}

// Trying is the trial that runs, or the last that did.
type Trying struct {
	Running     bool
	Kind        workbench.Kind
	Typology    string
	By          string
	Since       time.Time
	Doing       string
	Done, Total int
	Problem     string // why it came to nothing; empty when it did not
	Text        string // of a changed file: not lost when the trial comes to nothing
	New         bool   // it runs nowhere yet
}

// Bench is what a typology's page tells of its versions and trials.
type Bench struct {
	Versions  []workbench.Seen     // newest first
	Proposals []workbench.Proposal // of its versions, newest first
	File      string               // hash of the file as it stands; empty when it is gone
	Said      string               // what a person should know of the version that runs; empty when there is nothing
	Results   []workbench.Result   // the last of each kind
	Trying    Trying
}

// result is the last of a kind; nil when there is none.
func (b *Bench) result(kind workbench.Kind) *workbench.Result {
	if i := slices.IndexFunc(b.Results, func(r workbench.Result) bool { return r.Kind == kind }); i >= 0 {
		return &b.Results[i]
	}
	return nil
}

// benchView is the page of one typology's trials and versions.
type benchView struct {
	*detect.File
	Bench
	Priority detect.Priority
	Runs     string // hash of the version that runs
	Tried    *triedView
	Drafted  *triedView        // of a changed file
	Draft    *workbench.Result // the last text that was tried and can be proposed
	Proved   *Linted           // what there is to say of that text
	Compared *workbench.Result
	Shadow   *workbench.Result // nil while the file is the version that runs
	Rows     []versionRow
	Me       string
	May      bool
	New      bool       // it runs nowhere: the file is the one from which it is begun
	Text     string     // in the box of the changed file
	Notes    []noteView // on that text
	Linted   *Linted    // nil when nothing was asked of it
	Fault    *told
}

// versionRow is a version with what people agreed on it.
type versionRow struct {
	workbench.Seen
	Runs, File bool // it is the one that runs; the file as it stands
	Proposals  []workbench.Proposal
	Open       bool       // it can be proposed
	Changes    []diffLine // from the version that runs, while it waits to take its place
	Linted     *Linted    // what there is to say of a version that waits for a second person
	Notes      []noteView
}

func (s *site) typologyOf(r *http.Request) (*detect.Typology, error) {
	all := s.Desk.Library.Typologies()
	if i := slices.IndexFunc(all, func(t *detect.Typology) bool { return t.File.ID.Text == r.PathValue("id") }); i >= 0 {
		return all[i], nil
	}
	return nil, &fault.Error{Doing: "opening the typology", Kind: fault.Missing, What: "there is no such typology in the library", Hint: "it may have been renamed; look through the catalogue"}
}

func (s *site) bench(w http.ResponseWriter, r *http.Request) error {
	return s.showBench(w, r, http.StatusOK, draft{}, nil)
}

// showBench shows the page, with what was written, what is wrong with that, and what else failed.
func (s *site) showBench(w http.ResponseWriter, r *http.Request, status int, d draft, failed error) error {
	b, err := s.Desk.Workbench.Bench(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	t, err := s.typologyOf(r)
	fresh := err != nil && (b.begun(r.PathValue("id")) || r.URL.Query().Has("new") || d.text != "")
	if fresh {
		t, err = s.Desk.Workbench.Begin(r.Context(), r.PathValue("id"))
	}
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "workbench of "+t.File.ID.Text); err != nil {
		return err
	}
	runs := t.File
	if fresh {
		runs = &detect.File{} // nothing
	}
	me := personOf(r)
	v := benchView{File: t.File, Bench: b, Priority: t.Priority, Runs: runs.Hash(), New: fresh, Me: me.Name, May: me.May(access.Decide), Text: d.text, Notes: d.notes, Linted: d.linted}
	if failed != nil {
		f := tellOf(failed)
		v.Fault = &f
	}
	if tried := b.result(workbench.Backtested); tried != nil {
		v.Tried = triedOf(tried, v.Runs)
	}
	v.Compared = b.result(workbench.Compared)
	if drafted := b.result(workbench.Drafted); drafted != nil {
		v.Drafted = triedOf(drafted, drafted.Hash)
	}
	v.Draft = b.draft(v.Runs)
	if shadow := b.result(workbench.Shadowed); shadow != nil && shadow.Hash == b.File && b.File != v.Runs {
		v.Shadow = shadow
	}
	if v.Text == "" {
		v.Text = b.text(t.File)
	}
	v.Rows = versionRows(&b, runs)
	if err := s.prove(r, &v); err != nil {
		return err
	}
	s.show(w, r, status, page{Name: "workbench", Title: "Workbench: " + t.File.Title, Here: "Typologies", Body: v})
	return nil
}

// prove runs the tests of what somebody proposes, or may propose, and takes the advice on it.
func (s *site) prove(r *http.Request, v *benchView) error {
	lint := func(text string) (*Linted, error) {
		l, err := s.Desk.Workbench.Lint(r.Context(), r.PathValue("id"), text)
		return &l, err
	}
	var err error
	if v.Draft != nil {
		if v.Proved, err = lint(v.Draft.Text); err != nil {
			return err
		}
	}
	for i := range v.Rows {
		row := &v.Rows[i]
		if row.Text == "" || !slices.ContainsFunc(row.Proposals, func(p workbench.Proposal) bool { return p.State() == exceptions.Waiting }) {
			continue
		}
		if row.Linted, err = lint(row.Text); err != nil {
			return err
		}
		row.Notes = noteViews(row.Linted.Notes, row.Text)
	}
	return nil
}

func versionRows(b *Bench, runs *detect.File) (rows []versionRow) {
	for _, seen := range b.Versions {
		row := versionRow{Seen: seen, Runs: seen.Hash == runs.Hash(), File: seen.Hash == b.File, Open: true}
		for _, p := range b.Proposals {
			if p.Hash != seen.Hash {
				continue
			}
			row.Proposals = append(row.Proposals, p)
			if p.State() == exceptions.Waiting && !row.Runs {
				row.Changes = diffOf(runs.Text, seen.Text)
			}
			row.Open = row.Open && p.State() != exceptions.Waiting && p.State() != exceptions.Standing
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *site) stopTrying(w http.ResponseWriter, r *http.Request) error {
	if err := s.Desk.Workbench.StopTrying(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, address("typologies", r.PathValue("id"), "workbench"), http.StatusSeeOther)
	return nil
}

// trying is the line on a trial under way, asked for again while it runs; the whole page once it has ended.
func (s *site) trying(w http.ResponseWriter, r *http.Request) error {
	b, err := s.Desk.Workbench.Bench(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if !b.Trying.Running {
		w.Header().Set("HX-Refresh", "true")
	}
	s.part(w, "workbench", "trying", benchView{File: &detect.File{}, Bench: b})
	return nil
}

// proposeStable proposes a version; another person approves it.
func (s *site) proposeStable(w http.ResponseWriter, r *http.Request) error {
	id, err := newID(s.Rand)
	if err != nil {
		return err
	}
	p := workbench.Proposal{ID: id, Typology: r.PathValue("id"), Hash: r.PostFormValue("hash"), Reason: strings.TrimSpace(r.PostFormValue("reason")), By: personOf(r).Name,
		At: s.Now().UTC().Truncate(time.Millisecond)}
	return s.agreed(w, r, s.Desk.Workbench.ProposeStable(r.Context(), p))
}

// actOnStable approves, refuses or ends.
func (s *site) actOnStable(w http.ResponseWriter, r *http.Request) error {
	id, err := newID(s.Rand)
	if err != nil {
		return err
	}
	a := exceptions.Act{ID: id, On: r.PathValue("proposal"), Verb: exceptions.Verb(r.PostFormValue("verb")), Reason: strings.TrimSpace(r.PostFormValue("reason")),
		By: personOf(r).Name, At: s.Now().UTC().Truncate(time.Millisecond)}
	return s.agreed(w, r, s.Desk.Workbench.ActOnStable(r.Context(), a))
}

// agreed leads back to the versions, or shows them with what was wrong.
func (s *site) agreed(w http.ResponseWriter, r *http.Request, err error) error {
	if err != nil {
		if status := s.Status(err); status < 500 && fault.KindOf(err) != fault.Missing {
			return s.showBench(w, r, status, draft{}, err)
		}
		return err
	}
	http.Redirect(w, r, address("typologies", r.PathValue("id"), "workbench")+"#versions", http.StatusSeeOther)
	return nil
}
