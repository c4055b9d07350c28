package ftm_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"spoor/read"
	"spoor/read/ftm"
	"spoor/read/readtest"
)

const lines = `{"id":"p-1","schema":"Person","properties":{"name":["Ann Lee"]}}

{"id":"o-1","schema":"Order","properties":{"at":["2024-05-02"],"buyer":[{"id":"p-2","schema":"Person","properties":{"name":["Bob"]}}],"colour":["red"]}}
{"id":"o-1","schema":"Order","properties":{"at":["2024-05-02"]}}
{"id":"x","schema":"Persn","properties":{}}
{"id":"x","schema":"Order","properties":{"at":["soon"]}}
{"id":"é","schema":"Person" "properties":{}}
[1,2]
{"id":"w","schema":"Person","properties":{"name":["` + "\xFF" + `"]}}
{"id":"y","schema":"Person","properties":{"na`

func TestRecords(t *testing.T) {
	store, report, err := readtest.Take(t, ftm.Format(), readtest.Text("x.jsonl", lines, read.Records, nil))
	if err != nil {
		t.Fatal(err)
	}
	if report.Read != 8 || report.Kept != 1 || report.Duplicates != 1 || report.Quarantined != 6 || report.Things != 2 || report.Unknown["Order.colour"] != 1 {
		t.Errorf("got %+v", report)
	}
	var got []string
	for _, f := range store.Faults {
		got = append(got, fmt.Sprintf("%s %s", f.Place, f.What))
	}
	want := []string{
		`x.jsonl:5 schema "Persn" is not one Spoor knows`,
		`x.jsonl:6 column at, field at: "soon" is no date: write 2026-11-21, 2026-11, 2026 or 2026-11-21T14:05:00Z`,
		`x.jsonl:7:29 this is no JSON: invalid character '"' after object value (expecting ',' or '}')`,
		`x.jsonl:8 a JSON array stands where it may not`,
		`x.jsonl:9 the line is not all UTF-8`,
		`x.jsonl:10:46 the file breaks off in this line`,
	}
	for i := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			break
		}
	}
	order := store.ByID["o-1"]
	if order.First("buyer") != "p-2" || order.Origin.Line != 3 || order.Origin.Offset != 66 || order.Values[0].Field != "at" {
		t.Errorf("the order: %+v %+v", order.Values, order.Origin)
	}
}

func TestAListCountsListings(t *testing.T) {
	_, report, err := readtest.Take(t, ftm.Format(), readtest.Text("l.jsonl",
		`{"id":"a","schema":"Person","properties":{"name":["Ann"],"addressEntity":[{"schema":"Address","properties":{"full":["Road 1"]}}]}}`+"\n"+
			`{"id":"b","schema":"Passport","properties":{"holder":["a"],"number":["7"]}}`+"\n"+
			`{"id":"a","schema":"Person","properties":{"name":["Ann"]}}`+"\n", read.List, nil))
	if err != nil || report.Read != 2 || report.Kept != 1 || report.Duplicates != 1 || report.Things != 2 {
		t.Errorf("got %+v %v", report, err)
	}
}

func TestLinesComeBackAsTheyWere(t *testing.T) {
	line := `{"id":"p-1","schema":"Person","properties":{"name":["Ann Lee","Anne"],"shoe":["39"]},"datasets":["x"]}`
	store, _, err := readtest.Take(t, ftm.Format(), readtest.Text("x.jsonl", line, read.Records, nil))
	if err != nil {
		t.Fatal(err)
	}
	var before, after map[string]any
	out, err := json.Marshal(store.ByID["p-1"])
	if err != nil || json.Unmarshal([]byte(line), &before) != nil || json.Unmarshal(out, &after) != nil {
		t.Fatal(err, string(out))
	}
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("got %s", out)
	}
}

func TestDetect(t *testing.T) {
	for head, want := range map[string]bool{
		`{"id":"a","schema":"Person"`: true, "\xEF\xBB\xBF\n {\"schema\": \"Person\"}": true,
		`{"kind":"Order"}`: false, `[{"schema":"Person"}]`: false, "id,schema\n": false, "": false,
	} {
		if ftm.Format().Detect("x.json", []byte(head)) != want {
			t.Errorf("%q: want %v", head, want)
		}
	}
}

func FuzzFtM(f *testing.F) {
	for line := range strings.SplitSeq(lines, "\n") {
		f.Add(line)
	}
	f.Add(lines)
	f.Fuzz(func(t *testing.T, in string) {
		for _, role := range []read.Role{read.Records, read.List} {
			readtest.Take(t, ftm.Format(), readtest.Text("x.jsonl", in, role, nil))
		}
	})
}

func BenchmarkFtM(b *testing.B) {
	text := strings.Join(slices.Repeat([]string{`{"id":"o-1","schema":"Order","properties":{"at":["2024-05-02"],"buyer":["p-2"],"quantity":["2"],"unit":["kg"]}}`}, 10_000), "\n")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		report, err := read.Take(b.Context(), ftm.Format(), readtest.Text("x.jsonl", text, read.Records, nil), &readtest.Store{Counting: true})
		if err != nil || report.Kept != 10_000 {
			b.Fatal(report, err)
		}
	}
	b.ReportMetric(10_000*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
