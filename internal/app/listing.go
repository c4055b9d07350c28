package app

import (
	"context"
	"slices"
	"strings"

	"spoor/evidence"
	"spoor/lists"
	"spoor/model"
	"spoor/names"
	"spoor/ref"
	"spoor/screen"
	"spoor/web"
)

// mostRelated bounds what a listing's page shows of what belongs to it.
const mostRelated = 200

// Listing gives a published entry in full, with what belongs to it.
func (d *Desk) Listing(ctx context.Context, at web.ListingRef) (web.Listing, error) {
	s, err := d.current(ctx)
	if err != nil {
		return web.Listing{}, err
	}
	l, err := s.find(ctx, at)
	if err != nil {
		return web.Listing{}, err
	}
	e, err := s.index.Entity(&l)
	if err != nil {
		return web.Listing{}, err
	}
	out := web.Listing{Ref: web.ListingRef{List: l.List, ID: l.ID}, Kind: e.Schema.Label, Caption: l.Caption, Topics: l.Topics, Names: namesListed(e), Groups: groupsOf(e)}
	if l.Holder != "" {
		out.Holder = web.ListingRef{List: l.List, ID: l.Holder}
	}
	_, status := lists.Active(s.alerts[l.ID], s.terms[l.List], d.now())
	if status.Discreet = status.Discreet || s.terms[l.List].Discreet; !evidence.ActorOf(ctx).Discreet {
		status.Discreet = false
	}
	out.Status = web.Status(status)
	states, err := d.Lists(ctx)
	if err != nil {
		return out, err
	}
	for _, state := range states {
		if state.Name == l.List {
			out.List = state
		}
	}
	out.Related, err = d.related(ctx, s, e, l.List)
	return out, err
}

// namesListed are the names of an entry, as they are published, the strongest first.
func namesListed(e *model.Entity) (all []web.ListedName) {
	for i := range e.Values {
		v := &e.Values[i]
		if v.Prop.Type == "name" {
			n := web.ListedName{Property: v.Prop.Name, Field: v.Prop.Label, Text: v.Text, Scripts: names.Scripts(v.Text)}
			n.Latin, n.Consonants = names.Latin(v.Text)
			all = append(all, n)
		}
	}
	order := []string{"name", "previousName", "alias", "abbreviation", "weakAlias"} // any other, such as a first name, comes last
	place := func(field string) int {
		if i := slices.Index(order, field); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(all, func(a, b web.ListedName) int { return place(a.Property) - place(b.Property) })
	return all
}

// groups of fields as a page shows them; what fits none stands in the last.
const (
	dates = iota
	identifiers
	countries
	addresses
	programs
	others
)

func groupsOf(e *model.Entity) []web.ListedGroup {
	groups := []web.ListedGroup{dates: {Word: "Dates"}, identifiers: {Word: "Identifiers"}, countries: {Word: "Countries"}, addresses: {Word: "Addresses"}, programs: {Word: "Programs"}, others: {Word: "Also published"}}
	for i := range e.Values {
		v := &e.Values[i]
		if v.Prop.Hidden || v.Prop.Type == "name" || v.Prop.KindOf() == model.Reference || v.Prop.Name == "topics" {
			continue
		}
		g := &groups[groupOf(v.Prop)]
		g.Fields = append(g.Fields, listedField(e, v))
	}
	return slices.DeleteFunc(groups, func(g web.ListedGroup) bool { return len(g.Fields) == 0 })
}

func groupOf(p *model.Property) int {
	switch {
	case strings.HasPrefix(p.Name, "program"):
		return programs
	case p.Type == "date" || p.Type == "time":
		return dates
	case p.Type == "country":
		return countries
	case p.Type == "address":
		return addresses
	case p.Type == "identifier" || p.Type == "phone" || p.Type == "email" || p.Type == "url" || p.Name == "publicKey":
		return identifiers
	}
	return others
}

func listedField(e *model.Entity, v *model.Value) web.ListedField {
	f := web.ListedField{Name: v.Prop.Label, Text: v.Text, Warning: screen.Warning(e, v.Prop, v.Text)}
	if v.Prop.Type == "country" {
		if code, ok := ref.Country(v.Text); ok {
			f.Text = ref.CountryName(code)
		}
	}
	return f
}

// related are the entries of the same list that an entry names, or that name it. What the actor may not know of is left out, and
// so is what would name it.
func (d *Desk) related(ctx context.Context, s *snapshot, e *model.Entity, list string) ([]web.Related, error) {
	link := map[string]string{}
	var ids []string
	note := func(id, how string) {
		if _, ok := link[id]; !ok && id != e.ID && len(ids) < mostRelated {
			link[id], ids = how, append(ids, id)
		}
	}
	for i := range e.Values {
		if v := &e.Values[i]; v.Prop.KindOf() == model.Reference {
			note(v.Text, v.Prop.Label)
		}
	}
	book, err := s.directory(ctx, d.Store)
	if err != nil {
		return nil, err
	}
	for _, l := range book.Inbound(e.ID) {
		note(l.From, "") // what it is says how
	}
	entities, err := d.Store.ListingsByID(ctx, ids...)
	if err != nil {
		return nil, err
	}
	captions, err := d.captions(ctx, s, entities)
	if err != nil {
		return nil, err
	}
	var all []web.Related
	for _, o := range entities {
		if o.Origin.Source.Name != list || o.Schema.Is("Alert") || !s.mayKnow(ctx, o) {
			continue
		}
		r := web.Related{Kind: o.Schema.Label, Caption: o.Caption(), Link: link[o.ID]}
		if o.Schema.Matchable {
			r.Ref = web.ListingRef{List: list, ID: o.ID}
		}
		for i := range o.Values {
			if v := &o.Values[i]; v.Prop.KindOf() != model.Reference && !v.Prop.Hidden {
				r.Fields = append(r.Fields, listedField(o, v))
			} else if caption := captions[v.Text]; caption != "" && v.Text != e.ID {
				r.Fields = append(r.Fields, web.ListedField{Name: v.Prop.Label, Text: caption, To: web.ListingRef{List: list, ID: v.Text}})
			}
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b web.Related) int { return strings.Compare(a.Kind, b.Kind) })
	return all, nil
}

// mayKnow says whether the actor may know of an entry and of everything that it names.
func (s *snapshot) mayKnow(ctx context.Context, e *model.Entity) bool {
	if evidence.ActorOf(ctx).Discreet {
		return true
	}
	for i := range e.Values {
		if v := &e.Values[i]; v.Prop.KindOf() == model.Reference && s.discreet.listings[v.Text] {
			return false
		}
	}
	return !s.discreet.hides(e)
}

// captions are what the things are called that some entries name, where they can be looked up and the actor may know of them.
func (d *Desk) captions(ctx context.Context, s *snapshot, all []*model.Entity) (map[string]string, error) {
	captions := map[string]string{}
	for _, e := range all {
		for i := range e.Values {
			v := &e.Values[i]
			if v.Prop.KindOf() != model.Reference {
				continue
			}
			for _, l := range s.index.Find(v.Text) {
				if evidence.ActorOf(ctx).Discreet || s.discreet.shown(&l) {
					captions[v.Text] = l.Caption
				}
			}
		}
	}
	return captions, ctx.Err()
}
