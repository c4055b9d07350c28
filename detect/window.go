package detect

import (
	"math"
	"math/bits"
	"slices"
	"time"

	"spoor/model"
)

// entry is one record in a window, with the value that is aggregated.
type entry struct {
	at    int64
	rec   *model.View
	value model.Datum
}

// window holds the records of one key in (start, end], oldest first, with what can be kept up to date as they come and go.
type window struct {
	entries []entry // entries[head:tail] are in the window, those after it are not yet
	head    int
	tail    int
	gone    int // how many entries were cut off in front: the number for good of entries[0]
	sum     total
	values  map[string]int                // of distinct: how often each value stands in the window
	sorted  []int64                       // of median, percentile and deviation: the values in order
	spread  spread                        // of deviation: as it was last worked out
	chain   []link                        // of a sequence: the newest record of each step, with those before it
	steps   map[*model.View][]*model.View // of a sequence: by its last record, those before it
}

// spread is a deviation with the members of the window that it was worked out for.
type spread struct {
	first, last int
	value       int64
}

// bounds is a window's reach: records after start up to end.
type bounds struct{ start, end int64 }

// reach is where a let's window lies at a moment. What ends with the day before ends at 00:00 UTC of the day of the moment
// less the lateness, so that nothing which can still arrive changes it.
func (l *let) reach(now, lateness int64) bounds {
	end := now
	switch {
	case l.today:
		end = now - lateness
		end -= (end%day + day) % day
		end--
	case l.before.Kind != model.None:
		end = since(now, l.before)
	}
	return bounds{since(end, l.width), end}
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

func (w *window) push(e entry) { w.entries = append(w.entries, e) }

// move takes in what has come to lie within the bounds and drops what is older than they are.
func (w *window) move(verb string, b bounds) {
	for w.tail < len(w.entries) && w.entries[w.tail].at <= b.end {
		w.take(verb, w.entries[w.tail].value)
		w.tail++
	}
	for w.head < w.tail && w.entries[w.head].at <= b.start {
		old := &w.entries[w.head]
		w.drop(verb, old.value)
		if w.steps != nil {
			delete(w.steps, old.rec)
		}
		*old = entry{}
		w.head++
	}
	if w.head > 32 && w.head > len(w.entries)/2 {
		w.entries = append(w.entries[:0], w.entries[w.head:]...)
		w.gone += w.head
		w.tail -= w.head
		w.head = 0
	}
}

func (w *window) take(verb string, d model.Datum) {
	switch verb {
	case "sum", "avg":
		w.sum.add(d.Num)
	case "distinct":
		if w.values == nil {
			w.values = map[string]int{}
		}
		w.values[keyOf(d)]++
	case "median", "percentile", "deviation":
		i, _ := slices.BinarySearch(w.sorted, d.Num)
		w.sorted = slices.Insert(w.sorted, i, d.Num)
	}
}

func (w *window) drop(verb string, d model.Datum) {
	switch verb {
	case "sum", "avg":
		w.sum.subtract(d.Num)
	case "distinct":
		if key := keyOf(d); w.values[key] == 1 {
			delete(w.values, key)
		} else {
			w.values[key]--
		}
	case "median", "percentile", "deviation":
		i, _ := slices.BinarySearch(w.sorted, d.Num)
		w.sorted = slices.Delete(w.sorted, i, i+1)
	}
}

func (w *window) live() []entry { return w.entries[w.head:w.tail] }

// value is the aggregate of what the window holds. An empty window counts 0; it has no minimum, average or last.
func (w *window) value(l *let) model.Datum {
	live := w.live()
	switch {
	case l.verb == "count":
		return wholeNumber(len(live))
	case l.verb == "distinct":
		return wholeNumber(len(w.values))
	case len(live) == 0:
		return model.Datum{}
	}
	d := live[0].value
	switch l.verb {
	case "sum", "avg":
		sum, known := w.sum.value()
		if !known {
			return model.Datum{}
		}
		if d.Num = sum; l.verb == "avg" {
			d.Num = sum / int64(len(live))
		}
	case "last":
		return live[len(live)-1].value
	case "min", "max":
		for _, e := range live[1:] {
			order, known := compare(e.value, d)
			if known && (l.verb == "min") == (order < 0) && order != 0 {
				d = e.value
			}
		}
	case "median":
		d.Num = w.sorted[nearestRank(half, len(w.sorted))]
	case "percentile":
		d.Num = w.sorted[nearestRank(l.rank, len(w.sorted))]
	case "deviation":
		d.Num = w.deviation()
	}
	return d
}

func wholeNumber(n int) model.Datum {
	return model.Datum{Kind: model.Number, Num: int64(n) * model.Scale}
}

// half is the median as a percentile.
const half = 50 * model.Scale

// nearestRank is the place, from 0, of a percentile (in millionths) among n values in order: no value is made up.
func nearestRank(percentile int64, n int) int {
	place, _ := scaled(percentile, int64(n), 100) // in millionths
	return int((place+model.Scale-1)/model.Scale) - 1
}

// deviation is the median of the distances from the median, of which none has an outlier's weight.
func (w *window) deviation() int64 {
	if w.spread.first == w.gone+w.head && w.spread.last == w.gone+w.tail {
		return w.spread.value
	}
	middle := w.sorted[nearestRank(half, len(w.sorted))]
	distances := make([]int64, len(w.sorted))
	for i, n := range w.sorted {
		if distances[i] = n - middle; n < middle {
			distances[i] = middle - n
		}
	}
	slices.Sort(distances)
	w.spread = spread{w.gone + w.head, w.gone + w.tail, distances[nearestRank(half, len(distances))]}
	return w.spread.value
}

// keyOf is a datum as part of a key: equal data give equal text.
func keyOf(d model.Datum) string {
	if d.Kind == model.Text || d.Kind == model.Reference {
		return d.Text
	}
	return d.String()
}
