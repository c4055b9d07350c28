package screen

import (
	"cmp"
	"slices"

	"spoor/names"
)

// arrange numbers words that are written alike one after another, and names by their rarest words: what one query looks at then
// lies close together, and memory gives it at once.
func (b *builder) arrange() {
	b.arrangeWords()
	b.arrangeNames()
}

func (b *builder) arrangeWords() {
	order := numbers(len(b.made))
	slices.SortStableFunc(order, func(i, k uint32) int { return cmp.Compare(b.made[i].Form, b.made[k].Form) })
	number := inverse(order)
	made := make([]*names.Word, len(b.made))
	for i, old := range order {
		made[i] = b.made[old]
	}
	b.made = made
	for i, p := range b.pairs {
		b.pairs[i] = uint64(number[p>>32])<<32 | p&noName
	}
	for i, word := range b.keys.ids {
		b.keys.ids[i] = number[word]
	}
	for i, word := range b.x.names.cells {
		b.x.names.cells[i] = number[word]
	}
	for i := 1; i < len(b.x.compounds.cells); i += 2 {
		b.x.compounds.cells[i] = number[b.x.compounds.cells[i]]
	}
}

func (b *builder) arrangeNames() {
	x := b.x
	having := make([]uint32, len(b.made)) // names that have a word
	for _, p := range b.pairs {
		having[p>>32]++
	}
	rarer := func(i, k uint32) int { return cmp.Or(cmp.Compare(having[i], having[k]), cmp.Compare(i, k)) }
	type ranked struct {
		rarest, next uint32
		name         uint32
	}
	order := make([]ranked, x.Names())
	for i := range order {
		words := append(b.row[:0], x.names.row(uint32(i))...)
		slices.SortFunc(words, rarer)
		words = append(words, noName, noName)
		order[i], b.row = ranked{words[0], words[1], uint32(i)}, words[:0]
	}
	slices.SortFunc(order, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rarest, b.rarest), cmp.Compare(a.next, b.next), cmp.Compare(a.name, b.name))
	})
	names := make([]uint32, len(order))
	for i := range order {
		names[i] = order[i].name
	}
	number := inverse(names)
	for i, p := range b.pairs {
		b.pairs[i] = p>>32<<32 | uint64(number[uint32(p)])
	}
	slices.Sort(b.pairs)
	for i, name := range b.joined.ids {
		b.joined.ids[i] = number[name]
	}
	x.names, x.compounds = reordered(x.names, names), reordered(x.compounds, names)
	a := &x.about
	a.listing, a.nth, a.prop, a.form = picked(a.listing, names), picked(a.nth, names), picked(a.prop, names), picked(a.form, names)
	text := rows64{}
	for _, old := range names {
		text.add(a.text.row(old))
	}
	a.text = text
}

func numbers(n int) []uint32 {
	all := make([]uint32, n)
	for i := range all {
		all[i] = uint32(i)
	}
	return all
}

// inverse says where each number stands in an order.
func inverse(order []uint32) []uint32 {
	at := make([]uint32, len(order))
	for i, number := range order {
		at[number] = uint32(i)
	}
	return at
}

func picked[T any](of []T, order []uint32) []T {
	all := make([]T, len(order))
	for i, old := range order {
		all[i] = of[old]
	}
	return all
}

func reordered[T any](of rows[T], order []uint32) (all rows[T]) {
	for _, old := range order {
		all.add(of.row(old)...)
	}
	return all
}
