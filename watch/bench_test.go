package watch_test

import (
	"fmt"
	"testing"

	"spoor/model"
	"spoor/screen"
	"spoor/watch"
	"spoor/world"
)

// BenchmarkWatch screens customers again after 1,000 of 10,000 listings changed. The customers' index stands: it is made once for
// a load of customers, not for a change of a list.
func BenchmarkWatch(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("customers=%d", n), func(b *testing.B) {
			if testing.Short() && n > 10_000 {
				b.Skip("too many for a short run")
			}
			var all []*model.Entity
			for e := range world.Listings(1, n) {
				all = append(all, e)
			}
			var listed []screen.Published
			for e := range world.Listings(2, 11_000) {
				listed = append(listed, screen.Published{Entity: e, List: "list"})
			}
			old, changed := listed[:10_000], listed[1_000:]
			x := index(b, old, nil)
			customers := watch.CustomersOf(all)
			members := map[string]screen.Digest{}
			// What everybody's first screening would find is left out: only the changed listings bring matches forth.
			first := watch.Standing{Run: watch.Run{ID: 1, Threshold: screen.DefaultThreshold, Program: "test"}, Rarity: x.Rarity()}
			for _, d := range x.Digests() {
				first.Listings = append(first.Listings, d)
			}
			watch.SortDigests(first.Listings)
			first.Customers = customers.Whole()
			y := index(b, changed, x.Rarity())
			again(b, first, y, customers, members) // makes the customers' index
			b.ResetTimer()
			var r *watch.Result
			for b.Loop() {
				r = again(b, first, y, customers, members)
			}
			b.ReportMetric(float64(r.Run.Changed), "listings")
			b.ReportMetric(float64(r.Run.Searched), "searched")
		})
	}
}
