package app

import (
	"context"
	"maps"
	"slices"

	"spoor/cases"
	"spoor/detect"
	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/store/sqlite"
	"spoor/workbench"
)

// act is a row that people wrote, as the log tells of it.
type act struct{ act, on, detail string }

// Verify verifies the evidence log, and that the decisions, exceptions and screenings that are kept are the ones that were
// logged: none changed, none added, none taken away but those whose term ended, which is logged too.
func Verify(ctx context.Context, store *sqlite.Store, since *evidence.Head) (head evidence.Head, destroyed int, err error) {
	if head, destroyed, err = evidence.Verify(ctx, store, since); err != nil {
		return head, destroyed, err
	}
	logged := map[act]int{}
	kept := []string{"decide", exceptions.Proposed, workbench.SeenAct, workbench.ProposedAct}
	for _, v := range exceptions.Verbs() {
		kept = append(kept, v.Name(), workbench.ActName(v))
	}
	runs := map[string]string{}
	for row, err := range store.Rows(ctx) {
		if err != nil {
			return head, destroyed, err
		}
		if e := row.Entry; e != nil && e.Act == cases.ForgetAct {
			maps.DeleteFunc(logged, func(a act, _ int) bool { return a.act == "decide" && a.on == e.On })
		} else if e != nil && slices.Contains(kept, e.Act) {
			logged[act{e.Act, e.On, e.Detail}]++
		} else if e != nil && e.Act == "screen customers" {
			runs[e.On] = e.Detail
		}
	}
	decisions, err := store.DecisionsMade(ctx)
	if err != nil {
		return head, destroyed, err
	}
	for _, d := range decisions {
		logged[act{"decide", d.On, d.Logged()}]--
	}
	all, err := store.Exceptions(ctx)
	if err != nil {
		return head, destroyed, err
	}
	for i := range all {
		e := &all[i]
		logged[act{exceptions.Proposed, e.ID, e.Logged()}]--
		for _, a := range e.Acts {
			logged[act{a.Verb.Name(), e.ID, a.Logged(e)}]--
		}
	}
	if err := versionsKept(ctx, store, logged); err != nil {
		return head, destroyed, err
	}
	for a, n := range logged {
		if n != 0 {
			return head, destroyed, changed("the decisions on " + a.on)
		}
	}
	return head, destroyed, proven(ctx, store, runs)
}

// versionsKept takes off the log what is kept of typologies: each version, whose text must be the one that the log tells of, and
// what people agreed on.
func versionsKept(ctx context.Context, store *sqlite.Store, logged map[act]int) error {
	seen, err := store.Versions(ctx)
	if err != nil {
		return err
	}
	for i := range seen {
		v := &seen[i]
		if (&detect.File{Text: v.Text}).Hash() != v.Hash {
			return changed("the typology " + v.Typology)
		}
		logged[act{workbench.SeenAct, v.Typology, v.Logged()}]--
	}
	proposals, err := store.Proposals(ctx)
	for i := range proposals {
		p := &proposals[i]
		logged[act{workbench.ProposedAct, p.ID, p.Logged()}]--
		for _, a := range p.Acts {
			logged[act{workbench.ActName(a.Verb), p.ID, p.LoggedAct(&a)}]--
		}
	}
	return err
}

func changed(what string) error {
	return &fault.Error{Doing: "verifying what was kept", Kind: fault.Conflict, What: "what is kept of " + what + " is not what was logged",
		Hint: "keep the data directory as it is and compare it with a backup"}
}
