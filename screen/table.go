package screen

import (
	"math/bits"
	"slices"
)

// table finds numbers by a key: all that were entered under it, and some that were entered under others. It is arrays without
// pointers, so that it can stand in a file as it is. A key's first bits are its place; how many numbers stand at each place is
// written one bit a number (Elias, 1974; Fano, 1971), which takes a tenth of what positions would.
type table struct {
	marks  []uint64 // in the order of the places: a one for each number, a zero at the end of the place
	starts []uint32 // where in marks every sixteenth place begins
	ids    []uint32
}

const placesAStart = 16

// find lists the numbers under a key in order, and some under others.
func (t *table) find(key uint64) []uint32 {
	if len(t.starts) == 0 {
		return nil
	}
	width := bits.Len(uint(len(t.starts)*placesAStart - 1))
	place := uint32(key >> (64 - width))
	start := t.starts[place/placesAStart]
	word, zeros := start/64, int(place%placesAStart) // how many places end before the one that is sought begins
	ends := ^t.marks[word] &^ (1<<(start%64) - 1)
	for n := bits.OnesCount64(ends); n <= zeros; n = bits.OnesCount64(ends) {
		if n > 0 {
			start = word*64 + uint32(bits.Len64(ends))
		}
		zeros -= n
		word++
		ends = ^t.marks[word]
	}
	for ; zeros > 0; zeros-- {
		start = word*64 + uint32(bits.TrailingZeros64(ends)) + 1
		ends &= ends - 1
	}
	end := word*64 + uint32(bits.TrailingZeros64(ends))
	return t.ids[start-place : end-place]
}

// tableMaker gathers what a table is made of.
type tableMaker struct {
	keys []uint64
	ids  []uint32
}

func (m *tableMaker) enter(key uint64, id uint32) {
	m.keys = append(m.keys, key)
	m.ids = append(m.ids, id)
}

// table sorts the numbers by the first bits of their keys, about one number a place, each once a place.
func (m *tableMaker) table() table {
	width := max(4, bits.Len(uint(len(m.ids))))
	heads := make([]uint32, 1<<width+1)
	for _, key := range m.keys {
		heads[key>>(64-width)+1]++
	}
	for k := 1; k < len(heads); k++ {
		heads[k] += heads[k-1]
	}
	next := append([]uint32(nil), heads[:len(heads)-1]...)
	ids := make([]uint32, len(m.ids))
	for i, key := range m.keys {
		k := key >> (64 - width)
		ids[next[k]] = m.ids[i]
		next[k]++
	}
	t := table{marks: make([]uint64, (len(ids)+len(next))/64+1), ids: ids[:0]}
	at := uint32(0)
	for k := range next {
		if k%placesAStart == 0 {
			t.starts = append(t.starts, at)
		}
		slices.Sort(ids[heads[k]:next[k]])
		for i := heads[k]; i < next[k]; i++ {
			if i == heads[k] || ids[i] != t.ids[len(t.ids)-1] {
				t.ids = append(t.ids, ids[i])
				t.marks[at/64] |= 1 << (at % 64)
				at++
			}
		}
		at++
	}
	return t
}

// rows are lists of numbers, one after another, without pointers.
type rows[T any] struct {
	heads []uint32 // where each row begins; one more at the end
	cells []T
}

func (r *rows[T]) row(i uint32) []T { return r.cells[r.heads[i]:r.heads[i+1]] }

func (r *rows[T]) add(cells ...T) {
	if len(r.heads) == 0 {
		r.heads = append(r.heads, 0)
	}
	r.cells = append(r.cells, cells...)
	r.heads = append(r.heads, uint32(len(r.cells)))
}
