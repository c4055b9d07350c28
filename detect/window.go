package detect

import "spoor/model"

// entry is one record in a window, with the value that is aggregated.
type entry struct {
	at    int64
	rec   *model.View
	value model.Datum
}

// window holds the records of one key in (t − w, t], oldest first, with what can be kept up to date as they come and go.
type window struct {
	entries []entry // entries[head:] are in the window
	head    int
	sum     int64
	values  map[string]int // of distinct: how often each value stands in the window
}

func (w *window) push(verb string, e entry) {
	w.entries = append(w.entries, e)
	switch verb {
	case "sum", "avg":
		w.sum += e.value.Num
	case "distinct":
		if w.values == nil {
			w.values = map[string]int{}
		}
		w.values[keyOf(e.value)]++
	}
}

// evict drops what is older than the window, whose start is excluded.
func (w *window) evict(verb string, start int64) {
	for w.head < len(w.entries) && w.entries[w.head].at <= start {
		old := &w.entries[w.head]
		switch verb {
		case "sum", "avg":
			w.sum -= old.value.Num
		case "distinct":
			if key := keyOf(old.value); w.values[key] == 1 {
				delete(w.values, key)
			} else {
				w.values[key]--
			}
		}
		*old = entry{}
		w.head++
	}
	if w.head > 32 && w.head > len(w.entries)/2 {
		w.entries = append(w.entries[:0], w.entries[w.head:]...)
		w.head = 0
	}
}

func (w *window) live() []entry { return w.entries[w.head:] }

// value is the aggregate of what the window holds. An empty window counts 0; it has no minimum, average or last.
func (w *window) value(verb string) model.Datum {
	live := w.live()
	number := func(n int) model.Datum { return model.Datum{Kind: model.Number, Num: int64(n) * model.Scale} }
	switch {
	case verb == "count":
		return number(len(live))
	case verb == "distinct":
		return number(len(w.values))
	case len(live) == 0:
		return model.Datum{}
	}
	d := live[0].value
	switch verb {
	case "sum":
		d.Num = w.sum
	case "avg":
		d.Num, _ = scaled(w.sum, 1, int64(len(live)))
	case "last":
		return live[len(live)-1].value
	case "min", "max":
		for _, e := range live[1:] {
			order, known := compare(e.value, d)
			if known && (verb == "min") == (order < 0) && order != 0 {
				d = e.value
			}
		}
	}
	return d
}

// keyOf is a datum as part of a key: equal data give equal text.
func keyOf(d model.Datum) string {
	if d.Kind == model.Text || d.Kind == model.Reference {
		return d.Text
	}
	return d.String()
}
