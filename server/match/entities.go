package match

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
)

const (
	defaultPage = 10
	maxPage     = 500
	maxResults  = 9999 // the contract's window: none beyond can be asked for
	maxOffset   = maxResults - maxPage
)

// find gives the entry of the address, or sends the client to the one that it was merged into. Nil without an error: sent.
func (s *service) find(w http.ResponseWriter, r *http.Request) (*Entry, error) {
	ctx, id := r.Context(), r.PathValue("id")
	if err := s.Audit.Append(ctx, s.note(ctx, "view", "listing "+fault.Cut(id, 200), "")); err != nil {
		return nil, err
	}
	entries, err := s.Lists.Entries(ctx, id)
	if err != nil {
		return nil, err
	}
	entry, ok := entries[id]
	if !ok {
		return nil, refuse(http.StatusNotFound, "No such entity!")
	}
	if entry.Entity.ID == id {
		return &entry, nil
	}
	_, to, _ := strings.Cut(r.Pattern, " ")
	for name, value := range map[string]string{"id": entry.Entity.ID, "property": r.PathValue("property"), "dataset": r.PathValue("dataset")} {
		to = strings.ReplaceAll(to, "{"+name+"}", url.PathEscape(value))
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusPermanentRedirect)
	return nil, nil
}

func (s *service) entity(w http.ResponseWriter, r *http.Request) error {
	p := params{Values: r.URL.Query()}
	nested := p.yes("nested", true)
	if p.err != nil {
		return p.err
	}
	entry, err := s.find(w, r)
	if err != nil || entry == nil {
		return err
	}
	out := entityOf(*entry)
	if nested {
		groups, err := s.around(r.Context(), *entry, everyProperty)
		if err != nil {
			return err
		}
		maps.Copy(out.Properties, groups)
	}
	answer(w, http.StatusOK, out)
	return nil
}

// page is one page of what an entry is linked to by a property.
type page struct {
	Results []any `json:"results"`
	Total   total `json:"total"`
	Limit   int   `json:"limit"`
	Offset  int   `json:"offset"`
}

func (s *service) adjacent(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, everyProperty, func(out entity, groups map[string][]any, p window) any {
		adjacent := map[string]page{}
		for name, values := range groups {
			adjacent[name] = p.of(values)
		}
		return map[string]any{"entity": out, "adjacent": adjacent}
	})
}

func (s *service) adjacentBy(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("property")
	return s.show(w, r, name, func(_ entity, groups map[string][]any, p window) any { return p.of(groups[name]) })
}

// window is the part of a list that is asked for.
type window struct{ offset, limit int }

func (p window) of(values []any) page {
	from := min(p.offset, len(values))
	return page{append([]any{}, values[from:min(from+p.limit, len(values))]...), exactly(len(values)), p.limit, p.offset}
}

// show answers with one page of each group of linked entries.
func (s *service) show(w http.ResponseWriter, r *http.Request, property string, as func(entity, map[string][]any, window) any) error {
	p := params{Values: r.URL.Query()}
	part := window{p.whole("offset", 0, maxOffset), p.whole("limit", defaultPage, maxPage)}
	if p.err != nil {
		return p.err
	}
	entry, err := s.find(w, r)
	if err != nil || entry == nil {
		return err
	}
	if property != everyProperty && !links(entry.Entity.Schema, property) {
		return refuse(http.StatusNotFound, "No such property!")
	}
	groups, err := s.around(r.Context(), *entry, property)
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, as(entityOf(*entry), groups, part))
	return nil
}

// links says whether a schema has a property, its own or a reverse one, that points to other entities.
func links(s *model.Schema, property string) bool {
	if p := s.Property(property); p != nil {
		return p.Type == "entity"
	}
	schemata := model.Default()
	for _, name := range schemata.Names() {
		for _, p := range schemata.Get(name).Properties {
			if p.Reverse != nil && p.Reverse.Name == property && s.Is(p.Range) {
				return true
			}
		}
	}
	return false
}

// everyProperty asks for the links by all properties.
const everyProperty = ""

// around gives the linked entries by property, of one property or of all: those that the entry points to under its own
// properties, those that point to it under their reverse names. Of a link (an ownership, a family tie) the other ends stand
// inside it; nothing is followed further, and nothing stands inside itself.
func (s *service) around(ctx context.Context, root Entry, property string) (map[string][]any, error) {
	inbound, err := s.Lists.Inbound(ctx, root.Entity.ID)
	if err != nil {
		return nil, err
	}
	type link struct{ property, id string }
	var found []link
	for _, l := range inbound[:min(len(inbound), maxResults)] {
		if l.Property.Reverse != nil {
			found = append(found, link{l.Property.Reverse.Name, l.From})
		}
	}
	for i := range root.Entity.Values {
		if v := &root.Entity.Values[i]; v.Prop.Type == "entity" {
			found = append(found, link{v.Prop.Name, v.Text})
		}
	}
	found = slices.DeleteFunc(found, func(l link) bool { return property != everyProperty && l.property != property })
	var ids, ends []string
	for _, l := range found {
		ids = append(ids, l.id)
	}
	beside, err := s.Lists.Entries(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, e := range beside {
		ends = append(ends, endsOf(e.Entity)...)
	}
	beyond, err := s.Lists.Entries(ctx, ends...)
	if err != nil {
		return nil, err
	}
	groups := map[string][]any{}
	for _, l := range found {
		value := any(l.id) // of a link to what no list has
		if e, ok := beside[l.id]; ok {
			value = inside(e, root.Entity.ID, beyond)
		}
		groups[l.property] = append(groups[l.property], value)
	}
	return groups, nil
}

// endsOf lists what a link links; nothing for an entry that is no link.
func endsOf(e *model.Entity) []string {
	if e.Schema.Edge == nil {
		return nil
	}
	return slices.Concat(e.Get(e.Schema.Edge.Source), e.Get(e.Schema.Edge.Target))
}

// inside is an entry beside the root; what stands beyond it is put in its place.
func inside(e Entry, root string, beyond map[string]Entry) entity {
	out := entityOf(e)
	for name, values := range out.Properties {
		if e.Entity.Schema.Property(name).Type != "entity" {
			continue
		}
		values = slices.DeleteFunc(values, func(v any) bool { return v == any(root) })
		for i, v := range values {
			id, _ := v.(string)
			if other, ok := beyond[id]; ok && e.Entity.Schema.Edge != nil {
				values[i] = entityOf(other)
			}
		}
		out.Properties[name] = values
		if len(values) == 0 {
			delete(out.Properties, name)
		}
	}
	return out
}
