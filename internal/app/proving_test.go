package app

import (
	"strings"
	"testing"

	"spoor/exceptions"
	"spoor/fault"
	"spoor/web"
	"spoor/workbench"
)

// proving are the tests of the typology senders, as it stands: three fire, two do not.
const proving = `tests:
  - fires: three in three days
    records: [{Payment: {at: 2024-05-01, payer: "p{n}", beneficiary: cid}, repeat: 3, every: 1d}]
  - near: two in two days
    records: [{Payment: {at: 2024-05-01, payer: "p{n}", beneficiary: cid}, repeat: 2, every: 1d}]
`

// A text of which a test fails is told so, can be tried, and is not proposed.
func TestATextWhoseTestFailsIsNotProposed(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders+proving)
	alerted(t, d)
	lower := strings.Replace(senders+proving, "senders: 3", "senders: 2", 1)
	const says = `test near "two in two days" failed: cid: cid received from 2`
	l, err := d.Lint(as(t, "ines"), "senders", lower)
	if err != nil || l.Tests != 2 || l.Failing() != 1 || l.Wrong() || l.Notes[0].What != says || l.Notes[0].Line != 19 || l.Notes[0].Sort != web.Failed || len(l.Notes) < 2 {
		t.Errorf("%+v %v", l, err)
	}
	if l, err := d.Lint(as(t, "ines"), "senders", senders+proving); err != nil || l.Tests != 2 || l.Failing() != 0 {
		t.Errorf("%+v %v", l, err)
	}
	if err := d.Try(as(t, "ines"), web.Trial{Kind: workbench.Drafted, Typology: "senders", Text: lower}); err != nil {
		t.Fatal(err)
	}
	waits(t, d)
	b, err := d.Bench(t.Context(), "senders")
	if err != nil || len(b.Results) != 1 {
		t.Fatalf("%+v %v", b.Results, err)
	}
	p := workbench.Proposal{ID: "p1", Typology: "senders", Hash: b.Results[0].Hash, Reason: "tried on March", By: "ines", At: d.now()}
	if err := d.ProposeStable(as(t, "ines"), p); fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), "1 of its 2 tests fails: "+says) || !strings.Contains(err.Error(), "the text:19") {
		t.Error(err)
	}
	if b, err := d.Bench(t.Context(), "senders"); err != nil || len(b.Versions) != 1 || len(b.Proposals) != 0 {
		t.Errorf("it is kept: %+v %v", b, err)
	}
}

// A file of which a test fails is not proposed either; and what was proposed before is not approved.
func TestAVersionWhoseTestFailsIsNotApproved(t *testing.T) {
	d := trialDesk(t, trialStore(t), strings.Replace(senders+proving, "senders: 3", "senders: 4", 1))
	alerted(t, d)
	p := workbench.Proposal{ID: "p1", Typology: "senders", Hash: d.typologies[0].File.Hash(), Version: 1, Reason: "tried on March", By: "ines", At: d.now()}
	if err := d.ProposeStable(as(t, "ines"), p); fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), `test fires "three in three days" failed: nothing fired`) {
		t.Error(err)
	}
	if err := d.Store.ProposeStable(as(t, "ines"), p); err != nil {
		t.Fatal(err)
	}
	act := func(verb exceptions.Verb) error {
		return d.ActOnStable(as(t, "anton"), exceptions.Act{ID: "a1", On: "p1", Verb: verb, By: "anton", Reason: "its test fails", At: d.now()})
	}
	if err := act(exceptions.Approve); fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), "nothing fired") {
		t.Error(err)
	}
	if d.Typologies()[0].File.Status.Text != "test" {
		t.Error("it is stable")
	}
	if err := act(exceptions.Refuse); err != nil {
		t.Error("it cannot be refused:", err)
	}
}
