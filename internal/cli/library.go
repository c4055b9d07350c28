package cli

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/model"
	"spoor/typologies"
)

// folders say which typologies run: the library, an organisation's own beside it, or one folder in its place.
type folders struct {
	instead string
	also    []string
}

// flags adds --also and --typologies, which mean the same for every verb.
func (f *folders) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.also, "also", nil, "folder of your own typologies, beside the library (repeatable)")
	c.Flags().StringVar(&f.instead, "typologies", "", "folder of typologies instead of the library")
}

func (f *folders) given() bool { return f.instead != "" || len(f.also) > 0 }

// load compiles them as the organisation has them. An organisation's words go before the library's.
func (f *folders) load(o *detect.Organisation) ([]*detect.Typology, error) {
	var shelves []detect.Shelf
	for _, dir := range f.also {
		s, err := shelf(dir, o)
		if err != nil {
			return nil, err
		}
		shelves = append(shelves, s)
	}
	if f.instead == "" {
		return o.Gather(model.Default(), append(shelves, detect.Shelf{Files: typologies.Files})...)
	}
	s, err := shelf(f.instead, o)
	if err != nil {
		return nil, err
	}
	if err := o.DefineAll(append(shelves, s)...); err != nil { // the library's words stand last
		return nil, err
	}
	if err := o.Define(typologies.Files); err != nil {
		return nil, err
	}
	return o.Gather(model.Default(), append(shelves, s)...)
}

// shelf is a folder of the organisation's typologies.
func shelf(dir string, o *detect.Organisation) (detect.Shelf, error) {
	s := detect.Shelf{Files: os.DirFS(dir), At: filepath.ToSlash(filepath.Clean(dir)), Owner: cmp.Or(o.Controller, "own")}
	info, err := os.Stat(dir)
	if err != nil {
		return s, app.Unopened("opening the typologies", dir, err)
	}
	wrong := func(kind fault.Kind, what, hint string) error {
		return &fault.Error{Doing: "opening the typologies", Kind: kind, Place: fault.Place{File: dir}, What: what, Hint: hint}
	}
	if !info.IsDir() {
		return s, wrong(fault.Input, "this is neither a folder nor a .yaml file", "")
	}
	if found, err := s.Any(); err != nil || !found {
		return s, errors.Join(err, wrong(fault.Missing, "there is no typology in this folder", "each is a folder with a typology.yaml; spoor typologies new ID --dir "+dir+" begins one"))
	}
	return s, nil
}

// organisation reads the organisation's own file, when there is one.
func organisation(path string) (*detect.Organisation, error) {
	if path == "" {
		return &detect.Organisation{}, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, app.Unopened("opening the organisation's file", path, err)
	}
	return detect.ParseOrganisation(path, text)
}

// chosen compiles the named files and folders, or without any the library and what is beside it.
func (f *folders) chosen(paths []string, o *detect.Organisation) ([]*detect.Typology, error) {
	switch {
	case len(paths) == 0:
		return f.load(o)
	case f.given():
		return nil, &fault.Error{Kind: fault.Usage, What: "files are named, and --also or --typologies too", Hint: "give one or the other"}
	}
	var all []*detect.Typology
	var failed []error
	for _, p := range paths {
		found, err := atPath(p, o)
		failed = append(failed, err)
		all = append(all, found...)
	}
	return all, errors.Join(failed...)
}

// atPath compiles a file, or a folder of them.
func atPath(path string, o *detect.Organisation) ([]*detect.Typology, error) {
	if !strings.HasSuffix(path, ".yaml") {
		return (&folders{instead: path}).load(o)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, app.Unopened("opening the typology", path, err)
	}
	f, err := detect.ParseFile(path, text)
	if err != nil {
		return nil, err
	}
	f.Owner = cmp.Or(o.Controller, "own")
	if err := o.Define(typologies.Files); err != nil {
		return nil, err
	}
	t, err := o.Compile(f, model.Default())
	if err != nil {
		return nil, err
	}
	return []*detect.Typology{t}, nil
}
