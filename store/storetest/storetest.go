// Package storetest is what every store must do: one suite, run against each implementation. A new store passes it before
// anything is wired to it.
package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"spoor/access"
	"spoor/cases"
	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/watch"
	"spoor/workbench"
)

// Entities is the part of a store that loads and checks use.
type Entities interface {
	read.Store
	Records(context.Context) iter.Seq2[*model.Entity, error]
	Things(context.Context) iter.Seq2[*model.Entity, error]
	Listings(context.Context) iter.Seq2[*model.Entity, error]
}

// Work is the part of a store that people's work uses.
type Work interface {
	Entities
	cases.Store
	exceptions.Store
	watch.Store
	workbench.Store
	access.Store
	evidence.Log
}

func payment(id, amount string) *model.Entity {
	origin := &model.Origin{Source: &model.Source{Name: "bank"}, Line: 7, Offset: 99, Raw: "7;" + amount}
	e := model.NewEntity(id, model.Default().Get("Payment"), origin)
	for _, pair := range [][2]string{{"at", "2024-05-02"}, {"amount", amount}, {"currency", "EUR"}, {"payer", "p1"}} {
		e.Add(pair[0], pair[1], "column "+pair[0])
	}
	return e
}

func person(id, name string) *model.Entity {
	e := model.NewEntity(id, model.Default().Get("Person"), &model.Origin{Source: &model.Source{Name: "bank"}})
	e.Add("name", name, "Name")
	return e
}

func source(name, hash, mapping string) *model.Source {
	return &model.Source{Name: name, File: name + ".csv", Hash: hash, Reader: "csv/1", Map: mapping}
}

// load puts entities and commits, and gives how many were new.
func load(t *testing.T, s Entities, src *model.Source, role read.Role, entities ...*model.Entity) int {
	t.Helper()
	l, err := s.Begin(t.Context(), src, role)
	if err != nil {
		t.Fatal(err)
	}
	added := 0
	for _, e := range entities {
		e.Origin.Source = src
		isNew, err := l.Put(e)
		if err != nil {
			t.Fatal(err)
		}
		if isNew {
			added++
		}
	}
	if err := l.Commit(read.Report{Source: src, Role: role, Read: len(entities), Kept: added}); err != nil {
		t.Fatal(err)
	}
	return added
}

func ids(t *testing.T, all iter.Seq2[*model.Entity, error]) []string {
	t.Helper()
	var out []string
	for e, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.ID)
	}
	return out
}

func want(t *testing.T, what string, got []string, wanted ...string) {
	t.Helper()
	if !slices.Equal(got, wanted) {
		t.Errorf("%s: %v, not %v", what, got, wanted)
	}
}

// RunEntities tests loading.
func RunEntities(t *testing.T, open func(*testing.T) Entities) {
	t.Run("the same file again adds nothing", func(t *testing.T) {
		s := open(t)
		if n := load(t, s, source("bank", "h1", "m1"), read.Records, payment("a", "5"), payment("b", "6"), person("p1", "Ann")); n != 3 {
			t.Errorf("%d new at first", n)
		}
		again := source("renamed", "h1", "m1")
		if n := load(t, s, again, read.Records, payment("a", "5"), payment("b", "6"), person("p1", "Ann")); n != 0 {
			t.Errorf("%d new the second time", n)
		}
		if again.Name != "bank" {
			t.Errorf("known bytes under another name are source %q", again.Name)
		}
		want(t, "records", ids(t, s.Records(t.Context())), "a", "b")
		want(t, "things", ids(t, s.Things(t.Context())), "p1")
	})
	t.Run("the same file under another mapping replaces the load", func(t *testing.T) {
		s := open(t)
		load(t, s, source("bank", "h1", "m1"), read.Records, payment("a", "5"), payment("b", "6"), person("p1", "Ann"))
		if n := load(t, s, source("bank", "h1", "m2"), read.Records, payment("b", "60"), payment("c", "7")); n != 2 {
			t.Errorf("%d kept by the new mapping", n)
		}
		want(t, "records", ids(t, s.Records(t.Context())), "b", "c")
		want(t, "things", ids(t, s.Things(t.Context())))
		for e := range s.Records(t.Context()) {
			if e.ID == "b" && e.First("amount") != "60" {
				t.Errorf("b is as the first mapping had it: %s", e.First("amount"))
			}
		}
	})
	t.Run("so it does after the file was loaded twice", func(t *testing.T) {
		s := open(t)
		for range 2 {
			load(t, s, source("bank", "h1", "m1"), read.Records, payment("a", "5"), payment("b", "6"))
		}
		if n := load(t, s, source("bank", "h1", "m2"), read.Records, payment("b", "60")); n != 1 {
			t.Errorf("%d kept by the new mapping", n)
		}
		want(t, "records", ids(t, s.Records(t.Context())), "b")
	})
	t.Run("a load rolled back leaves nothing", func(t *testing.T) {
		s := open(t)
		load(t, s, source("bank", "h1", ""), read.Records, payment("a", "5"))
		l, err := s.Begin(t.Context(), source("bank", "h2", ""), read.Records)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Put(payment("b", "6")); err != nil {
			t.Fatal(err)
		}
		if err := l.Rollback(); err != nil {
			t.Fatal(err)
		}
		want(t, "records", ids(t, s.Records(t.Context())), "a")
	})
	t.Run("a new edition of a list takes the old one's place", func(t *testing.T) {
		s := open(t)
		load(t, s, source("un", "h1", ""), read.List, person("x", "One"), person("y", "Two"))
		l, err := s.Begin(t.Context(), source("un", "h2", ""), read.List)
		if err != nil {
			t.Fatal(err)
		}
		if !l.Standing() {
			t.Error("the standing list is not seen")
		}
		if err := l.Rollback(); err != nil {
			t.Fatal(err)
		}
		load(t, s, source("un", "h3", ""), read.List, person("y", "Two"), person("z", "Three"))
		load(t, s, source("ofac", "h4", ""), read.List, person("x", "Other"))
		want(t, "listings", ids(t, s.Listings(t.Context())), "x", "y", "z")
	})
	t.Run("the same edition of a list again adds nothing", func(t *testing.T) {
		s := open(t)
		load(t, s, source("un", "h1", ""), read.List, person("x", "One"))
		if n := load(t, s, source("un", "h1", ""), read.List, person("x", "One")); n != 0 {
			t.Errorf("%d new the second time", n)
		}
		want(t, "listings", ids(t, s.Listings(t.Context())), "x")
	})
	t.Run("values keep where they stood", func(t *testing.T) {
		s := open(t)
		load(t, s, source("bank", "h1", ""), read.Records, payment("a", "5"))
		for e := range s.Records(t.Context()) {
			if e.Origin.Line != 7 || e.Origin.Offset != 99 || e.Origin.Raw != "7;5" || e.Origin.Source.File != "bank.csv" {
				t.Errorf("origin is %+v of %+v", e.Origin, e.Origin.Source)
			}
			for _, v := range e.Values {
				if v.Field != "column "+v.Prop.Name {
					t.Errorf("%s stood in %q", v.Prop.Name, v.Field)
				}
			}
		}
	})
}

// RunWork tests what people's work needs, and that each act is in the log.
func RunWork(t *testing.T, open func(*testing.T) Work) {
	t.Run("entities", func(t *testing.T) { RunEntities(t, func(t *testing.T) Entities { return open(t) }) })
	t.Run("a run replaces the one before, decisions stand", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		if run, err := s.LastRun(ctx); err != nil || len(run.Alerts) > 0 {
			t.Fatal(run, err)
		}
		run := cases.Run{Records: 2, Findings: []cases.Finding{{ID: "f1", Subject: "p1", Say: "said"}, {ID: "f2", Subject: "p2"}},
			Alerts: []cases.Alert{{ID: "a1", Subject: "p1", Findings: []string{"f1"}}}}
		must(t, s.SaveRun(ctx, run))
		must(t, s.Decide(ctx, cases.Decision{ID: "d1", On: "f1", Verb: cases.Dismiss, Reason: "known supplier", By: "ann", At: time.Unix(5, 0).UTC(), Match: &cases.Match{Asked: "Ann", Listing: "l1", List: "un"}}))
		must(t, s.SaveRun(ctx, cases.Run{Records: 3, Findings: run.Findings[:1], Alerts: run.Alerts}))
		if last, err := s.LastRun(ctx); err != nil || last.Records != 3 || len(last.Alerts) != 1 || len(last.Findings) != 0 {
			t.Error(last, err)
		}
		if f, err := s.Finding(ctx, "f1"); err != nil || f.Say != "said" {
			t.Error(f, err)
		}
		if _, err := s.Finding(ctx, "f2"); fault.KindOf(err) != fault.Missing {
			t.Error("f2 is still there:", err)
		}
		if all, err := s.FindingsOf(ctx, "p1"); err != nil || len(all) != 1 {
			t.Error(all, err)
		}
		if all, err := s.Decisions(ctx, "f1", "f9"); err != nil || len(all) != 1 || all[0].Reason != "known supplier" || all[0].Match == nil || all[0].Match.Listing != "l1" {
			t.Error(all, err)
		}
	})
	t.Run("decisions hold for what a finding becomes", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		run := func(finding, alert string, records ...string) cases.Run {
			f := cases.Finding{ID: finding, Typology: "t", Subject: "p1"}
			for _, id := range records {
				f.Records = append(f.Records, cases.Record{ID: id})
			}
			return cases.Run{Findings: []cases.Finding{f}, Alerts: []cases.Alert{{ID: alert, Subject: "p1", Findings: []string{finding}}}}
		}
		on := func(id string) (said []string) {
			all, err := s.Decisions(ctx, id)
			must(t, err)
			for _, d := range all {
				if d.On != id {
					t.Errorf("asked for %s, told of %s", id, d.On)
				}
				said = append(said, d.Reason)
			}
			return said
		}
		decide := func(id, on, reason string) {
			must(t, s.Decide(ctx, cases.Decision{ID: id, On: on, Verb: cases.Dismiss, Reason: reason, By: "ann"}))
		}
		must(t, s.SaveRun(ctx, run("f1", "a1", "r2", "r3")))
		decide("d1", "f1", "first look")
		decide("d2", "a1", "whole alert")
		must(t, s.SaveRun(ctx, run("f2", "a2", "r1", "r2", "r3"))) // r1 came late
		want(t, "decisions on f2", on("f2"), "first look")
		want(t, "decisions on a2", on("a2"), "whole alert")
		decide("d3", "f2", "second look")
		must(t, s.SaveRun(ctx, run("f3", "a3", "r0", "r1", "r2", "r3")))
		want(t, "decisions on f3", on("f3"), "first look", "second look")
		for range 2 { // a check of the same records later tells the same
			f, err := s.Finding(ctx, "f3")
			must(t, err)
			want(t, "what f3 goes on from", f.Supersedes, "f1", "f2")
			last, err := s.LastRun(ctx)
			must(t, err)
			want(t, "what a3 goes on from", last.Alerts[0].Supersedes, "a1", "a2")
			must(t, s.SaveRun(ctx, run("f3", "a3", "r0", "r1", "r2", "r3")))
		}
		must(t, s.SaveRun(ctx, run("f1", "a1", "r2", "r3"))) // as it was
		want(t, "decisions on f1", on("f1"), "first look", "second look")
		must(t, s.SaveRun(ctx, run("f9", "a9", "r8"))) // another episode: nothing goes on
		want(t, "decisions on f9", on("f9"))
		want(t, "decisions on f1", on("f1"), "first look", "second look")
		all, err := s.Decisions(ctx)
		if must(t, err); len(all) != 3 {
			t.Error(all)
		}
	})
	t.Run("what was decided on somebody looked up is forgotten after its last decision, what was on a customer is not", func(t *testing.T) {
		s, ctx, at := open(t), t.Context(), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
		for i, m := range []cases.Match{{Asked: "Ann", Listing: "l1", List: "un"}, {Asked: "Ben", Listing: "l1", List: "un"}, {Party: "c1", Asked: "Cem", Listing: "l1", List: "un"}, {Asked: "Ann", Listing: "l1", List: "un"}} {
			must(t, s.Decide(ctx, cases.Decision{ID: fmt.Sprint("d", i), On: m.ID(), Verb: cases.Dismiss, Reason: "another person", By: "ann", At: at.AddDate(0, i, 0), Match: &m}))
		}
		if n, err := s.ForgetLookUps(ctx, at.AddDate(0, 2, 0)); n != 1 || err != nil { // Ben's of April; Ann's goes on to June
			t.Errorf("%d are forgotten: %v", n, err)
		}
		left, err := s.Decisions(ctx)
		must(t, err)
		if head, _, err := evidence.Verify(ctx, s, nil); err != nil || head.Size != 5 || len(left) != 3 || left[1].ID != "d2" {
			t.Errorf("%+v, the log has %d, %v", left, head.Size, err)
		}
	})
	t.Run("a decision without a reason is refused", func(t *testing.T) {
		if err := open(t).Decide(t.Context(), cases.Decision{ID: "d", On: "f", Verb: cases.Dismiss, By: "ann"}); fault.KindOf(err) != fault.Input {
			t.Error(err)
		}
	})
	runExceptions(t, open)
	runWatch(t, open)
	runWorkbench(t, open)
	t.Run("users and sessions", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		must(t, s.PutUser(ctx, access.User{Name: "ben", Role: access.Auditor}))
		must(t, s.PutUser(ctx, access.User{Name: "ann", Role: access.Analyst}))
		must(t, s.PutUser(ctx, access.User{Name: "ann", Role: access.Administrator}))
		if users, err := s.Users(ctx); err != nil || len(users) != 2 || users[0].Role != access.Administrator {
			t.Error(users, err)
		}
		must(t, s.PutSession(ctx, access.Session{Hash: "h", User: "ann", Kind: "session"}))
		if x, err := s.Session(ctx, "h"); err != nil || x.User != "ann" {
			t.Error(x, err)
		}
		must(t, s.EndSession(ctx, "h"))
		if _, err := s.Session(ctx, "h"); fault.KindOf(err) != fault.Missing {
			t.Error(err)
		}
	})
	t.Run("every act is in the log, and the log verifies", func(t *testing.T) {
		s := open(t)
		ctx := evidence.As(t.Context(), evidence.Actor{By: "ann", Purpose: "screening"})
		must(t, s.PutUser(ctx, access.User{Name: "ann", Role: access.Analyst}))
		load(t, s, source("bank", "h1", ""), read.Records, payment("a", "5"))
		must(t, s.SaveRun(ctx, cases.Run{}))
		must(t, s.Decide(ctx, cases.Decision{ID: "d1", On: "f1", Verb: cases.Note, Reason: "asked the branch", By: "ann"}))
		must(t, s.Append(ctx, evidence.Entry{Act: "view", By: "ann"}))
		var acts []string
		for row, err := range s.Rows(ctx) {
			must(t, err)
			acts = append(acts, row.Entry.Act)
			text, _ := json.Marshal(row.Entry)
			if row.Entry.Act == "decide" && (row.Entry.By != "ann" || row.Entry.Purpose != "screening") {
				t.Errorf("the decision is not ann's: %s", text)
			}
		}
		want(t, "acts", acts, "user", "load", "check", "decide", "view")
		head, destroyed, err := evidence.Verify(ctx, s, nil)
		if err != nil || head.Size != 5 || destroyed != 0 {
			t.Error(head, destroyed, err)
		}
		must(t, s.Append(ctx, evidence.Entry{Act: "view", By: "ann"}))
		if _, _, err := evidence.Verify(ctx, s, &head); err != nil {
			t.Error("an earlier head no longer holds:", err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
