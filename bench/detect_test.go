//go:build unix

package bench

import (
	"fmt"
	"iter"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spoor/detect"
	"spoor/model"
)

// BenchmarkDetect runs 10, 50 and 100 typologies over a million records (SPOOR_BENCH_RECORDS) of 10,000 to 1,000,000 subjects,
// decoding apart: of an organisation with records of many kinds, and of one where nearly every typology looks at every record.
// tried/record is how many conditions a record is tried on; state is the most that the run held beside the records, findings and
// garbage included; cpu-s is processor time, the collector's too. What a record takes is looked at on one core.
func BenchmarkDetect(b *testing.B) {
	records := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("SPOOR_BENCH_RECORDS")); err == nil {
		records = n
	}
	for _, m := range []mix{many, few} {
		for _, subjects := range []int{10_000, 100_000, 1_000_000} {
			data := m.of(b, records, subjects)
			for _, count := range []int{10, 50, 100} {
				all := m.typologies(b, count)
				b.Run(fmt.Sprintf("mix=%s/typologies=%d/subjects=%d", m.name, count, subjects), func(b *testing.B) {
					for b.Loop() {
						before, begun := heap(), cpu()
						most := watchHeap()
						result, err := detect.Run(b.Context(), all, data, detect.Environment{})
						if err != nil || len(result.Untestable) > 0 {
							b.Fatal(result.Untestable, err)
						}
						b.ReportMetric(float64(records)/(cpu()-begun).Seconds(), "records/cpu-s")
						b.ReportMetric(float64(most()-before)/(1<<20), "state-MiB")
						b.ReportMetric(float64(len(result.Findings)), "findings")
					}
					b.ReportMetric(float64(len(data.Records)*b.N)/b.Elapsed().Seconds(), "records/s")
					b.ReportMetric(tried(all, data.Records), "tried/record")
				})
				b.Run(fmt.Sprintf("each/mix=%s/typologies=%d/subjects=%d", m.name, count, subjects), func(b *testing.B) {
					for b.Loop() {
						took := eachTook(b, m, count, data)
						for share, name := range map[float64]string{.5: "p50-µs", .99: "p99-µs", .9999: "p99.99-µs", 1: "max-µs"} {
							b.ReportMetric(float64(took[int(share*float64(len(took)-1))].Nanoseconds())/1e3, name)
						}
					}
				})
			}
		}
	}
}

// eachTook is how long each record took, the quickest first, where the records of all subjects pass in the order of time, on one core:
// as they do for typologies that compare subjects, which these are made to be by a let that they do not read.
func eachTook(b *testing.B, m mix, count int, data detect.Data) []time.Duration {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	all := m.compiled(b, count, func(shape string) string {
		kind := regexp.MustCompile(`\w+`).FindString(strings.TrimPrefix(shape, "about:"))
		anybody := "anybody: count " + kind + " among all over 1d"
		return strings.NewReplacer("let: {", "let: {"+anybody+", ", "let:\n  ", "let:\n  "+anybody+"\n  ").Replace(shape)
	})
	log := timed{data.Records, make([]time.Duration, 0, len(data.Records))}
	timing := data
	timing.Records, timing.Log, timing.Presence, timing.AsOf = nil, &log, detect.PresenceOf(data), data.Records[len(data.Records)-1].At.Start
	if _, err := detect.Run(b.Context(), all, timing, detect.Environment{}); err != nil {
		b.Fatal(err)
	}
	slices.Sort(log.took)
	return log.took
}

// timed is records that take the time until the next is asked for.
type timed struct {
	records []*model.View
	took    []time.Duration
}

func (t *timed) Len() int                                 { return len(t.records) }
func (t *timed) At(number int, _ *model.Room) *model.View { return t.records[number] }
func (t *timed) Err() error                               { return nil }
func (t *timed) Some(from, to int, _ ...string) iter.Seq2[int, *model.View] {
	return func(yield func(int, *model.View) bool) {
		for i := from; i < to; i++ {
			begun := time.Now()
			if !yield(i, t.records[i]) {
				return
			}
			t.took = append(t.took, time.Since(begun))
		}
	}
}

// tried is how many typologies look at the average record, whatever their on leaves out.
func tried(all []*detect.Typology, records []*model.View) float64 {
	byKind := map[string]int{}
	for _, t := range all {
		for _, kind := range t.Kinds() {
			byKind[kind]++
		}
	}
	sum := 0
	for _, rec := range records {
		sum += byKind[rec.Schema.Name]
	}
	return float64(sum) / float64(len(records))
}

// cpu is the processor time that the process has used: what else the machine does is left out.
func cpu() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// watchHeap looks at the heap now and then until it is asked for the most it saw.
func watchHeap() (most func() uint64) {
	var seen atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			seen.Store(max(seen.Load(), m.HeapAlloc))
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(stop); <-stopped; return seen.Load() }
}
