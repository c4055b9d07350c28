//go:build unix

package bench

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"spoor/detect"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	"spoor/store/sqlite"
	"spoor/workbench"
)

// BenchmarkLongHistory tries one typology, then the whole library, on ten million records (SPOOR_BENCH_RECORDS) that a store holds, from
// opening it: reading, screening and sorting included. SPOOR_BENCH_STORE names the folder of the store, which is made if there is
// none; it takes 6 GB.
func BenchmarkLongHistory(b *testing.B) {
	dir := os.Getenv("SPOOR_BENCH_STORE")
	if dir == "" {
		b.Skip("SPOOR_BENCH_STORE names no folder for ten million records")
	}
	store := longHistory(b, dir)
	for _, try := range []struct {
		name  string
		alone bool
	}{{"alone", true}, {"library", false}} {
		b.Run(try.name, func(b *testing.B) {
			all := library(b)
			if try.alone {
				all = only(all, "structured-deposits")
			}
			for b.Loop() {
				before, begun, most := heap(), cpu(), watchHeap()
				bench, err := app.StoreBench(b.Context(), store, time.Now, nil)
				if err != nil {
					b.Fatal(err)
				}
				read := cpu()
				bench.Typologies = all
				report, err := bench.Backtest(b.Context(), workbench.Plan{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(report.Records), "records")
				b.ReportMetric(float64(report.Findings), "findings")
				b.ReportMetric((read - begun).Seconds(), "reading-cpu-s")
				b.ReportMetric((cpu() - read).Seconds(), "trying-cpu-s")
				b.ReportMetric(float64(most()-before)/(1<<20), "heap-MiB")
			}
		})
	}
}

// longHistory opens the store, which it makes when there is none.
func longHistory(tb testing.TB, dir string) *sqlite.Store {
	records := 10_000_000
	if n, err := strconv.Atoi(os.Getenv("SPOOR_BENCH_RECORDS")); err == nil {
		records = n
	}
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		tb.Fatal(err)
	}
	store, err := sqlite.Open(dir, time.Now)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = store.Close() })
	if len(found) > 0 {
		return store
	}
	source := &model.Source{Name: "made", File: "made", Hash: "made", Reader: "made/1"}
	load, err := store.Begin(tb.Context(), source, read.Records)
	if err != nil {
		tb.Fatal(err)
	}
	line := 0
	for e := range many.entities(records, 100_000) {
		line++
		text, err := e.MarshalJSON()
		if err != nil {
			tb.Fatal(err)
		}
		e.Origin = &model.Origin{Source: source, Line: line, Raw: string(text)}
		if _, err := load.Put(e); err != nil {
			tb.Fatal(err)
		}
	}
	if err := load.Commit(read.Report{Read: line, Kept: line}); err != nil {
		tb.Fatal(err)
	}
	return store
}

func only(all []*detect.Typology, id string) []*detect.Typology {
	return slices.DeleteFunc(slices.Clone(all), func(t *detect.Typology) bool { return t.File.ID.Text != id })
}
