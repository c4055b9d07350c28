package screen

import (
	"cmp"
	"runtime"
	"slices"
	"sort"
	"strings"

	"spoor/names"
)

// weakFactor is what the name score of a weak alias is multiplied with: a nickname that many bear.
const weakFactor = 0.9

// found is the best that a listing gives for a query.
type found struct {
	listing uint32
	score   float64
	name    uint32 // the listed name; noName: found by an identifier only
	asked   int    // which name of the query
}

const noName = 1<<32 - 1

// Search lists the possible matches of a query: those whose name scores at least the threshold, and those that share an
// identifier. The best first: confirmed ones, then by name score and identity score, then by the listing's id and list.
func (x *Index) Search(q Query, opt Options) []Hit {
	defer runtime.KeepAlive(x) // a snapshot stays mapped as long as its index is alive
	opt = opt.or(x.options)
	best, least := x.find(&q, opt)
	return x.rank(best, &q, least, opt)
}

// Positions are those of the listings that Search finds for a query when it may find any number of them, in order; why is not asked,
// which is most of the work where many are found.
func (x *Index) Positions(q Query, threshold float64) []int {
	defer runtime.KeepAlive(x)
	best, _ := x.find(&q, Options{Threshold: threshold, Limit: -1})
	all := make([]int, 0, len(best))
	for listing := range best {
		all = append(all, int(listing))
	}
	slices.Sort(all)
	return all
}

// find gives the best of each listing that may be a hit, and the score below which none is.
func (x *Index) find(q *Query, opt Options) (best map[uint32]found, least float64) {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	best = map[uint32]found{}
	f := floorOf(q, opt)
	for k := range q.names {
		n := q.names[k].name.Weighed(x.words.weigh)
		x.candidates(&n, &f, s, func(name uint32) {
			if found, ok := x.consider(q, k, &n, name, opt.Threshold, s); ok {
				x.keep(best, found, &f, opt)
			}
		})
	}
	for i := range q.facts.identifiers {
		for _, listing := range x.ids.find(idKey(q.facts.identifiers[i].key())) {
			if _, ok := best[listing]; ok {
				continue
			}
			_, facts := x.listing(listing)
			if slices.ContainsFunc(sharedIdentifiers(&q.facts, &facts), shared.alone) {
				best[listing] = found{listing: listing, name: noName}
			}
		}
	}
	return best, f.least
}

// consider scores one listed name against one name of the query.
func (x *Index) consider(q *Query, k int, n *names.Name, name uint32, threshold float64, s *scratch) (found, bool) {
	listing := x.about.listing[name]
	if !q.facts.class.mayBe(class(x.classes[listing])) {
		return found{}, false
	}
	x.name(name, &s.listed)
	score := s.scorer.Score(n, &s.listed)
	if nameFields[x.about.prop[name]] == "weakAlias" {
		score *= weakFactor
	}
	return found{listing, score, name, k}, score >= threshold
}

// keep keeps what is the listing's best.
func (x *Index) keep(best map[uint32]found, one found, f *floor, opt Options) {
	old, ok := best[one.listing]
	if ok && (one.score < old.score || one.score == old.score && x.about.nth[one.name] >= x.about.nth[old.name]) {
		return
	}
	best[one.listing] = one
	f.note(x, one.listing, one.score, opt)
}

// ranked is a hit before its names are compared in words.
type ranked struct {
	Hit
	found
	weighed
}

// rank puts what was found in order, but for what scores below the least that can count.
func (x *Index) rank(best map[uint32]found, q *Query, least float64, opt Options) []Hit {
	all := make([]ranked, 0, len(best))
	for _, f := range best {
		if f.score < least {
			continue
		}
		l, facts := x.listing(f.listing)
		if opt.Accept != nil && !opt.Accept(&l) {
			continue
		}
		w := weigh(&q.facts, &facts, f.score, opt.Threshold)
		all = append(all, ranked{Hit{Listing: l, NameScore: f.score, IdentityScore: w.score, Identity: w.identity}, f, w})
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(Rank(&b.Hit), Rank(&a.Hit)), cmp.Compare(b.NameScore, a.NameScore), cmp.Compare(b.IdentityScore, a.IdentityScore),
			strings.Compare(a.Listing.ID, b.Listing.ID), strings.Compare(a.Listing.List, b.Listing.List))
	})
	scores := make([]float64, len(all))
	for i := range all {
		scores[i] = -all[i].NameScore
	}
	slices.Sort(scores)
	if opt.Limit > 0 && len(all) > opt.Limit {
		all = all[:opt.Limit]
	}
	for i := range all {
		all[i].AsGood = sort.Search(len(scores), func(k int) bool { return scores[k] > -all[i].NameScore })
	}
	hits := make([]Hit, len(all))
	for i := range all {
		hits[i] = x.told(&all[i], q)
	}
	return hits
}

// Rank puts first whose identity is confirmed, by an identifier perhaps and no name at all.
func Rank(h *Hit) int {
	if h.Identity == Confirmed {
		return 1
	}
	return 0
}

// told says why.
func (x *Index) told(r *ranked, q *Query) Hit {
	h := r.Hit
	if r.name != noName {
		asked, listed := &q.names[r.asked].name, names.Name{Original: string(x.about.text.row(r.name))}
		x.name(r.name, &listed)
		agreement := names.Compare(asked.Weighed(x.words.weigh), listed, nil)
		h.Reasons = append(h.Reasons, nameReason(nameFields[x.about.prop[r.name]], asked.Original, listed.Original, agreement))
	}
	h.Reasons = append(h.Reasons, r.reasons...)
	return h
}
