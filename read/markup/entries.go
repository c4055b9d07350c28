package markup

import (
	"context"
	"errors"
	"io"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
)

// Entries reads a published list: a document whose elements of some names are each an entry.
type Entries struct {
	Names []string // of the elements
	Dated string   // the root's attribute that says when the list was made; empty where none does
	// Entry makes the entities of one element, the listing first, or says why it cannot. An element that is no entry gives
	// neither.
	Entry func(*Element, *model.Origin) ([]*model.Entity, *fault.Error)
}

// Read hands every entry over. A bad one is set aside with its place; a break ends the reading.
func (l Entries) Read(ctx context.Context, in *read.Input, out read.Sink) error {
	doc, err := NewReader(in.Body)
	if err != nil {
		return err
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := doc.Next(l.Names...)
		if l.Dated != "" && in.Published == "" {
			in.Published = doc.Attr(l.Dated)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := l.hand(e, in.Source, out); err != nil {
			return err
		}
	}
}

func (l Entries) hand(e *Element, source *model.Source, out read.Sink) error {
	origin := &model.Origin{Source: source, Line: e.Line, Offset: e.Offset, Raw: e.Raw}
	entities, bad := l.Entry(e, origin)
	switch {
	case bad != nil:
		bad.Doing, bad.Kind, bad.Place = "reading the list", fault.Input, fault.Place{Line: e.Line, Offset: e.Offset, Text: e.Raw}
		return out.Fault(bad)
	case entities != nil:
		return out.Row(read.Row{Origin: origin, Entities: entities})
	}
	return nil
}
