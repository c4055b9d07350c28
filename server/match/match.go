package match

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"

	"spoor/evidence"
	"spoor/fault"
	"spoor/model"
)

const (
	defaultMatches = 5
	maxMatches     = 500
)

// call is one POST /match, understood.
type call struct {
	limit             int
	threshold, cutoff float64
	weights           map[string]float64
	limits            limits
	filter            Filter // but datasets
	dataset           string
	ignored           []string // parts of the request that other algorithms have
}

// query is one party of a call.
type query struct {
	name   string
	entity *model.Entity
	filter Filter
	scope  scope
}

// matches is what one party was answered.
type matches struct {
	Status  int      `json:"status"`
	Results []scored `json:"results"`
	Total   total    `json:"total"`
	Query   echo     `json:"query"`
}

// echo is a party as it was understood.
type echo struct {
	ID         string           `json:"id"`
	Schema     string           `json:"schema"`
	Properties map[string][]any `json:"properties"`
}

type matchAnswer struct {
	Responses map[string]*matches `json:"responses"`
	Limit     int                 `json:"limit"`
}

func (s *service) match(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	catalog, err := s.Lists.Catalog(ctx)
	if err != nil {
		return err
	}
	if catalog.find(r.PathValue("dataset")) == nil {
		return refuse(http.StatusNotFound, "No such dataset.")
	}
	b, err := readBody(w, r)
	if err != nil {
		return err
	}
	c, err := callOf(r, b)
	if err != nil {
		return err
	}
	queries, err := c.queries(catalog, b)
	if err != nil {
		return err
	}
	responses, err := s.matchAll(ctx, c, queries)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("X-Batch-Size", fmt.Sprint(len(queries)))
	h.Set("X-Spoor-Algorithm", algorithm)
	if len(c.ignored) > 0 {
		h.Set("X-Spoor-Ignored", headerText(strings.Join(c.ignored, ", ")))
	}
	union(queries).warn(w)
	answer(w, http.StatusOK, matchAnswer{responses, c.limit})
	return nil
}

// union is all that the parties of a call were looked up in.
func union(queries []query) (all scope) {
	for _, q := range queries {
		for _, name := range q.scope.incomplete {
			if !slices.Contains(all.incomplete, name) {
				all.incomplete = append(all.incomplete, name)
			}
		}
	}
	return all
}

func callOf(r *http.Request, b *body) (call, error) {
	p := params{Values: r.URL.Query()}
	c := call{dataset: r.PathValue("dataset"), limit: p.whole("limit", defaultMatches, maxMatches), threshold: p.number("threshold", defaultThreshold)}
	c.cutoff = min(p.number("cutoff", defaultCutoff), c.threshold)
	c.limits = b.Params.and(limits{p.Values["include_dataset"], p.Values["exclude_dataset"], p.Values["exclude_entity_ids"]})
	c.filter = Filter{ExcludeSchemas: p.Values["exclude_schema"], ChangedSince: p.since("changed_since"), Where: anyOf("topics", p.Values["topics"])}
	p.yes("partition", false)                     // how motiva spreads its work, and
	p.one("index_type", "full", "full", "scoped") // where it looks: Spoor's answer is the same
	if p.err != nil {
		return c, p.err
	}
	if err := knownAlgorithm(p.Get("algorithm")); err != nil {
		return c, err
	}
	c.weights = features()
	for _, name := range slices.Sorted(maps.Keys(b.Weights)) {
		if _, ours := c.weights[name]; ours {
			c.weights[name] = b.Weights[name]
		} else {
			c.ignored = append(c.ignored, "weights."+name)
		}
	}
	return c, c.checkConfig(b.Config)
}

// checkConfig takes the settings that the algorithms of the contract have, without effect, and refuses all others.
func (c *call) checkConfig(config map[string]json.RawMessage) error {
	for _, name := range slices.Sorted(maps.Keys(config)) {
		if !slices.Contains(foreignSettings(), name) {
			return refuse(http.StatusBadRequest, "Invalid configuration parameter: "+fault.Cut(name, 60)+" for algorithm "+algorithm)
		}
		c.ignored = append(c.ignored, "config."+name)
	}
	return nil
}

func (l limits) and(o limits) limits {
	return limits{slices.Concat(l.IncludeDatasets, o.IncludeDatasets), slices.Concat(l.ExcludeDatasets, o.ExcludeDatasets), slices.Concat(l.ExcludeEntityIDs, o.ExcludeEntityIDs)}
}

// anyOf is the clause that one of the values holds; none when there are no values.
func anyOf(field string, values []string) []Clause {
	if len(values) == 0 {
		return nil
	}
	return []Clause{{field, values}}
}

// filterFields are the fields that a filter of a query may name.
func filterFields() []string {
	return []string{"topics", "countries", "datasets", "schema", "genders"}
}

// queries understands the parties of a call, in the order of their names.
func (c call) queries(catalog Catalog, b *body) ([]query, error) {
	var all []query
	scopes := map[string]scope{} // parties of a call mostly share theirs
	for _, name := range slices.Sorted(maps.Keys(b.Queries)) {
		example := b.Queries[name]
		e, err := example.entity(name)
		if err != nil {
			return nil, err
		}
		l := c.limits.and(example.Params)
		key := url.Values{"i": l.IncludeDatasets, "e": l.ExcludeDatasets}.Encode()
		in, known := scopes[key]
		if !known {
			if in, err = catalog.scope(c.dataset, l.IncludeDatasets, l.ExcludeDatasets); err != nil {
				return nil, err
			}
			scopes[key] = in
		}
		q := query{name: name, entity: e, filter: c.filter, scope: in}
		q.filter.Datasets, q.filter.ExcludeIDs = in.names, l.ExcludeEntityIDs
		q.filter.Where = slices.Clone(c.filter.Where)
		for _, field := range slices.Sorted(maps.Keys(example.Filters)) {
			if !slices.Contains(filterFields(), field) {
				return nil, refuse(http.StatusBadRequest, "Invalid filter: "+fault.Cut(field, 60))
			}
			for _, values := range example.Filters[field] {
				q.filter.Where = append(q.filter.Where, anyOf(field, values)...)
			}
		}
		all = append(all, q)
	}
	return all, nil
}

// matchAll looks the parties up and logs each with its answer, before the client knows it; where nothing is answered, that
// they were looked up.
func (s *service) matchAll(ctx context.Context, c call, queries []query) (map[string]*matches, error) {
	var log []evidence.Entry
	for _, q := range queries {
		log = append(log, s.note(ctx, "screen", asked(q.entity), ""))
	}
	answers, err := s.lookUp(ctx, c, queries)
	if err != nil {
		return nil, errors.Join(err, s.Audit.Append(context.WithoutCancel(ctx), log...))
	}
	responses := map[string]*matches{}
	for i, q := range queries {
		responses[q.name] = answers[i]
		log = append(log, s.note(ctx, "answer", asked(q.entity), told(q.scope, answers[i])))
	}
	return responses, s.Audit.Append(ctx, log...)
}

// lookUp works on all cores.
func (s *service) lookUp(ctx context.Context, c call, queries []query) ([]*matches, error) {
	answers, failed := make([]*matches, len(queries)), make([]error, len(queries))
	next := make(chan int)
	var work sync.WaitGroup
	for range min(len(queries), runtime.GOMAXPROCS(0)) {
		work.Go(func() {
			for i := range next {
				answers[i], failed[i] = s.matchOne(ctx, c, queries[i])
			}
		})
	}
	for i := range queries {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	work.Wait()
	return answers, cmp.Or(append(failed, ctx.Err())...)
}

func (s *service) matchOne(ctx context.Context, c call, q query) (*matches, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	hits, err := s.Lists.Match(ctx, Query{q.entity, leastAgreement(c.cutoff, c.weights), q.filter})
	if err != nil {
		return nil, err
	}
	found := best(hits, c)
	m := &matches{Status: http.StatusOK, Results: []scored{}, Query: echo{q.entity.ID, q.entity.Schema.Name, propertiesOf(q.entity)}}
	count := 0
	for _, r := range found {
		if r.Score >= c.threshold {
			count++
		}
	}
	m.Total = exactly(count)
	found = found[:min(c.limit, len(found))]
	ids := make([]string, len(found))
	for i, r := range found {
		ids[i] = r.ID
	}
	entries, err := s.Lists.Entries(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		if entry, ok := entries[r.ID]; ok { // else its list was replaced this moment
			r.entity = entityOf(entry)
			m.Results = append(m.Results, r)
		}
	}
	return m, nil
}

// best scores the hits, one of each entry, the highest first, then by id.
func best(hits []Hit, c call) []scored {
	byID := map[string]int{}
	var all []scored
	for _, h := range hits {
		one := scored{entity: entity{ID: h.ID}, Score: score(h.Hit, c.weights)}
		if one.Score < c.cutoff {
			continue
		}
		one.Match = one.Score >= c.threshold
		i, known := byID[h.ID]
		switch {
		case !known:
			byID[h.ID] = len(all)
			one.Explanations = explain(h.Hit)
			all = append(all, one)
		case one.Score > all[i].Score:
			one.Explanations = explain(h.Hit)
			all[i] = one
		}
	}
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID))
	})
	return all
}

// told is what a look-up was answered, and from which editions of which lists: the proof of who was screened against what.
func told(in scope, m *matches) string {
	said := in.editions()
	for _, r := range m.Results {
		said = append(said, fmt.Sprintf("possible match %s (score %.3f)", r.ID, r.Score))
	}
	if len(m.Results) == 0 {
		said = append(said, "no possible match")
	}
	for _, name := range in.incomplete {
		said = append(said, "incomplete: "+name)
	}
	return strings.Join(said, "; ")
}
