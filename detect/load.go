package detect

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// Load compiles every typology.yaml below the root of a file system as it stands, sorted by id, with the definitions.yaml at
// the root. The errors of all files are joined.
func Load(files fs.FS, schemata *model.Schemata) ([]*Typology, error) {
	return (&Organisation{}).Load(files, schemata)
}

// Load is one folder of typologies as the organisation has it. Those of a domain that it has not declared are left out.
func (o *Organisation) Load(files fs.FS, schemata *model.Schemata) ([]*Typology, error) {
	return o.Gather(schemata, Shelf{Files: files})
}

// Shelf is a folder of typologies, and whose they are.
type Shelf struct {
	Files fs.FS
	At    string // where it stands: the places of its files begin with it
	Owner string // empty: Spoor's library
}

// Any says whether a typology stands on it.
func (s Shelf) Any() (found bool, err error) {
	err = fs.WalkDir(s.Files, ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Base(name) == "typology.yaml" {
			found = true
			return fs.SkipAll
		}
		return err
	})
	return found, err
}

// ofLibrary is what a file replaces that stands in the place of the library's.
const ofLibrary = "library"

// gathering is what is known so far of typologies from several shelves.
type gathering struct {
	byID   map[string]*Typology
	left   map[string]bool // whose domain the organisation has not declared
	failed []error
}

// Gather is the typologies of several shelves side by side, sorted by id. What a word means on an earlier shelf it means on all.
// An id stands once, unless a file of the organisation's says that it replaces the library's.
func (o *Organisation) Gather(schemata *model.Schemata, shelves ...Shelf) ([]*Typology, error) {
	if err := o.DefineAll(shelves...); err != nil {
		return nil, err
	}
	g := gathering{byID: map[string]*Typology{}, left: map[string]bool{}}
	replaced := map[string]bool{}
	for _, s := range shelves {
		if err := g.read(o, s, schemata, replaced); err != nil {
			return nil, &fault.Error{Doing: "reading the typologies", Kind: fault.Missing, Err: err}
		}
	}
	all := slices.SortedFunc(maps.Values(g.byID), func(a, b *Typology) int { return strings.Compare(a.File.ID.Text, b.File.ID.Text) })
	if slices.ContainsFunc(shelves, func(s Shelf) bool { return s.Owner == "" }) {
		for _, t := range all {
			if f := t.File; f.Replaces.Text != "" && !replaced[f.ID.Text] && !g.left[f.ID.Text] {
				g.failed = append(g.failed, f.at(f.Replaces, 0, "the library has no "+f.ID.Text+" to be replaced", "take the line out, or mend the id"))
			}
		}
	}
	if len(g.failed) == 0 {
		g.failed = append(g.failed, o.known(g.byID, g.left))
	}
	return all, errors.Join(g.failed...)
}

// read compiles the typologies of one shelf. What cannot be compiled is remembered, and the rest is read.
func (g *gathering) read(o *Organisation, s Shelf, schemata *model.Schemata, replaced map[string]bool) error {
	return fs.WalkDir(s.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Base(name) != "typology.yaml" {
			return err
		}
		text, err := fs.ReadFile(s.Files, name)
		if err != nil {
			return err
		}
		t, err := o.load(path.Join(s.At, name), text, schemata)
		if errors.As(err, new(outside)) {
			g.left[path.Base(path.Dir(name))] = true
			return nil
		}
		if err == nil {
			t.File.Owner = s.Owner
			err = g.add(t, replaced)
		}
		if err != nil {
			g.failed = append(g.failed, err)
		}
		return nil
	})
}

// add puts a typology beside the others, or says whose place it would take.
func (g *gathering) add(t *Typology, replaced map[string]bool) error {
	id := t.File.ID.Text
	before := g.byID[id]
	if before == nil {
		g.byID[id] = t
		return nil
	}
	own, library := before, t
	if t.File.Owner != "" {
		own, library = t, before
	}
	switch {
	case own.File.Owner == "" || library.File.Owner != "":
		return t.File.at(t.File.ID, 0, fmt.Sprintf("%s has the same id", before.File.Path), "give one of them another id")
	case own.File.Replaces.Text == "":
		return own.File.at(own.File.ID, 0, fmt.Sprintf("the library has a typology of the same id, %s", library.File.Path),
			"give yours another id; or, where it is to run in the place of the library's, write replaces: library")
	}
	g.byID[id], replaced[id] = own, true
	return nil
}

// known refuses values for a typology that is not there: misspelt, they would change nothing.
func (o *Organisation) known(byID map[string]*Typology, left map[string]bool) error {
	for _, id := range slices.Sorted(maps.Keys(o.Params)) {
		if byID[id] == nil && !left[id] {
			return o.file.at(phrase{}, 0, fmt.Sprintf("there is no typology %s to set parameters of", id),
				cmp.Or(nearest(id, slices.Sorted(maps.Keys(byID))), "see spoor typologies list"))
		}
	}
	return nil
}

func (o *Organisation) load(name string, text []byte, schemata *model.Schemata) (*Typology, error) {
	f, err := ParseFile(name, text)
	if err != nil {
		return nil, err
	}
	return o.Compile(f, schemata)
}
