package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"spoor/access"
	"spoor/cases"
	"spoor/detect"
)

const rowsAPage = 50

// queueView is the home page.
type queueView struct {
	Run      cases.Run
	Me       string
	May      bool // decide
	Rows     []queueRow
	Total    int // that fit the filter
	Filters  []filter
	Typology string // the one filtered by
	Opened   []choice
	Query    url.Values
	Back     string
	Pages    pages
	Loaded   bool // something was loaded, once
	Loads    bool // the reader may load
}

type queueRow struct {
	cases.Alert
	State, Owner string
	Others       int // findings beside the strongest
}

// filter is a group of chips.
type filter struct {
	Word  string
	Chips []choice
}

// choice is one chip: what it says, how many rows it has, where it leads.
type choice struct {
	Word, Path string
	Count      int
	On         bool
}

func (s *site) queue(w http.ResponseWriter, r *http.Request) error {
	me := personOf(r)
	if !me.May(access.Look) {
		http.Redirect(w, r, rail(me, "")[0].Path, http.StatusSeeOther) // every role has something to do
		return nil
	}
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	decisions, err := s.Desk.Work.Decisions(r.Context())
	if err != nil {
		return err
	}
	v := queueView{Run: run, Me: me.Name, May: me.May(access.Decide), Loads: me.May(access.Load), Query: r.URL.Query(), Back: r.URL.RequestURI(), Loaded: true}
	if run.At.IsZero() {
		loads, err := s.Desk.Loading.Loads(r.Context())
		if err != nil {
			return err
		}
		v.Loaded = len(loads) > 0
	}
	rows := queueRows(run.Alerts, decisions)
	v.filter(rows, s.Desk.Library.Typologies())
	s.show(w, r, http.StatusOK, page{Name: "queue", Title: "Queue", Here: "Queue", Body: v})
	return nil
}

// queueRows is every alert with where it stands: the most urgent first, then the newest.
func queueRows(alerts []cases.Alert, decisions []cases.Decision) []queueRow {
	on := map[string][]cases.Decision{}
	for _, d := range decisions {
		on[d.On] = append(on[d.On], d)
	}
	rows := make([]queueRow, len(alerts))
	for i, a := range alerts {
		rows[i] = queueRow{Alert: a, Others: max(0, len(a.Findings)-1)}
		rows[i].State, rows[i].Owner = cases.AlertState(a, on)
	}
	slices.SortStableFunc(rows, func(a, b queueRow) int {
		return cmp.Or(cmp.Compare(b.Priority, a.Priority), b.Since.Compare(a.Since), cmp.Compare(a.ID, b.ID))
	})
	return rows
}

// states are those an alert goes through, in order.
func states() []string { return []string{"open", "assigned", "following", "dismissed"} }

// filter keeps the rows that the address asks for, and makes the chips that lead to the others. Each chip's count is of the
// rows that the other filters keep.
func (v *queueView) filter(rows []queueRow, typologies []*detect.Typology) {
	var kept []queueRow
	priorities, inState, opened := map[string]int{}, map[string]int{}, map[string]int{}
	mine := 0
	for _, row := range rows {
		p, st, m, ty := v.wantsPriority(row), v.wantsState(row), v.wantsMine(row), v.wantsTypology(row)
		if st && m && ty {
			priorities[priorityWord(row.Priority)]++
		}
		if p && m && ty {
			inState[row.State]++
		}
		if p && st && ty && row.Owner == v.Me {
			mine++
		}
		if p && st && m {
			for _, id := range openedBy(row.Rule) {
				opened[id]++
			}
		}
		if p && st && m && ty {
			kept = append(kept, row)
		}
	}
	priority, state := filter{Word: "Priority"}, filter{Word: "State"}
	for _, word := range slices.Backward(detect.Priorities()) {
		priority.Chips = append(priority.Chips, v.chip("priority", word, title(word), priorities[word]))
	}
	for _, word := range states() {
		state.Chips = append(state.Chips, v.chip("state", word, title(word), inState[word]))
	}
	v.Filters = []filter{priority, state, {Chips: []choice{v.chip("mine", "1", "Mine", mine)}}}
	v.Typology = v.Query.Get("typology")
	for _, t := range typologies {
		if id := t.File.ID.Text; opened[id] > 0 || id == v.Typology {
			v.Opened = append(v.Opened, v.chip("typology", id, t.File.Title, opened[id]))
		}
	}
	v.Total = len(kept)
	v.Pages = pagesOf(v.Query, len(kept), rowsAPage)
	v.Rows = kept[v.Pages.From:v.Pages.To]
}

func (v *queueView) wantsPriority(row queueRow) bool {
	want := v.Query["priority"]
	return len(want) == 0 || slices.Contains(want, priorityWord(row.Priority))
}

// wantsState leaves out what is dismissed unless it is asked for.
func (v *queueView) wantsState(row queueRow) bool {
	if want := v.Query["state"]; len(want) > 0 {
		return slices.Contains(want, row.State)
	}
	return row.State != "dismissed"
}

func (v *queueView) wantsMine(row queueRow) bool {
	return v.Query.Get("mine") == "" || row.Owner == v.Me
}

func (v *queueView) wantsTypology(row queueRow) bool {
	id := v.Query.Get("typology")
	return id == "" || slices.Contains(openedBy(row.Rule), id)
}

// openedBy are the typologies that a rule names: ids are the only words in it with a meaning of their own.
func openedBy(rule string) []string {
	return strings.FieldsFunc(rule, func(r rune) bool { return r == ' ' || r == ';' || r == ',' })
}

// chip turns a value of the address on or off.
func (v *queueView) chip(key, value, word string, n int) choice {
	on := slices.Contains(v.Query[key], value)
	query := url.Values{}
	for k, values := range v.Query {
		if k != "page" {
			query[k] = slices.Clone(values)
		}
	}
	switch {
	case on:
		query[key] = slices.DeleteFunc(query[key], func(have string) bool { return have == value })
	case key == "typology":
		query[key] = []string{value}
	default:
		query[key] = append(query[key], value)
	}
	return choice{Word: word, Path: "/?" + query.Encode(), Count: n, On: on}
}

// pages is where a long list stands.
type pages struct {
	From, To, Total int // rows From to To of Total, counted from 0, To left out
	Before, After   string
}

// pagesOf reads the page of an address; addresses before and after keep everything else of it.
func pagesOf(query url.Values, total, size int) pages {
	n, err := strconv.Atoi(query.Get("page"))
	last := max(1, (total+size-1)/size)
	if err != nil || n < 1 {
		n = 1
	}
	n = min(n, last)
	p := pages{From: (n - 1) * size, To: min(n*size, total), Total: total}
	at := func(n int) string {
		q := url.Values{}
		for k, v := range query {
			q[k] = v
		}
		q.Set("page", strconv.Itoa(n))
		return "?" + q.Encode()
	}
	if n > 1 {
		p.Before = at(n - 1)
	}
	if n < last {
		p.After = at(n + 1)
	}
	return p
}

// decision makes a decision of a form.
func (s *site) decision(r *http.Request, on string) (cases.Decision, error) {
	id, err := newID(s.Rand)
	return cases.Decision{ID: id, On: on, Verb: cases.Verb(r.PostFormValue("verb")), Reason: strings.TrimSpace(r.PostFormValue("reason")),
		By: personOf(r).Name, To: r.PostFormValue("to"), At: s.Now().UTC().Truncate(time.Millisecond)}, err
}
