package match

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// suggested is how suggestions are answered.
func suggested[T any](w http.ResponseWriter, prefix string, result []T) {
	share(w)
	answer(w, http.StatusOK, map[string]any{"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": append([]T{}, result...)})
}

// suggestEntity suggests entries whose names have the words of the prefix, the last one unfinished.
func (s *service) suggestEntity(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	catalog, err := s.Lists.Catalog(ctx)
	if err != nil {
		return err
	}
	in, err := catalog.scope(r.PathValue("dataset"), nil, nil)
	if err != nil {
		return err
	}
	p := params{Values: r.URL.Query()}
	q := Search{Text: fault.Cut(strings.Map(printable, p.Get("prefix")), maxText), Prefix: true, Limit: p.whole("limit", defaultPage, maxPage), Filter: Filter{Datasets: in.names}}
	if p.err != nil {
		return p.err
	}
	var result []candidate
	if strings.TrimSpace(q.Text) != "" {
		if err := s.Audit.Append(ctx, s.note(ctx, "search", q.Text, "")); err != nil {
			return err
		}
		found, err := s.Lists.Search(ctx, q)
		if err != nil {
			return err
		}
		entries, err := s.Lists.Entries(ctx, found.IDs...)
		if err != nil {
			return err
		}
		for _, id := range found.IDs {
			if entry, ok := entries[id]; ok {
				result = append(result, candidateOf(entityOf(entry)))
			}
		}
	}
	in.warn(w)
	suggested(w, p.Get("prefix"), result)
	return nil
}

func (s *service) suggestType(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.dataset(r); err != nil {
		return err
	}
	prefix := r.URL.Query().Get("prefix")
	var result []reconType
	for _, schema := range matchable() {
		if begins(prefix, schema.Name, schema.Label, schema.Plural) {
			result = append(result, typeOf(schema))
		}
	}
	suggested(w, prefix, result)
	return nil
}

// suggestedProperties is how many properties are suggested at most.
const suggestedProperties = 5

func (s *service) suggestProperty(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.dataset(r); err != nil {
		return err
	}
	prefix := r.URL.Query().Get("prefix")
	var result []reconType
	for _, schema := range matchable() {
		for _, name := range slices.Sorted(maps.Keys(schema.Own)) {
			p := schema.Own[name]
			if !p.Hidden && p.Type != "entity" && begins(prefix, p.Name, p.Label) && len(result) < suggestedProperties {
				result = append(result, reconType{schema.Name + ":" + p.Name, p.Label, p.Description})
			}
		}
	}
	suggested(w, prefix, result)
	return nil
}

// begins says whether one of the labels starts with the prefix, whatever the case. An empty prefix begins nothing.
func begins(prefix string, labels ...string) bool {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	return prefix != "" && slices.ContainsFunc(labels, func(label string) bool { return strings.HasPrefix(strings.ToLower(label), prefix) })
}

// proposeExtension lists the properties of a type with which a table may be filled in: where not all are wanted, the telling
// ones.
func (s *service) proposeExtension(w http.ResponseWriter, r *http.Request) error {
	share(w)
	p := params{Values: r.URL.Query()}
	limit, name := p.whole("limit", 0, maxPage), p.Get("type")
	if name == "" {
		name = anySchema
	}
	schema := model.Default().Get(name)
	if p.err != nil {
		return p.err
	}
	if schema == nil {
		return refuse(http.StatusBadRequest, "Invalid type: "+fault.Cut(name, 60))
	}
	names := slices.Clone(schema.Featured)
	for _, p := range schema.Properties {
		if !p.Hidden && p.Type != "entity" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	properties := []map[string]string{}
	for _, name := range names {
		if p := schema.Property(name); p != nil && (limit == 0 || len(properties) < limit) {
			properties = append(properties, map[string]string{"id": p.Name, "name": p.Label})
		}
	}
	answer(w, http.StatusOK, map[string]any{"limit": limit, "type": schema.Name, "properties": properties})
	return nil
}

// preview is a small page about an entry, shown inside the client's.
func (s *service) preview(w http.ResponseWriter, r *http.Request) error {
	entry, err := s.find(w, r)
	if err != nil || entry == nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *")
	out := func(format string, texts ...any) {
		for i, t := range texts {
			texts[i] = html.EscapeString(fmt.Sprint(t))
		}
		_, _ = fmt.Fprintf(w, format, texts...) // a reader who has gone hears nothing
	}
	out(`<!doctype html><html lang="en"><meta charset="utf-8"><title>%s</title><body style="font:14px sans-serif"><h1 style="font-size:16px">%s</h1><p>%s, from %s</p><table>`,
		entry.Caption, entry.Caption, entry.Entity.Schema.Label, strings.Join(entry.Datasets, ", "))
	properties := propertiesOf(entry.Entity)
	for _, name := range []string{"alias", "weakAlias", "birthDate", "nationality", "country", "jurisdiction", "gender", "position", "program", "notes"} {
		if p := entry.Entity.Schema.Property(name); p != nil && len(properties[name]) > 0 {
			var texts []string
			for _, v := range properties[name] {
				texts = append(texts, rendered(p, v, "caption"))
			}
			out(`<tr><th style="text-align:left;vertical-align:top">%s</th><td>%s</td></tr>`, p.Label, fault.Cut(strings.Join(texts, "; "), 300))
		}
	}
	out(`</table></body></html>`)
	return nil
}
