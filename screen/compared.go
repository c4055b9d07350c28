package screen

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"runtime"
	"slices"
	"strings"

	"spoor/model"
	"spoor/ref"
)

// Compared is what screening compares of an entity, and nothing else: a change of anything beside it changes no answer.
type Compared struct {
	Kind        string   `json:"kind"` // schema
	Names       []string `json:"names,omitempty"`
	Births      []string `json:"births,omitempty"`
	Countries   []string `json:"countries,omitempty"` // codes
	Genders     []string `json:"genders,omitempty"`
	Identifiers []string `json:"identifiers,omitempty"` // canonical, after the property: "passportNumber AB1234567"
}

// ComparedOf takes out of an entity what screening compares. Names and dates stand as they are written, in the order of arrival;
// a name that is compared as a weak one says so.
func ComparedOf(e *model.Entity) Compared {
	c := Compared{Kind: e.Schema.Name}
	for _, n := range namesOf(e) {
		text := n.name.Original
		if n.prop != "name" {
			text = n.prop + " " + text
		}
		c.Names = appendNew(c.Names, text)
	}
	f := factsOf(e)
	for _, b := range f.births {
		c.Births = append(c.Births, b.text)
	}
	c.Countries, c.Genders = f.countries, f.genders
	for _, id := range f.identifiers {
		c.Identifiers = append(c.Identifiers, id.prop+" "+id.text)
	}
	return c
}

// Digest is 128 bits of what is compared and of other texts that belong to it, such as an id. Two that differ in anything differ
// in it.
type Digest [16]byte

// Digest of what is compared, as it stands: the order of names decides which of two equal ones is shown.
func (c *Compared) Digest(others ...string) Digest {
	h := sha256.New()
	var b []byte
	for _, texts := range [][]string{others, {c.Kind}, c.Names, c.Births, c.Countries, c.Genders, c.Identifiers} {
		b = packTexts(binary.AppendUvarint(b, uint64(len(texts))), texts)
	}
	h.Write(b)
	return Digest(h.Sum(nil)[:16])
}

// Changed says in words what two states of one party differ in, field by field: "birth date: 1971 added, 1970 gone". Nil when
// nothing that is compared differs.
func (c *Compared) Changed(now *Compared) (said []string) {
	kind := func(k string) []string { return []string{k} }
	for _, f := range []struct {
		field       string
		before, now []string
		show        func(string) string
	}{
		{"kind", kind(c.Kind), kind(now.Kind), nil}, {"name", c.Names, now.Names, nil}, {"birth date", c.Births, now.Births, nil},
		{"country", c.Countries, now.Countries, ref.CountryName}, {"gender", c.Genders, now.Genders, nil}, {"identifier", c.Identifiers, now.Identifiers, nil},
	} {
		parts := slices.Concat(without(f.now, f.before, f.show, "added"), without(f.before, f.now, f.show, "gone"))
		if len(parts) > 0 {
			said = append(said, f.field+": "+strings.Join(parts, ", "))
		}
	}
	return said
}

// without lists the texts of one set that another has not, each with a word behind it.
func without(all, others []string, show func(string) string, word string) (said []string) {
	for _, text := range all {
		if slices.Contains(others, text) {
			continue
		}
		if show != nil {
			text = show(text)
		}
		said = append(said, text+" "+word)
	}
	return said
}

// Digests gives every listing with the digest of all that screening compares of it and shows of it, its list's name included:
// equal digests of two editions give equal answers, as long as words are weighed alike (Options.Rarity).
func (x *Index) Digests() iter.Seq2[Listing, Digest] {
	return func(yield func(Listing, Digest) bool) {
		defer runtime.KeepAlive(x)
		var b []byte
		names := x.namesByListing()
		for i := range uint32(x.Len()) {
			r := unpack(x.records.row(i))
			l := Listing{ID: r.id, List: x.lists[r.list], Schema: r.schema, Caption: r.caption, Topics: r.topics, number: i}
			r.list, r.topics = 0, nil
			b = r.pack(packText(b[:0], l.List))
			for _, name := range names.row(i) {
				b = packText(append(b, x.about.prop[name]), string(x.about.text.row(name)))
			}
			sum := sha256.Sum256(b)
			if !yield(l, Digest(sum[:16])) {
				return
			}
		}
	}
}

// namesByListing are the names of each listing as they are published.
func (x *Index) namesByListing() rows[uint32] {
	all := rows[uint32]{heads: make([]uint32, x.Len()+1), cells: numbers(x.Names())}
	for _, listing := range x.about.listing {
		all.heads[listing+1]++
	}
	for i := 1; i < len(all.heads); i++ {
		all.heads[i] += all.heads[i-1]
	}
	slices.SortFunc(all.cells, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(x.about.listing[a], x.about.listing[b]), cmp.Compare(x.about.nth[a], x.about.nth[b]))
	})
	return all
}
