package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"spoor/access"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/watch"
)

// ExceptionRow is an exception with where it stands now.
type ExceptionRow struct {
	exceptions.Exception
	State   exceptions.State
	Changed []string // of a reopened one: what differs since, in words
}

// ExceptionProposal is a match that somebody found false. What the two are is taken as it stands.
type ExceptionProposal struct {
	ID, Customer, List, Listing, Reason, By string
	At, Expires                             time.Time
}

// Watching is what became of the customers' matches, and which of them people found false.
type Watching interface {
	Changes(ctx context.Context, since time.Time, kind watch.Kind) ([]watch.Change, error) // the newest run first; of all kinds when it is empty
	Answers(ctx context.Context, party string) ([]watch.Answer, error)                     // every screening of a party, the first first
	ExceptionRows(context.Context) ([]ExceptionRow, error)                                 // in the order they were proposed
	ProposeException(context.Context, ExceptionProposal) error
	ActOnException(context.Context, exceptions.Act) error
}

type changesView struct {
	Kinds   []watch.Kind
	Kind    watch.Kind
	Changes []watch.Change
	Shown   pages
	Total   int
}

// changes are what became of the matches, newest run first.
func (s *site) changes(w http.ResponseWriter, r *http.Request) error {
	v := changesView{Kinds: watch.Kinds(), Kind: watch.Kind(r.URL.Query().Get("kind"))}
	if v.Kind != "" && !slices.Contains(v.Kinds, v.Kind) {
		return &fault.Error{Doing: "opening the changes", Kind: fault.Usage, What: "there is no such kind of change", Hint: "new, stronger, weaker, gone or unchanged"}
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "changes of possible matches"); err != nil {
		return err
	}
	all, err := s.Desk.Watching.Changes(r.Context(), time.Time{}, v.Kind)
	if err != nil {
		return err
	}
	v.Shown, v.Total = pagesOf(r.URL.Query(), len(all), rowsAPage), len(all)
	v.Changes = all[v.Shown.From:v.Shown.To]
	s.show(w, r, http.StatusOK, page{Name: "changes", Title: "Changes", Here: "Lists", Body: v})
	return nil
}

type exceptionsView struct {
	Waiting []ExceptionRow
	Rows    []ExceptionRow // all others, the newest first
	Me      string
	May     bool
	Fault   *told
}

func (s *site) exceptions(w http.ResponseWriter, r *http.Request) error {
	return s.showExceptions(w, r, http.StatusOK, nil)
}

func (s *site) showExceptions(w http.ResponseWriter, r *http.Request, status int, failed error) error {
	if err := s.Desk.Audit.Note(r.Context(), "view", "exceptions"); err != nil {
		return err
	}
	all, err := s.Desk.Watching.ExceptionRows(r.Context())
	if err != nil {
		return err
	}
	me := personOf(r)
	v := exceptionsView{Me: me.Name, May: me.May(access.Decide)}
	if failed != nil {
		t := tellOf(failed)
		v.Fault = &t
	}
	for _, e := range slices.Backward(all) {
		if e.State == exceptions.Waiting {
			v.Waiting = append(v.Waiting, e)
		} else {
			v.Rows = append(v.Rows, e)
		}
	}
	slices.Reverse(v.Waiting) // who waits longest comes first
	s.show(w, r, status, page{Name: "exceptions", Title: "Exceptions", Here: "Lists", Body: v})
	return nil
}

// actOnException approves, refuses or ends one.
func (s *site) actOnException(w http.ResponseWriter, r *http.Request) error {
	id, err := newID(s.Rand)
	if err != nil {
		return err
	}
	a := exceptions.Act{ID: id, On: r.PathValue("id"), Verb: exceptions.Verb(r.PostFormValue("verb")), Reason: strings.TrimSpace(r.PostFormValue("reason")),
		By: personOf(r).Name, At: s.Now().UTC().Truncate(time.Millisecond)}
	if err := s.Desk.Watching.ActOnException(r.Context(), a); err != nil {
		if fault.KindOf(err) == fault.Missing {
			return err
		}
		return s.showExceptions(w, r, s.Status(err), err)
	}
	http.Redirect(w, r, "/exceptions", http.StatusSeeOther)
	return nil
}
