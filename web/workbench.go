package web

import (
	"context"
	"errors"
	"io"
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
	Try(context.Context, Trial) error // one at a time
	StopTrying(context.Context) error
	ProposeStable(context.Context, workbench.Proposal) error // its Version is filled in
	ActOnStable(context.Context, exceptions.Act) error
}

// Trial is what is tried: a backtest of a typology, or a changed file in its place.
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
	Compared *workbench.Result
	Shadow   *workbench.Result // nil while the file is the version that runs
	Rows     []versionRow
	Me       string
	May      bool
	Text     string // in the box of the changed file
	Fault    *told
}

// versionRow is a version with what people agreed on it.
type versionRow struct {
	workbench.Seen
	Runs, File bool // it is the one that runs; the file as it stands
	Proposals  []workbench.Proposal
	Open       bool // it can be proposed
}

func (s *site) typologyOf(r *http.Request) (*detect.Typology, error) {
	all := s.Desk.Library.Typologies()
	if i := slices.IndexFunc(all, func(t *detect.Typology) bool { return t.File.ID.Text == r.PathValue("id") }); i >= 0 {
		return all[i], nil
	}
	return nil, &fault.Error{Doing: "opening the typology", Kind: fault.Missing, What: "there is no such typology in the library", Hint: "it may have been renamed; look through the catalogue"}
}

func (s *site) bench(w http.ResponseWriter, r *http.Request) error {
	return s.showBench(w, r, http.StatusOK, "", nil)
}

// showBench shows the page, with what failed and what was written when something did.
func (s *site) showBench(w http.ResponseWriter, r *http.Request, status int, written string, failed error) error {
	t, err := s.typologyOf(r)
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "workbench of "+t.File.ID.Text); err != nil {
		return err
	}
	b, err := s.Desk.Workbench.Bench(r.Context(), t.File.ID.Text)
	if err != nil {
		return err
	}
	me := personOf(r)
	v := benchView{File: t.File, Bench: b, Priority: t.Priority, Runs: t.File.Hash(), Me: me.Name, May: me.May(access.Decide), Text: written}
	if failed != nil {
		f := tellOf(failed)
		v.Fault = &f
	}
	if tried := b.result(workbench.Backtested); tried != nil {
		v.Tried = triedOf(tried, v.Runs)
	}
	v.Compared = b.result(workbench.Compared)
	if shadow := b.result(workbench.Shadowed); shadow != nil && shadow.Hash == b.File && b.File != v.Runs {
		v.Shadow = shadow
	}
	if v.Text == "" {
		if v.Text = t.File.Text; v.Compared != nil {
			v.Text = v.Compared.Text
		}
	}
	v.Rows = versionRows(&b, v.Runs)
	s.show(w, r, status, page{Name: "workbench", Title: "Workbench: " + t.File.Title, Here: "Typologies", Body: v})
	return nil
}

func versionRows(b *Bench, runs string) (rows []versionRow) {
	for _, seen := range b.Versions {
		row := versionRow{Seen: seen, Runs: seen.Hash == runs, File: seen.Hash == b.File, Open: true}
		for _, p := range b.Proposals {
			if p.Hash != seen.Hash {
				continue
			}
			row.Proposals = append(row.Proposals, p)
			row.Open = row.Open && p.State() != exceptions.Waiting && p.State() != exceptions.Standing
		}
		rows = append(rows, row)
	}
	return rows
}

// try begins a trial and shows how it goes.
func (s *site) try(w http.ResponseWriter, r *http.Request) error {
	trial := Trial{Typology: r.PathValue("id")}
	err := whole(r)
	if err == nil {
		trial.Kind = workbench.Kind(r.PostFormValue("kind"))
		switch trial.Kind {
		case workbench.Backtested:
		case workbench.Compared:
			trial.Text, err = changedFile(r)
		default:
			err = &fault.Error{Doing: "trying a typology", Kind: fault.Usage, What: "that is nothing to be tried", Hint: "go back to the page of the typology"}
		}
	}
	if err == nil {
		err = s.Desk.Workbench.Try(r.Context(), trial)
	}
	if err != nil {
		if status := s.Status(err); status < 500 {
			return s.showBench(w, r, status, trial.Text, err)
		}
		return err
	}
	http.Redirect(w, r, address("typologies", trial.Typology, "workbench"), http.StatusSeeOther)
	return nil
}

// whole reads a form, which may hold a file, and says when it is too large.
func whole(r *http.Request) error {
	var large *http.MaxBytesError
	if err := r.ParseMultipartForm(maxForm); errors.As(err, &large) {
		return &fault.Error{Doing: "reading the changed file", Kind: fault.Limit, What: "it is larger than 1 MiB", Hint: "a file holds one typology"}
	}
	return nil // what else is wrong lacks its fields
}

// changedFile is a file that was sent, else the text that was written.
func changedFile(r *http.Request) (string, error) {
	if file, _, err := r.FormFile("file"); err == nil {
		defer file.Close() // read only
		text, err := io.ReadAll(file)
		if err != nil || len(text) > 0 {
			return string(text), err
		}
	}
	return strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n"), nil // a form's lines end as the protocol has it
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
			return s.showBench(w, r, status, "", err)
		}
		return err
	}
	http.Redirect(w, r, address("typologies", r.PathValue("id"), "workbench")+"#versions", http.StatusSeeOther)
	return nil
}
