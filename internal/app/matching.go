package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"spoor/internal/app/directory"
	"spoor/screen"
	"spoor/server/match"
)

// Matching answers the list-matching API from what a desk holds.
type Matching struct{ Desk *Desk }

// Catalog tells the lists, the sources that their lines name, and the collection of all.
func (m Matching) Catalog(ctx context.Context) (match.Catalog, error) {
	newest, err := standing(ctx, m.Desk.Store)
	if err != nil {
		return match.Catalog{}, err
	}
	unclear, err := m.unclear(ctx)
	if err != nil {
		return match.Catalog{}, err
	}
	s, err := m.Desk.current(ctx)
	if err != nil {
		return match.Catalog{}, err
	}
	all := match.Dataset{Name: match.Everything, Title: "All lists", Load: true, Collection: true}
	var lists, sources []match.Dataset
	named := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(newest)) {
		e := newest[name]
		l := match.Dataset{Name: name, Title: name, Load: true, Loaded: e.loaded, Version: e.version, Indexed: s.editions[name].version, Entries: e.listings, Unclear: unclear[name], Children: s.sources[name]}
		named[name] = true
		all.Add(l)
		if name == match.Everything { // a whole collection loaded as one list
			all.Collection = false
			continue
		}
		lists = append(lists, l)
	}
	if !all.Collection {
		children := slices.Compact(slices.Sorted(slices.Values(append(all.Children, s.sources[all.Name]...))))
		all.Children = slices.DeleteFunc(children, func(name string) bool { return name == all.Name })
	}
	for _, l := range append(lists, all) {
		for _, name := range l.Children {
			if !named[name] {
				named[name] = true
				sources = append(sources, match.Dataset{Name: name, Title: name, Loaded: l.Loaded, Version: l.Version, Indexed: l.Indexed})
			}
		}
	}
	slices.SortFunc(sources, func(a, b match.Dataset) int { return strings.Compare(a.Name, b.Name) })
	return match.Catalog{Datasets: slices.Concat([]match.Dataset{all}, lists, sources)}, nil
}

// unclear says of each list why it cannot say "clear": because it broke off, or is stale.
func (m Matching) unclear(ctx context.Context) (map[string]string, error) {
	states, err := ListStates(ctx, m.Desk.Store)
	why := map[string]string{}
	for _, s := range states {
		why[s.Name] = s.Unclear(m.Desk.now())
	}
	return why, err
}

// Match searches the index. An entry's lists, topics and dates stand in the directory, which is asked only where they count.
func (m Matching) Match(ctx context.Context, q match.Query) ([]match.Hit, error) {
	s, err := m.Desk.current(ctx)
	if err != nil {
		return nil, err
	}
	options := screen.Options{Threshold: q.Least, Limit: -1, Accept: s.discreet.shown}
	if !q.Filter.Empty() {
		d, err := s.directory(ctx, m.Desk.Store)
		if err != nil {
			return nil, err
		}
		passes, err := d.Passing(q.Filter)
		if err != nil {
			return nil, err
		}
		options.Accept = func(l *screen.Listing) bool { return passes(l.ID) && s.discreet.shown(l) }
	}
	var hits []match.Hit
	for _, h := range s.index.Search(screen.QueryOf(q.Entity), options) {
		hits = append(hits, match.Hit{ID: h.Listing.ID, Hit: h})
	}
	return hits, nil
}

// Entries reads entries from the store; those of one id in several lists become one.
func (m Matching) Entries(ctx context.Context, ids ...string) (map[string]match.Entry, error) {
	s, err := m.Desk.current(ctx)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := m.read(ctx, s, ids)
	if err != nil {
		return nil, err
	}
	var merged []string
	asked := map[string]string{}
	for _, id := range ids {
		if _, ok := found[id]; ok {
			continue
		}
		d, err := s.directory(ctx, m.Desk.Store)
		if err != nil {
			return nil, err
		}
		if canonical, ok := d.Canonical(id); ok {
			merged, asked[id] = append(merged, canonical), canonical
		}
	}
	if len(merged) > 0 {
		more, err := m.read(ctx, s, merged)
		if err != nil {
			return nil, err
		}
		for id, canonical := range asked {
			if e, ok := more[canonical]; ok {
				found[id] = e
			}
		}
	}
	return found, nil
}

func (m Matching) read(ctx context.Context, s *snapshot, ids []string) (map[string]match.Entry, error) {
	entities, err := m.Desk.ListingsByID(ctx, slices.Compact(slices.Sorted(slices.Values(ids)))...)
	if err != nil {
		return nil, err
	}
	found := map[string]match.Entry{}
	for _, e := range entities {
		if s.discreet.hides(e) {
			continue
		}
		about := directory.About(e, s.loaded(e.Origin.Source))
		if before, ok := found[e.ID]; ok {
			about = together(before, about)
		}
		found[e.ID] = about
	}
	return found, nil
}

// together makes one of what two lists say of an entry.
func together(a, b match.Entry) match.Entry {
	whole := a.Entity.Clone()
	whole.Merge(b.Entity)
	union := func(x, y []string) []string { return slices.Compact(slices.Sorted(slices.Values(slices.Concat(x, y)))) }
	earlier := func(x, y time.Time) time.Time {
		if y.Before(x) {
			return y
		}
		return x
	}
	later := func(x, y time.Time) time.Time {
		if y.After(x) {
			return y
		}
		return x
	}
	return match.Entry{Entity: whole, Caption: a.Caption, Datasets: union(a.Datasets, b.Datasets), Referents: union(a.Referents, b.Referents), Target: a.Target || b.Target,
		FirstSeen: earlier(a.FirstSeen, b.FirstSeen), LastSeen: later(a.LastSeen, b.LastSeen), LastChange: later(a.LastChange, b.LastChange)}
}

func (m Matching) directory(ctx context.Context) (*directory.Directory, error) {
	s, err := m.Desk.current(ctx)
	if err != nil {
		return nil, err
	}
	return s.directory(ctx, m.Desk.Store)
}

// Inbound lists the links to an entry.
func (m Matching) Inbound(ctx context.Context, id string) ([]match.Link, error) {
	d, err := m.directory(ctx)
	if err != nil {
		return nil, err
	}
	return d.Inbound(id), nil
}

// Search finds entries by words.
func (m Matching) Search(ctx context.Context, q match.Search) (match.Found, error) {
	d, err := m.directory(ctx)
	if err != nil {
		return match.Found{}, err
	}
	return d.Search(q, func(ids ...string) (map[string]match.Entry, error) { return m.Entries(ctx, ids...) })
}

// Refresh asks for a check, which reads the lists first.
func (m Matching) Refresh(context.Context) error {
	select {
	case m.Desk.again <- struct{}{}:
	default: // one is asked for already
	}
	return nil
}
