package app

import (
	"iter"
	"time"

	"spoor/lists"
	"spoor/model"
	"spoor/screen"
)

// discreet are the listings of which front-line users and clients outside are shown no sign (LAW.md 17): those with an alert for
// a discreet check, and the lists that are discreet as a whole.
type discreet struct {
	lists    map[string]bool
	listings map[string]bool // by id
}

func discreetOf(alerts map[string][]*model.Entity, terms map[string]lists.Source, now time.Time) discreet {
	d := discreet{map[string]bool{}, map[string]bool{}}
	for name, source := range terms {
		d.lists[name] = source.Discreet
	}
	for id, about := range alerts {
		if active, status := lists.Active(about, lists.Source{}, now); active && status.Discreet {
			d.listings[id] = true
		}
	}
	return d
}

// shown says whether a listing may be shown to those who may not know of discreet checks.
func (d discreet) shown(l *screen.Listing) bool {
	return !d.lists[l.List] && !d.listings[l.ID] && !d.listings[l.Holder]
}

// open goes through the entities that may be shown to everybody.
func (d discreet) open(all iter.Seq2[*model.Entity, error]) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for e, err := range all {
			if err == nil && d.hides(e) {
				continue
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func (d discreet) hides(e *model.Entity) bool {
	if e.Schema.Is("Alert") {
		for _, id := range e.Get("listing") {
			if d.listings[id] {
				return true
			}
		}
	}
	return d.lists[e.Origin.Source.Name] || d.listings[e.ID] || d.listings[e.First("holder")]
}
