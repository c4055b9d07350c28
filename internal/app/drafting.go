package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"spoor/detect"
	"spoor/fault"
	"spoor/web"
	"spoor/workbench"
)

// sameID refuses a changed file that is of another typology than it would take the place of.
func sameID(changed, live *detect.Typology) error {
	id, want := changed.File.ID, live.File.ID.Text
	if id.Text == want {
		return nil
	}
	return &fault.Error{Doing: "compiling the typology", Kind: fault.Input, Place: fault.Place{File: changed.File.Path, Line: id.Line, Column: id.Column},
		What: fmt.Sprintf("this is %s, and would take the place of %s", fault.Cut(id.Text, 60), want), Hint: "leave the id as it is"}
}

// Lint says what is wrong with a changed file of a typology; when it compiles, which of its tests fail, and what would make it better.
func (d *Desk) Lint(ctx context.Context, typology, text string) (web.Linted, error) {
	live, err := d.changeable(ctx, typology, workbench.Drafted)
	if err != nil {
		return web.Linted{}, err
	}
	changed, err := typologyOf(d.Organisation, "the changed file", text, live.File.Owner)
	if err == nil {
		err = sameID(changed, live)
	}
	var linted web.Linted
	if fault.KindOf(err) == fault.Limit {
		return linted, err // there is nothing to look at
	}
	if err != nil {
		linted.Notes = notesOf(err, web.Wrong)
		return linted, nil
	}
	outcomes, err := changed.RunTests(ctx)
	if err != nil {
		return linted, err
	}
	linted.Tests, linted.Notes = len(outcomes), notesOf(detect.TestError(changed, outcomes), web.Failed)
	own := d.Organisation
	if own == nil {
		own = &detect.Organisation{}
	}
	for _, a := range own.Advise(changed) {
		linted.Notes = append(linted.Notes, web.Note{Line: a.Place.Line, Column: a.Place.Column, What: a.What, Hint: a.Hint})
	}
	return linted, nil
}

// notesOf tells joined errors one by one.
func notesOf(err error, as web.Sort) (notes []web.Note) {
	for _, err := range Apart(err) {
		n := web.Note{What: err.Error(), Sort: as}
		var e *fault.Error
		if errors.As(err, &e) {
			n.Line, n.Column, n.What, n.Hint = e.Place.Line, e.Place.Column, Bare(e), e.Hint
		}
		notes = append(notes, n)
	}
	return notes
}

// prove refuses a version of which a test fails: what two people agree on does what it says.
func (d *Desk) prove(ctx context.Context, doing string, s workbench.Seen) error {
	file := s.File
	if strings.HasPrefix(file, workbench.Brought) {
		file = "the text"
	}
	t, err := typologyOf(d.Organisation, file, s.Text, s.Owner)
	if err != nil {
		return err
	}
	outcomes, err := t.RunTests(ctx)
	if err != nil {
		return err
	}
	var first *fault.Error
	failed := Apart(detect.TestError(t, outcomes))
	if len(failed) == 0 || !errors.As(failed[0], &first) {
		return nil
	}
	what := fmt.Sprintf("%d of its %s fail: ", len(failed), fault.Count(len(outcomes), "test"))
	if len(failed) == 1 {
		what = fmt.Sprintf("1 of its %s fails: ", fault.Count(len(outcomes), "test"))
	}
	return &fault.Error{Doing: doing, Kind: fault.Input, Place: first.Place, What: what + first.What, Hint: "mend the condition or the test, try the text again, and propose that"}
}

// Apart takes joined errors apart.
func Apart(err error) (all []error) {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range several.Unwrap() {
			all = append(all, Apart(e)...)
		}
		return all
	}
	if err != nil {
		all = []error{err}
	}
	return all
}

// Bare is an error without its place, its act and its remedy.
func Bare(e *fault.Error) string {
	bare := *e
	bare.Place, bare.Hint, bare.Doing = fault.Place{}, "", ""
	return bare.Error()
}

// proposed is the version that a proposal is of: one that was seen as a file, or a text that was tried on the page, which is kept from now on.
func (d *Desk) proposed(ctx context.Context, p workbench.Proposal) (workbench.Seen, error) {
	seen, err := d.Store.Versions(ctx)
	if err != nil {
		return workbench.Seen{}, err
	}
	if i := slices.IndexFunc(seen, func(s workbench.Seen) bool { return s.Typology == p.Typology && s.Hash == p.Hash }); i >= 0 {
		return seen[i], d.prove(ctx, "proposing a stable version", seen[i])
	}
	results, err := d.Store.Results(ctx, p.Typology)
	if err != nil {
		return workbench.Seen{}, err
	}
	i := slices.IndexFunc(results, func(r workbench.Result) bool { return r.Hash == p.Hash && r.Text != "" })
	if i < 0 {
		return workbench.Seen{}, &fault.Error{Doing: "proposing a stable version", Kind: fault.Missing, What: "there is no such version", Hint: "go back to the page of the typology, and try the text again"}
	}
	if begun, err := Beginning(p.Typology); err == nil && begun.File.Text == results[i].Text {
		return workbench.Seen{}, &fault.Error{Doing: "proposing a stable version", Kind: fault.Input, What: "this is the text from which every typology begins, and no indicator of anybody's",
			Hint: "write what the source says, try it, and propose that"}
	}
	owner := d.owner() // of one that was begun on the page
	if live, err := d.typology(p.Typology); err == nil {
		owner = live.File.Owner
	}
	t, err := typologyOf(d.Organisation, "the changed file", results[i].Text, owner)
	if err != nil {
		return workbench.Seen{}, err
	}
	f := t.File
	s := workbench.Seen{Typology: p.Typology, Hash: p.Hash, Version: f.Version, Status: f.Status.Text, File: workbench.Brought + cmp.Or(results[i].By, p.By), Text: f.Text, Owner: owner, At: d.now().UTC()}
	if err := p.Words(); err != nil { // before anything is kept
		return s, err
	}
	if err := d.prove(ctx, "proposing a stable version", s); err != nil {
		return s, err
	}
	return s, d.Store.SeeVersions(ctx, []workbench.Seen{s})
}
