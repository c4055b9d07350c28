package app

import (
	"context"

	"spoor/evidence"
	"spoor/fault"
	"spoor/store/sqlite"
)

// Verify verifies the evidence log, and that the decisions that are kept are the ones that were logged: none changed, none
// added, none taken away.
func Verify(ctx context.Context, store *sqlite.Store, since *evidence.Head) (head evidence.Head, destroyed int, err error) {
	if head, destroyed, err = evidence.Verify(ctx, store, since); err != nil {
		return head, destroyed, err
	}
	type act struct{ on, detail string }
	logged := map[act]int{}
	runs := map[string]string{}
	for row, err := range store.Rows(ctx) {
		if err != nil {
			return head, destroyed, err
		}
		if row.Entry != nil && row.Entry.Act == "decide" {
			logged[act{row.Entry.On, row.Entry.Detail}]++
		}
		if row.Entry != nil && row.Entry.Act == "screen customers" {
			runs[row.Entry.On] = row.Entry.Detail
		}
	}
	decisions, err := store.Decisions(ctx)
	if err != nil {
		return head, destroyed, err
	}
	for _, d := range decisions {
		logged[act{d.On, d.Logged()}]--
	}
	for a, n := range logged {
		if n != 0 {
			return head, destroyed, changed("decisions on " + a.on)
		}
	}
	return head, destroyed, proven(ctx, store, runs)
}

func changed(what string) error {
	return &fault.Error{Doing: "verifying what was kept", Kind: fault.Conflict, What: "the " + what + " is not what was logged",
		Hint: "keep the data directory as it is and compare it with a backup"}
}
