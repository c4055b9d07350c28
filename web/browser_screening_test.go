package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"spoor/access"
	"spoor/cases"
	"spoor/web/browser"
)

// deciding looks up, compares and decides with keys alone.
func (w *window) deciding(base string, desk *fake) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	count := func() int { d, _ := desk.Decisions(context.Background()); return len(d) }
	before := count()
	w.Do("the letters of the keys are typed", "", browser.Scheme("light"), chromedp.EmulateViewport(1280, 860), chromedp.Navigate(base+"/screen"), chromedp.SendKeys(css("[name=name]"), "rahmani"), chromedp.WaitVisible(css(".hit")),
		chromedp.SendKeys(css("[name=country]"), "yun"))
	if text := w.value("[name=country]"); text != "yun" || w.count("details[open]") != 0 || w.count(".hit.at") != 0 {
		w.t.Errorf("the field has %q, and %d forms are open", text, w.count("details[open]"))
	}
	w.Do("look up", "", chromedp.Navigate(base+"/screen"), chromedp.SendKeys(css("[name=name]"), "rahmani"), chromedp.WaitVisible(css(".hit")),
		browser.Press("Escape"), browser.Press("j"), chromedp.WaitVisible(css(".hit.at")), browser.Press("n"), chromedp.WaitVisible(css("[data-decide=n] [name=reason]:focus")))
	if name := w.value("[name=name]"); name != "rahmani" || w.count(".hit") != 1 {
		w.t.Errorf("who leaves the field loses what stood in it: %q", name)
	}
	if count() != before {
		w.t.Error("a key decided by itself")
	}
	if text := w.value("[data-decide=n] [name=reason]"); text != "" {
		w.t.Errorf("the key stands in the reason: %q", text)
	}
	w.Shoot("hit-no")
	w.Do("decide", "", chromedp.SendKeys(css("[data-decide=n] [name=reason]"), "born in another year\r"), chromedp.WaitVisible(css(".deciding .decisions")))
	if d, _ := desk.Decisions(context.Background()); len(d) != before+1 || d[before].Verb != cases.Dismiss || d[before].Reason != "born in another year" || d[before].Match.Asked != "rahmani" {
		w.t.Errorf("kept: %+v", d[before:])
	}
	w.Shoot("hit-decided")
	w.Do("undecided too", "", browser.Press("u"), chromedp.WaitVisible(css("[data-decide=u] [name=reason]:focus")), browser.Press("Escape"), browser.Press("y"), chromedp.WaitVisible(css("[data-decide=y] [name=reason]:focus")))
	if open := w.count("details[open]"); open != 1 {
		w.t.Errorf("%d forms are open at a time", open)
	}
	w.Do("compare", "", browser.Press("Escape"), browser.Press("c"), chromedp.WaitVisible(css(".comparing")))
	address := w.evaluate("location.href")
	if strings.Contains(address, "rahmani") {
		w.t.Errorf("the name stands in the address %s", address)
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 390} {
			w.Do("media", "", browser.Scheme(scheme), chromedp.EmulateViewport(width, 860))
			w.Shoot(fmt.Sprintf("compared-%s-%d", scheme, width))
			w.fits("compared")
		}
	}
	w.Do("decide on the comparison", "", browser.Scheme("light"), chromedp.EmulateViewport(1280, 860), browser.Press("y"), chromedp.WaitVisible(css("[data-decide=y] [name=reason]:focus")),
		chromedp.SendKeys(css("[data-decide=y] [name=reason]"), "the passport is the same\r"), chromedp.WaitVisible(css(".deciding .tag.caution")))
	if d, _ := desk.Decisions(context.Background()); d[len(d)-1].Verb != cases.Follow {
		w.t.Errorf("kept: %+v", d[len(d)-1])
	}
	w.Do("a customer's match", "", chromedp.Navigate(base+"/matches"), browser.Press("j"), browser.Press("j"), browser.Press("k"), chromedp.WaitVisible(css(".hit:nth-of-type(1).at")), browser.Press("u"),
		chromedp.WaitVisible(css(".hit.at [data-decide=u] [name=reason]:focus")), chromedp.SendKeys(css(".hit.at [data-decide=u] [name=reason]"), "the passport is awaited\r"), chromedp.WaitVisible(css(".hit.at .decisions")))
	if d, _ := desk.Decisions(context.Background(), "a1"); len(d) == 0 || d[len(d)-1].Verb != cases.Note || d[len(d)-1].Match == nil {
		w.t.Errorf("kept: %+v", d)
	}
	w.Do("the listing", "", chromedp.Navigate(base+"/matches"), browser.Press("j"), browser.Press("Enter"), chromedp.WaitVisible(css("table.names")))
	w.scripts(base)
}

// scripts does the same by forms alone, in a browser that runs no scripts.
func (w *window) scripts(base string) {
	w.t.Helper()
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	w.Do("without scripts", "", browser.Scripts(false), chromedp.Navigate(base+"/screen"), chromedp.SendKeys(css("[name=name]"), "rahmani\r"), chromedp.WaitVisible(css(".hit")),
		chromedp.Click(css("[data-decide=u] summary")), chromedp.WaitVisible(css("[data-decide=u] [name=reason]")), chromedp.SendKeys(css("[data-decide=u] [name=reason]"), "asked for the passport\r"),
		chromedp.WaitVisible(chromedp.Search("//ol[@class='decisions']//p[contains(., 'asked for the passport')]"))) // earlier decisions stand there before
	w.Shoot("decided-without-scripts")
	w.Do("compare without scripts", "", chromedp.Navigate(base+"/compare"), chromedp.SendKeys(css("[name=left-name]"), "Yusuf Al-Rahmani"), chromedp.SendKeys(css("[name=right-listing]"), "un-sc/QDi.399"), chromedp.Click(css(".comparing button.main")),
		chromedp.WaitVisible(css("table.reasons")), browser.Scripts(true))
}

// Everything that can be filled in or pressed has a name that a screen reader says, and every id stands once.
func (w *window) named(name string) {
	w.t.Helper()
	unnamed := w.evaluate(`[...document.querySelectorAll("main input:not([type=hidden]), main textarea, main select, main button, main summary, main a[href]")].filter(e => !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim())).map(e => e.outerHTML.slice(0, 80)).join("\n")`)
	if unnamed != "" {
		w.t.Errorf("%s has fields without a name:\n%s", name, unnamed)
	}
	twice := w.evaluate(`[...document.querySelectorAll("[id]")].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i).join(" ")`)
	if twice != "" {
		w.t.Errorf("%s has ids that stand twice: %s", name, twice)
	}
}

// fits sees that nothing sticks out of the window.
func (w *window) fits(name string) {
	w.t.Helper()
	if wide := w.evaluate(`String(document.documentElement.scrollWidth - document.documentElement.clientWidth)`); wide != "0" && wide != "1" {
		w.t.Errorf("%s: the page is %s pixels wider than the window", name, wide)
	}
}

func (w *window) evaluate(script string) string {
	w.t.Helper()
	text, err := chromedp.Run(w.Context(), chromedp.Evaluate[string](script))
	if err != nil {
		w.t.Error(err)
	}
	return text
}

func (w *window) count(selector string) int {
	w.t.Helper()
	n, err := chromedp.Run(w.Context(), chromedp.Evaluate[int](fmt.Sprintf("document.querySelectorAll(%q).length", selector)))
	if err != nil {
		w.t.Error(err)
	}
	return n
}

func (w *window) value(selector string) string {
	return w.evaluate(fmt.Sprintf("document.querySelector(%q).value", selector))
}

// TestScreeningInABrowser looks up, compares and decides.
func TestScreeningInABrowser(t *testing.T) {
	w := &window{browser.Open(t), t}
	b := newBench(t, aDay())
	b.staff()
	served := httptest.NewServer(b.site)
	defer served.Close()
	server := served.URL
	w.Do("come in", "", browser.Cookie(cookieName, b.who[access.Analyst], server))
	w.deciding(server, b.desk)
	for _, p := range []struct{ name, path, status string }{
		{"compare", "/compare", ""}, {"compare-two", "/compare?left=un-sc/QDi.399&right=un-sc/QDi.399", ""}, {"compare-subject", "/compare?party=subject-1&right=un-sc/QDi.399", ""},
		{"listing", "/listings/un-sc/QDi.399", ""}, {"look-ups", "/look-ups", ""}, {"matches-decided", "/matches", ""}, {"listing-missing", "/listings/un-sc/none", "404"},
	} {
		for _, scheme := range []string{"light", "dark"} {
			w.Look(p.name+"-"+scheme, scheme, 1280, server+p.path, p.status)
			w.named(p.name)
			w.Look(p.name+"-"+scheme+"-narrow", scheme, 390, server+p.path, p.status)
		}
	}
}
