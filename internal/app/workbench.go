package app

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"time"

	"spoor/detect"
	"spoor/model"
	"spoor/screen"
	"spoor/store/sqlite"
	"spoor/workbench"
)

// Bench reads and screens what a store holds, for typologies to be tried on. Nothing is kept.
func Bench(ctx context.Context, src Source, index *screen.Index, progress Progress) (*workbench.Bench, error) {
	return benchBy(ctx, src, func(things map[string]*model.Entity) ([]Hit, error) {
		return screenAll(ctx, index, things, progress)
	}, progress)
}

// StoreBench reads what a data directory holds, with the matches, exceptions and decisions that stand there.
func StoreBench(ctx context.Context, store *sqlite.Store, now func() time.Time, progress Progress) (*workbench.Bench, error) {
	w := Watching{Store: store, Now: now, Look: true}
	inForce, err := StoreInForce(ctx, store, now())
	if err != nil {
		return nil, err
	}
	index, err := w.Index(ctx, inForce)
	if err != nil {
		return nil, err
	}
	b, err := benchBy(ctx, bare{inForce, store}, func(things map[string]*model.Entity) ([]Hit, error) {
		return w.screen(ctx, index, things, progress)
	}, progress)
	if err != nil {
		return nil, err
	}
	b.Decisions, err = store.Decisions(ctx)
	return b, err
}

// bare is a source whose records come without the lines as they stood.
type bare struct {
	Source
	store *sqlite.Store
}

// Records gives what is kept of each when it is packed.
func (b bare) Records(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return b.store.BareRecords(ctx)
}

func benchBy(ctx context.Context, src Source, screened func(map[string]*model.Entity) ([]Hit, error), progress Progress) (*workbench.Bench, error) {
	if progress != nil {
		progress("reading the records", 0, 0)
	}
	packed, seen := &model.Packed{}, firsts{} // all that is left of the records
	c, err := gather(ctx, src, screened, dated{packed, seen})
	if err != nil {
		return nil, err
	}
	hits, err := c.listHits(seen)
	if err != nil {
		return nil, err
	}
	for _, v := range hits {
		packed.Add(v)
	}
	packed.Sort()
	data := c.Data
	data.Log, data.Presence, data.AsOf = packed, detect.PresenceOf(data), packed.Last()
	data.Presence.CountPacked(packed)
	return &workbench.Bench{Data: data, Progress: progress, Happened: &workbench.Happened{Records: c.Records, From: c.From, To: c.To}}, nil
}

// dated packs records, and notes when a thing was first named.
type dated struct {
	*model.Packed
	seen firsts
}

// Add packs one more.
func (d dated) Add(v *model.View) {
	d.Packed.Add(v)
	d.seen.add(v)
}

// HasTruth says whether a folder is a made world that tells what is there.
func HasTruth(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "truth.jsonl"))
	return err == nil && info.Mode().IsRegular()
}

// Planted are the cases that a made world's truth tells of.
func Planted(truth []Truth) (all []workbench.Case) {
	for _, t := range truth {
		if t.Kind == "planted" {
			all = append(all, workbench.Case{Typology: t.Typology, Subject: t.Subject, Start: t.Start.UnixMicro(), End: t.End.UnixMicro()})
		}
	}
	return all
}
