package web

import (
	"strings"
	"testing"

	"spoor/access"
	"spoor/exceptions"
)

func TestChangesAreFiltered(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	if all := b.get("/changes"); strings.Count(all, "<tr><td>") != 3 || !strings.Contains(all, "name 0.94, identity 0.40, mixed") || !strings.Contains(all, "name 0.94, identity 0.62, supported") {
		t.Error(all)
	}
	if gone := b.get("/changes?kind=gone"); strings.Count(gone, "<tr><td>") != 1 || !strings.Contains(gone, "Nora LINDKVIST") {
		t.Error(gone)
	}
	if w := b.ask(access.Analyst, "GET", "/changes?kind=none", ""); w.Code != 400 {
		t.Error(w.Code)
	}
}

func TestExceptionsNeedAnotherPerson(t *testing.T) {
	desk := aDay()
	b := newBench(t, desk)
	b.staff()
	page := b.get("/exceptions")
	if !strings.Contains(page, "You proposed it") || strings.Count(page, `value="approve"`) != 1 || !strings.Contains(page, "the listing&#39;s birth date: 1961 added") {
		t.Error(page)
	}
	if w := b.ask(access.Analyst, "POST", "/exceptions/x2", "verb=approve"); w.Code != 403 || !strings.Contains(w.Body.String(), "does not approve it") {
		t.Error("anton approves his own:", w.Code)
	}
	if w := b.ask(access.Analyst, "POST", "/exceptions/x1", "verb=approve"); w.Code != 303 || desk.exceptions[0].State != exceptions.Standing || desk.exceptions[0].Approver() != "anton" {
		t.Errorf("%d %+v", w.Code, desk.exceptions[0])
	}
	if w := b.ask(access.Analyst, "POST", "/exceptions/x3", "verb=end&reason=no"); w.Code != 422 {
		t.Error("ended with one word:", w.Code)
	}
}
