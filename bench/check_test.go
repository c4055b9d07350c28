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

// town makes a synthetic town of 500 people and loads it.
func town(b *testing.B) (dir string) {
	dir = b.TempDir()
	if _, err := world.Write(b.Context(), world.Options{Seed: 3, People: 500}, dir); err != nil {
		b.Fatal(err)
	}
	return dir
}

func loaded(b *testing.B, dir string) *memory.Store {
	store := memory.New()
	intake := app.Intake{Store: store}
	if _, err := intake.Load(b.Context(), dir, read.Records, nil); err != nil {
		b.Fatal(err)
	}
	return store
}

// BenchmarkLoadTown reads a year of a town of 500 people from JSON lines into memory.
func BenchmarkLoadTown(b *testing.B) {
	dir := town(b)
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
	store := loaded(b, town(b))
	all, err := detect.Load(typologies.Files, model.Default())
	if err != nil {
		b.Fatal(err)
	}
	records := 0
	for b.Loop() {
		index, err := app.Index(b.Context(), store)
		if err != nil {
			b.Fatal(err)
		}
		checked, err := app.Check(b.Context(), store, index, all, detect.Environment{}, nil)
		if err != nil {
			b.Fatal(err)
		}
		records = checked.Records
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
