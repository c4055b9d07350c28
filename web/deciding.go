package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"spoor/access"
	"spoor/cases"
	"spoor/exceptions"
	"spoor/fault"
)

// deciding is the part of a page on which a person says who a possible match is.
type deciding struct {
	Match     cases.Match
	Asked     *ScreenQuery // what was looked up; nil for a customer of the records
	Decisions []said       // on this match, the first first
	May       bool
	Look      bool   // may look at customers, and so name one
	Back      string // where a form leads that is of a customer; empty for a look-up
	Customer  string // of the records, who may have been meant by a look-up
	Verb      cases.Verb
	Reason    string // what was written, when it could not be kept
	Fault     *told
}

// ID is that of the match, for the page's own anchors.
func (d *deciding) ID() string { return d.Match.ID() }

// State is what was decided last, in words; empty when nothing was.
func (d *deciding) State() string { return matchState(d.Decisions) }

// Ref is the listing as forms write it.
func (d *deciding) Ref() string {
	return ListingRef{d.Match.List, d.Match.Listing}.String()
}

func matchState(all []said) string {
	for _, d := range slices.Backward(all) {
		switch d.Verb {
		case cases.Follow:
			return "found to be them"
		case cases.Dismiss:
			return "found false"
		case cases.Note:
			return "undecided"
		}
	}
	return ""
}

// matchSaid is a decision on a match in the past tense.
func matchSaid(v cases.Verb) string {
	switch v {
	case cases.Follow:
		return "found that it is them"
	case cases.Dismiss:
		return "found that it is somebody else"
	case cases.Note:
		return "left it undecided"
	}
	return verbSaid(v)
}

// hitView is a possible match as a page shows it.
type hitView struct {
	cases.Hit
	Ours    string // what the side is called that is not listed
	Own     bool   // it says whose match it is
	Asked   *ScreenQuery
	Compare string // address that compares the two; empty for a look-up, which a form compares
	Ref     string
	Decide  *deciding
}

// hitViews adds to matches what people decided on them. asked is nil for those of customers.
func (s *site) hitViews(r *http.Request, hits []cases.Hit, asked *ScreenQuery, back string) ([]hitView, error) {
	me := personOf(r)
	views := make([]hitView, len(hits))
	alerts, err := s.alertsOf(r, hits, asked)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i, h := range hits {
		ref := ListingRef{h.List, h.Listing}.String()
		d := &deciding{Match: matchOf(h, asked), Asked: asked, May: me.May(access.Decide) && !h.Excepted(), Look: me.May(access.Look), Back: back}
		views[i] = hitView{Hit: h, Ours: "In the records", Ref: ref, Decide: d, Asked: asked}
		if asked == nil {
			views[i].Compare = "/compare?" + url.Values{"party": {h.Party}, "right": {ref}}.Encode()
			if id := alerts[h.Party]; id != "" {
				ids = append(ids, id)
			}
		} else {
			views[i].Ours = "Asked for"
		}
		ids = append(ids, d.ID())
	}
	if len(ids) == 0 || !me.May(access.Decide) { // nothing is asked: what was decided is the desk's
		return views, nil
	}
	decisions, err := s.Desk.Work.Decisions(r.Context(), ids...)
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		for i := range views {
			if v := views[i].Decide; d.Match != nil && d.Match.ID() == v.ID() {
				v.Decisions = append(v.Decisions, said{Decision: d, Said: matchSaid(d.Verb)})
			}
		}
	}
	return views, nil
}

// alertsOf are the ids of the alerts that the customers of matches have, by customer.
func (s *site) alertsOf(r *http.Request, hits []cases.Hit, asked *ScreenQuery) (map[string]string, error) {
	if asked != nil || len(hits) == 0 {
		return nil, nil
	}
	run, err := s.Desk.Work.LastRun(r.Context())
	alerts := map[string]string{}
	for _, a := range run.Alerts {
		alerts[a.Subject] = a.ID
	}
	return alerts, err
}

func matchOf(h cases.Hit, asked *ScreenQuery) cases.Match {
	m := cases.Match{Party: h.Party, Asked: h.Name, Listing: h.Listing, Caption: h.Caption, List: h.List}
	if asked != nil {
		m.Party, m.Asked = "", asked.String()
	}
	return m
}

// decideMatch keeps what a person says of a possible match. Of a customer who has an alert, the alert is followed up; a false match
// is dismissed by itself, and an exception proposed where that was asked for.
func (s *site) decideMatch(w http.ResponseWriter, r *http.Request) error {
	var asked *ScreenQuery
	party := r.PostFormValue("party")
	if party == "" {
		q := queryOf(r, "")
		if err := q.Check(); err != nil {
			return err
		}
		asked = &q
	}
	l, err := s.Desk.Screening.Listing(r.Context(), RefOf(r.PostFormValue("listing")))
	if err != nil {
		return err
	}
	hit := cases.Hit{Party: party, Listing: l.Ref.ID, List: l.Ref.List, Caption: l.Caption}
	if party != "" {
		subject, err := s.Desk.Subjects.Subject(r.Context(), party)
		if err != nil {
			return err
		}
		hit.Name = subject.Name
	}
	d, err := s.decision(r, matchOf(hit, asked).ID())
	if err != nil {
		return err
	}
	m := matchOf(hit, asked)
	d.Match = &m
	if err = s.keepMatch(r, &d); err != nil && s.Status(err) >= 500 {
		return err
	}
	return s.decidedMatch(w, r, hit, asked, d, err)
}

// keepMatch keeps a decision on a match, and proposes the exception that goes with it.
func (s *site) keepMatch(r *http.Request, d *cases.Decision) error {
	if d.Verb != cases.Follow && d.Verb != cases.Dismiss && d.Verb != cases.Note {
		return &fault.Error{Doing: "deciding on a possible match", Kind: fault.Usage, What: "that is nothing to be said of it", Hint: "yes, no or undecided"}
	}
	if err := d.Check(); err != nil {
		return err
	}
	if d.Match.Party != "" && d.Verb != cases.Dismiss {
		alerts, err := s.alertsOf(r, []cases.Hit{{Party: d.Match.Party}}, nil)
		if err != nil {
			return err
		}
		if id := alerts[d.Match.Party]; id != "" {
			d.On = id
		}
	}
	if customer := exceptFor(r, d); customer != "" {
		if err := s.proposeFor(r, customer, d.Match.List, d.Match.Listing, d.Reason); err != nil {
			return err
		}
	}
	return s.Desk.Work.Decide(r.Context(), *d)
}

// exceptFor is the customer for whom an exception is to be proposed; empty for none.
func exceptFor(r *http.Request, d *cases.Decision) string {
	switch {
	case d.Verb != cases.Dismiss:
		return ""
	case d.Match.Party == "":
		return strings.TrimSpace(r.PostFormValue("customer"))
	case r.PostFormValue("except") != "":
		return d.Match.Party
	}
	return ""
}

// decidedMatch shows the match again: the part of the page it stands on, or a page of its own; a customer's leads back.
func (s *site) decidedMatch(w http.ResponseWriter, r *http.Request, hit cases.Hit, asked *ScreenQuery, d cases.Decision, failed error) error {
	typing := r.Header.Get("HX-Request") != ""
	if failed == nil && !typing && asked == nil {
		http.Redirect(w, r, local(r.PostFormValue("back"), "/matches"), http.StatusSeeOther)
		return nil
	}
	views, err := s.hitViews(r, []cases.Hit{hit}, asked, local(r.PostFormValue("back"), "/matches"))
	if err != nil {
		return err
	}
	v := views[0].Decide
	v.Customer = r.PostFormValue("customer")
	status := http.StatusOK
	if failed != nil {
		t := tellOf(failed)
		v.Fault, v.Verb, v.Reason, status = &t, d.Verb, d.Reason, s.Status(failed)
	}
	if typing {
		s.part(w, "screen", "decide", v)
		return nil
	}
	s.show(w, r, status, page{Name: "decided", Title: "Decide", Here: "Screen", Body: views[0]})
	return nil
}

// proposeFor proposes an exception until the day that the form says, or for as long as is usual.
func (s *site) proposeFor(r *http.Request, customer, list, listing, reason string) error {
	id, err := newID(s.Rand)
	if err != nil {
		return err
	}
	at := s.Now().UTC().Truncate(time.Millisecond)
	p := ExceptionProposal{ID: id, Customer: customer, List: list, Listing: listing, Reason: reason, By: personOf(r).Name, At: at, Expires: at.AddDate(exceptions.DefaultYears, 0, 0)}
	if day := strings.TrimSpace(r.PostFormValue("expires")); day != "" {
		if p.Expires, err = time.Parse(time.DateOnly, day); err != nil {
			return &fault.Error{Doing: "proposing an exception", Kind: fault.Input, What: "its end is no date", Hint: "choose a day"}
		}
	}
	return s.Desk.Watching.ProposeException(r.Context(), p)
}

type lookUpsView struct {
	States []choice
	Rows   []decidedRow
	Shown  pages
	Total  int
}

// decidedRow is a match with what was last said of it.
type decidedRow struct {
	cases.Decision
	State, Said string
	Times       int // that it was decided on
}

// lookUps lists the matches that people decided on, the last decided first.
func (s *site) lookUps(w http.ResponseWriter, r *http.Request) error {
	if err := s.Desk.Audit.Note(r.Context(), "view", "decided matches"); err != nil {
		return err
	}
	decisions, err := s.Desk.Work.Decisions(r.Context())
	if err != nil {
		return err
	}
	all := decidedRows(decisions)
	want := r.URL.Query().Get("state")
	v := lookUpsView{States: []choice{{Word: "All", Path: "/look-ups", Count: len(all), On: want == ""}}}
	for _, state := range []string{"found to be them", "undecided", "found false"} {
		n := 0
		for _, row := range all {
			if row.State == state {
				n++
			}
		}
		v.States = append(v.States, choice{Word: title(state), Path: "/look-ups?" + url.Values{"state": {state}}.Encode(), Count: n, On: want == state})
	}
	all = slices.DeleteFunc(all, func(row decidedRow) bool { return want != "" && row.State != want })
	v.Total, v.Shown = len(all), pagesOf(r.URL.Query(), len(all), rowsAPage)
	v.Rows = all[v.Shown.From:v.Shown.To]
	s.show(w, r, http.StatusOK, page{Name: "look-ups", Title: "Look-ups", Here: "Look-ups", Body: v})
	return nil
}

func decidedRows(decisions []cases.Decision) (rows []decidedRow) {
	at := map[string]int{}
	for _, d := range slices.Backward(decisions) {
		if d.Match == nil {
			continue
		}
		id := d.Match.ID()
		if i, ok := at[id]; ok {
			rows[i].Times++
			continue
		}
		at[id] = len(rows)
		rows = append(rows, decidedRow{d, matchState([]said{{Decision: d}}), matchSaid(d.Verb), 1})
	}
	return rows
}
