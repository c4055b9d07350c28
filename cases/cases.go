// Package cases is the work that people do on what detection found: they look, decide, and say why. A finding never acts by
// itself (Directive (EU) 2016/681 Art. 6(5)); a decision is appended and never edited.
package cases

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"spoor/detect"
	"spoor/fault"
	"spoor/model"
)

// Finding is a finding as it is kept and shown: whole in itself, so that it reads the same when the typology or the records
// have changed since.
type Finding struct {
	ID         string
	Typology   string
	Version    int
	Title      string
	Family     string
	Opens      string
	Priority   detect.Priority
	Subject    string // id
	Name       string // what the subject was called
	Start, End time.Time
	Say        string
	Conditions []detect.Condition
	Values     []detect.Value
	Records    []Record // in the order of time
	Sources    []detect.Source
	Innocent   []string
	Next       []string
	Supersedes []string `json:",omitempty"` // ids of earlier findings whose beginning a late record moved
}

// Record is a contributing record with its fields and the line it came from.
type Record struct {
	ID, Kind string
	At       string // as a person reads it
	Fields   []Field
	File     string
	Line     int
	Raw      string // the source line, empty where it is not kept
}

// Field is one field of a record: its label, its text, and the id of the thing it names, when it names one.
type Field struct {
	Name, Text, Thing string
	Party             bool `json:",omitempty"` // it names a person or an organisation
}

// Alert is one subject's findings, combined.
type Alert struct {
	ID       string
	Subject  string
	Name     string
	Priority detect.Priority
	Rule     string
	Say      string    // the strongest finding's sentence
	Findings []string  // ids, strongest first
	Since    time.Time // start of the earliest finding

	Supersedes []string `json:",omitempty"` // ids of earlier alerts that this one goes on from
}

// Hit is a possible match as it is kept and shown.
type Hit struct {
	Party, Name              string // id, and what it is called in the records
	Listing, Caption, List   string
	NameScore, IdentityScore float64
	AsGood                   int    `json:",omitempty"` // of a look-up: how many listings agree by name at least as well, this one too
	Status                   string // what the facts beside the name say, in the words of screen.Identity
	Reasons                  []Reason
	File                     string
	Line                     int
	Exception                *Excepted `json:",omitempty"` // nil: there is none
}

// Excepted is the exception that people made of a match, as it is shown with it.
type Excepted struct {
	ID, State, Reason, By, Approver string // State in the words of package exceptions
	Expires                         time.Time
	Changed                         []string // what differs since, where it was reopened for that
}

// Excepted says whether the match is kept out of alerts by an exception that stands.
func (h Hit) Excepted() bool { return h.Exception != nil && h.Exception.State == "standing" }

// Reason compares one field of the party with the listing's.
type Reason struct{ Field, Party, Listed, Agreement, Detail string }

// MentionsKept is how many mentions a run keeps: they are weak, and texts are many.
const MentionsKept = 1000

// Mention is a place in the free text of a record at which a listing may be named. It makes nobody a party and no finding.
type Mention struct {
	Record               string  // id
	Kind, At             string  // of the record, as of Record
	Field                string  // its label
	Character            int     // at which of the text it begins, counted from 1
	Before, Words, After string  // the words as they are written there, and what stands around them
	Hit                  Hit     // of the words; its Party and Name are empty, its File and Line the record's
	Parties              []Field // parties and things that the record names
}

// Names says whether the record names a party or thing.
func (m Mention) Names(id string) bool {
	return slices.ContainsFunc(m.Parties, func(f Field) bool { return f.Thing == id })
}

// Untestable says what a typology lacked.
type Untestable struct {
	Typology string
	Missing  []string
}

// Run is everything one check found. Saving it replaces the run before; decisions stand, by the findings' ids
// and those that these go on from.
type Run struct {
	At         time.Time
	Records    int
	Listings   int
	Findings   []Finding
	Alerts     []Alert
	Hits       []Hit
	Mentions   []Mention // strongest first, MentionsKept at most
	Mentioned  int       // how many there were
	Untestable []Untestable
}

// Verb is what a person decided.
type Verb string

const (
	Assign  Verb = "assign"    // somebody looks at it; Decision.To says who
	Note    Verb = "note"      // something to remember
	Dismiss Verb = "dismiss"   // explained, or a false match
	Follow  Verb = "follow up" // it needs a closer look
	Reopen  Verb = "reopen"
)

// Verbs lists them as the pages show them.
func Verbs() []Verb { return []Verb{Assign, Note, Dismiss, Follow, Reopen} }

// Decision is one act of a person on an alert, a finding or a possible match.
type Decision struct {
	ID     string
	On     string // id of the alert, finding or match
	Verb   Verb
	Reason string
	By     string // user
	To     string // of Assign: user
	At     time.Time
	Match  *Match `json:",omitempty"` // the possible match that it is about, when it is about one
}

// Match is a possible match that people decide on: of a customer, or of somebody who was looked up.
type Match struct {
	Party                  string // the customer's id; empty for a look-up
	Asked                  string // the customer's name, or who was looked up
	Listing, Caption, List string
}

// ID is that of the match, the same whenever the same is asked.
func (m Match) ID() string {
	who := m.Party
	if who == "" {
		who = "asked " + strings.ToLower(strings.Join(strings.Fields(m.Asked), " "))
	}
	return model.ID("match", who, m.List, m.Listing)
}

// Logged is the decision as the evidence log keeps it.
func (d Decision) Logged() string {
	text := string(d.Verb) + ": " + d.Reason
	if m := d.Match; m != nil {
		text += fmt.Sprintf(" (%s with %s of %s)", strings.TrimSpace(m.Party+" "+m.Asked), m.Listing, m.List)
	}
	return text
}

// InWords says whether a reason is more than one word. Some scripts write words without spaces between them.
func InWords(reason string) bool {
	return len(strings.Fields(reason)) >= 2 || strings.ContainsFunc(reason, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// Check says what is wrong with a decision, nil when nothing is: everything has a reason in words, but taking work on.
func (d Decision) Check() error {
	switch {
	case !slices.Contains(Verbs(), d.Verb):
		return &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("%q is no decision", d.Verb)}
	case d.By == "":
		return &fault.Error{Kind: fault.Denied, What: "a decision has a person behind it", Hint: "sign in"}
	case d.Verb != Assign && !InWords(d.Reason):
		return &fault.Error{Kind: fault.Input, What: "a decision needs a reason in words, two at the least", Hint: "say what you looked at and what it showed"}
	}
	return nil
}

// State is where an alert stands after its decisions: open, assigned, following or dismissed.
func State(decisions []Decision) (state, owner string) {
	state = "open"
	for _, d := range decisions {
		switch d.Verb {
		case Assign:
			owner = d.To
			if state == "open" {
				state = "assigned"
			}
		case Dismiss:
			state = "dismissed"
		case Follow:
			state = "following"
		case Reopen:
			state = "open"
		}
	}
	return state, owner
}

// AlertState is where an alert stands: by its own decisions, and dismissed when each of its findings is.
func AlertState(a Alert, on map[string][]Decision) (state, owner string) {
	state, owner = State(on[a.ID])
	if state != "open" && state != "assigned" || len(a.Findings) == 0 {
		return state, owner
	}
	for _, id := range a.Findings {
		if of, _ := State(on[id]); of != "dismissed" {
			return state, owner
		}
	}
	return "dismissed", owner
}

// LookUpsKept is how long what was decided on somebody who was looked up stays after the last decision: no records are held
// about such a person, so nothing else says how long (Directive (EU) 2016/681 Art. 12(5)).
const LookUpsKept = 365 * 24 * time.Hour

// ForgetAct is what the log calls the deletion of such decisions.
const ForgetAct = "forget look-up"

// Store keeps runs and decisions. Every write also appends to the evidence log, in one transaction with the row.
type Store interface {
	SaveRun(context.Context, Run) error
	LastRun(context.Context) (Run, error) // alerts, hits and untestable only, Findings empty; zero Run before the first
	Finding(ctx context.Context, id string) (Finding, error)
	FindingsOf(ctx context.Context, subject string) ([]Finding, error)
	Decide(context.Context, Decision) error
	Decisions(ctx context.Context, on ...string) ([]Decision, error)  // in the order they were made; all when on is empty
	ForgetLookUps(ctx context.Context, before time.Time) (int, error) // what was decided on look-ups last before a moment
}
