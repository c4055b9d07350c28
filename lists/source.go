package lists

import (
	"fmt"
	"strings"
	"time"

	"spoor/fault"
)

// Source is where a list comes from, and what holds for it.
type Source struct {
	Name   string `json:"name"`             // under which the list is known
	Where  string `json:"where"`            // a path, or an address: file, http or https
	Format string `json:"format,omitempty"` // empty to tell it by the content
	Map    string `json:"map,omitempty"`    // text of the mapping, for a table
	// Dataset is which one of a catalogue; empty for the only one, and for a list that is no catalogue.
	Dataset string        `json:"dataset,omitempty"`
	MaxAge  time.Duration `json:"maxAge,omitempty"` // older than this it is stale; 0 for never
	// Action is what to do on a hit, where an alert does not say; Discreet keeps hits from front-line users.
	Action   string `json:"action,omitempty"`
	Discreet bool   `json:"discreet,omitempty"`
	// Term is how long an alert that names no expiry holds from its beginning; 0 for always (LAW: review after 1, 3 or 5 years).
	Term  time.Duration `json:"term,omitempty"`
	Added time.Time     `json:"added"`
}

// Remote says whether the source is fetched over the network.
func (s Source) Remote() bool {
	return strings.HasPrefix(s.Where, "http://") || strings.HasPrefix(s.Where, "https://")
}

// Path is where a source that is not remote stands.
func (s Source) Path() string { return strings.TrimPrefix(s.Where, "file://") }

// Validate says what is wrong with a source.
func (s Source) Validate() error {
	wrong := func(what, hint string) error {
		return &fault.Error{Doing: "adding the list", Kind: fault.Usage, What: what, Hint: hint}
	}
	switch {
	case s.Name == "" || strings.Trim(s.Name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "":
		return wrong(fmt.Sprintf("%q is no name for a list", s.Name), "small letters, digits, hyphens and points: ofac-sdn")
	case s.Where == "":
		return wrong("a list needs a place it comes from", "name a file, a folder, or an address that begins with https://")
	case strings.Contains(s.Where, "://") && !s.Remote() && !strings.HasPrefix(s.Where, "file://"):
		return wrong(fmt.Sprintf("%s is no address that can be fetched", s.Where), "file://, http:// and https:// can")
	case s.MaxAge < 0 || s.Term < 0:
		return wrong("an age is not negative", "write --max-age 24h")
	}
	return nil
}

// Outcome is what came of an attempt to fetch a list.
type Outcome string

const (
	Loaded    Outcome = "loaded"    // a new edition stands
	Unchanged Outcome = "unchanged" // the edition that stands is the one at the source
	Failed    Outcome = "failed"    // nothing changed
	Shrunk    Outcome = "shrunk"    // it was much smaller than the list that stands: nothing changed
	Partial   Outcome = "partial"   // it broke off and there was none before it: active, never clear
)

// Good says whether the list that stands is the one at the source.
func (o Outcome) Good() bool { return o == Loaded || o == Unchanged }

// Try is one attempt to fetch a list.
type Try struct {
	List    string    `json:"list"`  // the source's name
	Where   string    `json:"where"` // what was tried
	At      time.Time `json:"at"`
	Outcome Outcome   `json:"outcome"`
	Why     string    `json:"why,omitempty"` // what went wrong, or what a person accepted
	Entries int       `json:"entries"`       // of the file that came, as far as it could be read
	Before  int       `json:"before"`        // of the list that stood
	// Stands names the lists under which what came stands: the source's name, or that under which the same bytes were loaded.
	Stands []string `json:"stands,omitempty"`
	ETag   string   `json:"etag,omitempty"` // with Modified, what a conditional fetch sends next time
	// Modified is the source's Last-Modified, as it gave it.
	Modified string `json:"modified,omitempty"`
	// Version is the edition of a catalogue's dataset, and Published when it was made.
	Version   string `json:"version,omitempty"`
	Published string `json:"published,omitempty"`
}
