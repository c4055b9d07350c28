package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"spoor/internal/app"
	"spoor/typologies"
	"spoor/web/browser"
)

// served starts `spoor serve` over a checked town, and gives its address and the first administrator's link.
func served(t *testing.T) (base, welcome string) {
	t.Helper()
	dir := t.TempDir()
	town, data := filepath.Join(dir, "town"), filepath.Join(dir, "data")
	env := Env{Stdout: io.Discard, Stderr: io.Discard, Now: time.Now}
	for _, args := range [][]string{
		{"world", "--seed", "7", "--size", "100", "--out", town},
		{"check", "--data", data, town},
	} {
		if code := Run(t.Context(), args, env); code != app.ExitDone {
			t.Fatalf("spoor %s exits with %d", strings.Join(args, " "), code)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	said, say := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- Run(ctx, []string{"serve", "--data", data, "--listen", "127.0.0.1:0"}, Env{Stdout: say, Stderr: io.Discard, Now: time.Now})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != app.ExitDone {
			t.Errorf("serve exits with %d when it is told to end", code)
		}
	})
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if at := regexp.MustCompile(`http://\S+/welcome\?key=\S+`).FindString(lines.Text()); at != "" {
			return at[:strings.Index(at, "/welcome")], at
		}
	}
	t.Fatal("serve did not print the first administrator's link")
	return "", ""
}

// TestTheProductInABrowser does what `make demo` invites to: it comes in by the link, waits for the check, and follows every
// link from page to page. The browser's console must stay silent.
func TestTheProductInABrowser(t *testing.T) {
	t.Parallel()
	w := browser.Open(t)
	base, welcome := served(t)
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	const passphrase = "four words and a number 7"
	w.Do("welcome", "", chromedp.EmulateViewport(1280, 860), chromedp.Navigate(welcome))
	w.Do("set a passphrase", "", chromedp.SendKeys(css("[name=name]"), "ines"), chromedp.SendKeys(css("[name=passphrase]"), passphrase),
		chromedp.SendKeys(css("[name=again]"), passphrase), chromedp.Click(css("button.main")), chromedp.WaitVisible(css("[name=purpose]")))
	w.Do("sign in", "", chromedp.SendKeys(css("[name=passphrase]"), passphrase), chromedp.Click(css("[value='transaction monitoring']")),
		chromedp.Click(css("button.main")), chromedp.WaitVisible(css("table.queue")))
	waitReady(t, base)
	w.Do("look a listed name up", "", chromedp.Navigate(base+"/screen?name=a"), chromedp.WaitVisible(css("main")))

	w.Do("the check ends", "", chromedp.Navigate(base+"/"), chromedp.WaitNotPresent(css(".state .pulse")))
	decides(w, base)
	tries(t, w, base)

	// every kind of page is seen, and of each kind a few: a queue links to hundreds of findings
	const each = 3
	seen, kinds := map[string]bool{}, map[string]int{}
	for queue := []string{base + "/"}; len(queue) > 0; queue = queue[1:] {
		address := queue[0]
		kind := path.Dir(strings.SplitN(strings.TrimPrefix(address, base), "?", 2)[0])
		if seen[address] || kind != "/" && kinds[kind] >= each || strings.Contains(address, "?") && kinds["?"] >= 2*each {
			continue
		}
		seen[address] = true
		kinds[kind]++
		if strings.Contains(address, "?") {
			kinds["?"]++
		}
		w.Do(address, "", chromedp.Navigate(address), chromedp.WaitVisible(css("main")))
		if name := picture(kind); name != "" && kinds[kind] == 1 {
			w.ShootWindow(name)
		}
		queue = append(queue, w.Links()...)
	}
	for _, kind := range []string{"/alerts", "/findings", "/subjects", "/typologies", "/loads"} {
		if kinds[kind] == 0 {
			t.Errorf("no page of %s was reached by following links: %v", kind, kinds)
		}
	}
	w.Do("queue", "", chromedp.Navigate(base+"/"), chromedp.WaitVisible(css("table.queue")))
	w.ShootWindow("queue")
}

// decides compares a customer with a listing (behind two wallets that are confirmed), finds by keys that it is somebody else, and sees the exception wait for another person.
func decides(w *browser.Window, base string) {
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.Do("a possible match", "", chromedp.Navigate(base+"/matches"), browser.Press("j", "j", "j"), chromedp.WaitVisible(css(".hit.at")), browser.Press("c"), chromedp.WaitVisible(css(".comparing")))
	w.ShootWindow("compare")
	w.Do("it is somebody else", "", browser.Press("n"), chromedp.WaitVisible(css("[data-decide=n] [name=reason]:focus")), chromedp.SendKeys(css("[data-decide=n] [name=reason]"), "born in another year; the passport was seen\r"),
		chromedp.WaitVisible(css(".deciding .decisions")))
	w.Do("the look-ups", "", chromedp.Navigate(base+"/look-ups"), chromedp.WaitVisible(css("table.decided .tag.done")))
	w.Do("the exception waits", "", chromedp.Navigate(base+"/exceptions"), chromedp.WaitVisible(css("main .hit")), chromedp.WaitNotPresent(css("button[value=approve]")))
	w.Do("the listing in full", "", chromedp.Navigate(base+"/matches"), browser.Press("j", "j", "j", "Enter"), chromedp.WaitVisible(css("table.names")))
}

// tries tries a typology on the town, sees what each number does, compares a changed file, and proposes the version as stable.
func tries(t *testing.T, w *browser.Window, base string) {
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	const to = "/typologies/another-persons-card"
	file, err := typologies.Files.ReadFile("another-persons-card/typology.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(file), "\ntests:") // which would fail, and then nobody may propose it
	w.Do("the workbench", "", chromedp.Navigate(base+to), chromedp.Click(css("header a.button")), chromedp.WaitVisible(css("#tried button.main")))
	w.Do("a trial", "", chromedp.Click(css("#tried button.main")), chromedp.WaitVisible(css("#tried .plots .plot")))
	w.ShootWindow("workbench")
	w.Do("a changed file", "", chromedp.SetValue(css("#text"), strings.Replace(text+"\n", "cards: 3", "cards: 1", 1)), chromedp.Click(css(".changing button.main")), chromedp.WaitVisible(css("#changed table.differences tr.added")))
	w.Do("a file that does not compile", "422", chromedp.Navigate(base+to+"/workbench"), chromedp.Click(css("#changed > details > summary")), chromedp.SetValue(css("#text"), strings.Replace(string(file), "cards:", "crads:", 1)), chromedp.Click(css(".changing button.main")), chromedp.WaitVisible(css(".notes mark")))
	w.ShootWindow("draft")
	w.Do("the draft is proposed", "", chromedp.Navigate(base+to+"/workbench"), chromedp.Click(css("#propose summary")), chromedp.SendKeys(css("#propose [name=reason]"), "compared on the town\r"), chromedp.WaitVisible(css("#versions pre.diff .added")))
	w.Do("a proposal", "", chromedp.Navigate(base+to+"/workbench"), chromedp.Click(css("#versions details:has([name=hash]) summary")), chromedp.SendKeys(css("#versions details[open] [name=hash] ~ [name=reason]"), "tried on the town\r"), chromedp.WaitVisible(css("#versions .tag.caution")),
		chromedp.WaitNotPresent(css("button[value=approve]")))
}

// picture is the name of the document's picture of a kind of page, empty when it has none.
func picture(kind string) string {
	switch kind {
	case "/findings", "/subjects", "/typologies":
		return kind[1:]
	}
	return ""
}

func waitReady(t *testing.T, base string) {
	t.Helper()
	for range 600 {
		response, err := http.Get(base + "/readyz")
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(fmt.Errorf("it does not become ready"))
}
