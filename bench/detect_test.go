//go:build unix

package bench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spoor/detect"
	"spoor/model"
)

// shapes are conditions as the library has them, over payments and cash; %d varies a limit, so that a hundred typologies are a
// hundred conditions over the windows of ten.
var shapes = []string{
	"about: Payment.beneficiary\nlet:\n  senders: distinct payer over 7d\n  total: sum amount over 7d\nwhen: senders >= %d and total >= 1000 EUR\n",
	"about: Payment.payer\nlet:\n  total: sum amount over 30d\n  times: count over 30d\nwhen: total >= %d000 EUR and times >= 8\n",
	"about: Payment.payer\nlet:\n  below: count over 90d where amount >= 900 EUR and amount < 1000 EUR\n  besides: count over 90d where amount >= 800 EUR and amount < 900 EUR\nwhen: below >= %d and chance(below, besides) < 0.1%%\n",
	"about: [Payment.beneficiary, Payment.payer]\non: Payment where listedCorridor(payerCountry, beneficiaryCountry)\nlet: {others: distinct payer over 30d by beneficiary}\nwhen: others >= %d\n",
	"about: Payment.payer\nlet:\n  usual: median amount over 180d before today\n  spread: deviation amount over 180d before today\n  unusual: (amount - usual) / spread\nwhen: unusual >= %d and amount >= 1000 EUR\n",
	"about: [CashMovement.holder, Payment.beneficiary]\nlet:\n  came: sum Payment.amount over 2d\n  drawn: sum CashMovement.amount over 2d where direction == \"out\"\nwhen: drawn >= came * 80%% and came >= %d000 EUR\n",
	"about: Payment.payer\nlet:\n  there: count over 180d before today by beneficiaryCountry\n  ever: count over 180d before today\nwhen: there == 0 and ever >= %d and amount >= 1000 EUR\n",
	"about: [Payment.beneficiary, CashMovement.holder]\nlet: {drains: count Payment then CashMovement within 24h over 90d}\nwhen: drains >= %d\n",
	"about: CashMovement.holder\nlet:\n  months: distinct at.month over 180d\n  times: count over 14d where direction == \"out\"\nwhen: months >= 3 and times >= %d\n",
	"about: Payment.payer\non: Payment where method in [\"msb\", \"wallet\"]\nlet:\n  largest: max amount over 7d\n  total: sum amount over 7d\n  agents: distinct agent over 7d\nwhen: total >= 5000 EUR and largest < 2000 EUR and agents >= %d\n",
}

func typologiesOf(tb testing.TB, count int) []*detect.Typology {
	var all []*detect.Typology
	for i := range count {
		text := fmt.Sprintf("id: shape-%d\ntitle: t\nfamily: f\nversion: 1\nstatus: test\npriority: low\nopens: finding\nsources: [{cite: c}]\ninnocent: [x]\nsay: \"{subject}\"\n", i) +
			fmt.Sprintf(shapes[i%len(shapes)], 8+i/len(shapes))
		f, err := detect.ParseFile("shape.yaml", []byte(text))
		if err != nil {
			tb.Fatal(err)
		}
		t, err := detect.Compile(f, model.Default())
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, t)
	}
	return all
}

// paymentsOf is half a year of payments, and one movement of cash in ten, of so many subjects.
func paymentsOf(tb testing.TB, records, subjects int) detect.Data {
	random := rand.New(rand.NewPCG(1, 2))
	data := detect.Data{Things: map[string]*model.View{}, Records: make([]*model.View, 0, records)}
	begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	one := func(words ...string) string { return words[random.IntN(len(words))] }
	person := func() string { return "p" + strconv.Itoa(random.IntN(subjects)) }
	for i := range records {
		kind, fields := "Payment", []string{"payer", person(), "beneficiary", person(), "method", one("transfer", "transfer", "card", "msb", "wallet", "cash"),
			"payerCountry", one("de", "de", "de", "fr"), "beneficiaryCountry", one("de", "de", "fr", "sy", "tr"), "agent", "agent" + strconv.Itoa(random.IntN(50))}
		if i%10 == 0 {
			kind, fields = "CashMovement", []string{"holder", person(), "direction", one("in", "out"), "channel", "atm"}
		}
		e := model.NewEntity(fmt.Sprintf("r%08d", i), model.Default().Get(kind), nil)
		at := begin.Add(time.Duration(i) * 182 * 24 * time.Hour / time.Duration(records))
		fields = append(fields, "at", at.Format(time.RFC3339), "amount", strconv.Itoa(5+random.IntN(1500)), "currency", "EUR")
		for j := 0; j < len(fields); j += 2 {
			if !e.Add(fields[j], fields[j+1], fields[j]) {
				tb.Fatalf("%s has no %s", kind, fields[j])
			}
		}
		v, err := model.NewView(e)
		if err != nil {
			tb.Fatal(err)
		}
		data.Records = append(data.Records, v)
	}
	slices.SortFunc(data.Records, func(a, b *model.View) int {
		if model.Less(a, b) {
			return -1
		}
		return 1
	})
	return data
}

// BenchmarkDetect runs 10, 50 and 100 typologies over a million records (SPOOR_BENCH_RECORDS) of 10,000 to 1,000,000 subjects,
// decoding apart. tried/record is how many conditions a record is tried on; state is the most that the run held beside the
// records, findings and garbage included; cpu-s is processor time, the collector's too.
func BenchmarkDetect(b *testing.B) {
	records := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("SPOOR_BENCH_RECORDS")); err == nil {
		records = n
	}
	for _, subjects := range []int{10_000, 100_000, 1_000_000} {
		data := paymentsOf(b, records, subjects)
		for _, count := range []int{10, 50, 100} {
			b.Run(fmt.Sprintf("typologies=%d/subjects=%d", count, subjects), func(b *testing.B) {
				all := typologiesOf(b, count)
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
