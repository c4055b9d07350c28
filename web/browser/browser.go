// Package browser opens a real browser for tests: a window that fails the test on anything its console complains of, and that
// takes the pictures of the documents.
package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Window is a tab of a Chromium, which keeps what its console complains of: errors, exceptions, violations of the policy.
type Window struct {
	t    *testing.T
	ctx  context.Context
	mu   sync.Mutex
	said []string
}

// Open starts a Chromium, or skips the test and says why.
func Open(t *testing.T) *Window {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" || testing.Short() {
		t.Skip("there is no Chromium on this machine, or tests are to be short: the pages are not looked at in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	ctx, cancelAllocator := chromedp.NewExecAllocator(ctx, options...)
	ctx, cancelBrowser := chromedp.NewContext(ctx)
	t.Cleanup(func() { cancelBrowser(); cancelAllocator(); cancel() })
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("Chromium does not start, so the pages are not looked at in a browser: %v", err)
	}
	w := &Window{t: t, ctx: ctx}
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

// Context is what chromedp's own functions run in.
func (w *Window) Context() context.Context { return w.ctx }

// Do runs steps and fails on anything the browser complains of. A page that is an error on purpose names its status.
func (w *Window) Do(what, status string, steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.Shoot("failed")
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

// Scheme is the reader's choice of "light" or "dark".
func Scheme(scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return chromedp.Void{}, err
	}
}

// Scripts lets pages run scripts, or not.
func Scripts(run bool) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
		return chromedp.Void{}, err
	}
}

// Cookie is sent with every request to an address.
func Cookie(name, value, address string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: address, HTTPOnly: new(true)})
		return chromedp.Void{}, err
	}
}

// Press presses keys one after another as a keyboard does: a key that the page keeps for itself writes no letter. "Escape" and
// "Enter" are keys.
func Press(keys ...string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		for _, key := range keys {
			down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key}
			switch key {
			case "Escape":
				down.Text, down.WindowsVirtualKeyCode = "", 27
			case "Enter":
				down.Text, down.WindowsVirtualKeyCode = "\r", 13
			}
			up := down
			up.Type, up.Text = input.DispatchKeyEventTypeKeyUp, ""
			for _, event := range []input.DispatchKeyEventParams{down, up} {
				if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, event); err != nil {
					return chromedp.Void{}, err
				}
			}
		}
		return chromedp.Void{}, nil
	}
}

// Look shows one page in a colour scheme and width and sees that nothing sticks out of it.
func (w *Window) Look(name, scheme string, width int64, address, status string) {
	w.t.Helper()
	w.Do(name, status, Scheme(scheme), chromedp.EmulateViewport(width, 860), chromedp.Navigate(address), chromedp.WaitVisible(chromedp.CSS("main")))
	wide, err := chromedp.Run(w.ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil || wide > 1 {
		w.t.Errorf("%s: the page is %d pixels wider than the window (%v)", name, wide, err)
	}
	w.Shoot(name)
}

// Links lists the addresses on this site that the page links to, in order.
func (w *Window) Links() []string {
	w.t.Helper()
	links, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]string](
		`[...new Set([...document.querySelectorAll('main a[href], nav a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.href.split('#')[0]))]`))
	if err != nil {
		w.t.Fatal(err)
	}
	return links
}

// Shoot writes a picture of the whole page into the folder that SPOOR_SHOTS names.
func (w *Window) Shoot(name string) { w.picture(name, chromedp.FullScreenshot(100)) }

// ShootWindow writes a picture of what the window shows.
func (w *Window) ShootWindow(name string) { w.picture(name, chromedp.CaptureScreenshot()) }

func (w *Window) picture(name string, take chromedp.Action[[]byte]) {
	w.t.Helper()
	dir := os.Getenv("SPOOR_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(w.ctx, take)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		w.t.Error(err)
	}
}
