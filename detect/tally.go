package detect

import (
	"maps"
	"slices"
)

// tally counts how often each value stands in a window: few in a list, many in a map, which costs ten times as much.
type tally struct {
	few  []counted
	many map[string]int // nil until there are more than mostFew
}

type counted struct {
	text string
	n    int
}

// mostFew is how many values a list is still quicker for.
const mostFew = 8

func (t *tally) find(text string) int {
	return slices.IndexFunc(t.few, func(c counted) bool { return c.text == text })
}

func (t *tally) add(text string) {
	if t.many != nil {
		t.many[text]++
		return
	}
	switch i := t.find(text); {
	case i >= 0:
		t.few[i].n++
	case len(t.few) < mostFew:
		t.few = append(t.few, counted{text, 1})
	default:
		t.many = map[string]int{text: 1}
		for _, c := range t.few {
			t.many[c.text] = c.n
		}
		t.few = nil
	}
}

// remove takes out a value that was added.
func (t *tally) remove(text string) {
	if t.many != nil {
		if t.many[text]--; t.many[text] == 0 {
			delete(t.many, text)
		}
		return
	}
	i := t.find(text)
	if t.few[i].n--; t.few[i].n == 0 {
		t.few = slices.Delete(t.few, i, i+1)
	}
}

func (t *tally) len() int { return len(t.few) + len(t.many) }

// sorted is each value once, in order.
func (t *tally) sorted() []string {
	if t.many != nil {
		return slices.Sorted(maps.Keys(t.many))
	}
	texts := make([]string, len(t.few))
	for i, c := range t.few {
		texts[i] = c.text
	}
	slices.Sort(texts)
	return texts
}
