package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"spoor/cases"
	"spoor/evidence"
	"spoor/fault"
	"spoor/model"
	"spoor/screen"
	"spoor/watch"
	"spoor/web"
)

// Screen looks somebody up.
func (d *Desk) Screen(ctx context.Context, q web.ScreenQuery) ([]cases.Hit, []web.ListState, error) {
	lists, err := d.Lists(ctx)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.current(ctx)
	if err != nil {
		return nil, nil, err
	}
	e, query, err := asked(q)
	if err != nil {
		return nil, nil, err
	}
	options := s.shownTo(ctx)
	var hits []cases.Hit
	for _, h := range s.index.Search(query, options) {
		kept := keptHit(Hit{Party: e, Hit: h})
		kept.AsGood = h.AsGood
		hits = append(hits, kept)
	}
	return hits, lists, d.answered(ctx, q.String(), hits, lists)
}

// ScreenText looks up whom a text mentions. The log holds the text's digest, and not what somebody wrote.
func (d *Desk) ScreenText(ctx context.Context, text string) ([]web.Mention, []web.ListState, error) {
	lists, err := d.Lists(ctx)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.current(ctx)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.index.Scan(text, s.shownTo(ctx))
	if err != nil {
		return nil, nil, err
	}
	words := model.NewEntity("text", model.Default().Get("LegalEntity"), nil)
	var mentions []web.Mention
	var hits []cases.Hit
	for _, m := range found {
		kept := keptHit(Hit{Party: words, Hit: m.Hit})
		kept.AsGood = m.Hit.AsGood
		mentions, hits = append(mentions, web.Mention{Start: m.Start, End: m.End, Words: m.Words, Hit: kept}), append(hits, kept)
	}
	on := fmt.Sprintf("a text of %d bytes, SHA-256 %x", len(text), sha256.Sum256([]byte(text)))
	return mentions, lists, d.answered(ctx, on, hits, lists)
}

// shownTo is which listings a look-up may give to whoever asks.
func (s *snapshot) shownTo(ctx context.Context) (options screen.Options) {
	if !evidence.ActorOf(ctx).Discreet {
		options.Accept = s.discreet.shown
	}
	return options
}

// answered logs what a look-up was answered, and from which editions of which lists: the proof of who was screened against
// what.
func (d *Desk) answered(ctx context.Context, on string, hits []cases.Hit, lists []web.ListState) error {
	said := editionsSaid(lists)
	for _, h := range hits {
		said = append(said, fmt.Sprintf("possible match %s (name %.3f, identity %s)", h.Listing, h.NameScore, h.Status))
	}
	if len(hits) == 0 {
		said = append(said, "no possible match")
	}
	return d.logged(ctx, "screen", on, said)
}

func editionsSaid(lists []web.ListState) (said []string) {
	for _, l := range lists {
		text := fmt.Sprintf("%s loaded %s", l.Name, l.Loaded.Format(time.RFC3339))
		if l.Unclear != "" {
			text = "not clear: " + l.Unclear
		}
		said = append(said, text)
	}
	return said
}

func (d *Desk) logged(ctx context.Context, act, on string, said []string) error {
	actor := evidence.ActorOf(ctx)
	return d.Store.Append(ctx, evidence.Entry{At: d.now().UTC(), By: actor.By, Purpose: actor.Purpose, Act: act, On: on, Detail: strings.Join(said, "; ")})
}

// asked makes a query of what is said of somebody. Of whom nobody says what it is, a birth date and a gender count, and any kind of
// listing may be meant.
func asked(q web.ScreenQuery) (*model.Entity, screen.Query, error) {
	schema := model.Default().Get(cmp.Or(q.Schema, "Person"))
	if schema == nil || !schema.Matchable {
		return nil, screen.Query{}, &fault.Error{Kind: fault.Usage, What: "there is no kind " + q.Schema + " that can be on a list", Hint: "Person, Company, Organization, Vessel, Airplane, CryptoWallet ..."}
	}
	names, identifiers := web.Lines(q.Name), web.Lines(q.Identifier)
	if len(names)+len(identifiers) == 0 {
		return nil, screen.Query{}, &fault.Error{Kind: fault.Input, What: "nobody to look up", Hint: "give a name or an identifier"}
	}
	e := model.NewEntity("query", schema, nil)
	for _, name := range names {
		e.Add("name", name, "")
	}
	if !e.Add("birthDate", q.BirthDate, "") {
		e.Add("incorporationDate", q.BirthDate, "")
	}
	e.Add("country", strings.ToLower(q.Country), "")
	e.Add("gender", strings.ToLower(q.Gender), "")
	e.Add("address", q.Address, "")
	query := screen.QueryOf(e)
	if q.Schema == "" {
		query = query.OfAnyKind()
	}
	for _, text := range identifiers {
		query = query.WithIdentifier(text)
	}
	return e, query, nil
}

// compared is a side made ready.
type compared struct {
	web.Compared
	query screen.Query
	log   string
}

// Compare compares two sides by the scores of a look-up, and logs it as one.
func (d *Desk) Compare(ctx context.Context, left, right web.Side) (web.Comparison, error) {
	s, err := d.current(ctx)
	if err != nil {
		return web.Comparison{}, err
	}
	a, err := s.side(ctx, left)
	if err != nil {
		return web.Comparison{}, err
	}
	b, err := s.side(ctx, right)
	if err != nil {
		return web.Comparison{}, err
	}
	lists, err := d.Lists(ctx)
	if err != nil {
		return web.Comparison{}, err
	}
	c := s.index.Compare(a.query, b.query)
	out := web.Comparison{Left: a.Compared, Right: b.Compared, NameScore: c.NameScore, IdentityScore: c.IdentityScore, Status: string(c.Identity), Threshold: c.Threshold,
		Match: c.Match, Kinds: c.Kinds, Words: c.Words, Reasons: watch.Reasons(c.Reasons), Beside: watch.Reasons(c.Beside), Lists: lists}
	said := append(editionsSaid(lists), fmt.Sprintf("name %.3f, identity %s", c.NameScore, c.Identity))
	return out, d.logged(ctx, "compare", a.log+" with "+b.log, said)
}

func (s *snapshot) side(ctx context.Context, side web.Side) (compared, error) {
	switch {
	case side.Listing != web.ListingRef{}:
		l, err := s.find(ctx, side.Listing)
		if err != nil {
			return compared{}, err
		}
		e, err := s.index.Entity(&l)
		if err != nil {
			return compared{}, err
		}
		ref := web.ListingRef{List: l.List, ID: l.ID}
		return compared{web.Compared{Caption: l.Caption, Kind: e.Schema.Label, Listing: ref}, screen.QueryOf(e), "listing " + ref.String()}, nil
	case side.Party != "":
		e, err := s.thing(side.Party)
		if err != nil {
			return compared{}, err
		}
		return compared{web.Compared{Caption: e.Caption(), Kind: e.Schema.Label, Party: e.ID}, screen.QueryOf(e), "subject " + e.ID}, nil
	}
	e, query, err := asked(side.Typed)
	if err != nil {
		return compared{}, err
	}
	shown := web.Compared{Caption: e.First("name"), Kind: e.Schema.Label}
	if shown.Caption == "" {
		shown.Caption = web.Lines(side.Typed.Identifier)[0]
	}
	if side.Typed.Schema == "" {
		shown.Kind = ""
	}
	return compared{shown, query, side.Typed.String()}, nil
}

// find gives a listing that the actor may know of.
func (s *snapshot) find(ctx context.Context, ref web.ListingRef) (screen.Listing, error) {
	discreet := evidence.ActorOf(ctx).Discreet
	for _, r := range []web.ListingRef{ref, {ID: ref.String()}} { // an id may hold a slash
		for _, l := range s.index.Find(r.ID) {
			if (r.List == "" || l.List == r.List) && (discreet || s.discreet.shown(&l)) {
				return l, nil
			}
		}
	}
	return screen.Listing{}, &fault.Error{Doing: "opening the listing", Kind: fault.Missing, What: "no list that stands has such a listing", Hint: "it may have gone with a newer edition; look the name up again"}
}
