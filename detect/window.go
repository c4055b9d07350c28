package detect

import (
	"math"
	"math/bits"
	"time"

	"spoor/model"
)

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
	gone    int // how many entries were cut off in front: the number for good of entries[0]
	sum     total
	values  map[string]int // of distinct: how often each value stands in the window
}

// total is a sum of 128 bits: one that leaves 64 bits is known to, and comes back when its large parts leave the window.
type total struct {
	high int64
	low  uint64
}

func (t *total) add(n int64) {
	low, carry := bits.Add64(t.low, uint64(n), 0)
	t.low, t.high = low, t.high+n>>63+int64(carry)
}

func (t *total) subtract(n int64) {
	low, borrow := bits.Sub64(t.low, uint64(n), 0)
	t.low, t.high = low, t.high-n>>63-int64(borrow)
}

// value is the sum, not known when it is beyond 64 bits.
func (t total) value() (n int64, known bool) {
	n = int64(t.low)
	return n, t.high == n>>63 && n != math.MinInt64
}

// since is the start of a window, which is itself outside: t − w. Where a month lacks the day it is the last moment of that
// month, so that a later record never has an earlier window.
func since(at int64, width model.Datum) int64 {
	if width.End == 0 {
		return at - width.Num
	}
	now := model.Interval{Start: at}.Time()
	then := now.AddDate(0, -int(width.End), 0)
	if then.Day() == now.Day() {
		return then.UnixMicro() - width.Num
	}
	return then.AddDate(0, 0, 1-then.Day()).Truncate(24*time.Hour).UnixMicro() - 1 - width.Num
}

func (w *window) push(verb string, e entry) {
	w.entries = append(w.entries, e)
	switch verb {
	case "sum", "avg":
		w.sum.add(e.value.Num)
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
			w.sum.subtract(old.value.Num)
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
		w.gone += w.head
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
	case "sum", "avg":
		sum, known := w.sum.value()
		if !known {
			return model.Datum{}
		}
		if d.Num = sum; verb == "avg" {
			d.Num = sum / int64(len(live))
		}
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
