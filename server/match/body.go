package match

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spoor/model"
)

// What one call may ask. The contract wants at least 100 queries; the rest keeps one client from taking the whole machine.
const (
	maxBody    = 16 << 20 // bytes
	maxQueries = 500
	maxValues  = 200  // of one property
	maxLetters = 4000 // of one value
)

// body is what POST /match takes. What is not named here is passed over.
type body struct {
	Queries map[string]example         `json:"queries"`
	Weights map[string]float64         `json:"weights"`
	Config  map[string]json.RawMessage `json:"config"`
	Params  limits                     `json:"params"` // motiva
}

// example is one party of a call.
type example struct {
	ID         *string                    `json:"id"`
	Schema     *string                    `json:"schema"`
	Properties map[string]json.RawMessage `json:"properties"`
	Filters    map[string][][]string      `json:"filters"` // motiva: one of the inner, each of the outer
	Params     limits                     `json:"params"`  // motiva
}

// limits are the parameters that motiva takes in the body, where an address would be too long.
type limits struct {
	IncludeDatasets  []string `json:"include_datasets"`
	ExcludeDatasets  []string `json:"exclude_datasets"`
	ExcludeEntityIDs []string `json:"exclude_entity_ids"`
}

func readBody(w http.ResponseWriter, r *http.Request) (*body, error) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, refuse(http.StatusRequestEntityTooLarge, fmt.Sprintf("The body is larger than %d MiB; send fewer queries a call.", maxBody>>20))
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "The body broke off.")
	case !utf8.Valid(raw):
		return nil, refuse(http.StatusBadRequest, fmt.Sprintf("There was an error parsing the body: it is no UTF-8 at byte %d.", firstInvalid(raw)))
	}
	return parseBody(raw)
}

func parseBody(raw []byte) (*body, error) {
	b := &body{}
	if err := json.Unmarshal(raw, b); err != nil {
		return nil, misread(raw, err)
	}
	if b.Queries == nil {
		return nil, unfit("missing", "Field required", "body", "queries")
	}
	if len(b.Queries) > maxQueries {
		return nil, refuse(http.StatusBadRequest, fmt.Sprintf("Too many queries in one batch (limit: %d)", maxQueries))
	}
	if len(b.Queries) == 0 {
		return nil, refuse(http.StatusBadRequest, "No queries provided.")
	}
	for _, name := range slices.Sorted(maps.Keys(b.Queries)) {
		q := b.Queries[name]
		switch {
		case q.Schema == nil:
			return nil, unfit("missing", "Field required", "body", "queries", name, "schema")
		case q.Properties == nil:
			return nil, unfit("missing", "Field required", "body", "queries", name, "properties")
		}
	}
	for name, weight := range b.Weights {
		if weight < -1 || weight > 1 {
			return nil, unfit("value_error", fmt.Sprintf("weight value for %s is outside [-1.0,1.0] (%v)", name, weight), "body", "weights", name)
		}
	}
	return b, nil
}

// misread says where a body is no JSON, or not of the shape it should have.
func misread(raw []byte, err error) error {
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return unfit("missing", "Field required", "body")
	case errors.As(err, &syntax):
		return unfit("json_invalid", "JSON decode error: "+syntax.Error(), "body", syntax.Offset)
	case errors.As(err, &typed):
		loc := []any{"body"}
		for _, part := range strings.Split(typed.Field, ".") {
			if part != "" {
				loc = append(loc, part)
			}
		}
		return unfit("type_error", fmt.Sprintf("Input should not be a JSON %s (byte %d)", typed.Value, typed.Offset), loc...)
	}
	return unfit("json_invalid", "JSON decode error: "+err.Error(), "body", 0)
}

func firstInvalid(raw []byte) (at int) {
	for at < len(raw) {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size < 2 {
			return at
		}
		at += size
	}
	return at
}

// entity makes the party of an example. Properties that its schema does not have are passed over, as the contract has it.
func (q example) entity(name string) (*model.Entity, error) {
	schema := model.Default().Get(*q.Schema)
	if schema == nil {
		return nil, refuse(http.StatusBadRequest, fmt.Sprintf("Cannot parse example entity: Unknown schema: '%s'", *q.Schema))
	}
	if !schema.Matchable && schema.Name != anySchema {
		return nil, refuse(http.StatusBadRequest, "Cannot parse example entity: Non-matchable schema for query: "+schema.Name)
	}
	e := model.NewEntity("", schema, nil)
	for _, property := range slices.Sorted(maps.Keys(q.Properties)) {
		texts, err := values(q.Properties[property], "body", "queries", name, "properties", property)
		if err != nil {
			return nil, err
		}
		for _, text := range texts {
			e.Add(property, text, "")
		}
	}
	e.ID = model.ID("query", asked(e))
	if q.ID != nil && *q.ID != "" {
		e.ID = *q.ID
	}
	return e, nil
}

// anySchema is the schema of which every thing is.
const anySchema = "Thing"

// values reads a property's value or list of values: texts, numbers and booleans. Nothing and what is nested are passed over.
func values(raw json.RawMessage, loc ...any) ([]string, error) {
	if len(raw) == 0 || raw[0] != '[' {
		raw = slices.Concat([]byte("["), raw, []byte("]"))
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		return nil, unfit("list_type", "Input should be a valid list", loc...)
	}
	if len(items) > maxValues {
		return nil, unfit("too_long", fmt.Sprintf("List should have at most %d items, not %d", maxValues, len(items)), loc...)
	}
	var texts []string
	for i, item := range items {
		var text string
		switch item[0] {
		case '"':
			_ = json.Unmarshal(item, &text) // a string that the decoder has taken
		case '{', '[', 'n':
			continue
		default:
			text = string(item)
		}
		if utf8.RuneCountInString(text) > maxLetters {
			return nil, unfit("string_too_long", fmt.Sprintf("String should have at most %d characters", maxLetters), append(loc, i)...)
		}
		texts = append(texts, strings.Map(printable, text))
	}
	return texts, nil
}

// printable drops what no name has: NUL and other control characters. A line break parts words.
func printable(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return ' '
	case unicode.IsControl(r):
		return -1
	}
	return r
}
