package screen

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Whatever was entered under a key is found under it, once and in order, in tables of no, one, few and many numbers, crowded
// places among them; and few others are.
func TestTable(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 2, 15, 16, 17, 1000, 50_000} {
		var m tableMaker
		entered := map[uint64][]uint32{}
		for range n {
			key, id := r.Uint64(), uint32(r.IntN(n))
			if r.IntN(3) == 0 {
				key = uint64(r.IntN(3)) << 62 // many under one
			}
			m.enter(key, id)
			entered[key] = append(entered[key], id)
		}
		table, strangers := m.table(), 0
		for key, ids := range entered {
			slices.Sort(ids)
			ids = slices.Compact(ids)
			found := table.find(key)
			if !slices.IsSorted(found) || len(slices.Compact(slices.Clone(found))) != len(found) {
				t.Fatalf("of %d numbers: %v under a key is not each once in order", n, found)
			}
			for _, id := range ids {
				if !slices.Contains(found, id) {
					t.Fatalf("of %d numbers: %d is not found under its key", n, id)
				}
			}
			strangers += len(found) - len(ids)
		}
		if strangers > 2*n+8 {
			t.Errorf("of %d numbers: %d others are found", n, strangers)
		}
		_ = table.find(r.Uint64())
		_ = table.find(0)
		_ = table.find(1<<64 - 1)
	}
}
