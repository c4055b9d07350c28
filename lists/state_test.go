package lists

import (
	"testing"
	"time"
)

// A list's age counts from when it was last seen at its source. Of a file nobody knows when it was fetched, whenever it was loaded.
func TestTheAgeOfAList(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	at := func(hours int) time.Time { return now.Add(-time.Duration(hours) * time.Hour) }
	source := &Source{MaxAge: 24 * time.Hour}
	for name, c := range map[string]struct {
		state State
		aged  string
		stale bool
	}{
		"seen at its source":         {State{Source: source, Loaded: at(100), Checked: at(3)}, "3 h old, at most 24 h", false},
		"loaded from it":             {State{Source: source, Loaded: at(100)}, "4 days old, at most 24 h", true},
		"a file":                     {State{Loaded: at(1)}, "loaded 1 h ago", false},
		"a file that says its day":   {State{Loaded: at(72), Published: "2018-01-02"}, "published 2018-01-02, loaded 3 days ago", false},
		"a file read for one answer": {State{Published: "2018-01-02"}, "published 2018-01-02", false},
		"of which nothing is known":  {State{}, "age unknown", false},
	} {
		if aged, stale := c.state.Aged(now), c.state.Stale(now); aged != c.aged || stale != c.stale {
			t.Errorf("%s: %q, %v", name, aged, stale)
		}
	}
}
