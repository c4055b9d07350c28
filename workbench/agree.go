package workbench

import (
	"context"
	"fmt"
	"slices"
	"time"

	"spoor/cases"
	"spoor/exceptions"
	"spoor/fault"
)

// Seen is a version of a typology as this organisation has had it: its file, whole, by what it is known by.
type Seen struct {
	Typology string
	Hash     string // SHA-256 of the file
	Version  int    // as the file says
	Status   string // the same
	File     string // where it stood, or Brought and by whom
	Text     string
	Owner    string    `json:",omitempty"` // whose it is; empty: Spoor's library
	At       time.Time // when it was first seen
}

// Brought is what stands in the place of the file of a version that somebody wrote on the page.
const Brought = "brought by "

// Logged is a version as the evidence log keeps it. The hash is of the file, so the log proves what was run.
func (s *Seen) Logged() string {
	return fmt.Sprintf("version %d, %s, SHA-256 %s", s.Version, s.Status, s.Hash)
}

// SeenAct is what the log calls the first sight of a version.
const SeenAct = "typology version"

// Proposal is that a version be made stable, and what was done about it. Two people stand behind a stable version, as behind an
// exception (LAW.md 7): acts on both are the same.
type Proposal struct {
	ID       string
	Typology string
	Hash     string // of the version
	Version  int
	Reason   string
	By       string
	At       time.Time
	Acts     []exceptions.Act `json:"-"` // in the order they were made
}

// ProposedAct is what the log calls a proposal.
const ProposedAct = "propose stable version"

// ActName is what the log calls an act on a proposal.
func ActName(v exceptions.Verb) string { return string(v) + " stable version" }

// Logged is the proposal as the evidence log keeps it.
func (p *Proposal) Logged() string {
	return fmt.Sprintf("%s version %d, SHA-256 %s, by %s at %s: %s", p.Typology, p.Version, p.Hash, p.By, p.At.Format(time.RFC3339), p.Reason)
}

// LoggedAct is an act on it as the evidence log keeps it.
func (p *Proposal) LoggedAct(a *exceptions.Act) string {
	return fmt.Sprintf("%s version %d, SHA-256 %s, proposed by %s; %s by %s: %s", p.Typology, p.Version, p.Hash, p.By, a.Verb, a.By, a.Reason)
}

// Words says what is missing of a proposal, whatever stands.
func (p *Proposal) Words() error {
	wrong := func(kind fault.Kind, what, hint string) error {
		return &fault.Error{Doing: "proposing a stable version", Kind: kind, What: what, Hint: hint}
	}
	switch {
	case p.By == "":
		return wrong(fault.Denied, "a proposal has a person behind it", "sign in")
	case p.Typology == "" || p.Hash == "":
		return wrong(fault.Input, "a proposal is of one version of a typology", "name both")
	case !cases.InWords(p.Reason):
		return wrong(fault.Input, "a proposal needs a reason in words, two at the least", "say on what it was tried and what that showed")
	}
	return nil
}

// Check says what is wrong with a proposal, given those that stand; nil when nothing is.
func (p *Proposal) Check(all []Proposal) error {
	if err := p.Words(); err != nil {
		return err
	}
	for i := range all {
		if other := &all[i]; other.Typology == p.Typology && other.Hash == p.Hash && (other.State() == exceptions.Waiting || other.State() == exceptions.Standing) {
			return &fault.Error{Doing: "proposing a stable version", Kind: fault.Conflict, What: "this version is " + map[exceptions.State]string{exceptions.Waiting: "proposed", exceptions.Standing: "stable"}[other.State()] + " already", Hint: "nothing was added"}
		}
	}
	return nil
}

// State is where a proposal stands by its acts: waiting, standing, refused or ended.
func (p *Proposal) State() exceptions.State {
	state := exceptions.Waiting
	for _, a := range p.Acts {
		switch a.Verb {
		case exceptions.Approve:
			state = exceptions.Standing
		case exceptions.Refuse:
			return exceptions.Refused
		case exceptions.End:
			return exceptions.Ended
		}
	}
	return state
}

// Approved is who approved it and when; empty while nobody did.
func (p *Proposal) Approved() (by string, at time.Time) {
	for _, a := range p.Acts {
		if a.Verb == exceptions.Approve {
			return a.By, a.At
		}
	}
	return "", time.Time{}
}

// May says what is wrong with an act on a proposal as it stands, nil when nothing is.
func (p *Proposal) May(a exceptions.Act) error {
	wrong := func(kind fault.Kind, what, hint string) error {
		return &fault.Error{Doing: "agreeing on a stable version", Kind: kind, What: what, Hint: hint}
	}
	state := p.State()
	switch {
	case !slices.Contains(exceptions.Verbs(), a.Verb):
		return wrong(fault.Usage, fmt.Sprintf("%q is nothing that is done about a proposal", fault.Cut(string(a.Verb), 40)), "approve, refuse or end it")
	case a.By == "":
		return wrong(fault.Denied, "an act has a person behind it", "sign in")
	case a.Verb != exceptions.Approve && !cases.InWords(a.Reason):
		return wrong(fault.Input, "this needs a reason in words, two at the least", "say why")
	case a.Verb == exceptions.Approve && exceptions.Same(a.By, p.By):
		return wrong(fault.Denied, "who proposes a version does not approve it", "it waits for another person")
	case a.Verb == exceptions.End && state != exceptions.Standing && state != exceptions.Waiting:
		return wrong(fault.Conflict, "it is "+string(state)+" already", "")
	case a.Verb != exceptions.End && state != exceptions.Waiting:
		return wrong(fault.Conflict, "it is "+string(state)+", and waits for nobody", "propose the version again where it is needed")
	}
	return nil
}

// Standing is the proposal of the version of a typology on which two people agreed last; nil when there is none.
func Standing(all []Proposal, typology string) (stands *Proposal) {
	var since time.Time
	for i := range all {
		p := &all[i]
		if _, at := p.Approved(); p.Typology == typology && p.State() == exceptions.Standing && (stands == nil || !at.Before(since)) {
			stands, since = p, at
		}
	}
	return stands
}

// Kind is what was tried.
type Kind string

const (
	Backtested Kind = "backtest"
	Drafted    Kind = "draft"   // a backtest of a changed file that somebody brought
	Compared   Kind = "compare" // a changed file beside what runs
	Shadowed   Kind = "shadow"  // the changed file beside the stable version, on what is there
)

// Result is what came of trying a typology: kept until the next of its kind, so that nothing is worked out at each look.
type Result struct {
	Kind       Kind
	Typology   string
	Hash       string // of the version that was tried; of a draft or a comparison the new one's
	By         string
	At         time.Time
	Text       string      // of a draft or a comparison: the new file
	Report     *Report     `json:",omitempty"`
	Comparison *Comparison `json:",omitempty"`
}

// TrialsKept is how long the result of a trial stays: it names subjects, and what was loaded since makes it stale.
const TrialsKept = 90 * 24 * time.Hour

// ForgetAct is what the log calls the deletion of a result.
const ForgetAct = "forget trial"

// Store keeps versions, proposals and acts, which are appended and never edited, each with its entry in the evidence log in one
// transaction; and the last result of each kind.
type Store interface {
	// SeeVersions keeps those that were not seen before.
	SeeVersions(context.Context, []Seen) error
	// Versions gives all versions, in the order they were seen.
	Versions(context.Context) ([]Seen, error)
	ProposeStable(context.Context, Proposal) error
	ActOnStable(context.Context, exceptions.Act) error
	// Proposals gives all, in the order they were made.
	Proposals(context.Context) ([]Proposal, error)
	PutResult(context.Context, Result) error
	// Drafts gives the last draft of each typology of which one was tried, by id.
	Drafts(context.Context) ([]Result, error)
	// Results gives a typology's last result of each kind.
	Results(ctx context.Context, typology string) ([]Result, error)
	// ForgetTrials deletes the results made before a moment, and says how many there were.
	ForgetTrials(ctx context.Context, before time.Time) (int, error)
}
