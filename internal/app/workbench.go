package app

import (
	"context"
	"os"
	"path/filepath"
	"time"

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
	b, err := benchBy(ctx, inForce, func(things map[string]*model.Entity) ([]Hit, error) {
		return w.screen(ctx, index, things, progress)
	}, progress)
	if err != nil {
		return nil, err
	}
	b.Decisions, err = store.Decisions(ctx)
	return b, err
}

func benchBy(ctx context.Context, src Source, screened func(map[string]*model.Entity) ([]Hit, error), progress Progress) (*workbench.Bench, error) {
	if progress != nil {
		progress("reading the records", 0, 0)
	}
	g, err := gather(ctx, src, screened)
	if err != nil {
		return nil, err
	}
	return &workbench.Bench{Data: g.Data, Progress: progress, Happened: &workbench.Happened{Records: g.Records, From: g.From, To: g.To}}, nil
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
