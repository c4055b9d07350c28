package server_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/access"
	"spoor/detect"
	"spoor/evidence"
	"spoor/internal/app"
	"spoor/model"
	"spoor/server"
	"spoor/server/match"
	"spoor/store/sqlite"
	"spoor/typologies"
	"spoor/web"
)

func now() time.Time { return time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC) }

// house is the whole product over an embedded store, without a network.
type house struct {
	t       *testing.T
	handler http.Handler
	desk    *app.Desk
	options server.Options
	log     *bytes.Buffer
	tokens  map[access.Role]string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	dir := t.TempDir()
	store, err := sqlite.Open(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	library, err := detect.Load(typologies.Files, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	desk := app.NewDesk(store, library, detect.Environment{Jurisdiction: "eu"}, dir, now)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); desk.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended; _ = store.Close() })
	h := &house{t: t, desk: desk, log: &bytes.Buffer{}, tokens: map[access.Role]string{}}
	gate := &access.Gate{Store: store, Now: now, Rand: rand.Reader}
	h.options = server.Options{Version: "test", Web: web.Options{Desk: web.Desk{Work: desk, Subjects: desk, Screening: desk, Watching: desk, Loading: desk, Library: desk, Workbench: desk, Audit: desk},
		Gate: gate, Status: app.HTTPStatus, Now: now, Rand: rand.Reader, Log: slog.New(slog.NewTextHandler(h.log, nil))}}
	if h.handler, err = server.New(h.options); err != nil {
		t.Fatal(err)
	}
	for _, role := range access.Roles() {
		u := access.User{Name: string(role), Role: role, Password: "set"}
		if err := store.PutUser(t.Context(), u); err != nil {
			t.Fatal(err)
		}
		if h.tokens[role], err = gate.Token(t.Context(), access.Person{Name: u.Name, Role: role}, "transaction monitoring", time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func (h *house) send(role access.Role, method, path, kind string, body io.Reader) *httptest.ResponseRecorder {
	h.t.Helper()
	r := httptest.NewRequest(method, path, body)
	if role != "" {
		r.Header.Set("Authorization", "Bearer "+h.tokens[role])
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return w
}

// call sends JSON as the analyst and reads the answer.
func (h *house) call(method, path, body string, status int, into any) {
	h.t.Helper()
	w := h.send(access.Analyst, method, path, "application/json", strings.NewReader(body))
	if w.Code != status {
		h.t.Fatalf("%s %s: %d\n%s", method, path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
		h.t.Fatalf("%s %s: %v\n%s", method, path, err, w.Body)
	}
}

// settle waits for the check that a load begins.
func (h *house) settle() {
	h.t.Helper()
	for range 500 {
		var answer struct {
			Checked time.Time
			Total   int
		}
		h.call("GET", "/api/v1/alerts", "", 200, &answer)
		if !h.desk.State(h.t.Context()).Checking && answer.Total > 0 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.t.Fatal("the check does not end, or finds nothing")
}

// deposits are six cash payments of 950 EUR to ann within six days, which structured-deposits describes.
func deposits() string {
	var b strings.Builder
	b.WriteString(`{"id":"ann","schema":"Person","properties":{"name":["Ann Example"]}}` + "\n")
	for i := range 6 {
		fmt.Fprintf(&b, `{"id":"s%[1]d","schema":"Person","properties":{"name":["Sender %[1]d"]}}`+"\n"+
			`{"id":"p%[1]d","schema":"Payment","properties":{"at":["2024-05-0%[1]dT10:00:00Z"],"payer":["s%[1]d"],"beneficiary":["ann"],"amount":["950"],"currency":["EUR"],"method":["cash"]}}`+"\n", i+1)
	}
	return b.String()
}

const listed = `{"id":"Q1","schema":"Person","properties":{"name":["Vladimir Sokolov"],"birthDate":["1970-01-02"]}}` + "\n"

func TestFromLoadToDecision(t *testing.T) {
	h := newHouse(t)
	var loads struct {
		Loads []struct {
			ID         int
			Role, File string
			Read, Kept int
			Source     string
		}
	}
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", listed, 201, &loads)
	if len(loads.Loads) != 1 || loads.Loads[0].Role != "list" || loads.Loads[0].Kept != 1 {
		t.Fatalf("%+v", loads)
	}
	h.call("POST", "/api/v1/loads?name=payments.ftm.json", deposits(), 201, &loads)
	if len(loads.Loads) != 1 || loads.Loads[0].Kept != 6 || loads.Loads[0].Role != "records" {
		t.Fatalf("%+v", loads)
	}
	h.call("GET", "/api/v1/loads", "", 200, &loads)
	if len(loads.Loads) != 2 {
		t.Errorf("%+v", loads)
	}
	h.settle()

	var alerts struct {
		Alerts []struct {
			ID, Subject, Name, Priority, State, Rule string
			Findings                                 []string
		}
	}
	h.call("GET", "/api/v1/alerts?state=open", "", 200, &alerts)
	if len(alerts.Alerts) != 1 || alerts.Alerts[0].Name != "Ann Example" || alerts.Alerts[0].Priority != "medium" || len(alerts.Alerts[0].Findings) != 1 {
		t.Fatalf("%+v", alerts)
	}
	id := alerts.Alerts[0].Findings[0]
	var finding struct {
		Typology, Say, State string
		Conditions           []struct{ Measured, Limit string }
		Records              []struct {
			At, File string
			Line     int
		}
		Decisions []struct{ Verb, Reason, By string }
	}
	h.call("GET", "/api/v1/findings/"+id, "", 200, &finding)
	if finding.Typology != "structured-deposits" || len(finding.Records) != 6 || finding.Records[0].File != "payments.ftm.json" || finding.Records[0].Line != 3 || finding.State != "open" {
		t.Errorf("%+v", finding)
	}
	var decision struct{ Verb, By string }
	h.call("POST", "/api/v1/findings/"+id+"/decisions", `{"verb":"dismiss","reason":"it is the tennis club's fee"}`, 201, &decision)
	if decision.By != "analyst" || decision.Verb != "dismiss" {
		t.Errorf("%+v", decision)
	}
	h.call("GET", "/api/v1/findings/"+id, "", 200, &finding)
	if finding.State != "dismissed" || len(finding.Decisions) != 1 || finding.Decisions[0].Reason != "it is the tennis club's fee" {
		t.Errorf("%+v", finding)
	}
	rows, err := h.desk.LogRows(t.Context(), 0, 1000) // each look-up that waited for the list is one
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range []string{"load", "check", "view", "decide", "token"} {
		if !slices.ContainsFunc(rows, func(e evidence.Entry) bool { return e.Act == act }) {
			t.Errorf("the log has no %s", act)
		}
	}
	if i := slices.IndexFunc(rows, func(e evidence.Entry) bool { return e.Act == "decide" }); i >= 0 && (rows[i].By != "analyst" || rows[i].Purpose != "transaction monitoring") {
		t.Errorf("%+v", rows[i])
	}
}

func TestScreeningByAPI(t *testing.T) {
	h := newHouse(t)
	var answer struct {
		Complete bool
		Hits     []struct {
			Listing, Caption, List, Status string
			Score, Identity                float64
			Reasons                        []struct{ Field, Agreement string }
		}
		Lists []struct {
			Name     string
			Listings int
		}
	}
	h.call("POST", "/api/v1/screen", `{"name":"Nobody"}`, 200, &answer)
	if answer.Complete || answer.Hits == nil {
		t.Errorf("without a list nothing is complete: %+v", answer)
	}
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", listed, 201, &struct{}{})
	for range 500 {
		if h.call("POST", "/api/v1/screen", `{"name":"Wladimir Sokolow","birthDate":"1970","schema":"Person"}`, 200, &answer); len(answer.Hits) > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if !answer.Complete || len(answer.Hits) != 1 || answer.Hits[0].Listing != "Q1" || len(answer.Hits[0].Reasons) < 2 || len(answer.Lists) != 1 || answer.Lists[0].Listings != 1 {
		t.Errorf("%+v", answer)
	}
	var text struct {
		Complete bool
		Mentions []struct {
			Start, End     int
			Words, Listing string
			Score          float64
		}
	}
	h.call("POST", "/api/v1/screen/text", `{"text":"rent of Wladimir Sokolow, May"}`, 200, &text)
	if m := text.Mentions; !text.Complete || len(m) != 1 || m[0].Start != 8 || m[0].End != 24 || m[0].Words != "Wladimir Sokolow" || m[0].Listing != "Q1" || m[0].Score < 0.79 {
		t.Errorf("%+v", text)
	}
	h.call("POST", "/api/v1/screen/text", `{"text":"rent of nobody"}`, 200, &text)
	if text.Mentions == nil || len(text.Mentions) > 0 {
		t.Errorf("%+v", text)
	}
	h.call("POST", "/api/v1/screen/text", `{"text":"`+strings.Repeat("a ", 1<<19)+`b"}`, 422, &struct{}{})
}

func TestWhoMayCallWhat(t *testing.T) {
	h := newHouse(t)
	for what, wanted := range map[string][4]int{ // nobody, analyst, auditor, administrator
		"GET /api/v1/loads":                            {401, 200, 403, 200},
		"POST /api/v1/loads":                           {401, 400, 403, 400}, // a file without a name
		"GET /api/v1/alerts":                           {401, 200, 403, 200},
		"GET /api/v1/findings/none":                    {401, 404, 403, 404},
		"POST /api/v1/findings/x/decisions":            {401, 404, 403, 404},
		"POST /api/v1/screen":                          {401, 422, 403, 422},
		"POST /api/v1/screen/text":                     {401, 422, 403, 422},
		"GET /api/v1/mentions":                         {401, 200, 403, 200},
		"GET /api/v1/subjects/none":                    {401, 409, 403, 409}, // nothing was checked yet
		"GET /api/v1/typologies":                       {401, 200, 403, 200},
		"GET /api/v1/typologies/listed-party/versions": {401, 200, 403, 200},
		"GET /api/v1/typologies/listed-party/trials":   {401, 200, 403, 200},
		"GET /api/v1/typologies/none/versions":         {401, 404, 403, 404},
		"GET /api/v1/typologies/none/trials":           {401, 404, 403, 404},
		"GET /api/v1/openapi.json":                     {200, 200, 200, 200},
		"GET /api/v1/docs":                             {404, 404, 404, 404},
		"GET /healthz":                                 {200, 200, 200, 200},
		"GET /readyz":                                  {200, 200, 200, 200},
		"GET /":                                        {303, 303, 303, 303}, // a token is no session
	} {
		method, path, _ := strings.Cut(what, " ")
		body := map[bool]string{true: `{"verb":"note","reason":"two words"}`, false: "{}"}[strings.HasSuffix(path, "decisions")]
		for i, role := range []access.Role{"", access.Analyst, access.Auditor, access.Administrator} {
			w := h.send(role, method, path, "application/json", strings.NewReader(body))
			if w.Code != wanted[i] {
				t.Errorf("%s as %q: %d, not %d\n%s", what, role, w.Code, wanted[i], w.Body)
			}
			if w.Code >= 400 && w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s as %q: the problem is of type %q", what, role, w.Header().Get("Content-Type"))
			}
		}
	}
	h.tokens["made up"] = "made-up"
	if w := h.send("made up", "GET", "/api/v1/loads", "", nil); w.Code != 401 || w.Header().Get("WWW-Authenticate") == "" {
		t.Error(w.Code, w.Header())
	}
}

func TestProblemsSayWhatAndWhereAndWhatToDo(t *testing.T) {
	h := newHouse(t)
	type problem struct {
		Title, Detail, Hint string
		Status              int
		Place               struct {
			File string
			Line int
		}
	}
	var p problem
	h.call("POST", "/api/v1/loads?name=picture.png", "\x89PNG\r\n\x1a\n", 422, &p)
	if p.Status != 422 || p.Detail == "" || p.Place.File != "picture.png" {
		t.Errorf("%+v", p)
	}
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	_ = parts.WriteField("mapping", "records: [")
	file, _ := parts.CreateFormFile("file", "pay.csv")
	_, _ = file.Write([]byte("a,b\n1,2\n"))
	_ = parts.Close()
	w := h.send(access.Analyst, "POST", "/api/v1/loads", parts.FormDataContentType(), &form)
	if w.Code != 400 || !strings.Contains(w.Body.String(), "the mapping") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	p = problem{}
	h.call("POST", "/api/v1/screen", `{}`, 422, &p)
	if p.Detail != "there is nobody to look up" || p.Hint != "give a name or an identifier" {
		t.Errorf("%+v", p)
	}
	h.call("GET", "/api/v1/findings/none", "", 404, &p)
	h.call("POST", "/api/v1/screen", `{"name":`, 400, &p)
	h.call("GET", "/api/v1/alerts?state=lost", "", 422, &p)
}

func TestAFormWithAMapping(t *testing.T) {
	h := newHouse(t)
	mapping, err := h.desk.Propose(t.Context(), "pay.csv", strings.NewReader("date,payer,beneficiary,amount,currency\n2024-05-01,Ann,Bob,5.00,EUR\n"))
	if err != nil {
		t.Fatal(err)
	}
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	_ = parts.WriteField("mapping", mapping)
	file, _ := parts.CreateFormFile("file", "pay.csv")
	_, _ = file.Write([]byte("date,payer,beneficiary,amount,currency\n2024-05-01,Ann,Bob,5.00,EUR\n2024-05-02,Ann,Bob,6.00,EUR\n"))
	_ = parts.Close()
	w := h.send(access.Analyst, "POST", "/api/v1/loads", parts.FormDataContentType(), &form)
	if w.Code != 201 || !strings.Contains(w.Body.String(), `"kept":2`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestTheDescription(t *testing.T) {
	h := newHouse(t)
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]any
	}
	h.call("GET", "/api/v1/openapi.json", "", 200, &d)
	if !strings.HasPrefix(d.OpenAPI, "3.1") {
		t.Error("version", d.OpenAPI)
	}
	var paths []string
	for path, methods := range d.Paths {
		for method := range methods {
			paths = append(paths, method+" "+path)
		}
	}
	slices.Sort(paths)
	want := []string{"get /alerts", "get /findings/{id}", "get /loads", "get /mentions", "get /screening/changes", "get /screening/exceptions", "get /subjects/{id}", "get /typologies", "get /typologies/{id}/trials", "get /typologies/{id}/versions",
		"post /findings/{id}/decisions", "post /loads", "post /screen", "post /screen/text", "post /screening/exceptions", "post /screening/exceptions/{id}/acts"}
	if !slices.Equal(paths, want) {
		t.Errorf("%v", paths)
	}
}

func TestTheAccessLogNamesNobody(t *testing.T) {
	h := newHouse(t)
	h.send("", "GET", "/subjects?q=Ann+Example", "", nil)
	h.send(access.Analyst, "GET", "/api/v1/findings/secret-id", "", nil)
	h.send(access.Analyst, "POST", "/api/v1/screen", "application/json", strings.NewReader(`{"name":"Ann Example"}`))
	text := h.log.String()
	for _, word := range []string{"Ann", "secret-id", "Bearer", "analyst"} {
		if strings.Contains(text, word) {
			t.Errorf("the log says %q:\n%s", word, text)
		}
	}
	for _, word := range []string{`route="GET /subjects"`, `route="GET /api/v1/findings/{id}"`, "status=303", "status=404", `route="POST /api/v1/screen"`} {
		if !strings.Contains(text, word) {
			t.Errorf("the log does not say %q:\n%s", word, text)
		}
	}
}

// broken is a desk that breaks.
type broken struct{ web.Loading }

func (broken) Loads(context.Context) ([]web.LoadRow, error) { panic("a bolt came loose") }
func (broken) State(context.Context) web.State              { panic("a bolt came loose") }

func TestWhatBreaksGetsAnID(t *testing.T) {
	h := newHouse(t)
	h.options.Web.Desk.Loading = broken{}
	var err error
	if h.handler, err = server.New(h.options); err != nil {
		t.Fatal(err)
	}
	w := h.send(access.Analyst, "GET", "/api/v1/loads", "", nil)
	var p struct{ Detail string }
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 500 {
		t.Fatal(w.Code, w.Body)
	}
	id := p.Detail[strings.LastIndexByte(p.Detail, ' ')+1:]
	if len(id) != 12 || !strings.Contains(h.log.String(), "id="+id) || !strings.Contains(h.log.String(), "a bolt came loose") || strings.Contains(w.Body.String(), "bolt") {
		t.Errorf("%s\n%s", w.Body, h.log)
	}
}

func TestReadiness(t *testing.T) {
	h := newHouse(t)
	h.options.Ready = func(context.Context) error { return fmt.Errorf("the lists are not read yet") }
	var err error
	if h.handler, err = server.New(h.options); err != nil {
		t.Fatal(err)
	}
	if w := h.send("", "GET", "/readyz", "", nil); w.Code != 503 || strings.Contains(w.Body.String(), "lists") {
		t.Error(w.Code, w.Body)
	}
	if w := h.send("", "GET", "/healthz", "", nil); w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"status":"ok"}` {
		t.Error(w.Code, w.Body)
	}
}

// The list-matching API stands beside the pages, with the tokens of the native one, and the access log names nobody of it.
func TestListMatchingClients(t *testing.T) {
	h := newHouse(t)
	ask := func(role access.Role) *httptest.ResponseRecorder {
		return h.send(role, "POST", "/match/default", "", strings.NewReader(`{"queries":{"q":{"schema":"Person","properties":{"name":["Ann Example"]}}}}`))
	}
	if w := ask(access.Analyst); w.Code == 200 {
		t.Errorf("without lists: %d", w.Code)
	}
	h.options.Match = match.Options{Lists: app.Matching{Desk: h.desk}, Audit: h.desk}
	var err error
	if h.handler, err = server.New(h.options); err != nil {
		t.Fatal(err)
	}
	for role, want := range map[access.Role]int{access.Analyst: 200, access.Auditor: 403, "": 401} {
		if w := ask(role); w.Code != want || want == 200 && (w.Header().Get("X-Spoor-Incomplete") != "no list is loaded" || w.Header().Get("Cache-Control") != "no-store") {
			t.Errorf("%s: %d %s %v", role, w.Code, w.Body, w.Header())
		}
	}
	if w := h.send("", "GET", "/catalog", "", nil); w.Code != 200 || !strings.Contains(w.Body.String(), `"name":"default"`) {
		t.Error(w.Code, w.Body)
	}
	if text := h.log.String(); strings.Contains(text, "Ann") || !strings.Contains(text, `route="POST /match/{dataset}" status=200`) {
		t.Error(text)
	}
}

func TestAnUploadThatIsTooLargeIsRefused(t *testing.T) {
	h := newHouse(t)
	h.options.Web.MaxUpload = 1 << 20
	var err error
	if h.handler, err = server.New(h.options); err != nil {
		t.Fatal(err)
	}
	w := h.send(access.Analyst, "POST", "/api/v1/loads?name=big.csv", "", strings.NewReader(strings.Repeat("a,b\n", 1<<20)))
	if w.Code != 413 || !strings.Contains(w.Body.String(), "larger than 1 MiB") {
		t.Error(w.Code, w.Body)
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/healthz", "/api/v1/openapi.json", "/api/v1/loads", "/sign-in", "/api/v1/none"} {
		header := h.send("", "GET", path, "", nil).Header()
		if header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") || header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, header)
		}
	}
}
