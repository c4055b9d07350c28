package cli

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"spoor/fault"
	"spoor/lists"
	"spoor/model"
	"spoor/screen"
)

// answers writes what look-ups find, and which lists it comes from.
type answers struct {
	format string
	states []lists.State
	alerts map[string][]*model.Entity // by listing
	now    time.Time
	ofText bool // what is answered is what a text mentions

	out     io.Writer
	json    *json.Encoder
	csv     *csv.Writer
	page    *page
	unclear []string // why nothing found is no clear answer
}

// begin starts writing; one that goes on with a file writes no heading.
func (a *answers) begin(out io.Writer, goesOn bool) {
	a.out, a.json, a.csv = out, json.NewEncoder(out), csv.NewWriter(out)
	a.json.SetEscapeHTML(false)
	a.unclear = lists.Unclear(a.states, a.now)
	a.page = newPage(out)
	switch {
	case goesOn:
	case a.format == "csv":
		asked := []string{"id", "query"}
		if a.ofText {
			asked = []string{"offset", "line", "column", "words"}
		}
		_ = a.csv.Write(append(asked, "listing", "caption", "list", "name", "identity", "status", "reasons", "list_age_hours"))
	case a.format == "html":
		a.page.head()
	}
}

type (
	jsonQuery struct {
		ID   string `json:"id,omitempty"`
		Name string `json:"name"`
	}
	jsonScreened struct {
		Type  string    `json:"type"`
		Query jsonQuery `json:"query"`
		jsonAnswer
	}
	jsonAnswer struct {
		Listing  jsonListing  `json:"listing"`
		Score    float64      `json:"score"`
		AsGood   int          `json:"as_good"`
		Identity float64      `json:"identity"`
		Status   string       `json:"status"`
		Reasons  []jsonReason `json:"reasons"`
		Age      *int         `json:"list_age_hours"`
		Alert    lists.Status `json:"alert"`
	}
	// jsonList is a list that an answer comes from.
	jsonList struct {
		Type      string `json:"type"`
		List      string `json:"list"`
		Source    string `json:"source"`
		Entries   int    `json:"entries"`
		Published string `json:"published"`
		Age       *int   `json:"list_age_hours"`
		Stale     bool   `json:"stale"`
		Partial   bool   `json:"partial"`
		Unclear   string `json:"unclear"`
	}
)

func jsonListOf(s lists.State, now time.Time) jsonList {
	return jsonList{"list", s.Name, s.Where(), s.Entries, s.Published, s.Hours(now), s.Stale(now), s.Partial, s.Unclear(now)}
}

// write writes the hits of one query. Nothing found is said with what was searched, and why it is not clear when it is not.
func (a *answers) write(q jsonQuery, hits []screen.Hit, listings int) error {
	for _, h := range hits {
		if err := a.hit(q, h); err != nil {
			return err
		}
	}
	return a.nothing(q.Name, len(hits), listings)
}

// nothing says, as text, that there is no possible match.
func (a *answers) nothing(asked string, hits, listings int) error {
	if hits > 0 || a.format != "text" {
		return nil
	}
	text := fmt.Sprintf("No possible match for %s among %s.\n", asked, fault.Count(listings, "listing"))
	for _, why := range a.unclear {
		text += "Not clear: " + why + ".\n"
	}
	_, err := io.WriteString(a.out, text)
	return err
}

func (a *answers) hit(q jsonQuery, h screen.Hit) error {
	switch a.format {
	case "json":
		return a.json.Encode(jsonScreened{"hit", q, a.answer(h)})
	case "csv":
		return a.row(append([]string{q.ID, q.Name}, a.cells(h)...))
	case "html":
		return a.page.hit(q, h, a.age(h.Listing.List), alertText(a.alert(h)))
	}
	return a.text("POSSIBLE MATCH  "+q.Name, h)
}

// answer is a possible match as JSON has it.
func (a *answers) answer(h screen.Hit) jsonAnswer {
	return jsonAnswer{jsonListing{h.Listing.ID, h.Listing.Caption, h.Listing.List}, round(h.NameScore), h.AsGood, round(h.IdentityScore),
		string(h.Identity), jsonReasons(h.Reasons), a.age(h.Listing.List), a.alert(h)}
}

// cells are a possible match as a row has it.
func (a *answers) cells(h screen.Hit) []string {
	age := ""
	if hours := a.age(h.Listing.List); hours != nil {
		age = strconv.Itoa(*hours)
	}
	return []string{h.Listing.ID, h.Listing.Caption, h.Listing.List, score(h.NameScore), score(h.IdentityScore), string(h.Identity), strings.Join(sentences(h.Reasons), "; "), age}
}

func (a *answers) row(cells []string) error {
	for i := range cells {
		cells[i] = inert(cells[i])
	}
	return a.csv.Write(cells)
}

// text writes a possible match of what opens its line.
func (a *answers) text(opening string, h screen.Hit) error {
	among := ""
	if h.AsGood > 1 {
		among = fmt.Sprintf(" (%d listings agree as well)", h.AsGood)
	}
	text := fmt.Sprintf("%s  with  %s (%s, %s)\n  name %.2f%s, identity %s\n", opening, h.Listing.Caption, h.Listing.List, h.Listing.ID, h.NameScore, among, h.Identity)
	for _, s := range sentences(h.Reasons) {
		text += "  " + s + "\n"
	}
	_, err := io.WriteString(a.out, text+alertText(a.alert(h)))
	return err
}

// alert says how the alert about a listing stands; with none, what its list asks for.
func (a *answers) alert(h screen.Hit) lists.Status {
	source := lists.Source{}
	for _, s := range a.states {
		if s.Name == h.Listing.List && s.Source != nil {
			source = *s.Source
		}
	}
	about := a.alerts[h.Listing.ID]
	if len(about) == 0 {
		about = a.alerts[h.Listing.Holder]
	}
	_, status := lists.Active(about, source, a.now)
	return status
}

// alertText says what an alert asks for, and how it stands when that is not simply active.
func alertText(s lists.Status) string {
	text := ""
	if s.State != "active" {
		text = "  " + s.State
		if s.Since != "" {
			text += " since " + s.Since
		}
		if s.Source != "" {
			text += ", according to " + s.Source
		}
		text += "\n"
	}
	if s.Action != "" {
		text += "  to do: " + s.Action + "\n"
	}
	if s.Discreet {
		text += "  discreet: the person must not notice\n"
	}
	if !s.Expires.IsZero() {
		text += "  expires " + stamp(s.Expires) + "\n"
	}
	return text
}

// age is how old the list of that name is, in hours; nil when nobody knows.
func (a *answers) age(list string) *int {
	for _, s := range a.states {
		if s.Name == list {
			return s.Hours(a.now)
		}
	}
	return nil
}

// end names the lists, and fails where nothing found is no clear answer.
func (a *answers) end() error {
	for _, s := range a.states {
		var err error
		switch a.format {
		case "json":
			err = a.json.Encode(jsonListOf(s, a.now))
		case "text":
			_, err = fmt.Fprintln(a.out, listLine(s, a.now))
		}
		if err != nil {
			return err
		}
	}
	a.csv.Flush()
	if a.format == "html" {
		if err := a.page.end(a.states, a.unclear, a.now); err != nil {
			return err
		}
	}
	if len(a.unclear) > 0 {
		return errors.Join(a.csv.Error(), &fault.Error{Doing: "screening", Kind: fault.Input, What: "not clear: " + join(a.unclear),
			Hint: "what was not found on such a list is no answer; fetch it again"})
	}
	return a.csv.Error()
}

// listLine is a list as an answer names it: name, source, size, age.
func listLine(s lists.State, now time.Time) string {
	from := ""
	if where := s.Where(); where != "" {
		from = " from " + where
	}
	return fmt.Sprintf("List %s%s: %s, %s.", s.Name, from, fault.Count(s.Entries, "listing"), s.Aged(now))
}
