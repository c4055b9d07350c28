package app

import (
	"context"
	"time"

	"spoor/exceptions"
	"spoor/fault"
	"spoor/screen"
	"spoor/watch"
	"spoor/web"
)

// Answers tells every screening of a party, the first first.
func (d *Desk) Answers(ctx context.Context, party string) ([]watch.Answer, error) {
	runs, err := d.Store.Screenings(ctx)
	if err != nil {
		return nil, err
	}
	members, changes, err := d.Store.Screened(ctx, party)
	return watch.Answers(runs, members, changes, time.Time{}), err
}

// ExceptionRows gives every exception with where it stands by what its customer and listing are now.
func (d *Desk) ExceptionRows(ctx context.Context) ([]web.ExceptionRow, error) {
	s, err := d.current(ctx)
	if err != nil {
		return nil, err
	}
	all, err := d.Store.Exceptions(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]web.ExceptionRow, len(all))
	for i, e := range all {
		party, listed, err := s.both(exceptions.Match{Customer: e.Customer, List: e.List, Listing: e.Listing})
		if err != nil {
			return nil, err
		}
		rows[i] = web.ExceptionRow{Exception: e}
		rows[i].State, rows[i].Changed = e.Stands(d.now(), party, listed)
	}
	return rows, nil
}

// both is what is compared of a customer and a listing as they stand; nil of one that is not there.
func (s *snapshot) both(m exceptions.Match) (party, listed *screen.Compared, err error) {
	if e := s.things[m.Customer]; e != nil {
		c := screen.ComparedOf(e)
		party = &c
	}
	listed, err = comparedOn(s.index, m)
	return party, listed, err
}

// ProposeException keeps a proposal, with what the two are now.
func (d *Desk) ProposeException(ctx context.Context, p web.ExceptionProposal) error {
	s, err := d.current(ctx)
	if err != nil {
		return err
	}
	m := exceptions.Match{Customer: p.Customer, List: p.List, Listing: p.Listing}
	party, listed, err := s.both(m)
	if err != nil {
		return err
	}
	if party == nil || listed == nil {
		return &fault.Error{Doing: "proposing an exception", Kind: fault.Missing, What: "there is no such customer, or no such listing", Hint: "look the subject up: it may have gone with a load"}
	}
	e := exceptions.Exception{ID: p.ID, Customer: p.Customer, Name: s.things[p.Customer].Caption(), List: p.List, Listing: p.Listing, Reason: p.Reason, By: p.By, At: p.At, Expires: p.Expires, Party: *party, Listed: *listed}
	for _, l := range s.index.Find(p.Listing) {
		if l.List == p.List {
			e.Caption = l.Caption
		}
	}
	return d.Store.Except(ctx, []exceptions.Exception{e}, nil)
}

// ActOnException keeps an act and asks for a check, which takes the match out of the alerts or puts it back.
func (d *Desk) ActOnException(ctx context.Context, a exceptions.Act) error {
	if err := d.Store.ActOnException(ctx, a); err != nil {
		return err
	}
	select {
	case d.again <- struct{}{}:
	default: // one is asked for already
	}
	return nil
}
