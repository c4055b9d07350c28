package lists

import (
	"context"
	"errors"
	"fmt"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
)

// A list that loses more than ShrinkShare of its entries, and at least ShrinkLeast of them, shrinks as no list does between two
// editions: a person looks before it replaces the one that stands.
const (
	ShrinkShare = 0.10
	ShrinkLeast = 5
)

// Suspicious says whether a list that had so many entries shrinks suspiciously.
func Suspicious(before, now int) bool {
	lost := before - now
	return lost >= ShrinkLeast && float64(lost) > ShrinkShare*float64(before)
}

// Guard stands before a store while a list is loaded: an edition that holds nothing, or shrinks suspiciously, is not committed.
type Guard struct {
	read.Store
	Before func(list string) int // entries of a list that stands, 0 for none
	Accept bool                  // a person has looked at the shrinking
}

// ShrunkError says that a list shrank suspiciously.
type ShrunkError struct {
	List        string
	Before, Now int
}

func (e *ShrunkError) Error() string {
	return fmt.Sprintf("list %s would shrink from %d to %d entries: more than %.0f %% are gone", e.List, e.Before, e.Now, ShrinkShare*100)
}

// Begin starts a guarded load.
func (g Guard) Begin(ctx context.Context, source *model.Source, role read.Role) (read.Load, error) {
	l, err := g.Store.Begin(ctx, source, role)
	if err != nil {
		return nil, err
	}
	return &guarded{l, g, source}, nil
}

type guarded struct {
	read.Load
	guard  Guard
	source *model.Source
}

// Commit looks at the report before anything replaces the list that stands.
func (l *guarded) Commit(report read.Report) error {
	before := l.guard.Before(l.source.Name)
	var refused error
	switch {
	case report.Role != read.List:
		refused = &fault.Error{Kind: fault.Input, What: "it holds records, not listings", Hint: "see what it is taken for with: spoor read FILE"}
	case report.Kept+report.Duplicates == 0:
		refused = &fault.Error{Kind: fault.Input, What: "no listing is in it: " + fault.Aside(report.Quarantined), Hint: "see whether it is the right file"}
	case report.Kept == 0: // the edition that stands
	case !l.guard.Accept && Suspicious(before, report.Kept):
		refused = &ShrunkError{l.source.Name, before, report.Kept}
	}
	if refused != nil {
		return errors.Join(refused, l.Load.Rollback())
	}
	return l.Load.Commit(report)
}
