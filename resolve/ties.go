package resolve

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"spoor/model"
)

// Tie says that two parties share something that few do. A tie is never identity: it says that two may know of one another, not
// that they are one.
type Tie struct {
	A, B   string // ids, A the lesser
	Kind   string // household, card, phone, device or address
	Shared string // what they share, as it is compared
}

// sharers is how many parties may share a phone, an address, a card or a device for it to tie them: what more share is that of an
// agent, a till or a building. A household ties all that are in it.
const sharers = 5

// largest is how many parties a group may have: where one leads to another through so many, the ties say nothing of the ends.
const largest = 50

// shared is one thing that parties have in common.
type shared struct{ kind, text string }

// Ties finds who is tied to whom by identical identifiers of things and of orders, and which group each tied party is in: the
// least id of those that are tied to one another, directly or through others. Whoever is tied to nobody is in no group.
// The result does not depend on the order of things or orders.
func Ties(things map[string]*model.Entity, orders iter.Seq[*model.View]) ([]Tie, map[string]string) {
	by := map[shared]map[string]bool{}
	add := func(kind, text, party string) {
		if text == "" || party == "" {
			return
		}
		s := shared{kind, text}
		if by[s] == nil {
			by[s] = map[string]bool{}
		}
		by[s][party] = true
	}
	for id, e := range things {
		OfThing(id, e, add)
	}
	for v := range orders {
		OfOrder(v, add)
	}
	ties := tied(by)
	return ties, groups(ties)
}

// OfOrder hands on what a buyer has on an order that others may have too, as it is compared.
func OfOrder(v *model.View, add func(kind, text, party string)) {
	for _, buyer := range v.Data(v.Schema.Property("buyer")) {
		for _, kind := range []string{"card", "phone", "device"} {
			for _, d := range v.Data(v.Schema.Property(kind)) {
				add(kind, Compared(kind, d.Text), buyer.Text)
			}
		}
	}
}

// OfThing hands on what a party, or a card's holder, has that others may have too, as it is compared.
func OfThing(id string, e *model.Entity, add func(kind, text, party string)) {
	switch {
	case e.Schema.Is("LegalEntity"):
		for _, kind := range []string{"household", "phone", "address"} {
			for _, text := range e.Get(kind) {
				add(kind, Compared(kind, text), id)
			}
		}
	case e.Schema.Is("Card"):
		for _, holder := range e.Get("holder") {
			add("card", id, holder)
		}
	}
}

// Compared is an identifier as ties compare it; a card's and a household's are exact.
func Compared(kind, text string) string {
	if kind == "card" || kind == "household" {
		return text
	}
	return Canonical(text)
}

// tied makes ties of what few share: of all that share it, with the least of them.
func tied(by map[shared]map[string]bool) []Tie {
	var ties []Tie
	for s, parties := range by {
		if len(parties) < 2 || s.kind != "household" && len(parties) > sharers {
			continue
		}
		ids := slices.Sorted(maps.Keys(parties))
		for _, id := range ids[1:] {
			ties = append(ties, Tie{ids[0], id, s.kind, s.text})
		}
	}
	slices.SortFunc(ties, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Shared, b.Shared))
	})
	return ties
}

// groups names for each tied party the group that it is in.
func groups(ties []Tie) map[string]string {
	all := &Identity{parent: map[string]string{}}
	members := map[string]bool{}
	for _, t := range ties {
		members[t.A], members[t.B] = true, true
		if all.Of(t.A) != all.Of(t.B) {
			all.join(Link{A: t.A, B: t.B})
		}
	}
	group, sizes := map[string]string{}, map[string]int{}
	for id := range members {
		group[id] = all.Of(id)
		sizes[group[id]]++
	}
	maps.DeleteFunc(group, func(_, of string) bool { return sizes[of] > largest })
	return group
}
