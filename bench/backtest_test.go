package bench

import (
	"os"
	"testing"

	"spoor/detect"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	"spoor/store/memory"
	"spoor/typologies"
	"spoor/workbench"
)

// BenchmarkBacktest tries typologies on a town that is read and screened already: the whole library once over everything, and one
// typology with all its numbers varied. SPOOR_BENCH_TOWN names a folder that spoor world made.
func BenchmarkBacktest(b *testing.B) {
	dir := os.Getenv("SPOOR_BENCH_TOWN")
	if dir == "" {
		b.Skip("SPOOR_BENCH_TOWN names no town: make one with spoor world")
	}
	store := memory.New()
	intake := app.Intake{Store: store, Said: func(string) {}}
	if _, err := intake.Load(b.Context(), dir, read.Records, nil); err != nil {
		b.Fatal(err)
	}
	index, err := app.Index(b.Context(), store)
	if err != nil {
		b.Fatal(err)
	}
	bench, err := app.Bench(b.Context(), store, index, nil)
	if err != nil {
		b.Fatal(err)
	}
	if bench.Typologies, err = detect.Load(typologies.Files, model.Default()); err != nil {
		b.Fatal(err)
	}
	for name, plan := range map[string]workbench.Plan{"library": {}, "curves": {Only: []string{"structured-deposits"}, Curves: true}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := bench.Backtest(b.Context(), plan); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(bench.Data.Records)*b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}
