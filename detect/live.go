package detect

import (
	"cmp"
	"container/heap"
	"context"
	"slices"

	"spoor/model"
)

// Live takes records as they arrive, in any order within the lateness, and puts them in theirs. What it has found up to the
// watermark is what a run over the same records in order finds, byte for byte: there is one engine. It keeps no state of its
// own on disk: after a crash it is made anew and given the stored records again, in whatever order.
type Live struct {
	typologies []*Typology
	things     map[string]*model.View
	env        Environment
	derived    []*model.Schema
	waiting    arrivals // newer than the watermark, the oldest first
	ordered    []*model.View
	newest     int64
	seen       map[string]bool
	late       []*model.View
}

// arrivals is a heap in the order of records.
type arrivals []*model.View

func (a arrivals) Len() int           { return len(a) }
func (a arrivals) Less(i, j int) bool { return model.Less(a[i], a[j]) }
func (a arrivals) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *arrivals) Push(v any)        { *a = append(*a, v.(*model.View)) }
func (a *arrivals) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// NewLive begins with no record. Things are read as they stand when a run needs them.
func NewLive(typologies []*Typology, things map[string]*model.View, derived []*model.Schema, env Environment) *Live {
	return &Live{typologies: typologies, things: things, derived: derived, env: env, seen: map[string]bool{}, newest: -never / 2}
}

// Add takes a record, once. A record older than the watermark is late: it is put where it belongs, and what rests on it is
// worked out again.
func (l *Live) Add(rec *model.View) (late bool) {
	if l.seen[rec.ID] {
		return false
	}
	l.seen[rec.ID] = true
	if late = len(l.ordered) > 0 && model.Less(rec, l.ordered[len(l.ordered)-1]); late {
		l.late = append(l.late, rec)
		return true
	}
	heap.Push(&l.waiting, rec)
	if l.newest = max(l.newest, rec.At.Start); len(l.waiting) > 0 {
		l.advance()
	}
	return false
}

// Watermark is the moment, in UTC microseconds, up to which everything has come.
func (l *Live) Watermark() int64 { return l.newest - l.env.lateness() }

func (l *Live) advance() {
	for len(l.waiting) > 0 && l.waiting[0].At.Start <= l.Watermark() {
		l.ordered = append(l.ordered, heap.Pop(&l.waiting).(*model.View))
	}
}

// Find runs the typologies over what has come up to the watermark. What is newer is provisional, and is left for later.
func (l *Live) Find(ctx context.Context) (Result, error) {
	if len(l.late) > 0 {
		l.ordered = append(l.ordered, l.late...)
		slices.SortFunc(l.ordered, func(a, b *model.View) int {
			return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.ID, b.ID))
		})
		l.late = nil
	}
	return Run(ctx, l.typologies, Data{Records: l.ordered, Things: l.things, Derived: l.derived, AsOf: l.Watermark()}, l.env)
}
