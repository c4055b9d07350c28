package app

import (
	"context"
	"errors"
	"time"

	"spoor/cases"
	"spoor/store/sqlite"
	"spoor/workbench"
)

// Retain deletes what has been kept long enough. Each check does so first.
func Retain(ctx context.Context, store *sqlite.Store, now time.Time) error {
	_, trials := store.ForgetTrials(ctx, now.Add(-workbench.TrialsKept))
	_, lookUps := store.ForgetLookUps(ctx, now.Add(-cases.LookUpsKept))
	return errors.Join(trials, lookUps)
}
