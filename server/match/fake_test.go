package match_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"spoor/access"
	"spoor/evidence"
	"spoor/fault"
	"spoor/model"
	"spoor/screen"
	"spoor/server/match"
)

func now() time.Time { return time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC) }

func day(text string) time.Time {
	t, err := time.Parse("2006-01-02T15:04:05", text)
	if err != nil {
		panic(err)
	}
	return t
}

// fake is a small world of lists: one person with an address, a firm that the person owns, and a ship.
type fake struct {
	t       testing.TB
	entries map[string]match.Entry
	merged  map[string]string
	links   map[string][]match.Link
	hits    map[string][]match.Hit // by the name that is looked up
	catalog match.Catalog
	found   match.Found
	broken  error

	mu       sync.Mutex // parties of a batch are looked up side by side
	asked    []match.Query
	searched match.Search
	log      []evidence.Entry
	renewed  int
}

func thing(t testing.TB, id, schema string, pairs ...string) *model.Entity {
	t.Helper()
	e := model.NewEntity(id, model.Default().Get(schema), nil)
	for i := 0; i < len(pairs); i += 2 {
		if !e.Add(pairs[i], pairs[i+1], "") {
			t.Fatalf("%s has no %s", schema, pairs[i])
		}
	}
	return e
}

func hit(id string, name float64, identity screen.Identity, reasons ...screen.Reason) match.Hit {
	return match.Hit{ID: id, Hit: screen.Hit{NameScore: name, Identity: identity, Reasons: reasons}}
}

func newFake(t testing.TB) *fake {
	f := &fake{t: t, entries: map[string]match.Entry{}, merged: map[string]string{"ofac-7": "NK-person"}}
	add := func(e *model.Entity, target bool, datasets, referents []string) {
		f.entries[e.ID] = match.Entry{Entity: e, Caption: e.Caption(), Datasets: datasets, Referents: referents, Target: target,
			FirstSeen: day("2023-04-20T09:11:14"), LastSeen: day("2026-11-21T06:00:00"), LastChange: day("2026-02-01T00:00:00")}
	}
	ofac, both := []string{"us_ofac_sdn"}, []string{"eu_fsf", "us_ofac_sdn"}
	add(thing(t, "NK-person", "Person", "name", "Arkadiy Probnov", "alias", "Аркадий Пробнов", "birthDate", "1958-07-12", "nationality", "Russia", "topics", "sanction", "addressEntity", "addr-1"), true, both, []string{"ofac-7", "eu-fsf-31"})
	add(thing(t, "NK-firm", "Company", "name", "Probnov Shipping Ltd", "jurisdiction", "cy"), true, ofac, nil)
	add(thing(t, "own-1", "Ownership", "owner", "NK-person", "asset", "NK-firm", "percentage", "51"), false, ofac, nil)
	add(thing(t, "addr-1", "Address", "full", "1 Example Street, Limassol", "country", "cy"), false, ofac, nil)
	own, person := f.entries["own-1"].Entity.Schema, f.entries["NK-person"].Entity.Schema
	f.links = map[string][]match.Link{"NK-person": {{From: "own-1", Property: own.Property("owner")}}, "NK-firm": {{From: "own-1", Property: own.Property("asset")}},
		"addr-1": {{From: "NK-person", Property: person.Property("addressEntity")}}}
	nameIs := func(query, listed, agreement, detail string) screen.Reason {
		return screen.Reason{Field: "name", Query: query, Listed: listed, Agreement: agreement, Detail: detail}
	}
	f.hits = map[string][]match.Hit{
		"Arkadi Probnov": {
			hit("NK-firm", 0.6, screen.NameOnly, nameIs("Arkadi Probnov", "Probnov Shipping Ltd", screen.Close, "ARKADI is not listed")), // 0.7·0.60/0.79 = 0.5316
			hit("NK-person", 0.93, screen.Supported, nameIs("Arkadi Probnov", "Arkadiy Probnov", screen.Close, "ARKADI ~ ARKADIY: one letter more"), // 0.7+0.3·0.14/0.21 = 0.9
				screen.Reason{Field: "birth date", Query: "1958", Listed: "1958-07-12", Agreement: screen.Same, Detail: "one is written less exactly"},
				screen.Reason{Field: "country", Listed: "Russia", Agreement: screen.Unknown}),
		},
		"bob":          nil,
		"Someone Else": {hit("NK-firm", 0, screen.Confirmed, screen.Reason{Field: "registrationNumber", Query: "he 123456", Listed: "HE123456", Agreement: screen.Same})},
	}
	f.catalog = match.Catalog{Datasets: []match.Dataset{
		{Name: "default", Title: "All lists", Load: true, Collection: true, Loaded: day("2026-11-21T06:00:00"), Version: "20261121060000-abc", Indexed: "20261121060000-abc", Entries: 5, Children: []string{"eu_fsf", "us_ofac_sdn"}},
		{Name: "eu_fsf", Title: "EU financial sanctions", Load: true, Loaded: day("2026-11-20T06:00:00"), Version: "20261120060000-eee", Indexed: "20261120060000-eee", Entries: 1},
		{Name: "us_ofac_sdn", Title: "OFAC SDN", Load: true, Loaded: day("2026-11-21T06:00:00"), Version: "20261121060000-abc", Indexed: "20261121060000-abc", Entries: 4, Tags: []string{"list.sanction"}},
	}}
	f.found = match.Found{IDs: []string{"NK-person"}, Total: 17, Facets: map[string][]match.Count{"countries": {{Value: "ru", Count: 12}, {Value: "cy", Count: 5}}, "topics": {{Value: "sanction", Count: 17}}, "datasets": {{Value: "us_ofac_sdn", Count: 16}}}}
	return f
}

func (f *fake) Catalog(context.Context) (match.Catalog, error) { return f.catalog, f.broken }

func (f *fake) Match(_ context.Context, q match.Query) ([]match.Hit, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, q)
	if q.Entity.First("name") == "break" {
		return nil, errors.New("a bolt came loose")
	}
	return f.hits[q.Entity.First("name")], nil
}

func (f *fake) Entries(_ context.Context, ids ...string) (map[string]match.Entry, error) {
	found := map[string]match.Entry{}
	for _, id := range ids {
		if e, ok := f.entries[id]; ok {
			found[id] = e
		} else if canonical, ok := f.merged[id]; ok {
			found[id] = f.entries[canonical]
		}
	}
	return found, nil
}

func (f *fake) Inbound(_ context.Context, id string) ([]match.Link, error) { return f.links[id], nil }

func (f *fake) Search(_ context.Context, q match.Search) (match.Found, error) {
	f.searched = q
	return f.found, nil
}

func (f *fake) Refresh(context.Context) error {
	f.renewed++
	return nil
}

func (f *fake) Append(_ context.Context, entries ...evidence.Entry) error {
	f.log = append(f.log, entries...)
	return nil
}

// Bearer knows two tokens.
func (f *fake) Bearer(_ context.Context, token string) (access.Person, error) {
	switch token {
	case "analyst":
		return access.Person{Name: "ines", Role: access.Analyst, Purpose: "customer screening"}, nil
	case "auditor":
		return access.Person{Name: "otto", Role: access.Auditor, Purpose: "audit"}, nil
	}
	return access.Person{}, &fault.Error{Kind: fault.Denied, What: "this token has ended"}
}

func status(err error) int {
	if fault.KindOf(err) == fault.Usage {
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// handler is the API over the fake, in whose world a call without a token is refused.
func (f *fake) handler(change ...func(*match.Options)) http.Handler {
	o := match.Options{Lists: f, Audit: f, Gate: f, Status: status, Now: now, Log: slog.New(slog.NewTextHandler(testLog{f.t}, nil)), Version: "test"}
	for _, c := range change {
		c(&o)
	}
	mux := http.NewServeMux()
	match.Register(mux, o)
	return mux
}

type testLog struct{ t testing.TB }

func (l testLog) Write(p []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(p)))
	return len(p), nil
}
