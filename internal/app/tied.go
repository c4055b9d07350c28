package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"spoor/model"
	"spoor/resolve"
	"spoor/store/sqlite"
	"spoor/web"
)

// sharing is one thing that parties share, as it is compared.
type sharing struct{ kind, text string }

// basis is what a tie rests on.
type basis struct {
	parties map[string]bool
	things  map[string]string // id of a party or a card, and whose it is
	orders  map[string]string // id of an order, and its buyer
	more    int               // orders beside those
}

// ordersShown is how many orders are kept of one tie: a card that is used daily is not shown better by a thousand.
const ordersShown = 10

// tiedShown and restsShown are how many parties, and how many places, are shown of one tie: a household ties all that are in it.
const tiedShown, restsShown = 20, 30

// ties is who shares what with whom, by what is shared.
type ties struct {
	by map[sharing]*basis
	of map[string][]sharing // of a party, in the order of the kinds
}

// tiesOf gathers the ties of a check, and what of the things they rest on. Orders are told one by one.
func tiesOf(checked *Checked) ties {
	t := ties{map[sharing]*basis{}, map[string][]sharing{}}
	for _, tie := range checked.Ties {
		s := sharing{tie.Kind, tie.Shared}
		b := t.by[s]
		if b == nil {
			b = &basis{map[string]bool{}, map[string]string{}, map[string]string{}, 0}
			t.by[s] = b
		}
		for _, id := range []string{tie.A, tie.B} {
			if !b.parties[id] {
				b.parties[id] = true
				t.of[id] = append(t.of[id], s)
			}
		}
	}
	for _, all := range t.of {
		slices.SortFunc(all, func(a, b sharing) int {
			return cmp.Or(strings.Compare(a.kind, b.kind), strings.Compare(a.text, b.text))
		})
	}
	for id, e := range checked.Things {
		resolve.OfThing(id, e, func(kind, text, party string) {
			if b := t.by[sharing{kind, text}]; b != nil && b.parties[party] {
				b.things[id] = party
			}
		})
	}
	return t
}

// order takes note of an order that ties its buyer to others.
func (t ties) order(v *model.View) {
	if !v.Schema.Is("Order") {
		return
	}
	resolve.OfOrder(v, func(kind, text, party string) {
		switch b := t.by[sharing{kind, text}]; {
		case b == nil || !b.parties[party]:
		case len(b.orders) < ordersShown || !slices.Contains(slices.Collect(maps.Values(b.orders)), party): // everyone's first order is kept
			b.orders[strings.Clone(v.ID)] = strings.Clone(party)
		default:
			b.more++
		}
	})
}

// tiesWith tells what a party shares with others, and where that stands.
func (s *snapshot) tiesWith(ctx context.Context, store *sqlite.Store, id string) ([]web.Tie, error) {
	var all []web.Tie
	for _, shared := range s.ties.of[id] {
		b := s.ties.by[shared]
		tie := web.Tie{Kind: shared.kind, More: b.more}
		for party := range b.parties {
			if party != id {
				tie.With = append(tie.With, s.row(party))
			}
		}
		slices.SortFunc(tie.With, byName)
		tie.Others = len(tie.With)
		tie.With = tie.With[:min(tiedShown, tie.Others)]
		for thing, party := range b.things {
			tie.Rests = append(tie.Rests, s.restsOn(thing, party, shared)...)
		}
		orders, err := store.RecordsByID(ctx, slices.Sorted(maps.Keys(b.orders)))
		if err != nil {
			return nil, err
		}
		for _, e := range orders {
			if r, ok := s.restsOnOrder(e, b.orders[e.ID], shared); ok {
				tie.Rests = append(tie.Rests, r)
			}
		}
		slices.SortFunc(tie.Rests, func(a, b web.TieRest) int {
			own := func(r web.TieRest) int {
				if r.Of.ID == id {
					return 0
				}
				return 1
			}
			return cmp.Or(cmp.Compare(own(a), own(b)), byName(a.Of, b.Of), strings.Compare(a.At, b.At), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
		})
		tie.More += max(0, len(tie.Rests)-restsShown)
		tie.Rests = tie.Rests[:min(restsShown, len(tie.Rests))]
		all = append(all, tie)
	}
	return all, nil
}

// row is a party as it is linked to; of one that nothing describes, its id is all.
func (s *snapshot) row(id string) web.SubjectRow {
	if e := s.things[id]; e != nil {
		return web.SubjectRow{ID: id, Kind: e.Schema.Label, Name: e.Caption()}
	}
	return web.SubjectRow{ID: id, Name: id}
}

func byName(a, b web.SubjectRow) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
}

// restsOn are the fields of a party that say what it shares, or the field of a card that says who holds it.
func (s *snapshot) restsOn(id, party string, shared sharing) (rests []web.TieRest) {
	e := s.things[id]
	for i := range e.Values {
		v := &e.Values[i]
		text := v.Text
		if id == party && (v.Prop.Name != shared.kind || resolve.Compared(shared.kind, v.Text) != shared.text) {
			continue
		}
		if id != party {
			if v.Prop.Name != "holder" || v.Text != party {
				continue
			}
			text = e.Caption()
		}
		r := web.TieRest{Of: s.row(party), Text: text, On: e.Schema.Label}
		if v.Origin != nil && v.Origin.Source != nil {
			r.File, r.Line = v.Origin.File, v.Origin.Line
		}
		rests = append(rests, r)
	}
	return rests
}

// restsOnOrder is the field of an order that says what its buyer shares.
func (s *snapshot) restsOnOrder(e *model.Entity, party string, shared sharing) (r web.TieRest, ok bool) {
	v, err := model.NewView(e)
	if err != nil {
		return r, false // it was checked when it was loaded
	}
	for _, text := range e.Get(shared.kind) {
		if resolve.Compared(shared.kind, text) == shared.text {
			r = web.TieRest{Of: s.row(party), Text: text, On: e.Schema.Label, At: model.Datum{Kind: model.Moment, Num: v.At.Start, End: v.At.End}.String()}
			if e.Origin != nil && e.Origin.Source != nil {
				r.File, r.Line = e.Origin.File, e.Origin.Line
			}
			return r, true
		}
	}
	return r, false
}
