package access

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"spoor/fault"
)

// How long what the gate gives out is good for.
const (
	SessionLasts = 12 * time.Hour
	LinkLasts    = 24 * time.Hour
	TokenLasts   = 365 * 24 * time.Hour // the longest
)

// Kinds of a Session.
const (
	kindSession = "session"
	kindToken   = "token"
	kindLink    = "link"
)

// Gate lets people in. Its methods are safe for concurrent use.
type Gate struct {
	Store Store
	Now   func() time.Time
	Rand  io.Reader

	setting  sync.Mutex // held while a user is made or changed: two uses of one link, two first administrators
	hashing  sync.Mutex // one passphrase at a time: each takes 64 MiB
	attempts attempts
}

// Person is somebody the gate has let in.
type Person struct {
	Name    string
	Role    Role
	Purpose string
}

// May says whether the person has the right.
func (p Person) May(right Right) bool { return p.Role.May(right) }

func denied(what, hint string) error {
	return &fault.Error{Doing: "signing in", Kind: fault.Denied, What: what, Hint: hint}
}

// FirstLink is the key of a one-time link for the first administrator; empty when there are people already.
func (g *Gate) FirstLink(ctx context.Context) (key string, err error) {
	users, err := g.Store.Users(ctx)
	if err != nil || len(users) > 0 {
		return "", err
	}
	return g.give(ctx, Session{Kind: kindLink, Purpose: "first administrator", Expires: g.Now().Add(LinkLasts)})
}

// Invitation is what a one-time link is for. Name is empty for the first administrator, who chooses it.
type Invitation struct {
	Name string
	Role Role
}

// Invited reads a one-time link without using it up.
func (g *Gate) Invited(ctx context.Context, key string) (Invitation, error) {
	s, err := g.held(ctx, key, kindLink)
	if err != nil {
		return Invitation{}, denied("this link is not good any more", "links work once, for a day; ask an administrator for a new one, or, before anybody has signed in, start Spoor again")
	}
	users, err := g.Store.Users(ctx)
	if err != nil {
		return Invitation{}, err
	}
	if s.User == "" {
		if len(users) > 0 {
			return Invitation{}, denied("there is an administrator already", "ask for an invitation")
		}
		return Invitation{Role: Administrator}, nil
	}
	u, ok := find(users, s.User)
	if !ok || u.Disabled {
		return Invitation{}, denied("this link is for nobody who may sign in", "ask an administrator for a new one")
	}
	return Invitation{Name: u.Name, Role: u.Role}, nil
}

// Accept uses a one-time link up: it sets the passphrase, and for the first administrator the name.
func (g *Gate) Accept(ctx context.Context, key, name, passphrase string) (User, error) {
	g.setting.Lock()
	defer g.setting.Unlock()
	invitation, err := g.Invited(ctx, key)
	if err != nil {
		return User{}, err
	}
	if invitation.Name != "" {
		name = invitation.Name
	}
	if name, err = cleanName(name); err != nil {
		return User{}, err
	}
	if err := checkPassphrase(name, passphrase); err != nil {
		return User{}, err
	}
	g.hashing.Lock()
	hash, err := hashPassphrase(g.Rand, passphrase)
	g.hashing.Unlock()
	if err != nil {
		return User{}, err
	}
	if err := g.Store.EndSession(ctx, hashOf(key)); err != nil {
		return User{}, err
	}
	u := User{Name: name, Role: invitation.Role, Password: hash}
	return u, g.Store.PutUser(ctx, u)
}

// SignIn checks a passphrase and begins a session for a purpose. from is the address it comes from. It takes the same work
// whether or not there is such a user.
func (g *Gate) SignIn(ctx context.Context, name, passphrase, purpose, from string) (secret string, err error) {
	name = strings.ToLower(strings.TrimSpace(name))
	if !slices.Contains(Purposes(), purpose) {
		return "", &fault.Error{Doing: "signing in", Kind: fault.Usage, What: "a session needs a purpose", Hint: "choose what you are going to look things up for"}
	}
	one, now := name+"\x00"+from, g.Now()
	if g.attempts.rests(one, failuresOfOne, now) || g.attempts.rests(from, failuresOfMany, now) {
		return "", &fault.Error{Doing: "signing in", Kind: fault.Limit, What: "too many attempts have failed", Hint: "wait a quarter of an hour, or ask an administrator for a new link"}
	}
	users, err := g.Store.Users(ctx)
	if err != nil {
		return "", err
	}
	u, known := find(users, name)
	kept := u.Password
	if !known || kept == "" {
		kept = nobody
	}
	g.hashing.Lock()
	same := samePassphrase(kept, passphrase)
	g.hashing.Unlock()
	if !same || !known || u.Disabled || u.Password == "" {
		g.attempts.fail(now, one, from)
		return "", denied("name and passphrase do not fit together", "look at both again; an administrator can give you a new link")
	}
	g.attempts.forget(one)
	return g.give(ctx, Session{User: u.Name, Purpose: purpose, Kind: kindSession, Expires: now.Add(SessionLasts)})
}

// Who is behind the secret of a session.
func (g *Gate) Who(ctx context.Context, secret string) (Person, error) {
	return g.who(ctx, secret, kindSession)
}

// Bearer is who is behind an API token.
func (g *Gate) Bearer(ctx context.Context, token string) (Person, error) {
	return g.who(ctx, token, kindToken)
}

func (g *Gate) who(ctx context.Context, secret, kind string) (Person, error) {
	s, err := g.held(ctx, secret, kind)
	if err != nil {
		return Person{}, err
	}
	users, err := g.Store.Users(ctx)
	if err != nil {
		return Person{}, err
	}
	u, ok := find(users, s.User)
	if !ok || u.Disabled {
		return Person{}, denied("this "+kind+" is nobody's any more", "sign in again")
	}
	return Person{Name: u.Name, Role: u.Role, Purpose: s.Purpose}, nil
}

// SignOut ends a session or a token.
func (g *Gate) SignOut(ctx context.Context, secret string) error {
	return g.Store.EndSession(ctx, hashOf(secret))
}

// Token makes an API token for the person who asks, for one purpose.
func (g *Gate) Token(ctx context.Context, by Person, purpose string, lasts time.Duration) (token string, err error) {
	switch {
	case !slices.Contains(Purposes(), purpose):
		return "", &fault.Error{Doing: "making a token", Kind: fault.Usage, What: "a token needs a purpose", Hint: "choose what it will look things up for"}
	case lasts <= 0 || lasts > TokenLasts:
		return "", &fault.Error{Doing: "making a token", Kind: fault.Usage, What: "a token lasts from a day to a year"}
	}
	return g.give(ctx, Session{User: by.Name, Purpose: purpose, Kind: kindToken, Expires: g.Now().Add(lasts)})
}

// give keeps a session, token or link under the hash of a new secret.
func (g *Gate) give(ctx context.Context, s Session) (secret string, err error) {
	secret, s.Hash, err = newSecret(g.Rand)
	if err != nil {
		return "", err
	}
	return secret, g.Store.PutSession(ctx, s)
}

// held is the session of that kind that a secret stands for, while it lasts.
func (g *Gate) held(ctx context.Context, secret, kind string) (Session, error) {
	s, err := g.Store.Session(ctx, hashOf(secret))
	if err != nil && fault.KindOf(err) != fault.Missing {
		return Session{}, err
	}
	if err != nil || s.Kind != kind || !g.Now().Before(s.Expires) {
		return Session{}, denied("this "+kind+" has ended", "sign in again")
	}
	return s, nil
}

func find(users []User, name string) (User, bool) {
	i := slices.IndexFunc(users, func(u User) bool { return u.Name == name })
	if i < 0 {
		return User{}, false
	}
	return users[i], true
}

var nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

func cleanName(name string) (string, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	if !nameForm.MatchString(name) {
		return "", &fault.Error{Doing: "naming a person", Kind: fault.Input, What: fmt.Sprintf("%q is no name to sign in with", fault.Cut(name, 64)),
			Hint: "two letters or more: a to z, digits, point, hyphen, underscore, @"}
	}
	return name, nil
}
