package app

import (
	"context"
	"slices"
	"time"

	"spoor/detect"
	"spoor/exceptions"
	"spoor/model"
	"spoor/store/sqlite"
	"spoor/workbench"
)

// LibraryOf is what runs on a data directory of the typologies as their files stand, by what people agreed on there. Versions that
// were not seen before are kept, and logged.
func LibraryOf(ctx context.Context, store *sqlite.Store, own *detect.Organisation, files []*detect.Typology, now time.Time) (workbench.Library, error) {
	versions := make([]workbench.Seen, len(files))
	for i, t := range files {
		f := t.File
		versions[i] = workbench.Seen{Typology: f.ID.Text, Hash: f.Hash(), Version: f.Version, Status: f.Status.Text, File: f.Path, Text: f.Text, Owner: f.Owner, At: now.UTC()}
	}
	if err := store.SeeVersions(ctx, versions); err != nil {
		return workbench.Library{}, err
	}
	seen, err := store.Versions(ctx)
	if err != nil {
		return workbench.Library{}, err
	}
	proposals, err := store.Proposals(ctx)
	if err != nil {
		return workbench.Library{}, err
	}
	return workbench.InForce(files, seen, proposals, func(s workbench.Seen) (*detect.Typology, error) {
		return typologyOf(own, s.File, s.Text, s.Owner)
	}), nil
}

// typologyOf compiles the text of somebody's typology as an organisation has it.
func typologyOf(own *detect.Organisation, file, text, owner string) (*detect.Typology, error) {
	f, err := detect.ParseFile(file, []byte(text))
	if err != nil {
		return nil, err
	}
	f.Owner = owner
	if own == nil {
		own = &detect.Organisation{}
	}
	return own.Compile(f, model.Default())
}

// agreed finds out what runs, which the pages show from then on.
func (d *Desk) agreed(ctx context.Context) (workbench.Library, error) {
	l, err := LibraryOf(ctx, d.Store, d.Organisation, d.typologies, d.now())
	if err != nil {
		return l, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.library = l
	return l, nil
}

// Typologies are the ones that run, in the status that is in force.
func (d *Desk) Typologies() []*detect.Typology {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.library.Said == nil { // nobody was asked yet
		return d.typologies
	}
	return d.library.Run
}

// Numbers are the parameters of a typology, with the values that hold here.
func (d *Desk) Numbers(t *detect.Typology) []detect.Parameter {
	own := d.Organisation
	if own == nil {
		own = &detect.Organisation{}
	}
	return own.Parameters(t)
}

// Shadow runs changed files beside the stable versions on what a check read, and keeps what they would have done otherwise. b has
// the organisation and the surroundings of the check.
func Shadow(ctx context.Context, store *sqlite.Store, b *workbench.Bench, checked *Checked, library workbench.Library, now time.Time) error {
	if len(library.Shadow) == 0 {
		return nil
	}
	var err error
	if b.Decisions, err = store.Decisions(ctx); err != nil {
		return err
	}
	b.Typologies, b.Data, b.Found = library.Run, checked.Data, &detect.Result{Findings: checked.Findings, Untestable: checked.Untestable}
	for _, t := range library.Shadow {
		live := slices.IndexFunc(library.Run, func(l *detect.Typology) bool { return l.File.ID.Text == t.File.ID.Text })
		c, err := b.Compare(ctx, library.Run[live], t, mostDifferences)
		if err != nil {
			return err
		}
		r := workbench.Result{Kind: workbench.Shadowed, Typology: t.File.ID.Text, Hash: t.File.Hash(), By: "spoor", At: now.UTC(), Comparison: c}
		if err := store.PutResult(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// ProposeStable proposes that a version be made stable.
func (d *Desk) ProposeStable(ctx context.Context, p workbench.Proposal) error {
	version, err := d.proposed(ctx, p)
	if err != nil {
		return err
	}
	p.Version = version.Version
	return d.Store.ProposeStable(ctx, p)
}

// ActOnStable keeps an act on a proposal; what runs from then on is checked anew. A version of which a test fails is not approved,
// though it was proposed before that was asked, or its tests passed then.
func (d *Desk) ActOnStable(ctx context.Context, a exceptions.Act) error {
	if a.Verb == exceptions.Approve {
		if err := d.proveProposed(ctx, a.On); err != nil {
			return err
		}
	}
	if err := d.Store.ActOnStable(ctx, a); err != nil {
		return err
	}
	_, err := d.agreed(ctx)
	d.askAgain()
	return err
}

// proveProposed refuses the version of a proposal of which a test fails. What is not there is for the store to say.
func (d *Desk) proveProposed(ctx context.Context, proposal string) error {
	proposals, err := d.Store.Proposals(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(proposals, func(p workbench.Proposal) bool { return p.ID == proposal })
	if i < 0 {
		return nil
	}
	seen, err := d.Store.Versions(ctx)
	if err != nil {
		return err
	}
	for _, s := range seen {
		if s.Typology == proposals[i].Typology && s.Hash == proposals[i].Hash {
			return d.prove(ctx, "agreeing on a stable version", s)
		}
	}
	return nil
}

// Waiting are the proposals of versions that wait for a second person, the oldest first.
func (d *Desk) Waiting(ctx context.Context) ([]workbench.Proposal, error) {
	all, err := d.Store.Proposals(ctx)
	return slices.DeleteFunc(all, func(p workbench.Proposal) bool { return p.State() != exceptions.Waiting }), err
}
