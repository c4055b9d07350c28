package server

import (
	"encoding/json"
	"errors"
	"net/http"

	"spoor/fault"
)

// Problem is an error as RFC 9457 has it, with the parts of a fault.
type Problem struct {
	Type   string `json:"type,omitempty"`
	Title  string `json:"title" doc:"What was being done, and that it failed"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty" doc:"What is wrong, in words"`
	Hint   string `json:"hint,omitempty" doc:"What can be done about it"`
	Place  *Place `json:"place,omitempty" doc:"Where in the input it happened"`
}

// Place is where in the input it happened. Line and column count from 1.
type Place struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Offset int64  `json:"offset,omitempty"`
	Text   string `json:"text,omitempty"`
}

// problemOf gives an error its public shape. An error that is no fault is ours, and says nothing of itself.
func problemOf(err error, status int) *Problem {
	var e *fault.Error
	if !errors.As(err, &e) {
		return &Problem{Title: http.StatusText(status), Status: status, Detail: "something inside Spoor failed", Hint: "the program's log says more"}
	}
	p := &Problem{Title: http.StatusText(status), Status: status, Detail: e.What, Hint: e.Hint}
	if e.Doing != "" {
		p.Title = e.Doing + ": " + p.Title
	}
	if e.Err != nil {
		p.Detail = joined(p.Detail, e.Err.Error())
	}
	if e.Place != (fault.Place{}) {
		p.Place = &Place{e.Place.File, e.Place.Line, e.Place.Column, e.Place.Offset, fault.Cut(e.Place.Text, 200)}
	}
	return p
}

func joined(what, why string) string {
	if what == "" {
		return why
	}
	return what + ": " + why
}

// Error, GetStatus and ContentType are what huma asks of an error.
func (p *Problem) Error() string             { return p.Detail }
func (p *Problem) GetStatus() int            { return p.Status }
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func (p *Problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a reader who has gone hears nothing
}
