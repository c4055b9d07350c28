package bench

import (
	"os"
	"slices"
	"testing"

	"spoor/detect"
	"spoor/internal/app"
	"spoor/workbench"
)

// BenchmarkBacktest tries typologies on a town that is read and screened already: the whole library once over everything; beside it
// one typology with all its numbers varied; and that one alone. SPOOR_BENCH_TOWN names a folder that spoor world made.
func BenchmarkBacktest(b *testing.B) {
	dir := os.Getenv("SPOOR_BENCH_TOWN")
	if dir == "" {
		b.Skip("SPOOR_BENCH_TOWN names no town: make one with spoor world")
	}
	store := loaded(b, dir)
	index, err := app.Index(b.Context(), store)
	if err != nil {
		b.Fatal(err)
	}
	bench, err := app.Bench(b.Context(), store, index, nil)
	if err != nil {
		b.Fatal(err)
	}
	whole := library(b)
	one := slices.DeleteFunc(slices.Clone(whole), func(t *detect.Typology) bool { return t.File.ID.Text != "structured-deposits" })
	for _, try := range []struct {
		name string
		of   []*detect.Typology
		plan workbench.Plan
	}{
		{"library", whole, workbench.Plan{}},
		{"curves", whole, workbench.Plan{Only: []string{"structured-deposits"}, Curves: true}},
		{"curvesAlone", one, workbench.Plan{Curves: true}},
	} {
		b.Run(try.name, func(b *testing.B) {
			bench.Typologies = try.of
			before := cpu()
			for b.Loop() {
				if _, err := bench.Backtest(b.Context(), try.plan); err != nil {
					b.Fatal(err)
				}
			}
			records := float64(bench.Happened.Records * b.N)
			b.ReportMetric(records/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric(records/(cpu()-before).Seconds(), "records/cpu-s")
		})
	}
}
