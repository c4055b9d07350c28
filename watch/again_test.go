package watch_test

import (
	"context"
	"encoding/csv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spoor/cases"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	"spoor/screen"
	"spoor/store/memory"
	"spoor/watch"
)

// edition reads real lists by the product's own readers.
func edition(t testing.TB, paths ...string) []screen.Published {
	t.Helper()
	store := memory.New()
	for _, path := range paths {
		file := filepath.Join("..", "..", "shared", "data", "lists", path)
		if _, err := os.Stat(file); err != nil {
			t.Skip("the data are not here:", err)
		}
		intake := app.Intake{Store: store}
		if _, err := intake.Load(t.Context(), file, read.List, nil); err != nil {
			t.Fatal(err)
		}
	}
	var all []screen.Published
	for e, err := range store.Listings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Schema.Matchable {
			all = append(all, screen.Published{Entity: e, List: e.Origin.Source.Name})
		}
	}
	return all
}

func index(t testing.TB, all []screen.Published, r *screen.Rarity) *screen.Index {
	t.Helper()
	x, err := screen.Build(screen.Listed(all), screen.Options{Rarity: r})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// misspelt changes one letter of every other word.
func misspelt(r *rand.Rand, name string) string {
	words := strings.Fields(name)
	for i := range words {
		if letters := []rune(words[i]); len(letters) > 3 && i%2 == 0 {
			letters[1+r.IntN(len(letters)-1)] = 'a' + rune(r.IntN(26))
			words[i] = string(letters)
		}
	}
	return strings.Join(words, " ")
}

func party(id, schema string, pairs ...string) *model.Entity {
	e := model.NewEntity(id, model.Default().Get(schema), nil)
	for i := 0; i < len(pairs); i += 2 {
		e.Add(pairs[i], pairs[i+1], "")
	}
	return e
}

// everyNth listing lends its names to customers: all of them would take minutes.
const everyNth = 4

// customersLike are the names of lists, misspelt, with what else is known of them, and the payees of a city's payments.
func customersLike(t testing.TB, published ...[]screen.Published) []*model.Entity {
	r := rand.New(rand.NewPCG(3, 4))
	var all []*model.Entity
	for k, list := range published {
		for i, p := range list {
			if i%everyNth != 0 {
				continue
			}
			for n, name := range slices.Concat(p.Entity.Get("name"), p.Entity.Get("weakAlias"), p.Entity.Get("alias")) {
				e := party(strings.Join([]string{string(rune('a' + k)), p.Entity.ID, strconv.Itoa(n)}, "-"), p.Entity.Schema.Name, "name", misspelt(r, name))
				if i%3 == 0 {
					for _, prop := range []string{"birthDate", "nationality", "passportNumber", "imoNumber"} {
						e.Add(prop, p.Entity.First(prop), "")
					}
				}
				if i%7 == 0 {
					e.Add("weakAlias", misspelt(r, name), "")
				}
				all = append(all, e)
			}
		}
	}
	file, err := os.Open(filepath.Join("..", "..", "shared", "data", "records", "gla-payments.csv"))
	if err != nil {
		t.Skip("the data are not here:", err)
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	seen := map[string]bool{}
	for row, err := rows.Read(); err == nil; row, err = rows.Read() {
		if len(row) > 2 && !seen[row[2]] {
			seen[row[2]] = true
			all = append(all, party("payee-"+row[2], "LegalEntity", "name", row[2]))
		}
	}
	return all
}

func again(t testing.TB, before watch.Standing, x *screen.Index, c *watch.Customers, members map[string]screen.Digest) *watch.Result {
	t.Helper()
	r, err := watch.Again(t.Context(), &before, x, c, func() (map[string]screen.Digest, error) { return members, nil }, watch.Options{Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stood is what stands after a run, and who is watched.
func stood(r *watch.Result, id int64) watch.Standing {
	run := r.Run
	run.ID = id
	return watch.Standing{Run: run, Customers: r.Customers, Listings: r.Listings, Rarity: r.Rarity, Hits: r.Hits}
}

func membersOf(r *watch.Result) map[string]screen.Digest {
	m := map[string]screen.Digest{}
	for _, e := range r.Entered {
		m[e.Party] = e.Digest
	}
	return m
}

// The real updates: OFAC's list of 2020 becomes that of 2023, the UN's of 2018 that of 2026. Searching the affected gives what
// searching everybody gives, field for field, and so it does on the way back.
func TestTheOutcomeIsThatOfScreeningEverybody(t *testing.T) {
	if testing.Short() {
		t.Skip("it screens everybody four times")
	}
	old := edition(t, "ofac-sdn-2020/sdn.csv", "un-2018/consolidated.xml")
	recent := edition(t, "ofac-sdn-2023/sdn.csv", "un-2026/consolidated.xml")
	customers := watch.CustomersOf(customersLike(t, old, recent))
	x := index(t, old, nil)
	first := again(t, watch.Standing{}, x, customers, nil)
	t.Logf("%d customers; first: %+v", customers.Len(), first.Run)
	for _, step := range []struct {
		name       string
		what       []screen.Published
		from       *watch.Result
		onceHadAll bool
	}{{"forward", recent, first, false}, {"one list only", edition(t, "ofac-sdn-2023/sdn.csv", "un-2018/consolidated.xml"), first, true}} {
		x := index(t, step.what, first.Rarity)
		got := again(t, stood(step.from, 1), x, customers, membersOf(first))
		want := again(t, watch.Standing{}, x, customers, nil)
		t.Logf("%s: %+v", step.name, got.Run)
		if !reflect.DeepEqual(got.Hits, want.Hits) {
			tell(t, got.Hits, want.Hits)
		}
		if got.Run.New == 0 || got.Run.Gone == 0 || got.Run.Searched >= customers.Len() {
			t.Errorf("%+v", got.Run)
		}
		if r := applied(step.from.Hits, got.Changes); !reflect.DeepEqual(r, want.Hits) {
			t.Errorf("%s: what stood and the changes do not give what stands", step.name)
			tell(t, r, want.Hits)
		}
	}
}

// applied makes what stands of what stood and the changes.
func applied(before map[string][]cases.Hit, changes []watch.Change) map[string][]cases.Hit {
	after := map[string][]cases.Hit{}
	for party, hits := range before {
		after[party] = slices.Clone(hits)
	}
	for _, c := range changes {
		h := c.Hit()
		kept := slices.DeleteFunc(after[h.Party], func(o cases.Hit) bool { return o.List == h.List && o.Listing == h.Listing })
		if c.After != nil {
			kept = append(kept, *c.After)
		}
		if after[h.Party] = kept; len(kept) == 0 {
			delete(after, h.Party)
		}
	}
	for _, hits := range after {
		watch.Sort(hits)
	}
	return after
}

func tell(t *testing.T, got, want map[string][]cases.Hit) {
	t.Helper()
	shown := 0
	for party := range want {
		if !reflect.DeepEqual(got[party], want[party]) {
			if shown++; shown < 4 {
				t.Errorf("%s:\n%+v\nnot\n%+v", party, got[party], want[party])
			}
		}
	}
	for party := range got {
		if want[party] == nil {
			shown++
		}
	}
	t.Errorf("%d of %d customers differ", shown, len(want))
}

func TestWhatBecameOfEachMatch(t *testing.T) {
	published := func(entities ...*model.Entity) []screen.Published {
		var all []screen.Published
		for _, e := range entities {
			all = append(all, screen.Published{Entity: e, List: "un"})
		}
		return all
	}
	before := index(t, published(
		party("l1", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1971"),
		party("l2", "Person", "name", "Marwan al-Hadidi"),
		party("l3", "Person", "name", "Gulnara Achmetowa"),
		party("l4", "Person", "name", "Bartholomew Quill"),
		party("l6", "Person", "name", "Theodora Vance"),
	), nil)
	after := index(t, published(
		party("l1", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1971-03-08"),
		party("l3", "Person", "name", "Gulnara Achmetowa", "birthDate", "1950"),
		party("l4", "Person", "name", "Bartholomew Quill", "notes", "nothing that is compared"),
		party("l5", "Person", "name", "Zebulon Quist"),
		party("l6", "Person", "name", "Theodora Vance", "nationality", "fr"),
	), before.Rarity())
	customers := watch.CustomersOf([]*model.Entity{
		party("c1", "Person", "name", "Ivan Sokolov", "birthDate", "1971-03-08"),
		party("c2", "Person", "name", "Marwan Hadidi"),
		party("c3", "Person", "name", "Gulnara Achmetova", "birthDate", "1980"),
		party("c4", "Person", "name", "Bartholomew Quill"),
		party("c5", "Person", "name", "Zebulon Quist"),
		party("c6", "Person", "name", "Theodora Vance"),
		party("c7", "Person", "name", "Nobody Atall"),
		party("c8", "Document", "name", "a thing that is never listed"),
	})
	first := again(t, watch.Standing{}, before, customers, nil)
	if first.Run.New != 5 || first.Run.Searched != 7 || len(first.Entered) != 7 {
		t.Fatalf("%+v", first.Run)
	}
	r := again(t, stood(first, 1), after, customers, membersOf(first))
	var told []string
	for _, c := range r.Changes {
		told = append(told, c.Hit().Party+" "+string(c.Kind))
	}
	// c6 reads otherwise (the listing's country is now said) and weighs the same.
	if want := []string{"c1 stronger", "c2 gone", "c3 weaker", "c5 new", "c6 unchanged"}; !slices.Equal(told, want) {
		t.Errorf("%q, not %q", told, want)
	}
	if r.Run.Changed != 4 || r.Run.Searched != 5 || r.Run.Matches != 5 || len(r.Entered)+len(r.Left) != 0 {
		t.Errorf("%+v", r.Run)
	}
	for _, c := range r.Changes {
		if c.Kind == watch.Stronger && (c.Before.Status != "supported" || c.After.IdentityScore <= c.Before.IdentityScore) {
			t.Errorf("%+v %+v", c.Before, c.After)
		}
	}
}

func TestCustomersComeAndGo(t *testing.T) {
	x := index(t, []screen.Published{{Entity: party("l1", "Person", "name", "Ivan Petrovich Sokolov"), List: "un"}}, nil)
	a, b := party("a", "Person", "name", "Ivan Sokolov"), party("b", "Person", "name", "Anna Ashe")
	first := again(t, watch.Standing{}, x, watch.CustomersOf([]*model.Entity{a, b}), nil)
	renamed := party("b", "Person", "name", "Ivan Petrovich Sokolov")
	next := watch.CustomersOf([]*model.Entity{party("c", "Person", "name", "Zebulon Quist"), renamed})
	r := again(t, stood(first, 1), x, next, membersOf(first))
	var entered []string
	for _, m := range r.Entered {
		entered = append(entered, m.Party)
	}
	if !slices.Equal(entered, []string{"b", "c"}) || !slices.Equal(r.Left, []string{"a", "b"}) || r.Run.New != 1 || r.Run.Gone != 1 || r.Run.Searched != 2 {
		t.Errorf("%v came, %v went: %+v", entered, r.Left, r.Run)
	}
}

// A weak alias of a customer counts in full, also when it is the listing that is looked up: one letter of five leaves 0.8, and nine
// tenths of that would be no match.
func TestACustomersWeakAliasIsFound(t *testing.T) {
	x := index(t, []screen.Published{{Entity: party("l1", "Person", "name", "Zebulon Quist"), List: "un"}}, nil)
	c := watch.CustomersOf([]*model.Entity{party("a", "Person", "name", "Anna Ashe", "weakAlias", "Vagir"), party("b", "Person", "name", "Theodora Vance")})
	first := again(t, watch.Standing{}, x, c, nil)
	y := index(t, []screen.Published{{Entity: party("l1", "Person", "name", "Zebulon Quist"), List: "un"}, {Entity: party("l2", "Person", "name", "Vazir"), List: "un"}}, x.Rarity())
	if r := again(t, stood(first, 1), y, c, membersOf(first)); r.Run.New != 1 || r.Run.Searched != 1 || r.Changes[0].After.NameScore != 0.8 {
		t.Errorf("%+v", r.Run)
	}
}

func TestWhenEverybodyIsSearched(t *testing.T) {
	x := index(t, []screen.Published{{Entity: party("l1", "Person", "name", "Ivan Petrovich Sokolov"), List: "un"}}, nil)
	c := watch.CustomersOf([]*model.Entity{party("a", "Person", "name", "Ivan Sokolov"), party("b", "Person", "name", "Anna Ashe")})
	first := stood(again(t, watch.Standing{}, x, c, nil), 1)
	for _, test := range []struct {
		what   string
		change func(*watch.Standing, *watch.Options)
		all    bool
	}{
		{"nothing changed", func(*watch.Standing, *watch.Options) {}, false},
		{"another threshold", func(_ *watch.Standing, o *watch.Options) { o.Threshold = 0.8 }, true},
		{"another program", func(_ *watch.Standing, o *watch.Options) { o.Program = "later" }, true},
		{"words weighed anew", func(s *watch.Standing, _ *watch.Options) { s.Rarity = &screen.Rarity{Names: 9} }, true},
	} {
		before, opt := first, watch.Options{Program: "test"}
		test.change(&before, &opt)
		r, err := watch.Again(context.Background(), &before, x, c, nil, opt)
		if err != nil || (r.Run.Searched == 2) != test.all || len(r.Changes) != 0 {
			t.Errorf("%s: %v %+v", test.what, err, r.Run)
		}
	}
	if watch.Drifted(x) || !watch.Drifted(index(t, []screen.Published{{Entity: party("l1", "Person", "name", "A B", "alias", "C D"), List: "un"}}, x.Rarity())) {
		t.Error("twice as many names are as good as the same")
	}
}
