package mapping

import (
	"strings"
	"testing"
)

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		name, file, table string
		want              []string // lines that stand in it
		row               string   // what the second row is read as
	}{
		{"payments", "Big payments.csv", "ID|Date|Vendor|VendorID|Amount|Notes\n1|2024-05-02|Acme|7|1,000.50|x\n2|2024-05-03|Zeta|8|20|y", []string{
			`source: Big payments   # the name its rows are known under; keep it when the file's name changes`,
			"kind: Payment", "id: ID", "  at: Date", "  amount: Amount", "  currency: {constant: XXX}   # no column says it, and XXX is no currency: write EUR, GBP ...",
			"  beneficiary: {schema: LegalEntity, id: VendorID, fields: {name: Vendor}}", "# not read: Notes",
		}, "Payment at=2024-05-03 amount=20 currency=XXX beneficiary=→LegalEntity; LegalEntity name=Zeta"},
		{"a German statement", "konto.csv", "Buchungstag|Verwendungszweck|Soll|Haben|Währung\n02.05.2024|Miete|1.234,50||EUR\n13.05.2024|Lohn||2.000,00|EUR", []string{
			`format: {delimiter: ",", decimal: ",", header: 1}`, "  at: {column: Buchungstag, date: DD.MM.YYYY}", "  amount: {column: Haben, minus: Soll}", "  currency: Währung",
		}, "Payment at=2024-05-13 amount=2000.00 currency=EUR purpose=Lohn"},
		{"steps", "t.csv", "sourceNodeId|targetNodeId|value|time\n1|2|3.5|1\n2|3|4|1", []string{
			"  at: {column: time, step: 1d, from: 2000-01-01}", "  # the column counts; that it counts days, and from when, is a guess",
		}, "Payment at=2000-01-02 amount=4 currency=XXX payer=→LegalEntity beneficiary=→LegalEntity; LegalEntity name=2; LegalEntity name=3"},
		{"no header", "t.csv", "2024-05-02|Acme|5\n2024-05-03|Zeta|6", []string{`  name: "1"`}, "LegalEntity name=2024-05-03"},
		{"people", "p.csv", "First name|Surname|DOB|Country\nAnn|Lee|31/12/1970|Chad\nBob|Ray|01/02/1980|Mali", []string{
			"kind: Person", "  birthDate: {column: DOB, date: DD/MM/YYYY}", "  name: {column: [First name, Surname]}",
		}, "Person firstName=Bob lastName=Ray birthDate=1980-02-01 country=ml name=Bob Ray"},
		{"a doubtful date", "t.csv", "Date|Amount\n01/02/2024|5\n03/04/2024|6", []string{
			"  # day and month could stand the other way round: no day above 12 is among the first rows", "  at: {column: Date, date: DD/MM/YYYY}",
		}, "Payment at=2024-04-03 amount=6 currency=XXX"},
		{"seconds", "t.csv", "timestamp|amount\n1714642260|5\n1714642261|6", []string{"  at: {column: timestamp, date: unix}"}, "Payment at=2024-05-02T09:31:01Z amount=6 currency=XXX"},
		{"a name that YAML would misread", "t.csv", "date|amount|no: \"x\" #1|beneficiary\n2024-05-02|5|a|b\n2024-05-02|6|a|c", nil,
			"Payment at=2024-05-02 amount=6 currency=XXX beneficiary=→LegalEntity; LegalEntity name=c"},
		{"nothing known", "t.csv", "foo|bar\na|b\nc|d", []string{"  # no column of names was found: this takes the first"}, "LegalEntity name=c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var table [][]string
			for line := range strings.SplitSeq(c.table, "\n") {
				table = append(table, strings.Split(line, "|"))
			}
			text := Propose(c.file, ',', table)
			for _, line := range c.want {
				if !strings.Contains(text, "\n"+line+"\n") {
					t.Errorf("lacks the line %q:\n%s", line, text)
				}
			}
			m, err := Parse("proposed", []byte(text))
			if err != nil {
				t.Fatalf("it does not run: %v\n%s", err, text)
			}
			header := table[0]
			if m.Format.Header == 0 {
				header = nil
			}
			b, err := m.Bind("s", header)
			if err != nil {
				t.Fatal(err)
			}
			all, bad := b.Row(table[len(table)-1], nil)
			if bad != nil {
				t.Fatal(bad)
			}
			if got := told(all); got != c.row {
				t.Errorf("got  %s\nwant %s\n%s", got, c.row, text)
			}
		})
	}
}

func FuzzPropose(f *testing.F) {
	f.Add("a.csv", "Date|Amount\n01/02/2024|5")
	f.Add("x: y", "\"|#\n%|\\")
	f.Fuzz(func(t *testing.T, file, text string) {
		var table [][]string
		for line := range strings.SplitSeq(text, "\n") {
			table = append(table, strings.Split(line, "|"))
		}
		_ = Amiss(table) // must not panic
		proposed := Propose(file, ',', table)
		if _, err := Parse("proposed", []byte(proposed)); err != nil && strings.ToValidUTF8(text+file, "") == text+file && !strings.Contains(text, "||") {
			t.Errorf("%v\n%s", err, proposed)
		}
	})
}
