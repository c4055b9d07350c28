package cases

import (
	"testing"

	"spoor/fault"
)

func TestADecisionNeedsAPersonAndAReasonInWords(t *testing.T) {
	for _, c := range []struct {
		name string
		d    Decision
		kind fault.Kind
		bad  bool
	}{
		{"whole", Decision{Verb: Dismiss, By: "ann", Reason: "known supplier"}, 0, false},
		{"taking work on needs no reason", Decision{Verb: Assign, By: "ann", To: "ann"}, 0, false},
		{"nobody", Decision{Verb: Dismiss, Reason: "known supplier"}, fault.Denied, true},
		{"no reason", Decision{Verb: Dismiss, By: "ann"}, fault.Input, true},
		{"a sentence without spaces", Decision{Verb: Dismiss, By: "ann", Reason: "检查了客户档案没有问题"}, 0, false},
		{"one word is none", Decision{Verb: Follow, By: "ann", Reason: "ok"}, fault.Input, true},
		{"no such decision", Decision{Verb: "clear", By: "ann", Reason: "known supplier"}, fault.Usage, true},
	} {
		err := c.d.Check()
		if (err != nil) != c.bad || c.bad && fault.KindOf(err) != c.kind {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestStateFollowsTheDecisions(t *testing.T) {
	for _, c := range []struct {
		verbs        []Verb
		state, owner string
	}{
		{nil, "open", ""},
		{[]Verb{Note}, "open", ""},
		{[]Verb{Assign}, "assigned", "ben"},
		{[]Verb{Assign, Follow}, "following", "ben"},
		{[]Verb{Follow, Assign}, "following", "ben"},
		{[]Verb{Assign, Dismiss}, "dismissed", "ben"},
		{[]Verb{Dismiss, Reopen}, "open", ""},
	} {
		var decisions []Decision
		for _, v := range c.verbs {
			d := Decision{Verb: v}
			if v == Assign {
				d.To = "ben"
			}
			decisions = append(decisions, d)
		}
		if state, owner := State(decisions); state != c.state || owner != c.owner {
			t.Errorf("%v: %s, %s", c.verbs, state, owner)
		}
	}
}

func TestAnAlertIsDismissedWithAllItsFindings(t *testing.T) {
	a := Alert{ID: "a", Findings: []string{"f", "g"}}
	on := map[string][]Decision{"f": {{Verb: Dismiss}}}
	if state, _ := AlertState(a, on); state != "open" {
		t.Errorf("with one of two: %s", state)
	}
	on["g"] = []Decision{{Verb: Dismiss}}
	if state, _ := AlertState(a, on); state != "dismissed" {
		t.Errorf("with both: %s", state)
	}
	on["a"] = []Decision{{Verb: Follow}}
	if state, _ := AlertState(a, on); state != "following" {
		t.Errorf("its own decision counts first: %s", state)
	}
}
