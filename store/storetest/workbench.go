package storetest

import (
	"reflect"
	"testing"
	"time"

	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/workbench"
)

// runWorkbench tests that versions are seen once, that a stable one needs two people, and that a result stays until the next.
func runWorkbench(t *testing.T, open func(*testing.T) Work) {
	at := time.Now().UTC().Truncate(time.Microsecond)
	version := func(hash string) workbench.Seen {
		return workbench.Seen{Typology: "gifts", Hash: hash, Version: 1, Status: "test", File: "gifts/typology.yaml", Text: "id: gifts", At: at}
	}
	proposal := func(id, hash string) workbench.Proposal {
		return workbench.Proposal{ID: id, Typology: "gifts", Hash: hash, Version: 1, Reason: "a year tried", By: "ann", At: at}
	}
	t.Run("a version is seen once", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		must(t, s.SeeVersions(ctx, []workbench.Seen{version("h1"), version("h2"), version("h1")}))
		must(t, s.SeeVersions(ctx, []workbench.Seen{version("h2"), version("h3")}))
		all, err := s.Versions(ctx)
		must(t, err)
		if len(all) != 3 || !reflect.DeepEqual(all[0], version("h1")) || all[2].Hash != "h3" {
			t.Errorf("%+v", all)
		}
		if head, _, err := evidence.Verify(ctx, s, nil); err != nil || head.Size != 3 {
			t.Error("the log has", head.Size, err)
		}
	})
	t.Run("a stable version has two people", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		must(t, s.SeeVersions(ctx, []workbench.Seen{version("h1")}))
		if err := s.ProposeStable(ctx, proposal("p0", "h9")); fault.KindOf(err) != fault.Missing {
			t.Error("a version that nobody saw:", err)
		}
		must(t, s.ProposeStable(ctx, proposal("p1", "h1")))
		if err := s.ProposeStable(ctx, proposal("p2", "h1")); fault.KindOf(err) != fault.Conflict {
			t.Error("proposed twice:", err)
		}
		act := func(id, on, by string, verb exceptions.Verb) error {
			return s.ActOnStable(ctx, exceptions.Act{ID: id, On: on, Verb: verb, By: by, Reason: "it was wrong", At: at})
		}
		if err := act("a", "p1", " Ann", exceptions.Approve); fault.KindOf(err) != fault.Denied {
			t.Error("ann approves her own:", err)
		}
		if err := act("a", "p9", "ben", exceptions.Approve); fault.KindOf(err) != fault.Missing {
			t.Error(err)
		}
		must(t, act("a", "p1", "ben", exceptions.Approve))
		if err := act("b", "p1", "cem", exceptions.Refuse); fault.KindOf(err) != fault.Conflict {
			t.Error("refused when it stands:", err)
		}
		all, err := s.Proposals(ctx)
		must(t, err)
		if by, when := all[0].Approved(); len(all) != 1 || all[0].State() != exceptions.Standing || by != "ben" || !when.Equal(at) || workbench.Standing(all, "gifts") == nil {
			t.Errorf("%+v", all)
		}
		must(t, act("b", "p1", "ann", exceptions.End))
		must(t, s.ProposeStable(ctx, proposal("p2", "h1")))
		if all, err = s.Proposals(ctx); err != nil || workbench.Standing(all, "gifts") != nil {
			t.Errorf("%+v %v", all, err)
		}
		if head, _, err := evidence.Verify(ctx, s, nil); err != nil || head.Size != 5 {
			t.Error("the log has", head.Size, err)
		}
	})
	t.Run("a result stays until the next of its kind", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Backtested, Typology: "gifts", Report: &workbench.Report{Records: 1}}))
		must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Compared, Typology: "gifts", Comparison: &workbench.Comparison{Kept: 2}}))
		must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Backtested, Typology: "gifts", Report: &workbench.Report{Records: 3}}))
		must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Backtested, Typology: "other"}))
		for _, id := range []string{"other", "gifts"} {
			must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Drafted, Typology: id, Text: "id: " + id}))
		}
		drafts, err := s.Drafts(ctx)
		must(t, err)
		if len(drafts) != 2 || drafts[0].Text != "id: gifts" || drafts[1].Typology != "other" {
			t.Errorf("drafts %+v", drafts)
		}
		all, err := s.Results(ctx, "gifts")
		must(t, err)
		if len(all) != 3 || all[0].Report.Records != 3 || all[1].Comparison.Kept != 2 {
			t.Errorf("%+v", all)
		}
	})
	t.Run("a result is forgotten with a note in the log", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Shadowed, Typology: "gifts", At: at}))
		must(t, s.PutResult(ctx, workbench.Result{Kind: workbench.Compared, Typology: "gifts", At: at.Add(time.Second)}))
		for _, before := range []time.Time{at, at.Add(time.Second)} {
			if n, err := s.ForgetTrials(ctx, before); err != nil || (n == 1) != before.After(at) {
				t.Errorf("%d are forgotten: %v", n, err)
			}
		}
		left, err := s.Results(ctx, "gifts")
		must(t, err)
		if head, _, err := evidence.Verify(ctx, s, nil); err != nil || head.Size != 1 || len(left) != 1 || left[0].Kind != workbench.Compared {
			t.Errorf("%+v, the log has %d, %v", left, head.Size, err)
		}
	})
}
