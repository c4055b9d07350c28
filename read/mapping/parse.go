package mapping

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"spoor/fault"
	"spoor/model"
)

// MaxSize is the largest mapping file, in bytes.
const MaxSize = 1 << 20

// Parse reads and checks a mapping file. The error joins everything that is wrong, each with file, line, column and a hint.
func Parse(file string, data []byte) (*Mapping, error) {
	p := &parser{file: file, m: &Mapping{Format: Format{Decimal: '.', Header: 1}, zone: time.UTC}, byName: map[string]int{}}
	if len(data) > MaxSize {
		p.fail(nil, "the mapping is larger than 1 MiB", "see whether this is the right file")
		return nil, errors.Join(p.errs...)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		p.fail(yamlPlace(err), "this is no YAML: "+yamlReason(err), "indent with spaces, and quote texts that hold : or #")
		return nil, errors.Join(p.errs...)
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		p.fail(&doc, "a mapping file is a list of keys with values", "begin with kind: Payment and fields:")
		return nil, errors.Join(p.errs...)
	}
	p.top(doc.Content[0])
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.m, nil
}

// yamlPlace and yamlReason take apart the error of the YAML reader.
func yamlPlace(err error) *yaml.Node {
	var e *yaml.LoadError
	if errors.As(err, &e) {
		return &yaml.Node{Line: e.Mark.Line, Column: e.Mark.Column}
	}
	return nil
}

func yamlReason(err error) string {
	var e *yaml.LoadError
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

type parser struct {
	file   string
	m      *Mapping
	byName map[string]int
	errs   []error
}

func (p *parser) fail(n *yaml.Node, what, hint string) {
	place := fault.Place{File: p.file}
	if n != nil {
		place.Line, place.Column = n.Line, n.Column
	}
	p.errs = append(p.errs, &fault.Error{Doing: "reading the mapping", Kind: fault.Usage, Place: place, What: what, Hint: hint})
}

func (p *parser) top(n *yaml.Node) {
	keys := []string{"source", "kind", "files", "format", "zone", "id", "only", "skip", "fields"}
	found := p.object(n, "the mapping", keys)
	if v := found["format"]; v != nil {
		p.format(v)
	}
	p.m.Source = p.text(found["source"])
	if v := found["files"]; v != nil {
		p.m.Files = p.text(v)
		if _, err := path.Match(p.m.Files, ""); err != nil {
			p.fail(v, fmt.Sprintf("%q is no file pattern", p.m.Files), `write "*.csv" or "transactions*.csv"`)
		}
	}
	if v := found["zone"]; v != nil {
		zone, err := time.LoadLocation(p.text(v))
		if err != nil || p.text(v) == "Local" {
			p.fail(v, fmt.Sprintf("there is no time zone %q", p.text(v)), "write a name such as Europe/London")
		} else {
			p.m.zone = zone
		}
	}
	p.m.id = p.columns(found["id"])
	p.m.only = p.tests(found["only"])
	p.m.skip = p.tests(found["skip"])
	kind := found["kind"]
	if kind == nil {
		p.fail(n, "the mapping does not say what a row is", "add kind: Payment, or another record kind, or Person, Company ...")
		return
	}
	if p.m.schema = p.schema(kind); p.m.schema == nil {
		return
	}
	if found["fields"] == nil {
		p.fail(n, "the mapping has no fields", "add fields: with a line for each")
		return
	}
	p.m.fields = p.fields(found["fields"], p.m.schema, 0)
	p.complete(found["fields"], p.m.schema, p.m.fields)
}

// object gives the values of a YAML object by key; unknown and repeated keys are faults.
func (p *parser) object(n *yaml.Node, what string, allowed []string) map[string]*yaml.Node {
	found := map[string]*yaml.Node{}
	p.pairs(n, what, func(key, value *yaml.Node) {
		if !slices.Contains(allowed, key.Value) {
			p.fail(key, fmt.Sprintf("%s has no key %q", what, key.Value), hint(key.Value, allowed))
			return
		}
		found[key.Value] = value
	})
	return found
}

func (p *parser) pairs(n *yaml.Node, what string, take func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fail(n, what+" is written as keys with values", "write {key: value} or one key a line, indented")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case seen[key.Value]:
			p.fail(key, fmt.Sprintf("%q stands twice", key.Value), "keep one of the two")
		case key.Kind != yaml.ScalarNode || value.Kind == yaml.AliasNode:
			p.fail(key, "anchors, aliases and keys that are no words are not read", "write the value out")
		default:
			seen[key.Value] = true
			take(key, value)
		}
	}
}

// text is the text of a scalar, empty for none.
func (p *parser) text(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		p.fail(n, "one value is expected here", "write a word, or a text in quotes")
		return ""
	}
	return n.Value
}

// texts are one text or a list of them.
func (p *parser) texts(n *yaml.Node) []string {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return []string{p.text(n)}
	}
	var all []string
	for _, item := range n.Content {
		all = append(all, p.text(item))
	}
	return all
}

func (p *parser) columns(n *yaml.Node) []int {
	var all []int
	for _, name := range p.texts(n) {
		if strings.TrimSpace(name) == "" {
			p.fail(n, "a column's name is missing", "write the name as it stands in the header")
			continue
		}
		all = append(all, p.column(n, name))
	}
	return all
}

func (p *parser) column(n *yaml.Node, name string) int {
	name = strings.TrimSpace(name)
	i, known := p.byName[name]
	if !known {
		i = len(p.m.columns)
		p.byName[name] = i
		p.m.columns = append(p.m.columns, column{name: name, line: n.Line, at: n.Column, file: p.file})
	}
	return i
}

func (p *parser) schema(n *yaml.Node) *model.Schema {
	name := p.text(n)
	s := model.Default().Get(name)
	if s == nil || s.Abstract {
		p.fail(n, fmt.Sprintf("there is no kind %q", name), hint(name, concrete()))
		return nil
	}
	return s
}

func concrete() []string {
	var names []string
	for _, name := range model.Default().Names() {
		if !model.Default().Get(name).Abstract {
			names = append(names, name)
		}
	}
	return names
}

func (p *parser) format(n *yaml.Node) {
	keys := []string{"delimiter", "quote", "decimal", "encoding", "header", "empty"}
	found := p.object(n, "format", keys)
	f := &p.m.Format
	if v := found["delimiter"]; v != nil {
		f.Delimiter = p.mark(v, map[string]byte{"tab": '\t'})
	}
	if v := found["quote"]; v != nil {
		f.Quote = p.mark(v, map[string]byte{"none": NoQuote})
	}
	if v := found["decimal"]; v != nil {
		if f.Decimal = p.mark(v, nil); f.Decimal != '.' && f.Decimal != ',' {
			p.fail(v, "the decimal mark is a point or a comma", `write decimal: "." or decimal: ","`)
		}
	}
	if v := found["header"]; v != nil {
		line, err := strconv.Atoi(p.text(v))
		if err != nil || line < 0 || line > 1000 {
			p.fail(v, fmt.Sprintf("%q is no line of a header", p.text(v)), "write the number of its line, 0 when there is none")
		}
		f.Header = line
	}
	f.Encoding = p.text(found["encoding"])
	f.Empty = p.texts(found["empty"])
}

func (p *parser) mark(n *yaml.Node, words map[string]byte) byte {
	text := p.text(n)
	if b, ok := words[text]; ok {
		return b
	}
	if len(text) != 1 || text[0] >= 0x80 || text[0] == '\n' || text[0] == '\r' {
		p.fail(n, fmt.Sprintf("%q is not one character", text), `write it in quotes: ";"`)
		return 0
	}
	return text[0]
}

// tests are conditions on columns, all of which must hold.
func (p *parser) tests(n *yaml.Node) []test {
	if n == nil {
		return nil
	}
	var all []test
	p.pairs(n, "a condition", func(key, value *yaml.Node) {
		t := test{column: p.column(key, key.Value)}
		if value.Kind != yaml.MappingNode {
			t.oneOf = p.texts(value)
			all = append(all, t)
			return
		}
		found := p.object(value, "a condition", []string{"above", "below", "not"})
		t.above, t.below = p.number(found["above"]), p.number(found["below"])
		if v := found["not"]; v != nil {
			t.oneOf, t.not = p.texts(v), true
		}
		if t.above == nil && t.below == nil && !t.not {
			p.fail(value, "the condition says nothing", "write a value, a list, or {above: 0}, {below: 0}, {not: value}")
		}
		all = append(all, t)
	})
	return all
}

func (p *parser) number(n *yaml.Node) *model.Fixed {
	if n == nil {
		return nil
	}
	f, err := model.ParseFixed(p.text(n))
	if err != nil {
		p.fail(n, err.Error(), "write it with a decimal point")
	}
	return &f
}

// hint names the nearest of the known words, or all when they are few.
func hint(word string, known []string) string {
	if near := fault.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	if len(known) > 24 {
		known = append(slices.Clone(known[:24]), "...")
	}
	return "known are " + strings.Join(known, ", ")
}
