package lists

import (
	"fmt"
	"time"
)

// State is a list as it stands at a moment: what every answer says of it.
type State struct {
	Name      string
	Source    *Source // nil for a list that was loaded by hand
	File      string  // it was read from; empty where nothing was
	Entries   int
	Published string    // when the file says it was made; empty where it does not
	Loaded    time.Time // zero for a source that was never loaded
	Checked   time.Time // when the source was last seen to have this edition
	Partial   bool
	Last      *Try // the last attempt; nil without one
}

// Since is the moment from which the list's age counts: when it was last seen at its source, else when it was loaded from there; zero
// for a file, of which nobody knows when it was fetched: a list of years ago is not new because it is loaded today.
func (s State) Since() time.Time {
	switch {
	case !s.Checked.IsZero():
		return s.Checked
	case s.Source == nil:
		return time.Time{}
	}
	return s.Loaded
}

// Age is how old the list is. Not ok: nobody knows.
func (s State) Age(now time.Time) (time.Duration, bool) {
	since := s.Since()
	return max(0, now.Sub(since)), !since.IsZero()
}

// Stale says whether the list is older than it may be. A list without a limit is never stale.
func (s State) Stale(now time.Time) bool {
	if s.Source == nil || s.Source.MaxAge == 0 || s.Missing() {
		return false
	}
	age, known := s.Age(now)
	return !known || age > s.Source.MaxAge
}

// Missing says that the list was to be fetched and never stood.
func (s State) Missing() bool { return s.Source != nil && s.Loaded.IsZero() }

// Unclear says why no hit on this list is no clear answer, empty when it is one.
func (s State) Unclear(now time.Time) string {
	switch {
	case s.Missing():
		return "list " + s.Name + " was never loaded"
	case s.Partial:
		return "list " + s.Name + " is partial"
	case s.Stale(now):
		return fmt.Sprintf("list %s is stale (%s)", s.Name, s.Aged(now))
	}
	return ""
}

// Aged says the list's age, and how old it may be: "3 days old, at most 24 h"; of a file when it was made and loaded, where that is known.
func (s State) Aged(now time.Time) string {
	age, known := s.Age(now)
	var said string
	switch {
	case known:
		said = Span(age) + " old"
	case !s.Loaded.IsZero() && s.Published != "":
		said = fmt.Sprintf("published %s, loaded %s ago", s.Published, Span(now.Sub(s.Loaded)))
	case !s.Loaded.IsZero():
		said = "loaded " + Span(now.Sub(s.Loaded)) + " ago"
	case s.Published != "":
		said = "published " + s.Published
	default:
		said = "age unknown"
	}
	if s.Source != nil && s.Source.MaxAge > 0 {
		said += ", at most " + Span(s.Source.MaxAge)
	}
	return said
}

// Hours is the list's age in whole hours; nil when nobody knows it.
func (s State) Hours(now time.Time) *int {
	age, known := s.Age(now)
	if !known {
		return nil
	}
	hours := int(age.Hours())
	return &hours
}

// Where is where the list comes from.
func (s State) Where() string {
	if s.Source == nil {
		return s.File
	}
	return s.Source.Where
}

// Span writes a length of time for a person: minutes, then hours, then days from 48 hours on.
func Span(d time.Duration) string {
	switch {
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

// Unclear lists why no hit is no clear answer, list by list; nothing when it is one. No list at all is no answer either.
func Unclear(states []State, now time.Time) (why []string) {
	for _, s := range states {
		if said := s.Unclear(now); said != "" {
			why = append(why, said)
		}
	}
	if len(states) == 0 {
		why = []string{"no list is loaded"}
	}
	return why
}
