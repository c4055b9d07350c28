package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"spoor/exceptions"
	"spoor/watch"
	"spoor/web"
)

// Change is what became of one possible match of a customer.
type Change struct {
	Run     int64     `json:"run"`
	At      time.Time `json:"at"`
	Kind    string    `json:"kind" enum:"new,gone,stronger,weaker,unchanged"`
	Party   string    `json:"party"`
	Name    string    `json:"name"`
	Listing string    `json:"listing"`
	Caption string    `json:"caption"`
	List    string    `json:"list"`
	Before  *Hit      `json:"before,omitempty"`
	After   *Hit      `json:"after,omitempty"`
}

type changesInput struct {
	Since time.Time `query:"since" doc:"Only what changed at this moment or later"`
	Kind  string    `query:"kind" enum:"new,gone,stronger,weaker,unchanged" doc:"Only changes of this kind"`
}

type changesOutput struct {
	Body struct {
		Changes []Change `json:"changes" doc:"The newest run first"`
	}
}

func (a *api) changes(ctx context.Context, in *changesInput) (*changesOutput, error) {
	if err := a.Web.Desk.Audit.Note(ctx, "view", "changes of possible matches"); err != nil {
		return nil, err
	}
	all, err := a.Web.Desk.Watching.Changes(ctx, in.Since, watch.Kind(in.Kind))
	if err != nil {
		return nil, err
	}
	out := &changesOutput{}
	out.Body.Changes = []Change{}
	for i := range all {
		c := &all[i]
		h := c.Hit()
		out.Body.Changes = append(out.Body.Changes, Change{c.Run, c.At, string(c.Kind), h.Party, h.Name, h.Listing, h.Caption, h.List, hitOf(c.Before), hitOf(c.After)})
	}
	return out, nil
}

// Exception is a possible match that people found false.
type Exception struct {
	ID       string    `json:"id"`
	Customer string    `json:"customer"`
	Name     string    `json:"name"`
	Listing  string    `json:"listing"`
	Caption  string    `json:"caption"`
	List     string    `json:"list"`
	State    string    `json:"state" enum:"waiting,standing,reopened,expired,refused,ended"`
	Reason   string    `json:"reason"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Approver string    `json:"approvedBy,omitempty"`
	Expires  time.Time `json:"expires"`
	Changed  []string  `json:"changed" doc:"What differs since, where it was reopened for that"`
}

type exceptionsOutput struct {
	Body struct {
		Exceptions []Exception `json:"exceptions"`
	}
}

func (a *api) exceptions(ctx context.Context, _ *struct{}) (*exceptionsOutput, error) {
	if err := a.Web.Desk.Audit.Note(ctx, "view", "exceptions"); err != nil {
		return nil, err
	}
	rows, err := a.Web.Desk.Watching.ExceptionRows(ctx)
	if err != nil {
		return nil, err
	}
	out := &exceptionsOutput{}
	out.Body.Exceptions = []Exception{}
	for i := range rows {
		e := &rows[i]
		out.Body.Exceptions = append(out.Body.Exceptions, Exception{e.ID, e.Customer, e.Name, e.Listing, e.Caption, e.List, string(e.State), e.Reason, e.By, e.At, e.Approver(), e.Expires, append([]string{}, e.Changed...)})
	}
	return out, nil
}

type proposeInput struct {
	Body struct {
		Customer string    `json:"customer"`
		List     string    `json:"list"`
		Listing  string    `json:"listing"`
		Reason   string    `json:"reason" doc:"In words: what differs between the two"`
		Expires  time.Time `json:"expires,omitempty" doc:"A year from now when absent"`
	}
}

type madeOutput struct {
	Status int
	Body   struct {
		ID string `json:"id"`
	}
}

func (a *api) propose(ctx context.Context, in *proposeInput) (*madeOutput, error) {
	id, err := a.newID()
	if err != nil {
		return nil, err
	}
	at := a.Web.Now().UTC().Truncate(time.Millisecond)
	p := web.ExceptionProposal{ID: id, Customer: in.Body.Customer, List: in.Body.List, Listing: in.Body.Listing, Reason: strings.TrimSpace(in.Body.Reason), By: personOf(ctx).Name, At: at, Expires: in.Body.Expires}
	if p.Expires.IsZero() {
		p.Expires = at.AddDate(exceptions.DefaultYears, 0, 0)
	}
	out := &madeOutput{Status: http.StatusCreated}
	out.Body.ID = id
	return out, a.Web.Desk.Watching.ProposeException(ctx, p)
}

type exceptInput struct {
	ID   string `path:"id"`
	Body struct {
		Verb   string `json:"verb" enum:"approve,refuse,end"`
		Reason string `json:"reason,omitempty"`
	}
}

func (a *api) actOnException(ctx context.Context, in *exceptInput) (*madeOutput, error) {
	id, err := a.newID()
	if err != nil {
		return nil, err
	}
	act := exceptions.Act{ID: id, On: in.ID, Verb: exceptions.Verb(in.Body.Verb), Reason: strings.TrimSpace(in.Body.Reason), By: personOf(ctx).Name, At: a.Web.Now().UTC().Truncate(time.Millisecond)}
	out := &madeOutput{Status: http.StatusCreated}
	out.Body.ID = id
	return out, a.Web.Desk.Watching.ActOnException(ctx, act)
}
