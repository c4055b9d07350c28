package app

import (
	"context"
	"errors"
	"net/http"

	"spoor/fault"
)

// Exit codes of the shell.
const (
	ExitDone    = 0
	ExitFailed  = 1
	ExitUsage   = 2
	ExitReached = 3 // a --fail-on limit was reached
)

// ExitCode is what a shell sees of an error.
func ExitCode(err error) int {
	switch {
	case err == nil:
		return ExitDone
	case fault.KindOf(err) == fault.Usage:
		return ExitUsage
	}
	return ExitFailed
}

// HTTPStatus is what a browser or client sees of an error.
func HTTPStatus(err error) int {
	if errors.Is(err, context.Canceled) {
		return http.StatusRequestTimeout
	}
	switch fault.KindOf(err) {
	case fault.Input:
		return http.StatusUnprocessableEntity
	case fault.Usage:
		return http.StatusBadRequest
	case fault.Missing:
		return http.StatusNotFound
	case fault.Denied:
		return http.StatusForbidden
	case fault.Conflict:
		return http.StatusConflict
	case fault.Limit:
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusInternalServerError
}
