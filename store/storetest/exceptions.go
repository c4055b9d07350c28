package storetest

import (
	"testing"
	"time"

	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/screen"
)

// runExceptions tests that exceptions need two people, and that what is refused leaves nothing behind.
func runExceptions(t *testing.T, open func(*testing.T) Work) {
	at := time.Now().UTC().Truncate(time.Microsecond)
	proposal := func(id string) exceptions.Exception {
		return exceptions.Exception{ID: id, Customer: "p1", Name: "Ann", Listing: "l1", List: "un", Reason: "born elsewhere", By: "ann", At: at, Expires: at.AddDate(1, 0, 0),
			Party: screen.Compared{Kind: "Person", Names: []string{"Ann"}}}
	}
	t.Run("an exception waits for a second person", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		must(t, s.Except(ctx, []exceptions.Exception{proposal("x1"), proposal("x2")}, nil))
		if err := s.ActOnException(ctx, exceptions.Act{ID: "a0", On: "x1", Verb: exceptions.Approve, By: "ANN ", At: at}); fault.KindOf(err) != fault.Denied {
			t.Error("ann approves her own:", err)
		}
		if err := s.ActOnException(ctx, exceptions.Act{ID: "a0", On: "x9", Verb: exceptions.Approve, By: "ben", At: at}); fault.KindOf(err) != fault.Missing {
			t.Error(err)
		}
		must(t, s.ActOnException(ctx, exceptions.Act{ID: "a1", On: "x2", Verb: exceptions.Approve, By: "ben", At: at}))
		if err := s.ActOnException(ctx, exceptions.Act{ID: "a2", On: "x2", Verb: exceptions.Approve, By: "cem", At: at}); fault.KindOf(err) != fault.Conflict {
			t.Error("approved twice:", err)
		}
		all, err := s.Exceptions(ctx)
		must(t, err)
		if len(all) != 2 || all[0].Decided(at) != exceptions.Waiting || all[1].Decided(at) != exceptions.Standing || all[1].Approver() != "ben" || all[1].Party.Names[0] != "Ann" {
			t.Errorf("%+v", all)
		}
	})
	t.Run("exceptions of one call are kept all or none", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		bad := proposal("x2")
		bad.Reason = "no"
		if err := s.Except(ctx, []exceptions.Exception{proposal("x1"), bad}, nil); fault.KindOf(err) != fault.Input {
			t.Error(err)
		}
		if err := s.Except(ctx, []exceptions.Exception{proposal("x1")}, []exceptions.Act{{ID: "a", On: "x1", Verb: exceptions.Approve, By: "ann"}}); fault.KindOf(err) != fault.Denied {
			t.Error(err)
		}
		all, err := s.Exceptions(ctx)
		must(t, err)
		if len(all) != 0 {
			t.Errorf("something was left: %+v", all)
		}
		if head, _, err := evidence.Verify(ctx, s, nil); err != nil || head.Size != 0 {
			t.Error("the log has", head.Size, err)
		}
	})
}
