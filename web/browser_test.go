package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"spoor/access"
	"spoor/web/browser"
)

// window is a browser that knows these pages.
type window struct {
	*browser.Window
	t *testing.T
}

// TestPagesInABrowser comes in by the first administrator's link and looks at every page, in light and dark, wide and narrow.
func TestPagesInABrowser(t *testing.T) {
	w := &window{browser.Open(t), t}
	b := newBench(t, aDay())
	server := httptest.NewServer(b.site)
	defer server.Close()
	key, err := b.gate.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.Do("welcome", "", chromedp.EmulateViewport(1280, 860), chromedp.Navigate(server.URL+"/welcome?key="+key))
	w.Shoot("welcome")
	w.Do("set a passphrase", "", chromedp.SendKeys(css("[name=name]"), "ines"), chromedp.SendKeys(css("[name=passphrase]"), passphrase),
		chromedp.SendKeys(css("[name=again]"), passphrase), chromedp.Click(css("button.main")), chromedp.WaitVisible(css("[name=purpose]")))
	w.Shoot("sign-in")
	w.Do("sign in", "", chromedp.SendKeys(css("[name=passphrase]"), passphrase), chromedp.Click(css("[value='transaction monitoring']")),
		chromedp.Click(css("button.main")), chromedp.WaitVisible(css("table.queue")))
	if _, err := b.gate.Invite(t.Context(), "anton", access.Analyst); err != nil {
		t.Fatal(err)
	}
	w.keys(server.URL, b.desk)
	w.screens(server.URL)
	w.loads(server.URL, b.desk)
	for _, p := range []struct{ name, path, status string }{
		{"subjects", "/subjects?q=a", ""}, {"subject", "/subjects/subject-1", ""}, {"matches", "/matches", ""}, {"mentions", "/mentions", ""}, {"screen", "/screen", ""},
		{"typologies", "/typologies", ""}, {"typology", "/typologies/structured-deposits", ""}, {"workbench", "/typologies/structured-deposits/workbench", ""}, {"workbench-new", "/typologies/listed-party/workbench", ""}, {"begun", "/typologies/gift-chain/workbench?new=1", ""}, {"lists", "/lists", ""}, {"changes", "/changes", ""}, {"exceptions", "/exceptions", ""}, {"load", "/load", ""},
		{"loaded", "/loads/3", ""}, {"evidence", "/evidence", ""}, {"admin", "/admin", ""}, {"account", "/account", ""},
		{"queue", "/", ""}, {"alert", "/alerts/a1", ""}, {"finding", "/findings/f1", ""}, {"missing", "/findings/none", "404"},
	} {
		w.Look(p.name+"-light", "light", 1280, server.URL+p.path, p.status)
		w.Look(p.name+"-dark", "dark", 1280, server.URL+p.path, p.status)
		w.Look(p.name+"-light-narrow", "light", 390, server.URL+p.path, p.status)
		w.Look(p.name+"-dark-narrow", "dark", 390, server.URL+p.path, p.status)
	}
}

// keys goes through the queue without a mouse.
func (w *window) keys(base string, desk *fake) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.Do("keys", "", chromedp.Navigate(base+"/"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"), chromedp.WaitVisible(css("tr.at [data-assign]")))
	at := w.text("tr.at .who")
	if at != "AEROCARIBBEAN AIRLINES" {
		w.t.Errorf("after j j j k the row is %q", at)
	}
	w.Shoot("queue-row")
	w.Do("assign", "", chromedp.KeyEvent("a"), chromedp.WaitVisible(css("tr:nth-child(2) td:nth-child(5):not(:has(form))")))
	if d, _ := desk.Decisions(context.Background(), "b0"); len(d) != 2 || d[1].To != "ines" {
		w.t.Errorf("a does not assign: %+v", d)
	}
	w.Do("open", "", chromedp.KeyEvent("j"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(css("#decisions")))
	if h := w.text("h1"); h != "Bright Star Trading Ltd" {
		w.t.Errorf("Enter opens %q", h)
	}
	// The protocol sends the letter / itself too, which a keyboard does not: hence the value is set.
	w.Do("search", "", chromedp.KeyEvent("/"), chromedp.WaitVisible(css("#search:focus")), chromedp.SetValue(css("#search"), "nora"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(css(".plain-table")))
	w.Do("decide", "", chromedp.Navigate(base+"/findings/f2"), chromedp.SendKeys(css("#reason"), "the receipts explain both withdrawals"), chromedp.Click(css("button[value=dismiss]")), chromedp.WaitVisible(css("button[value=reopen]")))
	w.Do("open a line", "", chromedp.Click(css(".records summary")), chromedp.WaitVisible(css("tr.raw pre")))
	w.Shoot("finding-dismissed")
}

// screens looks a name up by writing it, without sending the form.
func (w *window) screens(base string) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.Do("screen as it is written", "", chromedp.Navigate(base+"/screen"), chromedp.SendKeys(css("[name=name]"), "rahmani"), chromedp.WaitVisible(css(".hit")))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			w.Do("media", "", browser.Scheme(scheme), chromedp.EmulateViewport(width, 860))
			w.Shoot(fmt.Sprintf("screened-%s-%d", scheme, width))
		}
	}
	w.Do("screen nobody", "", browser.Scheme("light"), chromedp.EmulateViewport(1280, 860), chromedp.SendKeys(css("[name=name]"), " nobody at all"), chromedp.WaitNotPresent(css(".hit")), chromedp.WaitVisible(css(".verdict")))
	if says := w.text(".verdict"); !strings.Contains(says, "No possible match on 2 lists as of 2026-11-13 09:30") {
		w.t.Errorf("it says %q", says)
	}
}

// loads proposes a mapping and loads the file with it, which stays chosen.
func (w *window) loads(base string, desk *fake) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	file := filepath.Join(w.t.TempDir(), "orders.csv")
	if err := os.WriteFile(file, []byte("date,buyer\n2024-05-01,Ann\n"), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.Do("propose", "", chromedp.Navigate(base+"/load"), chromedp.SetUploadFiles(css("[name=file]"), []string{file}), chromedp.Click(css("[data-propose]")))
	proposed, err := chromedp.Run(w.Context(), chromedp.Poll[bool](`document.getElementById("mapping").value.startsWith("# from date,buyer") && document.querySelector("details:has(#mapping)").open`))
	if err != nil || !proposed {
		w.t.Fatalf("no mapping is proposed: %v", err)
	}
	w.Shoot("proposed")
	w.Do("load", "", chromedp.Click(css("button.main")), chromedp.WaitVisible(css(".figures")))
	if desk.took.name != "orders.csv" || !strings.HasPrefix(desk.took.mapping, "# from date,buyer") || !strings.HasPrefix(desk.took.text, "date,buyer") {
		w.t.Errorf("loaded %+v", desk.took)
	}
}

func (w *window) text(selector string) string {
	w.t.Helper()
	text, err := chromedp.Run(w.Context(), chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		w.t.Error(err)
	}
	return strings.TrimSpace(text)
}
