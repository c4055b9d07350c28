package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spoor/internal/app/directory"
	"spoor/lists"
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
	discreet discreet
	alerts   map[string][]*model.Entity // by listing
	terms    map[string]lists.Source    // what holds for the lists' alerts, by list
}

// edition is one load of a list.
type edition struct {
	hash     string // SHA-256 of the file, hex
	version  string // 20240527194702-wnk
	loaded   time.Time
	listings int
}

// standing are the editions of the lists that stand: the newest load of a name.
func standing(ctx context.Context, store *sqlite.Store) (map[string]edition, error) {
	loads, err := store.Loads(ctx)
	all := map[string]edition{}
	for _, l := range loads {
		if l.Report.Role == read.List {
			at := time.UnixMicro(l.At).UTC()
			e := edition{hash: l.Source.Hash, version: versionOf(at, l.Source.Hash), loaded: at, listings: l.Report.Kept}
			all[l.Source.Name] = e
		}
	}
	return all, err
}

// versionOf names an edition as the list-matching contract does: when it was loaded, and three letters of what it is.
func versionOf(at time.Time, hash string) string {
	return at.Format("20060102150405") + "-" + (hash + "000")[:3]
}

// readLists makes the index, or opens the one that was kept of the same editions. The editions are told first: a list that is
// loaded meanwhile is then older than it seems.
func readLists(ctx context.Context, store *sqlite.Store, inForce InForce) (listed, error) {
	editions, err := standing(ctx, store)
	if err != nil {
		return listed{}, err
	}
	path, tag, today := filepath.Join(store.Dir(), "lists.index"), tagOf(editions, inForce.Terms), inForce.Now.Format(time.DateOnly)
	if index, err := screen.Open(path, tag); err == nil {
		var n note
		if json.Unmarshal([]byte(index.Note()), &n) == nil && (n.Day == "" || n.Day == today) {
			return newListed(ctx, index, editions, n, inForce)
		}
	}
	heard := hearing{InForce: inForce, told: map[string]bool{}, named: map[string]map[string]bool{}, alerts: new(bool)}
	index, err := watchedIndex(ctx, store, heard)
	if err != nil {
		return listed{}, err
	}
	n := note{Sources: heard.sources()}
	if *heard.alerts {
		n.Day = today
	}
	text, err := json.Marshal(n)
	if err != nil {
		return listed{}, err
	}
	if index.Save(path, tag, string(text)) == nil { // without room for it, it stays in memory and is made again next time
		if kept, err := screen.Open(path, tag); err == nil {
			index = kept
		}
	}
	return newListed(ctx, index, editions, n, inForce)
}

func newListed(ctx context.Context, index *screen.Index, editions map[string]edition, n note, inForce InForce) (listed, error) {
	var alerts map[string][]*model.Entity
	if n.Day != "" {
		var err error
		if alerts, err = lists.Alerts(inForce.Listings(ctx)); err != nil {
			return listed{}, err
		}
	}
	d := discreetOf(alerts, inForce.Terms, inForce.Now)
	return listed{index, editions, n.Sources, &book{done: make(chan struct{})}, d, alerts, inForce.Terms}, nil
}

// note is what is kept beside an index.
type note struct {
	Sources map[string][]string `json:"sources"`
	Day     string              `json:"day,omitempty"` // when alerts stand on the lists: they expire, so that it holds for that day
}

// tagOf says of what an index is made: the editions, and the terms of their alerts.
func tagOf(editions map[string]edition, terms map[string]lists.Source) string {
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(editions)) {
		e := editions[name]
		fmt.Fprintf(hash, "%q %s %d\n", name, e.version, e.listings)
	}
	for _, name := range slices.Sorted(maps.Keys(terms)) {
		fmt.Fprintf(hash, "%q %+v\n", name, terms[name])
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// hearing is what is in force, and takes note of the datasets which the lines of the lists name while they are read.
type hearing struct {
	InForce
	told   map[string]bool            // lists with what their lines said, as it stood: few say something new
	named  map[string]map[string]bool // by list
	alerts *bool
}

// Listings gives them.
func (h hearing) Listings(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for e, err := range h.InForce.Listings(ctx) {
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
	*h.alerts = *h.alerts || e.Schema.Is("Alert")
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
			b.made, b.err = directory.Build(l.discreet.open(store.Listings(context.WithoutCancel(ctx))), l.loaded)
		}()
	})
	select {
	case <-b.done:
		return b.made, b.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Searchable indexes what is in force, or opens the index that a data directory keeps of it.
func Searchable(ctx context.Context, inForce InForce) (*screen.Index, error) {
	if store, ok := inForce.Source.(*sqlite.Store); ok {
		l, err := readLists(ctx, store, inForce)
		return l.index, err
	}
	return Index(ctx, inForce)
}
