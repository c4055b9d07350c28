package csv_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/csv"
	"spoor/read/mapping"
	"spoor/read/readtest"
)

func parse(t testing.TB, text string) *mapping.Mapping {
	t.Helper()
	m, err := mapping.Parse("m.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const simple = "kind: Payment\nid: ID\nfields: {at: Date, amount: Amount, currency: {constant: EUR}, purpose: For}\n"

func TestDialectsGiveTheSame(t *testing.T) {
	for name, in := range map[string]string{
		"comma":     "ID,Date,Amount,For\n1,2024-05-02,5.00,\"rent, May\"\n2,2024-05-03,6.00,\"a\nb\"\n",
		"no end":    "ID,Date,Amount,For\n1,2024-05-02,5.00,\"rent, May\"\n2,2024-05-03,6.00,\"a\nb\"",
		"semicolon": "ID;Date;Amount;For\r\n1;2024-05-02;5.00;rent, May\r\n2;2024-05-03;6.00;\"a\nb\"\r\n",
		"tab":       "\xEF\xBB\xBFID\tDate\tAmount\tFor\n1\t2024-05-02\t5.00\trent, May\n2\t2024-05-03\t6.00\t\"a\nb\"\n",
		"bar":       "ID|Date|Amount|For\n1|2024-05-02|5.00|rent, May\n2|2024-05-03|6.00|\"a\nb\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			store, report, err := readtest.Take(t, csv.Format(parse(t, simple)), readtest.Text("p.csv", in, read.Records, nil))
			if err != nil || report.Kept != 2 || report.Quarantined != 0 {
				t.Fatalf("%+v %v %v", report, err, store.Faults)
			}
			first, second := store.ByID[model.ID("p", "1")], store.ByID[model.ID("p", "2")]
			if first.First("purpose") != "rent, May" || first.First("amount") != "5.00" || second.First("purpose") != "a\nb" {
				t.Errorf("got %v and %v", first.Values, second.Values)
			}
			if first.Origin.Line != 2 || second.Origin.Line != 3 || first.Origin.Reader != "csv/1" {
				t.Errorf("origins %+v %+v", first.Origin, second.Origin)
			}
		})
	}
}

func TestBadRowsAreSetAsideWithTheirPlace(t *testing.T) {
	in := "ID,Date,Amount,For\n" +
		"1,2024-05-02,5.00,rent\n" +
		"2,2024-05-02,5.00\n" + // line 3: too few
		"3,2024-05-02,5.00,rent,x\n" + // too many
		"4,2024-05-02,1,23,\n" + // 5: a decimal comma
		"5,2024-13-02,5.00,rent\n" + // 6: no such month
		"6,,5.00,rent\n" + // 7: no time
		"7,2024-05-02,five,2\" pipe\n" + // 8: a quote
		"8,2024-05-02,five,rent\n" + // 9: no number
		"1,2024-05-02,5.00,rent\n" + // 10: again
		"9,2024-05-02,5.00,caf\xE9 ok\n" +
		"10,2024-05-02,5.00,last"
	in = strings.Replace(in, "caf\xE9", strings.Repeat("é", 10)+"\xFF", 1)
	store, report, err := readtest.Take(t, csv.Format(parse(t, simple)), readtest.Text("p.csv", in, read.Records, nil))
	if err != nil {
		t.Fatal(err)
	}
	if report.Read != 11 || report.Kept != 2 || report.Quarantined != 8 || report.Duplicates != 1 {
		t.Errorf("got %+v", report)
	}
	var got []string
	for _, f := range store.Faults {
		got = append(got, fmt.Sprintf("%s %s", f.Place, f.What))
	}
	want := []string{
		"p.csv:3:18 the row has 3 columns where there should be 4",
		"p.csv:4:24 the row has 5 columns where there should be 4",
		"p.csv:5:19 the row has 5 columns where there should be 4",
		`p.csv:6:3 column Date: "2024-13-02" is no date written as YYYY-MM-DD`,
		"p.csv:7 field at: a record needs a time",
		"p.csv:8:20 a quote stands where none may be",
		`p.csv:9:14 column Amount: "five" is no number written with the decimal mark "."`,
		"p.csv:11:29 the row is not all UTF-8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if store.Faults[0].Place.Text != "2,2024-05-02,5.00" {
		t.Errorf("the text is %q", store.Faults[0].Place.Text)
	}
}

func TestTheFileAsAWhole(t *testing.T) {
	format := csv.Format(parse(t, simple))
	for name, c := range map[string]struct {
		in, want string
		kind     fault.Kind
	}{
		"a column is missing": {"ID,Date,Amnt,For\n1,2,3,4\n", `no column "Amount", which the mapping reads; did you mean Amnt? its columns are ID, Date, Amnt, For`, fault.Input},
		"a picture":           {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is no text file", fault.Input},
		"nothing":             {"", "the file ends before line 1", fault.Input},
		"a header alone":      {"ID,Date,Amount,For\n", "nothing in it could be read as csv", fault.Input},
	} {
		_, report, err := readtest.Take(t, format, readtest.Text("p.csv", c.in, read.Records, nil))
		if err == nil || !strings.Contains(err.Error(), c.want) || fault.KindOf(err) != c.kind || !strings.HasPrefix(err.Error(), "p.csv") {
			t.Errorf("%s: %v (%+v)\nwant %s", name, err, report, c.want)
		}
	}
}

func TestHeaderFurtherDownAndNone(t *testing.T) {
	_, report, err := readtest.Take(t, csv.Format(parse(t, simple+"format: {header: 3}\n")),
		readtest.Text("p.csv", "a \"title\nof two lines\nID,Date,Amount,For\n1,2024-05-02,5.00,rent\n", read.Records, nil))
	if err != nil || report.Kept != 1 {
		t.Errorf("line 3: %+v %v", report, err)
	}
	m := parse(t, "kind: Payment\nformat: {header: 0}\nfields: {at: 1}\n")
	store, report, err := readtest.Take(t, csv.Format(m), readtest.Text("p.csv", "2024-05-02,a\n2024-05-02,a\n2024-05-02\n", read.Records, nil))
	if err != nil || report.Kept != 2 || report.Quarantined != 1 || store.Faults[0].Place.Line != 3 {
		t.Errorf("none: %+v %v", report, err)
	}
}

func TestRowsTheMappingLeavesOutAreCounted(t *testing.T) {
	_, report, err := readtest.Take(t, csv.Format(parse(t, simple+"source: bank\nskip: {For: fee}\n")),
		readtest.Text("p.csv", "ID,Date,Amount,For\n1,2024-05-02,5.00,fee\n2,2024-05-02,5.00,rent\n", read.Records, nil))
	if err != nil || report.Kept != 1 || report.Skipped != 1 || report.Source.Name != "bank" {
		t.Errorf("got %+v %v", report, err)
	}
}

func TestFiles(t *testing.T) {
	format := csv.Format(parse(t, simple+"files: \"pay*.csv\"\n"))
	if !format.Detect("a.tgz!dir/payments.csv", nil) || format.Detect("dir/other.csv", nil) {
		t.Error("the glob does not decide by base name")
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("ID,Date,Amount,For\n1,2024-05-02,5.00,\"rent\"\n")
	f.Add("ID;Date;Amount;For\r\n1;2024-05-02;\"5\r\n")
	f.Add("\xFF\xFEI\x00D\x00")
	format := csv.Format(parse(f, simple))
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, format, readtest.Text("p.csv", in, read.Records, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}

func FuzzProposed(f *testing.F) {
	f.Add("Date,Amount,Vendor\n2024-05-02,5.00,Acme\n")
	f.Fuzz(func(t *testing.T, in string) {
		text, err := csv.Propose(strings.NewReader(in), "p.csv")
		if err != nil {
			return
		}
		m, err := mapping.Parse("proposed", []byte(text))
		if err != nil {
			t.Skip(text) // names that no YAML can hold
		}
		readtest.Take(t, csv.Format(m), readtest.Text("p.csv", in, read.Records, nil))
	})
}
