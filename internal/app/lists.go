package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"spoor/evidence"
	"spoor/fault"
	"spoor/lists"
	"spoor/model"
	"spoor/read"
	"spoor/store/sqlite"
)

// ListStates tells how every list stands that is loaded or has a source, by name.
func ListStates(ctx context.Context, store *sqlite.Store) ([]lists.State, error) {
	loads, err := store.Loads(ctx)
	if err != nil {
		return nil, err
	}
	states := map[string]lists.State{}
	for _, l := range loads { // the newest load of a name is the one that stands
		if l.Report.Role == read.List {
			states[l.Source.Name] = lists.State{Name: l.Source.Name, File: l.Source.File, Entries: l.Report.Kept, Published: l.Report.Published,
				Loaded: time.UnixMicro(l.At).UTC(), Partial: l.Report.Partial}
		}
	}
	if err := addSources(ctx, store, states); err != nil {
		return nil, err
	}
	var all []lists.State
	for _, name := range slices.Sorted(maps.Keys(states)) {
		all = append(all, states[name])
	}
	return all, nil
}

// addSources joins what is known of the sources to the lists that came from them.
func addSources(ctx context.Context, store *sqlite.Store, states map[string]lists.State) error {
	sources, err := store.Sources(ctx)
	if err != nil {
		return err
	}
	tried, err := store.LastTries(ctx, false)
	if err != nil {
		return err
	}
	good, err := store.LastTries(ctx, true)
	if err != nil {
		return err
	}
	for _, source := range sources {
		stands := good[source.Name].Stands
		if last, ok := tried[source.Name]; ok && last.Outcome == lists.Partial {
			stands = last.Stands
		}
		if len(stands) == 0 {
			stands = []string{source.Name}
		}
		for _, name := range stands {
			state := states[name]
			state.Name, state.Source = name, &source
			if last, ok := tried[source.Name]; ok {
				state.Last = &last
			}
			if t, ok := good[source.Name]; ok {
				if t.At.After(state.Loaded) {
					state.Checked = t.At
				}
				if state.Published == "" {
					state.Published = t.Published
				}
			}
			states[name] = state
		}
	}
	return nil
}

// FileStates tells how lists stand that were read from files for one answer, by name.
func FileStates(reports []read.Report) []lists.State {
	var all []lists.State
	for _, r := range reports {
		if r.Role == read.List {
			all = append(all, lists.State{Name: r.Source.Name, File: r.Source.File, Entries: r.Kept, Published: r.Published,
				Partial: r.Partial})
		}
	}
	slices.SortStableFunc(all, func(a, b lists.State) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Pull says how lists are fetched.
type Pull struct {
	Get    lists.Getter
	Accept string // why a list that shrinks is accepted; empty when it is not
	Said   func(string)
	Now    func() time.Time
}

// PullLists fetches the named lists, all of them without names, one after the other, and keeps what came of each.
func PullLists(ctx context.Context, store *sqlite.Store, names []string, pull Pull) (tries []lists.Try, err error) {
	sources, err := chosen(ctx, store, names)
	if err != nil {
		return nil, err
	}
	release, err := store.LockPull(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	left, _ := filepath.Glob(filepath.Join(store.Dir(), "pull-*")) // the pattern is sound
	for _, dir := range left {                                     // by a pull that was killed
		_ = os.RemoveAll(dir) // tried again next time
	}
	for _, source := range sources {
		try, err := pullOne(ctx, store, source, pull)
		if err != nil {
			return tries, err
		}
		tries = append(tries, try)
	}
	return tries, nil
}

func pullOne(ctx context.Context, store *sqlite.Store, source lists.Source, pull Pull) (lists.Try, error) {
	states, err := ListStates(ctx, store)
	if err != nil {
		return lists.Try{}, err
	}
	good, err := store.LastTries(ctx, true)
	if err != nil {
		return lists.Try{}, err
	}
	before := func(list string) int {
		for _, s := range states {
			if s.Name == list {
				return s.Entries
			}
		}
		return 0
	}
	puller := &lists.Puller{Get: pull.Get, Temp: store.Dir(), Before: before, Now: pull.Now, Companions: companionsOf, Standing: func(ctx context.Context, list string) iter.Seq2[*model.Entity, error] {
		return listingsOf(ctx, store, list)
	},
		Load: func(ctx context.Context, s lists.Source, path string, accept bool) ([]read.Report, error) {
			return loadList(ctx, lists.Guard{Store: store, Before: before, Accept: accept}, s, path, pull.Said)
		}}
	var last *lists.Try
	if t, ok := good[source.Name]; ok {
		last = &t
	}
	try := puller.Pull(ctx, source, last, pull.Accept != "")
	if pull.Accept != "" && try.Outcome == lists.Loaded && lists.Suspicious(try.Before, try.Entries) {
		try.Why = "accepted although it shrinks: " + pull.Accept
		actor := evidence.ActorOf(ctx)
		err = store.Append(ctx, evidence.Entry{At: pull.Now().UTC(), By: actor.By, Purpose: actor.Purpose, Act: "accept shrink", On: source.Name,
			Detail: fmt.Sprintf("from %d to %d entries: %s", try.Before, try.Entries, pull.Accept)})
	}
	return try, errors.Join(err, ctx.Err(), store.PutTry(context.WithoutCancel(ctx), try))
}

// companionsOf names the files that are read with a file that was fetched.
func companionsOf(file string) []string {
	in, err := os.Open(file)
	if err != nil {
		return nil // said by what loads it
	}
	defer in.Close() // read only
	head := make([]byte, 4096)
	n, _ := io.ReadFull(in, head)
	for _, f := range Formats() {
		if f.Detect(filepath.Base(file), head[:n]) {
			return f.Companions
		}
	}
	return nil
}

// listingsOf gives the entities of one list.
func listingsOf(ctx context.Context, src Source, list string) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for e, err := range src.Listings(ctx) {
			if err == nil && e.Origin.Source.Name != list {
				continue
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// loadList loads what a source gave, under the source's name.
func loadList(ctx context.Context, store read.Store, s lists.Source, path string, said func(string)) ([]read.Report, error) {
	var m *Map
	if s.Map != "" {
		var err error
		if m, err = ParseMap(s.Name+".map.yaml", []byte(s.Map)); err != nil {
			return nil, err
		}
	}
	intake := Intake{Store: store, Said: said, List: s.Name, Format: s.Format}
	if path != s.Path() { // it was fetched
		intake.Root = filepath.Dir(path) + string(filepath.Separator)
	}
	return intake.Load(ctx, path, read.List, m)
}

// chosen are the sources of those names.
func chosen(ctx context.Context, store *sqlite.Store, names []string) ([]lists.Source, error) {
	all, err := store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	var known, wanted []string
	for _, s := range all {
		known = append(known, s.Name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, &fault.Error{Doing: "fetching lists", Kind: fault.Missing, What: fmt.Sprintf("there is no source %q", name),
				Hint: "known: " + strings.Join(known, ", ") + "; spoor lists add NAME ADDRESS adds one"}
		}
		wanted = append(wanted, name)
	}
	if len(all) == 0 {
		return nil, &fault.Error{Doing: "fetching lists", Kind: fault.Missing, What: "no source is known", Hint: "spoor lists add NAME ADDRESS adds one"}
	}
	if len(names) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(s lists.Source) bool { return !slices.Contains(wanted, s.Name) }), nil
}
