package app

import (
	"context"
	"iter"
	"time"

	"spoor/lists"
	"spoor/model"
	"spoor/store/sqlite"
)

// InForce is a source whose lists leave out what no longer hits: a listing whose alerts were all withdrawn or have expired, with
// the wallets and documents that belong to it.
type InForce struct {
	Source
	Terms map[string]lists.Source // what holds for the lists' alerts, by list; those that are not here have no term
	Now   time.Time
}

// StoreInForce is a data directory at a moment, with the terms that its sources of lists say.
func StoreInForce(ctx context.Context, store *sqlite.Store, now time.Time) (InForce, error) {
	states, err := ListStates(ctx, store)
	terms := map[string]lists.Source{}
	for _, s := range states {
		if s.Source != nil {
			terms[s.Name] = *s.Source
		}
	}
	return InForce{store, terms, now}, err
}

// Listings gives every entity of the lists that hits at that moment.
func (f InForce) Listings(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		alerts, err := lists.Alerts(f.Source.Listings(ctx))
		if err != nil {
			yield(nil, err)
			return
		}
		for e, err := range f.Source.Listings(ctx) {
			if err == nil && !(f.active(alerts, e, e.ID) && f.active(alerts, e, e.First("holder"))) {
				continue
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func (f InForce) active(alerts map[string][]*model.Entity, e *model.Entity, listing string) bool {
	about := alerts[listing]
	if len(about) == 0 {
		return true
	}
	active, _ := lists.Active(about, f.Terms[e.Origin.Source.Name], f.Now)
	return active
}
