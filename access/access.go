// Package access says who may do what: people, their roles, their sessions and tokens, and the purpose to which a session
// or token is bound. Passwords are kept as argon2id hashes, links and tokens as SHA-256 hashes; none can be read back.
package access

import (
	"context"
	"time"
)

// Role is what a person may do. Roles are not ranks: an auditor reads the log and nothing else.
type Role string

const (
	Administrator Role = "administrator" // people, lists, settings; everything an analyst may
	Analyst       Role = "analyst"       // load, look, screen, decide
	FrontLine     Role = "front line"    // screen, and nothing that is discreet
	Auditor       Role = "auditor"       // reads the evidence log
)

// User is a person who may sign in.
type User struct {
	Name     string // unique, small letters
	Role     Role
	Password string // argon2id, in the usual $argon2id$ form; empty before the first sign-in
	Disabled bool
}

// Session is one signed-in browser or one API token.
type Session struct {
	Hash    string // SHA-256 of the secret, hex
	User    string
	Purpose string // what the look-ups are for (LAW: a search over persons needs a purpose)
	Kind    string // "session", "token" or "link" (one-time, to set a password)
	Expires time.Time
}

// Store keeps users and sessions.
type Store interface {
	Users(context.Context) ([]User, error)
	PutUser(context.Context, User) error
	PutSession(context.Context, Session) error
	Session(ctx context.Context, hash string) (Session, error) // a fault of kind Missing when there is none
	EndSession(ctx context.Context, hash string) error
}
