package screen

import (
	"iter"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"spoor/fault"
	"spoor/model"
	"spoor/names"
)

// Published is one entry of a list as it is read.
type Published struct {
	Entity *model.Entity
	List   string // name of the dataset
}

// Build makes an index of everything that is published, in that order. opt holds for every search that does not say otherwise.
func Build(published iter.Seq2[Published, error], opt Options) (*Index, error) {
	if err := opt.Validate(); err != nil {
		return nil, err
	}
	b := newBuilder(opt.or(Options{Threshold: DefaultThreshold, Limit: DefaultLimit}))
	batch := make([]prepared, 0, batchSize)
	for p, err := range published {
		if err != nil {
			return nil, err
		}
		if p.Entity == nil || p.Entity.Schema == nil {
			return nil, &fault.Error{Doing: "indexing the listings", Kind: fault.Internal, What: "a listing of " + p.List + " has no entity or schema"}
		}
		if batch = append(batch, prepared{Published: p}); len(batch) == batchSize {
			if err := b.enterAll(batch); err != nil {
				return nil, err
			}
			batch = batch[:0]
		}
	}
	if err := b.enterAll(batch); err != nil {
		return nil, err
	}
	return b.finish(), nil
}

// Listed goes through listings that stand in memory, for Build.
func Listed(all []Published) iter.Seq2[Published, error] {
	return func(yield func(Published, error) bool) {
		for _, p := range all {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// batchSize is how many listings are prepared side by side.
const batchSize = 1024

// prepared is a listing with what all cores can make of it.
type prepared struct {
	Published
	names  []listedName
	record record
	json   []byte
	err    error
}

func (p *prepared) prepare() {
	p.names = namesOf(p.Entity)
	p.record = record{id: p.Entity.ID, schema: p.Entity.Schema.Name, caption: p.Entity.Caption(), holder: p.Entity.First("holder"), topics: p.Entity.Get("topics"), facts: factsOf(p.Entity)}
	p.json, p.err = p.Entity.MarshalJSON()
}

// builder gathers what an index is made of.
type builder struct {
	x      *Index
	lists  map[string]uint32
	forms  map[string]uint32
	words  map[wordName]uint32
	made   []*names.Word
	counts map[string]int // names that have a text as a word
	pairs  []uint64       // word << 32 | name
	keys   tableMaker
	joined tableMaker
	ids    tableMaker
	seen   []uint32
	row    []uint32
}

type wordName struct {
	form string
	kind names.Kind
}

func newBuilder(opt Options) *builder {
	x := &Index{options: opt, forms: [][]string{nil}}
	return &builder{x: x, lists: map[string]uint32{}, forms: map[string]uint32{"": 0}, words: map[wordName]uint32{}, counts: map[string]int{}}
}

func (b *builder) enterAll(batch []prepared) error {
	var work sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		work.Go(func() {
			for i := w; i < len(batch); i += workers {
				batch[i].prepare()
			}
		})
	}
	work.Wait()
	for i := range batch {
		if batch[i].err != nil {
			return &fault.Error{Doing: "indexing the listings", Kind: fault.Internal, What: batch[i].Entity.ID, Err: batch[i].err}
		}
		b.enter(&batch[i])
	}
	return nil
}

func (b *builder) enter(p *prepared) {
	x := b.x
	number := uint32(x.Len())
	list, ok := b.lists[p.List]
	if !ok {
		list = uint32(len(x.lists))
		b.lists[p.List] = list
		x.lists = append(x.lists, p.List)
	}
	p.record.list = list
	x.records.add(p.record.pack(nil))
	x.entities.add(p.json)
	x.classes = append(x.classes, uint8(p.record.facts.class))
	b.ids.enter(idKey(p.record.id), number)
	for _, id := range p.record.facts.identifiers {
		b.ids.enter(idKey(id.key()), number)
	}
	for i := range p.names {
		b.enterName(number, i, &p.names[i])
	}
}

func (b *builder) enterName(listing uint32, nth int, n *listedName) {
	x := b.x
	number := uint32(len(x.about.listing))
	b.seen = b.seen[:0]
	for _, t := range n.name.Tokens {
		id := b.word(t.Word)
		b.row = append(b.row, id)
		if !slices.Contains(b.seen, id) {
			b.seen = append(b.seen, id)
			b.pairs = append(b.pairs, uint64(id)<<32|uint64(number))
		}
	}
	x.names.add(b.row...)
	b.row = b.row[:0]
	for _, c := range n.name.Compounds {
		id := b.word(c.Word)
		b.row = append(b.row, packCompound(&c), id)
		if !slices.Contains(b.seen, id) {
			b.seen = append(b.seen, id)
			b.pairs = append(b.pairs, uint64(id)<<32|uint64(number))
		}
	}
	x.compounds.add(b.row...)
	b.row = b.row[:0]
	b.count(&n.name)
	n.name.Joined(func(text string, _ int) { b.joined.enter(names.TextKey(text), number) })
	x.about.listing = append(x.about.listing, listing)
	x.about.nth = append(x.about.nth, uint16(min(nth, math.MaxUint16)))
	x.about.prop = append(x.about.prop, uint8(slices.Index(nameFields, n.prop)))
	x.about.form = append(x.about.form, b.form(n.name.Forms))
	x.about.text.add([]byte(n.name.Original))
}

// count counts the different words of a name, whatever they are in it.
func (b *builder) count(n *names.Name) {
	for i, t := range n.Tokens {
		if !slices.ContainsFunc(n.Tokens[:i], func(o names.Token) bool { return o.Text == t.Text }) {
			b.counts[t.Text]++
		}
	}
	for _, c := range n.Compounds {
		b.counts[c.Text]++
	}
}

// packCompound writes the place of a compound into one number; unpackCompound reads it.
func packCompound(c *names.Compound) uint32 {
	packed := uint32(c.First)<<8 | uint32(c.Words)<<1
	if c.Bound() {
		packed |= 1
	}
	return packed
}

func unpackCompound(packed uint32, t names.Token) names.Compound {
	return names.CompoundOf(int(packed>>8), int(packed>>1&127), t, packed&1 == 1)
}

func (b *builder) word(w *names.Word) uint32 {
	name := wordName{w.Form, w.Kind}
	if id, ok := b.words[name]; ok {
		return id
	}
	id := uint32(len(b.made))
	b.words[name] = id
	b.made = append(b.made, w)
	w.Keys(func(key uint64) { b.keys.enter(key, id) })
	return id
}

func (b *builder) form(forms []string) uint32 {
	key := strings.Join(forms, "\x00")
	if id, ok := b.forms[key]; ok {
		return id
	}
	id := uint32(len(b.x.forms))
	b.forms[key] = id
	b.x.forms = append(b.x.forms, forms)
	return id
}

// finish weighs the words and turns what was gathered into arrays.
func (b *builder) finish() *Index {
	x := b.x
	b.arrange()
	l := &x.words
	if l.rarity = x.options.Rarity; l.rarity == nil {
		l.rarity = rarityOf(b.counts, x.Names())
	}
	for _, w := range b.made {
		l.texts.add([]byte(w.Form)...)
		l.glances = append(l.glances, w.Glance())
		l.kinds = append(l.kinds, uint8(w.Kind))
		l.weights = append(l.weights, uint16(w.Weighed(l.rarity.weight(w.Text))))
	}
	l.keys, x.joined, x.ids = b.keys.table(), b.joined.table(), b.ids.table()
	x.ready()
	var listed names.Name
	for i := range x.Names() {
		x.name(uint32(i), &listed)
		x.about.weight = append(x.about.weight, uint16(listed.LeastWeight()))
	}
	l.entries = x.postings(b.pairs)
	return x
}

// idKey is the key of an identifier, or of a listing's id.
func idKey(text string) uint64 { return names.TextKey(text) }
