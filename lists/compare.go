package lists

import (
	"cmp"
	"slices"
	"strings"

	"spoor/model"
	"spoor/names"
)

// Difference is what two lists have not in common.
type Difference struct {
	OnlyA, OnlyB []*model.Entity // by id
	Changed      []Change        // on both, and not alike; by the id on A
	Same         int             // on both, and alike
}

// Change is an entry that stands on both lists and says something else on each.
type Change struct {
	A, B           *model.Entity
	By             string // how the two were known to be one: "id", or in words
	Added, Removed []Field
}

// Field is one value of an entry.
type Field struct {
	Property string `json:"property"`
	Text     string `json:"text"`
}

// minIdentifier is how long an identifier must be to say that two entries are one.
const minIdentifier = 5

// Compare tells what two lists have not in common. Entries are one when their ids are equal; of the rest, when an identifier is
// equal, or when a name is the same once normalised and the birth dates agree (of what has no birth: when the kind is the
// same). An entry that could be more than one is none of them. Wallets count as values of their holder.
func Compare(a, b []*model.Entity) Difference {
	left, right := entries(a), entries(b)
	var d Difference
	byID := map[string]*entry{}
	for _, e := range right {
		byID[e.ID] = e
	}
	for _, e := range left {
		if other := byID[e.ID]; other != nil {
			d.pair(e, other, "id")
		}
	}
	for _, keys := range []func(*entry) []key{identifiers, namesakes} {
		d.pairBy(left, right, keys)
	}
	for _, e := range left {
		if !e.paired {
			d.OnlyA = append(d.OnlyA, e.Entity)
		}
	}
	for _, e := range right {
		if !e.paired {
			d.OnlyB = append(d.OnlyB, e.Entity)
		}
	}
	slices.SortFunc(d.Changed, func(a, b Change) int { return cmp.Compare(a.A.ID, b.A.ID) })
	return d
}

// entry is a listing with what belongs to it.
type entry struct {
	*model.Entity
	fields []Field
	paired bool
}

// entries are the listings, by id.
func entries(all []*model.Entity) []*entry {
	var found []*entry
	byID := map[string]*entry{}
	for _, e := range all {
		if e.Schema.Matchable && e.First("holder") == "" && byID[e.ID] == nil {
			made := &entry{Entity: e, fields: fieldsOf(e, "")}
			byID[e.ID], found = made, append(found, made)
		}
	}
	for _, e := range all {
		if holder := byID[e.First("holder")]; holder != nil && e.Schema.Is("CryptoWallet") {
			holder.fields = append(holder.fields, fieldsOf(e, e.Schema.Name+".", "publicKey", "currency")...)
		}
	}
	slices.SortFunc(found, func(a, b *entry) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// fieldsOf are the values of an entity, in order and without repetition; of some properties only, when any are named.
func fieldsOf(e *model.Entity, prefix string, only ...string) []Field {
	var fields []Field
	for _, v := range e.Values {
		f := Field{prefix + v.Prop.Name, v.Text}
		if (len(only) == 0 || slices.Contains(only, v.Prop.Name)) && !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// pair notes that two entries are one, and what they say differently.
func (d *Difference) pair(a, b *entry, by string) {
	a.paired, b.paired = true, true
	c := Change{A: a.Entity, B: b.Entity, By: by, Added: without(b.fields, a.fields), Removed: without(a.fields, b.fields)}
	if len(c.Added)+len(c.Removed) == 0 && by == "id" {
		d.Same++
		return
	}
	d.Changed = append(d.Changed, c)
}

func without(fields, others []Field) []Field {
	left := slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return slices.Contains(others, f) })
	slices.SortFunc(left, func(a, b Field) int { return cmp.Or(cmp.Compare(a.Property, b.Property), cmp.Compare(a.Text, b.Text)) })
	return slices.Compact(left)
}

// key is what two entries may have in common.
type key struct{ value, by string }

// pairBy pairs the entries that share a key with exactly one entry of the other list, and it with them.
func (d *Difference) pairBy(left, right []*entry, keys func(*entry) []key) {
	lefts, rights := byKey(left, keys), byKey(right, keys)
	for _, a := range left {
		if a.paired {
			continue
		}
		candidate, by := one(a, keys(a), rights)
		if candidate == nil {
			continue
		}
		if back, _ := one(candidate, keys(candidate), lefts); back == a {
			d.pair(a, candidate, by)
		}
	}
}

func byKey(all []*entry, keys func(*entry) []key) map[string][]*entry {
	found := map[string][]*entry{}
	for _, e := range all {
		for _, k := range keys(e) {
			if !e.paired && !slices.Contains(found[k.value], e) {
				found[k.value] = append(found[k.value], e)
			}
		}
	}
	return found
}

// one is the only entry that shares a key with e and that agrees with it; nil when there is none, or more.
func one(e *entry, keys []key, others map[string][]*entry) (found *entry, by string) {
	for _, k := range keys {
		for _, other := range others[k.value] {
			switch {
			case other.paired || other == found || !agree(e.Entity, other.Entity):
			case found != nil:
				return nil, ""
			default:
				found, by = other, k.by
			}
		}
	}
	return found, by
}

func identifiers(e *entry) []key {
	var keys []key
	for _, v := range e.Values {
		if v.Prop.Type == "identifier" && (v.Prop.Matchable == nil || *v.Prop.Matchable) && len(v.Text) >= minIdentifier && strings.ContainsAny(v.Text, "0123456789") {
			plain := strings.ToUpper(strings.Join(strings.FieldsFunc(v.Text, func(r rune) bool { return strings.ContainsRune(" -./", r) }), ""))
			keys = append(keys, key{v.Prop.Name + " " + plain, v.Prop.Name + " " + v.Text})
		}
	}
	return keys
}

func namesakes(e *entry) []key {
	var keys []key
	for _, property := range []string{"name", "alias", "previousName"} {
		for _, text := range e.Get(property) {
			if plain := names.Normal(text).String(); plain != "" {
				keys = append(keys, key{plain, "name " + text})
			}
		}
	}
	return keys
}

// agree says whether nothing speaks against two entries being one: they are of a kind, and where both have a birth date, one of
// each is the same time. Two persons of whom one has none agree in name alone, which is not enough.
func agree(a, b *model.Entity) bool {
	if !a.Schema.Is(b.Schema.Name) && !b.Schema.Is(a.Schema.Name) && !(a.Schema.Is("Organization") && b.Schema.Is("Organization")) {
		return false
	}
	born, others := a.Get("birthDate"), b.Get("birthDate")
	if !a.Schema.Is("Person") || sharesIdentifier(a, b) {
		return len(born) == 0 || len(others) == 0 || sameTime(born, others)
	}
	return sameTime(born, others)
}

func sharesIdentifier(a, b *model.Entity) bool {
	others := identifiers(&entry{Entity: b})
	return slices.ContainsFunc(identifiers(&entry{Entity: a}), func(k key) bool {
		return slices.ContainsFunc(others, func(o key) bool { return o.value == k.value })
	})
}

func sameTime(some, others []string) bool {
	for _, text := range some {
		for _, other := range others {
			a, errA := model.ParseTime(text, nil)
			b, errB := model.ParseTime(other, nil)
			if errA == nil && errB == nil && a.Overlaps(b) {
				return true
			}
		}
	}
	return false
}
