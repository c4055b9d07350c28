package detect

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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
	Path     string   `yaml:"-"`
	Text     string   `yaml:"-"`
	ID       phrase   `yaml:"id"`
	Title    string   `yaml:"title"`
	Family   string   `yaml:"family"`
	Version  int      `yaml:"version"`
	Status   phrase   `yaml:"status"`
	Priority phrase   `yaml:"priority"`
	Opens    phrase   `yaml:"opens"`
	Protects phrase   `yaml:"protects"`
	Sources  []Source `yaml:"sources"`
	About    phrases  `yaml:"about"`
	On       phrases  `yaml:"on"`
	Params   pairs    `yaml:"params"`
	Let      pairs    `yaml:"let"`
	When     phrase   `yaml:"when"`
	Say      phrase   `yaml:"say"`
	Innocent []string `yaml:"innocent"`
	Next     []string `yaml:"next"`
	Tests    []Test   `yaml:"tests"`
}

// phrase is a scalar with the place of its first character.
type phrase struct {
	Text         string
	Line, Column int
}

func (p *phrase) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return &fault.Error{Place: fault.Place{Line: n.Line, Column: n.Column}, What: "one line of text is needed here"}
	}
	*p = phrase{Text: n.Value, Line: n.Line, Column: n.Column}
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		p.Column++
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		p.Line, p.Column = p.Line+1, 1
	}
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
		return &fault.Error{Place: fault.Place{Line: n.Line, Column: n.Column}, What: "names with values are needed here"}
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

// ParseFile reads a typology file. Errors carry file, line and, where it is known, column.
func ParseFile(path string, text []byte) (*File, error) {
	f := &File{Path: path, Text: string(text)}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(f); err != nil {
		return nil, f.placed(err)
	}
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, &fault.Error{Doing: "reading the typology", Kind: fault.Input, Place: fault.Place{File: path},
			What: "a file holds one typology", Hint: "take out what follows the second ---"}
	}
	return f, f.complete()
}

// placed gives YAML's own errors the shape of ours.
func (f *File) placed(err error) error {
	var e *fault.Error
	if errors.As(err, &e) {
		e.Doing, e.Kind, e.Place.File = "reading the typology", fault.Input, f.Path
		return e
	}
	place := fault.Place{File: f.Path}
	what := strings.TrimPrefix(strings.Join(strings.Fields(err.Error()), " "), "yaml: ")
	if at := regexp.MustCompile(`line (\d+)(?::(\d+)|, column (\d+))?:? ?`).FindStringSubmatch(what); at != nil {
		_, _ = fmt.Sscan(at[1], &place.Line)
		_, _ = fmt.Sscan(at[2]+at[3], &place.Column)
		what = strings.Replace(what, at[0], "", 1)
	}
	return &fault.Error{Doing: "reading the typology", Kind: fault.Input, Place: place, What: what,
		Hint: "the keys of a typology stand in docs/typologies/writing.md"}
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// complete holds what every file must say.
func (f *File) complete() error {
	bad := func(p phrase, what, hint string) error { return f.at(p, 0, what, hint) }
	oneOf := func(p phrase, words ...string) error {
		if slices.Contains(words, p.Text) {
			return nil
		}
		return bad(p, fmt.Sprintf("%q is not one of %s", p.Text, strings.Join(words, ", ")), "")
	}
	switch {
	case !idForm.MatchString(f.ID.Text):
		return bad(f.ID, "id must be small letters, digits and hyphens", "like dispersed-purchases")
	case f.Title == "" || f.Family == "" || f.Version < 1:
		return bad(f.ID, "title, family and version (from 1) are needed", "")
	case len(f.Sources) == 0:
		return bad(f.ID, "a typology cites where its indicator was published", "add sources: [{cite, quote}]")
	case len(f.About) == 0:
		return bad(f.ID, "about is missing", "say whose records these are: about: Order.buyer")
	case f.When.Text == "" || f.Say.Text == "":
		return bad(f.ID, "when and say are needed", "")
	case len(f.Innocent) == 0:
		return bad(f.ID, "the innocent explanations are part of a typology", "add innocent: [...]")
	}
	return errors.Join(oneOf(f.Status, "experimental", "test", "stable", "deprecated"), oneOf(f.Priority, Priorities()...),
		oneOf(f.Opens, "alone", "finding", "score"), oneOf(f.Protects, "", "victims", "minors"))
}

// at is an error at an offset inside a phrase.
func (f *File) at(p phrase, offset int, what, hint string) error {
	return &fault.Error{Doing: "compiling the typology", Kind: fault.Input, What: what, Hint: hint,
		Place: fault.Place{File: f.Path, Line: p.Line, Column: p.Column + offset}}
}
