// Package exceptions keeps the possible matches that people reviewed and found false, so that they are not reviewed again
// (good-guy entries; Directive (EU) 2016/681 Art. 12(5)). An exception is of one customer and one listing, has a reason in words
// and two people behind it, and an end. It holds as long as nothing changes on either side that screening compares.
package exceptions

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"spoor/cases"
	"spoor/fault"
	"spoor/screen"
)

// How long an exception holds.
const (
	DefaultYears = 1
	MostYears    = 5
)

// Exception is one proposal and what was done about it.
type Exception struct {
	ID                     string
	Customer, Name         string // id, and what it was called
	Listing, Caption, List string
	Reason                 string
	By                     string // who proposes it
	At                     time.Time
	Expires                time.Time
	Party, Listed          screen.Compared // what the two were when it was proposed
	From                   string          `json:",omitempty"` // of an imported one: the file and line, who decided and when
	Acts                   []Act           `json:"-"`          // in the order they were made
}

// Verb is what is done about an exception.
type Verb string

const (
	Approve Verb = "approve"
	Refuse  Verb = "refuse"
	End     Verb = "end"
)

// Said is the verb as it is told of somebody.
func (v Verb) Said() string {
	return map[Verb]string{Approve: "approved", Refuse: "refused", End: "ended"}[v]
}

// Verbs lists them.
func Verbs() []Verb { return []Verb{Approve, Refuse, End} }

// Act is one person's act on an exception.
type Act struct {
	ID     string
	On     string // id of the exception
	Verb   Verb
	By     string
	Reason string // why; an approval may go without
	At     time.Time
}

// Logged is the proposal as the evidence log keeps it, with digests of what the two were.
func (e *Exception) Logged() string {
	return fmt.Sprintf("%s is not %s of %s, until %s, by %s at %s: %s (compared %x, %x)", e.Customer, e.Listing, e.List, e.Expires.Format(time.RFC3339), e.By, e.At.Format(time.RFC3339),
		e.Reason, e.Party.Digest(), e.Listed.Digest())
}

// Logged is an act on an exception as the evidence log keeps it.
func (a *Act) Logged(e *Exception) string {
	return fmt.Sprintf("%s with %s of %s, proposed by %s; %s by %s: %s", e.Customer, e.Listing, e.List, e.By, a.Verb, a.By, a.Reason)
}

// Proposed is what the log calls a proposal.
const Proposed = "propose exception"

// Name is what the log calls it.
func (v Verb) Name() string { return string(v) + " exception" }

// Check says what is wrong with a proposal, nil when nothing is.
func (e *Exception) Check() error {
	wrong := func(kind fault.Kind, what, hint string) error {
		return &fault.Error{Doing: "proposing an exception", Kind: kind, What: what, Hint: hint}
	}
	switch {
	case e.By == "":
		return wrong(fault.Denied, "a proposal has a person behind it", "sign in")
	case e.Customer == "" || e.Listing == "" || e.List == "":
		return wrong(fault.Input, "an exception is of one customer and one listing of a list", "name all three")
	case !cases.InWords(e.Reason):
		return wrong(fault.Input, "an exception needs a reason in words, two at the least", "say what differs between the two")
	case !e.Expires.After(e.At):
		return wrong(fault.Input, "it would end before it begins: "+e.Expires.Format(time.DateOnly), "give a later day")
	case e.Expires.After(e.At.AddDate(MostYears, 0, 1)):
		return wrong(fault.Input, "it would hold until "+e.Expires.Format(time.DateOnly), fmt.Sprintf("an exception is reviewed after %d years at the latest", MostYears))
	}
	return nil
}

// State is where an exception stands.
type State string

const (
	Waiting  State = "waiting" // for a second person
	Standing State = "standing"
	Expired  State = "expired"
	Refused  State = "refused"
	Ended    State = "ended"
	Reopened State = "reopened" // the customer or the listing changed in what is compared
)

// States lists them as the pages show them.
func States() []State { return []State{Waiting, Standing, Reopened, Expired, Refused, Ended} }

// Decided is where an exception stands by its acts and the clock alone.
func (e *Exception) Decided(now time.Time) State {
	state := Waiting
	for _, a := range e.Acts {
		switch a.Verb {
		case Approve:
			state = Standing
		case Refuse:
			return Refused
		case End:
			return Ended
		}
	}
	if !now.Before(e.Expires) {
		return Expired
	}
	return state
}

// Stands says where an exception stands, given what its customer and its listing are now; nil for one that is no longer there,
// which changes nothing. What changed is said in words.
func (e *Exception) Stands(now time.Time, party, listed *screen.Compared) (state State, changed []string) {
	if state = e.Decided(now); state != Standing {
		return state, nil
	}
	for _, side := range []struct {
		whose  string
		before *screen.Compared
		now    *screen.Compared
	}{{"the customer's ", &e.Party, party}, {"the listing's ", &e.Listed, listed}} {
		if side.now == nil {
			continue
		}
		for _, said := range side.before.Changed(side.now) {
			changed = append(changed, side.whose+said)
		}
	}
	if len(changed) > 0 {
		return Reopened, changed
	}
	return Standing, nil
}

// Approver is who approved it; empty while nobody did.
func (e *Exception) Approver() string {
	for _, a := range e.Acts {
		if a.Verb == Approve {
			return a.By
		}
	}
	return ""
}

// Same says whether two names are one person's, however they are written.
func Same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// May says what is wrong with an act on an exception as it stands, nil when nothing is.
func (e *Exception) May(a Act, now time.Time) error {
	wrong := func(kind fault.Kind, what, hint string) error {
		return &fault.Error{Doing: "deciding on an exception", Kind: kind, What: what, Hint: hint}
	}
	state := e.Decided(now)
	switch {
	case !slices.Contains(Verbs(), a.Verb):
		return wrong(fault.Usage, fmt.Sprintf("%q is nothing that is done about an exception", a.Verb), "approve, refuse or end it")
	case a.By == "":
		return wrong(fault.Denied, "an act has a person behind it", "sign in")
	case a.Verb != Approve && !cases.InWords(a.Reason):
		return wrong(fault.Input, "this needs a reason in words, two at the least", "say why")
	case a.Verb == Approve && Same(a.By, e.By):
		return wrong(fault.Denied, "who proposes an exception does not approve it", "it waits for another person")
	case a.Verb == End && state != Standing && state != Waiting:
		return wrong(fault.Conflict, "the exception is "+string(state)+" already", "")
	case a.Verb != End && state != Waiting:
		return wrong(fault.Conflict, "the exception is "+string(state)+", and waits for nobody", "propose a new one where it is needed")
	}
	return nil
}

// Book finds exceptions by the match they are of.
type Book map[Match][]Exception

// Match is a customer with a listing.
type Match struct{ Customer, List, Listing string }

// BookOf sorts exceptions by their match, the newest first.
func BookOf(all []Exception) Book {
	b := Book{}
	for _, e := range all {
		m := Match{e.Customer, e.List, e.Listing}
		b[m] = append(b[m], e)
	}
	for _, of := range b {
		slices.SortStableFunc(of, func(a, b Exception) int { return cmp.Compare(b.At.UnixNano(), a.At.UnixNano()) })
	}
	return b
}

// On gives the exception that counts for a match: one that stands, else the newest that was reopened, else the newest. Nil when
// there is none.
func (b Book) On(m Match, now time.Time, party, listed *screen.Compared) (of *Exception, state State, changed []string) {
	rank := func(s State) int {
		return slices.Index([]State{Standing, Reopened, Waiting}, s) & 3 // all others the same, last
	}
	for i := range b[m] {
		e := &b[m][i]
		s, why := e.Stands(now, party, listed)
		if of == nil || rank(s) < rank(state) {
			of, state, changed = e, s, why
		}
	}
	return of, state, changed
}

// Store keeps exceptions and acts on them. Both are appended and never edited, each with its entry in the evidence log in one
// transaction.
type Store interface {
	// Except keeps proposals, and acts of the same call on them: all or none.
	Except(ctx context.Context, proposals []Exception, acts []Act) error
	// ActOnException keeps one act, or says why it may not be.
	ActOnException(context.Context, Act) error
	// Exceptions gives all, in the order they were proposed.
	Exceptions(context.Context) ([]Exception, error)
}
