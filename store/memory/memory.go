// Package memory is the throw-away store: what one check reads, gone when the process ends.
package memory

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
)

// Store keeps what was loaded, by id. It serves one goroutine at a time.
type Store struct {
	records map[string]kept
	things  map[string][]kept          // every line that said something new of a thing
	lists   map[string]map[string]kept // by list, then id
	loads   map[string]*load           // the last load of a file, by the hash of its bytes
}

type kept struct {
	e    *model.Entity
	load *load
}

// New is an empty store.
func New() *Store {
	return &Store{records: map[string]kept{}, things: map[string][]kept{}, lists: map[string]map[string]kept{}, loads: map[string]*load{}}
}

// Begin starts a load. Nothing is seen before its Commit.
func (s *Store) Begin(_ context.Context, source *model.Source, role read.Role) (read.Load, error) {
	l := &load{store: s, source: source, role: role, records: map[string]kept{}, things: map[string][]kept{}}
	if before := s.loads[source.Hash]; before != nil {
		source.Name = before.source.Name
		if before.source.Map != source.Map || before.source.Reader != source.Reader {
			l.replaces = true
		} else {
			l.known = role == read.List && before.role == role
		}
	}
	return l, nil
}

// load stages what it is given until Commit.
type load struct {
	store    *Store
	source   *model.Source
	role     read.Role
	replaces bool // it takes over the rows of every earlier load of the same bytes
	known    bool // a list of the same bytes, read the same way, stands
	records  map[string]kept
	things   map[string][]kept
}

func (l *load) Standing() bool { return len(l.store.lists[l.source.Name]) > 0 }

// SetAside keeps nothing: whoever loads into a throw-away store has heard of the row already.
func (l *load) SetAside(*fault.Error) error { return nil }

func (l *load) Rollback() error { return nil }

func (l *load) Put(e *model.Entity) (bool, error) {
	if l.known {
		return false, nil
	}
	if e.Schema.Record || l.role == read.List {
		_, staged := l.records[e.ID]
		old, stands := l.store.records[e.ID]
		if staged || stands && !l.takesOver(old.load) {
			return false, nil
		}
		l.records[e.ID] = kept{e, l}
		return true, nil
	}
	if says(l.things[e.ID], e, nil) || says(l.store.things[e.ID], e, l.takesOver) {
		return false, nil
	}
	l.things[e.ID] = append(l.things[e.ID], kept{e, l})
	return true, nil
}

// takesOver says whether the rows of an earlier load become this one's.
func (l *load) takesOver(earlier *load) bool {
	return l.replaces && earlier.source.Hash == l.source.Hash
}

// says reports whether a line among those kept, but for those of loads that are being replaced, says the same.
func says(lines []kept, e *model.Entity, replaced func(*load) bool) bool {
	return slices.ContainsFunc(lines, func(k kept) bool {
		return (replaced == nil || !replaced(k.load)) && k.e.Schema == e.Schema && slices.EqualFunc(k.e.Values, e.Values,
			func(a, b model.Value) bool { return a.Prop == b.Prop && a.Text == b.Text })
	})
}

func (l *load) Commit(read.Report) error {
	s := l.store
	if l.known {
		return nil
	}
	if l.replaces {
		maps.DeleteFunc(s.records, func(_ string, k kept) bool { return l.takesOver(k.load) })
		for id, lines := range s.things {
			s.things[id] = slices.DeleteFunc(lines, func(k kept) bool { return l.takesOver(k.load) })
		}
	}
	if l.role == read.List {
		s.lists[l.source.Name] = l.records
	} else {
		maps.Copy(s.records, l.records)
	}
	for id, lines := range l.things {
		s.things[id] = append(s.things[id], lines...)
	}
	s.loads[l.source.Hash] = l
	return nil
}

// Records gives every record, by id.
func (s *Store) Records(context.Context) iter.Seq2[*model.Entity, error] {
	return sorted(s.records)
}

// Views gives the same as typologies read them.
func (s *Store) Views(ctx context.Context) iter.Seq2[*model.View, error] {
	return func(yield func(*model.View, error) bool) {
		for e := range s.Records(ctx) {
			if !yield(model.StandingView(e)) {
				return
			}
		}
	}
}

// RecordsByID gives the records of those ids that are there.
func (s *Store) RecordsByID(_ context.Context, ids []string) (all []*model.Entity, err error) {
	for _, id := range ids {
		if k, ok := s.records[id]; ok {
			all = append(all, k.e)
		}
	}
	return all, nil
}

// Things gives every line about a thing, by id and in the order of loading; the reader merges them.
func (s *Store) Things(context.Context) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(s.things)) {
			for _, k := range s.things[id] {
				if !yield(k.e, nil) {
					return
				}
			}
		}
	}
}

// Listings gives every entity of the lists, by list and id.
func (s *Store) Listings(context.Context) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for _, list := range slices.SortedFunc(maps.Keys(s.lists), strings.Compare) {
			for e := range sorted(s.lists[list]) {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

func sorted(all map[string]kept) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(all)) {
			if !yield(all[id].e, nil) {
				return
			}
		}
	}
}
