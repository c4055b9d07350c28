package app

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"spoor/fault"
	"spoor/lists"
)

// Limits on the network: how long a source may take to begin to answer, and in all.
const (
	answerWithin = time.Minute
	fetchWithin  = time.Hour
)

// Web fetches over HTTP and says who asks.
type Web struct {
	Client *http.Client
	Agent  string // the User-Agent it names itself by
}

// NewWeb fetches under that name. It is not led from https to http.
func NewWeb(agent string) *Web {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = answerWithin
	return &Web{Agent: agent, Client: &http.Client{Transport: transport, Timeout: fetchWithin, CheckRedirect: func(to *http.Request, via []*http.Request) error {
		switch {
		case len(via) >= 10:
			return fmt.Errorf("it leads on more than 10 times")
		case via[0].URL.Scheme == "https" && to.URL.Scheme != "https":
			return fmt.Errorf("it leads from https to %s", to.URL.Scheme)
		}
		return nil
	}}}
}

// Get fetches an address, unless what stands there is known.
func (w *Web) Get(ctx context.Context, address string, known lists.Known) (*lists.Answer, error) {
	fail := func(what string, err error) (*lists.Answer, error) {
		return nil, &fault.Error{Doing: "fetching " + address, Kind: fault.Input, What: what, Err: err, Hint: "see whether the address is still the right one"}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fail("it is no address", err)
	}
	request.Header.Set("User-Agent", w.Agent)
	for name, value := range map[string]string{"If-None-Match": known.ETag, "If-Modified-Since": known.Modified} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	response, err := w.Client.Do(request)
	if err != nil {
		return fail("the source cannot be reached", err)
	}
	answer := &lists.Answer{Body: response.Body, Known: lists.Known{ETag: response.Header.Get("ETag"), Modified: response.Header.Get("Last-Modified")}}
	switch response.StatusCode {
	case http.StatusOK:
		return answer, nil
	case http.StatusNotModified:
		answer.Same = true
	}
	_, _ = io.CopyN(io.Discard, response.Body, 64<<10) // so that the connection can be used again
	_ = response.Body.Close()
	if answer.Same && known != (lists.Known{}) {
		return answer, nil
	}
	return fail("the source answered "+response.Status, nil)
}
