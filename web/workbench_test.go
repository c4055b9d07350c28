package web

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"spoor/access"
	"spoor/exceptions"
	"spoor/workbench"
)

const tried = "/typologies/structured-deposits/workbench"

func TestTheWorkbenchShowsWhatWasTried(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	page := b.get(tried)
	for _, want := range []string{"31 findings", "19 alerts", "precision <b>0.43</b>", "holds: 5000 EUR", "nothing changes with it", "history reaches back 365 days at most", "it is no number, so nothing was varied",
		"corridor-fan", "2 added", "1 removed", "29 the same", "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons", "payments.csv</bdi>:17", "Proposed as stable by anton", "You proposed it: another person approves it", "a month is too short", "senders: 4", "33 findings", "Propose this text as stable", `<span class="removed">- params: {senders: 5`, `<span class="added">&#43; params: {senders: 4`, "brought by anton"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %q", want)
		}
	}
	if strings.Contains(page, "<b>Bold") || strings.Contains(page, "In the shadow of") {
		t.Error("a hostile name is not escaped, or there is a shadow that is not")
	}
	if page := b.ask(access.Administrator, http.MethodGet, tried, "").Body.String(); !strings.Contains(page, "Approve as stable") {
		t.Error("another person cannot approve")
	}
	if !b.desk.noted("view", "workbench of structured-deposits") {
		t.Error("the look is not logged")
	}
	if fresh := b.get("/typologies/listed-party/workbench"); !strings.Contains(fresh, "It was not tried yet") || !strings.Contains(fresh, "Try it on all records") {
		t.Error("a typology that was never tried says something else")
	}
}

// send sends a request as somebody of that role.
func (b *bench) send(role access.Role, r *http.Request) *httptest.ResponseRecorder {
	r.AddCookie(&http.Cookie{Name: cookieName, Value: b.who[role]})
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

// sent is a form with a file, as a browser sends it.
func sent(t *testing.T, path, file string, fields ...string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	if file != "" {
		part, err := form.CreateFormFile("file", "changed.yaml")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte(file))
	}
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return r
}

func TestTryingFromThePage(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	const to = "/typologies/structured-deposits/try"
	file := "id: structured-deposits\ntitle: Changed\nfamily: moving-money\nversion: 2\nstatus: test\npriority: low\nopens: score\nsources: [{cite: x}]\nabout: Payment.payer\nwhen: amount > 5 EUR\nsay: x\ninnocent: [y]\n"
	for name, try := range map[string]struct {
		r    *http.Request
		code int
		text string // that is tried
	}{
		"a text, whose lines end as forms have it": {sent(t, to, "", "kind", "compare", "text", strings.ReplaceAll(file, "\n", "\r\n")), 303, file},
		"a file goes before the text":              {sent(t, to, file, "kind", "compare", "text", "something else"), 303, file},
		"no YAML":                                  {sent(t, to, "", "kind", "compare", "text", "{{{"), 422, ""},
		"an empty one":                             {sent(t, to, "", "kind", "compare"), 422, ""},
		"a huge one":                               {sent(t, to, strings.Repeat("# more\n", 300_000), "kind", "compare"), 413, ""},
		"a backtest of it":                         {sent(t, to, file, "kind", "draft"), 303, file},
		"what is wrong with it":                    {sent(t, to, file, "kind", "lint"), 200, ""},
		"a backtest":                               {sent(t, to, "", "kind", "backtest"), 303, ""},
	} {
		b.desk.trials.tried = nil
		w := b.send(access.Analyst, try.r)
		if w.Code != try.code {
			t.Errorf("%s: %d", name, w.Code)
		}
		if all := b.desk.trials.tried; try.code == 303 && (len(all) != 1 || all[0].Text != try.text || all[0].Typology != "structured-deposits") || try.code != 303 && len(all) != 0 {
			t.Errorf("%s: %+v", name, all)
		}
	}
	running := b.get(tried)
	if !strings.Contains(running, "reading the records, 12\u202f000 of 148\u202f213") || strings.Contains(running, "Try it again") || !strings.Contains(running, "Stop it") {
		t.Error("a trial that runs is not told, or another can be begun")
	}
	if w := b.ask(access.Analyst, http.MethodPost, "/typologies/structured-deposits/stop", ""); w.Code != http.StatusSeeOther {
		t.Error(w.Code)
	}
	if stopped := b.get(tried); !strings.Contains(stopped, "it was stopped") {
		t.Error("it is not said that it was stopped")
	}
	w := b.ask(access.Analyst, http.MethodGet, "/typologies/structured-deposits/trying", "")
	if w.Header().Get("HX-Refresh") != "true" {
		t.Error("the page is not shown anew once the trial has ended")
	}
	wrong := sent(t, to, "", "kind", "compare", "text", "id: [broken")
	if page := b.send(access.Analyst, wrong).Body.String(); !strings.Contains(page, "id: [broken") {
		t.Error("what was written is lost")
	}
	for _, want := range []string{"line 2, column 1</b>", "<mark>titel: a</mark>", "Did you mean title?"} {
		if page := b.send(access.Analyst, sent(t, to, "", "kind", "lint", "text", "id: x\ntitel: a")).Body.String(); !strings.Contains(page, want) {
			t.Errorf("what is wrong is not shown as %q", want)
		}
	}
	foreign := sent(t, to, "", "kind", "backtest")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	if w := b.send(access.Analyst, foreign); w.Code != http.StatusForbidden {
		t.Errorf("another site begins a trial: %d", w.Code)
	}
}

func TestTwoPeopleAgreeOnThePage(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	post := func(path string, fields url.Values, role access.Role) *httptest.ResponseRecorder {
		return b.ask(role, http.MethodPost, path, fields.Encode())
	}
	const to = "/typologies/structured-deposits/stable"
	if w := post(to, url.Values{"hash": {strings.Repeat("4e1f", 16)}, "reason": {"now tried on a year"}}, access.Analyst); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	all := b.desk.trials.bench.Proposals
	proposal := all[0]
	if len(all) != 4 || proposal.Reason != "now tried on a year" || proposal.By == "" || !proposal.At.Equal(now()) {
		t.Fatalf("%+v", all)
	}
	if w := post(to+"/"+proposal.ID, url.Values{"verb": {"approve"}}, access.Analyst); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "waits for another person") {
		t.Errorf("the proposer approves: %d", w.Code)
	}
	if page := b.get(tried); !strings.Contains(page, "You proposed it: another person approves it") {
		t.Error("the proposer is not told to wait")
	}
	if w := post(to+"/"+proposal.ID, url.Values{"verb": {"approve"}}, access.Administrator); w.Code != http.StatusSeeOther {
		t.Errorf("another person does not approve: %d", w.Code)
	}
	if p := &b.desk.trials.bench.Proposals[0]; p.State() != exceptions.Standing {
		t.Errorf("%+v", p)
	}
}

func TestPlots(t *testing.T) {
	c := workbench.Curve{Parameter: "limit", Default: "20 EUR", Points: []workbench.Point{{Value: "10 EUR", Findings: 40, Alerts: 10}, {Value: "20 EUR", Default: true, Findings: 20, Alerts: 5}, {Value: "50 EUR", Findings: 0},
		{Value: "900d", Problem: "too long"}}}
	p := plotOf(c)
	// in a box of 1000 by 100, 12 free at the sides: 10 at 12, 50 at 988, 20 a quarter of the way; 40 is at the top
	if p.Findings != "M12 0L256 50L988 100" || p.Alerts != "M12 75L256 87L988 100" || p.Holds != 256 || p.Top != "40" || p.Low != "10 EUR" || p.High != "50 EUR" || p.Flat {
		t.Errorf("%+v", p)
	}
	if got := placesOf([]workbench.Point{{Value: "9"}, {Value: "5"}, {Value: "7"}}); !slices.Equal(got, []int{12, 500, 988}) {
		t.Errorf("values that do not rise stand at %v", got)
	}
	if got := placesOf([]workbench.Point{{Value: "9 kg"}, {Value: "10 EUR"}}); !slices.Equal(got, []int{12, 988}) {
		t.Error(got)
	}
	if p := plotOf(workbench.Curve{Points: []workbench.Point{{Value: "1", Problem: "no"}}}); p.Findings != "" || p.Holds != -1 {
		t.Errorf("%+v", p)
	}
	for n, want := range map[int]float64{0: 1, 1: 1, 7: 8, 9: 10, 12: 20, 214: 300, 999: 1000} {
		if got := ceiling(n); got != want {
			t.Errorf("over %d stands %v, want %v", n, got, want)
		}
	}
	bars := barsOf([]string{"2024-01", "2024-02"}, []workbench.Count{{Findings: 4, Alerts: 2}, {}})
	if bars.Findings != "M60.0 100V0.0h180.0V100z" || bars.Alerts != "M260.0 100V50.0h180.0V100z" || len(bars.Rows) != 1 || bars.First != "2024-01" || bars.Last != "2024-02" {
		t.Errorf("%+v", bars)
	}
	if barsOf(nil, nil) != nil || barsOf([]string{"2024-01"}, []workbench.Count{{}}) != nil {
		t.Error("nothing is drawn as something")
	}
}

// Who may approve is told at every page how much others propose, and on the page of typologies what.
func TestProposalsThatWaitAreSeen(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	const beside, head = `<span class="waiting" title="Proposals that wait for a second person">2<`, "Waiting for a second person</h2>"
	other := func(path string) string { return b.ask(access.Administrator, http.MethodGet, path, "").Body.String() }
	if !strings.Contains(other("/"), beside) || !strings.Contains(other("/typologies"), head) || !strings.Contains(other("/typologies"), "four senders find what five do") {
		t.Error("another person does not see what waits")
	}
	if strings.Contains(b.get("/"), beside) || strings.Contains(b.get("/typologies"), head) {
		t.Error("the proposer is told that something waits for them")
	}
	b.desk.trials.bench.Trying = Trying{Running: true, Kind: workbench.Drafted, Typology: "gift-chain", By: "ines", Since: now(), New: true}
	if page := b.get(tried); !strings.Contains(page, `ines is trying the new <a href="/typologies/gift-chain/workbench">`) {
		t.Error("a typology that runs nowhere is told as a changed one")
	}
}

// Who approves sees that the tests pass, and the advice; what a test of fails cannot be proposed.
func TestTestsOnTheWorkbench(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	page := b.ask(access.Administrator, http.MethodGet, tried, "").Body.String()
	at := strings.Index(page, `class="notes of-version"`)
	if at < 0 || !strings.Contains(page[at:], "Its tests pass, 3 of 3.") || !strings.Contains(page[at:], "There are no next steps</bdi>.") || strings.Index(page, "Approve as stable") < at {
		t.Error("who approves is not told of the tests and the advice")
	}
	fails := b.desk.trials.bench.Versions[0].Text + "\n# one fails\n"
	for i := range b.desk.trials.bench.Results {
		b.desk.trials.bench.Results[i].Text = fails
	}
	if page := b.get(tried); !strings.Contains(page, "This text cannot be proposed as stable: 1 of its 3 tests fails.") || strings.Contains(page, "<summary>Propose this text") {
		t.Error("a text whose test fails can be proposed")
	}
	b.desk.trials.bench.Versions[0].Text = fails
	if page := b.get(tried); !strings.Contains(page, "<span>1 of its 3 tests fails</span>") || !strings.Contains(page, `Test fires &#34;a week&#34; failed: nothing fired`) {
		t.Error("who approves is not told that a test fails")
	}
}

// What differs is folded by sort once it is long; each fold is a summary, which keys reach, and says how many it holds.
func TestLongComparisonsAreFolded(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	c := b.desk.trials.bench.Results[1].Comparison
	one := c.Added[0]
	for _, n := range []int{5, 6} {
		c.Added = nil
		for range n {
			c.Added = append(c.Added, one)
		}
		want := map[int]string{5: `<details class="differing" open><summary>`, 6: `<details class="differing"><summary>`}[n]
		body := b.get("/typologies/structured-deposits/workbench")
		at := strings.Index(body, fmt.Sprintf("<span>%d findings</span></summary>", n))
		if at < 0 {
			t.Fatalf("%d are not counted", n)
		}
		if from := strings.LastIndex(body[:at], "<details"); !strings.HasPrefix(body[from:], want) {
			t.Errorf("%d added: %.60s", n, body[from:])
		}
		if !strings.Contains(body, "<span>1 finding</span></summary>") {
			t.Error("what was removed is not counted by itself")
		}
	}
}
