package app

import (
	"strings"
	"testing"

	"spoor/exceptions"
	"spoor/fault"
	"spoor/typologies"
	"spoor/web"
	"spoor/workbench"
)

// A typology that was begun on the page is linted and tried like any other, and runs only once two people agreed on its text.
func TestATypologyBegunOnThePage(t *testing.T) {
	store := trialStore(t)
	d := trialDesk(t, store, senders)
	if got := alerted(t, d); got != "ann" {
		t.Fatalf("alerts on %q", got)
	}
	for id, kind := range map[string]fault.Kind{"senders": fault.Conflict, "Gift Chain": fault.Usage, "": fault.Usage, "../x": fault.Usage} {
		if _, err := d.Begin(t.Context(), id); fault.KindOf(err) != kind {
			t.Errorf("%q: %v", id, err)
		}
	}
	begun, err := d.Begin(t.Context(), "gift-chain")
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.NewReplacer("ID", "gift-chain", "TITLE", "Gift chain").Replace(typologies.Draft); begun.File.Text != want {
		t.Errorf("it begins with\n%s", begun.File.Text)
	}
	failing := strings.Replace(begun.File.Text, "senders: 4", "senders: 2", 1)
	text := strings.Replace(strings.Replace(failing, "near: three senders", "near: one sender", 1), "repeat: 3", "repeat: 1", 1)
	if l, err := d.Lint(t.Context(), "gift-chain", "id: gift-chain\n"); err != nil || !l.Wrong() {
		t.Errorf("%+v, %v", l, err)
	}
	if l, err := d.Lint(t.Context(), "gift-chain", strings.Replace(text, "id: gift-chain", "id: senders", 1)); err != nil || len(l.Notes) != 1 || !strings.Contains(l.Notes[0].What, "this is senders") {
		t.Errorf("a draft takes the place of another: %+v, %v", l, err)
	}
	if err := d.Try(as(t, "ines"), web.Trial{Kind: workbench.Compared, Typology: "gift-chain", Text: text}); fault.KindOf(err) != fault.Missing {
		t.Error("it is compared with what does not run:", err)
	}
	if err := d.Try(as(t, "ines"), web.Trial{Kind: workbench.Drafted, Typology: "gift-chain", Text: begun.File.Text}); err != nil {
		t.Fatal(err)
	}
	waits(t, d)
	if err := d.ProposeStable(as(t, "ines"), workbench.Proposal{ID: "p0", Typology: "gift-chain", Hash: begun.File.Hash(), Reason: "it was there", By: "ines", At: d.now()}); fault.KindOf(err) != fault.Input {
		t.Error("the text from which all begin is proposed:", err)
	}
	if err := d.Try(as(t, "ines"), web.Trial{Kind: workbench.Drafted, Typology: "gift-chain", Text: text}); err != nil {
		t.Fatal(err)
	}
	if tried := waits(t, d); tried.Problem != "" || tried.Text != text || !tried.New {
		t.Fatalf("%+v", tried)
	}
	b, err := d.Bench(t.Context(), "gift-chain")
	if err != nil || len(b.Results) != 1 || b.Results[0].Report.Typologies[0].Findings != 2 { // ann has three senders, ben two
		t.Fatalf("%+v, %v", b, err)
	}
	drafts := func() (said string) {
		t.Helper()
		all, err := d.Drafts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			said += one.Typology + " of " + one.By + map[bool]string{true: ", waiting"}[one.Waiting] + ";"
		}
		return said
	}
	if got := drafts(); got != "gift-chain of ines;" {
		t.Errorf("drafts: %s", got)
	}
	if got := alerted(t, d); got != "ann" {
		t.Errorf("a draft opens alerts on %q", got)
	}
	if err := d.ProposeStable(as(t, "ines"), workbench.Proposal{ID: "p1", Typology: "gift-chain", Hash: b.Results[0].Hash, Reason: "tried on March", By: "ines", At: d.now()}); err != nil {
		t.Fatal(err)
	}
	if all, err := d.Waiting(t.Context()); err != nil || len(all) != 1 || all[0].ID != "p1" {
		t.Errorf("%+v %v", all, err)
	}
	act := func(id, by string, verb exceptions.Verb) error {
		return d.ActOnStable(as(t, by), exceptions.Act{ID: id, On: "p1", Verb: verb, By: by, Reason: "as we agreed", At: d.now()})
	}
	if err := act("a1", "ines", exceptions.Approve); fault.KindOf(err) != fault.Denied {
		t.Error("she approves her own:", err)
	}
	if got := alerted(t, d); got != "ann" || drafts() != "gift-chain of ines, waiting;" {
		t.Errorf("one person made it open alerts on %q; drafts: %s", got, drafts())
	}
	if err := act("a1", "anton", exceptions.Approve); err != nil {
		t.Fatal(err)
	}
	if all, err := d.Waiting(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("it waits though it is approved: %+v %v", all, err)
	}
	if got := alerted(t, d); got != "ann, ben" || drafts() != "" || len(d.Typologies()) != 2 {
		t.Errorf("alerts on %q, drafts %s", got, drafts())
	}
	if runs := d.Typologies()[0].File; runs.ID.Text != "gift-chain" || runs.Status.Text != "stable" || runs.Owner != "own" {
		t.Errorf("%+v", runs)
	}
	if b, err = d.Bench(t.Context(), "gift-chain"); err != nil || !strings.Contains(b.Said, "begun here on the page") {
		t.Errorf("%q %v", b.Said, err)
	}
	if err := act("a2", "ines", exceptions.End); err != nil {
		t.Fatal(err)
	}
	if got := alerted(t, d); got != "ann" || drafts() != "gift-chain of ines;" {
		t.Errorf("ended, it opens alerts on %q; drafts: %s", got, drafts())
	}
}
