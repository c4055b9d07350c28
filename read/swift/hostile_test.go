package swift

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/read"
	"spoor/read/readtest"
)

func TestHostileFiles(t *testing.T) {
	for name, c := range map[string]struct {
		text, want  string
		kept, aside int
	}{
		"cut":                     {transfer + "\n" + transfer[:300], "the file breaks off inside the message of line 40", 1, 0},
		"a block that never ends": {transfer + "\n{1:F01MARKDEFFAXXX0000000001" + strings.Repeat("{", 10_000), "a block of a message does not end on its line", 1, 0},
		"a line of 2 MiB":         {transfer + "\n:20:" + strings.Repeat("X", 2<<20), "the line is longer than 1 MiB", 1, 0},
		"a field of many lines":   {strings.Replace(transfer, ":71A:", strings.Repeat("X\n", 300)+":71A:", 1), "", 0, 1},
		"a message of many tags":  {strings.Replace(transfer, ":71A:", strings.Repeat(":23E:X\n", 600)+":71A:", 1), "", 0, 1},
		"no text":                 {transfer[:40] + strings.Repeat("\x00\x00\x02", 300), "this is no text file", 0, 0},
		"wrong bytes":             {"\xef\xbb\xbf" + strings.Replace(transfer, "LEA LUND", "LEA \xff", 1), "", 0, 1},
		"UTF-8":                   {strings.Replace(transfer, "LEA LUND", "LEA LÖND", 1), "", 1, 0},
	} {
		store, report, err := readtest.Take(t, MT(), readtest.Text("p.fin", c.text, read.Records, nil))
		if len(store.Records()) != c.kept || report.Quarantined != c.aside {
			t.Errorf("%s: %+v, %v", name, report, err)
		}
		if (report.Break == nil) != (c.want == "") || c.want != "" && !strings.Contains(report.Break.Error(), c.want) {
			t.Errorf("%s: breaks with %v", name, report.Break)
		}
		if kind := fault.KindOf(report.Break); report.Break != nil && kind != fault.Input && kind != fault.Limit {
			t.Errorf("%s: of kind %d", name, kind)
		}
	}
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]bool{
		transfer: true, statement940: true, "\r\n" + statement940: true, "$" + transfer: true,
		"date,amount\n2026-01-01,5\n": false, ":20:A\nnothing else\n": false, "{\"a\":1}": false, "": false,
		strings.Repeat("x\n", 2000) + statement940: false,
	} {
		if got := MT().Detect("x", []byte(text)); got != want {
			t.Errorf("%.20q: %v", text, got)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range [][3]string{
		{"0102", "2025-12-31", "2026-01-02"}, {"1231", "2026-01-02", "2025-12-31"}, {"0704", "2026-07-03", "2026-07-04"}, {"0229", "2024-03-01", "2024-02-29"},
		{"9999", "2026-01-02", "2026-01-02"},
	} {
		if got := near(c[0], c[1]); got != c[2] {
			t.Errorf("%s beside %s is %s, not %s", c[0], c[1], got, c[2])
		}
	}
	if day("791231") != "2079-12-31" || day("800101") != "1980-01-01" || day("x") != "x" {
		t.Error("centuries")
	}
}

// endless gives a statement of n entries.
type endless struct {
	bytes.Buffer
	n, of int
}

func (e *endless) Read(p []byte) (int, error) {
	for e.Len() < len(p) && e.n <= e.of {
		switch e.n {
		case 0:
			e.WriteString(":20:A\n:25:1\n:28C:1\n:60F:C260304EUR0,\n")
		case e.of:
			e.WriteString("-\n")
		default:
			fmt.Fprintf(e, ":61:260304C1,NTRF%d\n:86:166?20SVWZ+RENT?32ANN ASH\n", e.n)
		}
		e.n++
	}
	return e.Buffer.Read(p)
}

// A statement of any size is read in the memory of one entry.
func TestMemoryStaysBounded(t *testing.T) {
	const most = 100_000
	in := readtest.Text("p.sta", "", read.Records, nil)
	in.Body = &endless{of: most}
	if report := readtest.Bounded(t, MT(), in); report.Kept != most-1 {
		t.Errorf("%+v", report)
	}
}

// What a small writer of messages writes comes back as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		const letters = "ABCDEFGHXYZ 0123456789.,()'+ "
		b := []byte("X")
		for range random.IntN(30) {
			b = append(b, letters[random.IntN(len(letters))])
		}
		return strings.Join(strings.Fields(string(b)), " ")
	}
	for range 500 {
		whole, cents, payer, payee, purpose := random.Int64N(1e12), random.IntN(100), word(), word(), word()
		year, month, date := random.IntN(80), 1+random.IntN(12), 1+random.IntN(28)
		at, amount := fmt.Sprintf("20%02d-%02d-%02d", year, month, date), fmt.Sprintf("%d.%02d", whole, cents)
		written := fmt.Sprintf("%02d%02d%02d", year, month, date)
		store, _ := take(t, fmt.Sprintf(":20:R\n:23B:CRED\n:32A:%sEUR%d,%02d\n:50K:%s\n:59:/1\n%s\nLOW ROAD\n:70:%s\n-", written, whole, cents, payer, payee, purpose))
		store.Wants(t, store.Records()[0], "at "+at+"\namount "+amount+"\ncurrency EUR\npayer.name "+payer+"\nbeneficiary.name "+payee+"\npurpose "+purpose)
		store, _ = take(t, fmt.Sprintf(":20:R\n:25:1\n:28C:1\n:60F:C%sEUR0,\n:61:%sC%d,%02dNTRFX\n:86:/ORDP/%s/REMI/%s\n-", written, written, whole, cents, payer, purpose))
		store.Wants(t, store.Records()[0], "at "+at+"\namount "+amount+"\npayer.name "+payer+"\npurpose "+purpose)
	}
}

func FuzzMT(f *testing.F) {
	f.Add(transfer)
	f.Add(statement940)
	f.Add("{1:}{2:O}{3:}{4:\n:61:\n:86:?\n-}{5:}")
	f.Add(":20:\n:25:/\n:60F:\n:61:260304C1,NTRF//\n\n:86:166?20?3?32\n:86:/ORDP//\n:20:\n-")
	f.Add("{}:{1:}")
	f.Add("{2:I103HUDSUS33XXXXN}{4:\n-}")
	f.Add(":20:A\n:32A:260303EUR1,\n:50F:\n8/\n:59F:/\n:57A:/\n:58A://\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, report, _ := readtest.Take(t, MT(), readtest.Text("p.fin", text, read.Records, nil))
		if report.Read > strings.Count(text, ":")+strings.Count(text, "{") {
			t.Errorf("more payments than tags: %+v", report)
		}
	})
}

// BenchmarkMT reads transfers, and entries, as full as those of the tests.
func BenchmarkMT(b *testing.B) {
	for name, text := range map[string]string{"Transfers": transfer + "\n", "Entries": statement940 + "-\n"} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(text, 500)
			b.SetBytes(int64(len(text)))
			payments := 0
			for b.Loop() {
				report, err := read.Take(b.Context(), MT(), readtest.Text("p.fin", text, read.Records, nil), &readtest.Store{Counting: true})
				if err != nil {
					b.Fatal(err)
				}
				payments += report.Kept
			}
			b.ReportMetric(float64(payments)/b.Elapsed().Seconds(), "payments/s")
		})
	}
}
