package screen

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"spoor/names"
	"spoor/world"
)

// BenchmarkDesk measures what a screening desk sees, of the real lists and of a made one of millions: a quarter of the names as
// listed, a quarter with a letter wrong in every word of four or more, a tenth in another script, the others not listed. No
// name is asked twice. One pass over all is one iteration (make bench-screen).
//
// SPOOR_BENCH_LISTINGS says how many listings are made; four million take some minutes and 16 GB of memory to build.
func BenchmarkDesk(b *testing.B) {
	b.Run("real", func(b *testing.B) {
		all := realLists(b)
		desk(b, Listed(all), 8000)
	})
	b.Run("made", func(b *testing.B) {
		n := 4_000_000
		if text := os.Getenv("SPOOR_BENCH_LISTINGS"); text != "" {
			var err error
			if n, err = strconv.Atoi(text); err != nil {
				b.Fatal(err)
			}
		}
		desk(b, made(n), 4000)
	})
}

func made(n int) iter.Seq2[Published, error] {
	return func(yield func(Published, error) bool) {
		for e := range world.Listings(3, n) {
			if !yield(Published{e, "made"}, nil) {
				return
			}
		}
	}
}

// desk builds, saves and opens an index and asks it so many names three times, others each time: to warm up, on one core, then
// on all.
func desk(b *testing.B, published iter.Seq2[Published, error], asked int) {
	start := time.Now()
	built, err := Build(published, Options{})
	if err != nil {
		b.Fatal(err)
	}
	buildTime := time.Since(start)
	path := filepath.Join(b.TempDir(), "index")
	start = time.Now()
	if err := built.Save(path, "bench", ""); err != nil {
		b.Fatal(err)
	}
	saveTime := time.Since(start)
	built = nil
	runtime.GC()
	start = time.Now()
	x, err := Open(path, "bench")
	if err != nil {
		b.Fatal(err)
	}
	openTime := time.Since(start)
	before := heap()
	one, many := questions(b, x, 1, asked), questions(b, x, 2, asked)
	for _, name := range questions(b, x, 3, asked) { // the desk has been open for a while
		x.Search(QueryName(name), Options{})
	}
	runtime.GC()
	for b.Loop() {
		took := make([]time.Duration, len(one))
		start = time.Now()
		for i := range one {
			since := time.Now()
			x.Search(QueryName(one[i]), Options{})
			took[i] = time.Since(since)
		}
		alone := time.Since(start)
		slices.Sort(took)
		start = time.Now()
		cores := runtime.GOMAXPROCS(0)
		var work sync.WaitGroup
		for c := range cores {
			work.Go(func() {
				for i := c; i < len(many); i += cores {
					x.Search(QueryName(many[i]), Options{})
				}
			})
		}
		work.Wait()
		together := time.Since(start)
		b.ReportMetric(float64(len(one))/alone.Seconds(), "q/s-1core")
		b.ReportMetric(float64(len(many))/together.Seconds(), fmt.Sprintf("q/s-%dcores", cores))
		b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		b.ReportMetric(float64(took[len(took)-1].Microseconds()), "max-µs")
	}
	n := float64(x.Names())
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(x.Len()), "listings")
	b.ReportMetric(n, "names")
	b.ReportMetric(x.looked(one), "candidates/q")
	b.ReportMetric(float64(x.size(false))/n, "B/name-index")
	b.ReportMetric(float64(x.size(true))/n, "B/name-file")
	b.ReportMetric(float64(heap()-before)/n, "B/name-heap")
	b.ReportMetric(buildTime.Seconds(), "s-build")
	b.ReportMetric(saveTime.Seconds(), "s-save")
	b.ReportMetric(float64(openTime.Microseconds())/1000, "ms-open")
	runtime.KeepAlive(x)
}

// heap is what is in use after collecting.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// size is the bytes of the arrays; without all: of those that searching reads, which leaves out what is published of each
// listing and the names as they were written.
func (x *Index) size(all bool) (sum int) {
	for _, a := range x.arrays() {
		sum += len(a.bytes())
	}
	if !all {
		sum -= len(x.entities.cells) + 8*len(x.entities.heads) + len(x.records.cells) + 8*len(x.records.heads) + len(x.about.text.cells) + 8*len(x.about.text.heads)
	}
	return sum
}

// looked is how many listed names are scored for a query, on average.
func (x *Index) looked(queries []string) float64 {
	n := 0
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	for _, text := range queries {
		for _, v := range names.Variants(text) {
			v = v.Weighed(x.words.weigh)
			x.candidates(&v, &floor{bound: boundOf(DefaultThreshold)}, s, func(uint32) { n++ })
		}
	}
	return float64(n) / float64(len(queries))
}

// questions are so many different names of the mix.
func questions(b *testing.B, x *Index, seed uint64, n int) (all []string) {
	r := rand.New(rand.NewPCG(seed, 77))
	strangers, foreign := vendors(b), []string(nil)
	for _, tradition := range world.Traditions() {
		strangers = append(strangers, latinNames(world.People(100+seed, tradition, 400))...)
		for _, p := range world.Townspeople(200+seed, tradition, 600) {
			if p.Native != "" {
				foreign = append(foreign, p.Native)
			}
		}
	}
	seen := map[string]bool{}
	for len(all) < n {
		var text string
		switch k := len(all) % 20; {
		case k < 5:
			text = x.original(r.IntN(x.Names()))
		case k < 10:
			text = misspell(r, strings.ToLower(x.original(r.IntN(x.Names()))))
		case k < 12:
			text = foreign[r.IntN(len(foreign))]
		default:
			text = strangers[r.IntN(len(strangers))]
		}
		if !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	r.Shuffle(n, func(i, k int) { all[i], all[k] = all[k], all[i] })
	return all
}
