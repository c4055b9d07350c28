//go:build unix

package bench

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"spoor/detect"
	"spoor/model"
)

// windowed is a condition over event-time windows, as a typology and as SQL: a query gives the subjects for which it holds at some payment.
// A window of d days is (t - d, t], so that a frame begins a microsecond after.
var windowed = []struct{ name, typology, sql string }{
	{"distinct payers and a sum, 7 days", "about: Payment.beneficiary\nlet:\n  senders: distinct payer over 7d\n  total: sum amount over 7d\nwhen: senders >= 3 and total >= 1000 EUR\n",
		"select distinct beneficiary from (select beneficiary, count(distinct payer) over w as senders, sum(amount) over w as total from payment" +
			" window w as (partition by beneficiary order by moment range between 604799999999 preceding and current row)) where senders >= 3 and total >= 1000"},
	{"a sum and a count, 30 days", "about: Payment.payer\nlet:\n  total: sum amount over 30d\n  times: count over 30d\nwhen: total >= 4000 EUR and times >= 5\n",
		"select distinct payer from (select payer, sum(amount) over w as total, count(*) over w as times from payment" +
			" window w as (partition by payer order by moment range between 2591999999999 preceding and current row)) where total >= 4000 and times >= 5"},
	{"a count of some, 90 days", "about: Payment.payer\nlet: {below: count over 90d where amount >= 900 EUR and amount < 1000 EUR}\nwhen: below >= 2\n",
		"select distinct payer from (select payer, count(*) filter (where amount >= 900 and amount < 1000) over w as below from payment" +
			" window w as (partition by payer order by moment range between 7775999999999 preceding and current row)) where below >= 2"},
	{"distinct beneficiaries and the largest, 30 days", "about: Payment.payer\nlet:\n  others: distinct beneficiary over 30d\n  largest: max amount over 30d\nwhen: others >= 5 and largest < 1200 EUR\n",
		"select distinct payer from (select payer, count(distinct beneficiary) over w as others, max(amount) over w as largest from payment" +
			" window w as (partition by payer order by moment range between 2591999999999 preceding and current row)) where others >= 5 and largest < 1200"},
	{"a count by country, 60 days", "about: Payment.payer\nlet: {there: count over 60d by beneficiaryCountry}\nwhen: there >= 4\n",
		"select distinct payer from (select payer, count(*) over w as there from payment" +
			" window w as (partition by payer, beneficiaryCountry order by moment range between 5183999999999 preceding and current row)) where there >= 4"},
	{"a median, 90 days", "about: Payment.payer\nlet:\n  usual: median amount over 90d\n  times: count over 90d\nwhen: amount >= usual * 3 and times >= 4\n",
		"select distinct payer from (select payer, amount, quantile_disc(amount, 0.5) over w as usual, count(*) over w as times from payment" +
			" window w as (partition by payer order by moment range between 7775999999999 preceding and current row)) where amount >= usual * 3 and times >= 4"},
}

// BenchmarkWindowPeers holds exact event-time windows beside DuckDB's window functions, over a million payments (SPOOR_BENCH_RECORDS) of a
// hundred thousand people, both in memory and on the same cores: condition by condition, and ours together. Both must find the same
// subjects. SPOOR_PEERS is a Python that has bench/peers/requirements.txt (make bench-peers).
func BenchmarkWindowPeers(b *testing.B) {
	python := os.Getenv("SPOOR_PEERS")
	if python == "" {
		b.Skip("SPOOR_PEERS names no Python")
	}
	records := 1_000_000
	if n, err := strconv.Atoi(os.Getenv("SPOOR_BENCH_RECORDS")); err == nil {
		records = n
	}
	m := mix{name: "payments", kinds: []string{"Payment"}}
	var queries []string
	for _, w := range windowed {
		m.shapes, queries = append(m.shapes, w.typology+"# %d\n"), append(queries, w.sql)
	}
	dir := b.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	writePayments(b, m, file("payments.csv"), records)
	if err := os.WriteFile(file("queries.sql"), []byte(strings.Join(queries, "\n\n")), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		out, err := exec.Command(python, "peers/duckdb_windows.py", file("payments.csv"), file("queries.sql"), file("found.csv"), strconv.Itoa(runtime.GOMAXPROCS(0))).CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		theirs := make([][]string, len(windowed))
		for _, r := range rows(b, file("found.csv")) {
			n, err := strconv.Atoi(r[0])
			if err != nil {
				b.Fatal(err)
			}
			theirs[n] = append(theirs[n], r[1])
		}
		b.Log(besideWindows(b, m, records, strings.Fields(string(out)), theirs))
	}
}

// besideWindows runs ours, and tells both in a table.
func besideWindows(b *testing.B, m mix, records int, took []string, theirs [][]string) string {
	data := m.of(b, records, 100_000)
	all := m.typologies(b, len(windowed))
	run := func(typologies ...*detect.Typology) (subjects []string, seconds float64) {
		runtime.GC()
		begun := time.Now()
		result, err := detect.Run(b.Context(), typologies, data, detect.Environment{})
		if err != nil || len(result.Untestable) > 0 {
			b.Fatal(result.Untestable, err)
		}
		seconds = time.Since(begun).Seconds()
		for _, f := range result.Findings {
			subjects = append(subjects, f.Subject)
		}
		slices.Sort(subjects)
		return slices.Compact(subjects), seconds
	}
	var t strings.Builder
	fmt.Fprintf(&t, "\n| condition | subjects found | DuckDB | Spoor | ratio |\n| --- | --- | --- | --- | --- |\n")
	sum := 0.0
	for i, w := range windowed {
		ours, seconds := run(all[i])
		slices.SortFunc(theirs[i], cmp.Compare[string])
		if !slices.Equal(ours, theirs[i]) {
			b.Fatalf("%s: we find %d subjects, the query %d", w.name, len(ours), len(theirs[i]))
		}
		peer, err := strconv.ParseFloat(took[i], 64)
		if err != nil {
			b.Fatal(err)
		}
		sum += peer
		fmt.Fprintf(&t, "| %s | %d | %.2f s | %.2f s | %.1f |\n", w.name, len(ours), peer, seconds, peer/seconds)
	}
	_, together := run(all...)
	fmt.Fprintf(&t, "| all of them, ours together | | %.2f s | %.2f s | %.1f |\n", sum, together, sum/together)
	return t.String()
}

// writePayments writes the payments as the peer loads them: times in microseconds.
func writePayments(b *testing.B, m mix, path string, records int) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	out := csv.NewWriter(f)
	_ = out.Write([]string{"moment", "payer", "beneficiary", "amount", "beneficiaryCountry"})
	for e := range m.entities(records, 100_000) {
		v, err := model.NewView(e)
		if err != nil {
			b.Fatal(err)
		}
		_ = out.Write([]string{strconv.FormatInt(v.At.Start, 10), e.First("payer"), e.First("beneficiary"), e.First("amount"), e.First("beneficiaryCountry")})
	}
	if out.Flush(); out.Error() != nil {
		b.Fatal(out.Error())
	}
}
