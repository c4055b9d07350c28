package match

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"spoor/access"
	"spoor/evidence"
	"spoor/fault"
)

// Options is what the API needs of the world.
type Options struct {
	Lists   Lists
	Audit   Audit
	Gate    Gate
	Open    *access.Person // on whose behalf a call without a token is made; nil: none. For a loopback address only
	Status  func(error) int
	Now     func() time.Time
	Log     *slog.Logger
	Version string // of the program
}

// Audit keeps who was looked up, by whom, for what, and what came out (LAW.md 13).
type Audit interface {
	Append(context.Context, ...evidence.Entry) error
}

// Gate says who is behind a token.
type Gate interface {
	Bearer(ctx context.Context, token string) (access.Person, error)
}

// service answers the API.
type service struct{ Options }

// Register puts the API on a mux.
func Register(mux *http.ServeMux, o Options) {
	s := &service{o}
	for pattern, do := range map[string]handler{
		"POST /match/{dataset}":                     s.allow(access.Screen, s.match),
		"GET /search/{dataset}":                     s.allow(access.Screen, s.search),
		"GET /entities/{id}":                        s.allow(access.Screen, s.entity),
		"GET /entities/{id}/adjacent":               s.allow(access.Screen, s.adjacent),
		"GET /entities/{id}/adjacent/{property}":    s.allow(access.Screen, s.adjacentBy),
		"GET /catalog":                              s.catalog,
		"GET /manifest":                             s.catalog,
		"GET /algorithms":                           s.algorithms,
		"GET /-/version":                            s.version,
		"POST /updatez":                             s.update,
		"GET /reconcile/{dataset}":                  s.manifest,
		"POST /reconcile/{dataset}":                 s.allow(access.Screen, s.reconcile),
		"GET /reconcile/{dataset}/suggest/entity":   s.allow(access.Screen, s.suggestEntity),
		"GET /reconcile/{dataset}/suggest/type":     s.suggestType,
		"GET /reconcile/{dataset}/suggest/property": s.suggestProperty,
		"GET /reconcile/{dataset}/extend/property":  s.proposeExtension,
		"GET /reconcile/{dataset}/preview/{id}":     s.allow(access.Screen, s.preview),
		"OPTIONS /reconcile/{dataset}/{rest...}":    s.preflight,
		"OPTIONS /reconcile/{dataset}":              s.preflight,
	} {
		mux.HandleFunc(pattern, s.answering(do))
	}
}

// handler answers a request, or says why not.
type handler func(http.ResponseWriter, *http.Request) error

func (s *service) answering(do handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := do(w, r)
		if err == nil {
			return
		}
		p := problemOf(err, s.Status)
		if p.status >= http.StatusInternalServerError && r.Context().Err() == nil {
			s.Log.Error("list-matching call failed", "error", err.Error())
		}
		if p.status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", `Bearer realm="spoor"`)
		}
		answer(w, p.status, map[string]any{"detail": p.detail})
	}
}

// allow lets those through whose token has the right, on whose behalf everything after is done.
func (s *service) allow(needs access.Right, do handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		person, err := s.who(r)
		if err != nil {
			return err
		}
		if !person.May(needs) {
			return refuse(http.StatusForbidden, "The token's role is "+string(person.Role)+", which may not "+string(needs)+".")
		}
		return do(w, r.WithContext(evidence.As(r.Context(), evidence.Actor{By: person.Name, Purpose: person.Purpose})))
	}
}

func (s *service) who(r *http.Request) (access.Person, error) {
	token := tokenOf(r)
	if token != "" {
		person, err := s.Gate.Bearer(r.Context(), token)
		if err == nil || fault.KindOf(err) != fault.Denied {
			return person, err
		}
	}
	switch {
	case s.Open != nil && local(r):
		return *s.Open, nil // also with a key of the service that the client spoke to before
	case token == "":
		return access.Person{}, refuse(http.StatusUnauthorized, "The call carries no token; send Authorization: Bearer TOKEN, as made on the page of one's account.")
	}
	return access.Person{}, refuse(http.StatusUnauthorized, "This token is not good, or not any more.")
}

// tokenOf finds the token where clients of this contract put it: Authorization as Bearer, ApiKey or Basic (the password), or
// the parameter api_key.
func tokenOf(r *http.Request) string {
	kind, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	switch strings.ToLower(kind) {
	case "bearer", "apikey":
		return strings.TrimSpace(value)
	case "basic":
		_, password, _ := r.BasicAuth()
		return password
	}
	return r.URL.Query().Get("api_key")
}

// local says whether a request was made to this machine by name, and not by a page of somewhere else in a browser on it.
func local(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin != "" {
		u, err := url.Parse(origin)
		if err != nil || !Loopback(u.Host) {
			return false
		}
	}
	return Loopback(r.Host)
}

// Loopback says whether a host, with or without a port, is this machine only.
func Loopback(host string) bool {
	name := host
	if u, err := url.Parse("http://" + host); err == nil {
		name = u.Hostname()
	}
	if name == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}

// note is an entry of the log by whoever acts.
func (s *service) note(ctx context.Context, act, on, detail string) evidence.Entry {
	actor := evidence.ActorOf(ctx)
	return evidence.Entry{At: s.Now().UTC(), By: actor.By, Purpose: actor.Purpose, Act: act, On: on, Detail: detail}
}
