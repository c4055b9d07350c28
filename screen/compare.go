package screen

import (
	"runtime"
	"slices"
	"strings"

	"spoor/model"
	"spoor/names"
	"spoor/ref"
)

// Comparison is what screening says of two parties, whether either is listed or not.
type Comparison struct {
	NameScore     float64 // 0 to 1: of the two names that agree best
	IdentityScore float64
	Identity      Identity
	Reasons       []Reason // what the scores rest on: the name first, then the facts; Query is the first party's
	Beside        []Reason // what decides nothing: further names, and what only one side says or both say of other things
	Words         []string // how the words of the two names agree, the most telling first
	Kinds         bool     // the two may be of one kind: a search gives no vessel for a person
	Threshold     float64  // from which a name score makes a possible match
	Match         bool     // a search for the first gives the second
}

// Compare compares two parties as a search compares a query with a listing, which b stands for: of those that a search gives, it
// says the same. Words are weighed by how rare they are among the listings.
func (x *Index) Compare(a, b Query) Comparison {
	defer runtime.KeepAlive(x)
	c := Comparison{Threshold: x.options.Threshold, Kinds: a.facts.class.mayBe(b.facts.class)}
	asked, listed := x.bestNames(&a, &b, &c)
	w := weigh(&a.facts, &b.facts, c.NameScore, c.Threshold)
	c.IdentityScore, c.Identity, c.Reasons = w.score, w.identity, append(c.Reasons, w.reasons...)
	c.Match = c.Kinds && c.NameScore >= c.Threshold || slices.ContainsFunc(sharedIdentifiers(&a.facts, &b.facts), shared.alone)
	c.Beside = append(otherNames(a.names, b.names, asked, listed), besides(&a.facts, &b.facts, c.Reasons)...)
	return c
}

// bestNames finds the two names that agree best, of equal ones the first as a search does, and says how they agree.
func (x *Index) bestNames(a, b *Query, c *Comparison) (asked, listed string) {
	weighed := func(all []listedName) []names.Name {
		out := make([]names.Name, len(all))
		for i := range all {
			out[i] = all[i].name.Weighed(x.words.weigh)
		}
		return out
	}
	left, right := weighed(a.names), weighed(b.names)
	p, q := -1, -1
	var s names.Scorer
	for k := range right {
		for i := range left {
			score := s.Score(&left[i], &right[k])
			if b.names[k].prop == "weakAlias" {
				score *= weakFactor
			}
			if p < 0 || score > c.NameScore {
				p, q, c.NameScore = i, k, score
			}
		}
	}
	if p < 0 {
		return "", ""
	}
	agreement := names.Compare(left[p], right[q], nil)
	c.Words = agreement.Reasons
	asked, listed = left[p].Original, right[q].Original
	c.Reasons = []Reason{nameReason(b.names[q].prop, asked, listed, agreement)}
	if c.NameScore < c.Threshold {
		c.Reasons[0].Agreement = Differs
	}
	return asked, listed
}

// nameReason says how two names agree.
func nameReason(field, asked, listed string, agreement names.Agreement) Reason {
	r := Reason{Field: field, Query: asked, Listed: listed, Agreement: Same, Detail: strings.Join(agreement.Reasons, "; ")}
	if agreement.Score < 1 {
		r.Agreement = Close
	}
	return r
}

// otherNames lists the names of both but the two that were compared.
func otherNames(a, b []listedName, asked, listed string) (beside []Reason) {
	for _, side := range []struct {
		names []listedName
		best  string
		told  func(*Reason) *string
	}{{a, asked, func(r *Reason) *string { return &r.Query }}, {b, listed, func(r *Reason) *string { return &r.Listed }}} {
		var told []string
		for _, n := range side.names {
			if text := n.name.Original; text != side.best && !contains(told, text) {
				told = append(told, text)
				r := Reason{Field: n.prop, Agreement: Unknown}
				*side.told(&r) = text
				beside = append(beside, r)
			}
		}
	}
	return beside
}

// besides lists the facts that were not weighed: a field that one side says, and identifiers that are not shared.
func besides(a, b *facts, weighed []Reason) (beside []Reason) {
	has := func(field string) bool {
		return slices.ContainsFunc(weighed, func(r Reason) bool { return r.Field == field })
	}
	for _, f := range []struct {
		field  string
		ours   []string
		theirs []string
		show   func(string) string
	}{{"country of birth", a.birthLands, b.birthLands, ref.CountryName}, {"place of birth", a.birthPlaces, b.birthPlaces, strings.TrimSpace},
		{"middle name", a.middles, b.middles, strings.TrimSpace}, {"address", a.addresses, b.addresses, strings.TrimSpace}} {
		if r := unknown(f.field, list(f.ours, f.show), list(f.theirs, f.show)); r.Agreement != "" && !has(f.field) {
			beside = append(beside, r)
		}
	}
	return append(beside, unshared(a.identifiers, b.identifiers, weighed)...)
}

// unshared lists the identifiers of each property that the reasons do not have.
func unshared(a, b []identifier, weighed []Reason) (beside []Reason) {
	told := func(text string, side func(Reason) string) bool {
		return slices.ContainsFunc(weighed, func(r Reason) bool { return side(r) == text })
	}
	at := func(id identifier) *Reason {
		i := slices.IndexFunc(beside, func(r Reason) bool { return r.Field == id.prop })
		if i < 0 {
			i = len(beside)
			beside = append(beside, Reason{Field: id.prop, Agreement: Unknown})
		}
		return &beside[i]
	}
	add := func(to *string, id identifier) {
		if !contains(strings.Split(*to, ", "), id.as) {
			*to = strings.TrimPrefix(*to+", "+id.as, ", ")
		}
	}
	for _, id := range a {
		if !told(id.as, func(r Reason) string { return r.Query }) {
			add(&at(id).Query, id)
		}
	}
	for _, id := range b {
		if !told(id.as, func(r Reason) string { return r.Listed }) {
			add(&at(id).Listed, id)
		}
	}
	for i := range beside {
		if r := &beside[i]; r.Query != "" && r.Listed != "" {
			r.Agreement, r.Detail = Differs, "it decides nothing: a party may have several"
		}
	}
	return beside
}

// Warning says that what a property of an entity holds is an identifier whose form or check digits are wrong; empty where it is
// right, is none, or has no check digits.
func Warning(e *model.Entity, p *model.Property, text string) string {
	if id, ok := identifierOf(e, p, text); ok {
		return id.warning()
	}
	return ""
}
