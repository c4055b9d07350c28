package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spoor/access"
	"spoor/cases"
	"spoor/detect"
	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/typologies"
	"spoor/watch"
)

func now() time.Time { return time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC) }

// people is an access.Store in memory.
type people struct {
	mu       sync.Mutex
	users    []access.User
	sessions map[string]access.Session
}

func (p *people) Users(context.Context) ([]access.User, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.users), nil
}

func (p *people) PutUser(_ context.Context, u access.User) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.users = slices.DeleteFunc(p.users, func(o access.User) bool { return o.Name == u.Name })
	p.users = append(p.users, u)
	return nil
}

func (p *people) PutSession(_ context.Context, s access.Session) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sessions[s.Hash] = s
	return nil
}

func (p *people) Session(_ context.Context, hash string) (access.Session, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.sessions[hash]
	if !ok {
		return s, &fault.Error{Kind: fault.Missing, What: "no such session"}
	}
	return s, nil
}

func (p *people) EndSession(_ context.Context, hash string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.sessions, hash)
	return nil
}

// fake is a desk in memory, with a day's work on it.
type fake struct {
	mu        sync.Mutex
	run       cases.Run
	findings  []cases.Finding
	subjects  []Subject
	hits      []cases.Hit
	lists     []ListState
	loads     []LoadRow
	aside     []*fault.Error
	decisions []cases.Decision
	log       []evidence.Entry
	library   []*detect.Typology
	state     State
	took      struct {
		name, text, mapping string
		role                read.Role
	}
	exceptions []ExceptionRow
	proposed   []ExceptionProposal
	changes    []watch.Change
	refuse     error // what the next load fails with
	trials     trials
}

func (f *fake) LastRun(context.Context) (cases.Run, error) { return f.run, nil }

func (f *fake) Finding(_ context.Context, id string) (cases.Finding, error) {
	for _, x := range f.findings {
		if x.ID == id {
			return x, nil
		}
	}
	return cases.Finding{}, &fault.Error{Kind: fault.Missing, What: "there is no such finding", Hint: "it may have gone with the last check"}
}

func (f *fake) FindingsOf(_ context.Context, subject string) (out []cases.Finding, _ error) {
	for _, x := range f.findings {
		if x.Subject == subject {
			out = append(out, x)
		}
	}
	return out, nil
}

func (f *fake) Decide(ctx context.Context, d cases.Decision) error {
	if err := d.Check(); err != nil {
		return err
	}
	f.mu.Lock()
	f.decisions = append(f.decisions, d)
	f.mu.Unlock()
	return f.note(ctx, "decide", d.On, string(d.Verb)+": "+d.Reason)
}

func (f *fake) Decisions(_ context.Context, on ...string) (out []cases.Decision, _ error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, d := range f.decisions {
		if len(on) == 0 || slices.Contains(on, d.On) {
			out = append(out, d)
		}
	}
	return out, nil
}

func (f *fake) Subject(_ context.Context, id string) (Subject, error) {
	if id == "bare" {
		return Subject{ID: id, Kind: "Known by its id alone", Name: id}, nil
	}
	for _, x := range f.subjects {
		if x.ID == id {
			return x, nil
		}
	}
	return Subject{}, &fault.Error{Kind: fault.Missing, What: "the records name nobody of that id", Hint: "search by name"}
}

func (f *fake) FindSubjects(_ context.Context, text string, limit int) (out []SubjectRow, _ error) {
	for _, x := range f.subjects {
		if strings.Contains(strings.ToLower(x.Name), strings.ToLower(text)) && len(out) < limit {
			out = append(out, SubjectRow{x.ID, x.Kind, x.Name})
		}
	}
	return out, nil
}

func (f *fake) ScreenText(context.Context, string) ([]Mention, []ListState, error) {
	return nil, f.lists, nil
}

func (f *fake) Screen(ctx context.Context, q ScreenQuery) (out []cases.Hit, _ []ListState, _ error) {
	if err := f.Note(ctx, "screen", q.String()); err != nil {
		return nil, nil, err
	}
	for _, h := range f.hits {
		if strings.Contains(strings.ToLower(h.Caption), strings.ToLower(q.Name)) {
			out = append(out, h)
		}
	}
	return out, f.lists, nil
}

func (f *fake) Lists(context.Context) ([]ListState, error) { return f.lists, nil }

func (f *fake) Load(ctx context.Context, name string, body io.Reader, role read.Role, mapping string) ([]LoadRow, error) {
	text, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	if f.refuse != nil {
		return nil, f.refuse
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.took.name, f.took.text, f.took.role, f.took.mapping = name, string(text), role, mapping
	row := LoadRow{ID: int64(len(f.loads) + 1), At: now(), Source: strings.TrimSuffix(name, ".csv"), File: name, Hash: strings.Repeat("ab", 32), Reader: "csv/1", Role: role,
		Report: read.Report{Role: role, Read: 10, Kept: 9, Quarantined: 1}}
	f.loads = append(f.loads, row)
	return []LoadRow{row}, nil
}

func (f *fake) Propose(_ context.Context, name string, body io.Reader) (string, error) {
	head, err := io.ReadAll(body)
	if err != nil {
		return "", err
	}
	if !strings.Contains(string(head), ",") {
		return "", &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, Place: fault.Place{File: name, Line: 1}, What: "it has no columns", Hint: "send a table"}
	}
	return "# from " + strings.SplitN(string(head), "\n", 2)[0] + "\nformat: csv\n", nil
}

func (f *fake) Loads(context.Context) ([]LoadRow, error) { return f.loads, nil }

func (f *fake) Aside(context.Context, int64) ([]*fault.Error, error) { return f.aside, nil }

func (f *fake) Changes(_ context.Context, _ time.Time, kind watch.Kind) (out []watch.Change, _ error) {
	for _, c := range f.changes {
		if kind == "" || c.Kind == kind {
			out = append(out, c)
		}
	}
	return out, nil
}

func (f *fake) Answers(_ context.Context, party string) ([]watch.Answer, error) {
	if party != "subject-1" {
		return nil, nil
	}
	lists := []watch.List{{Name: "un-sc", Loaded: now().Add(-9 * 24 * time.Hour), Hash: strings.Repeat("b071", 16), Unclear: "list un-sc is partial"}}
	return []watch.Answer{{Run: watch.Run{ID: 7, At: now(), Lists: lists, Program: "test"}, Party: party, Matches: f.hits[:1]}}, nil
}

func (f *fake) ExceptionRows(context.Context) ([]ExceptionRow, error) { return f.exceptions, nil }

func (f *fake) ProposeException(_ context.Context, p ExceptionProposal) error {
	e := exceptions.Exception{Customer: p.Customer, List: p.List, Listing: p.Listing, Reason: p.Reason, By: p.By, At: p.At, Expires: p.Expires}
	if err := e.Check(); err != nil {
		return err
	}
	f.proposed = append(f.proposed, p)
	return nil
}

func (f *fake) ActOnException(_ context.Context, a exceptions.Act) error {
	for i := range f.exceptions {
		if e := &f.exceptions[i]; e.ID == a.On {
			if err := e.May(a, now()); err != nil {
				return err
			}
			e.Acts = append(e.Acts, a)
			e.State = e.Decided(now())
			return nil
		}
	}
	return &fault.Error{Kind: fault.Missing, What: "there is no such exception"}
}

func (f *fake) State(context.Context) State { return f.state }

func (f *fake) Typologies() []*detect.Typology { return f.library }

func (f *fake) LogRows(_ context.Context, before int64, limit int) (out []evidence.Entry, _ error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, e := range slices.Backward(f.log) {
		if (before == 0 || e.Index < before) && len(out) < limit {
			out = append(out, e)
		}
	}
	return out, nil
}

func (f *fake) Verify(context.Context) (evidence.Head, int, error) {
	return evidence.Head{Size: int64(len(f.log)), Hash: "Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmE="}, 0, nil
}

func (f *fake) Note(ctx context.Context, act, on string) error { return f.note(ctx, act, on, "") }

func (f *fake) note(ctx context.Context, act, on, detail string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	a := evidence.ActorOf(ctx)
	f.log = append(f.log, evidence.Entry{Index: int64(len(f.log)), At: now(), By: a.By, Purpose: a.Purpose, Act: act, On: on, Detail: detail})
	return nil
}

func (f *fake) noted(act, on string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.ContainsFunc(f.log, func(e evidence.Entry) bool { return e.Act == act && e.On == on && e.By != "" })
}

func (f *fake) desk() Desk {
	return Desk{Work: f, Subjects: f, Screening: f, Watching: f, Loading: f, Library: f, Workbench: f, Audit: f}
}

func statusOf(err error) int {
	switch fault.KindOf(err) {
	case fault.Input:
		return 422
	case fault.Usage:
		return 400
	case fault.Missing:
		return 404
	case fault.Denied:
		return 403
	case fault.Conflict:
		return 409
	case fault.Limit:
		return 413
	}
	return 500
}

// bench is a site over a fake desk.
type bench struct {
	t    *testing.T
	desk *fake
	gate *access.Gate
	site http.Handler
	who  map[access.Role]string // secrets of sessions
}

func newBench(t *testing.T, desk *fake) *bench {
	t.Helper()
	library, err := detect.Load(typologies.Files, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	desk.library = library // the values of its parameters are the files'
	own := *library[len(library)-1].File
	own.Owner = "Example <Bank>"
	library[len(library)-1].File = &own
	desk.aTrial("structured-deposits")
	gate := &access.Gate{Store: &people{sessions: map[string]access.Session{}}, Now: now, Rand: rand.Reader}
	var out io.Writer = io.Discard
	if testing.Verbose() {
		out = os.Stderr
	}
	site, err := New(Options{Desk: desk.desk(), Gate: gate, Status: statusOf, Now: now, Rand: rand.Reader, Log: slog.New(slog.NewTextHandler(out, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return &bench{t, desk, gate, site, map[access.Role]string{}}
}

const passphrase = "four words nobody joins"

// staff makes a person of each role with a session that stands already: the gate's own tests sign in.
func (b *bench) staff() {
	b.t.Helper()
	for name, role := range map[string]access.Role{"ines": access.Administrator, "anton": access.Analyst, "olga": access.Auditor} {
		b.person(name, role)
	}
}

// person makes somebody with a session.
func (b *bench) person(name string, role access.Role) {
	b.t.Helper()
	secret := "secret-of-" + name
	sum := sha256.Sum256([]byte(secret))
	err := errors.Join(b.gate.Store.PutUser(b.t.Context(), access.User{Name: name, Role: role, Password: "set"}),
		b.gate.Store.PutSession(b.t.Context(), access.Session{Hash: hex.EncodeToString(sum[:]), User: name, Purpose: "investigation", Kind: "session", Expires: now().Add(time.Hour)}))
	if err != nil {
		b.t.Fatal(err)
	}
	b.who[role] = secret
}

// ask sends a request as somebody of that role; an empty role is nobody.
func (b *bench) ask(role access.Role, method, path string, form string) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if role != "" {
		r.AddCookie(&http.Cookie{Name: cookieName, Value: b.who[role]})
	}
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

// get asks as the analyst and wants an answer.
func (b *bench) get(path string) string {
	b.t.Helper()
	w := b.ask(access.Analyst, "GET", path, "")
	if w.Code != 200 {
		b.t.Fatalf("GET %s: %d\n%s", path, w.Code, w.Body)
	}
	return w.Body.String()
}
