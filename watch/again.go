package watch

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"spoor/cases"
	"spoor/model"
	"spoor/screen"
)

// Options says how customers are screened.
type Options struct {
	Threshold float64                           // 0: screen.DefaultThreshold
	Program   string                            // version: another one screens everybody anew
	Progress  func(doing string, done, all int) // nil: nobody listens
}

// margin is by how much the threshold lies lower when a listing is looked up among the customers than when a customer is among
// the listings. With words weighed alike both score the same, and a weak alias of a listing more: the margin is for rounding.
const margin = 0.001

// driftLimit is how far the number of listed names may grow or shrink, as a factor, before words are weighed anew: a word that is
// half as frequent again tells 0.06 less (screen's rarity).
const driftLimit = 1.5

// Drifted says whether the words of an index should be counted anew, since its lists are no longer those on which they were.
func Drifted(x *screen.Index) bool {
	now, then := float64(x.Names()), float64(x.Rarity().Names)
	return now > then*driftLimit || then > now*driftLimit
}

// again is one run in the making.
type again struct {
	Options
	before    *Standing
	lists     *screen.Index
	customers *Customers
	changed   map[listed]bool // listings that are new or changed
	affected  map[int]bool    // positions of customers
	result    *Result
}

// listed names a listing.
type listed struct{ list, id string }

// Again screens the customers against lists that may have changed, and customers that may have. The outcome is what screening
// each of them would give: field for field, with words weighed as the lists' index weighs them. members gives who was watched
// before, and is asked only when that changed.
func Again(ctx context.Context, before *Standing, lists *screen.Index, customers *Customers, members func() (map[string]screen.Digest, error), opt Options) (*Result, error) {
	opt.Threshold = cmp.Or(opt.Threshold, screen.DefaultThreshold)
	a := &again{Options: opt, before: before, lists: lists, customers: customers, changed: map[listed]bool{}, affected: map[int]bool{},
		result: &Result{Customers: customers.whole, Rarity: lists.Rarity(), Hits: map[string][]cases.Hit{}}}
	a.result.Run = Run{Program: opt.Program, Threshold: opt.Threshold, Customers: customers.Len(), Why: a.everybody()}
	a.compareLists()
	if err := a.compareCustomers(members); err != nil {
		return nil, err
	}
	if a.result.Run.Why != "" {
		for i := range customers.all {
			a.affected[i] = true
		}
	} else if err := a.affect(ctx); err != nil {
		return nil, err
	} else {
		a.result.Run.Why = fmt.Sprintf("%d listings are new or changed, %d are gone or were otherwise; %d customers are new or changed",
			len(a.changed), len(before.Listings)+len(a.changed)-len(a.result.Listings), len(a.result.Entered))
	}
	a.search(ctx)
	a.count()
	return a.result, ctx.Err()
}

// everybody says why everybody is searched; empty when only some are.
func (a *again) everybody() string {
	switch b := a.before; {
	case b.Run.ID == 0:
		return "the first screening: everybody was searched"
	case b.Run.Threshold != a.Threshold:
		return "another threshold: everybody was searched"
	case b.Run.Program != a.Program:
		return "another version of the program: everybody was searched"
	case !sameRarity(b.Rarity, a.lists.Rarity()):
		return "words were weighed anew: everybody was searched"
	}
	return ""
}

// compareLists finds the listings that are new or changed in what screening compares.
func (a *again) compareLists() {
	a.result.Listings = make([]screen.Digest, 0, a.lists.Len())
	for l, digest := range a.lists.Digests() {
		a.result.Listings = append(a.result.Listings, digest)
		if _, stood := slices.BinarySearchFunc(a.before.Listings, digest, compareDigests); !stood {
			a.changed[listed{l.List, l.ID}] = true
		}
	}
	SortDigests(a.result.Listings)
	a.result.Run.Changed = len(a.changed)
}

// SortDigests puts the digests of an edition in the order in which Standing has them.
func SortDigests(all []screen.Digest) { slices.SortFunc(all, compareDigests) }

func compareDigests(a, b screen.Digest) int { return bytes.Compare(a[:], b[:]) }

// compareCustomers finds those who came, went, or are otherwise.
func (a *again) compareCustomers(members func() (map[string]screen.Digest, error)) error {
	if a.before.Run.ID != 0 && a.before.Customers == a.customers.whole {
		return nil
	}
	known, err := members()
	if err != nil {
		return err
	}
	for i, e := range a.customers.all {
		digest, watched := known[e.ID]
		delete(known, e.ID)
		if watched && digest == a.customers.digests[i] {
			continue
		}
		if watched {
			a.result.Left = append(a.result.Left, e.ID)
		}
		a.affected[i] = true
		a.result.Entered = append(a.result.Entered, Member{Party: e.ID, Name: e.Caption(), Digest: a.customers.digests[i]})
	}
	for party := range known {
		a.result.Left = append(a.result.Left, party)
	}
	slices.Sort(a.result.Left)
	return nil
}

// affect adds the customers whom the lists' changes can touch: those who have a match on a listing that is changed or gone, and
// those whom a new or changed listing finds.
func (a *again) affect(ctx context.Context) error {
	for party, hits := range a.before.Hits {
		if i, here := a.customers.at(party); here && slices.ContainsFunc(hits, a.touched) {
			a.affected[i] = true
		}
	}
	if len(a.changed) == 0 {
		return nil
	}
	index, err := a.customers.indexed(a.lists.Rarity())
	if err != nil {
		return err
	}
	var changed []screen.Listing
	for i := range a.lists.Len() {
		if l := a.lists.Listing(i); a.changed[listed{l.List, l.ID}] {
			changed = append(changed, l)
		}
	}
	found := make([][]int, len(changed)) // positions of customers
	failed := make([]error, len(changed))
	inParallel(len(changed), func(i int) {
		if ctx.Err() != nil {
			return
		}
		var e *model.Entity
		if e, failed[i] = a.lists.Entity(&changed[i]); failed[i] == nil {
			found[i] = index.Positions(screen.QueryOf(e), a.Threshold-margin)
		}
	})
	for i := range changed {
		if failed[i] != nil {
			return failed[i]
		}
		for _, at := range found[i] {
			a.affected[at] = true
		}
	}
	return nil
}

// touched says whether the listing of a match is changed or gone.
func (a *again) touched(h cases.Hit) bool {
	return a.changed[listed{h.List, h.Listing}] || !slices.ContainsFunc(a.lists.Find(h.Listing), func(l screen.Listing) bool { return l.List == h.List })
}

// search looks the affected up and tells what became of their matches.
func (a *again) search(ctx context.Context) {
	var order []int
	for i := range a.affected {
		order = append(order, i)
	}
	slices.Sort(order)
	found := make([][]cases.Hit, len(order))
	inParallel(len(order), func(k int) {
		if ctx.Err() != nil {
			return
		}
		if a.Progress != nil && k%256 == 0 {
			a.Progress("screening", k, len(order))
		}
		e := a.customers.all[order[k]]
		for _, h := range a.lists.Search(screen.QueryOf(e), screen.Options{Threshold: a.Threshold, Limit: -1}) {
			found[k] = append(found[k], Kept(e, h))
		}
	})
	searched := map[string]bool{}
	for k, i := range order {
		party := a.customers.all[i].ID
		searched[party] = true
		a.compare(a.before.Hits[party], found[k])
		if len(found[k]) > 0 {
			a.result.Hits[party] = found[k]
		}
	}
	for party, hits := range a.before.Hits {
		if _, here := a.customers.at(party); !here {
			a.compare(hits, nil)
		} else if !searched[party] {
			a.result.Hits[party] = hits
		}
	}
	a.result.Run.Searched = len(order)
}

// compare tells the matches of a party before and after, the strongest first and those that are gone last.
func (a *again) compare(before, after []cases.Hit) {
	same := func(of []cases.Hit, h *cases.Hit) *cases.Hit {
		for i := range of {
			if of[i].List == h.List && of[i].Listing == h.Listing {
				return &of[i]
			}
		}
		return nil
	}
	for i := range after {
		b := same(before, &after[i])
		kind := kindOf(b, &after[i])
		if kind == Unchanged {
			a.result.Run.Unchanged++
			if reflect.DeepEqual(*b, after[i]) {
				continue
			}
		}
		a.result.Changes = append(a.result.Changes, Change{Kind: kind, Before: b, After: &after[i]})
	}
	for i := range before {
		if same(after, &before[i]) == nil {
			a.result.Changes = append(a.result.Changes, Change{Kind: Gone, Before: &before[i]})
		}
	}
}

// statuses orders what facts say of a match, the strongest first.
func statuses() []screen.Identity {
	return []screen.Identity{screen.Confirmed, screen.Supported, screen.NameOnly, screen.Mixed, screen.Contradicted}
}

// kindOf compares a match with what it was: by what the facts say, then by both scores together.
func kindOf(before, after *cases.Hit) Kind {
	if before == nil {
		return New
	}
	rank := func(h *cases.Hit) int { return slices.Index(statuses(), screen.Identity(h.Status)) }
	switch c := cmp.Or(cmp.Compare(rank(before), rank(after)), cmp.Compare(after.NameScore+after.IdentityScore, before.NameScore+before.IdentityScore)); {
	case c > 0:
		return Stronger
	case c < 0:
		return Weaker
	}
	return Unchanged
}

func (a *again) count() {
	r := a.result
	slices.SortStableFunc(r.Changes, func(x, y Change) int { return strings.Compare(x.Hit().Party, y.Hit().Party) })
	for i := range r.Changes {
		switch r.Changes[i].Kind {
		case New:
			r.Run.New++
		case Gone:
			r.Run.Gone++
		case Stronger:
			r.Run.Stronger++
		case Weaker:
			r.Run.Weaker++
		}
	}
	for _, hits := range r.Hits {
		r.Run.Matches += len(hits)
	}
}

// Kept is a possible match as it is stored and shown.
func Kept(party *model.Entity, h screen.Hit) cases.Hit {
	kept := cases.Hit{Party: party.ID, Name: party.Caption(), Listing: h.Listing.ID, Caption: h.Listing.Caption, List: h.Listing.List,
		NameScore: h.NameScore, IdentityScore: h.IdentityScore, Status: string(h.Identity)}
	if o := party.Origin; o != nil && o.Source != nil {
		kept.File, kept.Line = o.File, o.Line
	}
	kept.Reasons = Reasons(h.Reasons)
	return kept
}

// Reasons are those of screening as they are kept and shown.
func Reasons(all []screen.Reason) (kept []cases.Reason) {
	for _, r := range all {
		kept = append(kept, cases.Reason{Field: r.Field, Party: r.Query, Listed: r.Listed, Agreement: r.Agreement, Detail: r.Detail})
	}
	return kept
}

// Sort puts the matches of a party in the order in which a search gives them.
func Sort(hits []cases.Hit) {
	confirmed := func(h *cases.Hit) int {
		if h.Status == string(screen.Confirmed) {
			return 1
		}
		return 0
	}
	slices.SortFunc(hits, func(a, b cases.Hit) int {
		return cmp.Or(cmp.Compare(confirmed(&b), confirmed(&a)), cmp.Compare(b.NameScore, a.NameScore), cmp.Compare(b.IdentityScore, a.IdentityScore),
			strings.Compare(a.Listing, b.Listing), strings.Compare(a.List, b.List))
	})
}
