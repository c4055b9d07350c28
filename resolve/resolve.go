// Package resolve says which things are one party. In its first form two are one when they carry an identical identifier and
// nothing contradicts it; names alone never make one of two.
package resolve

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"spoor/model"
)

// Link says why two things are one.
type Link struct {
	A, B       string // ids, A the one that stays
	Property   string
	Identifier string
}

// Identity maps every thing to the one it is, with the reasons.
type Identity struct {
	Links  []Link
	parent map[string]string
}

// Of is the id under which a thing is known: its own, unless it is one with another.
func (x *Identity) Of(id string) string {
	for {
		up, ok := x.parent[id]
		if !ok {
			return id
		}
		id = up
	}
}

// shortest is the length from which an identifier is taken to single out one party: shorter ones are often a firm's own
// running numbers.
const shortest = 6

// Identical joins things that share an identifier of the same property: a passport, a registration, an IBAN. Persons with
// different birth dates stay two, and so do a person and a company. The result does not depend on the order of things.
func Identical(things map[string]*model.Entity) *Identity {
	x := &Identity{parent: map[string]string{}}
	holders := map[string][]string{}
	for _, id := range slices.Sorted(maps.Keys(things)) {
		e := things[id]
		for i := range e.Values {
			v := &e.Values[i]
			if key := Canonical(v.Text); single(v.Prop) && len(key) >= shortest {
				key = v.Prop.Name + "\x00" + key
				holders[key] = append(holders[key], id)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(holders)) {
		for i, b := range holders[key][1:] {
			for _, a := range holders[key][:i+1] {
				if x.Of(a) != x.Of(b) && compatible(things[a], things[b]) {
					property, identifier, _ := strings.Cut(key, "\x00")
					x.join(Link{a, b, property, identifier})
				}
			}
		}
	}
	return x
}

// join puts the later id under the earlier, so that the name of the whole is the least of its ids.
func (x *Identity) join(l Link) {
	a, b := x.Of(l.A), x.Of(l.B)
	if b < a {
		a, b = b, a
	}
	x.parent[b] = a
	x.Links = append(x.Links, l)
}

// single says whether a property singles out one party.
func single(p *model.Property) bool {
	return p.Type == "identifier" && (p.Matchable == nil || *p.Matchable) && !p.Hidden && p.Name != "accountNumber"
}

func compatible(a, b *model.Entity) bool {
	if !a.Schema.Is(b.Schema.Name) && !b.Schema.Is(a.Schema.Name) {
		return false
	}
	for _, x := range a.Get("birthDate") {
		for _, y := range b.Get("birthDate") {
			one, errOne := model.ParseDate(x)
			other, errOther := model.ParseDate(y)
			if errOne == nil && errOther == nil && !one.Overlaps(other) {
				return false
			}
		}
	}
	return true
}

// Canonical is an identifier without spaces and punctuation, in capitals.
func Canonical(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, text)
}
