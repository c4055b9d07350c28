// Package fault is the one shape of an error that a person will read: what was being done, what kind it is, where it
// happened and what can be done about it. Every room returns it for bad input; one place in internal/app maps its kinds to
// exit codes and HTTP status.
package fault

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Kind says what sort of failure it is, which decides the exit code and the HTTP status.
type Kind uint8

const (
	Internal Kind = iota // our mistake, or the machine's: disk, memory
	Input                // the file, row or field is not what it should be
	Usage                // the command or request is wrong
	Missing              // what was asked for is not there
	Denied               // not signed in, or not allowed
	Conflict             // it contradicts what stands
	Limit                // larger than what is allowed
)

// Place is where in the input it happened. Zero fields are unknown; Line and Column count from 1, Offset from 0.
type Place struct {
	File   string
	Line   int
	Column int
	Offset int64
	Text   string // the offending text, cut short by String
}

// Error is one failure, told to a person.
type Error struct {
	Doing string // "reading the mapping"
	Kind  Kind
	Place Place
	What  string // what is wrong, in words
	Hint  string // what the person can do
	Err   error  // the cause, when another error is underneath
}

// Error tells it in one line: place, act, what is wrong, cause, remedy.
func (e *Error) Error() string {
	var b strings.Builder
	if at := e.Place.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if e.Doing != "" {
		b.WriteString(e.Doing + ": ")
	}
	b.WriteString(e.What)
	if e.Err != nil {
		if e.What != "" {
			b.WriteString(": ")
		}
		b.WriteString(e.Err.Error())
	}
	if e.Place.Text != "" {
		fmt.Fprintf(&b, " (%q)", Cut(e.Place.Text, 60))
	}
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// String gives file:line:column, or file at byte n, with what is known.
func (p Place) String() string {
	switch {
	case p.File == "" && p.Line == 0:
		return ""
	case p.Line == 0 && p.Offset > 0:
		return fmt.Sprintf("%s: byte %d", p.File, p.Offset)
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// KindOf is the kind of the outermost *Error in the chain, Internal when there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Cut shortens text to at most n runes and replaces what is no valid UTF-8, so that hostile input stays readable.
func Cut(text string, n int) string {
	text = strings.ToValidUTF8(text, "�")
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}

// In fills the file's name into an error of a reader, which knows only the file's bytes. Other errors pass unchanged.
func In(file string, err error) error {
	var e *Error
	if errors.As(err, &e) && e.Place.File == "" {
		e.Place.File = file
	}
	return err
}
