package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/exceptions"
	"spoor/lists"
	"spoor/model"
	"spoor/read"
	"spoor/screen"
	"spoor/store/sqlite"
	"spoor/watch"
)

// Version is the release. Another one screens everybody anew: it may compare otherwise.
const Version = "0.1.0"

// Watching checks what a data directory holds, and screens only whom a change can touch.
type Watching struct {
	Store *sqlite.Store
	Now   func() time.Time
	Look  bool // nothing is kept: what is tried on the records is no screening

	customers *watch.Customers // of the last check, with the index of them
}

// watchedIndex indexes the lists with words weighed as in the last screening, or anew where the lists have drifted from that.
func watchedIndex(ctx context.Context, store *sqlite.Store, src Source) (*screen.Index, error) {
	before, err := store.Standing(ctx)
	if err != nil {
		return nil, err
	}
	index, err := indexed(ctx, src, before.Rarity)
	if err == nil && watch.Drifted(index) {
		return indexed(ctx, src, nil)
	}
	return index, err
}

// Index makes everything on the lists searchable that is in force, or opens the index that was kept.
func (w *Watching) Index(ctx context.Context, inForce InForce) (*screen.Index, error) {
	l, err := readLists(ctx, w.Store, inForce)
	return l.index, err
}

// Check is Check over the data directory: the outcome of screening is kept, and so is what changed in it.
func (w *Watching) Check(ctx context.Context, inForce InForce, index *screen.Index, typologies []*detect.Typology, env detect.Environment, progress Progress) (*Checked, error) {
	return checkBy(ctx, inForce, index, typologies, env, progress, func(things map[string]*model.Entity) ([]Hit, error) {
		return w.screen(ctx, index, things, progress)
	})
}

func (w *Watching) screen(ctx context.Context, index *screen.Index, things map[string]*model.Entity, progress Progress) ([]Hit, error) {
	customers := watch.CustomersOf(slices.Collect(maps.Values(things)))
	if w.customers != nil && w.customers.Whole() == customers.Whole() {
		customers = w.customers // its index stands
	}
	w.customers = customers
	before, err := w.Store.Standing(ctx)
	if err != nil {
		return nil, err
	}
	result, err := watch.Again(ctx, &before, index, customers, func() (map[string]screen.Digest, error) { return w.Store.Members(ctx) }, watch.Options{Program: Version, Progress: progress})
	if err != nil {
		return nil, err
	}
	if result.Run.Lists, result.Run.Records, err = w.editions(ctx); err != nil {
		return nil, err
	}
	same := slices.EqualFunc(result.Run.Lists, before.Run.Lists, watch.List.As) && slices.Equal(result.Run.Records, before.Run.Records)
	if w.Look {
		return w.shown(ctx, things, result.Hits, index)
	}
	if before.Run.ID == 0 || !same || result.Run.Searched > 0 || len(result.Changes) > 0 || len(result.Left) > 0 {
		if err := w.Store.SaveScreening(ctx, result); err != nil {
			return nil, err
		}
	}
	return w.shown(ctx, things, result.Hits, index)
}

// shown are kept matches as a check has them, the strongest first, with what people made of them.
func (w *Watching) shown(ctx context.Context, things map[string]*model.Entity, kept map[string][]cases.Hit, index *screen.Index) ([]Hit, error) {
	var hits []Hit
	for _, party := range slices.Sorted(maps.Keys(kept)) {
		for _, h := range kept[party] {
			hits = append(hits, shownHit(things[party], h))
		}
	}
	all, err := w.Store.Exceptions(ctx)
	if err != nil {
		return nil, err
	}
	return strongestFirst(hits), except(hits, exceptions.BookOf(all), index, w.Now())
}

// editions are the lists that stand, by name, and the files of the records.
func (w *Watching) editions(ctx context.Context) (editions []watch.List, records []string, err error) {
	loads, err := w.Store.Loads(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range loads {
		if l.Report.Role != read.List && !slices.Contains(records, l.Source.Hash) {
			records = append(records, l.Source.Hash)
		}
	}
	stand, err := standing(ctx, w.Store)
	if err != nil {
		return nil, nil, err
	}
	states, err := ListStates(ctx, w.Store)
	if err != nil {
		return nil, nil, err
	}
	of := map[string]lists.State{}
	for _, s := range states {
		of[s.Name] = s
	}
	for _, name := range slices.Sorted(maps.Keys(stand)) {
		e := stand[name]
		state := of[name]
		editions = append(editions, watch.List{Name: name, Hash: e.hash, Published: state.Published, Loaded: e.loaded, Listings: e.listings, Unclear: state.Unclear(w.Now())})
	}
	return editions, records, nil
}

// shownHit is a kept match as a check has it.
func shownHit(party *model.Entity, h cases.Hit) Hit {
	shown := Hit{Party: party, Hit: screen.Hit{Listing: screen.Listing{ID: h.Listing, Caption: h.Caption, List: h.List}, NameScore: h.NameScore, IdentityScore: h.IdentityScore, Identity: screen.Identity(h.Status)}}
	for _, r := range h.Reasons {
		shown.Reasons = append(shown.Reasons, screen.Reason{Field: r.Field, Query: r.Party, Listed: r.Listed, Agreement: r.Agreement, Detail: r.Detail})
	}
	return shown
}

// except marks the matches of which people made an exception.
func except(hits []Hit, book exceptions.Book, index *screen.Index, now time.Time) error {
	for i := range hits {
		h := &hits[i]
		m := exceptions.Match{Customer: h.Party.ID, List: h.Listing.List, Listing: h.Listing.ID}
		if len(book[m]) == 0 {
			continue
		}
		listed, err := comparedOn(index, m)
		if err != nil {
			return err
		}
		party := screen.ComparedOf(h.Party)
		e, state, changed := book.On(m, now, &party, listed)
		h.Exception = &cases.Excepted{ID: e.ID, State: string(state), Reason: e.Reason, By: e.By, Approver: e.Approver(), Expires: e.Expires, Changed: changed}
	}
	return nil
}

// comparedOn is what is compared of a listing as it stands; nil when it stands no more.
func comparedOn(index *screen.Index, m exceptions.Match) (*screen.Compared, error) {
	for _, l := range index.Find(m.Listing) {
		if l.List == m.List {
			e, err := index.Entity(&l)
			if err != nil {
				return nil, err
			}
			c := screen.ComparedOf(e)
			return &c, nil
		}
	}
	return nil, nil
}

// proven verifies that what runs wrote is what was logged of them.
func proven(ctx context.Context, store *sqlite.Store, logged map[string]string) error {
	runs, err := store.Screenings(ctx)
	if err != nil {
		return err
	}
	for i := range runs {
		entered, left, changes, err := store.RunRows(ctx, runs[i].ID)
		if err != nil {
			return err
		}
		name := watch.RunName(runs[i].ID)
		proof, err := watch.Proof(&runs[i], entered, left, changes)
		if err != nil {
			return err
		}
		if logged[name] != proof {
			return changed("screening " + strings.TrimPrefix(name, "run "))
		}
		delete(logged, name)
	}
	for name := range logged {
		return changed("screening " + strings.TrimPrefix(name, "run "))
	}
	return nil
}
