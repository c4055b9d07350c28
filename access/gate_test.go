package access

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/fault"
)

// memory is a Store in memory.
type memory struct {
	users    []User
	sessions map[string]Session
}

func (m *memory) Users(context.Context) ([]User, error) { return slices.Clone(m.users), nil }

func (m *memory) PutUser(_ context.Context, u User) error {
	m.users = slices.DeleteFunc(m.users, func(o User) bool { return o.Name == u.Name })
	m.users = append(m.users, u)
	return nil
}

func (m *memory) PutSession(_ context.Context, s Session) error {
	m.sessions[s.Hash] = s
	return nil
}

func (m *memory) Session(_ context.Context, hash string) (Session, error) {
	s, ok := m.sessions[hash]
	if !ok {
		return s, &fault.Error{Kind: fault.Missing, What: "none"}
	}
	return s, nil
}

func (m *memory) EndSession(_ context.Context, hash string) error {
	delete(m.sessions, hash)
	return nil
}

const phrase = "four words nobody joins"

// house is a gate whose clock the test moves.
type house struct {
	*Gate
	t     *testing.T
	store *memory
	now   time.Time
}

func newHouse(t *testing.T) *house {
	h := &house{t: t, store: &memory{sessions: map[string]Session{}}, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	h.Gate = &Gate{Store: h.store, Now: func() time.Time { return h.now }, Rand: rand.Reader}
	return h
}

// founded has its first administrator, ines.
func founded(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	if _, err := h.Accept(t.Context(), h.key(h.FirstLink(t.Context())), "ines", phrase); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) key(key string, err error) string {
	h.t.Helper()
	if err != nil || len(key) != 43 {
		h.t.Fatalf("key %q: %v", key, err)
	}
	return key
}

func wantKind(t *testing.T, what string, err error, kind fault.Kind, says string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || !strings.Contains(err.Error(), says) {
		t.Errorf("%s: %v", what, err)
	}
}

func TestTheFirstAdministrator(t *testing.T) {
	h := newHouse(t)
	key, other := h.key(h.FirstLink(t.Context())), h.key(h.FirstLink(t.Context()))
	if got, err := h.Invited(t.Context(), key); err != nil || got != (Invitation{Role: Administrator}) {
		t.Error(got, err)
	}
	_, err := h.Invited(t.Context(), "made-up")
	wantKind(t, "a made-up link", err, fault.Denied, "not good")
	_, err = h.Accept(t.Context(), key, "ines", "too short")
	wantKind(t, "a short passphrase", err, fault.Input, "shorter than 12")
	_, err = h.Accept(t.Context(), key, "ines", strings.Repeat("x", 2000))
	wantKind(t, "a long passphrase", err, fault.Input, "longer than")
	_, err = h.Accept(t.Context(), key, "inesinesines", "inesinesines!")
	wantKind(t, "one's own name", err, fault.Input, "your name")
	_, err = h.Accept(t.Context(), key, "Ines <x>", phrase)
	wantKind(t, "a bad name", err, fault.Input, "no name")
	if u, err := h.Accept(t.Context(), key, " Ines ", phrase); err != nil || u.Name != "ines" || u.Role != Administrator || !strings.HasPrefix(u.Password, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Fatal(u, err)
	}
	_, err = h.Accept(t.Context(), key, "eve", phrase)
	wantKind(t, "the link again", err, fault.Denied, "not good")
	_, err = h.Accept(t.Context(), other, "eve", phrase)
	wantKind(t, "a second first administrator", err, fault.Denied, "administrator already")
	if key, err := h.FirstLink(t.Context()); key != "" || err != nil {
		t.Error("there is a link though somebody is here", key, err)
	}
}

func TestALinkLastsADay(t *testing.T) {
	h := newHouse(t)
	key := h.key(h.FirstLink(t.Context()))
	h.now = h.now.Add(24*time.Hour - time.Second)
	if _, err := h.Invited(t.Context(), key); err != nil {
		t.Error(err)
	}
	h.now = h.now.Add(time.Second)
	_, err := h.Invited(t.Context(), key)
	wantKind(t, "after a day", err, fault.Denied, "not good")
}

func TestSigningIn(t *testing.T) {
	h := founded(t)
	secret := h.key(h.SignIn(t.Context(), " INES ", phrase, "investigation", "here"))
	p, err := h.Who(t.Context(), secret)
	if err != nil || p != (Person{"ines", Administrator, "investigation"}) {
		t.Fatal(p, err)
	}
	for hash, s := range h.store.sessions {
		if strings.Contains(hash+s.Hash, secret) || len(hash) != 64 {
			t.Error("the secret itself is kept")
		}
	}
	_, err = h.Bearer(t.Context(), secret)
	wantKind(t, "a session as a token", err, fault.Denied, "")
	for what, try := range map[string][3]string{"a wrong passphrase": {"ines", phrase + "x", "audit"}, "nobody": {"eve", phrase, "audit"}, "an empty passphrase": {"ines", "", "audit"}} {
		_, err := h.SignIn(t.Context(), try[0], try[1], try[2], what)
		wantKind(t, what, err, fault.Denied, "do not fit together")
	}
	_, err = h.SignIn(t.Context(), "ines", phrase, "curiosity", "here")
	wantKind(t, "no purpose", err, fault.Usage, "purpose")
	h.now = h.now.Add(12 * time.Hour)
	_, err = h.Who(t.Context(), secret)
	wantKind(t, "after 12 hours", err, fault.Denied, "has ended")
	again := h.key(h.SignIn(t.Context(), "ines", phrase, "audit", "here"))
	if err := h.SignOut(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	_, err = h.Who(t.Context(), again)
	wantKind(t, "after signing out", err, fault.Denied, "has ended")
}

func TestFailedSignInsRest(t *testing.T) {
	h := founded(t)
	for range 5 {
		_, err := h.SignIn(t.Context(), "ines", "wrong wrong wrong", "audit", "there")
		wantKind(t, "a wrong passphrase", err, fault.Denied, "")
	}
	_, err := h.SignIn(t.Context(), "ines", phrase, "audit", "there")
	wantKind(t, "the sixth, though it is right", err, fault.Limit, "too many")
	if _, err := h.SignIn(t.Context(), "ines", phrase, "audit", "elsewhere"); err != nil {
		t.Error("another address is locked out too:", err)
	}
	h.now = h.now.Add(15 * time.Minute)
	if _, err := h.SignIn(t.Context(), "ines", phrase, "audit", "there"); err != nil {
		t.Error("it does not end:", err)
	}
}

func TestAnAddressThatTriesManyNamesRests(t *testing.T) {
	var a attempts
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for i := range 20 {
		if a.rests("there", failuresOfMany, now) {
			t.Fatal("it rests after", i)
		}
		a.fail(now, "there")
	}
	if !a.rests("there", failuresOfMany, now) || a.rests("elsewhere", failuresOfMany, now) {
		t.Error("it does not rest, or another does")
	}
	for i := range 2 * maxKeys {
		a.fail(now, time.Duration(i).String())
	}
	if len(a.failed) > maxKeys {
		t.Error("it remembers", len(a.failed))
	}
}

// The work is what takes the time, and it is the same: the dummy hash has the cost of a real one.
func TestNobodyCostsAsMuchAsSomebody(t *testing.T) {
	h := founded(t)
	cost := func(kept string) string { return strings.Join(strings.Split(kept, "$")[:4], "$") }
	if got, want := cost(nobody), cost(h.store.users[0].Password); got != want {
		t.Errorf("nobody costs %s, somebody %s", got, want)
	}
	if salt, sum := len(strings.Split(nobody, "$")[4]), len(strings.Split(nobody, "$")[5]); salt != 22 || sum != 43 {
		t.Error("salt and hash have other lengths:", salt, sum)
	}
}

func TestPassphrasesThatCannotBeRead(t *testing.T) {
	for _, kept := range []string{"", "plain", "$argon2id$v=19$m=65536,t=3,p=4$AAAA", "$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=8,t=0,p=1$AAAA$AAAA",
		"$argon2id$v=19$m=8,t=1,p=0$AAAA$AAAA", "$argon2id$v=19$m=8,t=1,p=1$!$AAAA", "$argon2id$v=19$m=8,t=1,p=1$AAAA$", "$argon2id$v=18$m=8,t=1,p=1$AAAA$AAAA"} {
		if samePassphrase(kept, "") || samePassphrase(kept, "x") {
			t.Errorf("%q lets somebody in", kept)
		}
	}
}

func TestInviting(t *testing.T) {
	h := founded(t)
	key := h.key(h.Invite(t.Context(), "Anton", Analyst))
	if got, err := h.Invited(t.Context(), key); err != nil || got != (Invitation{"anton", Analyst}) {
		t.Error(got, err)
	}
	_, err := h.SignIn(t.Context(), "anton", "", "audit", "x")
	wantKind(t, "before a passphrase is set", err, fault.Denied, "do not fit")
	if _, err := h.Accept(t.Context(), key, "somebody-else", phrase); err != nil {
		t.Fatal(err)
	}
	secret := h.key(h.SignIn(t.Context(), "anton", phrase, "audit", "x"))
	_, err = h.Invite(t.Context(), "anton", Auditor)
	wantKind(t, "the same name in another role", err, fault.Conflict, "here already")
	_, err = h.Invite(t.Context(), "bea", "queen")
	wantKind(t, "no role", err, fault.Usage, "no role")
	if err := h.Disable(t.Context(), "anton", true); err != nil {
		t.Fatal(err)
	}
	_, err = h.Who(t.Context(), secret)
	wantKind(t, "a session of who was shut out", err, fault.Denied, "nobody's")
	_, err = h.SignIn(t.Context(), "anton", phrase, "audit", "x")
	wantKind(t, "signing in when shut out", err, fault.Denied, "do not fit")
	wantKind(t, "the last administrator", h.Disable(t.Context(), "ines", true), fault.Conflict, "last administrator")
	h.key(h.Invite(t.Context(), "bea", Administrator))
	wantKind(t, "while the other has not come yet", h.Disable(t.Context(), "ines", true), fault.Conflict, "last administrator")
	wantKind(t, "nobody", h.Disable(t.Context(), "eve", true), fault.Missing, "nobody")
	wantKind(t, "work for who was shut out", h.MayTake(t.Context(), "anton"), fault.Input, "nobody of that name")
	if err := h.Disable(t.Context(), "anton", false); err != nil || h.MayTake(t.Context(), "anton") != nil {
		t.Error("letting in again:", err)
	}
	members, err := h.People(t.Context())
	if err != nil || !slices.Contains(members, Member{"bea", Administrator, true, false}) || !slices.Contains(members, Member{"anton", Analyst, false, false}) {
		t.Error(members, err)
	}
}

func TestTokens(t *testing.T) {
	h := founded(t)
	by := Person{Name: "ines", Role: Administrator, Purpose: "audit"}
	token := h.key(h.Token(t.Context(), by, "customer screening", 24*time.Hour))
	if p, err := h.Bearer(t.Context(), token); err != nil || p != (Person{"ines", Administrator, "customer screening"}) {
		t.Error(p, err)
	}
	_, err := h.Who(t.Context(), token)
	wantKind(t, "a token as a session", err, fault.Denied, "")
	_, err = h.Token(t.Context(), by, "", time.Hour)
	wantKind(t, "no purpose", err, fault.Usage, "purpose")
	_, err = h.Token(t.Context(), by, "audit", 366*24*time.Hour)
	wantKind(t, "for ever", err, fault.Usage, "a year")
	h.now = h.now.Add(24 * time.Hour)
	_, err = h.Bearer(t.Context(), token)
	wantKind(t, "after its time", err, fault.Denied, "has ended")
}

func TestWhoMayDoWhat(t *testing.T) {
	for right, wanted := range map[Right][5]bool{ // analyst, auditor, administrator, front line, nobody
		Look: {true, false, true, false, false}, Decide: {true, false, true, false, false}, Screen: {true, false, true, true, false}, Load: {true, false, true, false, false}, Discreet: {true, false, true, false, false},
		ReadLog: {false, true, true, false, false}, Manage: {false, false, true, false, false}, Account: {true, true, true, true, false}, Anyone: {true, true, true, true, true}, "something else": {},
	} {
		for i, role := range append(Roles(), "") {
			if got := role.May(right); got != wanted[i] {
				t.Errorf("%q may %q: %v", role, right, got)
			}
		}
	}
}
