package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"spoor/access"
	"spoor/cases"
)

func says(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%s does not say %q\n%s", what, word, text)
		}
	}
}

func TestALookUpIsDecided(t *testing.T) {
	desk := aDay()
	b := newBench(t, desk)
	b.staff()
	page := b.ask(access.Analyst, "POST", "/screen", "name=rahmani&country=jo").Body.String()
	says(t, "the look-up", page, `data-decide="y"`, `data-decide="n"`, `data-decide="u"`, "Yes, it is them", "No, somebody else", "Undecided", `name="listing" value="un-sc/QDi.399"`, `name="left-name" value="rahmani"`,
		`name="country" value="jo"`, `href="/listings/un-sc/QDi.399"`, `id="keys"`)
	const form = "name=rahmani&country=jo&listing=un-sc/QDi.399"
	for _, c := range []struct {
		name, form string
		status     int
		says       string
	}{
		{"one word is no reason", form + "&verb=follow+up&reason=yes", 422, "a decision needs a reason in words"},
		{"no such verb", form + "&verb=assign&reason=two+words", 400, "nothing to be said of it"},
		{"nobody was asked for", "listing=un-sc/QDi.399&verb=note&reason=two+words", 422, "there is nobody to look up"},
		{"no such listing", "name=rahmani&listing=un-sc/none&verb=note&reason=two+words", 404, "no list that stands has such a listing"},
		{"an end that is no date", form + "&verb=dismiss&reason=another+birth+year&customer=subject-1&expires=tomorrow", 422, "its end is no date"},
	} {
		if w := b.ask(access.Analyst, "POST", "/matches/decisions", c.form); w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d\n%s", c.name, w.Code, w.Body)
		}
	}
	if n := len(desk.decisions); n != 4 || len(desk.proposed) != 0 {
		t.Fatalf("%d decisions and %v were kept of what was refused", n, desk.proposed)
	}
	if text := b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=note&reason=unfinished").Body.String(); !strings.Contains(text, `value="unfinished"`) || !strings.Contains(text, `data-decide="u" open`) {
		t.Error("what was written is lost")
	}
	w := b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=note&reason=the+passport+is+awaited")
	says(t, "the page after", w.Body.String(), "anton", "left it undecided", "the passport is awaited", "Look them up again", `name="name" value="rahmani"`)
	w = b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=dismiss&reason=born+in+another+year")
	if w.Code != 200 || w.Header().Get("Location") != "" {
		t.Errorf("what was typed must not stand in an address: %d %s", w.Code, w.Header().Get("Location"))
	}
	says(t, "the page after", w.Body.String(), "found that it is somebody else", "born in another year", "Found false")
	if len(desk.proposed) != 0 {
		t.Error("an exception was proposed for nobody")
	}
	d := desk.decisions[len(desk.decisions)-1]
	if d.Verb != cases.Dismiss || d.By != "anton" || *d.Match != (cases.Match{Asked: "rahmani, jo", List: "un-sc", Listing: "QDi.399", Caption: "Yousef AL RAHMANI"}) || d.On != d.Match.ID() {
		t.Errorf("kept: %+v %+v", d, d.Match)
	}
	// who looks the same up again sees it, however it is spaced; for another it is open
	says(t, "the same look-up", b.ask(access.Analyst, "POST", "/screen", "name=Rahmani&country=JO").Body.String(), "born in another year", "Found false")
	if text := b.ask(access.Analyst, "POST", "/screen", "name=rahmani").Body.String(); strings.Contains(text, "born in another year") {
		t.Error("a decision is shown of another look-up")
	}
	says(t, "the look-ups", b.get("/look-ups"), "rahmani, jo", "born in another year", "decided 2 times", "Found false", `href="/look-ups?state=found&#43;false"`)
	if text := b.get("/look-ups?state=undecided"); strings.Contains(text, "born in another year") || !strings.Contains(text, "Nobody decided") {
		t.Error(text)
	}
	w = b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=dismiss&reason=born+in+another+year&customer=subject-1")
	if p := desk.proposed; w.Code != 200 || len(p) != 1 || p[0].Customer != "subject-1" || p[0].By != "anton" || p[0].Listing != "QDi.399" || p[0].List != "un-sc" || p[0].Reason != "born in another year" || !p[0].Expires.Equal(now().AddDate(1, 0, 0)) {
		t.Errorf("proposed: %+v", p)
	}
}

func TestACustomersMatchIsDecided(t *testing.T) {
	desk := aDay()
	b := newBench(t, desk)
	b.staff()
	page := b.get("/subjects/subject-1")
	says(t, "the subject", page, `name="party" value="subject-1"`, "Dismiss as false match", `name="except" value="1" checked`, `/compare?party=subject-1&amp;right=un-sc%2FQDi.399`, "this is no clear answer: list un-sc is partial")
	const form = "party=subject-1&listing=un-sc/QDi.399&back=/subjects/subject-1%23matches"
	w := b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=follow+up&reason=the+passport+is+the+same")
	if w.Code != 303 || w.Header().Get("Location") != "/subjects/subject-1#matches" {
		t.Errorf("%d %s\n%s", w.Code, w.Header().Get("Location"), w.Body)
	}
	d := desk.decisions[len(desk.decisions)-1]
	if d.On != "a1" || d.Verb != cases.Follow || d.Match == nil || d.Match.Party != "subject-1" || d.Match.Asked != "Yusuf Al-Rahmani" {
		t.Errorf("a customer's alert is followed up: %+v", d)
	}
	says(t, "the alert", b.get("/alerts/a1"), "found that it is them", "the passport is the same", "Yousef AL RAHMANI, un-sc", "Following")
	says(t, "the subject", b.get("/subjects/subject-1"), "Found to be them", "the passport is the same")
	w = b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=dismiss&reason=another+birth+year&except=1&expires=2027-01-31")
	if p := desk.proposed; w.Code != 303 || len(p) != 1 || p[0].Customer != "subject-1" || p[0].Expires.Format("2006-01-02") != "2027-01-31" {
		t.Errorf("%d %+v", w.Code, p)
	}
	if d := desk.decisions[len(desk.decisions)-1]; d.On != d.Match.ID() {
		t.Errorf("a false match dismisses the whole alert: %+v", d)
	}
	if w := b.ask(access.Analyst, "POST", "/matches/decisions", form+"&verb=dismiss&reason=another+birth+year"); w.Code != 303 || len(desk.proposed) != 1 {
		t.Error("an exception is proposed although nobody wanted one")
	}
	if w := b.ask(access.Analyst, "POST", "/matches/decisions", "party=nobody&listing=un-sc/QDi.399&verb=note&reason=two+words"); w.Code != 404 {
		t.Error(w.Code)
	}
	if w := b.ask(access.Analyst, "POST", "/matches/decisions", "party=subject-1&listing=un-sc/QDi.399&verb=note&reason=two+words&back=//elsewhere.example"); strings.Contains(w.Header().Get("Location"), "elsewhere") {
		t.Error("it leads away")
	}
}

// While the page stands, only the part that was decided on is made anew, with what went wrong in it.
func TestAPartOfThePageIsDecided(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	ask := func(form string) string {
		r := httptest.NewRequest("POST", "/matches/decisions", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("HX-Request", "true")
		r.AddCookie(&http.Cookie{Name: cookieName, Value: b.who[access.Analyst]})
		w := httptest.NewRecorder()
		b.site.ServeHTTP(w, r)
		if w.Code != 200 || strings.Contains(w.Body.String(), "<html") {
			t.Errorf("%d\n%s", w.Code, w.Body)
		}
		return w.Body.String()
	}
	says(t, "the part", ask("name=rahmani&listing=un-sc/QDi.399&verb=note&reason=the+passport+is+awaited"), "left it undecided", "the passport is awaited")
	says(t, "the part", ask("name=rahmani&listing=un-sc/QDi.399&verb=note&reason=no"), "needs a reason in words", `value="no"`)
	says(t, "the part", ask("party=subject-1&listing=un-sc/QDi.399&verb=note&reason=the+passport+is+awaited"), "left it undecided")
}

func TestTwoAreCompared(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	says(t, "the empty form", b.get("/compare"), `name="left-name"`, `name="right-identifier"`, `name="right-listing"`, "Each comparison is logged")
	text := b.ask(access.Analyst, "POST", "/compare", url.Values{"left-name": {"Yusuf Al-Rahmani\r\nAbu Omar"}, "left-birthDate": {"1984"}, "right-listing": {"un-sc/QDi.399"}}.Encode()).Body.String()
	says(t, "the comparison", text, "0.94", "0.62", "Supported", "birth date", "close", "on one side only", "YUSUF ~ YOUSEF", "What decides nothing", "N330981", "differs", "A possible match", `data-decide="n"`,
		"un-sc</bdi>: 1\u202f003 listings", "Abu Omar</textarea>", `name="right-listing" value="un-sc/QDi.399"`)
	if !b.desk.noted("compare", "Yusuf Al-Rahmani, Abu Omar, 1984 with un-sc/QDi.399") {
		t.Errorf("%+v", b.desk.log[len(b.desk.log)-1])
	}
	says(t, "two listings", b.get("/compare?left=un-sc/QDi.399&right=un-sc/QDi.399"), "What the scores rest on")
	if text := b.get("/compare?left=un-sc/QDi.399&right=un-sc/QDi.399"); strings.Contains(text, "data-decide") {
		t.Error("two listings are nobody's to decide on")
	}
	says(t, "a subject", b.get("/compare?party=subject-1&right=un-sc/QDi.399"), `href="/subjects/subject-1"`, `data-decide="y"`, `name="back" value="/compare?party=subject-1&amp;right=un-sc%2FQDi.399"`)
	if text := b.get("/compare?right=un-sc/QDi.399"); strings.Contains(text, "What the scores rest on") || !strings.Contains(text, `name="right-listing" value="un-sc/QDi.399"`) {
		t.Error("one side alone is compared with nothing")
	}
	says(t, "no match", b.ask(access.Analyst, "POST", "/compare", "left-name=Nobody&right-name=Somebody").Body.String(), "No possible match: the names agree by less than 0.79")
	says(t, "a known customer", b.ask(access.Analyst, "POST", "/compare", "left-name=nora+lindqvist&right-listing=un-sc/QDi.399").Body.String(), `name="customer" value="payer-0"`)
	for form, word := range map[string]string{"left-name=Ann": "nothing is said of the other", "right-name=Ann": "nothing is said of one", "left-name=Ann&right-listing=un-sc/none": "no list that stands has such a listing"} {
		if w := b.ask(access.Analyst, "POST", "/compare", form); w.Code < 400 || !strings.Contains(w.Body.String(), word) || strings.Contains(form, "left-name") && !strings.Contains(w.Body.String(), "Ann</textarea>") {
			t.Errorf("%s: %d\n%s", form, w.Code, w.Body)
		}
	}
	if text := b.ask(access.Analyst, "POST", "/compare", "left-name=Ann&right-listing=un-sc/QDi.399&clear=right").Body.String(); strings.Contains(text, `value="un-sc/QDi.399"`) || !strings.Contains(text, "Ann</textarea>") || strings.Contains(text, "role=\"alert\"") {
		t.Error("a side is not taken back alone")
	}
}

func TestAListingInFull(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	says(t, "the listing", b.get("/listings/un-sc/QDi.399"), "يوسف الرحماني", "Ywsf Alrhmany", "letter by letter", "Arabic", "Cyrillic", "Weak alias", "1984", "its check digit is wrong", "Al-Qaida", "Reported dead", "a member state", "hold and report", "sanction",
		"14 King Hussein Street", "un-sc</bdi>, 9 d", `href="/listings/un-sc/doc-1"`, `/compare?right=un-sc%2fQDi.399`)
	if !b.desk.noted("view", "listing un-sc/QDi.399") {
		t.Error("the look is not logged")
	}
}

// Who only screens may compare and read listings; customers, and what was decided on them, are not theirs.
func TestTheFrontLineComparesAndDecidesNothing(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	b.person("fred", access.FrontLine)
	b.ask(access.Analyst, "POST", "/matches/decisions", "name=rahmani&listing=un-sc/QDi.399&verb=note&reason=the+passport+is+awaited")
	text := b.ask(access.FrontLine, "POST", "/screen", "name=rahmani").Body.String()
	says(t, "the look-up", text, "Compare field by field", "The listing in full")
	for _, word := range []string{"data-decide", "awaited", "it is them", "/look-ups"} {
		if strings.Contains(text, word) {
			t.Errorf("the front line is shown %q", word)
		}
	}
	for what, want := range map[string]int{"GET /compare": 200, "GET /compare?party=subject-1&right=un-sc/QDi.399": 403, "GET /listings/un-sc/QDi.399": 200, "POST /matches/decisions": 403, "GET /look-ups": 403, "GET /subjects/subject-1": 403} {
		method, path, _ := strings.Cut(what, " ")
		if w := b.ask(access.FrontLine, method, path, ""); w.Code != want {
			t.Errorf("%s: %d, not %d", what, w.Code, want)
		}
	}
	if w := b.ask(access.FrontLine, "POST", "/compare", "left-party=subject-1&right-listing=un-sc/QDi.399"); w.Code != 403 {
		t.Error("a subject is compared by who may not look at one:", w.Code)
	}
}

// What cannot be read is said, and never passed over without a word.
func TestWhatIsNotComparedIsSaid(t *testing.T) {
	for q, want := range map[ScreenQuery]string{{Name: "Ann", BirthDate: "tomorrow"}: "“tomorrow” is no date", {Name: "Ann", Country: "atlantis"}: "“atlantis” is no country", {Identifier: "A-12\nLV4471203"}: "“A-12” is too short for an identifier",
		{Name: "Ann", BirthDate: "circa 1970", Country: "germany", Identifier: "x.org"}: "", {Name: "Ann", BirthDate: "1970-05"}: "", {}: "", {Identifier: "YLAB"}: ""} {
		if got := strings.Join(q.Unread(), "; "); got != want {
			t.Errorf("%+v: %q, not %q", q, got, want)
		}
	}
	b := newBench(t, aDay())
	b.staff()
	says(t, "the look-up", b.ask(access.Analyst, "POST", "/screen", "name=rahmani&birthDate=1984-31-12").Body.String(), "“1984-31-12” is no date</bdi>, so it is not compared", "1 possible match")
	says(t, "the comparison", b.ask(access.Analyst, "POST", "/compare", "left-name=rahmani&right-name=rahmani&right-country=nowhere").Body.String(), "“nowhere” is no country</bdi>, so it is not compared")
}

func TestAListingIsNamedAsItIsRead(t *testing.T) {
	for _, ref := range []ListingRef{{"un-sc", "QDi.399"}, {"os", "NK-1/2"}, {"", "QDi.399"}, {}, {"a", "القذافي"}} {
		if got := RefOf(" " + ref.String() + " "); got != ref {
			t.Errorf("%+v is read as %+v", ref, got)
		}
	}
}
