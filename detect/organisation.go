package detect

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"spoor/fault"
	"spoor/model"
)

// Organisation is what an organisation says once for all typologies, in a file of its own, so that it need not touch theirs:
// who answers for the work and under which law, which domains it may join, its own values of parameters, and what the words
// of the library's definitions mean here. The zero value joins every domain and changes nothing.
//
//	controller: Example Bank
//	basis: the law under which it looks at its records
//	domains: [money]
//	params:
//	  structured-deposits:
//	    limit: [3000 EUR, 2500 EUR from 2025-01-01]
//	definitions:
//	  remitted: method in ["msb", "wallet"]
type Organisation struct {
	Controller  string                `yaml:"controller"`
	Basis       string                `yaml:"basis"`
	Domains     phrases               `yaml:"domains"`
	Params      map[string]parameters `yaml:"params"`
	Definitions pairs                 `yaml:"definitions"`

	file    *File // where it stands, for the places of errors
	defined map[string]definition
}

// definition is a named expression that any typology may use.
type definition struct {
	node *node
	said string // where it stands
}

// ParseOrganisation reads an organisation's file.
func ParseOrganisation(path string, text []byte) (*Organisation, error) {
	o := &Organisation{file: &File{Path: path, Text: string(text)}, defined: map[string]definition{}}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(o); err != nil {
		return nil, o.file.broken(err)
	}
	for _, p := range o.Domains {
		if !slices.Contains([]string{money, goods, travel}, p.Text) {
			return nil, o.file.at(p, 0, fmt.Sprintf("there is no domain %s", p.Text), "the domains are money, goods and travel")
		}
	}
	if len(o.Domains) > 0 && (o.Controller == "" || o.Basis == "") {
		return nil, o.file.at(o.Domains[0], 0, "who joins domains says who answers for it and under which law", "add controller: and basis:")
	}
	return o, define(o.defined, o.file, o.Definitions)
}

// define reads definitions; those that stand already keep their meaning.
func define(into map[string]definition, f *File, all pairs) error {
	for _, pair := range all {
		if tokens := lex(pair.Key.Text); len(tokens) != 2 || tokens[0].kind != nameToken || reserved[pair.Key.Text] {
			return f.at(pair.Key, 0, fmt.Sprintf("%q is no name", pair.Key.Text), "use letters and digits, and no word of the language")
		}
		n, err := parseExpression(pair.Value.Text)
		var e *syntaxError
		if errors.As(err, &e) {
			return f.at(pair.Value, e.pos, e.what, e.hint)
		}
		if _, stands := into[pair.Key.Text]; !stands {
			into[pair.Key.Text] = definition{n, fmt.Sprintf("%s:%d", f.Path, pair.Value.Line)}
		}
	}
	return nil
}

// definitionsFile holds the library's definitions, at the root beside the typologies.
const definitionsFile = "definitions.yaml"

// Define takes the definitions of a library; the organisation's own go before them.
func (o *Organisation) Define(files fs.FS) error { return o.define(Shelf{Files: files}) }

// DefineAll takes those of several shelves: what a word means on an earlier one it means on all.
func (o *Organisation) DefineAll(shelves ...Shelf) error {
	for _, s := range shelves {
		if err := o.define(s); err != nil {
			return err
		}
	}
	return nil
}

func (o *Organisation) define(s Shelf) error {
	text, err := fs.ReadFile(s.Files, definitionsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return &fault.Error{Doing: "reading the definitions", Kind: fault.Missing, Err: err}
	}
	f := &File{Path: path.Join(s.At, definitionsFile), Text: string(text)}
	var shape struct {
		Definitions pairs `yaml:"definitions"`
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&shape); err != nil {
		return f.broken(err)
	}
	if o.defined == nil {
		o.defined = map[string]definition{}
	}
	return define(o.defined, f, shape.Definitions)
}

// Compile types a typology against the schemata, with the organisation's values, words and domains. Each error carries file,
// line and column.
func (o *Organisation) Compile(f *File, schemata *model.Schemata) (*Typology, error) {
	priority, err := ParsePriority(f.Priority.Text)
	if err != nil {
		return nil, err
	}
	c := &compiler{f: f, of: o, t: &Typology{File: f, Priority: priority, schemata: schemata, of: o, watch: map[*model.Schema]*watch{}},
		params: map[string]param{}, letAt: map[string]int{}, law: &law{protects: f.Protects.Text, subjects: map[string]bool{}}}
	for _, step := range []func() error{c.readParams, c.readAbout, c.readOn, c.readWait, c.readPeers, c.readLets, c.readWhen, c.checkTests} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c.t, nil
}

// outside is the error of a typology that reads a domain which the organisation has not declared.
type outside struct{ error }

func (o outside) Unwrap() error { return o.error }

// joins refuses a kind of an undeclared domain.
func (c *compiler) joins(p phrase, kind *model.Schema) error {
	domain := domainOf(kind)
	if domain == "" || len(c.of.Domains) == 0 || slices.ContainsFunc(c.of.Domains, func(d phrase) bool { return d.Text == domain }) {
		return nil
	}
	return outside{c.f.at(p, 0, fmt.Sprintf("%s is of the domain %s, which this organisation has not declared", kind.Name, domain),
		"its file says under domains what it may join, and on which legal basis")}
}

// expand puts definitions in the place of their names. What an expression may mean already, a let or a field, hides them.
func (c *compiler) expand(n *node, kinds ...*model.Schema) (*node, error) {
	return c.expanded(n, kinds, nil)
}

func (c *compiler) expanded(n *node, kinds []*model.Schema, inside []string) (*node, error) {
	if n == nil {
		return nil, nil
	}
	if n.op == "path" {
		d, ok := c.of.defined[n.text]
		if _, isLet := c.letAt[n.text]; !ok || isLet || slices.ContainsFunc(kinds, func(k *model.Schema) bool { return k.Property(n.text) != nil }) {
			return n, nil
		}
		if slices.Contains(inside, n.text) {
			return nil, &syntaxError{n.pos, fmt.Sprintf("the definition of %s comes back to itself: %s", n.text, strings.Join(append(inside, n.text), ", ")),
				"see " + d.said}
		}
		meant, err := c.expanded(moved(d.node, n.pos), kinds, append(inside, n.text))
		if err != nil {
			return nil, err
		}
		meant.name, meant.said = n.text, d.said
		return meant, nil
	}
	for i, arg := range n.args {
		var err error
		if n.args[i], err = c.expanded(arg, kinds, inside); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// moved is a copy of an expression that stands, with all its parts, at another place.
func moved(n *node, pos int) *node {
	m := *n
	m.pos, m.at, m.args = pos, slices.Repeat([]int{pos}, len(n.at)), make([]*node, len(n.args))
	for i, arg := range n.args {
		m.args[i] = moved(arg, pos)
	}
	return &m
}
