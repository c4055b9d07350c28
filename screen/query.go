package screen

import (
	"slices"
	"unicode/utf8"

	"spoor/model"
	"spoor/names"
)

// Query is a party made ready for searching.
type Query struct {
	names []listedName
	facts facts
}

// listedName is one name of an entity.
type listedName struct {
	prop string
	name names.Name
}

// nameFields are the properties that are names, the strongest first.
var nameFields = []string{"name", "previousName", "alias", "abbreviation", "weakAlias"}

// QueryOf makes a query of an entity: of all its names, and of every fact that screening compares.
func QueryOf(e *model.Entity) Query { return Query{namesOf(e), factsOf(e)} }

// QueryName makes a query of a name alone, of which nothing else is known, not even whether it is a person's.
func QueryName(name string) Query {
	var q Query
	for _, n := range names.Variants(name) {
		q.names = append(q.names, listedName{"name", n})
	}
	return q
}

// OfAnyKind makes a query of a party of which nobody said what it is, although the facts are a person's: it may be anything.
func (q Query) OfAnyKind() Query {
	q.facts.class = anything
	return q
}

// WithIdentifier adds an identifier of which nobody said what kind it is: it is compared with those of every kind.
func (q Query) WithIdentifier(text string) Query {
	q.facts.identifiers = slices.Clone(q.facts.identifiers)
	for kind := range idKind(len(reaches)) {
		id := identifier{kind: kind, as: text, prop: "identifier", text: canonical(kind, text, "")}
		if len(text) <= longest && utf8.ValidString(text) && kind.wellFormed(id.text) {
			q.facts.identifiers = append(q.facts.identifiers, id)
		}
	}
	return q
}

// namesOf lists the different names of an entity in all their variants. A person without a whole name has one made of its
// parts.
func namesOf(e *model.Entity) []listedName {
	var all []listedName
	add := func(prop, text string) {
		for _, n := range names.Variants(text) {
			if len(n.Tokens) > 0 && !slices.ContainsFunc(all, func(o listedName) bool { return o.name.String() == n.String() }) {
				all = append(all, listedName{prop, n})
			}
		}
	}
	for _, field := range nameFields {
		for _, text := range e.Get(field) {
			add(field, text)
		}
	}
	if len(all) == 0 {
		if first, last := e.First("firstName"), e.First("lastName"); first != "" || last != "" {
			add("name", first+" "+e.First("middleName")+" "+last)
		}
	}
	return all
}
