package screen

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"spoor/fault"
	"spoor/names"
)

// Index is a set of listings made ready for searching. It never changes; many may search it at a time.
type Index struct {
	options  Options
	listings []listed
	entries  []entry           // every name of every listing, in order of the listings
	words    names.Lexicon     // every word of every entry
	postings [][]int32         // by word: the entries that have it
	weights  []int             // by word, thousandths
	written  map[string][]join // by words written together: the entries that have them apart
	rarity   map[string]int    // how many entries have a text as a word
	ids      map[string][]int32
	scratch  sync.Pool
}

// listed is a listing with its facts.
type listed struct {
	Listing
	facts facts
}

// entry is one name of one listing.
type entry struct {
	listing int32
	weak    bool
	weight  int // of all its words, thousandths
	name    names.Name
	prop    string
}

// join says that an entry has neighbouring words which, written together, are one text.
type join struct {
	entry  int32
	weight int
}

// Build makes an index. The listings are not copied: they must not change while the index is used. opt holds for every
// search that does not say otherwise.
func Build(listings []Listing, opt Options) (*Index, error) {
	if err := opt.Validate(); err != nil {
		return nil, err
	}
	x := &Index{options: opt.or(Options{Threshold: DefaultThreshold, Limit: DefaultLimit}), written: map[string][]join{}, rarity: map[string]int{}, ids: map[string][]int32{}}
	for _, l := range listings {
		if l.Entity == nil || l.Entity.Schema == nil {
			return nil, &fault.Error{Doing: "indexing the listings", Kind: fault.Internal, What: "a listing of " + l.List + " has no entity or schema"}
		}
		x.listings = append(x.listings, listed{l, factsOf(l.Entity)})
	}
	slices.SortStableFunc(x.listings, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.Entity.ID, b.Entity.ID), cmp.Compare(a.List, b.List))
	})
	for i := range x.listings {
		x.enter(int32(i))
	}
	x.weighWords()
	x.scratch.New = func() any { return newScratch(x) }
	return x, nil
}

// Len is the number of listings.
func (x *Index) Len() int { return len(x.listings) }

func (x *Index) enter(i int32) {
	l := &x.listings[i]
	for _, n := range namesOf(l.Entity) {
		x.entries = append(x.entries, entry{listing: i, weak: n.prop == "weakAlias", name: n.name, prop: n.prop})
		var texts []string
		for _, t := range n.name.Tokens {
			texts = appendNew(texts, t.Text)
		}
		for _, text := range texts {
			x.rarity[text]++
		}
	}
	for _, id := range l.facts.identifiers {
		if all := x.ids[id.text]; len(all) == 0 || all[len(all)-1] != i {
			x.ids[id.text] = append(all, i)
		}
	}
}

// weigh is how much a word tells: all when it is rare or not listed, less with every doubling of the names that have it.
func (x *Index) weigh(text string) float64 {
	n := x.rarity[text]
	if n <= rare {
		return 1
	}
	return math.Max(leastWeight, 1-lessPerDoubling*math.Log2(float64(n)/rare))
}

const (
	rare            = 8 // names that have a word which tells all it can
	lessPerDoubling = 0.1
	leastWeight     = 0.35
)

// weighWords gives every word its weight and writes down which entries have it.
func (x *Index) weighWords() {
	for i := range x.entries {
		e := &x.entries[i]
		e.name = e.name.Weighed(x.weigh)
		e.weight = thousandths(e.name.Weight())
		for _, t := range e.name.Tokens {
			id := x.words.Add(t)
			if id == len(x.postings) {
				x.postings = append(x.postings, nil)
				x.weights = append(x.weights, thousandths(t.Weight()))
			}
			if p := x.postings[id]; len(p) == 0 || p[len(p)-1] != int32(i) {
				x.postings[id] = append(p, int32(i))
			}
		}
		e.name.Joined(func(text string, weight float64) {
			x.written[text] = append(x.written[text], join{int32(i), thousandths(weight)})
		})
	}
}

func thousandths(f float64) int { return int(math.Round(f * 1000)) }
