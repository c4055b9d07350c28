package match_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"spoor/access"
	"spoor/evidence"
	"spoor/server/match"
)

func send(h http.Handler, method, path, body string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer analyst")
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func one(properties string) string {
	return `{"queries":{"q":{"schema":"Person","properties":` + properties + `}}}`
}

// What the parameters of a call mean to the lists.
func TestParameters(t *testing.T) {
	both, ofac := []string{"eu_fsf", "us_ofac_sdn"}, []string{"us_ofac_sdn"}
	topics := func(values ...string) []match.Clause { return []match.Clause{{Field: "topics", Values: values}} }
	for _, test := range []struct {
		path, more string // of the query's JSON, of the body's JSON
		query      string
		want       match.Filter
	}{
		{"/match/default", "", "", match.Filter{}},
		{"/match/us_ofac_sdn", "", "", match.Filter{Datasets: ofac}},
		{"/match/default?include_dataset=us_ofac_sdn&include_dataset=eu_fsf", "", "", match.Filter{Datasets: both}},
		{"/match/default?include_dataset=default", "", "", match.Filter{Datasets: []string{"default", "eu_fsf", "us_ofac_sdn"}}},
		{"/match/eu_fsf?include_dataset=us_ofac_sdn", "", "", match.Filter{Datasets: []string{}}},
		{"/match/default?exclude_dataset=eu_fsf", "", "", match.Filter{Datasets: []string{"default", "us_ofac_sdn"}}},
		{"/match/default?exclude_schema=Company&exclude_schema=Vessel", "", "", match.Filter{ExcludeSchemas: []string{"Company", "Vessel"}}},
		{"/match/default?topics=sanction&topics=wanted", "", "", match.Filter{Where: topics("sanction", "wanted")}},
		{"/match/default?changed_since=2026-01-02T03:04:05", "", "", match.Filter{ChangedSince: "2026-01-02T03:04:05"}},
		{"/match/default?exclude_entity_ids=a&exclude_entity_ids=b", "", "", match.Filter{ExcludeIDs: []string{"a", "b"}}},
		{"/match/default?exclude_entity_ids=a", `,"params":{"exclude_entity_ids":["b"],"include_datasets":["us_ofac_sdn"]}`, `,"params":{"exclude_entity_ids":["c"]}`,
			match.Filter{Datasets: ofac, ExcludeIDs: []string{"b", "a", "c"}}},
		{"/match/default", `,"params":{"exclude_datasets":["us_ofac_sdn"]}`, "", match.Filter{Datasets: []string{"default", "eu_fsf"}}},
		{"/match/default?topics=sanction", "", `,"filters":{"topics":[["a","b"],["c"]],"countries":[["ru"]]}`,
			match.Filter{Where: append(topics("sanction"), match.Clause{Field: "countries", Values: []string{"ru"}}, topics("a", "b")[0], topics("c")[0])}},
	} {
		f := newFake(t)
		w := send(f.handler(), "POST", test.path, `{"queries":{"q":{"schema":"Person","properties":{"name":["bob"]}`+test.query+`}}`+test.more+`}`)
		if w.Code != 200 || len(f.asked) != 1 || !reflect.DeepEqual(normal(f.asked[0].Filter), normal(test.want)) {
			t.Errorf("%s %s %s: %d %s\n%+v, want\n%+v", test.path, test.more, test.query, w.Code, w.Body, f.asked, test.want)
		}
	}
}

// normal makes empty lists of the ones that need not be nil equal.
func normal(f match.Filter) match.Filter {
	if len(f.ExcludeSchemas) == 0 {
		f.ExcludeSchemas = nil
	}
	if len(f.ExcludeIDs) == 0 {
		f.ExcludeIDs = nil
	}
	if len(f.Where) == 0 {
		f.Where = nil
	}
	return f
}

// The lists are asked no more than the cutoff needs: 0.7 is Spoor's operating point, 0.79.
func TestCutoff(t *testing.T) {
	for query, want := range map[string]float64{"": 0.5642, "?cutoff=0.7": 0.7899, "?cutoff=0.9&threshold=0.9": 0.9299, "?cutoff=0.9": 0.7899, "?cutoff=0": 0.5, "?threshold=0.6&cutoff=0.85": 0.677} {
		f := newFake(t)
		if w := send(f.handler(), "POST", "/match/default"+query, one(`{"name":["bob"]}`)); w.Code != 200 || f.asked[0].Least < want-1e-4 || f.asked[0].Least > want+1e-4 {
			t.Errorf("%s: %v, want %v", query, f.asked[0].Least, want)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	person := one(`{"name":["bob"]}`)
	for _, test := range []struct {
		path, body string
		status     int
		says       string
	}{
		{"/match/nowhere", person, 404, `{"detail":"No such dataset."}`},
		{"/match/default?include_dataset=us_ofac", person, 404, `{"detail":"No such dataset: us_ofac."}`},
		{"/match/default?algorithm=magic", person, 400, `{"detail":"Invalid algorithm: magic"}`},
		{"/match/default?limit=501", person, 422, `"loc":["query","limit"],"msg":"Input should be less than or equal to 500"`},
		{"/match/default?limit=many", person, 422, `"type":"int_parsing","loc":["query","limit"]`},
		{"/match/default?threshold=high", person, 422, `"type":"float_parsing","loc":["query","threshold"]`},
		{"/match/default?threshold=NaN", person, 422, `"type":"float_parsing"`},
		{"/match/default?changed_since=yesterday", person, 422, `"type":"string_pattern_mismatch","loc":["query","changed_since"]`},
		{"/match/default?index_type=half", person, 422, `"type":"enum","loc":["query","index_type"]`},
		{"/match/default", ``, 422, `{"detail":[{"type":"missing","loc":["body"],"msg":"Field required"}]}`},
		{"/match/default", `{}`, 422, `{"detail":[{"type":"missing","loc":["body","queries"],"msg":"Field required"}]}`},
		{"/match/default", `{"queries":{}}`, 400, `{"detail":"No queries provided."}`},
		{"/match/default", `{"queries":{"q":null}}`, 422, `"loc":["body","queries","q","schema"]`},
		{"/match/default", `{"queries":{"q":{"schema":"Person"}}}`, 422, `"type":"missing","loc":["body","queries","q","properties"]`},
		{"/match/default", `{"queries":[`, 422, `"type":"json_invalid","loc":["body",12]`},
		{"/match/default", `{"queries":["q"]}`, 422, `"type":"type_error","loc":["body","queries"]`},
		{"/match/default", `{"queries":{"q":{"schema":7,"properties":{}}}}`, 422, `"type":"type_error","loc":["body","queries"`},
		{"/match/default", one(`{"name":[["bob"]]}`) + "x", 422, `"type":"json_invalid"`},
		{"/match/default", "{\"queries\":{\"q\":{\"schema\":\"Person\",\"properties\":{\"name\":[\"\xff\"]}}}}", 400, `no UTF-8 at byte 58`},
		{"/match/default", `{"queries":{"q":{"schema":"Ghost","properties":{}}}}`, 400, `{"detail":"Cannot parse example entity: Unknown schema: 'Ghost'"}`},
		{"/match/default", `{"queries":{"q":{"schema":"Ownership","properties":{}}}}`, 400, `{"detail":"Cannot parse example entity: Non-matchable schema for query: Ownership"}`},
		{"/match/default", strings.TrimSuffix(person, "}") + `,"config":{"shoe_size":44}}`, 400, `{"detail":"Invalid configuration parameter: shoe_size for algorithm spoor"}`},
		{"/match/default", strings.TrimSuffix(person, "}") + `,"weights":{"name":2}}`, 422, `"loc":["body","weights","name"],"msg":"weight value for name is outside [-1.0,1.0] (2)"`},
		{"/match/default", `{"queries":{"q":{"schema":"Person","properties":{},"filters":{"shoe":[["44"]]}}}}`, 400, `{"detail":"Invalid filter: shoe"}`},
		{"/match/default", one(`{"name":["` + strings.Repeat("x", 10000) + `"]}`), 422, `"type":"string_too_long","loc":["body","queries","q","properties","name",0],"msg":"String should have at most 4000 characters"`},
		{"/match/default", one(`{"name":[` + strings.Repeat(`"x",`, 500) + `"x"]}`), 422, `"type":"too_long","loc":["body","queries","q","properties","name"]`},
		{"/match/default", batch(501), 400, `{"detail":"Too many queries in one batch (limit: 500)"}`},
		{"/match/default", `{"queries":{"q":{"schema":"Person","properties":{"name":["` + strings.Repeat("x", 17<<20) + `"]}}}}`, 413, `larger than 16 MiB`},
		{"/match/default", one(`{"name":["break"]}`), 500, `{"detail":"Something inside Spoor failed; its log says more."}`},
	} {
		w := send(newFake(t).handler(), "POST", test.path, test.body)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.says) {
			t.Errorf("%s %.80s: %d %s, want %d %s", test.path, test.body, w.Code, w.Body, test.status, test.says)
		}
	}
}

func batch(n int) string {
	var b strings.Builder
	b.WriteString(`{"queries":{`)
	for i := range n {
		fmt.Fprintf(&b, `%s"q%d":{"schema":"Person","properties":{"name":["many %d"]}}`, strings.Repeat(",", min(i, 1)), i, i)
	}
	b.WriteString(`}}`)
	return b.String()
}

func TestABatchIsAnsweredWholeAndLogged(t *testing.T) {
	f := newFake(t)
	w := send(f.handler(), "POST", "/match/default", batch(150))
	var got struct {
		Responses map[string]struct{ Status int }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got.Responses) != 150 || got.Responses["q149"].Status != 200 || w.Header().Get("X-Batch-Size") != "150" || len(f.log) != 300 {
		t.Errorf("%v, %d responses, %d entries in the log, %v", err, len(got.Responses), len(f.log), w.Header())
	}
}

// What somebody types is taken as it stands, but for what no name has.
func TestStrangeNames(t *testing.T) {
	for sent, want := range map[string]string{
		`"A\u0000B\u0007C"`: "ABC", `"line\nbreak"`: "line break", `"😀 Ω"`: "😀 Ω", `"\u202eevil"`: "\u202eevil", `"\ud800 half"`: "\ufffd half", `17`: "17", `true`: "true", `null`: "", `{"a":1}`: "", `""`: "",
	} {
		f := newFake(t)
		w := send(f.handler(), "POST", "/match/default", one(`{"name":[`+sent+`]}`))
		if w.Code != 200 || len(f.asked) != 1 || f.asked[0].Entity.First("name") != want {
			t.Errorf("%s: %d %s", sent, w.Code, w.Body)
		}
	}
}

func TestWhoMayAsk(t *testing.T) {
	open := func(o *match.Options) {
		o.Open = &access.Person{Name: "list-matching client", Role: access.Analyst, Purpose: "customer screening"}
	}
	token := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", value) }
	}
	host := func(host, origin string) func(*http.Request) {
		return func(r *http.Request) {
			r.Host = host
			r.Header.Set("Origin", origin)
		}
	}
	for _, test := range []struct {
		what   string
		open   bool
		path   string
		change []func(*http.Request)
		status int
		by     string
	}{
		{"a token", false, "", nil, 200, "ines"},
		{"a token as ApiKey", false, "", []func(*http.Request){token("ApiKey analyst")}, 200, "ines"},
		{"a token as passphrase", false, "", []func(*http.Request){func(r *http.Request) { r.SetBasicAuth("anybody", "analyst") }}, 200, "ines"},
		{"a token in the address", false, "?api_key=analyst", []func(*http.Request){token("")}, 200, "ines"},
		{"none", false, "", []func(*http.Request){token("")}, 401, ""},
		{"an ended one", false, "", []func(*http.Request){token("Bearer old")}, 401, ""},
		{"one that may not screen", false, "", []func(*http.Request){token("Bearer auditor")}, 403, ""},
		{"none, on this machine", true, "", []func(*http.Request){token(""), host("localhost:8080", "")}, 200, "list-matching client"},
		{"another service's key, on this machine", true, "", []func(*http.Request){token("ApiKey other"), host("[::1]:8080", "")}, 200, "list-matching client"},
		{"a token, on this machine", true, "", []func(*http.Request){host("127.0.0.1:8080", "")}, 200, "ines"},
		{"none, by another name", true, "", []func(*http.Request){token(""), host("evil.example", "")}, 401, ""},
		{"none, from a page of elsewhere", true, "", []func(*http.Request){token(""), host("localhost:8080", "https://evil.example")}, 401, ""},
		{"none, from a page of nowhere", true, "", []func(*http.Request){token(""), host("localhost:8080", "null")}, 401, ""},
	} {
		f := newFake(t)
		h := f.handler()
		if test.open {
			h = f.handler(open)
		}
		w := send(h, "POST", "/match/default"+test.path, one(`{"name":["bob"]}`), test.change...)
		if w.Code != test.status || test.by == "" != (len(f.log) == 0) || test.by != "" && f.log[0].By != test.by {
			t.Errorf("%s: %d %s %+v", test.what, w.Code, w.Body, f.log)
		}
	}
}

// The log knows who was looked up, by whom, for what, and what came out of which editions.
func TestTheLog(t *testing.T) {
	f := newFake(t)
	send(f.handler(), "POST", "/match/us_ofac_sdn", one(`{"name":["Arkadi Probnov"],"birthDate":["1958"]}`))
	entry := evidence.Entry{At: now(), By: "ines", Purpose: "customer screening", Act: "screen", On: "Person, 1958, Arkadi Probnov"}
	reply := entry
	reply.Act, reply.Detail = "answer", "us_ofac_sdn loaded 2026-11-21T06:00:00Z; possible match NK-person (score 0.900); possible match NK-firm (score 0.532)"
	if want := []evidence.Entry{entry, reply}; !reflect.DeepEqual(f.log, want) {
		t.Errorf("%+v", f.log)
	}
}

// A list that broke off, or of which a newer edition is not read yet, cannot say "clear".
func TestIncompleteListsAreSaid(t *testing.T) {
	f := newFake(t)
	f.catalog.Datasets[1].Unclear, f.catalog.Datasets[2].Indexed = "broke off while loading", "20260101000000-old"
	for path, want := range map[string]string{
		"/match/default":     "eu_fsf (broke off while loading), us_ofac_sdn (a newer edition is being read)",
		"/match/us_ofac_sdn": "us_ofac_sdn (a newer edition is being read)",
		"/match/default?exclude_dataset=us_ofac_sdn&exclude_dataset=eu_fsf":                    "no list is loaded",
		"/match/default?include_dataset=eu_fsf&include_dataset=gb_l%C3%ADst":                   "gb_l?st (not loaded), eu_fsf (broke off while loading)",
		"/match/default?include_dataset=gb_list&include_dataset=eu_fsf&exclude_dataset=eu_fsf": "gb_list (not loaded)",
	} {
		w := send(f.handler(), "POST", path, one(`{"name":["bob"]}`))
		if got := w.Header().Get("X-Spoor-Incomplete"); w.Code != 200 || got != want {
			t.Errorf("%s: %d %q, want %q", path, w.Code, got, want)
		}
	}
	var catalog struct {
		Current, Outdated []string
		Stale             bool `json:"index_stale"`
	}
	w := send(f.handler(), "GET", "/catalog", "")
	if err := json.Unmarshal(w.Body.Bytes(), &catalog); err != nil || !catalog.Stale || strings.Join(catalog.Outdated, " ") != "eu_fsf us_ofac_sdn" {
		t.Errorf("%v %+v", err, catalog)
	}
}

func TestTheCatalogIsNotSentTwice(t *testing.T) {
	f := newFake(t)
	h := f.handler()
	tag := send(h, "GET", "/catalog", "").Header().Get("ETag")
	known := func(r *http.Request) { r.Header.Set("If-None-Match", "W/"+tag) }
	if w := send(h, "GET", "/catalog", "", known); tag == "" || w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("%q: %d %s", tag, w.Code, w.Body)
	}
	f.catalog.Datasets[0].Version = "20261122000000-new"
	if w := send(h, "GET", "/catalog", "", known); w.Code != 200 {
		t.Errorf("changed: %d", w.Code)
	}
}

func TestAlgorithms(t *testing.T) {
	var got struct {
		Default, Best string
		Algorithms    []struct {
			Name     string
			Features map[string]struct{ Coefficient float64 }
			Docs     struct{ Config map[string]any }
		}
	}
	w := send(newFake(t).handler(), "GET", "/algorithms", "")
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Default != "spoor" || got.Best != "spoor" || got.Algorithms[0].Features["birth_date"].Coefficient != -0.28 {
		t.Fatalf("%v %s", err, w.Body)
	}
	for _, a := range got.Algorithms {
		if w := send(newFake(t).handler(), "POST", "/match/default?algorithm="+a.Name, one(`{"name":["bob"]}`)); w.Code != 200 || w.Header().Get("X-Spoor-Algorithm") != "spoor" {
			t.Errorf("%s: %d", a.Name, w.Code)
		}
	}
}

func TestOneEntryOnTwoListsIsOneResult(t *testing.T) {
	f := newFake(t)
	f.hits["twice"] = []match.Hit{hit("NK-firm", 0.8, "name only"), hit("NK-firm", 1, "name only"), hit("NK-firm", 0.9, "name only")}
	w := send(f.handler(), "POST", "/match/default", one(`{"name":["twice"]}`))
	if s := w.Body.String(); strings.Count(s, `"score":`) != 1 || !strings.Contains(s, `"score":1,`) || !strings.Contains(s, `"total":{"value":1,`) {
		t.Error(s)
	}
}

func TestACancelledCallStops(t *testing.T) {
	f := newFake(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := send(f.handler(), "POST", "/match/default", batch(100), func(r *http.Request) { *r = *r.WithContext(ctx) })
	if w.Code == 200 || len(f.log) != 100 { // asked, never answered
		t.Errorf("%d %s, %d entries in the log", w.Code, w.Body, len(f.log))
	}
}

// FuzzMatch: whatever a body holds, the answer is JSON, and either each query is answered or something is said to be wrong.
func FuzzMatch(f *testing.F) {
	for _, body := range []string{one(`{"name":["bob"]}`), batch(2), `{"queries":{"q":{"schema":"Thing","properties":{"name":"x","birthDate":[1958,null,{}]},"filters":{"topics":[[]]},"params":null}},"weights":{"name":-0.5},"config":{}}`,
		`{"queries":`, `[]`, `null`, `{"queries":{"\u0000":{"schema":"Person","properties":{"name":[[[]]]}}}}`, "\xff", `{"queries":{"q":{"id":"","schema":"Person","properties":{"name":[1e999]}}}}`} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		w := send(newFake(t).handler(), "POST", "/match/default", body)
		var answer struct {
			Responses map[string]any
			Detail    any
		}
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Fatalf("%d %v\n%s", w.Code, err, w.Body)
		}
		switch {
		case w.Code == 200 && fmt.Sprint(len(answer.Responses)) == w.Header().Get("X-Batch-Size"):
		case (w.Code == 400 || w.Code == 422) && answer.Detail != nil:
		case w.Code == 500 && strings.Contains(body, "break"):
		default:
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}

// FuzzReconcile: whatever a form holds, the answer is JSON, and what is wrong is said.
func FuzzReconcile(f *testing.F) {
	for _, text := range []string{`{"q0":{"query":"bob","type":["Person"],"limit":-1,"properties":[{"pid":"x","v":null},{"pid":"Person:birthDate","v":[1,"2"]}]}}`, `{}`, `null`, `[]`, `{"q":{"type":"Ghost"}}`,
		`{"ids":["NK-person","x"],"properties":[{"id":"name","settings":{"limit":"0","render":"raw"}}]}`, `{"ids":null}`} {
		f.Add(text, true)
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text string, extend bool) {
		name := "queries"
		if extend {
			name = "extend"
		}
		w := send(newFake(t).handler(), "POST", "/reconcile/default", url.Values{name: {text}}.Encode(), func(r *http.Request) {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		})
		var answer map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 && (w.Code != 400 && w.Code != 422 || answer["detail"] == nil) && !strings.Contains(text, "break") {
			t.Errorf("%d %v %s", w.Code, err, w.Body)
		}
	})
}
