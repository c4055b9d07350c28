package app_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spoor/access"
	"spoor/detect"
	"spoor/internal/app"
	"spoor/read"
	"spoor/server/match"
	"spoor/store/sqlite"
)

const published = `{"id":"NK-sokolov","schema":"Person","caption":"Ivan Sokolov","properties":{"name":["Ivan Petrovich Sokolov"],"alias":["Иван Соколов"],"birthDate":["1971-03-08"],"nationality":["ru"],"topics":["sanction"],"passportNumber":["AB1234567"],"addressEntity":["addr-1"]},"datasets":["eu_fsf","us_ofac_sdn"],"referents":["ofac-1","NK-sokolov"],"target":true,"first_seen":"2024-05-27T19:47:02","last_seen":"2026-11-01T00:00:00","last_change":"2026-01-01T00:00:00"}
{"id":"NK-trading","schema":"Company","properties":{"name":["Sokol Trading GmbH"],"jurisdiction":["de"],"topics":["role.pep"]},"datasets":["gb_list"],"first_seen":"2024-05-27T19:47:02"}
{"id":"own-1","schema":"Ownership","properties":{"owner":["NK-sokolov"],"asset":["NK-trading"]},"datasets":["eu_fsf"]}
{"id":"addr-1","schema":"Address","properties":{"full":["1 Example Street"]},"datasets":["eu_fsf"]}
`

const second = `{"id":"NK-sokolov","schema":"Person","properties":{"name":["Sokolov, Ivan P."],"topics":["wanted"]},"target":true}
`

// desk is a desk over lists, running until the test ends.
func desk(t *testing.T, lists map[string]string) *app.Desk {
	t.Helper()
	dir := t.TempDir()
	now := func() time.Time { return time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC) }
	store, err := sqlite.Open(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	files := t.TempDir()
	for name, text := range lists {
		if err := os.WriteFile(filepath.Join(files, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		intake := app.Intake{Store: store, Root: files + string(filepath.Separator)}
		if _, err := intake.Load(t.Context(), filepath.Join(files, name), read.List, nil); err != nil {
			t.Fatal(err)
		}
	}
	d := app.NewDesk(store, nil, detect.Environment{}, dir, now)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); d.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended; _ = store.Close() })
	return d
}

func api(d *app.Desk) http.Handler {
	mux := http.NewServeMux()
	match.Register(mux, match.Options{Lists: app.Matching{Desk: d}, Audit: d, Gate: nobody{}, Open: &access.Person{Name: "client", Role: access.Analyst, Purpose: "customer screening"},
		Status: app.HTTPStatus, Now: time.Now, Log: slog.New(slog.DiscardHandler), Version: "test"})
	return mux
}

type nobody struct{}

func (nobody) Bearer(context.Context, string) (access.Person, error) { return access.Person{}, nil }

// call asks the API and reads the answer.
func call(t *testing.T, h http.Handler, method, path, body string, status int, into any) http.Header {
	t.Helper()
	r := httptest.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	if into != nil {
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			t.Fatalf("%s %s: %v %s", method, path, err, w.Body)
		}
	}
	return w.Header()
}

// results are what a party was answered.
type results struct {
	Responses map[string]struct {
		Results []struct {
			ID, Caption string
			Datasets    []string
			Referents   []string
			FirstSeen   string `json:"first_seen"`
			LastSeen    string `json:"last_seen"`
			Properties  map[string][]string
			Score       float64
			Match       bool
		}
		Total struct{ Value int }
	}
}

func (r results) ids() string {
	var ids []string
	for _, x := range r.Responses["q"].Results {
		ids = append(ids, x.ID)
	}
	return strings.Join(ids, " ")
}

// One small world from the file to the answer: the index, the store, the directory and the API together.
func TestMatchingOverRealLists(t *testing.T) {
	d := desk(t, map[string]string{"first.jsonl": published, "second.jsonl": second})
	h := api(d)
	person := `{"queries":{"q":{"schema":"Person","properties":{"name":["Sokolow Ivan Petrovich"],"birthDate":["1971-03-08"]}}}}`
	var r results
	call(t, h, "POST", "/match/default", person, 200, &r)
	if r.ids() != "NK-sokolov" {
		t.Fatalf("%+v", r)
	}
	x := r.Responses["q"].Results[0]
	if x.Caption != "Ivan Sokolov" || strings.Join(x.Datasets, " ") != "eu_fsf second us_ofac_sdn" || strings.Join(x.Referents, " ") != "ofac-1" || x.FirstSeen != "2024-05-27T19:47:02" ||
		x.LastSeen[:10] != "2026-11-22" || strings.Join(x.Properties["topics"], " ") != "sanction wanted" || !x.Match || x.Score < 0.9 {
		t.Errorf("%+v", x)
	}
	for path, want := range map[string]string{
		"/match/second": "NK-sokolov", "/match/us_ofac_sdn": "NK-sokolov", "/match/gb_list": "", "/match/default?topics=wanted": "NK-sokolov", "/match/default?topics=role.pep": "",
		"/match/default?exclude_entity_ids=ofac-1": "", "/match/default?exclude_schema=Person": "", "/match/default?changed_since=2027-01-01": "", "/match/default?include_dataset=second": "NK-sokolov",
		"/match/default?exclude_dataset=second": "NK-sokolov", "/match/default?exclude_dataset=second&exclude_dataset=first": "",
	} {
		var r results
		if call(t, h, "POST", path, person, 200, &r); r.ids() != want {
			t.Errorf("%s: %q, want %q", path, r.ids(), want)
		}
	}
	var by results
	call(t, h, "POST", "/match/default", `{"queries":{"q":{"schema":"Person","properties":{"name":["Someone Else"],"passportNumber":["ab 1234567"]}}}}`, 200, &by)
	if by.ids() != "NK-sokolov" || by.Responses["q"].Results[0].Score != 1 {
		t.Errorf("by an identifier: %+v", by)
	}
	var entity struct {
		Properties struct {
			AddressEntity  []struct{ Caption string }
			OwnershipOwner []struct {
				Properties struct{ Asset []struct{ Caption string } }
			}
		}
	}
	call(t, h, "GET", "/entities/NK-sokolov", "", 200, &entity)
	if p := entity.Properties; len(p.AddressEntity) != 1 || p.AddressEntity[0].Caption != "1 Example Street" || len(p.OwnershipOwner) != 1 || p.OwnershipOwner[0].Properties.Asset[0].Caption != "Sokol Trading GmbH" {
		t.Errorf("%+v", p)
	}
	if to := call(t, h, "GET", "/entities/ofac-1", "", 308, nil).Get("Location"); to != "/entities/NK-sokolov" {
		t.Error(to)
	}
	call(t, h, "GET", "/entities/ofac-2", "", 404, nil)
	var catalog struct {
		Datasets []struct {
			Name     string
			Load     bool
			Children []string
		}
		Current []string
	}
	call(t, h, "GET", "/catalog", "", 200, &catalog)
	var said []string
	for _, d := range catalog.Datasets {
		said = append(said, d.Name+":"+strings.Join(d.Children, ","))
	}
	if got := strings.Join(said, " "); got != "default:first,second first:eu_fsf,gb_list,us_ofac_sdn second: eu_fsf: gb_list: us_ofac_sdn:" || strings.Join(catalog.Current, " ") != "default first second" {
		t.Errorf("%s %v", got, catalog.Current)
	}
	var found struct {
		Results []struct{ ID string }
		Total   struct{ Value int }
	}
	call(t, h, "GET", "/search/default?q=sokol*&topics=sanction", "", 200, &found)
	if found.Total.Value != 1 || found.Results[0].ID != "NK-sokolov" {
		t.Errorf("%+v", found)
	}
	call(t, h, "GET", "/search/default?filter=properties.birthDate:1971-03-08&q=sokolov", "", 200, &found)
	if found.Total.Value != 1 {
		t.Errorf("by a property: %+v", found)
	}
	if head, n, err := d.Verify(t.Context()); err != nil || n != 0 || head.Size < 30 {
		t.Errorf("the log: %+v %d %v", head, n, err)
	}
}

// A list that is replaced while the old edition is searched is said not to be current.
func TestANewEditionIsNotCurrentUntilItIsRead(t *testing.T) {
	d := desk(t, map[string]string{"first.jsonl": published})
	h := api(d)
	call(t, h, "GET", "/catalog", "", 200, nil)
	files := t.TempDir()
	if err := os.WriteFile(filepath.Join(files, "first.jsonl"), []byte(published+second), 0o600); err != nil {
		t.Fatal(err)
	}
	intake := app.Intake{Store: d.Store, Root: files + string(filepath.Separator)}
	if _, err := intake.Load(t.Context(), filepath.Join(files, "first.jsonl"), read.List, nil); err != nil {
		t.Fatal(err)
	}
	var catalog struct {
		Outdated []string
		Stale    bool `json:"index_stale"`
	}
	call(t, h, "GET", "/catalog", "", 200, &catalog)
	if !catalog.Stale || strings.Join(catalog.Outdated, " ") != "default first" {
		t.Errorf("%+v", catalog)
	}
	if said := call(t, h, "POST", "/match/default", `{"queries":{"q":{"schema":"Person","properties":{"name":["Nobody Atall"]}}}}`, 200, nil).Get("X-Spoor-Incomplete"); said != "first (a newer edition is being read)" {
		t.Errorf("%q", said)
	}
}

// A whole collection that is loaded as one list, and calls itself as the collection of all is called.
func TestACollectionLoadedAsOneList(t *testing.T) {
	h := api(desk(t, map[string]string{"default.jsonl": published, "second.jsonl": second}))
	person := `{"queries":{"q":{"schema":"Person","properties":{"name":["Ivan Petrovich Sokolov"]}}}}`
	for path, want := range map[string]string{"/match/default": "NK-sokolov", "/match/eu_fsf": "NK-sokolov", "/match/gb_list": "", "/match/default?exclude_dataset=second": "NK-sokolov"} {
		var r results
		if said := call(t, h, "POST", path, person, 200, &r).Get("X-Spoor-Incomplete"); r.ids() != want || said != "" {
			t.Errorf("%s: %q, want %q; %s", path, r.ids(), want, said)
		}
	}
	var catalog struct {
		Datasets []struct {
			Name     string
			Children []string
			Current  bool `json:"index_current"`
		}
	}
	call(t, h, "GET", "/catalog", "", 200, &catalog)
	if d := catalog.Datasets[0]; len(catalog.Datasets) != 5 || d.Name != "default" || strings.Join(d.Children, " ") != "eu_fsf gb_list second us_ofac_sdn" || !d.Current {
		t.Errorf("%+v", catalog)
	}
}
