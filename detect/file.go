package detect

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"spoor/fault"
)

// Priority orders findings: 0 low, 1 medium, 2 high, 3 urgent.
type Priority int

const (
	Low Priority = iota
	Medium
	High
	Urgent
)

// Priorities lists the words, lowest first.
func Priorities() []string { return []string{"low", "medium", "high", "urgent"} }

func (p Priority) String() string { return Priorities()[p] }

// ParsePriority reads one of the words.
func ParsePriority(word string) (Priority, error) {
	i := slices.Index(Priorities(), word)
	if i < 0 {
		return 0, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("%q is no priority", word),
			Hint: "one of " + strings.Join(Priorities(), ", ")}
	}
	return Priority(i), nil
}

// Source is where an indicator was published.
type Source struct {
	Cite  string `yaml:"cite" json:"cite"`
	Quote string `yaml:"quote" json:"quote,omitempty"`
}

// File is a typology as it is written, before it is compiled. Every part that is an expression keeps its place.
type File struct {
	Path     string     `yaml:"-"`
	Text     string     `yaml:"-"`
	Owner    string     `yaml:"-"` // whose it is; empty: Spoor's library
	ID       phrase     `yaml:"id"`
	Title    string     `yaml:"title"`
	Family   string     `yaml:"family"`
	Version  int        `yaml:"version"`
	Status   phrase     `yaml:"status"`
	Priority phrase     `yaml:"priority"`
	Opens    phrase     `yaml:"opens"`
	Protects phrase     `yaml:"protects"`
	Replaces phrase     `yaml:"replaces"` // library, where an organisation's file stands in the place of the library's of its id
	Sources  []Source   `yaml:"sources"`
	About    phrases    `yaml:"about"`
	On       phrases    `yaml:"on"`
	Wait     phrase     `yaml:"wait"`
	Peers    phrases    `yaml:"peers"`
	Widen    phrases    `yaml:"widen"`
	Params   parameters `yaml:"params"`
	Let      pairs      `yaml:"let"`
	When     phrase     `yaml:"when"`
	Say      phrase     `yaml:"say"`
	Innocent []string   `yaml:"innocent"`
	Next     []string   `yaml:"next"`
	Tests    []Test     `yaml:"tests"`
}

// phrase is a scalar with the place at which it begins in the file: its first character, quote or block sign.
type phrase struct {
	Text         string
	Line, Column int
	style        yaml.Style
}

func (p *phrase) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return &fault.Error{Place: fault.Place{Line: n.Line, Column: n.Column}, What: "one line of text is needed here",
			Hint: "put it in quotes when it begins with a sign like [, { or *"}
	}
	*p = phrase{Text: n.Value, Line: n.Line, Column: n.Column, style: n.Style}
	return nil
}

// phrases is one scalar or a list of them.
type phrases []phrase

func (ps *phrases) UnmarshalYAML(n *yaml.Node) error {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, item := range nodes {
		var p phrase
		if err := p.UnmarshalYAML(item); err != nil {
			return err
		}
		*ps = append(*ps, p)
	}
	return nil
}

// pairs is a mapping in the order it was written.
type pairs []struct{ Key, Value phrase }

func (ps *pairs) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return &fault.Error{Place: fault.Place{Line: n.Line, Column: n.Column}, What: "names with values are needed here",
			Hint: "like limit: 10000 EUR, one a line"}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var key, value phrase
		if err := key.UnmarshalYAML(n.Content[i]); err != nil {
			return err
		}
		if err := value.UnmarshalYAML(n.Content[i+1]); err != nil {
			return err
		}
		*ps = append(*ps, struct{ Key, Value phrase }{key, value})
	}
	return nil
}

// largest is how long a typology file may be, in bytes: the library's longest is a hundredth of it.
const largest = 1 << 20

// ParseFile reads a typology file. Errors carry file, line and, where it is known, column.
func ParseFile(path string, text []byte) (*File, error) {
	f := &File{Path: path, Text: string(text)}
	fail := func(kind fault.Kind, at yaml.Node, what, hint string) error {
		return &fault.Error{Doing: "reading the typology", Kind: kind, What: what, Hint: hint,
			Place: fault.Place{File: path, Line: at.Line, Column: at.Column}}
	}
	if len(text) > largest {
		return nil, fail(fault.Limit, yaml.Node{}, "the file is larger than 1 MB", "a file holds one typology")
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(f); errors.Is(err, io.EOF) {
		return nil, fail(fault.Input, yaml.Node{}, "the file is empty", "begin with id: and title:")
	} else if err != nil {
		return nil, f.broken(err)
	}
	var second yaml.Node
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, fail(fault.Input, second, "a file holds one typology", "take out what follows the second ---")
	}
	return f, f.complete()
}

var (
	unknownKey = regexp.MustCompile(`^field (.+) not found in type detect\.(\w+)$`)
	wrongShape = regexp.MustCompile("^cannot construct !!\\w+(?: `(?s:.*)`)? into (.+)$")
)

// unread is what YAML says of a text that it cannot take apart, and what that mostly is here.
type unread struct{ yaml, what, hint string }

const inQuotes = `put the whole text in quotes, like say: "{payer} paid: {total}"; and mind the indent`

var unreadable = []unread{
	{"found character that cannot start any token", "a tab, or a sign like @ or %, stands where a key or a value begins", "indent with spaces, and put a text that begins with such a sign in quotes"},
	{"found a tab character that violates indentation", "a tab stands where spaces indent", "indent with spaces"},
	{"did not find expected key", "a text in braces or quotes ends, and more stands behind it", inQuotes},
	{"mapping values are not allowed in this context", "a colon stands in a text without quotes, and would begin another value", inQuotes},
}

// broken gives YAML's own errors the shape and the words of ours.
func (f *File) broken(err error) error {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		load = &yaml.LoadError{Message: strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	var e *fault.Error
	if !errors.As(load.Unwrap(), &e) {
		e = &fault.Error{What: load.Message, Hint: "see docs/typologies/writing.md for the keys, and mind the indent",
			Place: fault.Place{Line: load.Mark.Line, Column: load.Mark.Column}}
		if m := unknownKey.FindStringSubmatch(load.Message); m != nil {
			keys := keysOf(File{})
			if m[2] == "Source" {
				keys = keysOf(Source{})
			}
			e.What = fmt.Sprintf("there is no key %s", m[1])
			e.Hint = cmp.Or(nearest(m[1], keys), "the keys are "+strings.Join(keys, ", "))
		} else if i := slices.IndexFunc(unreadable, func(u unread) bool { return strings.HasPrefix(load.Message, u.yaml) }); i >= 0 {
			e.What, e.Hint = unreadable[i].what, unreadable[i].hint
		} else if m := wrongShape.FindStringSubmatch(load.Message); m != nil {
			e.What = shapeOf(m[1]) + " is needed here"
		}
	}
	e.Doing, e.Kind, e.Place.File = "reading the typology", fault.Input, f.Path
	return e
}

// keysOf lists the YAML keys of a struct in its order.
func keysOf(of any) []string {
	var keys []string
	for _, field := range reflect.VisibleFields(reflect.TypeOf(of)) {
		if key := field.Tag.Get("yaml"); key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

func shapeOf(goType string) string {
	switch {
	case strings.HasPrefix(goType, "[]"):
		return "a list, each line with a hyphen,"
	case goType == "int":
		return "a whole number"
	case goType == "string":
		return "a line of text"
	}
	return "a set of keys with values"
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// complete holds what every file must say.
func (f *File) complete() error {
	bad := func(p phrase, what, hint string) error { return f.at(p, 0, what, hint) }
	oneOf := func(p phrase, words ...string) error {
		if slices.Contains(words, p.Text) {
			return nil
		}
		return bad(p, fmt.Sprintf("%q is not one of %s", p.Text, strings.Join(words, ", ")), "write one of them")
	}
	switch {
	case !idForm.MatchString(f.ID.Text):
		return bad(f.ID, "id must be small letters, digits and hyphens", "like dispersed-purchases")
	case f.Title == "" || f.Family == "" || f.Version < 1:
		return bad(f.ID, "title, family and version (from 1) are needed", "like title: ..., family: lists, version: 1")
	case len(f.Sources) == 0:
		return bad(f.ID, "a typology cites where its indicator was published", "add sources: [{cite, quote}]")
	case len(f.About) == 0:
		return bad(f.ID, "about is missing", "say whose records these are: about: Order.buyer")
	case f.When.Text == "" || f.Say.Text == "":
		return bad(f.ID, "when and say are needed", "when: holds the condition, say: the sentence that a finding tells")
	case len(f.Innocent) == 0:
		return bad(f.ID, "the innocent explanations are part of a typology", "add innocent: [...]")
	}
	return errors.Join(oneOf(f.Status, Experimental, Trial, Stable, Deprecated), oneOf(f.Priority, Priorities()...),
		oneOf(f.Opens, "alone", "finding", "score"), oneOf(f.Protects, "", "victims", "minors"), oneOf(f.Replaces, "", ofLibrary))
}

// at is an error at an offset inside a phrase.
func (f *File) at(p phrase, offset int, what, hint string) error {
	line, column := f.place(p, offset)
	return &fault.Error{Doing: "compiling the typology", Kind: fault.Input, What: what, Hint: hint,
		Place: fault.Place{File: f.Path, Line: line, Column: column}}
}
