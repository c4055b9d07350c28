// Package directory finds published entries by id, by link, and by the words of their names and numbers, and says which of
// them pass a filter. It keeps none of them: ids, words and small sets only, so that it stands beside an index of millions of
// listings without doubling it. A Directory never changes; many may ask it at a time.
package directory

import (
	"cmp"
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"time"

	"spoor/model"
	"spoor/names"
	"spoor/ref"
	"spoor/server/match"
)

// Directory is the entries of all lists that stand.
type Directory struct {
	entries  []entry  // by id
	merged   []alias  // by id
	words    []string // in order
	starts   []uint32 // by word: where its postings start; one more at the end
	postings []int32  // numbers of entries
	inbound  []inbound
	sets     [][]string // distinct sets of values
}

// entry is one id, whichever lists have it.
type entry struct {
	id                                   string
	schema                               *model.Schema
	first, last, changed                 int64 // UTC seconds; 0: not known
	datasets, countries, topics, genders uint32
	words                                uint8 // of its first name, as far as counted
	target                               bool
}

// alias is an id that was merged into another.
type alias struct {
	id    string
	entry int32
}

// inbound is a link to an id.
type inbound struct {
	to       string
	from     int32
	property *model.Property
}

// builder gathers what a Directory is made of, in the order of arrival.
type builder struct {
	d      *Directory
	pool   map[string]uint32
	wordID map[string]uint32
	pairs  []uint64 // word and entry
}

// Build reads all entries of all lists. loaded says when the file of an entry was loaded.
func Build(listings iter.Seq2[*model.Entity, error], loaded func(*model.Source) time.Time) (*Directory, error) {
	b := &builder{d: &Directory{}, pool: map[string]uint32{}, wordID: map[string]uint32{}}
	b.set(nil)
	for e, err := range listings {
		if err != nil {
			return nil, err
		}
		b.add(e, loaded(e.Origin.Source))
	}
	return b.finish(), nil
}

func (b *builder) add(e *model.Entity, loaded time.Time) {
	number := int32(len(b.d.entries))
	about := About(e, loaded)
	x := entry{id: e.ID, schema: e.Schema, first: unix(about.FirstSeen), last: unix(about.LastSeen), changed: unix(about.LastChange), target: about.Target}
	x.datasets, x.topics, x.genders = b.set(about.Datasets), b.set(e.Get("topics")), b.set(e.Get("gender"))
	var countries []string
	for i := range e.Values {
		v := &e.Values[i]
		switch v.Prop.Type {
		case "country":
			if code, ok := ref.Country(v.Text); ok {
				countries = append(countries, code)
			}
		case "entity":
			b.d.inbound = append(b.d.inbound, inbound{v.Text, number, v.Prop})
		case "name", "identifier":
			n := b.enter(v.Text, number)
			if x.words == 0 && v.Prop.Name == "name" {
				x.words = uint8(min(n, 255))
			}
		}
	}
	x.countries = b.set(countries)
	for _, id := range about.Referents {
		b.d.merged = append(b.d.merged, alias{id, number})
	}
	b.d.entries = append(b.d.entries, x)
}

// set is the number of a set of values; equal sets share one.
func (b *builder) set(values []string) uint32 {
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	key := strings.Join(values, "\x00")
	n, known := b.pool[key]
	if !known {
		n = uint32(len(b.d.sets))
		b.pool[key] = n
		b.d.sets = append(b.d.sets, values)
	}
	return n
}

// enter writes down the words of a text and says how many there are.
func (b *builder) enter(text string, number int32) int {
	all := wordsOf(text)
	for _, readings := range all {
		for _, word := range readings {
			id, known := b.wordID[word]
			if !known {
				id = uint32(len(b.d.words))
				word = strings.Clone(word)
				b.wordID[word] = id
				b.d.words = append(b.d.words, word)
			}
			b.pairs = append(b.pairs, uint64(id)<<32|uint64(uint32(number)))
		}
	}
	return len(all)
}

// readings is how many Latin spellings of a word in another script are written down.
const readings = 3

// wordsOf are the words of a text as package names folds them, each with its Latin spellings.
func wordsOf(text string) (all [][]string) {
	n := names.Normal(text)
	for _, t := range n.Tokens {
		all = append(all, append([]string{t.Text}, t.Latin[:min(len(t.Latin), readings)]...))
	}
	return all
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// finish puts the entries in order of their ids, one for each, and the words in theirs.
func (b *builder) finish() *Directory {
	d := b.d
	order := make([]int32, len(d.entries))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return strings.Compare(d.entries[x].id, d.entries[y].id) })
	place := make([]int32, len(order))
	entries := make([]entry, 0, len(order))
	for _, old := range order {
		x := d.entries[old]
		if n := len(entries); n > 0 && entries[n-1].id == x.id {
			b.join(&entries[n-1], x)
		} else {
			entries = append(entries, x)
		}
		place[old] = int32(len(entries) - 1)
	}
	d.entries = entries
	for i := range d.merged {
		d.merged[i].entry = place[d.merged[i].entry]
	}
	slices.SortFunc(d.merged, func(x, y alias) int { return cmp.Or(strings.Compare(x.id, y.id), cmp.Compare(x.entry, y.entry)) })
	for i := range d.inbound {
		d.inbound[i].from = place[d.inbound[i].from]
	}
	slices.SortFunc(d.inbound, func(x, y inbound) int {
		return cmp.Or(strings.Compare(x.to, y.to), cmp.Compare(x.from, y.from), strings.Compare(x.property.Name, y.property.Name))
	})
	d.inbound = slices.Compact(d.inbound)
	b.postWords(place)
	return d
}

// join adds what another list says of the same entry.
func (b *builder) join(x *entry, o entry) {
	if o.schema.Is(x.schema.Name) {
		x.schema = o.schema
	}
	union := func(m, n uint32) uint32 { return b.set(slices.Concat(b.d.sets[m], b.d.sets[n])) }
	x.datasets, x.countries, x.topics, x.genders = union(x.datasets, o.datasets), union(x.countries, o.countries), union(x.topics, o.topics), union(x.genders, o.genders)
	x.first, x.last, x.changed, x.target = min(x.first, o.first), max(x.last, o.last), max(x.changed, o.changed), x.target || o.target
}

// postWords puts the words in order and lists for each the entries that have it.
func (b *builder) postWords(place []int32) {
	d := b.d
	old := d.words
	d.words = slices.Sorted(slices.Values(old))
	rank := make([]uint32, len(old))
	for i, word := range d.words {
		rank[b.wordID[word]] = uint32(i)
	}
	for i, pair := range b.pairs {
		b.pairs[i] = uint64(rank[pair>>32])<<32 | uint64(uint32(place[uint32(pair)]))
	}
	slices.Sort(b.pairs)
	b.pairs = slices.Compact(b.pairs)
	d.starts = make([]uint32, len(d.words)+1)
	d.postings = make([]int32, len(b.pairs))
	for i, pair := range b.pairs {
		d.postings[i] = int32(uint32(pair))
		d.starts[pair>>32+1] = uint32(i + 1)
	}
	for i := 1; i < len(d.starts); i++ {
		d.starts[i] = max(d.starts[i], d.starts[i-1])
	}
}

// About says what a line tells of an entry beside its properties. A list that names no datasets is one itself.
func About(e *model.Entity, loaded time.Time) match.Entry {
	a := match.Entry{Entity: e, Caption: e.Caption(), FirstSeen: loaded, LastSeen: loaded, LastChange: loaded}
	var caption string
	if take(e, "caption", &caption); caption != "" {
		a.Caption = caption
	}
	if take(e, "datasets", &a.Datasets); len(a.Datasets) == 0 {
		a.Datasets = []string{e.Origin.Source.Name}
	}
	take(e, "referents", &a.Referents)
	a.Referents = slices.DeleteFunc(a.Referents, func(id string) bool { return id == e.ID })
	a.Target = isTarget(e)
	for name, at := range map[string]*time.Time{"first_seen": &a.FirstSeen, "last_seen": &a.LastSeen, "last_change": &a.LastChange} {
		var text string
		if take(e, name, &text); text != "" {
			if span, err := model.ParseTime(text, nil); err == nil {
				*at = span.Time()
			}
		}
	}
	return a
}

// isTarget: the line says so; or, where it says nothing, it stands on a list for itself and not as somebody's document or
// wallet.
func isTarget(e *model.Entity) bool {
	if e.Extra["target"] != nil {
		var target bool
		take(e, "target", &target)
		return target
	}
	return e.Schema.Matchable && e.First("holder") == ""
}

// take reads what stands beside the properties; another shape than expected says nothing.
func take(e *model.Entity, name string, into any) {
	if raw := e.Extra[name]; raw != nil {
		_ = json.Unmarshal(raw, into)
	}
}

// Canonical is the entry's id for an id or one that was merged into it.
func (d *Directory) Canonical(id string) (string, bool) {
	if _, ok := d.find(id); ok {
		return id, true
	}
	i, ok := slices.BinarySearchFunc(d.merged, id, func(a alias, id string) int { return strings.Compare(a.id, id) })
	if !ok {
		return "", false
	}
	return d.entries[d.merged[i].entry].id, true
}

func (d *Directory) find(id string) (int32, bool) {
	i, ok := slices.BinarySearchFunc(d.entries, id, func(x entry, id string) int { return strings.Compare(x.id, id) })
	return int32(i), ok
}

// Inbound lists the links to an entry, in the order of the ids they come from.
func (d *Directory) Inbound(id string) []match.Link {
	var all []match.Link
	i, _ := slices.BinarySearchFunc(d.inbound, id, func(l inbound, id string) int { return strings.Compare(l.to, id) })
	for ; i < len(d.inbound) && d.inbound[i].to == id; i++ {
		all = append(all, match.Link{From: d.entries[d.inbound[i].from].id, Property: d.inbound[i].property})
	}
	return all
}
