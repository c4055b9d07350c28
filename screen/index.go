package screen

import (
	"runtime"
	"sync"
	"sync/atomic"

	"spoor/fault"
	"spoor/model"
	"spoor/names"
)

// Index is a set of listings made ready for searching. It never changes; many may search it at a time. It is made of arrays
// without pointers, so that a file can hold it as it is (Save, Open).
type Index struct {
	note      string
	options   Options
	lists     []string // names of the lists
	forms     [][]string
	words     lexicon
	names     rows[uint32] // by listed name: its words
	compounds rows[uint32] // by listed name: where its compounds stand and their words, two numbers each
	about     about
	joined    table   // by words written together: the names that have them apart
	classes   []uint8 // by listing
	records   rows64
	entities  rows64
	ids       table // by identifier: the listings that have it
	scratch   sync.Pool
	anchors   func() *anchors // made when a text is scanned for the first time
}

// about is what is known of each listed name, one array a fact.
type about struct {
	listing []uint32
	nth     []uint16 // which of the listing's names it is
	prop    []uint8  // position in nameFields
	weight  []uint16 // the least that all its words weigh
	form    []uint32 // position in forms; 0 none
	text    rows64   // as it was written
}

// rows64 are texts one after another, more than four thousand million bytes if need be.
type rows64 struct {
	heads []uint64
	cells []byte
}

func (r *rows64) row(i uint32) []byte { return r.cells[r.heads[i]:r.heads[i+1]] }

func (r *rows64) add(cell []byte) {
	if len(r.heads) == 0 {
		r.heads = append(r.heads, 0)
	}
	r.cells = append(r.cells, cell...)
	r.heads = append(r.heads, uint64(len(r.cells)))
}

// ready makes what is not kept in arrays.
func (x *Index) ready() {
	x.words.words = make([]atomic.Pointer[names.Word], x.words.len())
	x.words.recall = make([]atomic.Pointer[remembered], recallSize)
	x.anchors = sync.OnceValue(x.makeAnchors)
	x.scratch.New = func() any { return newScratch(x) }
}

// Len is the number of listings.
func (x *Index) Len() int { return max(0, len(x.records.heads)-1) }

// Names is the number of listed names.
func (x *Index) Names() int { return len(x.about.listing) }

// Find gives the listings that have an id: one a list.
func (x *Index) Find(id string) (found []Listing) {
	defer runtime.KeepAlive(x)
	for _, i := range x.ids.find(idKey(id)) {
		if l, _ := x.listing(i); l.ID == id {
			found = append(found, l)
		}
	}
	return found
}

// Listing is the one at a position, from 0 to Len.
func (x *Index) Listing(i int) Listing {
	defer runtime.KeepAlive(x)
	l, _ := x.listing(uint32(i))
	return l
}

// Entity is everything that a list publishes of a listing.
func (x *Index) Entity(l *Listing) (*model.Entity, error) {
	defer runtime.KeepAlive(x)
	all, err := model.Default().Decode(x.entities.row(l.number), &model.Origin{Source: &model.Source{Name: l.List}})
	if err != nil || len(all) == 0 {
		return nil, &fault.Error{Doing: "reading a listing from the index", Kind: fault.Internal, What: l.ID, Err: err}
	}
	return all[0], nil
}

// listing unpacks one.
func (x *Index) listing(i uint32) (Listing, facts) {
	r := unpack(x.records.row(i))
	return Listing{ID: r.id, List: x.lists[r.list], Schema: r.schema, Caption: r.caption, Holder: r.holder, Topics: r.topics, number: i}, r.facts
}

// name puts a listed name together again, its words in to.
func (x *Index) name(i uint32, to *names.Name) {
	to.Tokens = to.Tokens[:0]
	for _, id := range x.names.row(i) {
		to.Tokens = append(to.Tokens, names.TokenOf(x.words.word(id), int(x.words.weights[id])))
	}
	to.Compounds = to.Compounds[:0]
	for c := x.compounds.row(i); len(c) > 0; c = c[2:] {
		to.Compounds = append(to.Compounds, unpackCompound(c[0], names.TokenOf(x.words.word(c[1]), int(x.words.weights[c[1]]))))
	}
	to.Forms = x.forms[x.about.form[i]]
}
