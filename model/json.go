package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"
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
// first, and the property holds its id; one without an id gets it from its parent, the property and its ordinal there.
func (ss *Schemata) Decode(line []byte, origin *Origin) ([]*Entity, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return nil, err
	}
	return ss.decode(fields, "", origin)
}

func (ss *Schemata) decode(fields map[string]json.RawMessage, id string, origin *Origin) ([]*Entity, error) {
	var schema string
	var properties map[string]json.RawMessage
	if err := take(fields, "id", &id); err != nil {
		return nil, err
	}
	if err := take(fields, "schema", &schema); err != nil {
		return nil, err
	}
	if err := take(fields, "properties", &properties); err != nil {
		return nil, err
	}
	s := ss.Get(schema)
	switch {
	case schema == "":
		return nil, fmt.Errorf("no schema: a line is {\"id\", \"schema\", \"properties\"}")
	case s == nil || s.Abstract:
		return nil, fmt.Errorf("schema %q is not one Spoor knows", schema)
	case id == "":
		return nil, fmt.Errorf("a %s without an id", schema)
	}
	e := NewEntity(id, s, origin)
	all := []*Entity{e}
	unknown := map[string]json.RawMessage{}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if s.Property(name) == nil {
			unknown[name] = properties[name]
			continue
		}
		nested, err := ss.values(e, name, properties[name])
		if err != nil {
			return nil, fmt.Errorf("property %s: %w", name, err)
		}
		all = append(all, nested...)
	}
	if len(unknown) > 0 {
		fields[unknownProperties], _ = json.Marshal(unknown)
	}
	if len(fields) > 0 {
		e.Extra = fields
	}
	return all, nil
}

// values adds a property's values: an array, or one alone, of strings, numbers, booleans or nested entities.
func (ss *Schemata) values(e *Entity, name string, raw json.RawMessage) ([]*Entity, error) {
	items := []json.RawMessage{raw}
	if raw[0] == '[' {
		if err := json.Unmarshal(raw, &items); err != nil {
			return nil, err
		}
	}
	var nested []*Entity
	for i, item := range items {
		switch item[0] {
		case '{':
			var fields map[string]json.RawMessage
			if err := json.Unmarshal(item, &fields); err != nil {
				return nil, err
			}
			found, err := ss.decode(fields, ID(e.ID, name, fmt.Sprint(i)), e.Origin)
			if err != nil {
				return nil, err
			}
			e.Add(name, found[0].ID, name)
			nested = append(nested, found...)
		case '"':
			var text string
			if err := json.Unmarshal(item, &text); err != nil {
				return nil, err
			}
			e.Add(name, text, name)
		case 'n': // null
		case '[':
			return nil, fmt.Errorf("a list inside a list")
		default: // a number or a boolean, as it is written
			e.Add(name, string(item), name)
		}
	}
	return nested, nil
}

func take(fields map[string]json.RawMessage, name string, into any) error {
	raw, ok := fields[name]
	if !ok {
		return nil
	}
	delete(fields, name)
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
