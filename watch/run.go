// Package watch keeps customers screened. When a list changes, only the customers whom the change can touch are looked up again,
// and the outcome is the one that looking everybody up would give; when a customer changes, that one is. What came of it is kept
// as runs and changes, from which it is told at any time who was screened against what, and what came out.
package watch

import (
	"context"
	"time"

	"spoor/cases"
	"spoor/screen"
)

// List is one edition of a list as a run used it.
type List struct {
	Name      string    `json:"name"`
	Hash      string    `json:"hash"` // SHA-256 of the file, hex
	Published string    `json:"published,omitempty"`
	Loaded    time.Time `json:"loaded"`
	Listings  int       `json:"listings"`
	Unclear   string    `json:"unclear,omitempty"` // why it cannot say "clear"; empty when it can
}

// As says whether another is of the same edition and as clear: how old it was meanwhile does not matter.
func (l List) As(o List) bool {
	return l.Name == o.Name && l.Hash == o.Hash && l.Loaded.Equal(o.Loaded) && l.Listings == o.Listings && (l.Unclear == "") == (o.Unclear == "")
}

// Run is one screening of all customers: each was searched, or nothing had changed that could touch them since they were.
type Run struct {
	ID        int64     `json:"id"`
	At        time.Time `json:"at"`
	By        string    `json:"by"`
	Program   string    `json:"program"` // its version
	Threshold float64   `json:"threshold"`
	Why       string    `json:"why"` // why everybody, or only some, were searched
	Lists     []List    `json:"lists"`
	Records   []string  `json:"records"` // SHA-256 of the files of the customers, hex
	Customers int       `json:"customers"`
	Searched  int       `json:"searched"`
	Changed   int       `json:"changed"` // listings that are new or changed
	Matches   int       `json:"matches"`
	New       int       `json:"new"`
	Gone      int       `json:"gone"`
	Stronger  int       `json:"stronger"`
	Weaker    int       `json:"weaker"`
	Unchanged int       `json:"unchanged"`
}

// Unclear says which lists could not say "clear" in the run, and why.
func (r *Run) Unclear() (said []string) {
	if len(r.Lists) == 0 {
		return []string{"there was no list"}
	}
	for _, l := range r.Lists {
		if l.Unclear != "" {
			said = append(said, l.Unclear)
		}
	}
	return said
}

// Kind is what became of a possible match.
type Kind string

const (
	New       Kind = "new"
	Gone      Kind = "gone"
	Stronger  Kind = "stronger"
	Weaker    Kind = "weaker"
	Unchanged Kind = "unchanged" // no stronger and no weaker; kept as a change only where the reasons read otherwise
)

// Kinds lists them as they are shown.
func Kinds() []Kind { return []Kind{New, Stronger, Weaker, Gone, Unchanged} }

// Change is what became of one possible match in one run.
type Change struct {
	Run    int64      `json:"run"`
	At     time.Time  `json:"at"`
	Kind   Kind       `json:"kind"`
	Before *cases.Hit `json:"before,omitempty"` // nil of a new one
	After  *cases.Hit `json:"after,omitempty"`  // nil of one that is gone
}

// Hit is the match as it last stood.
func (c *Change) Hit() *cases.Hit {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// Member is a customer as it was watched, from one run until another.
type Member struct {
	Party, Name  string
	Digest       screen.Digest
	Since, Until int64 // the first run with it as it was, and the first without; Until 0: still so
}

// Standing is what the last run left; the zero Standing before the first.
type Standing struct {
	Run       Run
	Customers screen.Digest   // of all together
	Listings  []screen.Digest // in order
	Rarity    *screen.Rarity
	Hits      map[string][]cases.Hit // by party
}

// Result is a run with everything that it changes in what stands.
type Result struct {
	Run       Run
	Customers screen.Digest
	Listings  []screen.Digest
	Rarity    *screen.Rarity
	Entered   []Member // new, or as they are now; by party
	Left      []string // parties that are gone, or were otherwise
	Changes   []Change // by party, strongest first
	Hits      map[string][]cases.Hit
}

// Store keeps runs. SaveScreening writes a run with its changes and its entry in the evidence log in one transaction.
type Store interface {
	Standing(context.Context) (Standing, error)
	Members(context.Context) (map[string]screen.Digest, error) // those who are watched now, by party
	SaveScreening(context.Context, *Result) error              // gives the run and its changes their number
	Screenings(context.Context) ([]Run, error)                 // the first first
	// Changes gives those since a moment, the newest run first; of one kind, or of all when it is empty.
	Changes(ctx context.Context, since time.Time, kind Kind) ([]Change, error)
	// Screened gives what is known of a party, by its id or exact name: when it was watched, and its changes, the first first.
	Screened(ctx context.Context, party string) ([]Member, []Change, error)
}
