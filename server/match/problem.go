package match

import (
	"encoding/json"
	"errors"
	"net/http"

	"spoor/fault"
)

// problem is an error as the contract has it: {"detail": text}, or of a request that cannot be understood
// {"detail": [{type, loc, msg}]}.
type problem struct {
	status int
	detail any
}

func (p *problem) Error() string {
	text, ok := p.detail.(string)
	if !ok {
		return "the request cannot be understood"
	}
	return text
}

// misfit is one thing in a request that is not what it should be.
type misfit struct {
	Type string `json:"type"`
	Loc  []any  `json:"loc"` // "body" or "query", then names and positions
	Msg  string `json:"msg"`
}

func refuse(status int, detail string) error { return &problem{status, detail} }

// unfit is a request that cannot be understood, at one place.
func unfit(kind, msg string, loc ...any) error {
	return &problem{http.StatusUnprocessableEntity, []misfit{{kind, loc, msg}}}
}

// problemOf gives an error its public shape. An error that is no fault is ours, and says nothing of itself.
func problemOf(err error, status func(error) int) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	code := status(err)
	var e *fault.Error
	if code >= http.StatusInternalServerError || !errors.As(err, &e) {
		return &problem{code, "Something inside Spoor failed; its log says more."}
	}
	detail := e.What
	if e.Hint != "" {
		detail += "; " + e.Hint
	}
	return &problem{code, detail}
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // a reader who has gone hears nothing
}
