package match

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/ref"
)

type searchAnswer struct {
	Results []entity         `json:"results"`
	Facets  map[string]facet `json:"facets"`
	Total   total            `json:"total"`
	Limit   int              `json:"limit"`
	Offset  int              `json:"offset"`
}

// facet counts the entries found by the values of a field.
type facet struct {
	Label  string       `json:"label"`
	Values []facetValue `json:"values"`
}

type facetValue struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// facetLabels are the fields that can be counted, with what people call them.
func facetLabels() map[string]string {
	return map[string]string{"datasets": "Data sources", "schema": "Entity types", "countries": "Countries", "topics": "Topics", "genders": "Genders"}
}

// maxText is how many letters a search by words may have.
const maxText = 1000

func (s *service) search(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	catalog, err := s.Lists.Catalog(ctx)
	if err != nil {
		return err
	}
	p := params{Values: r.URL.Query()}
	in, err := catalog.scope(r.PathValue("dataset"), p.Values["include_dataset"], p.Values["exclude_dataset"])
	if err != nil {
		return err
	}
	q, err := searchOf(&p)
	if err != nil {
		return err
	}
	q.Filter.Datasets = in.names
	if err := s.Audit.Append(ctx, s.note(ctx, "search", strings.Join(slices.Concat([]string{q.Text}, p.Values["filter"]), ", "), "")); err != nil {
		return err
	}
	found, err := s.Lists.Search(ctx, q)
	if err != nil {
		return err
	}
	a := searchAnswer{Results: []entity{}, Facets: map[string]facet{}, Total: exactly(found.Total), Limit: q.Limit, Offset: q.Offset}
	entries, err := s.Lists.Entries(ctx, found.IDs...)
	if err != nil {
		return err
	}
	for _, id := range found.IDs {
		if entry, ok := entries[id]; ok { // else its list was replaced this moment
			a.Results = append(a.Results, entityOf(entry))
		}
	}
	for field, counts := range found.Facets {
		f := facet{facetLabels()[field], []facetValue{}}
		for _, c := range counts {
			f.Values = append(f.Values, facetValue{c.Value, catalog.label(field, c.Value), c.Count})
		}
		a.Facets[field] = f
	}
	if err := s.Audit.Append(ctx, s.note(ctx, "answer", q.Text, strings.Join(append(in.editions(), fmt.Sprintf("%d found", found.Total)), "; "))); err != nil {
		return err
	}
	in.warn(w)
	answer(w, http.StatusOK, a)
	return nil
}

func searchOf(p *params) (Search, error) {
	q := Search{Text: strings.Map(printable, p.Get("q")), Fuzzy: p.yes("fuzzy", false), Sort: p.Values["sort"],
		Limit: p.whole("limit", defaultPage, maxPage), Offset: p.whole("offset", 0, maxOffset), Facets: p.Values["facets"]}
	p.yes("simple", false) // both syntaxes are read alike
	and := p.one("filter_op", "OR", "OR", "AND") == "AND"
	if !p.Has("facets") {
		q.Facets = []string{"countries", "topics", "datasets"}
	}
	for _, name := range q.Facets {
		if facetLabels()[name] == "" {
			p.wrong("enum", "Input should be 'datasets', 'schema', 'countries', 'topics' or 'genders'", "facets")
		}
	}
	if len(q.Text) > maxText {
		p.wrong("string_too_long", fmt.Sprintf("String should have at most %d characters", maxText), "q")
	}
	q.Filter = Filter{ExcludeSchemas: p.Values["exclude_schema"], ChangedSince: p.since("changed_since")}
	q.Filter.where("countries", p.Values["countries"], and)
	q.Filter.where("topics", p.Values["topics"], and)
	q.Filter.where("datasets", p.Values["datasets"], and)
	if p.Has("target") {
		q.Filter.where("target", []string{fmt.Sprint(p.yes("target", true))}, and)
	}
	if p.err != nil {
		return q, p.err
	}
	if q.Filter.Schema = p.Get("schema"); q.Filter.Schema == anySchema {
		q.Filter.Schema = ""
	} else if q.Filter.Schema != "" && model.Default().Get(q.Filter.Schema) == nil {
		return q, refuse(http.StatusBadRequest, "Invalid schema")
	}
	byField := map[string][]string{}
	for _, text := range p.Values["filter"] {
		field, value, ok := strings.Cut(text, ":")
		if !ok || !slices.Contains(filterFields(), field) && field != "target" && !strings.HasPrefix(field, "properties.") {
			return q, refuse(http.StatusBadRequest, fmt.Sprintf("Invalid filter: '%s'", fault.Cut(text, 60)))
		}
		byField[field] = append(byField[field], value)
	}
	for field, values := range byField {
		q.Filter.where(field, values, and)
	}
	return q, nil
}

// where adds what a field must have: all of the values, or one of them.
func (f *Filter) where(field string, values []string, and bool) {
	if !and {
		f.Where = append(f.Where, anyOf(field, values)...)
		return
	}
	for _, value := range values {
		f.Where = append(f.Where, Clause{field, []string{value}})
	}
}

// label is what people call a value of a facet.
func (c Catalog) label(field, value string) string {
	switch field {
	case "countries":
		if name := ref.CountryName(value); name != "" {
			return name
		}
	case "topics":
		return topicLabel(value)
	case "datasets":
		if d := c.find(value); d != nil {
			return d.Title
		}
	case "schema":
		if s := model.Default().Get(value); s != nil && s.Plural != "" {
			return s.Plural
		}
	}
	return value
}

// topicLabel reads a topic's tag: crime.fin is a kind of crime.
func topicLabel(tag string) string {
	labels := map[string]string{
		"crime": "Crime", "crime.boss": "Criminal leadership", "crime.fin": "Financial crime", "crime.fraud": "Fraud", "crime.terror": "Terrorism",
		"crime.traffick": "Trafficking", "crime.war": "War crimes", "debarment": "Debarred", "export.control": "Export controlled",
		"export.risk": "Trade risk", "gov": "Government", "gov.soe": "State-owned enterprise", "mare.detained": "Maritime detention",
		"mare.shadow": "Shadow fleet", "poi": "Person of interest", "reg.action": "Regulator action", "reg.warn": "Regulator warning",
		"role.oligarch": "Oligarch", "role.pep": "PEP", "role.rca": "Close associate", "sanction": "Sanctioned",
		"sanction.control": "Sanction ownership or control", "sanction.counter": "Counter-sanctioned", "sanction.linked": "Sanction-linked", "wanted": "Wanted",
	}
	if label := labels[tag]; label != "" {
		return label
	}
	return tag
}
