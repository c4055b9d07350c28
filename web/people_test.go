package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"spoor/access"
)

func TestSessions(t *testing.T) {
	b := newBench(t, aDay())
	key, err := b.gate.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w := b.ask("", "GET", "/welcome?key="+key, ""); w.Code != 200 || !strings.Contains(w.Body.String(), "you will be") && !strings.Contains(w.Body.String(), "will be the administrator") {
		t.Fatal(w.Code, w.Body)
	}
	form := "key=" + key + "&name=Ines&passphrase=" + strings.ReplaceAll(passphrase, " ", "+")
	if w := b.ask("", "POST", "/welcome", form+"&again=another"); w.Code != 422 || !strings.Contains(w.Body.String(), "differ") || !strings.Contains(w.Body.String(), `value="Ines"`) {
		t.Error(w.Code, w.Body)
	}
	if w := b.ask("", "POST", "/welcome", "key="+key+"&name=ines&passphrase=short&again=short"); w.Code != 422 || !strings.Contains(w.Body.String(), "shorter than 12") {
		t.Error(w.Code, w.Body)
	}
	if w := b.ask("", "POST", "/welcome", form+"&again="+strings.ReplaceAll(passphrase, " ", "+")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	if w := b.ask("", "GET", "/welcome?key="+key, ""); w.Code != 403 {
		t.Error("the link works twice")
	}
	w := b.ask("", "POST", "/sign-in", "name=INES&passphrase="+strings.ReplaceAll(passphrase, " ", "+")+"&purpose=investigation&next=/alerts/a1")
	if w.Code != 303 || w.Header().Get("Location") != "/alerts/a1" {
		t.Fatal(w.Code, w.Body)
	}
	cookie := w.Result().Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.MaxAge != 12*3600 || cookie.Secure {
		t.Errorf("%+v", cookie)
	}
	b.who[access.Administrator] = cookie.Value
	if w := b.ask(access.Administrator, "GET", "/", ""); w.Code != 200 {
		t.Error(w.Code)
	}
	b.ask(access.Administrator, "POST", "/sign-out", "")
	if w := b.ask(access.Administrator, "GET", "/", ""); w.Code != 303 {
		t.Error("the session stands after signing out:", w.Code)
	}
	if w := b.ask("", "GET", "/findings/f1", ""); w.Header().Get("Location") != "/sign-in?next=%2Ffindings%2Ff1" {
		t.Error(w.Header())
	}
	if w := b.ask("", "POST", "/findings/f1/decisions", "verb=dismiss&reason=a+long+reason"); !strings.Contains(w.Body.String(), "a long reason") {
		t.Error("what was written is lost when the session has ended")
	}
	if w := b.ask("", "GET", "/sign-in?next=//elsewhere.example/x", ""); strings.Contains(w.Body.String(), "elsewhere") {
		t.Error("sign-in leads elsewhere")
	}
}

func TestCookiesGoOverTLSOnlyWhenItIsThere(t *testing.T) {
	b := newBench(t, aDay())
	key, err := b.gate.FirstLink(t.Context())
	if err == nil {
		_, err = b.gate.Accept(t.Context(), key, "ines", passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	site, err := New(Options{Desk: b.desk.desk(), Gate: b.gate, Status: statusOf, Now: now, Secure: true})
	if err != nil {
		t.Fatal(err)
	}
	b.site = site
	w := b.ask("", "POST", "/sign-in", "name=ines&passphrase="+strings.ReplaceAll(passphrase, " ", "+")+"&purpose=audit")
	if c := w.Result().Cookies(); len(c) != 1 || !c[0].Secure {
		t.Errorf("%+v", c)
	}
}

func TestPeopleAreInvitedAndShutOut(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	w := b.ask(access.Administrator, "POST", "/admin/invite", "name=bea&role=analyst")
	link := regexp.MustCompile(`http://example.com/welcome\?key=[A-Za-z0-9_-]{43}`).FindString(w.Body.String())
	if w.Code != 200 || link == "" {
		t.Fatal(w.Code, w.Body)
	}
	if w := b.ask("", "GET", strings.TrimPrefix(link, "http://example.com"), ""); !strings.Contains(w.Body.String(), "Welcome, bea") {
		t.Error(w.Body)
	}
	if w := b.ask(access.Administrator, "POST", "/admin/invite", url.Values{"name": {"fay"}, "role": {string(access.FrontLine)}}.Encode()); w.Code != 200 || !strings.Contains(w.Body.String(), "welcome?key=") {
		t.Error("nobody can be invited to the front line:", w.Code)
	}
	b.person("fred", access.FrontLine)
	if w := b.ask(access.FrontLine, "GET", "/", ""); w.Code != 303 || w.Header().Get("Location") != "/screen" {
		t.Error("the front line is not led to its work:", w.Code, w.Header().Get("Location"))
	}
	if w := b.ask(access.Administrator, "POST", "/admin/people/anton", "do=shut+out"); w.Code != 303 {
		t.Error(w.Code)
	}
	if w := b.ask(access.Analyst, "GET", "/", ""); w.Code != 303 {
		t.Error("who was shut out is still in:", w.Code)
	}
	if w := b.ask(access.Administrator, "POST", "/admin/people/ines", "do=shut+out"); w.Code != 409 || !strings.Contains(w.Body.String(), "last administrator") {
		t.Error(w.Code)
	}
	if text := b.ask(access.Administrator, "GET", "/admin", "").Body.String(); !strings.Contains(text, "Shut out") || !strings.Contains(text, "Invited") {
		t.Error(text)
	}
}
