package server

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// observe stands around every request: headers, deadlines, the access log, and what is said when something breaks.
func observe(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'") // pages set their own
		h.Set("Cache-Control", "no-store")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		setDeadlines(w, r)
		seen := &seen{ResponseWriter: w}
		began := o.Web.Now()
		defer func() {
			if broken := recover(); broken != nil {
				if broken == http.ErrAbortHandler { //nolint:errorlint // the value itself, as net/http compares it
					panic(broken)
				}
				o.broke(seen, r, broken)
			}
			// The route, never the address: ids and searches are personal data.
			o.Web.Log.Info("request", "method", r.Method, "route", route(r), "status", seen.code(), "bytes", seen.bytes, "took", o.Web.Now().Sub(began))
		}()
		next.ServeHTTP(seen, r)
	})
}

// setDeadlines gives everything but an upload a time to be read in. Deadlines are the network's, hence the wall clock.
func setDeadlines(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/load" || r.URL.Path == "/load/propose" || r.URL.Path == prefix+"/loads" {
		return
	}
	control, now := http.NewResponseController(w), time.Now()
	_ = control.SetReadDeadline(now.Add(bodyTakes))    // not every writer has
	_ = control.SetWriteDeadline(now.Add(answerTakes)) // deadlines
}

func route(r *http.Request) string {
	if r.Pattern == "" {
		return "none"
	}
	return r.Pattern
}

// broke tells the log what broke and the reader an id to ask for it by.
func (o Options) broke(w *seen, r *http.Request, broken any) {
	raw := make([]byte, 6)
	if _, err := io.ReadFull(o.Web.Rand, raw); err != nil {
		_, _ = rand.Read(raw) // never fails
	}
	id := hex.EncodeToString(raw)
	o.Web.Log.Error("broke", "id", id, "route", route(r), "what", fmt.Sprint(broken), "stack", string(debug.Stack()))
	if w.status != 0 {
		return // half an answer is out already
	}
	if strings.HasPrefix(r.URL.Path, prefix) || !strings.Contains(r.Header.Get("Accept"), "text/html") { // a program asks
		p := &Problem{Title: "Something inside Spoor failed", Status: http.StatusInternalServerError, Detail: "It is in the program's log under " + id}
		p.write(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = fmt.Fprintf(w, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Spoor failed</title><h1>Something inside Spoor failed</h1>`+
		`<p>Nothing that was kept before is lost. It is in the program's log under <b>%s</b>; go back and try again.</p></html>`, id)
}

// seen remembers what was answered.
type seen struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (s *seen) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

func (s *seen) Write(p []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	n, err := s.ResponseWriter.Write(p)
	s.bytes += int64(n)
	return n, err
}

// Unwrap lets deadlines reach the connection.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *seen) code() int {
	if s.status == 0 {
		return http.StatusOK
	}
	return s.status
}
