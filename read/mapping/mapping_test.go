package mapping

import (
	"fmt"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
)

func parse(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := Parse("m.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestParseSaysWhereAndWhatToDo(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a misspelt key", "knd: Payment\nfields: {at: D}\n", `m.yaml:1:1: reading the mapping: the mapping has no key "knd"; did you mean kind?`},
		{"an unknown kind", "kind: Paymnt\nfields: {at: D}\n", `m.yaml:1:7: reading the mapping: there is no kind "Paymnt"; did you mean Payment?`},
		{"an unknown field", "kind: Payment\nfields:\n  at: D\n  ammount: A\n", `m.yaml:4:3: reading the mapping: Payment has no field "ammount"; did you mean amount?`},
		{"a field twice", "kind: Payment\nfields:\n  at: D\n  at: E\n", `m.yaml:4:3: reading the mapping: "at" stands twice; keep one of the two`},
		{"a wrong zone", "kind: Payment\nzone: Europe/Lundon\nfields: {at: D}\n", `m.yaml:2:7: reading the mapping: there is no time zone "Europe/Lundon"`},
		{"a wrong date pattern", "kind: Payment\nfields:\n  at: {column: D, date: DD/MM}\n", `m.yaml:3:25: reading the mapping: the date pattern "DD/MM" lacks a year`},
		{"a wrong constant", "kind: Payment\nfields: {at: D, method: {constant: pigeon}}\n", `m.yaml:2:36: reading the mapping: method: "pigeon" is none of transfer, card`},
		{"a text for a thing", "kind: Payment\nfields: {at: D, payer: P}\n", `m.yaml:2:24: reading the mapping: payer holds a thing of its own, a LegalEntity; write {schema: Company, fields: {name: ...}}`},
		{"a thing of the wrong kind", "kind: Payment\nfields: {at: D, payer: {schema: Vessel, id: P}}\n", `m.yaml:2:33: reading the mapping: payer holds a LegalEntity, which a Vessel is not`},
		{"no time", "kind: Payment\nfields: {purpose: P}\n", `m.yaml:2:9: reading the mapping: a Payment needs a time; add at:`},
		{"money without currency", "kind: Payment\nfields: {at: D, amount: A}\n", `amount is money and needs currency`},
		{"three levels", "kind: Payment\nfields: {at: D, card: {schema: Card, id: C, fields: {holder: {schema: Company, id: H, fields: {home: {schema: Place, id: X}}}}}}\n",
			`things stand in things to two levels only`},
		{"no YAML", "kind: [Payment\n", `m.yaml:2`},
		{"an anchor", "kind: Payment\nfields: {at: &a D, purpose: *a}\n", `anchors, aliases`},
		{"a list", "- kind: Payment\n", `a mapping file is a list of keys with values`},
		{"nothing", "", `a mapping file is a list of keys with values`},
		{"sign on a text", "kind: Payment\nfields: {at: D, purpose: {column: P, sign: drop}}\n", `purpose is no number`},
		{"a step without a start", "kind: Payment\nfields: {at: {column: D, step: 1d}}\n", `step and from go together`},
	} {
		_, err := Parse("m.yaml", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || fault.KindOf(err) != fault.Usage {
			t.Errorf("%s:\ngot  %v\nwant %s", c.name, err, c.want)
		}
	}
	_, err := Parse("m.yaml", []byte("kind: Payment\nfields:\n  at: D\n  ammount: A\n  puprose: P\n"))
	if got := strings.Count(err.Error(), "has no field"); got != 2 {
		t.Errorf("%d of two faults told: %v", got, err)
	}
}

func TestPlainNumbers(t *testing.T) {
	for _, c := range []struct {
		text    string
		decimal byte
		want    string // empty: no number
	}{
		{"1390.11", '.', "1390.11"}, {"-5", '.', "-5"}, {"+5", '.', "5"}, {".5", '.', ".5"}, {"5.", '.', "5."},
		{"1,390.11", '.', "1390.11"}, {"1,234,567", '.', "1234567"}, {"12,34,567.00", '.', "1234567.00"},
		{"1 390.11", '.', "1390.11"}, {"1\u00a0390,11", ',', "1390.11"}, {"1\u202f390,11", ',', "1390.11"}, {"1'390.11", '.', "1390.11"},
		{"1.390,11", ',', "1390.11"}, {"-1.234,50", ',', "-1234.50"}, {"1234,5", ',', "1234.5"},
		{"(12.00)", '.', "-12.00"}, {"12.00-", '.', "-12.00"}, {"−12", '.', "-12"}, {"£1,234", '.', "1234"}, {"12 €", '.', "12"}, {"-£5", '.', "-5"}, {"£-5", '.', "-5"},
		{"1,23", '.', ""}, {"1,2345", '.', ""}, {"1234,567", '.', ""}, {"1,234 567", '.', ""}, {"1,,234", '.', ""}, {",5", '.', ""}, {"1.2.3", '.', ""},
		{"1.23", ',', ""}, {"--5", '.', ""}, {"-5-", '.', ""}, {"1e3", '.', ""}, {"", '.', ""}, {"-", '.', ""}, {"()", '.', ""}, {"NaN", '.', ""}, {"12 34 5", '.', ""},
	} {
		got, ok := plain(c.text, c.decimal)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("plain(%q, %q) = %q, %v; want %q", c.text, c.decimal, got, ok, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ pattern, text, want string }{
		{"YYYY-MM-DD", "2024-05-02", "2024-05-02"},
		{"DD/MM/YYYY", "02/05/2024", "2024-05-02"},
		{"DD/MM/YYYY", "2/5/2024", ""},
		{"D/M/YYYY", "2/5/2024", "2024-05-02"},
		{"MM/DD/YYYY", "05/02/2024", "2024-05-02"},
		{"D MMM YYYY", "2 May 2024", "2024-05-02"},
		{"D MMMM YYYY", "12 september 2024", "2024-09-12"},
		{"DD-MMM-YY", "02-MAY-24", "2024-05-02"},
		{"DD.MM.YY", "31.12.71", "1971-12-31"},
		{"YYYYMMDD", "20240502", "2024-05-02"},
		{"YYYYMM", "202405", "2024-05"},
		{"YYYY", "2024", "2024"},
		{"DD/MM/YYYY HH:mm", "02/05/2024 09:31", "2024-05-02T09:31:00"},
		{"YYYY-MM-DD HH:mm:ss.SSS", "2024-05-02 09:31:07.25", "2024-05-02T09:31:07.25"},
		{"YYYY-MM-DDTHH:mm:ssZ", "2024-05-02T09:31:07+02:00", "2024-05-02T09:31:07+02:00"},
		{"M/D/YYYY h:mm A", "5/2/2024 12:05 AM", "2024-05-02T00:05:00"},
		{"M/D/YYYY h:mm A", "5/2/2024 1:05 pm", "2024-05-02T13:05:00"},
		{"M/D/YYYY h:mm A", "5/2/2024 13:05 PM", ""},
		{"DD/MM/YYYY", "02/05/2024 09:31", ""},
		{"DD/MM/YYYY", "02-05-2024", ""},
		{"unix", "1714642260", "2024-05-02T09:31:00Z"},
		{"unix", "1714642260.5", "2024-05-02T09:31:00.5Z"},
		{"unix-ms", "1714642260250", "2024-05-02T09:31:00.25Z"},
		{"unix", "soon", ""},
		{"unix", "99999999999999999999", ""},
		{"excel", "45414", "2024-05-02"},
		{"excel", "45414.5", "2024-05-02T12:00:00"},
		{"excel", "0", ""},
		{"iso", "2024-05-02", "2024-05-02"},
	} {
		p, err := NewPattern(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := p.iso(c.text)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s of %q = %q, %v; want %q", c.pattern, c.text, got, ok, c.want)
		}
	}
	for _, bad := range []string{"", "DD/MM", "MM/YYYY/MM", "YYYY HH:mm", "YYYY-DD", "Y-M-D", "YYYY-MM-DD HH:m"} {
		if _, err := NewPattern(bad); err == nil {
			t.Errorf("pattern %q was taken", bad)
		}
	}
	for _, form := range dateForms {
		for _, clock := range clockForms {
			if _, err := NewPattern(form + clock); err != nil {
				t.Error(err)
			}
		}
	}
}

// told writes entities as text: schema, then property=text pairs; references as the schema of what they point to.
func told(all []*model.Entity) string {
	schema := map[string]string{}
	for _, e := range all {
		schema[e.ID] = e.Schema.Name
	}
	var b strings.Builder
	for _, e := range all {
		b.WriteString(e.Schema.Name)
		for _, v := range e.Values {
			text := v.Text
			if v.Prop.Type == "entity" {
				text = "→" + schema[text]
			}
			fmt.Fprintf(&b, " %s=%s", v.Prop.Name, text)
		}
		b.WriteString("; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestRows(t *testing.T) {
	const head = "kind: Payment\n"
	for _, c := range []struct{ name, mapping, header, row, want string }{
		{"short form and constants", head + "fields: {at: Date, amount: Sum, currency: {constant: GBP}}",
			"Date,Sum", "2024-05-02,12.50", "Payment at=2024-05-02 amount=12.50 currency=GBP"},
		{"a constant where the column is empty", head + "fields: {at: Date, currency: {column: Cur, constant: EUR}}",
			"Date,Cur", "2024-05-02,", "Payment at=2024-05-02 currency=EUR"},
		{"the zone", head + "zone: Europe/London\nfields: {at: Date}", "Date", "2024-05-02", "Payment at=2024-05-02 zone=Europe/London"},
		{"columns joined", head + "fields: {at: {column: [D, T], date: DD.MM.YYYY HH:mm}, purpose: {column: [A, B], join: /}}",
			"D,T,A,B", "02.05.2024,09:31,rent,May", "Payment at=2024-05-02T09:31:00 purpose=rent/May"},
		{"several values", head + "fields: {at: D, invoice: {column: I, split: ;}}", "D,I", "2024,1; 2;;3", "Payment at=2024 invoice=1 invoice=2 invoice=3"},
		{"steps of a day", head + "fields: {at: {column: t, step: 1d, from: 2024-02-28}}", "t", "2", "Payment at=2024-03-01"},
		{"steps of an hour", head + "zone: Europe/London\nfields: {at: {column: t, step: 1h, from: 2024-07-01}}", "t", "2",
			"Payment at=2024-07-01T01:00:00Z zone=Europe/London"}, // midnight in London is 23:00 UTC
		{"codes", head + `fields: {at: D, method: {column: M, values: {SEPA: transfer, "*": cash}}}`, "D,M", "2024,SEPA", "Payment at=2024 method=transfer"},
		{"other codes", head + `fields: {at: D, method: {column: M, values: {SEPA: transfer, "*": cash}}}`, "D,M", "2024,X", "Payment at=2024 method=cash"},
		{"a code left out", head + `fields: {at: D, method: {column: M, values: {SEPA: transfer, "*": ""}}}`, "D,M", "2024,X", "Payment at=2024"},
		{"a code left out, not translated", head + `fields: {at: D, method: M}`, "D,M", "2024,card", "Payment at=2024 method=card"},
		{"credit", head + "fields: {at: D, currency: {constant: EUR}, amount: {column: Credit, minus: Debit}}", "D,Debit,Credit", "2024,,5.00",
			"Payment at=2024 currency=EUR amount=5.00"},
		{"debit", head + "fields: {at: D, currency: {constant: EUR}, amount: {column: Credit, minus: Debit}}", "D,Debit,Credit", "2024,5.00,0.00",
			"Payment at=2024 currency=EUR amount=-5.00"},
		{"negative by another column", head + "fields: {at: D, currency: {constant: EUR}, amount: {column: A, negative: {DC: D}}}", "D,A,DC", "2024,5,D",
			"Payment at=2024 currency=EUR amount=-5"},
		{"not negative", head + "fields: {at: D, currency: {constant: EUR}, amount: {column: A, negative: {DC: D}}}", "D,A,DC", "2024,5,C",
			"Payment at=2024 currency=EUR amount=5"},
		{"decimal comma", head + "format: {decimal: \",\"}\nfields: {at: D, currency: {constant: EUR}, amount: A}", "D,A", "2024,1.234#50",
			"Payment at=2024 currency=EUR amount=1234.50"},
		{"empty by agreement", head + "format: {empty: [NULL, \"-\"]}\nfields: {at: D, purpose: P, programme: Q}", "D,P,Q", "2024,NULL,-", "Payment at=2024"},
		{"a country", head + "fields: {at: D, payerCountry: C}", "D,C", "2024,Germany", "Payment at=2024 payerCountry=de"},
		{"a party", head + "fields: {at: D, payer: {schema: Person, fields: {name: P, birthDate: B}}}", "D,P,B", "2024,Ann Lee,circa 1970",
			"Payment at=2024 payer=→Person; Person name=Ann Lee birthDate=circa 1970"},
		{"a party that is not named", head + "fields: {at: D, payer: {schema: Person, fields: {name: P, birthDate: B}}}", "D,P,B", "2024,,1970", "Payment at=2024"},
		{"a card with its holder", head + "fields: {at: D, card: {schema: Card, id: C, fields: {token: C, holder: {schema: Person, fields: {name: H}}}}}", "D,C,H",
			"2024,4711,Ann Lee", "Payment at=2024 card=→Card; Card token=4711 holder=→Person; Person name=Ann Lee"},
		{"the first that gives a value", head + "fields: {at: [Booked, Valued]}", "Booked,Valued", ",2024", "Payment at=2024"},
		{"when", head + "fields: {at: D, currency: {constant: EUR}, amount: {column: A, sign: drop}, payer: [{when: {A: {below: 0}}, schema: Company, fields: {name: {constant: Us}}}, " +
			"{schema: Company, fields: {name: N}}]}", "D,A,N", "2024,-5,Them", "Payment at=2024 currency=EUR amount=5 payer=→Company; Company name=Us"},
		{"when not", head + "fields: {at: D, currency: {constant: EUR}, amount: {column: A, sign: drop}, payer: [{when: {A: {below: 0}}, schema: Company, fields: {name: {constant: Us}}}, " +
			"{schema: Company, fields: {name: N}}]}", "D,A,N", "2024,5,Them", "Payment at=2024 currency=EUR amount=5 payer=→Company; Company name=Them"},
		{"only", head + "only: {S: [ok, fine]}\nfields: {at: D}", "D,S", "2024,bad", ""},
		{"skip", head + "skip: {S: bad}\nfields: {at: D}", "D,S", "2024,bad", ""},
		{"not skipped", head + "skip: {S: bad}\nonly: {S: {not: worse}}\nfields: {at: D}", "D,S", "2024,ok", "Payment at=2024"},
		{"columns by number", head + "format: {header: 0}\nfields: {at: 1, purpose: 2}", "", "2024,rent", "Payment at=2024 purpose=rent"},
		{"the second of two columns", head + "fields: {at: D, purpose: X (2)}", "D,X,X", "2024,a,b", "Payment at=2024 purpose=b"},
		{"a thing", "kind: Person\nid: No\nfields: {name: {column: [F, L]}, birthDate: {column: B, date: DD.MM.YYYY}}", "No,F,L,B", "7,Ann,Lee,02.05.1970",
			"Person name=Ann Lee birthDate=1970-05-02"},
		{"yes and no", "kind: Order\nfields: {at: D, accepted: A}", "D,A", "2024,Y", "Order at=2024 accepted=true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var header []string
			if c.header != "" {
				header = strings.Split(c.header, ",")
			}
			b, err := parse(t, c.mapping).Bind("s", header)
			if err != nil {
				t.Fatal(err)
			}
			cells := strings.Split(c.row, ",")
			for i := range cells {
				cells[i] = strings.ReplaceAll(cells[i], "#", ",")
			}
			all, bad := b.Row(cells, nil)
			if bad != nil {
				t.Fatal(bad)
			}
			if got := told(all); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestRowsThatCannotBeRead(t *testing.T) {
	const head = "kind: Payment\nfields: {at: D, currency: {constant: EUR}, "
	for _, c := range []struct {
		mapping, header, row, want string
		cell                       int
	}{
		{head + "amount: A}", "D,A", `2024,twelve`, `column A: "twelve" is no number written with the decimal mark "."`, 1},
		{head + "amount: A}", "D,A", `2024,1#23`, `column A: "1,23" is no number`, 1},
		{head + "amount: {column: C, minus: B}}", "D,C,B", `2024,5,6`, `column B: both it and C are filled`, 2},
		{head + "method: M}", "D,M", `2024,pigeon`, `column M: "pigeon" is none of transfer, card`, 1},
		{head + "method: {column: M, values: {a: card}}}", "D,M", `2024,b`, `column M: "b" is not among the mapping's values`, 1},
		{"kind: Payment\nfields: {at: {column: D, date: DD/MM/YYYY}}", "D", `31/02/2024`, `column D: "31/02/2024" is no date written as DD/MM/YYYY`, 0},
		{"kind: Payment\nfields: {at: D}", "D", `02/05/2024`, `column D: "02/05/2024" is no date written as YYYY-MM-DD`, 0},
		{"kind: Order\nfields: {at: D, accepted: A}", "D,A", `2024,maybe`, `column A: "maybe" is neither yes nor no`, 1},
		{"kind: Company\nfields: {name: N}", "N,X", `,1`, `the row names nothing: a Company needs a name`, -1},
	} {
		b, err := parse(t, c.mapping).Bind("s", strings.Split(c.header, ","))
		if err != nil {
			t.Fatal(err)
		}
		_, bad := b.Row(strings.Split(strings.ReplaceAll(c.row, "1#23", "1;23"), ","), nil)
		if strings.Contains(c.row, "#") {
			_, bad = b.Row([]string{"2024", "1,23"}, nil)
		}
		if bad == nil || !strings.Contains(bad.What, c.want) || bad.Cell != c.cell {
			t.Errorf("got %+v, want %s in cell %d", bad, c.want, c.cell)
		}
	}
}

func TestBindNamesWhatIsMissing(t *testing.T) {
	m := parse(t, "kind: Payment\nfields:\n  at: Date\n  currency: {constant: EUR}\n  amount: Amount\n")
	_, err := m.Bind("s", []string{"Date", "Amuont", "Vendor"})
	want := `the file has no column "Amount", which the mapping reads; did you mean Amuont? its columns are Date, Amuont, Vendor (it is named in m.yaml:5:11)`
	if err == nil || !strings.Contains(err.Error(), want) || fault.KindOf(err) != fault.Input {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if _, err := m.Bind("s", []string{"DATE", " amount "}); err != nil {
		t.Errorf("case and space decide: %v", err)
	}
}

func TestIdentity(t *testing.T) {
	const party = "payer: {schema: %s, id: No, fields: {name: Name}}"
	row := func(mapping string, cells ...string) []*model.Entity {
		b, err := parse(t, mapping).Bind("src", []string{"ID", "At", "No", "Name"})
		if err != nil {
			t.Fatal(err)
		}
		all, bad := b.Row(cells, nil)
		if bad != nil {
			t.Fatal(bad)
		}
		return all
	}
	own := row("kind: Payment\nid: ID\nfields: {at: At, "+fmt.Sprintf(party, "Company")+"}", "9", "2024", "V1", "Acme")
	if own[0].ID != model.ID("src", "9") || own[1].ID != model.ID("key", "src", "V1") {
		t.Errorf("own ids: %s %s", own[0].ID, own[1].ID)
	}
	named := row("kind: Payment\nid: ID\nfields: {at: At, "+fmt.Sprintf(party, "Person")+"}", "9", "2024", "", "Acme")
	if named[1].ID != model.ID("name", "src", "Acme") {
		t.Error("a party without a number is not its exact name")
	}
	card := row("kind: Payment\nid: ID\nfields: {at: At, payerAccount: {schema: BankAccount, id: No}}", "9", "2024", "V1", "")
	if card[1].ID == own[1].ID {
		t.Error("an account and a party of one number are one")
	}
	apart := row("kind: Payment\nid: ID\nfields: {at: At, payer: {schema: Company, id: No, among: vendors}}", "9", "2024", "V1", "")
	if apart[1].ID == own[1].ID {
		t.Error("among does not keep registers apart")
	}
	if thing := row("kind: Company\nid: No\nfields: {name: Name}", "", "", "V1", "Acme"); thing[0].ID != own[1].ID {
		t.Error("a vendor's own row is not the vendor of the payment")
	}
}

func TestEqualRowsStayTwo(t *testing.T) {
	m := parse(t, "kind: Payment\nfields: {at: At}")
	ids := func() []string {
		b, err := m.Bind("src", []string{"At", "X"})
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, cells := range [][]string{{"2024", "a"}, {"2024", "a"}, {" 2024", "a "}, {"2024", "b"}} {
			row, bad := b.Row(cells, nil)
			if bad != nil {
				t.Fatal(bad)
			}
			all = append(all, row[0].ID)
		}
		return all
	}
	first, again := ids(), ids()
	want := []string{model.ID("src", "2024\x1fa", "0"), model.ID("src", "2024\x1fa", "1"), model.ID("src", "2024\x1fa", "2"), model.ID("src", "2024\x1fb", "0")}
	for i := range want {
		if first[i] != want[i] || again[i] != want[i] {
			t.Errorf("row %d: %s, then %s, want %s", i, first[i], again[i], want[i])
		}
	}
}

func TestThingsWithoutIdentityBelongToTheirRow(t *testing.T) {
	for _, text := range []string{
		"kind: Payment\nfields: {at: At, place: {schema: Place, fields: {country: In}}}",
		"kind: Invoice\nfields: {at: At, lines: {schema: Line, fields: {description: In}}}",
		"kind: Company\nfields: {name: At, home: {schema: Place, fields: {country: In}}}",
	} {
		b, err := parse(t, text).Bind("src", []string{"At", "In"})
		if err != nil {
			t.Fatal(err)
		}
		one, _ := b.Row([]string{"2024", "Chad"}, nil)
		two, _ := b.Row([]string{"2025", "Chad"}, nil)
		if len(one) != 2 || len(two) != 2 || one[1].ID == two[1].ID {
			t.Errorf("%s: two rows share a thing that nothing names", text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("kind: Payment\nfields: {at: D, amount: {column: A, minus: B}, currency: {constant: EUR}}")
	f.Add("kind: Person\nfields:\n  name: [{column: [a, b]}, c]\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Parse("m.yaml", []byte(text))
		if err != nil {
			return
		}
		b, err := m.Bind("s", m.Columns())
		if err != nil {
			return
		}
		cells := make([]string, len(m.Columns()))
		for i := range cells {
			cells[i] = "2024"
		}
		b.Row(cells, nil)
	})
}

func FuzzPlain(f *testing.F) {
	f.Add("1,234.50")
	f.Add("(£ 12-)")
	f.Fuzz(func(t *testing.T, text string) {
		number, ok := plain(text, '.')
		if !ok {
			return
		}
		again, ok := plain(number, '.')
		if !ok || again != number {
			t.Errorf("%q is read as %q, and that as %q", text, number, again)
		}
	})
}
