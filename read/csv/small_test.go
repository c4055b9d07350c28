package csv_test

import (
	"slices"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/read/csv"
)

// A small file with bad rows is proposed by what its header says, as long as half of the cells agree; otherwise it is refused.
func TestASmallFileWithBadRows(t *testing.T) {
	const header = "Reference,Date,Payer,Payee,Amount,Currency\n"
	rows := func(dates, amounts string) string {
		var b strings.Builder
		b.WriteString(header)
		days, sums := strings.Fields(dates), strings.Fields(amounts)
		for i := range days {
			b.WriteString("r," + days[i] + ",Ann Ash,Cora Tolle," + sums[i] + ",EUR\n")
		}
		return b.String()
	}
	payment := []string{"kind: Payment", "  at: Date", "  amount: Amount", "  payer: {schema: LegalEntity, fields: {name: Payer}}"}
	for _, c := range []struct {
		name, table string
		lines       []string
		refused     string
	}{
		{"one bad cell of each sort and an open quote", rows("2024-05-02 2024-13-03 2024-05-04", "1.00 2.00 abc") + "r,2024-05-05,\"Ann Ash,Cora Tolle,3.00,EUR\n", payment, ""},
		{"half of both", rows("2024-05-02 2024-13-03", "abc 1.00"), payment, ""},
		{"fewer amounts", rows("2024-05-02 2024-05-03 2024-05-04", "abc 1.00 def"), nil, `column Amount is named as an amount, and only 1 of its first 3 cells hold one ("abc" does not)`},
		{"fewer dates", rows("2024-13-02 2024-05-03 2024-14-04", "1.00 2.00 3.00"), nil, `column Date is named as a date, and only 1 of its first 3 cells hold one ("2024-13-02" does not)`},
		{"no date", rows("soon", "1.00"), nil, `column Date is named as a date, and only 0 of its first 1 cell hold one ("soon" does not)`},
		{"the month first, which half can be read the other way round", rows("05/14/2024 05/03/2024 05/24/2024 05/04/2024", "1 2 3 4"), []string{"  at: {column: Date, date: MM/DD/YYYY}"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := csv.Propose(strings.NewReader(c.table), "p.csv")
			if c.refused != "" {
				if fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), ": "+c.refused+"; ") {
					t.Fatalf("%v\n%s", err, text)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range c.lines {
				if !slices.Contains(strings.Split(text, "\n"), line) {
					t.Errorf("lacks %q:\n%s", line, text)
				}
			}
		})
	}
}
