package bench

import (
	"testing"

	"spoor/detect"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	"spoor/store/memory"
	"spoor/typologies"
	"spoor/world"
)

// town makes a synthetic town.
func town(tb testing.TB, seed uint64, people int) (dir string) {
	tb.Helper()
	dir = tb.TempDir()
	if _, err := world.Write(tb.Context(), world.Options{Seed: seed, People: people}, dir); err != nil {
		tb.Fatal(err)
	}
	return dir
}

// loaded is what a folder holds.
func loaded(tb testing.TB, dir string) *memory.Store {
	tb.Helper()
	store := memory.New()
	intake := app.Intake{Store: store, Said: func(string) {}}
	if _, err := intake.Load(tb.Context(), dir, read.Records, nil); err != nil {
		tb.Fatal(err)
	}
	return store
}

// checked is the check of a store by the library.
func checked(tb testing.TB, store *memory.Store, all []*detect.Typology) *app.Checked {
	tb.Helper()
	index, err := app.Index(tb.Context(), store)
	if err != nil {
		tb.Fatal(err)
	}
	found, err := app.Check(tb.Context(), store, index, all, detect.Environment{}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// library is the typologies that are part of the program.
func library(tb testing.TB) []*detect.Typology {
	tb.Helper()
	all, err := detect.Load(typologies.Files, model.Default())
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// BenchmarkLoadTown reads a year of a town of 500 people from JSON lines into memory.
func BenchmarkLoadTown(b *testing.B) {
	dir := town(b, 3, 500)
	records := 0
	for b.Loop() {
		records = 0
		for range loaded(b, dir).Records(b.Context()) {
			records++
		}
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkCheckTown screens its parties and runs the library over it, loading apart.
func BenchmarkCheckTown(b *testing.B) {
	store, all := loaded(b, town(b, 3, 500)), library(b)
	records := 0
	for b.Loop() {
		records = checked(b, store, all).Records
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
