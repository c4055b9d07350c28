package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"spoor/access"
	"spoor/cases"
	"spoor/fault"
)

// Side is one of two that are compared: a listing, a subject of the records, or else what somebody typed.
type Side struct {
	Listing ListingRef
	Party   string
	Typed   ScreenQuery
}

// Compared is a side as it is shown. Listing and Party are empty for one that was typed.
type Compared struct {
	Caption, Kind string
	Listing       ListingRef
	Party         string
}

// Comparison is what screening says of two.
type Comparison struct {
	Left, Right              Compared
	NameScore, IdentityScore float64
	Threshold                float64        // of the name score, from which it is a possible match
	Status                   string         // what the facts beside the name say, in the words of screen.Identity
	Match                    bool           // a look-up of the left one gives the right one
	Kinds                    bool           // they may be of one kind
	Reasons                  []cases.Reason // what the scores rest on; Party is the left one's
	Beside                   []cases.Reason // what decides nothing
	Words                    []string       // how the words of the names agree
	Lists                    []ListState    // that stand
}

type compareView struct {
	Left, Right sideView
	Schemas     []string
	Compared    bool
	Result      Comparison
	Decide      *deciding // nil where nothing is to be decided
	Fault       *told
}

// sideView is one of the two forms.
type sideView struct {
	Word, Prefix, Legend string
	Side
	Schemas []string
}

// compareForm shows what an address names: listings and subjects by their ids. What somebody typed never stands in an address.
func (s *site) compareForm(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	left := Side{Listing: RefOf(query.Get("left")), Party: query.Get("party")}
	if left.Party != "" {
		left.Listing = ListingRef{}
	}
	right := Side{Listing: RefOf(query.Get("right"))}
	return s.showCompare(w, r, left, right, left.named() && right.named())
}

// compare answers the two forms.
func (s *site) compare(w http.ResponseWriter, r *http.Request) error {
	left, right := sideOf(r, "left-"), sideOf(r, "right-")
	switch r.PostFormValue("clear") {
	case "left":
		return s.showCompare(w, r, Side{}, right, false)
	case "right":
		return s.showCompare(w, r, left, Side{}, false)
	}
	return s.showCompare(w, r, left, right, true)
}

// named says whether a side is a listing or a subject.
func (s Side) named() bool { return s.Party != "" || s.Listing != ListingRef{} }

func sideOf(r *http.Request, prefix string) Side {
	return Side{RefOf(r.PostFormValue(prefix + "listing")), r.PostFormValue(prefix + "party"), queryOf(r, prefix)}
}

func queryOf(r *http.Request, prefix string) ScreenQuery {
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(prefix + name)) }
	return ScreenQuery{Name: field("name"), BirthDate: field("birthDate"), Country: strings.ToLower(field("country")), Identifier: field("identifier"), Schema: field("schema"),
		Gender: field("gender"), Address: field("address")}
}

func (s *site) showCompare(w http.ResponseWriter, r *http.Request, left, right Side, asked bool) error {
	me := personOf(r)
	if (left.Party != "" || right.Party != "") && !me.May(access.Look) {
		return &fault.Error{Doing: "comparing", Kind: fault.Denied, What: "your role is " + string(me.Role) + ", which may not look at subjects", Hint: "type what you know of them"}
	}
	v := compareView{Left: sideView{"left", "left-", "One", left, schemas()}, Right: sideView{"right", "right-", "The other", right, schemas()}}
	status := http.StatusOK
	if asked {
		var err error
		if v.Result, err = s.comparison(r, left, right); err != nil {
			if status = s.Status(err); status >= 500 {
				return err
			}
			t := tellOf(err)
			v.Fault = &t
		} else {
			v.Compared = true
			if v.Decide, err = s.decideCompared(r, left, v.Result); err != nil {
				return err
			}
		}
	}
	s.show(w, r, status, page{Name: "compare", Title: "Compare", Here: "Screen", Body: v})
	return nil
}

func (s *site) comparison(r *http.Request, left, right Side) (Comparison, error) {
	for _, side := range []struct {
		Side
		word string
	}{{left, "one"}, {right, "the other"}} {
		if !side.named() && side.Typed.Check() != nil {
			return Comparison{}, &fault.Error{Doing: "comparing", Kind: fault.Input, What: "nothing is said of " + side.word, Hint: "give a name, an identifier, or a listing"}
		}
	}
	return s.Desk.Screening.Compare(r.Context(), left, right)
}

// decideCompared is the part to decide on, where a customer or somebody who was asked for stands beside a listing.
func (s *site) decideCompared(r *http.Request, left Side, c Comparison) (*deciding, error) {
	if !personOf(r).May(access.Decide) || left.Listing != (ListingRef{}) || c.Right.Listing == (ListingRef{}) {
		return nil, nil
	}
	hit := cases.Hit{Party: left.Party, Name: c.Left.Caption, Listing: c.Right.Listing.ID, List: c.Right.Listing.List, Caption: c.Right.Caption}
	var asked *ScreenQuery
	if left.Party == "" {
		asked = &left.Typed
	}
	views, err := s.hitViews(r, []cases.Hit{hit}, asked, "")
	if err != nil {
		return nil, err
	}
	d := views[0].Decide
	if asked != nil {
		d.Customer, err = s.onlyCustomer(r, left.Typed.Name)
	} else {
		d.Back = "/compare?" + url.Values{"party": {left.Party}, "right": {c.Right.Listing.String()}}.Encode()
	}
	return d, err
}

// onlyCustomer is the id of the one subject of the records that is called so; empty when there is none, or several.
func (s *site) onlyCustomer(r *http.Request, name string) (string, error) {
	lines := Lines(name)
	if len(lines) == 0 || !personOf(r).May(access.Look) {
		return "", nil
	}
	rows, err := s.Desk.Subjects.FindSubjects(r.Context(), lines[0], findLimit)
	rows = slices.DeleteFunc(rows, func(row SubjectRow) bool { return !strings.EqualFold(row.Name, lines[0]) })
	if err != nil || len(rows) != 1 {
		return "", err
	}
	return rows[0].ID, nil
}
