package detect

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// Load compiles every typology.yaml below the root of a file system, sorted by id. The errors of all files are joined.
func Load(files fs.FS, schemata *model.Schemata) ([]*Typology, error) {
	var all []*Typology
	var failed []error
	byID := map[string]string{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Base(name) != "typology.yaml" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		t, err := load(name, text, schemata)
		if err == nil && byID[t.File.ID.Text] != "" {
			err = t.File.at(t.File.ID, 0, fmt.Sprintf("%s has the same id", byID[t.File.ID.Text]), "give one of them another id")
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
	slices.SortFunc(all, func(a, b *Typology) int { return strings.Compare(a.File.ID.Text, b.File.ID.Text) })
	return all, errors.Join(failed...)
}

func load(name string, text []byte, schemata *model.Schemata) (*Typology, error) {
	f, err := ParseFile(name, text)
	if err != nil {
		return nil, err
	}
	return Compile(f, schemata)
}
