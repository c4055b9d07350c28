package detect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"spoor/fault"
	"spoor/model"
)

// Test is one of a file's own tests: records, and whether they fire, stay silent, or nearly fire (and stay silent).
//
//   - fires: five neighbours, each below the limit
//     things: [{Person: {id: ann, name: Ann Example}}]
//     records:
//   - Payment: {at: 2024-05-01T10:00, payer: "neighbour-{n}", beneficiary: ann, amount: 900 EUR}
//     repeat: 5
//     every: 1d
type Test struct {
	Kind    string // fires, silent or near
	Name    string
	Line    int
	Subject string // when given, the subject that must be found
	things  []*yaml.Node
	records []*yaml.Node
}

// Outcome is what became of one test.
type Outcome struct {
	Test   Test
	Passed bool
	Detail string // what was found instead
}

func (t *Test) UnmarshalYAML(n *yaml.Node) error {
	t.Line = n.Line
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch key.Value {
		case "fires", "silent", "near":
			t.Kind, t.Name = key.Value, value.Value
		case "subject":
			t.Subject = value.Value
		case "things":
			t.things = value.Content
		case "records":
			t.records = value.Content
		default:
			return &fault.Error{Place: fault.Place{Line: key.Line, Column: key.Column}, What: fmt.Sprintf("a test has no %q", key.Value),
				Hint: "its keys are fires, silent or near, then subject, things, records"}
		}
	}
	if t.Kind == "" || len(t.records) == 0 {
		return &fault.Error{Place: fault.Place{Line: n.Line, Column: n.Column}, What: "a test says fires, silent or near, and has records",
			Hint: "like - fires: three in a week, then records: with a list"}
	}
	return nil
}

// mostTested is how many records and things the tests of a file hold together: a hundred times what the library's longest have.
const mostTested = 100_000

// checkTests builds each test's records, so that a wrong field in a test is an error of the file.
func (c *compiler) checkTests() error {
	left := mostTested
	for i := range c.f.Tests {
		if _, err := c.t.testData(&c.f.Tests[i], &left); err != nil {
			return err
		}
	}
	return nil
}

// RunTests runs the file's own tests, with the file's own values whatever an organisation has in their place.
func (t *Typology) RunTests(ctx context.Context) ([]Outcome, error) {
	if len(t.of.Params[t.File.ID.Text]) > 0 {
		plain := *t.of
		plain.Params = nil
		var err error
		if t, err = plain.Compile(t.File, t.schemata); err != nil {
			return nil, err
		}
	}
	var outcomes []Outcome
	left := mostTested
	for i := range t.File.Tests {
		test := &t.File.Tests[i]
		data, err := t.testData(test, &left)
		if err != nil {
			return nil, err
		}
		s := newShard(newPlan([]*Typology{t}, data.Things, Environment{}), data, watermark(data, Environment{}))
		if s.run(ctx); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		outcomes = append(outcomes, judge(*test, s.found[0]))
	}
	return outcomes, nil
}

func judge(test Test, found []*Finding) Outcome {
	o := Outcome{Test: test, Passed: (test.Kind == "fires") == (len(found) > 0)}
	var said []string
	right := test.Subject == ""
	for _, f := range found {
		said = append(said, f.Subject+": "+f.Say)
		right = right || f.Subject == test.Subject
	}
	if test.Kind == "fires" && !right {
		o.Passed = false
	}
	if o.Detail = "nothing fired"; len(said) > 0 {
		o.Detail = strings.Join(said, "; ")
	}
	return o
}

func (t *Typology) testData(test *Test, left *int) (Data, error) {
	b := builder{t: t, left: left, entities: map[string]*model.Entity{}}
	for _, n := range test.things {
		if err := b.item(n, "thing"); err != nil {
			return Data{}, err
		}
	}
	for i, n := range test.records {
		if err := b.item(n, "record "+strconv.Itoa(i+1)); err != nil {
			return Data{}, err
		}
	}
	data := Data{Things: map[string]*model.View{}}
	for _, id := range b.order {
		e := b.entities[id]
		v, err := model.NewView(e)
		if err != nil {
			return Data{}, t.File.at(phrase{Line: test.Line}, 0, fmt.Sprintf("test %q, %s: %v", test.Name, id, err), "see the fields of its kind")
		}
		if e.Schema.Record {
			data.Records = append(data.Records, v)
		} else {
			data.Things[id] = v
		}
	}
	slices.SortFunc(data.Records, func(a, b *model.View) int {
		if model.Less(a, b) {
			return -1
		}
		return 1
	})
	return data, nil
}

// builder makes entities of a test's short form.
type builder struct {
	t        *Typology
	left     *int // how many more may be made
	entities map[string]*model.Entity
	order    []string
}

func (b *builder) fail(n *yaml.Node, what, hint string) error {
	return b.t.File.at(phrase{Line: n.Line, Column: n.Column}, 0, what, hint)
}

// item is {Kind: {field: value ...}, repeat: 5, every: 1d}. In a repeated item "{n}" counts from 1 and the times move on.
func (b *builder) item(n *yaml.Node, id string) error {
	var schema *model.Schema
	var fields *yaml.Node
	repeat, every := 1, model.Datum{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch key.Value {
		case "repeat":
			var err error
			if repeat, err = strconv.Atoi(value.Value); err != nil || repeat < 1 || repeat > 10_000 {
				return b.fail(value, "repeat is a whole number from 1 to 10000", "like repeat: 5")
			}
		case "every":
			parsed, err := parseExpression(value.Value)
			if err == nil {
				every, err = literal(parsed.text, parsed.unit)
			}
			if err != nil || every.Kind != model.Span {
				return b.fail(value, "every is a length of time", "like 1d")
			}
		default:
			if schema = b.t.schemata.Get(key.Value); schema == nil {
				return b.fail(key, fmt.Sprintf("there is no kind %s", key.Value), cmp.Or(nearest(key.Value, b.t.schemata.Names()), "like Payment, Order or Person"))
			}
			fields = value
		}
	}
	if schema == nil {
		return b.fail(n, "a record begins with its kind", "like - Order: {at: 2024-05-01, buyer: ann}")
	}
	for i := range repeat {
		counted := id
		if schema.Record {
			counted = fmt.Sprintf("%s.%05d", id, i+1)
		}
		if _, err := b.entity(fields, schema, counted, i+1, every); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) entity(fields *yaml.Node, schema *model.Schema, id string, n int, every model.Datum) (string, error) {
	if *b.left--; *b.left < 0 {
		return "", b.fail(fields, fmt.Sprintf("the tests hold more than %d records and things", mostTested), "a few records show what a typology does")
	}
	for i := 0; i+1 < len(fields.Content); i += 2 {
		if fields.Content[i].Value == "id" {
			id = count(fields.Content[i+1].Value, n)
		}
	}
	e := model.NewEntity(id, schema, nil)
	for i := 0; i+1 < len(fields.Content); i += 2 {
		key, value := fields.Content[i], fields.Content[i+1]
		if key.Value == "id" {
			continue
		}
		p := schema.Property(key.Value)
		if p == nil {
			return "", b.fail(key, fmt.Sprintf("%s has no field %s", schema.Name, key.Value), cmp.Or(nearest(key.Value, propertyNames(schema)),
				ownFields(schema)))
		}
		values := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			values = value.Content
		}
		for at, v := range values {
			text, err := b.value(e, p, v, at, n, every)
			if err != nil {
				return "", err
			}
			e.Add(p.Name, text, p.Name)
		}
	}
	for i := 0; i+1 < len(fields.Content); i += 2 { // the currency may stand after the amount
		if p := schema.Property(fields.Content[i].Value); p != nil && p.Type == "money" && e.First(p.Name) != "" && e.First(p.With) == "" {
			return "", b.fail(fields.Content[i+1], p.Name+" has no currency, so that no limit in money can be compared with it", "write it after the amount: "+p.Name+": 900 EUR")
		}
	}
	if stands := b.entities[id]; stands != nil {
		stands.Merge(e)
		return id, nil
	}
	b.entities[id] = e.Clone()
	b.order = append(b.order, id)
	return id, nil
}

// value is a text; a thing in braces becomes an entity of its own; "5 kg" and "900 EUR" fill the unit or currency too; times
// move on by every. at counts the values of one field.
func (b *builder) value(e *model.Entity, p *model.Property, v *yaml.Node, at, n int, every model.Datum) (string, error) {
	switch v.Kind {
	case yaml.AliasNode, yaml.SequenceNode:
		return "", b.fail(v, "a single value is needed here", "write it out")
	case yaml.MappingNode:
		schema := b.t.schemata.Get(p.Range)
		if schema == nil {
			return "", b.fail(v, p.Name+" holds no thing", "write its value alone")
		}
		return b.entity(v, schema, model.ID(e.ID, p.Name, strconv.Itoa(at)), n, every)
	}
	text := count(v.Value, n)
	switch p.Type {
	case "money", "quantity":
		if amount, unit, ok := strings.Cut(text, " "); ok {
			e.Add(p.With, unit, p.With)
			return amount, nil
		}
	case "time":
		if n > 1 && every.Kind == model.Span {
			iv, err := model.ParseTime(text, nil)
			if err != nil {
				return "", b.fail(v, err.Error(), "a repeated record needs a time that can move on")
			}
			moved := addMonths(iv.Start, int(every.End)*(n-1)) + every.Num*int64(n-1)
			format := time.RFC3339
			if !iv.Moment() {
				format = time.DateOnly
			}
			return time.UnixMicro(moved).UTC().Format(format), nil
		}
	}
	return text, nil
}

func count(text string, n int) string { return strings.ReplaceAll(text, "{n}", strconv.Itoa(n)) }

func propertyNames(s *model.Schema) []string {
	names := make([]string, len(s.Properties))
	for i, p := range s.Properties {
		names[i] = p.Name
	}
	return names
}

// ownFields names the fields of a kind, without those that every thing or record has.
func ownFields(s *model.Schema, more ...string) string {
	fields := "its own fields are " + strings.Join(append(slices.Sorted(maps.Keys(s.Own)), more...), ", ")
	if s.Record {
		fields += "; every record has at and place"
	}
	return fields
}

// TestError joins the tests that did not come out as the file says, nil when all did.
func TestError(t *Typology, outcomes []Outcome) error {
	var failed []error
	for _, o := range outcomes {
		if !o.Passed {
			failed = append(failed, t.File.at(phrase{Line: o.Test.Line}, 0, fmt.Sprintf("test %s %q failed: %s", o.Test.Kind, o.Test.Name, o.Detail), "mend the condition or the test"))
		}
	}
	return errors.Join(failed...)
}
