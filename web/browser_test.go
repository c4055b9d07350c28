package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"spoor/access"
)

// window is a tab of a real browser, which keeps what its console complains of: errors, exceptions, violations of the policy.
type window struct {
	t    *testing.T
	ctx  context.Context
	mu   sync.Mutex
	said []string
}

// openWindow starts a Chromium, or skips the test.
func openWindow(t *testing.T) *window {
	t.Helper()
	const chromium = "/usr/bin/chromium"
	if _, err := os.Stat(chromium); err != nil || testing.Short() {
		t.Skip("there is no", chromium, "or tests are to be short: the pages are not looked at in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	ctx, cancelAllocator := chromedp.NewExecAllocator(ctx, options...)
	ctx, cancelBrowser := chromedp.NewContext(ctx)
	t.Cleanup(func() { cancelBrowser(); cancelAllocator(); cancel() })
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("Chromium does not start, so the pages are not looked at in a browser: %v", err)
	}
	w := &window{t: t, ctx: ctx}
	console := chromedp.Console(ctx)
	go func() {
		for message, err := range console {
			if err != nil {
				return
			}
			if message.IsException() || message.Type == "error" || message.Type == "warning" || strings.Contains(message.Text, "Content Security Policy") {
				w.mu.Lock()
				w.said = append(w.said, message.String())
				w.mu.Unlock()
			}
		}
	}()
	return w
}

// do runs steps and fails on anything the browser complains of. A page that is an error on purpose names its status.
func (w *window) do(what, status string, steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.shoot("failed")
		w.t.Fatalf("%s: %v", what, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, text := range w.said {
		if status == "" || !strings.Contains(text, "status of "+status) {
			w.t.Errorf("%s: the browser complains: %s", what, text)
		}
	}
	w.said = nil
}

// media is the reader's choice of light or dark.
func media(scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return chromedp.Void{}, err
	}
}

// look shows one page and sees that nothing sticks out of it.
func (w *window) look(name, scheme string, width int64, address, status string) {
	w.t.Helper()
	w.do(name, status, media(scheme), chromedp.EmulateViewport(width, 860), chromedp.Navigate(address), chromedp.WaitVisible(chromedp.CSS("main")))
	wide, err := chromedp.Run(w.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil || wide > 1 {
		w.t.Errorf("%s: the page is %d pixels wider than the window (%v)", name, wide, err)
	}
	w.shoot(name)
}

// shoot writes a picture of the page into the folder that SPOOR_SHOTS names.
func (w *window) shoot(name string) {
	w.t.Helper()
	dir := os.Getenv("SPOOR_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600)
	}
	if err != nil {
		w.t.Error(err)
	}
}

// TestPagesInABrowser comes in by the first administrator's link and looks at every page, in light and dark, wide and narrow.
func TestPagesInABrowser(t *testing.T) {
	w := openWindow(t)
	b := newBench(t, aDay())
	server := httptest.NewServer(b.site)
	defer server.Close()
	key, err := b.gate.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.do("welcome", "", chromedp.EmulateViewport(1280, 860), chromedp.Navigate(server.URL+"/welcome?key="+key))
	w.shoot("welcome")
	w.do("set a passphrase", "", chromedp.SendKeys(css("[name=name]"), "ines"), chromedp.SendKeys(css("[name=passphrase]"), passphrase),
		chromedp.SendKeys(css("[name=again]"), passphrase), chromedp.Click(css("button.main")), chromedp.WaitVisible(css("[name=purpose]")))
	w.shoot("sign-in")
	w.do("sign in", "", chromedp.SendKeys(css("[name=passphrase]"), passphrase), chromedp.Click(css("[value='transaction monitoring']")),
		chromedp.Click(css("button.main")), chromedp.WaitVisible(css("table.queue")))
	if _, err := b.gate.Invite(t.Context(), "anton", access.Analyst); err != nil {
		t.Fatal(err)
	}
	w.keys(server.URL, b.desk)
	w.screens(server.URL)
	w.loads(server.URL, b.desk)
	for _, p := range []struct{ name, path, status string }{
		{"subjects", "/subjects?q=a", ""}, {"subject", "/subjects/subject-1", ""}, {"matches", "/matches", ""}, {"screen", "/screen", ""},
		{"typologies", "/typologies", ""}, {"typology", "/typologies/structured-deposits", ""}, {"lists", "/lists", ""}, {"load", "/load", ""},
		{"loaded", "/loads/3", ""}, {"evidence", "/evidence", ""}, {"admin", "/admin", ""}, {"account", "/account", ""},
		{"queue", "/", ""}, {"alert", "/alerts/a1", ""}, {"finding", "/findings/f1", ""}, {"missing", "/findings/none", "404"},
	} {
		w.look(p.name+"-light", "light", 1280, server.URL+p.path, p.status)
		w.look(p.name+"-dark", "dark", 1280, server.URL+p.path, p.status)
		w.look(p.name+"-light-narrow", "light", 390, server.URL+p.path, p.status)
		w.look(p.name+"-dark-narrow", "dark", 390, server.URL+p.path, p.status)
	}
}

// keys goes through the queue without a mouse.
func (w *window) keys(base string, desk *fake) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.do("keys", "", chromedp.Navigate(base+"/"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"), chromedp.WaitVisible(css("tr.at [data-assign]")))
	at := w.text("tr.at .who")
	if at != "AEROCARIBBEAN AIRLINES" {
		w.t.Errorf("after j j j k the row is %q", at)
	}
	w.shoot("queue-row")
	w.do("assign", "", chromedp.KeyEvent("a"), chromedp.WaitVisible(css("tr:nth-child(2) td:nth-child(5):not(:has(form))")))
	if d, _ := desk.Decisions(context.Background(), "b0"); len(d) != 2 || d[1].To != "ines" {
		w.t.Errorf("a does not assign: %+v", d)
	}
	w.do("open", "", chromedp.KeyEvent("j"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(css("#decisions")))
	if h := w.text("h1"); h != "Bright Star Trading Ltd" {
		w.t.Errorf("Enter opens %q", h)
	}
	// The protocol sends the letter / itself too, which a keyboard does not: hence the value is set.
	w.do("search", "", chromedp.KeyEvent("/"), chromedp.WaitVisible(css("#search:focus")), chromedp.SetValue(css("#search"), "nora"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(css(".plain-table")))
	w.do("decide", "", chromedp.Navigate(base+"/findings/f2"), chromedp.SendKeys(css("#reason"), "the receipts explain both withdrawals"), chromedp.Click(css("button[value=dismiss]")), chromedp.WaitVisible(css("button[value=reopen]")))
	w.do("open a line", "", chromedp.Click(css(".records summary")), chromedp.WaitVisible(css("tr.raw pre")))
	w.shoot("finding-dismissed")
}

// screens looks a name up by writing it, without sending the form.
func (w *window) screens(base string) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.do("screen as it is written", "", chromedp.Navigate(base+"/screen"), chromedp.SendKeys(css("[name=name]"), "rahmani"), chromedp.WaitVisible(css(".hit")))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			w.do("media", "", media(scheme), chromedp.EmulateViewport(width, 860))
			w.shoot(fmt.Sprintf("screened-%s-%d", scheme, width))
		}
	}
	w.do("screen nobody", "", media("light"), chromedp.EmulateViewport(1280, 860), chromedp.SendKeys(css("[name=name]"), " nobody at all"), chromedp.WaitNotPresent(css(".hit")), chromedp.WaitVisible(css(".verdict")))
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
	w.do("propose", "", chromedp.Navigate(base+"/load"), chromedp.SetUploadFiles(css("[name=file]"), []string{file}), chromedp.Click(css("[data-propose]")))
	proposed, err := chromedp.Run(w.ctx, chromedp.Poll[bool](`document.getElementById("mapping").value.startsWith("# from date,buyer") && document.querySelector("details:has(#mapping)").open`))
	if err != nil || !proposed {
		w.t.Fatalf("no mapping is proposed: %v", err)
	}
	w.shoot("proposed")
	w.do("load", "", chromedp.Click(css("button.main")), chromedp.WaitVisible(css(".figures")))
	if desk.took.name != "orders.csv" || !strings.HasPrefix(desk.took.mapping, "# from date,buyer") || !strings.HasPrefix(desk.took.text, "date,buyer") {
		w.t.Errorf("loaded %+v", desk.took)
	}
}

func (w *window) text(selector string) string {
	w.t.Helper()
	text, err := chromedp.Run(w.ctx, chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		w.t.Error(err)
	}
	return strings.TrimSpace(text)
}
