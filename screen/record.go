package screen

import (
	"encoding/binary"

	"spoor/model"
)

// record is what an index keeps of a listing beside its names, packed into bytes.
type record struct {
	id, schema, caption, holder string
	list                        uint32 // position in the index's names of lists
	topics                      []string
	facts                       facts
}

// pack writes a record; unpack reads it again.
func (r *record) pack(b []byte) []byte {
	b = packText(b, r.id)
	b = packText(b, r.schema)
	b = packText(b, r.caption)
	b = packText(b, r.holder)
	b = binary.AppendUvarint(b, uint64(r.list))
	b = packTexts(b, r.topics)
	f := &r.facts
	b = append(b, byte(f.class))
	b = packTexts(b, f.countries)
	b = packTexts(b, f.genders)
	b = binary.AppendUvarint(b, uint64(len(f.births)))
	for _, born := range f.births {
		b = binary.AppendVarint(b, born.span.Start)
		b = binary.AppendVarint(b, born.span.End)
		b = packText(b, born.text)
	}
	b = binary.AppendUvarint(b, uint64(len(f.identifiers)))
	for _, id := range f.identifiers {
		b = append(b, byte(id.kind))
		for _, text := range []string{id.text, id.as, id.prop, id.issuer, id.sort} {
			b = packText(b, text)
		}
	}
	for _, texts := range [][]string{f.birthPlaces, f.birthLands, f.middles, f.addresses} {
		b = packTexts(b, texts)
	}
	return b
}

func unpack(b []byte) record {
	p := packed{b}
	r := record{id: p.text(), schema: p.text(), caption: p.text(), holder: p.text(), list: uint32(p.number()), topics: p.texts()}
	f := &r.facts
	f.class = class(p.byte())
	f.countries, f.genders = p.texts(), p.texts()
	for range p.number() {
		start, end := p.signed(), p.signed()
		f.births = append(f.births, birth{model.Interval{Start: start, End: end}, p.text()})
	}
	for range p.number() {
		kind := idKind(p.byte())
		f.identifiers = append(f.identifiers, identifier{kind, p.text(), p.text(), p.text(), p.text(), p.text()})
	}
	f.birthPlaces, f.birthLands, f.middles, f.addresses = p.texts(), p.texts(), p.texts(), p.texts()
	return r
}

func packText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func packTexts(b []byte, texts []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(texts)))
	for _, text := range texts {
		b = packText(b, text)
	}
	return b
}

// packed reads what pack wrote. The bytes are the index's own: they are not doubted.
type packed struct{ rest []byte }

func (p *packed) number() uint64 {
	n, size := binary.Uvarint(p.rest)
	p.rest = p.rest[size:]
	return n
}

func (p *packed) signed() int64 {
	n, size := binary.Varint(p.rest)
	p.rest = p.rest[size:]
	return n
}

func (p *packed) byte() byte {
	b := p.rest[0]
	p.rest = p.rest[1:]
	return b
}

func (p *packed) text() string {
	n := p.number()
	text := string(p.rest[:n])
	p.rest = p.rest[n:]
	return text
}

func (p *packed) texts() []string {
	n := p.number()
	if n == 0 {
		return nil
	}
	texts := make([]string, n)
	for i := range texts {
		texts[i] = p.text()
	}
	return texts
}
