package match_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"spoor/model"
	"spoor/server/match"
)

// What the parameters of a search mean to the lists.
func TestSearchParameters(t *testing.T) {
	usual := []string{"countries", "topics", "datasets"}
	where := func(field string, values ...string) match.Clause { return match.Clause{Field: field, Values: values} }
	for path, want := range map[string]match.Search{
		"/search/default": {Limit: 10, Facets: usual},
		"/search/us_ofac_sdn?q=a%00b%20c&fuzzy=1&simple=true&sort=last_change:desc&sort=id&limit=0&offset=9499": {Text: "ab c", Fuzzy: true, Sort: []string{"last_change:desc", "id"}, Offset: 9499, Facets: usual, Filter: match.Filter{Datasets: []string{"us_ofac_sdn"}}},
		"/search/default?offset=7&facets=schema&facets=genders":                                                 {Limit: 10, Offset: 7, Facets: []string{"schema", "genders"}},
		"/search/default?schema=Person&exclude_schema=Company&changed_since=2026-01-01":                         {Limit: 10, Facets: usual, Filter: match.Filter{Schema: "Person", ExcludeSchemas: []string{"Company"}, ChangedSince: "2026-01-01"}},
		"/search/default?schema=Thing&target=true":                                                              {Limit: 10, Facets: usual, Filter: match.Filter{Where: []match.Clause{where("target", "true")}}},
		"/search/default?topics=a&topics=b&countries=ru&datasets=eu_fsf":                                        {Limit: 10, Facets: usual, Filter: match.Filter{Where: []match.Clause{where("countries", "ru"), where("topics", "a", "b"), where("datasets", "eu_fsf")}}},
		"/search/default?topics=a&topics=b&filter_op=AND":                                                       {Limit: 10, Facets: usual, Filter: match.Filter{Where: []match.Clause{where("topics", "a"), where("topics", "b")}}},
		"/search/default?filter=properties.birthDate:1985-01-01&filter=properties.birthDate:1986":               {Limit: 10, Facets: usual, Filter: match.Filter{Where: []match.Clause{where("properties.birthDate", "1985-01-01", "1986")}}},
		"/search/default?filter=schema:Person&filter_op=and":                                                    {Limit: 10, Facets: usual, Filter: match.Filter{Where: []match.Clause{where("schema", "Person")}}},
		"/reconcile/default/suggest/entity?prefix=arkad&limit=3":                                                {Text: "arkad", Prefix: true, Limit: 3},
	} {
		f := newFake(t)
		if w := send(f.handler(), "GET", path, ""); w.Code != 200 || !reflect.DeepEqual(f.searched, want) {
			t.Errorf("%s: %d\n%+v, want\n%+v", path, w.Code, f.searched, want)
		}
	}
	if w := send(newFake(t).handler(), "GET", "/search/default?offset=9500", ""); w.Code != 422 { // the window ends before
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// A client of the reconciliation API finds all else by the manifest; a key in the address goes on.
func TestManifest(t *testing.T) {
	type service struct {
		URL  string `json:"service_url"`
		Path string `json:"service_path"`
	}
	var m struct {
		Versions        []string
		Name            string
		IdentifierSpace string
		View, Preview   struct{ URL string }
		Suggest         struct{ Entity, Type, Property service }
		Extend          struct {
			Propose  service `json:"propose_properties"`
			Settings []struct {
				Name    string
				Choices []struct{ Value, Name string }
			} `json:"property_settings"`
		}
		DefaultTypes []struct{ ID string }
	}
	w := send(newFake(t).handler(), "GET", "http://spoor.example:8080/reconcile/us_ofac_sdn?api_key=k", "")
	if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Fatal(err, w.Body)
	}
	const base = "http://spoor.example:8080/reconcile/us_ofac_sdn"
	if m.Versions[0] != "0.2" || m.Name != "OFAC SDN (Spoor)" || m.Suggest.Entity != (service{base, "/suggest/entity?api_key=k"}) || m.Suggest.Property.Path != "/suggest/property?api_key=k" ||
		m.Extend.Propose != (service{base, "/extend/property?api_key=k"}) || m.Preview.URL != base+"/preview/{{id}}?api_key=k" || m.View.URL != "http://spoor.example:8080/entities/{{id}}?api_key=k" ||
		m.Extend.Settings[1].Choices[1].Value != "raw" {
		t.Errorf("%+v", m)
	}
	for _, typ := range m.DefaultTypes {
		if !model.Default().Get(typ.ID).Matchable {
			t.Errorf("%s cannot be matched", typ.ID)
		}
	}
	h := newFake(t).handler()
	if w := send(h, "GET", `/reconcile/default?queries=%7B%22q%22%3A%7B%22query%22%3A%22bob%22%7D%7D`, ""); w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"q":{"result":[]}}` {
		t.Errorf("queries in the address: %d %s", w.Code, w.Body)
	}
	if w := send(h, "GET", "/reconcile/default/preview/ofac-7?api_key=k", ""); w.Code != 308 || w.Header().Get("Location") != "/reconcile/default/preview/NK-person?api_key=k" {
		t.Errorf("a merged id: %d %v", w.Code, w.Header())
	}
	if w := send(h, "GET", "/reconcile/default/preview/NK-person", ""); w.Code != 200 || !strings.Contains(w.Body.String(), "<td>Russia</td>") || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
