package csv_test

import (
	"os"
	"testing"

	"spoor/model"
	"spoor/read"
	"spoor/read/csv"
	"spoor/read/mapping"
	"spoor/read/readtest"
)

func example(t testing.TB, name string) *mapping.Mapping {
	t.Helper()
	file := "../../docs/examples/" + name
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := mapping.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestGLAPayments(t *testing.T) {
	store, report, err := readtest.Take(t, csv.Format(example(t, "gla-payments.map.yaml")),
		readtest.File(t, "records/gla-payments.csv", read.Records))
	if err != nil || report.Break != nil {
		t.Fatal(err, report.Break)
	}
	if report.Read != 28145 || report.Kept != 28145 || report.Quarantined != 0 {
		t.Errorf("got %+v", report)
	}
	negative, total := 0, int64(0)
	for _, e := range store.Entities {
		if e.Schema.Name != "Payment" {
			continue
		}
		v, err := model.NewView(e)
		if err != nil {
			t.Fatal(err)
		}
		amount := v.Data(e.Schema.Property("amount"))[0]
		total += amount.Num
		if amount.Num < 0 {
			negative++
		}
	}
	if negative != 1209 || total != 100008330600 { // counted with another program
		t.Errorf("%d negative rows, %d pence in all", negative, total)
	}
	last := store.ByID[model.ID("gla-payments", "28144")] // the line without a final newline
	if last == nil || last.First("amount") != "845.42" || last.First("at") != "2013-04-25" || last.Origin.Line != 28146 {
		t.Errorf("the last row: %+v", last)
	}
	vendor := store.ByID[model.ID("key", "gla-payments", "14000521")]
	if vendor == nil || vendor.First("name") != "HUNTRESS SEARCH LTD" {
		t.Errorf("vendor 14000521: %+v", vendor)
	}
}

func TestAMLSim(t *testing.T) {
	format := csv.Format(example(t, "amlsim.map.yaml"))
	path := readtest.DataPath(t, "records/amlsim-20k-cycle200.tgz")
	store, taken, left := &readtest.Store{}, 0, 0
	err := read.Files{Role: read.Records}.Walk(t.Context(), path, func(in *read.Input) error {
		if !format.Detect(in.Source.File, in.Head) {
			left++
			return nil
		}
		taken++
		report, err := read.Take(t.Context(), format, in, store)
		if err != nil || report.Read != 117805 || report.Kept != 117805 || report.Break != nil {
			t.Errorf("got %+v, %v", report, err)
		}
		return nil
	})
	if err != nil || taken != 1 || left != 8 {
		t.Fatal(err, taken, left)
	}
	first, parties := store.Entities[0], 0
	if first.First("at") != "2017-01-02" || first.First("amount") != "147.8" || // line 2: 280,15349,147.8,1
		first.First("payer") != model.ID("key", "amlsim", "280") || first.First("beneficiary") != model.ID("key", "amlsim", "15349") {
		t.Errorf("the first payment: %+v", first.Values)
	}
	for _, e := range store.Entities {
		if e.Schema.Name == "LegalEntity" {
			parties++
		}
	}
	if parties != 19980 { // counted with another program
		t.Errorf("%d parties", parties)
	}
}

func BenchmarkGLAPayments(b *testing.B) {
	format := csv.Format(example(b, "gla-payments.map.yaml"))
	data := readtest.Data(b, "records/gla-payments.csv")
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		in := readtest.Text("gla-payments.csv", string(data), read.Records, nil)
		report, err := read.Take(b.Context(), format, in, &readtest.Store{Counting: true})
		if err != nil || report.Kept != 28145 {
			b.Fatal(report, err)
		}
	}
	b.ReportMetric(28145*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
