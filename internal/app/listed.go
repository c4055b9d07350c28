package app

import (
	"context"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spoor/internal/app/directory"
	"spoor/model"
	"spoor/read"
	"spoor/screen"
	"spoor/store/sqlite"
)

// listed is the lists as a check read them: an index for names and facts, and a directory for everything else that is asked of
// an entry. It never changes.
type listed struct {
	index    *screen.Index
	editions map[string]edition  // by list
	sources  map[string][]string // by list: other datasets that its lines name, in order
	book     *book
}

// edition is one load of a list.
type edition struct {
	hash     string // SHA-256 of the file, hex
	version  string // 20240527194702-wnk
	loaded   time.Time
	listings int
	unclear  string // why it cannot say "clear"; empty when it can
}

// standing are the editions of the lists that stand: the newest load of a name.
func standing(ctx context.Context, store *sqlite.Store) (map[string]edition, error) {
	loads, err := store.Loads(ctx)
	all := map[string]edition{}
	for _, l := range loads {
		if l.Report.Role == read.List {
			at := time.UnixMicro(l.At).UTC()
			e := edition{hash: l.Source.Hash, version: versionOf(at, l.Source.Hash), loaded: at, listings: l.Report.Kept}
			if l.Report.Partial {
				e.unclear = "broke off while loading"
			}
			all[l.Source.Name] = e
		}
	}
	return all, err
}

// versionOf names an edition as the list-matching contract does: when it was loaded, and three letters of what it is.
func versionOf(at time.Time, hash string) string {
	return at.Format("20060102150405") + "-" + (hash + "000")[:3]
}

// readLists makes the index. The editions are told first: a list that is loaded meanwhile is then older than it seems.
func readLists(ctx context.Context, store *sqlite.Store) (listed, error) {
	editions, err := standing(ctx, store)
	if err != nil {
		return listed{}, err
	}
	heard := hearing{Store: store, told: map[string]bool{}, named: map[string]map[string]bool{}}
	index, err := watchedIndex(ctx, store, heard)
	return listed{index, editions, heard.sources(), &book{done: make(chan struct{})}}, err
}

// hearing is a store that takes note of the datasets which the lines of its lists name while they are read.
type hearing struct {
	*sqlite.Store
	told  map[string]bool            // lists with what their lines said, as it stood: few say something new
	named map[string]map[string]bool // by list
}

// Listings gives the store's.
func (h hearing) Listings(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for e, err := range h.Store.Listings(ctx) {
			if err == nil {
				h.note(e)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func (h hearing) note(e *model.Entity) {
	list, said := e.Origin.Source.Name, e.Extra["datasets"]
	key := list + "\x00" + string(said)
	if said == nil || h.told[key] {
		return
	}
	h.told[key] = true
	for _, name := range directory.About(e, time.Time{}).Datasets {
		if h.named[list] == nil {
			h.named[list] = map[string]bool{}
		}
		h.named[list][name] = name != list
	}
}

func (h hearing) sources() map[string][]string {
	all := map[string][]string{}
	for list, named := range h.named {
		for name, other := range named {
			if other {
				all[list] = append(all[list], name)
			}
		}
		slices.Sort(all[list])
	}
	return all
}

// loaded is when the list of an entry was loaded.
func (l listed) loaded(s *model.Source) time.Time { return l.editions[s.Name].loaded }

// book is a directory that is made when it is first asked for: who uses the pages only does without.
type book struct {
	asked atomic.Bool
	once  sync.Once
	done  chan struct{}
	made  *directory.Directory
	err   error
}

// directory gives the snapshot's directory, which outlives whoever asked first.
func (l listed) directory(ctx context.Context, store *sqlite.Store) (*directory.Directory, error) {
	b := l.book
	b.asked.Store(true)
	b.once.Do(func() {
		go func() {
			defer close(b.done)
			b.made, b.err = directory.Build(store.Listings(context.WithoutCancel(ctx)), l.loaded)
		}()
	})
	select {
	case <-b.done:
		return b.made, b.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
