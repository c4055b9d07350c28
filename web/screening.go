package web

import (
	"net/http"
	"time"

	"spoor/access"
)

type screenView struct {
	Query   ScreenQuery
	Schemas []string
	Asked   bool // somebody was looked up
	Hits    []hitView
	Keys    bool // hits can be decided on
	Lists   []ListState
	Verdict verdict
	Fault   *told
}

// verdict is what may be said when nothing was found. It is never "clear" when a list is partial or stale, or none is loaded.
type verdict struct {
	Lists, Listings int
	Oldest          time.Time
	Partial         []string
	Unclear         []string // why else it is no clear answer: a list is too old
}

// schemas are what can be looked up; the first is for anything.
func schemas() []string {
	return []string{"", "Person", "Organization", "Company", "Vessel", "Airplane"}
}

// shortestName is the shortest text that is looked up while somebody still types.
const shortestName = 3

func (s *site) screenPage(w http.ResponseWriter, r *http.Request) error {
	lists, err := s.Desk.Screening.Lists(r.Context())
	if err != nil {
		return err
	}
	s.showScreen(w, r, http.StatusOK, screenView{Lists: lists, Verdict: verdictOf(lists)})
	return nil
}

func (s *site) showScreen(w http.ResponseWriter, r *http.Request, status int, v screenView) {
	v.Schemas, v.Keys = schemas(), personOf(r).May(access.Decide)
	if r.Header.Get("HX-Request") != "" {
		s.part(w, "screen", "answer", v)
		return
	}
	s.show(w, r, status, page{Name: "screen", Title: "Screen", Here: "Screen", Body: v})
}

// screen answers a form. It is a POST, so that no name stands in an address.
func (s *site) screen(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r, "")
	typing := r.Header.Get("HX-Request") != ""
	wrong := q.Check()
	if wrong != nil || typing && q.Identifier == "" && len([]rune(q.Name)) < shortestName {
		lists, err := s.Desk.Screening.Lists(r.Context())
		if err != nil {
			return err
		}
		v := screenView{Query: q, Lists: lists, Verdict: verdictOf(lists)}
		if !typing {
			t := tellOf(wrong)
			v.Fault = &t
		}
		s.showScreen(w, r, http.StatusUnprocessableEntity, v)
		return nil
	}
	hits, lists, err := s.Desk.Screening.Screen(r.Context(), q)
	v := screenView{Query: q, Asked: true, Lists: lists, Verdict: verdictOf(lists)}
	status := http.StatusOK
	if err != nil {
		t := tellOf(err)
		v.Asked, v.Fault, status = false, &t, s.Status(err)
		if status >= 500 {
			return err
		}
	} else if v.Hits, err = s.hitViews(r, hits, &q, ""); err != nil {
		return err
	}
	s.showScreen(w, r, status, v)
	return nil
}

func verdictOf(lists []ListState) verdict {
	v := verdict{Lists: len(lists)}
	for i, l := range lists {
		v.Listings += l.Listings
		switch {
		case l.Partial:
			v.Partial = append(v.Partial, l.Name)
		case l.Unclear != "":
			v.Unclear = append(v.Unclear, l.Unclear)
		}
		if i == 0 || l.Since().Before(v.Oldest) {
			v.Oldest = l.Since()
		}
	}
	return v
}
