package app

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"spoor/detect"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/model"
	"spoor/typologies"
	"spoor/web"
	"spoor/workbench"
)

// Beginning is the text from which a typology of some id is written: it compiles, and its tests pass as they stand.
func Beginning(id string) (*detect.Typology, error) {
	title := strings.ReplaceAll(id, "-", " ")
	text := strings.NewReplacer("ID", id, "TITLE", strings.ToUpper(title[:min(1, len(title))])+title[min(1, len(title)):]).Replace(typologies.Draft)
	f, err := detect.ParseFile(id+"/typology.yaml", []byte(text))
	if err == nil && id == f.ID.Text {
		var t *detect.Typology
		if t, err = (&detect.Organisation{}).Compile(f, model.Default()); err == nil {
			return t, nil
		}
	}
	return nil, &fault.Error{Doing: "beginning a typology", Kind: fault.Usage, What: fmt.Sprintf("%q is no id", fault.Cut(id, 60)), Hint: "small letters, digits and hyphens, like gift-chain"}
}

// Begin is Beginning for a desk, on which the id must not stand yet. Nothing is kept.
func (d *Desk) Begin(_ context.Context, id string) (*detect.Typology, error) {
	if _, err := d.typology(id); err == nil {
		return nil, &fault.Error{Doing: "beginning a typology", Kind: fault.Conflict, What: "there is a typology " + id + " already", Hint: "open it and change it, or choose another id"}
	}
	t, err := Beginning(id)
	if err == nil {
		t.File.Owner = d.owner()
	}
	return t, err
}

// owner is whose a typology is that was begun here.
func (d *Desk) owner() string {
	if d.Organisation == nil {
		return "own"
	}
	return cmp.Or(d.Organisation.Controller, "own")
}

// changeable is the typology in whose place a text is linted or tried: the one that runs, or of a new id the text from which one begins.
func (d *Desk) changeable(ctx context.Context, id string, kind workbench.Kind) (*detect.Typology, error) {
	live, missing := d.typology(id)
	if missing == nil || kind != workbench.Drafted {
		return live, missing
	}
	return d.Begin(ctx, id)
}

// Drafts are the typologies that were begun on the page, tried or proposed, and run nowhere; the newest first.
func (d *Desk) Drafts(ctx context.Context) ([]web.Draft, error) {
	tried, err := d.Store.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	proposals, err := d.Store.Proposals(ctx)
	if err != nil {
		return nil, err
	}
	by := map[string]web.Draft{}
	for _, r := range tried {
		by[r.Typology] = web.Draft{Typology: r.Typology, By: r.By, At: r.At}
	}
	for _, p := range proposals {
		if p.State() == exceptions.Waiting { // whatever became of the trial
			by[p.Typology] = web.Draft{Typology: p.Typology, By: p.By, At: p.At, Waiting: true}
		}
	}
	for _, t := range d.Typologies() {
		delete(by, t.File.ID.Text)
	}
	return slices.SortedFunc(maps.Values(by), func(a, b web.Draft) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Typology, b.Typology)) }), nil
}
