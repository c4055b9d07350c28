package app

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"spoor/exceptions"
	"spoor/fault"
	"spoor/model"
	"spoor/resolve"
	"spoor/screen"
	"spoor/store/sqlite"
)

// Importing is who brings earlier decisions in: two people, of whom the second is never the first.
type Importing struct {
	File         string // as it is named in what is said
	As, Approver string
	Now          time.Time
}

// exceptionColumns are those of an import; the others are told and left out.
var exceptionColumns = []string{"customer_id", "customer_name", "listing_id", "list", "reason", "decided_by", "decided_at", "approved_by", "expires"}

// Import takes earlier decisions from a CSV file. Each row is checked; one that breaks a rule is set aside with its line and
// reason, and all others are kept in one go.
func (in Importing) Import(ctx context.Context, store *sqlite.Store, file io.Reader) (kept int, aside []*fault.Error, err error) {
	switch {
	case strings.TrimSpace(in.As) == "" || strings.TrimSpace(in.Approver) == "":
		return 0, nil, &fault.Error{Kind: fault.Usage, What: "earlier decisions come in on the word of two people", Hint: "name who imports them and who approved that"}
	case exceptions.Same(in.As, in.Approver):
		return 0, nil, &fault.Error{Doing: "importing exceptions", Kind: fault.Denied, What: "who imports them does not approve them", Hint: "name another person with --approved-by"}
	}
	rows, err := in.rows(file)
	if err != nil {
		return 0, nil, err
	}
	known, err := in.known(ctx, store, rows)
	if err != nil {
		return 0, nil, err
	}
	var proposals []exceptions.Exception
	var acts []exceptions.Act
	for _, r := range rows {
		e, approved, wrong := known.exception(&in, r)
		if wrong != nil {
			wrong.Doing, wrong.Place = "importing exceptions", fault.Place{File: in.File, Line: r.line, Text: r.cells["customer_id"] + r.cells["customer_name"]}
			aside = append(aside, wrong)
			continue
		}
		known.have[e.ID] = true
		proposals, acts = append(proposals, e), append(acts, approved)
	}
	return len(proposals), aside, store.Except(ctx, proposals, acts)
}

// exceptionRow is one line of an import.
type exceptionRow struct {
	line  int
	cells map[string]string
}

func (in Importing) rows(file io.Reader) (rows []exceptionRow, err error) {
	r := csv.NewReader(file)
	failed := func(line int, what string, err error) error {
		return &fault.Error{Doing: "importing exceptions", Kind: fault.Input, Place: fault.Place{File: in.File, Line: line}, What: what, Err: err,
			Hint: "a CSV file with the columns " + strings.Join(exceptionColumns, ", ")}
	}
	var header []string
	for {
		cells, err := r.Read()
		var parse *csv.ParseError
		switch {
		case errors.Is(err, io.EOF) && header == nil:
			return nil, failed(1, "the file is empty", nil)
		case errors.Is(err, io.EOF):
			return rows, nil
		case errors.As(err, &parse):
			return nil, failed(parse.Line, "", parse.Err)
		case err != nil:
			return nil, failed(0, "", err)
		case header == nil:
			for _, column := range cells {
				header = append(header, strings.ToLower(strings.TrimSpace(strings.TrimPrefix(column, "\ufeff"))))
			}
			if !slices.Contains(header, "listing_id") || !slices.Contains(header, "reason") || !slices.Contains(header, "customer_id") && !slices.Contains(header, "customer_name") {
				return nil, failed(1, "columns listing_id, reason and one of customer_id and customer_name are needed; it has "+strings.Join(header, ", "), nil)
			}
			continue
		}
		line, _ := r.FieldPos(0)
		row := exceptionRow{line, map[string]string{}}
		for i, column := range header {
			row.cells[column] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, row)
	}
}

// knownParties are the customers and listings that rows of an import may name.
type knownParties struct {
	customers map[string]*model.Entity
	named     map[string][]string        // ids by caption
	listings  map[string][]*model.Entity // by id, one a list
	have      map[string]bool            // ids of exceptions
}

func (in Importing) known(ctx context.Context, store *sqlite.Store, rows []exceptionRow) (*knownParties, error) {
	k := &knownParties{named: map[string][]string{}, listings: map[string][]*model.Entity{}, have: map[string]bool{}}
	var err error
	if k.customers, err = Parties(ctx, store); err != nil {
		return nil, err
	}
	for id, e := range k.customers {
		k.named[e.Caption()] = append(k.named[e.Caption()], id)
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.cells["listing_id"])
	}
	found, err := store.ListingsByID(ctx, slices.Compact(slices.Sorted(slices.Values(ids)))...)
	if err != nil {
		return nil, err
	}
	for _, e := range found {
		k.listings[e.ID] = append(k.listings[e.ID], e)
	}
	all, err := store.Exceptions(ctx)
	for _, e := range all {
		k.have[e.ID] = true
	}
	return k, err
}

// Parties are the things of the records that can be on a list, merged, by the id they are known under.
func Parties(ctx context.Context, src Source) (map[string]*model.Entity, error) {
	things, err := merged(src.Things(ctx))
	if err != nil {
		return nil, err
	}
	things = joined(things, resolve.Identical(things))
	for id, e := range things {
		if !e.Schema.Matchable {
			delete(things, id)
		}
	}
	return things, nil
}

// exception makes an approved exception of a row, or says what is wrong with it.
func (k *knownParties) exception(in *Importing, r exceptionRow) (e exceptions.Exception, approved exceptions.Act, wrong *fault.Error) {
	customer, wrong := k.customer(r)
	if wrong != nil {
		return e, approved, wrong
	}
	listing, wrong := k.listing(r)
	if wrong != nil {
		return e, approved, wrong
	}
	decided, wrong := dayOf(r, "decided_at", in.Now)
	if wrong != nil {
		return e, approved, wrong
	}
	expires, wrong := dayOf(r, "expires", decided.AddDate(exceptions.DefaultYears, 0, 0))
	if wrong != nil {
		return e, approved, wrong
	}
	by, second := cmp.Or(r.cells["decided_by"], in.As), cmp.Or(r.cells["approved_by"], in.Approver)
	e = exceptions.Exception{Customer: customer.ID, Name: customer.Caption(), Listing: listing.ID, Caption: listing.Caption(), List: listing.Origin.Source.Name,
		Reason: r.cells["reason"], By: by, At: decided, Expires: expires, Party: screen.ComparedOf(customer), Listed: screen.ComparedOf(listing),
		From: fmt.Sprintf("%s:%d, imported by %s, approved by %s, on %s", in.File, r.line, in.As, in.Approver, in.Now.Format(time.DateOnly))}
	e.ID = model.ID("exception", e.Customer, e.List, e.Listing, e.Reason, by, second, r.cells["decided_at"], r.cells["expires"])
	approved = exceptions.Act{ID: model.ID("approval", e.ID), On: e.ID, Verb: exceptions.Approve, By: second, Reason: "an earlier decision, imported", At: in.Now}
	switch err := errors.Join(e.Check(), e.May(approved, in.Now)); {
	case k.have[e.ID]:
		return e, approved, &fault.Error{Kind: fault.Conflict, What: "this decision stands already", Hint: "nothing was added"}
	case decided.After(in.Now):
		return e, approved, &fault.Error{Kind: fault.Input, What: "it was decided on a day to come, " + r.cells["decided_at"], Hint: "correct decided_at"}
	case !expires.After(in.Now):
		return e, approved, &fault.Error{Kind: fault.Input, What: "it expired on " + expires.Format(time.DateOnly), Hint: "review the match again"}
	case err != nil:
		if !errors.As(err, &wrong) {
			wrong = &fault.Error{Kind: fault.Internal, Err: err}
		}
		told := *wrong
		return e, approved, &told
	}
	return e, approved, nil
}

func (k *knownParties) customer(r exceptionRow) (*model.Entity, *fault.Error) {
	id, name := r.cells["customer_id"], r.cells["customer_name"]
	if id == "" {
		switch ids := k.named[name]; {
		case name == "":
			return nil, &fault.Error{Kind: fault.Input, What: "the row names no customer", Hint: "fill customer_id or customer_name"}
		case len(ids) > 1:
			return nil, &fault.Error{Kind: fault.Input, What: fmt.Sprintf("%d customers are called so", len(ids)), Hint: "give customer_id"}
		case len(ids) == 1:
			id = ids[0]
		}
	}
	if e := k.customers[id]; e != nil {
		return e, nil
	}
	return nil, &fault.Error{Kind: fault.Input, What: "the records have no such customer", Hint: "load the records first, and write id or name as they do"}
}

func (k *knownParties) listing(r exceptionRow) (*model.Entity, *fault.Error) {
	var found []*model.Entity
	for _, e := range k.listings[r.cells["listing_id"]] {
		if list := r.cells["list"]; list == "" || list == e.Origin.Source.Name {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return nil, &fault.Error{Kind: fault.Input, What: fmt.Sprintf("no list that stands has %q%s", r.cells["listing_id"], onList(r.cells["list"])), Hint: "load the list first, and write the id as it does"}
	case 1:
		return found[0], nil
	}
	return nil, &fault.Error{Kind: fault.Input, What: fmt.Sprintf("%q stands on several lists", r.cells["listing_id"]), Hint: "fill the column list"}
}

func onList(list string) string {
	if list == "" {
		return ""
	}
	return " on " + list
}

// dayOf reads a date of a row.
func dayOf(r exceptionRow, column string, otherwise time.Time) (time.Time, *fault.Error) {
	text := r.cells[column]
	if text == "" {
		return otherwise.UTC(), nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	return time.Time{}, &fault.Error{Kind: fault.Input, What: fmt.Sprintf("%s %q is no date", column, text), Hint: "write it as 2026-05-31"}
}
