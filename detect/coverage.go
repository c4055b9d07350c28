package detect

import (
	"sort"
	"strings"
)

// Coverage says how far a typology can be tested on data.
type Coverage string

const (
	Testable       Coverage = "testable"
	PartlyTestable Coverage = "partly" // a finding is possible, and a field that it reads is nowhere filled
	NotTestable    Coverage = "not"
)

// Covered is a typology's coverage, and the kinds and fields that the data lacks of those it reads.
type Covered struct {
	Typology *Typology
	Coverage Coverage
	Missing  []string
}

// Cover says for each typology whether the data can bring forth a finding of it. It is about fields, and not about what
// stands in them: one value of a field is enough for it to be there.
func Cover(typologies []*Typology, data Data) []Covered {
	presence := PresenceOf(data)
	all := make([]Covered, len(typologies))
	for i, t := range typologies {
		all[i] = Covered{Typology: t, Coverage: Testable}
		if all[i].Missing = t.Missing(presence); len(all[i].Missing) > 0 {
			all[i].Coverage = NotTestable
		} else if all[i].Missing = t.lacks(presence); len(all[i].Missing) > 0 {
			all[i].Coverage = PartlyTestable
		}
	}
	return all
}

// Lack is what data lacks as a person reads it after the word no. Without a list nobody can be on one.
func Lack(missing string) string {
	if missing == "ListHit" {
		return "list to screen against"
	}
	return missing
}

// Lacks tells everything that is missing in one phrase.
func Lacks(missing []string) string {
	var all []string
	for _, m := range missing {
		all = append(all, "no "+Lack(m))
	}
	return strings.Join(all, ", ")
}

// lacks lists every kind and field that the typology reads, needed or not, and the data has not.
func (t *Typology) lacks(p Presence) []string {
	var lacking []string
	var read func(need)
	read = func(n need) {
		if n.field != "" && !p.has(n.field, t.schemata) {
			lacking = append(lacking, n.field)
		}
		for _, part := range n.of {
			read(part)
		}
	}
	read(t.needs)
	sort.Strings(lacking)
	return compactKinds(lacking)
}
