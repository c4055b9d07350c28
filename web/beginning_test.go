package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"spoor/access"
	"spoor/workbench"
)

// A new typology begins with a text that is lined up for linting and trying, and with nothing that only a standing one has.
func TestANewTypology(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	if body := b.get("/typologies"); !strings.Contains(body, `<form method="post" action="/typologies"`) || !strings.Contains(body, `href="/typologies/waits-here/workbench"`) {
		t.Error("the catalogue begins nothing, or hides drafts")
	}
	for id, want := range map[string]int{"gift-chains": http.StatusSeeOther, "listed-party": http.StatusConflict, "Gift Chain": http.StatusBadRequest, "": http.StatusBadRequest} {
		w := b.ask(access.Analyst, "POST", "/typologies", "id="+strings.ReplaceAll(id, " ", "+"))
		if w.Code != want || want == http.StatusSeeOther && w.Header().Get("Location") != "/typologies/gift-chains/workbench?new=1" {
			t.Errorf("%q: %d to %q", id, w.Code, w.Header().Get("Location"))
		}
		if want != http.StatusSeeOther && !strings.Contains(w.Body.String(), `value="`+id+`"`) {
			t.Errorf("%q is lost", id)
		}
	}
	body := b.get("/typologies/gift-chains/workbench?new=1")
	for _, want := range []string{"A new typology", "id: gift-chains\ntitle: Begun here", `value="lint"`, `value="draft" class="main"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not have %q", want)
		}
	}
	for _, never := range []string{`value="compare"`, `value="backtest"`, `href="/typologies/gift-chains"`, "Propose", "It is experimental"} {
		if strings.Contains(body, never) {
			t.Errorf("the page of a draft that was never tried has %q", never)
		}
	}
	if w := b.ask(access.Analyst, "GET", "/typologies/gift-chains/workbench", ""); w.Code != 404 {
		t.Errorf("a typology of which nobody knows has a page: %d", w.Code)
	}
	w := b.ask(access.Analyst, "POST", "/typologies/gift-chains/try", url.Values{"kind": {"lint"}, "text": {b.desk.library[0].File.Text}}.Encode())
	if w.Code != 200 || !strings.Contains(w.Body.String(), "There are no next steps") {
		t.Errorf("linting a draft: %d", w.Code)
	}
}

// What was written is not lost when its trial is stopped, and is offered to nobody under another typology.
func TestAStoppedDraftIsKept(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	b.desk.trials.bench.Trying = Trying{Typology: "structured-deposits", Kind: workbench.Drafted, Problem: "it was stopped", Text: "id: structured-deposits\n# mine\n"}
	if body := b.get("/typologies/structured-deposits/workbench"); !strings.Contains(body, "# mine") {
		t.Error("the text is lost")
	}
	if body := b.get("/typologies/listed-party/workbench"); strings.Contains(body, "# mine") {
		t.Error("the text stands under another typology")
	}
}
