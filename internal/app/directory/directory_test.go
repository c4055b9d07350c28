package directory

import (
	"iter"
	"strconv"
	"strings"
	"testing"
	"time"

	"spoor/fault"
	"spoor/model"
	"spoor/server/match"
)

var loaded = time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)

// lines is a list as its lines stand, each with the list's name before it.
func lines(t testing.TB, text string) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
			list, body, _ := strings.Cut(line, " ")
			found, err := model.Default().Decode([]byte(body), &model.Origin{Source: &model.Source{Name: list}})
			if err != nil {
				t.Fatal(err)
			}
			if !yield(found[0], nil) {
				return
			}
		}
	}
}

const world = `
a {"id":"p1","schema":"Person","properties":{"name":["Ivan Petrovich Sokolov"],"alias":["Иван Соколов"],"nationality":["Russia"],"topics":["sanction"],"gender":["male"],"passportNumber":["AB1234567"],"birthDate":["1971-03-08"]},"datasets":["eu_fsf"],"referents":["old-1","p1"],"first_seen":"2024-01-01T00:00:00","last_change":"2025-06-01T12:00:00","target":true}
a {"id":"p2","schema":"Person","properties":{"name":["Ivan Sokolov"],"nationality":["bg"],"topics":["role.pep"]},"datasets":["eu_fsf","ch_seco"],"last_change":"2026-01-01T00:00:00"}
a {"id":"c1","schema":"Company","properties":{"name":["Sokol Trading GmbH"],"country":["de"]}}
a {"id":"o1","schema":"Ownership","properties":{"owner":["p1"],"asset":["c1"]}}
b {"id":"p1","schema":"Person","properties":{"name":["Ivan P. Sokolov"],"topics":["wanted"]},"target":false}
b {"id":"v1","schema":"Vessel","properties":{"name":["OCEAN STAR"],"imoNumber":["9074729"],"flag":["pa"]}}
b {"id":"w1","schema":"CryptoWallet","properties":{"publicKey":["0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"],"holder":["p2"]}}
`

func small(t testing.TB) *Directory {
	d, err := Build(lines(t, world), func(*model.Source) time.Time { return loaded })
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *Directory) search(t *testing.T, q match.Search) (match.Found, error) {
	byID := map[string]match.Entry{}
	for e := range lines(t, world) {
		if _, ok := byID[e.ID]; !ok {
			byID[e.ID] = About(e, loaded)
		}
	}
	if q.Limit == 0 {
		q.Limit = 10
	}
	return d.Search(q, func(...string) (map[string]match.Entry, error) { return byID, nil })
}

func TestSearch(t *testing.T) {
	d := small(t)
	for _, test := range []struct {
		what string
		q    match.Search
		want string // ids in order
	}{
		{"the shorter name first", match.Search{Text: "sokolov ivan"}, "p2 p1"},
		{"all words must stand", match.Search{Text: "ivan trading"}, ""},
		{"a patronymic", match.Search{Text: "PETROVICH"}, "p1"},
		{"in its own script", match.Search{Text: "Соколов"}, "p2 p1"}, // p2 by the Latin spelling
		{"a number", match.Search{Text: "ab1234567"}, "p1"},
		{"an unfinished word", match.Search{Text: "soko*"}, "c1 p2 p1"},
		{"the last word is unfinished", match.Search{Text: "ivan soko", Prefix: true}, "p2 p1"},
		{"the first word is finished", match.Search{Text: "iva sokolov", Prefix: true}, ""},
		{"misspelt", match.Search{Text: "sokolof"}, ""},
		{"misspelt, fuzzy", match.Search{Text: "ivan sokolof", Fuzzy: true}, "p2 p1"},
		{"two letters of a long word", match.Search{Text: "sokolof", Fuzzy: true}, "c1 p2 p1"}, // Sokol is two letters away
		{"misspelt, marked", match.Search{Text: "ivan sokolof~1"}, "p2 p1"},
		{"not", match.Search{Text: "sokolov -petrovich"}, "p2"},
		{"not, in words", match.Search{Text: "sokolov NOT petrovich"}, "p2"},
		{"or", match.Search{Text: "petrovich OR ocean"}, "v1 p1"},
		{"quoted", match.Search{Text: `"ocean star"`}, "v1"},
		{"nothing in it is a word", match.Search{Text: "~ * ..."}, ""},
		{"all things, no links", match.Search{}, "w1 c1 p2 v1 p1"},
		{"links", match.Search{Filter: match.Filter{Schema: "Ownership"}}, "o1"},
		{"a schema and what extends it", match.Search{Filter: match.Filter{Schema: "LegalEntity"}}, "c1 p2 p1"},
		{"without a schema", match.Search{Filter: match.Filter{Schema: "LegalEntity", ExcludeSchemas: []string{"Company"}}}, "p2 p1"},
		{"a source that lines name", match.Search{Filter: match.Filter{Datasets: []string{"ch_seco"}}}, "p2"},
		{"a list", match.Search{Filter: match.Filter{Datasets: []string{"b"}}}, "w1 v1 p1"},
		{"no dataset", match.Search{Filter: match.Filter{Datasets: []string{}}}, ""},
		{"excluded by an id that was merged", match.Search{Text: "sokolov", Filter: match.Filter{ExcludeIDs: []string{"old-1"}}}, "p2"},
		{"changed since", match.Search{Filter: match.Filter{ChangedSince: "2025-12-31", Datasets: []string{"eu_fsf", "ch_seco"}}}, "p2 p1"}, // p1 by list b
		{"changed since, to the hour", match.Search{Filter: match.Filter{ChangedSince: "2026-11-20T06"}}, ""},
		{"one of the topics", match.Search{Filter: match.Filter{Where: []match.Clause{{Field: "topics", Values: []string{"sanction", "role.pep"}}}}}, "p2 p1"},
		{"topics of two lists", match.Search{Filter: match.Filter{Where: []match.Clause{{Field: "topics", Values: []string{"sanction"}}, {Field: "topics", Values: []string{"wanted"}}}}}, "p1"},
		{"a country", match.Search{Filter: match.Filter{Where: []match.Clause{{Field: "countries", Values: []string{"ru"}}}}}, "p1"},
		{"targets", match.Search{Filter: match.Filter{Where: []match.Clause{{Field: "target", Values: []string{"false"}}}}}, "w1"},
		{"a property", match.Search{Filter: match.Filter{Where: []match.Clause{{Field: "properties.birthDate", Values: []string{"1971-03-08"}}}}}, "p1"},
		{"newest first", match.Search{Text: "sokolov", Sort: []string{"first_seen:desc"}}, "p2 p1"},
		{"by id", match.Search{Sort: []string{"id:desc"}, Limit: 2}, "w1 v1"},
		{"the second page", match.Search{Sort: []string{"id"}, Limit: 2, Offset: 2}, "p2 v1"},
		{"beyond the end", match.Search{Offset: 100}, ""},
	} {
		found, err := d.search(t, test.q)
		if got := strings.Join(found.IDs, " "); err != nil || got != test.want {
			t.Errorf("%s: %q %v, want %q", test.what, got, err, test.want)
		}
	}
}

func TestFacets(t *testing.T) {
	found, err := small(t).search(t, match.Search{Facets: []string{"schema", "countries", "topics", "datasets", "genders"}})
	if err != nil || found.Total != 5 {
		t.Fatal(found, err)
	}
	for field, want := range map[string]string{"schema": "Person 2, Company 1, CryptoWallet 1, Vessel 1", "countries": "bg 1, de 1, pa 1, ru 1", "topics": "role.pep 1, sanction 1, wanted 1",
		"datasets": "b 3, eu_fsf 2, a 1, ch_seco 1", "genders": "male 1"} {
		var said []string
		for _, c := range found.Facets[field] {
			said = append(said, c.Value+" "+string(rune('0'+c.Count)))
		}
		if got := strings.Join(said, ", "); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

func TestWhatCannotBeAsked(t *testing.T) {
	d := small(t)
	for _, q := range []match.Search{{Sort: []string{"caption"}}, {Filter: match.Filter{Where: []match.Clause{{Field: "shoe", Values: []string{"44"}}}}}, {Filter: match.Filter{ChangedSince: "2026-13-01"}}} {
		if _, err := d.search(t, q); err == nil || fault.KindOf(err) == fault.Internal {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

func TestIdsAndLinks(t *testing.T) {
	d := small(t)
	for id, want := range map[string]string{"p1": "p1", "old-1": "p1", "c1": "c1", "nobody": "", "": ""} {
		if got, ok := d.Canonical(id); got != want || ok != (want != "") {
			t.Errorf("%s is %q", id, got)
		}
	}
	in := d.Inbound("p1")
	if len(in) != 1 || in[0].From != "o1" || in[0].Property.Reverse.Name != "ownershipOwner" {
		t.Errorf("%+v", in)
	}
	if in = d.Inbound("p2"); len(in) != 1 || in[0].From != "w1" {
		t.Errorf("%+v", in)
	}
	pass, err := d.Passing(match.Filter{Datasets: []string{"b"}})
	if err != nil || !pass("p1") || pass("p2") || pass("nobody") {
		t.Error(err)
	}
}

// FuzzSearch: whatever is typed, a search ends, and what it finds has no -word.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{"ivan", "\"", "a* b~ -c", "OR OR NOT", "\xff\x00", "😀 Ω~", strings.Repeat("x", 2000), "ivan OR -ivan", "- + * ~"} {
		f.Add(text, true, true)
	}
	d, err := Build(lines(f, world), func(*model.Source) time.Time { return loaded })
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, fuzzy, prefix bool) {
		found, err := d.Search(match.Search{Text: text, Fuzzy: fuzzy, Prefix: prefix, Limit: 100, Facets: []string{"topics"}}, nil)
		if err != nil || found.Total > 5 || len(found.IDs) != found.Total {
			t.Errorf("%q: %+v %v", text, found, err)
		}
	})
}

// BenchmarkBuild says what an entry costs to write down.
func BenchmarkBuild(b *testing.B) {
	schema := model.Default().Get("Person")
	origin := &model.Origin{Source: &model.Source{Name: "a"}}
	first, last := strings.Fields("ivan petr anna boris maria oleg nina lev vera igor"), strings.Fields("sokolov probnov dalev orlov zimin kern adler okafor haddad lindqvist")
	const people = 10000
	all := func(yield func(*model.Entity, error) bool) {
		for i := range people {
			e := model.NewEntity("p"+strconv.Itoa(i), schema, origin)
			e.Add("name", first[i%10]+" "+last[i/10%10]+strconv.Itoa(i/100)+" "+last[i/100%10], "")
			e.Add("nationality", "ru", "")
			if !yield(e, nil) {
				return
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(all, func(*model.Source) time.Time { return loaded }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*people), "ns/entry")
}
