package model

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"
)

// Packed holds many records in little room: each is some hundred bytes, of which a view is made when it is asked for. Ids of parties
// and words of lists of codes stand once for all records. The line as it stood (Origin.Raw) is not kept: a store has it. The zero value
// holds all of them in memory.
type Packed struct {
	spill   spill
	schemas numbered[*Schema]
	sources numbered[*Source]
	layouts numbered[string] // slots of a view, two bytes each
	slots   [][]uint16       // of each layout
	shapes  map[shape]int    // how many records there are of each
	words   numbered[string]
	full    []string // chunks, of which texts are parts; empty where it is in the file
	chunk   []byte   // the one that is being filled
	places  []place
}

// shape is a schema with a layout, by their numbers.
type shape struct{ schema, layout uint64 }

// place is where a record stands.
type place struct {
	at            int64
	chunk, offset uint32
}

// chunkSize is from how many bytes on another chunk is begun.
const chunkSize = 1 << 20

// numbered gives each distinct value a number, in the order in which they come.
type numbered[T comparable] struct {
	at  map[T]uint64
	all []T
}

func (n *numbered[T]) of(value T) uint64 {
	i, known := n.at[value]
	if !known {
		if n.at == nil {
			n.at = map[T]uint64{}
		}
		i = uint64(len(n.all))
		n.at[value], n.all = i, append(n.all, value)
	}
	return i
}

// What of a datum is not zero, beside its kind in the low four bits.
const (
	hasNum = 0x10 << iota
	hasEnd
	hasFrom
	hasText
)

// Add packs a record.
func (p *Packed) Add(v *View) {
	if len(p.chunk) >= chunkSize {
		p.seal()
	}
	p.places = append(p.places, place{v.At.Start, uint32(len(p.full)), uint32(len(p.chunk))})
	is := shape{p.schemas.of(v.Schema), p.layout(v.slots)}
	if p.shapes == nil {
		p.shapes = map[shape]int{}
	}
	p.shapes[is]++
	begin := len(p.chunk)
	b := append(p.chunk, 0, 0, 0, 0) // room for its length
	b = binary.AppendUvarint(b, is.schema)
	b = append(binary.AppendUvarint(b, uint64(len(v.ID))), v.ID...)
	b = binary.AppendVarint(b, v.At.End-v.At.Start)
	if o := v.Origin; o == nil {
		b = append(b, 0)
	} else {
		b = binary.AppendUvarint(b, p.sources.of(o.Source)+1)
		b = binary.AppendUvarint(b, uint64(o.Line))
		b = binary.AppendUvarint(b, uint64(o.Offset))
	}
	b = binary.AppendUvarint(b, is.layout)
	for i := range v.data {
		b = p.datum(b, &v.data[i], v.Schema.Properties[v.slots[i]])
	}
	binary.LittleEndian.PutUint32(b[begin:], uint32(len(b)-begin-lengthSize))
	p.chunk = b
}

func (p *Packed) layout(slots []uint16) uint64 {
	text := make([]byte, 0, 64)
	for _, slot := range slots {
		text = binary.BigEndian.AppendUint16(text, slot)
	}
	i := p.layouts.of(string(text))
	if int(i) == len(p.slots) {
		p.slots = append(p.slots, slices.Clone(slots))
	}
	return i
}

// repeats says whether many records have one text of a property.
func (p *Property) repeats() bool {
	return len(p.Values) > 0 || p.Type == "country" || p.KindOf() != Text
}

func (p *Packed) datum(b []byte, d *Datum, of *Property) []byte {
	at := len(b)
	b = append(b, byte(d.Kind))
	if d.Num != 0 {
		b[at] |= hasNum
		b = binary.AppendVarint(b, d.Num)
	}
	if d.End != 0 {
		b[at] |= hasEnd
		b = binary.AppendVarint(b, d.End-d.Num)
	}
	if d.From != 0 {
		b[at] |= hasFrom
		b = binary.AppendVarint(b, d.From)
	}
	switch {
	case d.Text == "":
	case of.repeats():
		b[at] |= hasText
		b = binary.AppendUvarint(b, p.words.of(d.Text))
	default:
		b[at] |= hasText
		b = append(binary.AppendUvarint(b, uint64(len(d.Text))), d.Text...)
	}
	return b
}

// Last is when the last record happened that was sorted, in UTC microseconds; 0 of none.
func (p *Packed) Last() int64 {
	if len(p.places) == 0 {
		return 0
	}
	return p.places[len(p.places)-1].at
}

// Filled hands on how many records there are of each schema, property nil, and how many values of each property they have, in no
// order and some of it in parts.
func (p *Packed) Filled(hand func(schema *Schema, property *Property, n int)) {
	for is, n := range p.shapes {
		schema := p.schemas.all[is.schema]
		hand(schema, nil, n)
		for _, slot := range p.slots[is.layout] {
			hand(schema, schema.Properties[slot], n)
		}
	}
}

// Len is how many records there are.
func (p *Packed) Len() int { return len(p.places) }

// seal ends the chunk that is being filled.
func (p *Packed) seal() {
	if len(p.chunk) == 0 {
		return
	}
	if p.spill.takes(len(p.full), p.chunk) {
		p.full = append(p.full, "")
	} else {
		p.full = append(p.full, string(p.chunk))
	}
	p.chunk = p.chunk[:0]
}

// Sort puts the records in the order of Less.
func (p *Packed) Sort() {
	p.seal()
	slices.SortFunc(p.places, func(a, b place) int {
		if a.at != b.at {
			return cmp.Compare(a.at, b.at)
		}
		return cmp.Compare(p.id(a), p.id(b))
	})
}

// Some unpacks the records of some kinds, of all where none is named, with their numbers, from a number on up to another, which is not among them: in the order
// in which they were added, or in that of Sort.
func (p *Packed) Some(from, to int, kinds ...string) iter.Seq2[int, *View] {
	p.seal()
	return func(yield func(int, *View) bool) {
		wanted := make([]bool, len(p.schemas.all))
		for i, schema := range p.schemas.all {
			wanted[i] = len(kinds) == 0 || slices.Contains(kinds, schema.Name)
		}
		for i, at := range p.places[from:to] {
			r, ok := p.open(at)
			if !ok {
				return
			}
			if schema := r.next(); wanted[schema] && !yield(from+i, p.view(&r, p.schemas.all[schema], at.at, &Room{})) {
				return
			}
		}
	}
}

// All unpacks the records of some kinds one after another.
func (p *Packed) All(kinds ...string) iter.Seq[*View] {
	return func(yield func(*View) bool) {
		for _, v := range p.Some(0, len(p.places), kinds...) {
			if !yield(v) {
				return
			}
		}
	}
}

// At unpacks one record into a room; nil where it could not be read from the file.
func (p *Packed) At(number int, in *Room) *View {
	at := p.places[number]
	r, ok := p.open(at)
	if !ok {
		return nil
	}
	return p.view(&r, p.schemas.all[r.next()], at.at, in)
}

func (p *Packed) view(r *packedReader, schema *Schema, at int64, in *Room) *View {
	id, end := r.text(), at+r.signed()
	var origin Origin
	if source := r.next(); source > 0 {
		origin = Origin{Source: p.sources.all[source-1], Line: int(r.next()), Offset: int64(r.next())}
	}
	slots := p.slots[r.next()]
	made := in.view(len(slots))
	v := &made.View
	v.Schema, v.ID, v.At, v.slots = schema, id, Interval{at, end}, slots
	if made.origin = origin; origin.Source != nil {
		v.Origin = &made.origin
	}
	for i := range v.data {
		p.undatum(r, &v.data[i], schema.Properties[v.slots[i]])
	}
	return v
}

func (p *Packed) undatum(r *packedReader, d *Datum, of *Property) {
	head := r.in[r.at]
	r.at++
	if d.Kind = DatumKind(head & 0xf); head&hasNum != 0 {
		d.Num = r.signed()
	}
	if head&hasEnd != 0 {
		d.End = d.Num + r.signed()
	}
	if head&hasFrom != 0 {
		d.From = r.signed()
	}
	switch {
	case head&hasText == 0:
	case of.repeats():
		d.Text = p.words.all[r.next()]
	default:
		d.Text = r.text()
	}
}

// packedReader reads what Add wrote.
type packedReader struct {
	in string
	at int
}

// open is where a record begins; not ok when it could not be read from the file.
func (p *Packed) open(at place) (packedReader, bool) {
	if chunk := p.full[at.chunk]; chunk != "" {
		return packedReader{chunk, int(at.offset) + lengthSize}, true
	}
	text, ok := p.spill.read(at)
	return packedReader{text, 0}, ok
}

func (r *packedReader) next() (n uint64) {
	for shift := 0; ; shift += 7 {
		b := r.in[r.at]
		r.at++
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			return n
		}
	}
}

func (r *packedReader) signed() int64 {
	n := r.next()
	return int64(n>>1) ^ -int64(n&1)
}

func (r *packedReader) text() string {
	n := int(r.next())
	r.at += n
	return r.in[r.at-n : r.at]
}

// id is that of a record.
func (p *Packed) id(at place) string {
	r, ok := p.open(at)
	if !ok {
		return ""
	}
	r.next()
	return r.text()
}
