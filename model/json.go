package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// MarshalJSON writes one FollowTheMoney entity: id, schema, properties (sorted by name, values in order), then whatever
// else the line carried.
func (e *Entity) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(`{"id":`)
	write(&b, e.ID)
	b.WriteString(`,"schema":`)
	write(&b, e.Schema.Name)
	b.WriteString(`,"properties":{`)
	values := make([]*Value, len(e.Values))
	for i := range e.Values {
		values[i] = &e.Values[i]
	}
	sort.SliceStable(values, func(i, j int) bool { return values[i].Prop.Name < values[j].Prop.Name })
	for i, v := range values {
		if i > 0 && values[i-1].Prop.Name == v.Prop.Name {
			b.Truncate(b.Len() - 1)
			b.WriteByte(',')
		} else {
			if i > 0 {
				b.WriteByte(',')
			}
			write(&b, v.Prop.Name)
			b.WriteString(`:[`)
		}
		write(&b, v.Text)
		b.WriteByte(']')
	}
	if unknown := e.Extra[unknownProperties]; unknown != nil {
		if len(values) > 0 {
			b.WriteByte(',')
		}
		b.Write(unknown[1 : len(unknown)-1])
	}
	b.WriteByte('}')
	names := make([]string, 0, len(e.Extra))
	for name := range e.Extra {
		if name != unknownProperties {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		b.WriteByte(',')
		write(&b, name)
		b.WriteByte(':')
		b.Write(e.Extra[name])
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// unknownProperties is the key in Extra under which properties stand that the schema does not have.
const unknownProperties = "\x00properties"

// UnknownProperties names, in order, the properties that the line carried and its schema does not have.
func (e *Entity) UnknownProperties() []string {
	raw := e.Extra[unknownProperties]
	if raw == nil {
		return nil
	}
	var unknown map[string]json.RawMessage
	_ = json.Unmarshal(raw, &unknown) // written by decode
	return slices.Sorted(maps.Keys(unknown))
}

func write(b *bytes.Buffer, s string) {
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a string into a buffer cannot fail
	b.Truncate(b.Len() - 1)
}

// Decode reads one FollowTheMoney JSON object. An entity nested in a property becomes an entity of its own, after the
// first, and the property holds its id; one without an id gets it from its parent, the property and its ordinal there. What is no
// JSON, an object that says a name twice among it, is a *jsontext.SyntacticError with the offset in the line.
func (ss *Schemata) Decode(line []byte, origin *Origin) ([]*Entity, error) {
	return ss.decode(line, origin)
}

// DecodeOwn reads one that Spoor has written, which says no name twice: nobody looks whether it does.
func (ss *Schemata) DecodeOwn(line []byte, origin *Origin) ([]*Entity, error) {
	return ss.decode(line, origin, jsontext.AllowDuplicateNames(true))
}

func (ss *Schemata) decode(line []byte, origin *Origin, options ...jsontext.Options) ([]*Entity, error) {
	d := decoder{ss, origin, jsontext.NewDecoder(bytes.NewBuffer(line), options...)}
	all, err := d.entity("")
	if err != nil {
		return nil, err
	}
	if _, err := d.json.ReadToken(); errors.Is(err, io.EOF) {
		return all, nil
	}
	return nil, &jsontext.SyntacticError{ByteOffset: d.json.InputOffset(), Err: errors.New("something stands behind the object")}
}

// decoder reads a line once, from front to back.
type decoder struct {
	ss     *Schemata
	origin *Origin
	json   *jsontext.Decoder
}

// entity reads an object, with those nested in it behind it; id is its own when it states none.
func (d *decoder) entity(id string) ([]*Entity, error) {
	e := &Entity{Origin: d.origin}
	var schema string
	var later jsontext.Value // properties that stand before the id and the schema, which they rest on
	var nested []*Entity
	err := d.object(func(name string) error {
		switch name {
		case "id":
			return d.text(name, &e.ID)
		case "schema":
			err := d.text(name, &schema)
			e.Schema = d.ss.Get(schema)
			return err
		case "properties":
			if e.ID != "" && e.Schema != nil {
				return d.properties(e, &nested)
			}
			raw, err := d.json.ReadValue()
			later = raw.Clone()
			return err
		}
		return d.extra(e, name)
	})
	if e.ID == "" {
		e.ID = id
	}
	switch {
	case err != nil:
		return nil, err
	case schema == "":
		return nil, fmt.Errorf("no schema: a line is {\"id\", \"schema\", \"properties\"}")
	case e.Schema == nil || e.Schema.Abstract:
		return nil, fmt.Errorf("schema %q is not one Spoor knows", schema)
	case e.ID == "":
		return nil, fmt.Errorf("a %s without an id", schema)
	case later != nil:
		again := decoder{d.ss, d.origin, jsontext.NewDecoder(bytes.NewBuffer(later))}
		err = again.properties(e, &nested)
	}
	return append([]*Entity{e}, nested...), err
}

// object reads an object's members one by one.
func (d *decoder) object(member func(name string) error) error {
	if err := d.begin('{'); err != nil {
		return err
	}
	for d.json.PeekKind() != '}' {
		name, err := d.json.ReadToken()
		if err != nil {
			return err
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	_, err := d.json.ReadToken()
	return err
}

// begin reads a token of that kind.
func (d *decoder) begin(kind jsontext.Kind) error {
	token, err := d.json.ReadToken()
	if err == nil && token.Kind() != kind {
		err = &MisplacedError{"", kindName(token.Kind())}
	}
	return err
}

// MisplacedError says that a JSON value of another kind stands where a name wants one.
type MisplacedError struct {
	Name  string // id, schema ...; empty: the whole
	Found string // "number"
}

func kindName(k jsontext.Kind) string {
	switch k {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	}
	return k.String()
}

func (e *MisplacedError) Error() string {
	return strings.TrimPrefix(e.Name+": a JSON "+e.Found+" stands where it may not", ": ")
}

// text reads a string; null is none.
func (d *decoder) text(name string, into *string) error {
	token, err := d.json.ReadToken()
	switch {
	case err != nil:
		return err
	case token.Kind() == '"':
		*into = token.String()
	case token.Kind() != 'n':
		return &MisplacedError{name, kindName(token.Kind())}
	}
	return nil
}

// extra keeps a member that is none of an entity's, as it is written.
func (d *decoder) extra(e *Entity, name string) error {
	raw, err := d.json.ReadValue()
	if err != nil {
		return err
	}
	if e.Extra == nil {
		e.Extra = map[string]json.RawMessage{}
	}
	e.Extra[name] = json.RawMessage(raw.Clone())
	return nil
}

// properties reads the values of each, in the order of the names: it is that of a line which Spoor writes.
func (d *decoder) properties(e *Entity, nested *[]*Entity) error {
	if d.json.PeekKind() == 'n' {
		return d.json.SkipValue()
	}
	unknown := map[string]json.RawMessage{}
	err := d.object(func(name string) error {
		if e.Schema.Property(name) == nil {
			raw, err := d.json.ReadValue()
			unknown[name] = json.RawMessage(raw.Clone())
			return err
		}
		if err := d.values(e, name, nested); err != nil {
			return fmt.Errorf("property %s: %w", name, err)
		}
		return nil
	})
	if len(unknown) > 0 && err == nil {
		if e.Extra == nil {
			e.Extra = map[string]json.RawMessage{}
		}
		e.Extra[unknownProperties], err = json.Marshal(unknown)
	}
	slices.SortStableFunc(e.Values, func(a, b Value) int { return strings.Compare(a.Prop.Name, b.Prop.Name) })
	return err
}

// values reads a property's values: a list, or one alone, of strings, numbers, booleans or nested entities.
func (d *decoder) values(e *Entity, name string, nested *[]*Entity) error {
	if d.json.PeekKind() != '[' {
		return d.value(e, name, 0, nested)
	}
	if _, err := d.json.ReadToken(); err != nil {
		return err
	}
	for i := 0; d.json.PeekKind() != ']'; i++ {
		if err := d.value(e, name, i, nested); err != nil {
			return err
		}
	}
	_, err := d.json.ReadToken()
	return err
}

func (d *decoder) value(e *Entity, name string, ordinal int, nested *[]*Entity) error {
	switch d.json.PeekKind() {
	case '{':
		found, err := d.entity(ID(e.ID, name, strconv.Itoa(ordinal)))
		if err != nil {
			return err
		}
		e.Add(name, found[0].ID, name)
		*nested = append(*nested, found...)
		return nil
	case '[':
		return fmt.Errorf("a list inside a list")
	}
	token, err := d.json.ReadToken()
	if err == nil && token.Kind() != 'n' {
		e.Add(name, token.String(), name) // a number or a boolean as it is written
	}
	return err
}
