package server

import (
	"context"
	"net/http"
	"time"

	"spoor/server/match"
	"spoor/web"
)

// Options is what the server needs of the world.
type Options struct {
	Web     web.Options // the pages; the API uses the same desk, gate, clock and log
	Version string      // of the program, for the API's description
	// Ready says why the program cannot answer yet; nil when it can, and when there is no such question.
	Ready func(context.Context) error
	// Match is what the list-matching API answers from and who may ask without a token; without Lists there is no such API. The
	// rest of it is filled in.
	Match match.Options
}

// New is everything that Spoor answers.
func New(o Options) (http.Handler, error) {
	pages, err := web.New(o.Web)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	newAPI(o).register(mux)
	if o.Match.Lists != nil {
		m := o.Match
		m.Gate, m.Status, m.Now, m.Log, m.Version = o.Web.Gate, o.Web.Status, o.Web.Now, o.Web.Log, o.Version
		match.Register(mux, m)
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, `{"status":"ok"}`) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if o.Ready != nil {
			if err := o.Ready(r.Context()); err != nil {
				o.Web.Log.Error("not ready", "error", err.Error())
				answer(w, http.StatusServiceUnavailable, `{"detail":"Index not ready."}`)
				return
			}
		}
		answer(w, http.StatusOK, `{"status":"ok"}`)
	})
	return observe(o, mux), nil
}

// answer says in JSON how the program is, as monitors of list-matching services expect it.
func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}

// Deadlines of a connection. A body that is uploaded has none of its own: a gigabyte takes as long as it takes.
const (
	headerTakes = 10 * time.Second
	bodyTakes   = 30 * time.Second
	answerTakes = 5 * time.Minute
	idleLasts   = 2 * time.Minute
)

// Listen is an http.Server for a handler of New, with its deadlines. Whoever calls it starts and stops it.
func Listen(address string, handler http.Handler) *http.Server {
	return &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: headerTakes, IdleTimeout: idleLasts, MaxHeaderBytes: 64 << 10}
}
