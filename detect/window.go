package detect

import (
	"encoding/binary"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strings"
	"time"

	"spoor/model"
)

// entry is one record in a window, with the value that is aggregated: its number and its text, of an interval of time the
// packed end. It is what a run holds most of, and so is kept short.
type entry struct {
	at   int64
	rec  *model.View
	num  int64
	text string
}

func entryOf(rec *model.View, d model.Datum) entry {
	e := entry{rec.At.Start, rec, d.Num, d.Text}
	if d.Kind == model.Moment && d.End != d.Num {
		e.text = string(binary.BigEndian.AppendUint64(nil, uint64(d.End)))
	}
	return e
}

// datum is the value that a window of a kind holds.
func (e *entry) datum(kind model.DatumKind) model.Datum {
	if kind != model.Moment {
		return model.Datum{Kind: kind, Num: e.num, Text: e.text}
	}
	d := model.Datum{Kind: kind, Num: e.num, End: e.num}
	if e.text != "" {
		d.End = int64(binary.BigEndian.Uint64([]byte(e.text)))
	}
	return d
}

// window holds the records of one key in (start, end], oldest first, with what can be kept up to date as they come and go.
type window struct {
	entries []entry // entries[head:tail] are in the window, those after it are not yet
	head    int
	tail    int
	gone    int // how many entries were cut off in front: the number for good of entries[0]
	sum     total
	of      model.DatumKind // of the values
	unit    string          // of the values: money keys on its currency
	next    *window         // of the same key in another unit
	*extra                  // nil where the verb needs nothing of it
}

// extra is what only some verbs keep.
type extra struct {
	values map[string]int                // of distinct and set: how often each value stands in the window
	sorted []int64                       // of median, percentile and deviation: the values in order
	spread spread                        // of deviation: as it was last worked out
	chain  []links                       // of a sequence: the newest record of each step, with those before it
	steps  map[*model.View][]*model.View // of a sequence: by its last record, those before it
}

func newWindow(l *let, unit string) *window {
	w := &window{unit: unit}
	switch l.verb {
	case "distinct", "set":
		w.extra = &extra{values: map[string]int{}}
	case "median", "percentile", "deviation":
		w.extra = &extra{}
	}
	if len(l.steps) > 1 {
		w.extra = &extra{chain: make([]links, len(l.steps)-1), steps: map[*model.View][]*model.View{}}
	}
	return w
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

func (w *window) push(rec *model.View, d model.Datum) {
	w.of = d.Kind
	if w.entries == nil {
		w.entries = make([]entry, 0, 2)
	}
	w.entries = append(w.entries, entryOf(rec, d))
}

// move takes in what has come to lie within the bounds and drops what is older than they are.
func (w *window) move(verb string, b bounds) {
	for w.tail < len(w.entries) && w.entries[w.tail].at <= b.end {
		w.take(verb, &w.entries[w.tail])
		w.tail++
	}
	for w.head < w.tail && w.entries[w.head].at <= b.start {
		old := &w.entries[w.head]
		w.drop(verb, old)
		if w.extra != nil && w.steps != nil {
			delete(w.steps, old.rec)
		}
		*old = entry{}
		w.head++
	}
	if w.head > 32 {
		w.cut()
	}
}

// cut gives up the room of what has left, when that is more than half.
func (w *window) cut() {
	if w.head > len(w.entries)/2 {
		w.entries = append(w.entries[:0], w.entries[w.head:]...)
		w.gone += w.head
		w.tail -= w.head
		w.head = 0
	}
}

func (w *window) take(verb string, e *entry) {
	switch verb {
	case "sum", "avg":
		w.sum.add(e.num)
	case "distinct", "set":
		w.values[keyOf(e.datum(w.of))]++
	case "median", "percentile", "deviation":
		i, _ := slices.BinarySearch(w.sorted, e.num)
		w.sorted = slices.Insert(w.sorted, i, e.num)
	}
}

func (w *window) drop(verb string, e *entry) {
	switch verb {
	case "sum", "avg":
		w.sum.subtract(e.num)
	case "distinct", "set":
		if key := keyOf(e.datum(w.of)); w.values[key] == 1 {
			delete(w.values, key)
		} else {
			w.values[key]--
		}
	case "median", "percentile", "deviation":
		i, _ := slices.BinarySearch(w.sorted, e.num)
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
	d := live[0].datum(w.of)
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
		return live[len(live)-1].datum(w.of)
	case "set":
		return combined(w.values)
	case "min", "max":
		for i := range live[1:] {
			value := live[i+1].datum(w.of)
			order, known := compare(value, d)
			if known && (l.verb == "min") == (order < 0) && order != 0 {
				d = value
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

// mostTogether is of how many values a set is told: more are no combination any more, and unknown.
const mostTogether = 20

// combined is which values came together, in order.
func combined(values map[string]int) model.Datum {
	if len(values) > mostTogether {
		return model.Datum{}
	}
	return model.Datum{Kind: model.Text, Text: strings.Join(slices.Sorted(maps.Keys(values)), " + ")}
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
