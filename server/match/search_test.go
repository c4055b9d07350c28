package match_test

import (
	"reflect"
	"testing"

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
