package web

import (
	"context"
	"time"

	"spoor/exceptions"
	"spoor/workbench"
)

// Workbench is where typologies are tried out and agreed on. A trial runs in the background; its result stays until the next.
type Workbench interface {
	Bench(ctx context.Context, typology string) (Bench, error)
	Try(context.Context, Trial) error // one at a time
	StopTrying(context.Context) error
	ProposeStable(context.Context, workbench.Proposal) error // its Version is filled in
	ActOnStable(context.Context, exceptions.Act) error
}

// Trial is what is tried: a backtest of a typology, or a changed file in its place.
type Trial struct {
	Kind     workbench.Kind
	Typology string
	Text     string // of a changed file
}

// Trying is the trial that runs, or the last that did.
type Trying struct {
	Running     bool
	Kind        workbench.Kind
	Typology    string
	By          string
	Since       time.Time
	Doing       string
	Done, Total int
	Problem     string // why it came to nothing; empty when it did not
}

// Bench is what a typology's page tells of its versions and trials.
type Bench struct {
	Versions  []workbench.Seen     // newest first
	Proposals []workbench.Proposal // of its versions, newest first
	File      string               // hash of the file as it stands; empty when it is gone
	Said      string               // what a person should know of the version that runs; empty when there is nothing
	Results   []workbench.Result   // the last of each kind
	Trying    Trying
}
