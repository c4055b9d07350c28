package screen

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"spoor/model"
)

func entity(t testing.TB, id, schema string, pairs ...string) *model.Entity {
	t.Helper()
	e := model.NewEntity(id, model.Default().Get(schema), nil)
	for i := 0; i < len(pairs); i += 2 {
		if !e.Add(pairs[i], pairs[i+1], "") {
			t.Fatalf("%s has no %s", schema, pairs[i])
		}
	}
	return e
}

func build(all []Published) (*Index, error) { return Build(Listed(all), Options{}) }

func small(t testing.TB) *Index {
	t.Helper()
	listings := []Published{
		{entity(t, "p1", "Person", "name", "Ivan Petrovich Sokolov", "alias", "Иван Соколов", "birthDate", "1971-03-08", "nationality", "Russian Federation", "gender", "male", "passportNumber", "AB 123-4567"), "a"},
		{entity(t, "p2", "Person", "name", "Ivan Petrov Sokolov", "birthDate", "1985", "nationality", "bg"), "a"},
		{entity(t, "p3", "Person", "name", "Marwan al-Hadidi", "weakAlias", "The Carpenter", "birthDate", "circa 1960"), "b"},
		{entity(t, "c1", "Company", "name", "AEROCARIBBEAN AIRLINES", "country", "Cuba", "registrationNumber", "HRB 55512"), "a"},
		{entity(t, "v1", "Vessel", "name", "OCEAN STAR", "imoNumber", "IMO 9074729", "flag", "pa"), "a"},
		{entity(t, "w1", "CryptoWallet", "publicKey", "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"), "a"},
	}
	x, err := build(listings)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestIdentity(t *testing.T) {
	x := small(t)
	for _, test := range []struct {
		what     string
		query    *model.Entity
		want     string // the listing that comes first, empty: none
		identity Identity
		reasons  string // field:agreement of the facts, in order
	}{
		{"name alone", entity(t, "q", "Person", "name", "Sokolov, Ivan Petrovich"), "p1", NameOnly, "birth date:unknown gender:unknown country:unknown"},
		{"same birth and country", entity(t, "q", "Person", "name", "Ivan Sokolow", "birthDate", "1971-03-08", "nationality", "ru"), "p1", Supported, "birth date:same gender:unknown country:same"},
		{"day and month swapped", entity(t, "q", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1971-08-03"), "p1", Supported, "birth date:close gender:unknown country:unknown"},
		{"only the year is known", entity(t, "q", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1971"), "p1", Supported, "birth date:same gender:unknown country:unknown"},
		{"another birth date", entity(t, "q", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1990-01-01"), "p1", Contradicted, "birth date:differs gender:unknown country:unknown"},
		{"another country only", entity(t, "q", "Person", "name", "Ivan Petrovich Sokolov", "nationality", "fr"), "p1", Mixed, "birth date:unknown gender:unknown country:differs"},
		{"same birth, another country", entity(t, "q", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1971-03-08", "nationality", "fr"), "p1", Mixed, "birth date:same gender:unknown country:differs"},
		{"gender alone supports nothing", entity(t, "q", "Person", "name", "Ivan Petrovich Sokolov", "gender", "m"), "p1", NameOnly, "birth date:unknown gender:same country:unknown"},
		{"about the year", entity(t, "q", "Person", "name", "Marwan Hadidi", "birthDate", "1961-05-05"), "p3", Supported, "birth date:same"},
		{"passport alone", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "ab1234567"), "p1", Confirmed, "passportNumber:same birth date:unknown gender:unknown country:unknown"},
		{"passport of somebody born elsewhen", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "ab1234567", "birthDate", "2001-01-01"), "p1", Contradicted, "passportNumber:same birth date:differs gender:unknown country:unknown"},
		{"ship's number alone", entity(t, "q", "Vessel", "name", "RENAMED", "imoNumber", "9074729"), "v1", Confirmed, "imoNumber:same country:unknown"},
		{"wallet alone", entity(t, "q", "CryptoWallet", "publicKey", "0xab5801a7d398351b8be11c439e05c5b3259aec9b"), "w1", Confirmed, "publicKey:same"},
		{"a person is no ship", entity(t, "q", "Person", "name", "Ocean Star"), "", "", ""},
		{"a company of unknown kind", entity(t, "q", "LegalEntity", "name", "AEROCARIBEAN AIRLINE"), "c1", NameOnly, "country:unknown"},
		{"a stranger", entity(t, "q", "Person", "name", "John Smith"), "", "", ""},
		{"no name", entity(t, "q", "Person"), "", "", ""},
	} {
		hits := x.Search(QueryOf(test.query), Options{})
		if len(hits) == 0 || test.want == "" {
			if len(hits) > 0 || test.want != "" {
				t.Errorf("%s: %d hits, want %q", test.what, len(hits), test.want)
			}
			continue
		}
		var told []string
		for _, r := range hits[0].Reasons {
			if r.Field != "name" && r.Field != "alias" {
				told = append(told, r.Field+":"+r.Agreement)
			}
		}
		if h := hits[0]; h.Listing.ID != test.want || h.Identity != test.identity || strings.Join(told, " ") != test.reasons {
			t.Errorf("%s: %s %s %.2f %v, want %s %s %s", test.what, h.Listing.ID, h.Identity, h.IdentityScore, told, test.want, test.identity, test.reasons)
		}
	}
}

func TestWeakAliasIsWeaker(t *testing.T) {
	x := small(t)
	hits := x.Search(QueryName("The Carpenter"), Options{})
	if len(hits) != 1 || hits[0].NameScore != weakFactor || hits[0].Reasons[0].Field != "weakAlias" {
		t.Errorf("%+v", hits)
	}
	if hits = x.Search(QueryName("The Carpenter"), Options{Threshold: 0.95}); len(hits) != 0 {
		t.Errorf("above its score: %+v", hits)
	}
}

func TestOrderAndLimit(t *testing.T) {
	x := small(t)
	all := x.Search(QueryName("Ivan Sokolov"), Options{Threshold: 0.6, Limit: -1})
	if len(all) != 2 || all[0].NameScore < all[1].NameScore {
		t.Fatalf("%+v", all)
	}
	if one := x.Search(QueryName("Ivan Sokolov"), Options{Threshold: 0.6, Limit: 1}); len(one) != 1 || one[0].Listing.number != all[0].Listing.number {
		t.Errorf("%+v", one)
	}
}

// How many agree as well is counted before the limit is drawn.
func TestAsGood(t *testing.T) {
	var listings []Published
	for _, id := range []string{"a", "b", "c"} {
		listings = append(listings, Published{entity(t, id, "Person", "name", "Ivan Sokolov"), "list"})
	}
	listings = append(listings, Published{entity(t, "d", "Person", "name", "Ivan Sokolow"), "list"})
	x, err := build(listings)
	if err != nil {
		t.Fatal(err)
	}
	if hits := x.Search(QueryName("Ivan Sokolov"), Options{Limit: 1}); len(hits) != 1 || hits[0].AsGood != 3 {
		t.Errorf("%+v", hits)
	}
	if hits := x.Search(QueryName("Ivan Sokolov"), Options{}); len(hits) != 4 || hits[3].AsGood != 4 {
		t.Errorf("%+v", hits)
	}
}

func TestOptions(t *testing.T) {
	for _, o := range []Options{{Threshold: 0.2}, {Threshold: 1.1}, {Threshold: -1}, {Limit: -2}} {
		if _, err := Build(Listed(nil), o); err == nil {
			t.Errorf("%+v passed", o)
		}
	}
	x, err := build(nil)
	if err != nil || len(x.Search(QueryName("anybody"), Options{})) != 0 {
		t.Errorf("an empty index: %v", err)
	}
}

// The operating point. Names of the real lists with a letter wrong in every word are found, or with one letter wrong in one
// word, and the payees of a city's ordinary payments are not. The figures may not fall.
func TestOperatingPoint(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	const asked = 1000
	all, one := 0, 0
	order := byID(x)
	for range asked {
		e := order[r.IntN(len(order))]
		for nameFields[x.about.prop[e]] == "weakAlias" {
			e = order[r.IntN(len(order))]
		}
		listed := x.original(e)
		words := strings.Fields(listed)
		k := r.IntN(len(words))
		if x.finds(misspell(r, listed), x.about.listing[e]) {
			all++
		}
		words[k] = misspell(r, words[k])
		if x.finds(strings.Join(words, " "), x.about.listing[e]) {
			one++
		}
	}
	var flooded []string
	people := vendors(t)
	for _, name := range people {
		if len(x.Search(QueryName(name), Options{})) > 0 {
			flooded = append(flooded, name)
		}
	}
	t.Logf("found: %d of %d with a letter wrong in every word, %d with one letter wrong; %d of %d payees hit (%.2f %%)",
		all, asked, one, len(flooded), len(people), 100*float64(len(flooded))/float64(len(people)))
	if all < 850 || one < 950 || len(flooded) > 15 {
		t.Errorf("the operating point fell; payees hit: %v", flooded)
	}
	for _, name := range flooded {
		if strings.Contains(name, "ZOOLOGICAL") {
			t.Errorf("%s is hit", name)
		}
	}
	if hits := x.Search(QueryName("AEROCARIBEAN AIRLINE"), Options{}); len(hits) == 0 || hits[0].Listing.ID != "ofac-36" {
		t.Errorf("AEROCARIBEAN AIRLINE: %+v", hits)
	}
}

// byID orders the listed names, each in its first variant, by their listings' ids and lists, so that a sample hangs neither on the
// order of loading nor on how many ways of reading a name there are.
func byID(x *Index) []int {
	order := make([]int, x.Names())
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		l, m := x.Listing(int(x.about.listing[a])), x.Listing(int(x.about.listing[b]))
		return cmp.Or(cmp.Compare(l.ID, m.ID), cmp.Compare(l.List, m.List), cmp.Compare(x.about.nth[a], x.about.nth[b]))
	})
	order = slices.CompactFunc(order, func(a, b int) bool {
		return x.about.listing[a] == x.about.listing[b] && x.original(a) == x.original(b)
	})
	return order
}

func (x *Index) original(name int) string { return string(x.about.text.row(uint32(name))) }

func (x *Index) finds(name string, listing uint32) bool {
	for _, h := range x.Search(QueryName(name), Options{Limit: -1}) {
		if h.Listing.number == listing {
			return true
		}
	}
	return false
}

func TestAcceptIsAskedBeforeTheLimit(t *testing.T) {
	x := small(t)
	notFirst := Options{Threshold: 0.6, Limit: 1, Accept: func(l *Listing) bool { return l.ID != "p1" }}
	if hits := x.Search(QueryName("Ivan Sokolov"), notFirst); len(hits) != 1 || hits[0].Listing.ID != "p2" {
		t.Errorf("%+v", hits)
	}
	none := Options{Accept: func(*Listing) bool { return false }}
	if hits := x.Search(QueryOf(entity(t, "q", "Vessel", "imoNumber", "9074729")), none); len(hits) != 0 {
		t.Errorf("by an identifier: %+v", hits)
	}
}

// As many hits as are asked for are the first of all, and say the same of themselves: what a search passes over because it has
// enough better ones is not among them.
func TestFewHitsAreTheFirstOfAll(t *testing.T) {
	x, err := Build(made(20_000), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	cut := 0
	for range 150 {
		name := x.original(r.IntN(x.Names()))
		if r.IntN(2) == 0 {
			name = misspell(r, name)
		}
		all := x.Search(QueryName(name), Options{Limit: -1})
		for _, limit := range []int{1, 3, 10} {
			few := x.Search(QueryName(name), Options{Limit: limit})
			if !reflect.DeepEqual(few, all[:min(limit, len(all))]) {
				t.Fatalf("%q: the %d hits are not the first of all %d", name, limit, len(all))
			}
			if len(few) < len(all) {
				cut++
			}
		}
	}
	t.Logf("%d searches gave fewer than all", cut)
}
