package model

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed schemata
var embedded embed.FS

// Property is one field of a schema. Slot is its place in the schema's slot layout: stable for one set of schemata.
type Property struct {
	Name        string   `yaml:"-"`
	Label       string   `yaml:"label"`
	Description string   `yaml:"description"`
	Type        string   `yaml:"type"`  // FollowTheMoney's types, and money, quantity, time, code, boolean
	Range       string   `yaml:"range"` // of an entity property: the schema of what it points to
	With        string   `yaml:"with"`  // of money and quantity: the property that holds the currency or unit
	Values      []string `yaml:"values"`
	Sensitive   string   `yaml:"sensitive"` // which kind of special data it is: taken out of records, read by no typology
	Barred      string   `yaml:"barred"`    // which rule bars typologies from reading it; it may be kept and screened
	Matchable   *bool    `yaml:"matchable"`
	Hidden      bool     `yaml:"hidden"`
	Reverse     *Reverse `yaml:"reverse"` // of an entity property: how what it points to calls the link; nil when it does not
	Slot        uint16   `yaml:"-"`
}

// Reverse is an entity property seen from its other end: an address knows the things located there.
type Reverse struct {
	Name  string `yaml:"name"`
	Label string `yaml:"label"`
}

// Schema is one kind of entity or record, its inherited properties included.
type Schema struct {
	Name        string               `yaml:"-"`
	Label       string               `yaml:"label"`
	Plural      string               `yaml:"plural"`
	Description string               `yaml:"description"`
	Extends     []string             `yaml:"extends"`
	Abstract    bool                 `yaml:"abstract"`
	Matchable   bool                 `yaml:"matchable"`
	Record      bool                 `yaml:"record"`
	Augments    bool                 `yaml:"augments"`
	Edge        *Edge                `yaml:"edge"` // nil for a thing; of a link, its two ends (Ownership: owner and asset)
	Caption     []string             `yaml:"caption"`
	Featured    []string             `yaml:"featured"`
	Own         map[string]*Property `yaml:"properties"`

	Properties []*Property `yaml:"-"` // own and inherited, sorted by name; index = Slot
	byName     map[string]*Property
	ancestors  map[string]bool
}

// Edge names the properties that are the ends of a link.
type Edge struct {
	Source string `yaml:"source"`
	Target string `yaml:"target"`
}

// Property finds a property by name, nil when the schema has none of it.
func (s *Schema) Property(name string) *Property { return s.byName[name] }

// Is says whether the schema is, or extends, the named one.
func (s *Schema) Is(name string) bool { return s.ancestors[name] }

// Schemata is a closed set of schemas.
type Schemata struct{ byName map[string]*Schema }

// Get finds a schema by name, nil when there is none.
func (ss *Schemata) Get(name string) *Schema { return ss.byName[name] }

// Names lists the schemas in order.
func (ss *Schemata) Names() []string {
	names := make([]string, 0, len(ss.byName))
	for name := range ss.byName {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Default is FollowTheMoney's schemata with ours beside them. It panics only if the embedded files are broken, which a
// test rules out.
var Default = sync.OnceValue(func() *Schemata {
	ss, err := load(embedded)
	if err != nil {
		panic(err)
	}
	return ss
})

func load(files fs.FS) (*Schemata, error) {
	upstream, err := readFolder(files, "schemata/ftm")
	if err != nil {
		return nil, err
	}
	ours, err := readFolder(files, "schemata/spoor")
	if err != nil {
		return nil, err
	}
	ss := &Schemata{byName: upstream}
	for name, s := range ours {
		stands := ss.byName[name]
		switch {
		case stands == nil && s.Augments:
			return nil, fmt.Errorf("schema %s augments one that is not there", name)
		case stands == nil:
			ss.byName[name] = s
		case !s.Augments:
			return nil, fmt.Errorf("schema %s stands upstream: say augments: true", name)
		default:
			stands.augment(s)
		}
	}
	for _, name := range ss.Names() {
		if err := ss.close(ss.byName[name], nil); err != nil {
			return nil, err
		}
	}
	return ss, ss.check()
}

func readFolder(files fs.FS, dir string) (map[string]*Schema, error) {
	all := map[string]*Schema{}
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if path.Ext(entry.Name()) != ".yaml" {
			continue
		}
		text, err := fs.ReadFile(files, path.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		found := map[string]*Schema{}
		if err := yaml.Unmarshal(text, &found); err != nil {
			return nil, fmt.Errorf("schema file %s: %w", entry.Name(), err)
		}
		for name, s := range found {
			if all[name] != nil {
				return nil, fmt.Errorf("schema %s stands twice in %s", name, dir)
			}
			s.Name = name
			for prop, p := range s.Own {
				p.Name = prop
				if p.Type == "" {
					p.Type = "string"
				}
			}
			all[name] = s
		}
	}
	return all, nil
}

func (s *Schema) augment(more *Schema) {
	s.Record = s.Record || more.Record
	s.Extends = append(s.Extends, more.Extends...)
	if s.Own == nil {
		s.Own = map[string]*Property{}
	}
	for name, p := range more.Own {
		s.Own[name] = p
	}
}

// close computes inherited properties, ancestors and slots, parents first.
func (ss *Schemata) close(s *Schema, path []string) error {
	if s.byName != nil {
		return nil
	}
	if slices.Contains(path, s.Name) {
		return fmt.Errorf("schema %s extends itself", s.Name)
	}
	props := map[string]*Property{}
	s.ancestors = map[string]bool{s.Name: true}
	for _, parent := range s.Extends {
		p := ss.byName[parent]
		if p == nil {
			return fmt.Errorf("schema %s extends %s, which is not there", s.Name, parent)
		}
		if err := ss.close(p, append(path, s.Name)); err != nil {
			return err
		}
		for name := range p.ancestors {
			s.ancestors[name] = true
		}
		for name, prop := range p.byName {
			props[name] = prop
		}
		if len(s.Caption) == 0 {
			s.Caption = p.Caption
		}
		if s.Edge == nil {
			s.Edge = p.Edge
		}
	}
	for name, prop := range s.Own {
		props[name] = prop
	}
	names := make([]string, 0, len(props))
	for name := range props {
		names = append(names, name)
	}
	sort.Strings(names)
	s.byName = make(map[string]*Property, len(props))
	for i, name := range names {
		own := *props[name] // slots differ between schemas that share a property
		own.Slot = uint16(i)
		s.Properties = append(s.Properties, &own)
		s.byName[name] = &own
	}
	return nil
}

// check holds the rules that a typo in a schema file would break.
func (ss *Schemata) check() error {
	for _, name := range ss.Names() {
		s := ss.byName[name]
		for _, p := range s.Properties {
			if p.Range != "" && ss.byName[p.Range] == nil {
				return fmt.Errorf("%s.%s points to schema %s, which is not there", name, p.Name, p.Range)
			}
			if p.With != "" && s.byName[p.With] == nil {
				return fmt.Errorf("%s.%s is measured with %s, which is not there", name, p.Name, p.With)
			}
			if p.Type == "code" && len(p.Values) == 0 {
				return fmt.Errorf("%s.%s is a code without values", name, p.Name)
			}
		}
	}
	return nil
}
