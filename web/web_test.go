package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"spoor/access"
	"spoor/cases"
	"spoor/detect"
)

// TestWhoMayOpenWhat is the table of every route and role: 200 opens, 303 leads on, 401 asks to sign in, 403 refuses, 404 and
// 422 let in and then find nothing or take nothing.
func TestWhoMayOpenWhat(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	// In the order: nobody, analyst, auditor, administrator.
	table := map[string][4]int{
		"GET /":                                     {303, 200, 303, 200},
		"GET /alerts/a1":                            {303, 200, 403, 200},
		"POST /alerts/a1/decisions":                 {401, 400, 403, 400},
		"GET /findings/f1":                          {303, 200, 403, 200},
		"POST /findings/f1/decisions":               {401, 400, 403, 400},
		"GET /subjects":                             {303, 200, 403, 200},
		"GET /subjects/subject-1":                   {303, 200, 403, 200},
		"GET /matches":                              {303, 200, 403, 200},
		"GET /mentions":                             {303, 200, 403, 200},
		"GET /screen":                               {303, 200, 403, 200},
		"POST /screen":                              {401, 422, 403, 422},
		"GET /compare":                              {303, 200, 403, 200},
		"POST /compare":                             {401, 422, 403, 422},
		"GET /listings/un-sc/QDi.399":               {303, 200, 403, 200},
		"GET /listings/un-sc/none":                  {303, 404, 403, 404},
		"POST /matches/decisions":                   {401, 422, 403, 422},
		"GET /look-ups":                             {303, 200, 403, 200},
		"GET /typologies":                           {303, 200, 403, 200},
		"POST /typologies":                          {401, 400, 403, 400},
		"GET /typologies/listed-party":              {303, 200, 403, 200},
		"GET /typologies/listed-party/workbench":    {303, 200, 403, 200},
		"GET /typologies/nobody/workbench":          {303, 404, 403, 404},
		"GET /typologies/listed-party/trying":       {303, 200, 403, 200},
		"POST /typologies/listed-party/try":         {401, 400, 403, 400},
		"POST /typologies/listed-party/stop":        {401, 303, 403, 303},
		"POST /typologies/listed-party/stable":      {401, 422, 403, 422},
		"POST /typologies/listed-party/stable/none": {401, 404, 403, 404},
		"GET /lists":                                {303, 200, 403, 200},
		"GET /changes":                              {303, 200, 403, 200},
		"GET /exceptions":                           {303, 200, 403, 200},
		"POST /exceptions/x1":                       {401, 400, 403, 400},
		"POST /exceptions/none":                     {401, 404, 403, 404},
		"GET /load":                                 {303, 200, 403, 200},
		"POST /load":                                {401, 400, 403, 400},
		"POST /load/propose":                        {401, 400, 403, 400},
		"GET /loads/3":                              {303, 200, 403, 200},
		"GET /loads/3/aside.csv":                    {303, 200, 403, 200},
		"GET /evidence":                             {303, 403, 200, 200},
		"POST /evidence/verify":                     {401, 403, 200, 200},
		"GET /admin":                                {303, 403, 403, 200},
		"POST /admin/invite":                        {401, 403, 403, 422},
		"POST /admin/people/nobody":                 {401, 403, 403, 404},
		"GET /account":                              {303, 200, 200, 200},
		"POST /account/token":                       {401, 422, 422, 422},
		"POST /account/token/end":                   {401, 403, 403, 403},
		"GET /state":                                {303, 200, 403, 200},
		"GET /sign-in":                              {200, 200, 200, 200},
		"POST /sign-in":                             {400, 400, 400, 400},
		"GET /welcome":                              {403, 403, 403, 403},
		"POST /welcome":                             {403, 403, 403, 403},
		"POST /sign-out":                            {401, 303, 303, 303},
		"GET /assets/app.css":                       {200, 200, 200, 200},
		"GET /there-is-no-such-page":                {404, 404, 404, 404},
		"GET /typologies/none":                      {303, 404, 403, 404},
		"GET /loads/99":                             {303, 404, 403, 404},
		"GET /alerts/none":                          {303, 404, 403, 404},
		"POST /findings/none/decisions":             {401, 404, 403, 404},
		"GET /assets/none.js":                       {404, 404, 404, 404},
		"GET /subjects/nobody":                      {303, 404, 403, 404},
		"DELETE /alerts/a1":                         {404, 404, 404, 404},
		"GET /subjects/..%2f..%2fsecret":            {303, 404, 403, 404},
	}
	tested := map[string]bool{}
	for what, wanted := range table {
		method, path, _ := strings.Cut(what, " ")
		if path == "/sign-out" {
			defer func() { // last, since it ends the sessions
				for i, role := range []access.Role{"", access.Analyst, access.Auditor, access.Administrator} {
					if got := b.ask(role, method, path, "").Code; got != wanted[i] {
						t.Errorf("%s as %q: %d, not %d", what, role, got, wanted[i])
					}
				}
			}()
		} else {
			for i, role := range []access.Role{"", access.Analyst, access.Auditor, access.Administrator} {
				if got := b.ask(role, method, path, "").Code; got != wanted[i] {
					t.Errorf("%s as %q: %d, not %d", what, role, got, wanted[i])
				}
			}
		}
		tested[patternOf(method, path)] = true
	}
	for _, r := range routes() {
		if r.pattern != "/" && !tested[r.pattern] {
			t.Errorf("no row of the table is on %s", r.pattern)
		}
	}
}

// patternOf finds the route of a request.
func patternOf(method, path string) string {
	mux := http.NewServeMux()
	for _, r := range routes() {
		mux.HandleFunc(r.pattern, func(http.ResponseWriter, *http.Request) {})
	}
	_, pattern := mux.Handler(httptest.NewRequest(method, path, nil))
	return pattern
}

func TestWhatPagesSay(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	for path, words := range map[string][]string{
		"/": {"Last check 2026-11-22 08:48", "148\u202f213 records", "Urgent", "Bright Star Trading Ltd", "+1 finding", "Assign to me", "anton", "2 typologies not testable", "50 d"},
		"/alerts/a1": {"Yusuf Al-Rahmani", "Opened because cash-courier opens as a finding", "took out 14200.00 EUR", "The landlord explains two of the senders", "noted",
			"Dismiss this alert as explained", "Follow up this alert", "Keep as a note", "Assign this alert"},
		"/findings/f1": {"received 15730.00 EUR from 6 senders", "15\u202f730.00 EUR", "10\u202f730.00 EUR", "≥", "“sums under € 5,000”", "Ranstorp", "a collection for a wedding", "see what became of the money",
			"total below 5000.00 EUR", "payments-2026-10.csv", ":214", "ES7921000813610123456789", "16 amounts in EUR", "Nobody has decided anything"},
		"/subjects/subject-1":              {"يوسف الرحماني", "Passport number", "customers.csv", "same passport number K1120045", "Crossing", "Cash movement", "Yousef AL RAHMANI", "Nothing here is a verdict"},
		"/subjects/bare":                   {"Known by its id alone", "Nobody could be looked up on lists"},
		"/subjects?q=nora":                 {"Nora Lindqvist", "1 that fits"},
		"/subjects?q=nobody":               {"name nobody like", "/screen"},
		"/matches":                         {"Possible matches", "registration number", "same", "Confirmed"},
		"/typologies":                      {"structured-deposits", "Not testable", "no Invoice.number, Shipment", "2 cannot be tested", "; 1 of them your organisation’s own", "<bdi>Example &lt;Bank&gt;’s own</bdi>"},
		"/typologies/structured-deposits":  {"Its own tests", "six cash deposits in a week", "Passed", "params: {senders: 5", "Opened 1 alert", "Spoor’s library", "Its numbers", "<td><code>limit</code></td><td>5000 EUR", "Yours keeps <code>limit</code> privately"},
		"/typologies/multiple-invoicing":   {"Not testable on the loaded records", "Invoice.number"},
		"/lists":                           {"ofac-sdn", "17\u202f741", "3f9a3f9a3f9a", "2026-11-21 13:30", "Complete"},
		"/load":                            {"Propose a mapping", "Load this file", "bank-b/payments-2026-10.csv", "Broke off"},
		"/loads/3":                         {"the line has no end", "there is no month 13", "9021:4", "12 values on religion", "statement 64 does not come to &lt;its&gt; closing balance", "Download all as CSV"},
		"/screen":                          {"Look up", "17\u202f741 listings, 20 h"},
		"/?state=dismissed":                {"Nora Lindqvist", "Dismissed"},
		"/?priority=urgent&state=open":     {"Bright Star"},
		"/?mine=1":                         {"Дмитрий Соколов"},
		"/?typology=structured-deposits":   {"Yusuf Al-Rahmani"},
		"/?priority=low&state=following":   {"No alert fits these filters"},
		"/account":                         {"investigation", "Make an API token"},
		"/findings/f1?page=99&nonsense=%3": {"Contributing records"},
	} {
		text := b.get(path)
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s does not say %q", path, word)
			}
		}
	}
	for path, word := range map[string]string{"/": "Nora Lindqvist", "/?state=dismissed": "Bright Star", "/?mine=1": "P. Okafor", "/?typology=structured-deposits": "P. Okafor"} {
		if strings.Contains(b.get(path), word) {
			t.Errorf("%s says %q, which its filter leaves out", path, word)
		}
	}
	for _, word := range []string{"terrorist", "suspect", "guilty"} {
		for _, path := range []string{"/", "/alerts/a1", "/findings/f1", "/subjects/subject-1", "/matches", "/screen", "/lists", "/load"} {
			if strings.Contains(strings.ToLower(b.get(path)), word) {
				t.Errorf("%s says %q", path, word)
			}
		}
	}
}

// Who reads a finding sees that its typology has not been tried: it looks like any other otherwise.
func TestFindingsOfUntriedTypologiesAreMarked(t *testing.T) {
	desk := aDay()
	b := newBench(t, desk)
	b.staff()
	mark := `<span>Experimental</span>`
	paths := []string{"/subjects/subject-1", "/alerts/a1", "/findings/f1"}
	for _, path := range paths {
		if strings.Contains(b.get(path), mark) {
			t.Errorf("%s marks findings of tried typologies", path)
		}
	}
	desk.findings[0].Typology = "hawala-like"
	for _, path := range paths {
		if !strings.Contains(b.get(path), mark) {
			t.Errorf("%s does not mark the finding of an experimental typology", path)
		}
	}
}

func TestAFreshInstallSaysWhatToDo(t *testing.T) {
	b := newBench(t, &fake{})
	b.staff()
	for path, words := range map[string][]string{
		"/": {"Load a list and records to begin", `href="/load"`}, "/lists": {"No list is loaded"}, "/load": {"Nothing is loaded yet"},
		"/screen": {"No list is loaded, so nobody can be screened"}, "/subjects": {"Look somebody up in the records"}, "/matches": {"made no possible match"},
		"/typologies": {"not known before a check"},
	} {
		text := b.get(path)
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s does not say %q", path, word)
			}
		}
	}
	b.desk.loads = aDay().loads
	if text := b.get("/"); !strings.Contains(text, "The first check has not ended yet") {
		t.Error("the queue does not say that the check is under way")
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	for _, path := range []string{"/", "/sign-in", "/findings/none", "/assets/app.css", "/loads/3/aside.csv"} {
		h := b.ask(access.Analyst, "GET", path, "").Header()
		if got := h.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || strings.Contains(got, "unsafe") {
			t.Errorf("%s: policy %q", path, got)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be taken for another type", path)
		}
	}
	if got := b.ask(access.Analyst, "GET", "/", "").Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("pages may be kept: %q", got)
	}
	for _, path := range []string{"/", "/alerts/a1", "/findings/f1", "/subjects/subject-1", "/screen", "/load"} {
		text := b.get(path)
		if found := regexp.MustCompile(`(?i)<script(>|[^>]*[^>]>[^<]|[^s]*javascript:)|\sstyle=|<style|\son[a-z]+=`).FindString(text); found != "" {
			t.Errorf("%s has something inline, which the policy would refuse: %q", path, found)
		}
	}
}

func TestAFormFromAnotherSiteIsRefused(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	r := httptest.NewRequest("POST", "/findings/f1/decisions", strings.NewReader("verb=dismiss&reason=not+mine+at+all"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	r.AddCookie(&http.Cookie{Name: cookieName, Value: b.who[access.Analyst]})
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	if w.Code != 403 {
		t.Errorf("status %d", w.Code)
	}
	if d, _ := b.desk.Decisions(t.Context(), "f1"); len(d) != 0 {
		t.Error("it was decided all the same")
	}
}

func TestHostileDataStaysText(t *testing.T) {
	desk := aDay()
	const attack = `<script>alert(1)</script>"><img src=x onerror=alert(2)>`
	long := strings.Repeat("A\u202eB", 5000)
	for i := range desk.findings {
		f := &desk.findings[i]
		f.Name, f.Say, f.Innocent, f.Sources = attack, attack+" \u202e"+long, []string{attack}, []detect.Source{{Cite: attack, Quote: attack}}
		f.Conditions[0].Text, f.Conditions[0].Measured, f.Conditions[0].Silent = attack, attack, attack
		for j := range f.Records {
			f.Records[j].Raw, f.Records[j].File, f.Records[j].ID = attack, attack, attack
			f.Records[j].Fields = append(f.Records[j].Fields, cases.Field{Name: attack, Text: attack, Thing: `javascript:alert(1)//../` + attack})
		}
	}
	for i := range desk.run.Alerts {
		desk.run.Alerts[i].Name, desk.run.Alerts[i].Say, desk.run.Alerts[i].Rule = attack+long, attack, attack
	}
	desk.subjects[0].Name, desk.subjects[0].Names, desk.subjects[0].Links = attack, []string{attack, long, "\u200fمريم\u200e"}, []string{attack}
	desk.hits[0].Caption, desk.hits[0].List, desk.hits[0].Reasons[0].Party = attack, attack, attack
	desk.lists[0].Name, desk.loads[2].File, desk.loads[2].Problem, desk.aside[0].What = attack, attack, attack, attack
	desk.decisions = append(desk.decisions, cases.Decision{ID: "x", On: "a1", Verb: cases.Note, By: "anton", Reason: attack})
	desk.decisions = append(desk.decisions, cases.Decision{ID: "y", On: "m", Verb: cases.Note, By: "anton", Reason: attack, Match: &cases.Match{Asked: attack + long, Caption: attack, List: attack, Listing: "javascript:alert(1)"}})
	desk.state.Problem = attack
	b := newBench(t, desk)
	b.staff()
	for _, path := range []string{"/", "/alerts/a1", "/findings/f1", "/subjects/subject-1", "/subjects?q=%3Cscript%3E", "/matches", "/screen", "/lists", "/load", "/loads/3", "/sign-in?name=%22%3E%3Cscript%3E", "/listings/un-sc/QDi.399", "/compare?left=un-sc/QDi.399&right=un-sc/QDi.399", "/look-ups"} {
		text := b.get(path)
		if strings.Contains(text, "<script>") || strings.Contains(text, "<img") || strings.Contains(text, `href="javascript:`) {
			t.Errorf("%s lets markup of the data through", path)
		}
		if n := longest(text); n > 9000 {
			t.Errorf("%s shows a word of %d letters whole", path, n)
		}
	}
	if text := b.get("/findings/f1"); strings.Contains(text, "\u202e") && strings.Contains(text, "alert(2)&gt; \u202e") {
		t.Error("a sign that turns the direction stands in a sentence of ours")
	}
}

// longest is the length of the longest word of letters in a page.
func longest(text string) int {
	most := 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '<' || r == '>' || r == '"' || r == '\n' }) {
		most = max(most, len(word))
	}
	return most
}

func TestDecisions(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	for _, c := range []struct {
		name, path, form string
		status           int
		says             string
	}{
		{"a reason is needed", "/findings/f1/decisions", "verb=dismiss&reason=", 422, "a decision needs a reason in words"},
		{"one word is no reason", "/findings/f1/decisions", "verb=dismiss&reason=ok", 422, "needs a reason"},
		{"there is no such verb", "/findings/f1/decisions", "verb=destroy&reason=because+I+want", 400, "is no decision"},
		{"work goes to somebody who may do it", "/alerts/a1/decisions", "verb=assign&to=olga", 422, "there is nobody of that name who may decide"},
		{"an alert that is not there", "/alerts/none/decisions", "verb=note&reason=two+words", 404, "there is no such alert"},
		{"dismissed", "/findings/f1/decisions", "verb=dismiss&reason=the+landlord+explains+it&back=/findings/f1", 303, ""},
		{"assigned", "/alerts/a1/decisions", "verb=assign&to=ines&back=//elsewhere.example", 303, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := b.ask(access.Analyst, "POST", c.path, c.form)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("%d\n%s", w.Code, w.Body)
			}
			if to := w.Header().Get("Location"); strings.Contains(to, "elsewhere") {
				t.Error("it leads away to", to)
			}
		})
	}
	if w := b.ask(access.Analyst, "POST", "/findings/f2/decisions", "verb=dismiss&reason=unfinished"); !strings.Contains(w.Body.String(), ">unfinished</textarea>") {
		t.Error("what was written is lost")
	}
	d, _ := b.desk.Decisions(t.Context(), "f1")
	if len(d) != 1 || d[0].By != "anton" || d[0].Verb != cases.Dismiss || d[0].Reason != "the landlord explains it" || d[0].ID == "" || !d[0].At.Equal(now()) {
		t.Errorf("kept: %+v", d)
	}
	if text := b.get("/findings/f1"); !strings.Contains(text, "Reopen this finding") || !strings.Contains(text, "the landlord explains it") {
		t.Error("the page does not show what was decided")
	}
}

func TestWhatIsLookedAtIsLogged(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	b.get("/findings/f1")
	b.get("/alerts/a1")
	b.get("/subjects/subject-1")
	b.get("/subjects?q=nora")
	b.get("/loads/3/aside.csv")
	b.ask(access.Analyst, "POST", "/screen", "name=Yousef&birthDate=1984&country=JO")
	b.ask("", "POST", "/sign-in", "name=anton&passphrase=wrong&purpose=audit")
	for _, e := range [][2]string{{"view", "finding f1"}, {"view", "alert a1"}, {"view", "subject subject-1"}, {"search", "nora"},
		{"export", "rows set aside of bank-b/payments-2026-10.csv"}, {"screen", "Yousef, 1984, jo"}, {"sign-in refused", "anton"}} {
		if !b.desk.noted(e[0], e[1]) {
			t.Errorf("the log has no %v", e)
		}
	}
	for _, e := range b.desk.log {
		if e.Act == "screen" && (e.By != "anton" || e.Purpose != "investigation") {
			t.Errorf("%+v", e)
		}
	}
}

func TestScreeningNeverSaysClear(t *testing.T) {
	loaded := now().Add(-30 * time.Hour)
	for _, c := range []struct {
		name  string
		lists []ListState
		says  string
		not   string
	}{
		{"whole", []ListState{{Name: "un", Listings: 5, Loaded: loaded}, {Name: "eu", Listings: 6, Loaded: now()}}, "No possible match on 2 lists as of 2026-11-21 03:30, among 11 listings", "not complete"},
		{"partial", []ListState{{Name: "un", Listings: 5, Loaded: loaded, Partial: true}}, "this answer is not complete", "No possible match on"},
		{"seen since", []ListState{{Name: "un", Listings: 5, Loaded: loaded, Checked: now()}}, "No possible match on 1 list as of 2026-11-22 09:30, among 5 listings", "2026-11-21"},
		{"stale", []ListState{{Name: "un", Listings: 5, Loaded: loaded, Unclear: "list un is stale (30 h old, at most 24 h)"}}, "at most 24 h)</bdi>: this answer is not complete", "No possible match on"},
		{"none", nil, "No list is loaded, so nobody can be screened", "No possible match"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, &fake{lists: c.lists})
			b.staff()
			text := b.ask(access.Analyst, "POST", "/screen", "name=Nobody+Listed").Body.String()
			if !strings.Contains(text, c.says) || strings.Contains(text, c.not) || strings.Contains(strings.ToLower(text), "clear") {
				t.Error(text)
			}
		})
	}
}

func TestScreeningAnswersWithItsEvidence(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	text := b.ask(access.Analyst, "POST", "/screen", "name=rahmani").Body.String()
	for _, word := range []string{"Yousef AL RAHMANI", "0.94", "0.62", "the same name in another spelling", "differs", "unknown", "1 possible match.", "17\u202f741 listings, 20 h", `value="rahmani"`} {
		if !strings.Contains(text, word) {
			t.Errorf("it does not say %q", word)
		}
	}
}

func TestTheLineOnACheckUnderWay(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	b.desk.state = State{Checking: true, Doing: "screening", Done: 1200, Total: 9120}
	if text := b.get("/"); !strings.Contains(text, "screening, 1\u202f200 of 9\u202f120") || !strings.Contains(text, `hx-get="/state"`) {
		t.Error(text)
	}
	b.desk.state = State{}
	if text := b.get("/state"); !strings.Contains(text, "The check is done") || strings.Contains(text, "hx-get") {
		t.Error(text)
	}
	b.desk.state = State{Problem: "no space is left"}
	if text := b.get("/queue-is-home"[:1]); !strings.Contains(text, "The last check failed.") || !strings.Contains(text, "no space is left") {
		t.Error(text)
	}
}

func TestTheLogIsShownInPages(t *testing.T) {
	desk := aDay()
	for range 250 {
		_ = desk.note(t.Context(), "view", "x", "")
	}
	b := newBench(t, desk)
	b.staff()
	first := b.ask(access.Auditor, "GET", "/evidence", "").Body.String()
	older := regexp.MustCompile(`/evidence\?before=\d+`).FindString(first)
	if !strings.Contains(first, ">252<") || strings.Contains(first, ">152<") || older != "/evidence?before=153" {
		t.Errorf("the first page ends at %s", older)
	}
	last := b.ask(access.Auditor, "GET", "/evidence?before=53", "").Body.String()
	if !strings.Contains(last, "sdn.csv") || strings.Contains(last, "?before=") {
		t.Error("the last page is not the last")
	}
	if text := b.ask(access.Auditor, "POST", "/evidence/verify", "").Body.String(); !strings.Contains(text, "The log is whole:") || !strings.Contains(text, ", numbered from 0") || !strings.Contains(text, "Zm9vYmFy") {
		t.Error(text)
	}
}

func TestVendoredFilesAreThoseOfTheManifest(t *testing.T) {
	manifest, err := os.ReadFile("assets/vendor/MANIFEST")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{"MANIFEST": true, "README.md": true}
	for _, line := range strings.Split(strings.TrimSpace(string(manifest)), "\n") {
		hash, name, _ := strings.Cut(line, "  ")
		body, err := os.ReadFile("assets/vendor/" + name)
		if sum := sha256.Sum256(body); err != nil || hex.EncodeToString(sum[:]) != hash {
			t.Errorf("%s is not what the manifest says (%v)", name, err)
		}
		listed[name] = true
	}
	entries, err := os.ReadDir("assets/vendor")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !listed[e.Name()] {
			t.Errorf("%s is not in the manifest", e.Name())
		}
	}
}
