package screen

import "math/bits"

// table finds numbers by a key: all that were entered under it, and some that were entered under others. It is two arrays
// without pointers, so that it can stand in a file as it is.
type table struct {
	heads []uint32 // by the first bits of the key: where its numbers begin; one more at the end
	ids   []uint32
}

// find lists the numbers under a key in order, and some under others.
func (t *table) find(key uint64) []uint32 {
	if len(t.heads) < 2 {
		return nil
	}
	k := key >> (64 - bits.Len(uint(len(t.heads)-2))) // all bits shifted out leave 0
	return t.ids[t.heads[k]:t.heads[k+1]]
}

// tableMaker gathers what a table is made of. Numbers are entered in order.
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
	width := bits.Len(uint(len(m.ids)))
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
	kept := ids[:0]
	for k := range next { // twins stand side by side
		from := heads[k]
		heads[k] = uint32(len(kept))
		for i := from; i < next[k]; i++ {
			if i == from || ids[i] != kept[len(kept)-1] {
				kept = append(kept, ids[i])
			}
		}
	}
	heads[len(heads)-1] = uint32(len(kept))
	return table{heads, kept}
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
