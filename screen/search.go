package screen

import (
	"cmp"
	"slices"
	"strings"

	"spoor/names"
)

// weakFactor is what the name score of a weak alias is multiplied with: a nickname that many bear.
const weakFactor = 0.9

// found is the best that a listing gives for a query.
type found struct {
	listing int32
	score   float64
	entry   int32 // the listed name; -1: found by an identifier only
	name    int   // which name of the query
}

// Search lists the possible matches of a query: those whose name scores at least the threshold, and those that share an
// identifier. The best first: confirmed ones, then by name score and identity score, then by the listing's id.
func (x *Index) Search(q Query, opt Options) []Hit {
	opt = opt.or(x.options)
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	best := map[int32]found{}
	for k := range q.names {
		n := q.names[k].name.Weighed(x.weigh)
		for _, c := range x.candidates(&n, opt.Threshold, s) {
			x.consider(best, &q, k, &n, c.entry, opt)
		}
	}
	for _, id := range q.facts.identifiers {
		for _, l := range x.ids[id.text] {
			if _, ok := best[l]; !ok && opt.accepts(&x.listings[l].Listing) && len(sharedIdentifiers(&q.facts, &x.listings[l].facts)) > 0 {
				best[l] = found{listing: l, entry: -1}
			}
		}
	}
	return x.rank(best, &q, opt)
}

// consider scores one entry against one name of the query and keeps it when it is the listing's best.
func (x *Index) consider(best map[int32]found, q *Query, k int, n *names.Name, i int32, opt Options) {
	e := &x.entries[i]
	if !q.facts.class.mayBe(x.listings[e.listing].facts.class) {
		return
	}
	score := names.Score(n, &e.name)
	if e.weak {
		score *= weakFactor
	}
	if old, ok := best[e.listing]; score >= opt.Threshold && (!ok || score > old.score) && (ok || opt.accepts(&x.listings[e.listing].Listing)) {
		best[e.listing] = found{e.listing, score, i, k}
	}
}

func (x *Index) rank(best map[int32]found, q *Query, opt Options) []Hit {
	hits := make([]Hit, 0, len(best))
	order := make([]found, 0, len(best))
	for _, f := range best {
		order = append(order, f)
	}
	slices.SortFunc(order, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.listing, b.listing))
	})
	for _, f := range order {
		hits = append(hits, x.hit(f, q, opt.Threshold))
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(rankOf(b), rankOf(a)), cmp.Compare(b.NameScore, a.NameScore), cmp.Compare(b.IdentityScore, a.IdentityScore))
	})
	if opt.Limit > 0 && len(hits) > opt.Limit {
		hits = hits[:opt.Limit]
	}
	return hits
}

func rankOf(h Hit) int {
	if h.Identity == Confirmed {
		return 1
	}
	return 0
}

// hit tells why.
func (x *Index) hit(f found, q *Query, threshold float64) Hit {
	l := &x.listings[f.listing]
	w := weigh(&q.facts, &l.facts, f.score, threshold)
	h := Hit{Listing: &l.Listing, NameScore: f.score, IdentityScore: w.score, Identity: w.identity}
	if f.entry >= 0 {
		e := &x.entries[f.entry]
		agreement := names.Compare(q.names[f.name].name, e.name, x.weigh)
		r := Reason{Field: e.prop, Query: q.names[f.name].name.Original, Listed: e.name.Original, Agreement: Same, Detail: strings.Join(agreement.Reasons, "; ")}
		if agreement.Score < 1 {
			r.Agreement = Close
		}
		h.Reasons = append(h.Reasons, r)
	}
	h.Reasons = append(h.Reasons, w.reasons...)
	return h
}
