package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// Source is one file as it was loaded. Many values share one.
type Source struct {
	Name   string // the name under which its rows are known: ids are made of it, never of the file's path
	File   string // the file as it was given, with the member of an archive after a "!"
	Hash   string // SHA-256 of the file's bytes, hex
	Reader string // format and version that read it, "csv/1"
	Map    string // SHA-256 of the mapping it was read by, hex; empty without one
}

// Origin is where a value stood: the line a finding can be walked back to.
type Origin struct {
	*Source
	Line   int    // counts from 1; for XML the line on which the element starts
	Offset int64  // byte offset in the decoded text
	Raw    string // the line itself, cut short; empty where the store does not keep it
}

// Value is one value of a property, as the source wrote it.
type Value struct {
	Prop   *Property
	Text   string
	Field  string // the column or element it came from
	From   int64  // holds from this moment (UTC microseconds); 0 for always
	Origin *Origin
}

// Entity is a thing or a record, as the source wrote it.
type Entity struct {
	ID     string
	Schema *Schema
	Values []Value // in the order of arrival
	Origin *Origin
	// Extra keeps what FollowTheMoney JSON carries beside id, schema and properties (datasets, referents, unknown properties
	// ...), so that a line goes through without loss.
	Extra map[string]json.RawMessage
}

// NewEntity is an empty entity of that schema.
func NewEntity(id string, schema *Schema, origin *Origin) *Entity {
	return &Entity{ID: id, Schema: schema, Origin: origin}
}

// Add appends a value; an empty text and a value that stands already are passed over. It reports whether the schema
// has such a property.
func (e *Entity) Add(property, text, field string) bool {
	p := e.Schema.Property(property)
	if p == nil {
		return false
	}
	if text = strings.TrimSpace(text); text == "" || e.has(property, text, 0) {
		return true
	}
	e.Values = append(e.Values, Value{Prop: p, Text: text, Field: field, Origin: e.Origin})
	return true
}

func (e *Entity) has(property, text string, from int64) bool {
	for i := range e.Values {
		if v := &e.Values[i]; v.Text == text && v.From == from && v.Prop.Name == property {
			return true
		}
	}
	return false
}

// Get lists the texts of a property in the order of arrival.
func (e *Entity) Get(property string) []string {
	var texts []string
	for i := range e.Values {
		if e.Values[i].Prop.Name == property {
			texts = append(texts, e.Values[i].Text)
		}
	}
	return texts
}

// First is the first text of a property, empty when there is none.
func (e *Entity) First(property string) string {
	for i := range e.Values {
		if e.Values[i].Prop.Name == property {
			return e.Values[i].Text
		}
	}
	return ""
}

// Caption is the name by which a person knows it: the first filled property that the schema says, else its id.
func (e *Entity) Caption() string {
	for _, property := range e.Schema.Caption {
		if text := e.First(property); text != "" {
			return text
		}
	}
	return e.ID
}

// Merge adds what another line says of the same thing. A more specific schema wins. Values that hold from a date
// (validFrom) keep it.
func (e *Entity) Merge(o *Entity) {
	if e.Schema != o.Schema && o.Schema.Is(e.Schema.Name) {
		e.recast(o.Schema)
	}
	from := o.validFrom()
	for _, v := range o.Values {
		if v.From == 0 {
			v.From = from
		}
		if from != 0 && v.Prop.Name == "validFrom" || e.has(v.Prop.Name, v.Text, v.From) {
			continue
		}
		if p := e.Schema.Property(v.Prop.Name); p != nil {
			v.Prop = p
			e.Values = append(e.Values, v)
		}
	}
}

// Clone is a copy whose values can be merged into without touching the original.
func (e *Entity) Clone() *Entity {
	c := &Entity{ID: e.ID, Schema: e.Schema, Origin: e.Origin, Extra: e.Extra}
	c.Merge(e)
	return c
}

func (e *Entity) recast(s *Schema) {
	e.Schema = s
	e.Values = slices.DeleteFunc(e.Values, func(v Value) bool { return s.Property(v.Prop.Name) == nil })
	for i := range e.Values {
		e.Values[i].Prop = s.Property(e.Values[i].Prop.Name)
	}
}

// validFrom is the moment from which the line's values hold: a party's attributes change, a licence has its own dates.
func (e *Entity) validFrom() int64 {
	if !e.Schema.Is("LegalEntity") {
		return 0
	}
	iv, err := ParseTime(e.First("validFrom"), nil)
	switch {
	case err != nil:
		return 0
	case iv.Start == 0:
		return 1 // 0 means always
	}
	return iv.Start
}

// ID is a stable identifier of the parts: 128 bits of SHA-256 over their lengths and bytes, in hex.
func ID(parts ...string) string {
	h := sha256.New()
	var length [4]byte
	for _, part := range parts {
		n := len(part)
		length = [4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
		h.Write(length[:])
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
