package detect

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"strings"
	"time"

	"spoor/model"
)

// entry is one record in a window, with the number that is aggregated. It is what a run holds most of, and so is kept short: a text
// stands beside it, and only where it is not the window's unit.
type entry struct {
	at  int64
	num int64
	rec uint32 // its number in the log
}

// window holds the records of one key in (start, end], oldest first, with what can be kept up to date as they come and go.
type window struct {
	entries []entry // entries[head:tail] are in the window, those after it are not yet
	head    int32
	tail    int32
	gone    int // how many entries were cut off in front: the number for good of entries[0]
	sum     total
	of      model.DatumKind // of the values
	unit    string          // of the values: money keys on its currency
	next    *window         // of the same key in another unit
	*extra                  // nil where nothing of it is needed
	alone   [1]entry        // room for the first: most windows hold no more
}

// extra is what only some windows keep.
type extra struct {
	texts  []string            // of each entry, where values are texts or intervals of time, of which it is the packed end
	values tally               // of distinct and set: how often each value stands in the window
	sorted []int64             // of median, percentile and deviation: the values in order
	spread spread              // of deviation: as it was last worked out
	chain  []links             // of a sequence: the newest record of each step, with those before it
	steps  map[uint32][]uint32 // of a sequence: by its last record, those before it
}

// rooms are windows: new ones made many at a time, and those of each feed that a subject has left.
type rooms struct {
	fresh []window
	free  [][]*window
	maps  []map[string]*window
}

func (r *rooms) window(f *feed, unit string) *window {
	if left := r.free[f.number]; len(left) > 0 {
		w := left[len(left)-1]
		r.free[f.number] = left[:len(left)-1]
		w.unit = unit
		return w
	}
	if len(r.fresh) == 0 {
		r.fresh = make([]window, 64)
	}
	w := &r.fresh[0]
	r.fresh = r.fresh[1:]
	w.unit, w.entries = unit, w.alone[:0]
	switch f.verb {
	case "distinct", "set", "median", "percentile", "deviation":
		w.extra = &extra{}
	}
	if len(f.steps) > 1 {
		w.extra = &extra{chain: make([]links, len(f.steps)-1), steps: map[uint32][]uint32{}}
	}
	return w
}

// leave takes back a window and those behind it.
func (r *rooms) leave(feed uint16, w *window) {
	for w != nil {
		next := w.next
		w.empty()
		r.free[feed] = append(r.free[feed], w)
		w = next
	}
}

// keys is an empty map from keys to windows.
func (r *rooms) keys() map[string]*window {
	if len(r.maps) == 0 {
		return map[string]*window{}
	}
	m := r.maps[len(r.maps)-1]
	r.maps = r.maps[:len(r.maps)-1]
	return m
}

// mostKept is how large a subject's windows and maps may have become to be used for the next: to clear what one large subject left costs each
// small one after it.
const mostKept = 1024

// gather takes back a map.
func (r *rooms) gather(m map[string]*window) {
	if m != nil && len(m) <= mostKept {
		clear(m)
		r.maps = append(r.maps, m)
	}
}

// empty makes a window as a new one.
func (w *window) empty() {
	entries := w.entries[:0]
	if cap(entries) > mostKept {
		w.alone = [1]entry{}
		entries = w.alone[:0]
	}
	if x := w.extra; x != nil {
		clear(x.chain)
		clear(x.steps)
		*x = extra{sorted: x.sorted[:0], chain: x.chain, steps: x.steps}
	}
	*w = window{entries: entries, extra: w.extra}
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

func (w *window) push(rec passing, d model.Datum) {
	text := d.Text
	if d.Kind == model.Moment && d.End != d.Num {
		text = string(binary.BigEndian.AppendUint64(nil, uint64(d.End)))
	}
	if w.extra == nil && text != w.unit {
		w.extra = &extra{}
	}
	if w.extra != nil && (w.texts != nil || text != w.unit) {
		for len(w.texts) < len(w.entries) {
			w.texts = append(w.texts, w.unit)
		}
		w.texts = append(w.texts, text)
	}
	w.of = d.Kind
	w.entries = append(w.entries, entry{rec.At.Start, d.Num, rec.number})
	if len(w.entries) == len(w.alone)+1 {
		w.alone = [1]entry{} // they have moved out
	}
}

// datum is the value of an entry.
func (w *window) datum(i int32) model.Datum {
	d := model.Datum{Kind: w.of, Num: w.entries[i].num, Text: w.unit}
	if w.extra != nil && w.texts != nil {
		d.Text = w.texts[i]
	}
	if d.Kind == model.Moment {
		if d.End = d.Num; d.Text != "" {
			d.End, d.Text = int64(binary.BigEndian.Uint64([]byte(d.Text))), ""
		}
	}
	return d
}

// move takes in what has come to lie within the bounds and drops what is older than they are.
func (w *window) move(verb string, b bounds) {
	for int(w.tail) < len(w.entries) && w.entries[w.tail].at <= b.end {
		w.take(verb, w.tail)
		w.tail++
	}
	for w.head < w.tail && w.entries[w.head].at <= b.start {
		old := &w.entries[w.head]
		w.drop(verb, w.head)
		if w.extra != nil {
			delete(w.steps, old.rec)
			if w.texts != nil {
				w.texts[w.head] = ""
			}
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
	if int(w.head) > len(w.entries)/2 {
		w.entries = append(w.entries[:0], w.entries[w.head:]...)
		if w.extra != nil && w.texts != nil {
			w.texts = append(w.texts[:0], w.texts[w.head:]...)
		}
		w.gone += int(w.head)
		w.tail -= w.head
		w.head = 0
	}
}

func (w *window) take(verb string, i int32) {
	switch num := w.entries[i].num; verb {
	case "sum", "avg":
		w.sum.add(num)
	case "distinct", "set":
		w.values.add(keyOf(w.datum(i)))
	case "median", "percentile", "deviation":
		i, _ := slices.BinarySearch(w.sorted, num)
		w.sorted = slices.Insert(w.sorted, i, num)
	}
}

func (w *window) drop(verb string, i int32) {
	switch num := w.entries[i].num; verb {
	case "sum", "avg":
		w.sum.subtract(num)
	case "distinct", "set":
		w.values.remove(keyOf(w.datum(i)))
	case "median", "percentile", "deviation":
		i, _ := slices.BinarySearch(w.sorted, num)
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
		return wholeNumber(w.values.len())
	case len(live) == 0:
		return model.Datum{}
	}
	d := w.datum(w.head)
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
		return w.datum(w.tail - 1)
	case "set":
		return combined(&w.values)
	case "min", "max":
		for i := w.head + 1; i < w.tail; i++ {
			value := w.datum(i)
			order, known := compare(&value, &d)
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
func combined(values *tally) model.Datum {
	if values.len() > mostTogether {
		return model.Datum{}
	}
	return model.Datum{Kind: model.Text, Text: strings.Join(values.sorted(), " + ")}
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
	if w.spread.first == w.gone+int(w.head) && w.spread.last == w.gone+int(w.tail) {
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
	w.spread = spread{w.gone + int(w.head), w.gone + int(w.tail), distances[nearestRank(half, len(distances))]}
	return w.spread.value
}

// keyOf is a datum as part of a key: equal data give equal text.
func keyOf(d model.Datum) string {
	if d.Kind == model.Text || d.Kind == model.Reference {
		return d.Text
	}
	return d.String()
}
