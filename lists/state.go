package lists

import (
	"fmt"
	"time"
)

// State is a list as it stands at a moment: what every answer says of it.
type State struct {
	Name      string
	Source    *Source // nil for a list that was loaded by hand
	Entries   int
	Published string    // when the file says it was made; empty where it does not
	Loaded    time.Time // zero for a source that was never loaded
	Checked   time.Time // when the source was last seen to have this edition; Loaded for a list without a source
	Partial   bool
	Last      *Try // the last attempt; nil without one
}

// Since is the moment from which the list's age counts: when it was last seen at its source, else when it was loaded, else when
// it says it was made. Not ok: none is known.
func (s State) Since() (time.Time, bool) {
	for _, t := range []time.Time{s.Checked, s.Loaded} {
		if !t.IsZero() {
			return t, true
		}
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, s.Published); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Age is how old the list is. Not ok: nobody knows.
func (s State) Age(now time.Time) (time.Duration, bool) {
	since, ok := s.Since()
	return max(0, now.Sub(since)), ok
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

// Aged says the list's age, and how old it may be: "3 days old, at most 24 h".
func (s State) Aged(now time.Time) string {
	age, known := s.Age(now)
	said := "age unknown"
	if known {
		said = Span(age) + " old"
	}
	if s.Source != nil && s.Source.MaxAge > 0 {
		said += ", at most " + Span(s.Source.MaxAge)
	}
	return said
}

// Where is where the list comes from, in words.
func (s State) Where() string {
	if s.Source == nil {
		return ""
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
