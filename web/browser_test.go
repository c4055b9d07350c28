package web

import (
	"context"
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
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
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
	if err := chromedp.Do(w.ctx, steps...); err != nil {
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

// look shows one page and sees that nothing sticks out of it.
func (w *window) look(name, scheme string, width int64, address, status string) {
	w.t.Helper()
	media := func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return chromedp.Void{}, err
	}
	w.do(name, status, media, chromedp.EmulateViewport(width, 860), chromedp.Navigate(address), chromedp.WaitVisible(chromedp.CSS("main")))
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
