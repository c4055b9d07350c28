package web

import (
	"context"
	"errors"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"spoor/access"
	"spoor/evidence"
	"spoor/fault"
)

// Options is what the pages need of the world.
type Options struct {
	Desk   Desk
	Gate   *access.Gate
	Status func(error) int // HTTP status of an error
	Now    func() time.Time
	Rand   io.Reader
	Log    *slog.Logger // told of failures that are ours; never of names
	Secure bool         // cookies go over TLS only, whatever the request: behind a proxy that ends TLS
	// MaxUpload bounds one uploaded file, in bytes; 0 for DefaultMaxUpload.
	MaxUpload int64
}

// DefaultMaxUpload is 1 GiB.
const DefaultMaxUpload = 1 << 30

// maxForm bounds every other request's body, in bytes.
const maxForm = 1 << 20

type site struct {
	Options
	pages  map[string]*template.Template
	assets assets
}

// route is one row of the table of who may ask for what.
type route struct {
	pattern string
	needs   access.Right
	do      func(*site, http.ResponseWriter, *http.Request) error
}

// routes is the whole site.
func routes() []route {
	return []route{
		{"GET /{$}", access.Account, (*site).queue},
		{"GET /alerts/{id}", access.Look, (*site).alert},
		{"POST /alerts/{id}/decisions", access.Decide, (*site).decideAlert},
		{"GET /findings/{id}", access.Look, (*site).finding},
		{"POST /findings/{id}/decisions", access.Decide, (*site).decideFinding},
		{"GET /subjects", access.Look, (*site).find},
		{"GET /subjects/{id}", access.Look, (*site).subject},
		{"GET /matches", access.Look, (*site).matches},
		{"GET /mentions", access.Look, (*site).mentions},
		{"GET /screen", access.Screen, (*site).screenPage},
		{"POST /screen", access.Screen, (*site).screen},
		{"GET /compare", access.Screen, (*site).compareForm},
		{"POST /compare", access.Screen, (*site).compare},
		{"GET /listings/{list}/{id}", access.Screen, (*site).listing},
		{"POST /matches/decisions", access.Decide, (*site).decideMatch},
		{"GET /look-ups", access.Look, (*site).lookUps},
		{"GET /typologies", access.Look, (*site).typologies},
		{"POST /typologies", access.Decide, (*site).begin},
		{"GET /typologies/{id}", access.Look, (*site).typology},
		{"GET /typologies/{id}/workbench", access.Look, (*site).bench},
		{"GET /typologies/{id}/trying", access.Look, (*site).trying},
		{"POST /typologies/{id}/try", access.Decide, (*site).try},
		{"POST /typologies/{id}/stop", access.Decide, (*site).stopTrying},
		{"POST /typologies/{id}/stable", access.Decide, (*site).proposeStable},
		{"POST /typologies/{id}/stable/{proposal}", access.Decide, (*site).actOnStable},
		{"GET /lists", access.Look, (*site).lists},
		{"GET /changes", access.Look, (*site).changes},
		{"GET /exceptions", access.Look, (*site).exceptions},
		{"POST /exceptions/{id}", access.Decide, (*site).actOnException},
		{"GET /load", access.Load, (*site).loadPage},
		{"POST /load", access.Load, (*site).load},
		{"POST /load/propose", access.Load, (*site).propose},
		{"GET /loads/{id}", access.Look, (*site).loaded},
		{"GET /loads/{id}/aside.csv", access.Look, (*site).aside},
		{"GET /evidence", access.ReadLog, (*site).evidence},
		{"POST /evidence/verify", access.ReadLog, (*site).verify},
		{"GET /admin", access.Manage, (*site).admin},
		{"POST /admin/invite", access.Manage, (*site).invite},
		{"POST /admin/people/{name}", access.Manage, (*site).changePerson},
		{"GET /account", access.Account, (*site).account},
		{"POST /account/token", access.Account, (*site).token},
		{"POST /account/token/end", access.Account, (*site).endToken},
		{"GET /sign-in", access.Anyone, (*site).signInPage},
		{"POST /sign-in", access.Anyone, (*site).signIn},
		{"POST /sign-out", access.Account, (*site).signOut},
		{"GET /welcome", access.Anyone, (*site).welcomePage},
		{"POST /welcome", access.Anyone, (*site).welcome},
		{"GET /state", access.Look, (*site).state},
		{"GET /assets/{name}", access.Anyone, (*site).asset},
		{"/", access.Anyone, (*site).nowhere},
	}
}

// New makes the pages.
func New(o Options) (http.Handler, error) {
	if o.MaxUpload == 0 {
		o.MaxUpload = DefaultMaxUpload
	}
	s := &site{Options: o}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = s.loadPages(); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for _, r := range routes() {
		mux.Handle(r.pattern, s.serve(r))
	}
	return headers(http.NewCrossOriginProtection().Handler(mux)), nil
}

// policy lets a page load nothing but our own files, and run nothing that stands in the page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // not no-referrer: forms would then lose their Origin, on which we rely
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// serve checks who asks, what for and whether they may, and makes a page of what goes wrong.
func (s *site) serve(to route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to.pattern != "POST /load" && to.pattern != "POST /load/propose" {
			r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		}
		person, err := s.whoAsks(r)
		if err != nil && fault.KindOf(err) != fault.Denied {
			s.fail(w, r, err)
			return
		}
		if err == nil {
			ctx := context.WithValue(r.Context(), personKey{}, person)
			r = r.WithContext(evidence.As(ctx, evidence.Actor{By: person.Name, Purpose: person.Purpose, Discreet: person.May(access.Discreet)}))
		}
		switch {
		case to.needs == access.Anyone:
		case err != nil:
			s.askToSignIn(w, r)
			return
		case !person.May(to.needs):
			s.fail(w, r, &fault.Error{Doing: "opening the page", Kind: fault.Denied, What: "your role is " + string(person.Role) + ", which may not do this",
				Hint: "ask an administrator, if it is your work"})
			return
		}
		if err := to.do(s, w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

type personKey struct{}

// personOf is who asks; the zero Person when nobody is signed in.
func personOf(r *http.Request) access.Person {
	p, _ := r.Context().Value(personKey{}).(access.Person)
	return p
}

// askToSignIn sends a reader to the sign-in page and back again. What was written in a form is given back, not lost.
func (s *site) askToSignIn(w http.ResponseWriter, r *http.Request) {
	next := r.URL.RequestURI()
	switch {
	case r.Header.Get("HX-Request") != "":
		w.Header().Set("HX-Redirect", "/sign-in")
		w.WriteHeader(http.StatusUnauthorized)
	case r.Method == http.MethodGet && next == "/":
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	case r.Method == http.MethodGet:
		http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(next), http.StatusSeeOther)
	default:
		s.problem(w, r, http.StatusUnauthorized, &fault.Error{What: "your session has ended, so nothing was done", Hint: "sign in again in another tab, then come back and send this once more"},
			r.PostFormValue("reason"))
	}
}

// local keeps a way back inside this site.
func local(path, otherwise string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return otherwise
	}
	return path
}

func (s *site) nowhere(http.ResponseWriter, *http.Request) error {
	return &fault.Error{Doing: "opening the page", Kind: fault.Missing, What: "there is no page here", Hint: "go back, or begin at the queue"}
}

// fail shows an error as a page.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) {
		return // nobody is there to read it
	}
	s.problem(w, r, s.Status(err), err, "")
}

// problem says what failed, why and what to do. A failure of ours is told the log; the reader sees its sentence alone.
func (s *site) problem(w http.ResponseWriter, r *http.Request, status int, err error, kept string) {
	told := tellOf(err)
	if status >= 500 {
		s.Log.Error("page failed", "method", r.Method, "pattern", r.Pattern, "error", err.Error())
	}
	s.show(w, r, status, page{Name: "problem", Title: "It did not work", Body: map[string]any{"Fault": told, "Status": status, "Kept": kept}})
}

// told is an error in its parts, for a person.
type told struct{ Doing, Where, What, Why, Quote, Hint string }

func tellOf(err error) told {
	var e *fault.Error
	if !errors.As(err, &e) {
		return told{What: "something inside Spoor failed", Hint: "try again; if it stays, the log of the program says more"}
	}
	t := told{Doing: e.Doing, Where: e.Place.String(), What: e.What, Quote: fault.Cut(e.Place.Text, 200), Hint: e.Hint}
	if e.Err != nil {
		t.Why = e.Err.Error()
	}
	if t.What == "" {
		t.What, t.Why = t.Why, ""
	}
	return t
}
