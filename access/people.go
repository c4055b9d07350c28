package access

import (
	"context"
	"fmt"
	"slices"

	"spoor/fault"
)

// People lists who may sign in, by name, without their passphrases' hashes; Invited says who has not yet set one.
func (g *Gate) People(ctx context.Context) ([]Member, error) {
	users, err := g.Store.Users(ctx)
	members := make([]Member, len(users))
	for i, u := range users {
		members[i] = Member{u.Name, u.Role, u.Password == "", u.Disabled}
	}
	return members, err
}

// Member is a user as others may see them.
type Member struct {
	Name     string
	Role     Role
	Invited  bool // has not set a passphrase
	Disabled bool
}

// Invite makes a user, and a one-time link to set a passphrase. For a user that stands with this role it is a new link, and
// the old passphrase ends when it is used.
func (g *Gate) Invite(ctx context.Context, name string, role Role) (key string, err error) {
	g.setting.Lock()
	defer g.setting.Unlock()
	if name, err = cleanName(name); err != nil {
		return "", err
	}
	if !slices.Contains(Roles(), role) {
		return "", &fault.Error{Doing: "inviting", Kind: fault.Usage, What: fmt.Sprintf("%q is no role", fault.Cut(string(role), 40))}
	}
	users, err := g.Store.Users(ctx)
	if err != nil {
		return "", err
	}
	switch u, ok := find(users, name); {
	case ok && (u.Role != role || u.Disabled):
		return "", &fault.Error{Doing: "inviting", Kind: fault.Conflict, What: fmt.Sprintf("%s is here already: %s", name, u.Role),
			Hint: "give the other person another name; somebody who may not sign in must first be let in again"}
	case !ok:
		if err := g.Store.PutUser(ctx, User{Name: name, Role: role}); err != nil {
			return "", err
		}
	}
	return g.give(ctx, Session{User: name, Kind: kindLink, Purpose: "to set a passphrase", Expires: g.Now().Add(LinkLasts)})
}

// Disable shuts somebody out at once, or lets them in again. The last administrator stays.
func (g *Gate) Disable(ctx context.Context, name string, disabled bool) error {
	g.setting.Lock()
	defer g.setting.Unlock()
	users, err := g.Store.Users(ctx)
	if err != nil {
		return err
	}
	u, ok := find(users, name)
	if !ok {
		return &fault.Error{Doing: "changing a person", Kind: fault.Missing, What: "there is nobody of that name"}
	}
	others := slices.ContainsFunc(users, func(o User) bool {
		return o.Name != name && o.Role == Administrator && !o.Disabled && o.Password != ""
	})
	if disabled && u.Role == Administrator && !others {
		return &fault.Error{Doing: "shutting somebody out", Kind: fault.Conflict, What: name + " is the last administrator", Hint: "invite another one first"}
	}
	u.Disabled = disabled
	return g.Store.PutUser(ctx, u)
}

// MayTake says whether work can be given to somebody: nil when it can.
func (g *Gate) MayTake(ctx context.Context, name string) error {
	users, err := g.Store.Users(ctx)
	if err != nil {
		return err
	}
	if u, ok := find(users, name); !ok || u.Disabled || !u.Role.May(Decide) {
		return &fault.Error{Doing: "giving work", Kind: fault.Input, What: "there is nobody of that name who may decide", Hint: "choose one of those who may"}
	}
	return nil
}
