package web

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"spoor/access"
	"spoor/exceptions"
	"spoor/workbench"
)

//go:embed pages/*.html
var pageFiles embed.FS

// loadPages parses each page with the frame and the parts that pages share.
func (s *site) loadPages() (map[string]*template.Template, error) {
	shared, err := template.New("frame.html").Funcs(s.funcs()).ParseFS(pageFiles, "pages/frame.html", "pages/parts.html")
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		t, err := template.Must(shared.Clone()).ParseFS(pageFiles, file)
		if err != nil {
			return nil, err
		}
		pages[name] = t
	}
	return pages, nil
}

// page is one page to be shown.
type page struct {
	Name  string // its template
	Title string
	Here  string // where the rail stands
	Body  any
}

// frame is what stands around every page.
type frame struct {
	page
	Person access.Person // the zero Person: not signed in
	Rail   []railItem
	State  State
	Search string
}

type railItem struct {
	Word, Icon, Path string
	Here             bool
	Waiting          int // that a second person has to look at
}

// rail is what the role has.
func rail(p access.Person, here string) []railItem {
	var items []railItem
	for _, i := range []struct {
		word, icon, path string
		needs            access.Right
	}{
		{"Queue", "queue", "/", access.Look}, {"Subjects", "subjects", "/subjects", access.Look}, {"Screen", "screen", "/screen", access.Screen}, {"Look-ups", "look-ups", "/look-ups", access.Look},
		{"Typologies", "typologies", "/typologies", access.Look}, {"Lists", "lists", "/lists", access.Look}, {"Load", "load", "/load", access.Load},
		{"Evidence", "evidence", "/evidence", access.ReadLog}, {"Admin", "admin", "/admin", access.Manage},
	} {
		if p.May(i.needs) {
			items = append(items, railItem{Word: i.word, Icon: i.icon, Path: i.path, Here: i.word == here})
		}
	}
	return items
}

// waiting adds how many proposals of others wait at Typologies for who may approve them.
func (s *site) waiting(r *http.Request, items []railItem) []railItem {
	me := personOf(r)
	if !me.May(access.Decide) {
		return items
	}
	all, err := s.Desk.Workbench.Waiting(r.Context())
	if err != nil {
		s.Log.Error("it is not known what waits", "error", err.Error()) // the page itself is none the less right
		return items
	}
	for i := range items {
		if items[i].Path == "/typologies" {
			items[i].Waiting = len(byOthers(all, me.Name))
		}
	}
	return items
}

// byOthers are the proposals that somebody may approve.
func byOthers(all []workbench.Proposal, name string) []workbench.Proposal {
	return slices.DeleteFunc(slices.Clone(all), func(p workbench.Proposal) bool { return exceptions.Same(p.By, name) })
}

// show writes a page whole, or none of it.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, p page) {
	f := frame{page: p, Person: personOf(r), Search: r.URL.Query().Get("q")}
	if f.Person.Name != "" {
		f.Rail = s.waiting(r, rail(f.Person, p.Here))
	}
	if f.Person.May(access.Look) {
		f.State = s.Desk.Loading.State(r.Context())
	}
	s.write(w, status, p.Name, "frame", f)
}

// part writes a piece of a page, for one that stands already.
func (s *site) part(w http.ResponseWriter, page, name string, data any) {
	s.write(w, http.StatusOK, page, name, data)
}

func (s *site) write(w http.ResponseWriter, status int, page, name string, data any) {
	var out bytes.Buffer
	if err := s.pages[page].ExecuteTemplate(&out, name, data); err != nil {
		s.Log.Error("page cannot be made", "page", page, "error", err.Error())
		http.Error(w, "This page cannot be made. The log of the program says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes())
}

// state is the line on a check under way, asked for again while it runs.
func (s *site) state(w http.ResponseWriter, r *http.Request) error {
	now := s.Desk.Loading.State(r.Context())
	s.part(w, "problem", "state", map[string]any{"State": now, "Ended": !now.Checking})
	return nil
}
