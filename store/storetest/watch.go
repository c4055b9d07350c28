package storetest

import (
	"reflect"
	"testing"
	"time"

	"spoor/cases"
	"spoor/evidence"
	"spoor/screen"
	"spoor/watch"
)

// runWatch tests that what runs wrote gives who was screened when, and what came out.
func runWatch(t *testing.T, open func(*testing.T) Work) {
	t.Run("runs tell who was screened and what came out", func(t *testing.T) {
		s := open(t)
		ctx := evidence.As(t.Context(), evidence.Actor{By: "ann"})
		if st, err := s.Standing(ctx); err != nil || st.Run.ID != 0 {
			t.Fatal(st, err)
		}
		hit := cases.Hit{Party: "p1", Name: "Ann", Listing: "l1", List: "un", NameScore: 0.875, IdentityScore: 0.5, Status: "name only"}
		better := hit
		better.NameScore = 0.925
		digest := screen.Digest{1, 2}
		first := &watch.Result{Run: watch.Run{Lists: []watch.List{{Name: "un", Hash: "h1"}}}, Customers: digest, Listings: []screen.Digest{{3}, {4}}, Rarity: &screen.Rarity{Names: 2, Counts: map[string]int{"ANN": 9}},
			Entered: []watch.Member{{Party: "p1", Name: "Ann", Digest: digest}, {Party: "p2", Name: "Ben", Digest: digest}}, Changes: []watch.Change{{Kind: watch.New, After: &hit}}}
		must(t, s.SaveScreening(ctx, first))
		st, err := s.Standing(ctx)
		must(t, err)
		if st.Run.ID != 1 || st.Run.By != "ann" || st.Customers != digest || !reflect.DeepEqual(st.Listings, first.Listings) || !reflect.DeepEqual(st.Rarity, first.Rarity) || !reflect.DeepEqual(st.Hits["p1"], []cases.Hit{hit}) {
			t.Errorf("%+v", st)
		}
		must(t, s.SaveScreening(ctx, &watch.Result{Rarity: first.Rarity, Left: []string{"p2"}, Changes: []watch.Change{{Kind: watch.Stronger, Before: &hit, After: &better}}}))
		must(t, s.SaveScreening(ctx, &watch.Result{Rarity: first.Rarity, Changes: []watch.Change{{Kind: watch.Gone, Before: &better}}}))
		if st, err = s.Standing(ctx); err != nil || st.Run.ID != 3 || len(st.Hits) != 0 {
			t.Errorf("%+v %v", st, err)
		}
		if members, err := s.Members(ctx); err != nil || !reflect.DeepEqual(members, map[string]screen.Digest{"p1": digest}) {
			t.Error(members, err)
		}
		if changes, err := s.Changes(ctx, time.Time{}, ""); err != nil || len(changes) != 3 || changes[0].Kind != watch.Gone || changes[0].Run != 3 {
			t.Errorf("%+v %v", changes, err)
		}
		if changes, err := s.Changes(ctx, time.Time{}, watch.Stronger); err != nil || len(changes) != 1 || !reflect.DeepEqual(*changes[0].After, better) {
			t.Errorf("%+v %v", changes, err)
		}
		if changes, err := s.Changes(ctx, time.Now().Add(time.Hour), ""); err != nil || len(changes) != 0 {
			t.Errorf("of days to come: %+v %v", changes, err)
		}
		runs, err := s.Screenings(ctx)
		must(t, err)
		for _, who := range []string{"p1", "Ann"} {
			members, changes, err := s.Screened(ctx, who)
			must(t, err)
			answers := watch.Answers(runs, members, changes, time.Time{})
			if len(answers) != 3 || !reflect.DeepEqual(answers[0].Matches, []cases.Hit{hit}) || !reflect.DeepEqual(answers[1].Matches, []cases.Hit{better}) || len(answers[2].Matches) != 0 {
				t.Errorf("%s: %+v", who, answers)
			}
		}
		members, changes, err := s.Screened(ctx, "p2")
		must(t, err)
		if answers := watch.Answers(runs, members, changes, time.Time{}); len(answers) != 1 || answers[0].Run.Lists[0].Hash != "h1" {
			t.Errorf("p2 was watched in one run: %+v", answers)
		}
		if _, _, err := evidence.Verify(ctx, s, nil); err != nil {
			t.Error(err)
		}
	})
}
