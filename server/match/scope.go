package match

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// scope is what a call is answered from.
type scope struct {
	names      []string // datasets that count; nil: all
	lists      []Dataset
	incomplete []string // lists that cannot say "clear", and why
}

// scope finds the datasets of a call: the one it names with all below it, of these only the included ones when there are
// any, and not the excluded ones. A collection stands for what is in it.
func (c Catalog) scope(dataset string, include, exclude []string) (scope, error) {
	if c.find(dataset) == nil {
		return scope{}, refuse(http.StatusNotFound, "No such dataset.")
	}
	var s scope
	names := c.below(dataset)
	if len(include) > 0 {
		wanted := map[string]bool{}
		for _, name := range include {
			if c.find(name) == nil {
				s.incomplete = append(s.incomplete, name+" (not loaded)")
			}
			for below := range c.below(name) {
				wanted[below] = names[below]
			}
		}
		if len(s.incomplete) == len(include) {
			return scope{}, refuse(http.StatusNotFound, "No such dataset: "+strings.Join(include, ", ")+".")
		}
		names = wanted
	}
	for _, name := range exclude {
		for below := range c.below(name) {
			delete(names, below)
		}
	}
	for _, d := range c.Datasets {
		counts := names[d.Name] || slices.ContainsFunc(d.Children, func(child string) bool { return names[child] })
		if !counts || !d.Load || d.Collection {
			continue
		}
		s.lists = append(s.lists, d)
		switch {
		case d.Unclear != "":
			s.incomplete = append(s.incomplete, d.Name+" ("+d.Unclear+")")
		case d.Indexed != d.Version:
			s.incomplete = append(s.incomplete, d.Name+" (a newer edition is being read)")
		}
	}
	if len(s.lists) == 0 && len(include) == 0 {
		s.incomplete = append(s.incomplete, "no list is loaded")
	}
	if dataset != Everything || len(include) > 0 || len(exclude) > 0 {
		s.names = []string{}
		for name, counts := range names {
			if counts {
				s.names = append(s.names, name)
			}
		}
		slices.Sort(s.names)
	}
	return s, nil
}

// Everything is the collection of all lists.
const Everything = "default"

func (c Catalog) find(name string) *Dataset {
	for i := range c.Datasets {
		if c.Datasets[i].Name == name {
			return &c.Datasets[i]
		}
	}
	return nil
}

// below is a dataset and all that is in it.
func (c Catalog) below(name string) map[string]bool {
	all := map[string]bool{}
	var add func(string)
	add = func(name string) {
		d := c.find(name)
		if d == nil || all[name] {
			return
		}
		all[name] = true
		for _, child := range d.Children {
			add(child)
		}
	}
	add(name)
	return all
}

// warn says in a header which lists cannot say "clear": the body has no place for it.
func (s scope) warn(w http.ResponseWriter) {
	if len(s.incomplete) > 0 {
		w.Header().Set("X-Spoor-Incomplete", headerText(strings.Join(s.incomplete, ", ")))
	}
}

// headerText keeps what a header may carry.
func headerText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, text)
}

// editions names the lists and when they were loaded, for the log.
func (s scope) editions() []string {
	var said []string
	for _, l := range s.lists {
		said = append(said, l.Name+" loaded "+l.Loaded.UTC().Format(time.RFC3339))
	}
	return said
}
