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

// Load is the library as the organisation has it. Typologies of a domain that it has not declared are left out.
func (o *Organisation) Load(files fs.FS, schemata *model.Schemata) ([]*Typology, error) {
	if err := o.Define(files); err != nil {
		return nil, err
	}
	var all []*Typology
	var failed []error
	byID, left := map[string]string{}, map[string]bool{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Base(name) != "typology.yaml" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		t, err := o.load(name, text, schemata)
		if err == nil && byID[t.File.ID.Text] != "" {
			err = t.File.at(t.File.ID, 0, fmt.Sprintf("%s has the same id", byID[t.File.ID.Text]), "give one of them another id")
		}
		if errors.As(err, new(outside)) {
			left[path.Base(path.Dir(name))] = true
			return nil
		}
		if err != nil {
			failed = append(failed, err)
			return nil
		}
		byID[t.File.ID.Text] = name
		all = append(all, t)
		return nil
	})
	if err != nil {
		return nil, &fault.Error{Doing: "reading the typologies", Kind: fault.Missing, Err: err}
	}
	if err := o.known(byID, left); err != nil && len(failed) == 0 {
		failed = append(failed, err)
	}
	slices.SortFunc(all, func(a, b *Typology) int { return strings.Compare(a.File.ID.Text, b.File.ID.Text) })
	return all, errors.Join(failed...)
}

// known refuses values for a typology that is not there: misspelt, they would change nothing.
func (o *Organisation) known(byID map[string]string, left map[string]bool) error {
	for _, id := range slices.Sorted(maps.Keys(o.Params)) {
		if byID[id] == "" && !left[id] {
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
