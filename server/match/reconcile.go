package match

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"spoor/access"
	"spoor/fault"
	"spoor/model"
)

// Reconciliation is the W3C community group's API, version 0.2, which OpenRefine speaks.

// reconType is a schema as that API shows it.
type reconType struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
}

func typeOf(s *model.Schema) reconType {
	t := reconType{s.Name, s.Plural, s.Description}
	if t.Name == "" {
		t.Name = s.Label
	}
	if t.Description == "" {
		t.Description = s.Label
	}
	return t
}

// candidate is an entry as that API shows it. Score and Match are nil where nothing was compared.
type candidate struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Description string      `json:"description"`
	Type        []reconType `json:"type"`
	Score       *float64    `json:"score,omitempty"`
	Match       *bool       `json:"match,omitempty"`
}

func candidateOf(e entity) candidate {
	c := candidate{ID: e.ID, Name: e.Caption}
	if s := model.Default().Get(e.Schema); s != nil {
		c.Description, c.Type = s.Label, []reconType{typeOf(s)}
	}
	return c
}

// share lets pages of other origins read the answer, as that API wants. A call without a token is refused to them: see local.
func share(w http.ResponseWriter) { w.Header().Set("Access-Control-Allow-Origin", "*") }

func (s *service) preflight(w http.ResponseWriter, _ *http.Request) error {
	share(w)
	w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
	w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// manifest tells what the service can do; with queries in the address it answers them.
func (s *service) manifest(w http.ResponseWriter, r *http.Request) error {
	if q := r.URL.Query(); q.Has("queries") || q.Has("extend") {
		return s.allow(access.Screen, s.reconcile)(w, r)
	}
	share(w)
	d, err := s.dataset(r)
	if err != nil {
		return err
	}
	base := origin(r) + "/reconcile/" + url.PathEscape(d.Name)
	key := "" // a key in the address goes on, for who comes back
	if r.URL.RawQuery != "" {
		key = "?" + r.URL.RawQuery
	}
	at := func(path string) map[string]string {
		return map[string]string{"service_url": base, "service_path": path + key}
	}
	setting := func(name, label, kind, help string, otherwise any, choices []map[string]string) map[string]any {
		return map[string]any{"name": name, "label": label, "type": kind, "default": otherwise, "help_text": help, "choices": choices}
	}
	types := []reconType{}
	for _, schema := range matchable() {
		types = append(types, typeOf(schema))
	}
	answer(w, http.StatusOK, map[string]any{
		"versions": []string{"0.2"}, "name": d.Title + " (Spoor)", "batchSize": maxRecon,
		"identifierSpace": origin(r) + "/entities/", "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
		"documentation": "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
		"view":          map[string]string{"url": origin(r) + "/entities/{{id}}" + key},
		"preview":       map[string]any{"url": base + "/preview/{{id}}" + key, "width": 430, "height": 300},
		"suggest":       map[string]any{"entity": at("/suggest/entity"), "type": at("/suggest/type"), "property": at("/suggest/property")},
		"extend": map[string]any{"propose_properties": at("/extend/property"), "property_settings": []any{
			setting("limit", "Limit", "number", "Most values of a row; 0 for all.", 0, []map[string]string{}),
			setting("render", "Value rendering", "select", "Names of countries instead of their codes.", "caption",
				[]map[string]string{{"value": "caption", "name": "As people read it"}, {"value": "raw", "name": "As it is kept"}}),
		}},
		"defaultTypes": types,
	})
	return nil
}

// origin is where the client reached this service.
func origin(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

func (s *service) dataset(r *http.Request) (*Dataset, error) {
	catalog, err := s.Lists.Catalog(r.Context())
	if err != nil {
		return nil, err
	}
	d := catalog.find(r.PathValue("dataset"))
	if d == nil {
		return nil, refuse(http.StatusNotFound, "No such dataset.")
	}
	return d, nil
}

// matchable lists the schemas of what can be looked up.
func matchable() (schemas []*model.Schema) {
	for _, name := range model.Default().Names() {
		if s := model.Default().Get(name); s.Matchable {
			schemas = append(schemas, s)
		}
	}
	return schemas
}

// reconQuery is one query of a batch.
type reconQuery struct {
	Query      string          `json:"query"`
	Type       json.RawMessage `json:"type"` // a name, or a list of names of which the first counts
	Limit      int             `json:"limit"`
	Properties []struct {
		PID string          `json:"pid"`
		V   json.RawMessage `json:"v"`
	} `json:"properties"`
}

// maxRecon is how many queries or rows one batch may have.
const maxRecon = 100

// reconcile answers a batch of queries, or of rows to be filled in.
func (s *service) reconcile(w http.ResponseWriter, r *http.Request) error {
	share(w)
	ctx := r.Context()
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return refuse(http.StatusBadRequest, "The form cannot be read: send queries or extend as application/x-www-form-urlencoded.")
	}
	if extend := r.Form.Get("extend"); strings.TrimSpace(extend) != "" {
		return s.extend(w, r, extend)
	}
	var batch map[string]reconQuery
	if err := json.Unmarshal([]byte(r.Form.Get("queries")), &batch); err != nil {
		return refuse(http.StatusBadRequest, "Cannot decode the reconciliation queries: "+err.Error())
	}
	if len(batch) > maxRecon {
		return refuse(http.StatusBadRequest, fmt.Sprintf("Too many queries in one batch (limit: %d)", maxRecon))
	}
	b := &body{Queries: map[string]example{}}
	limits := map[string]int{}
	for name, q := range batch {
		b.Queries[name] = q.example()
		limits[name] = q.Limit
		if q.Limit <= 0 {
			limits[name] = defaultMatches
		}
	}
	catalog, err := s.Lists.Catalog(ctx)
	if err != nil {
		return err
	}
	c, err := callOf(r, b)
	if err != nil {
		return err
	}
	c.limit = min(maxMatches, slices.Max(append(slices.Collect(maps.Values(limits)), 1)))
	queries, err := c.queries(catalog, b)
	if err != nil {
		return err
	}
	found, err := s.matchAll(ctx, c, queries)
	if err != nil {
		return err
	}
	out := map[string]map[string][]candidate{}
	for name, m := range found {
		list := []candidate{}
		for _, r := range m.Results[:min(limits[name], len(m.Results))] {
			one := candidateOf(r.entity)
			one.Score, one.Match = &r.Score, &r.Match
			list = append(list, one)
		}
		out[name] = map[string][]candidate{"result": list}
	}
	w.Header().Set("X-Batch-Size", fmt.Sprint(len(out)))
	union(queries).warn(w)
	answer(w, http.StatusOK, out)
	return nil
}

// example makes a party of a query. A property is named alone or after its schema: birthDate, Person:birthDate.
func (q reconQuery) example() example {
	schema := anySchema
	var name string
	var names []string
	if json.Unmarshal(q.Type, &name) == nil && name != "" {
		schema = name
	} else if json.Unmarshal(q.Type, &names) == nil && len(names) > 0 {
		schema = names[0]
	}
	values := map[string][]json.RawMessage{}
	if text, err := json.Marshal(q.Query); err == nil && q.Query != "" {
		values["name"] = append(values["name"], text)
	}
	for _, p := range q.Properties {
		_, property, qualified := strings.Cut(p.PID, ":")
		if !qualified {
			property = p.PID
		}
		var list []json.RawMessage
		if json.Unmarshal(p.V, &list) != nil {
			list = []json.RawMessage{p.V}
		}
		for _, v := range list {
			if len(v) > 0 {
				values[property] = append(values[property], v)
			}
		}
	}
	e := example{Schema: &schema, Properties: map[string]json.RawMessage{}}
	for property, list := range values {
		e.Properties[property], _ = json.Marshal(list) // made of JSON
	}
	return e
}

// extendQuery asks for values of entries.
type extendQuery struct {
	IDs        []string `json:"ids"`
	Properties []struct {
		ID       string `json:"id"`
		Settings struct {
			Limit  json.Number `json:"limit"`
			Render string      `json:"render"`
		} `json:"settings"`
	} `json:"properties"`
}

func (s *service) extend(w http.ResponseWriter, r *http.Request, data string) error {
	ctx := r.Context()
	var q extendQuery
	if err := json.Unmarshal([]byte(data), &q); err != nil {
		return refuse(http.StatusBadRequest, "Cannot decode extension request")
	}
	if len(q.IDs) > maxRecon {
		return refuse(http.StatusBadRequest, fmt.Sprintf("Too many queries in one batch (limit: %d)", maxRecon))
	}
	if err := s.Audit.Append(ctx, s.note(ctx, "view", "listings "+fault.Cut(strings.Join(q.IDs, ", "), 2000), "")); err != nil {
		return err
	}
	rows, meta := map[string]map[string][]map[string]string{}, []map[string]string{}
	entries, err := s.Lists.Entries(ctx, q.IDs...)
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, id := range q.IDs {
		rows[id] = map[string][]map[string]string{}
		entry, ok := entries[id]
		if !ok {
			continue
		}
		properties := propertiesOf(entry.Entity)
		for _, want := range q.Properties {
			p := entry.Entity.Schema.Property(want.ID)
			if p == nil {
				continue
			}
			if !told[p.Name] {
				told[p.Name] = true
				meta = append(meta, map[string]string{"id": p.Name, "name": p.Label})
			}
			values := properties[p.Name]
			if most, err := want.Settings.Limit.Int64(); err == nil && most > 0 {
				values = values[:min(int(most), len(values))]
			}
			cells := []map[string]string{}
			for _, v := range values {
				cells = append(cells, map[string]string{"str": rendered(p, v, want.Settings.Render)})
			}
			rows[id][p.Name] = cells
		}
	}
	w.Header().Set("X-Batch-Size", fmt.Sprint(len(rows)))
	answer(w, http.StatusOK, map[string]any{"meta": meta, "rows": rows})
	return nil
}

// rendered is a value as people read it, unless raw is asked for.
func rendered(p *model.Property, v any, how string) string {
	value, _ := v.(string)
	if how == "raw" {
		return value
	}
	switch p.Type {
	case "country":
		return Catalog{}.label("countries", value)
	case "topic":
		return topicLabel(value)
	}
	return value
}
