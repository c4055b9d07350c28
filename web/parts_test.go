package web

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"spoor/cases"
)

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Ann paid 5 < 6 & more":      "Ann paid 5 &lt; 6 &amp; more",
		"مريم علي bought 5 kg":       "<bdi>مريم علي</bdi> bought 5 kg",
		"to יעל, from Ann":           "to <bdi>יעל</bdi>, from Ann",
		"Ann\u202e bought\u2066 <b>": "Ann bought &lt;b&gt;",
		"\"quoted\"":                 "&#34;quoted&#34;",
		"ends in مريم ":              "ends in <bdi>مريم</bdi> ",
		"":                           "",
		"مريم <script> مريم":         "<bdi>مريم</bdi> &lt;script&gt; <bdi>مريم</bdi>",
	} {
		if got := string(sentence(text)); got != want {
			t.Errorf("%q is shown as %q, not %q", text, got, want)
		}
	}
}

func TestValuesAsPagesWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"15730.00 EUR": "15\u202f730.00 EUR", "6": "6", "-1200": "-1\u202f200", "2026-10-03T08:12:00Z": "2026-10-03 08:12", "2026-10-03T08:12:09Z": "2026-10-03 08:12",
		"2026-10-03": "2026-10-03", "+34 600 000": "+34 600 000", "0042": "0042", "12345678901234567890": "12345678901234567890", "about 1000": "about 1000", "1000 kg": "1\u202f000 kg", "": "",
		"ES79 2100": "ES79 2100",
	} {
		if got := shown(text); got != want {
			t.Errorf("%q is shown as %q, not %q", text, got, want)
		}
	}
	for d, want := range map[time.Duration]string{30 * time.Second: "now", 59 * time.Minute: "59 min", 23 * time.Hour: "23 h", 24 * time.Hour: "1 d", 59 * 24 * time.Hour: "59 d", 61 * 24 * time.Hour: "2 months", 800 * 24 * time.Hour: "2 years"} {
		if got := age(d); got != want {
			t.Errorf("%v is %q, not %q", d, got, want)
		}
	}
}

func TestRecordsSideBySide(t *testing.T) {
	record := func(kind, at string, pairs ...string) cases.Record {
		r := cases.Record{Kind: kind, At: at, Fields: []cases.Field{{Name: "Time", Text: at}}}
		for i := 0; i < len(pairs); i += 2 {
			r.Fields = append(r.Fields, cases.Field{Name: pairs[i], Text: pairs[i+1]})
		}
		return r
	}
	table := tableOf([]cases.Record{
		record("Payment", "2024-05-01", "Amount", "5.00 EUR", "Method", "cash", "Tag", "a", "Tag", "b", "Rare", "x", "P", "1", "Q", "1"),
		record("Payment", "2024-05-02", "Amount", "6.00 EUR", "Method", "cash", "Note", "late", "Tag", "c", "P", "2", "Q", "2"),
	}, "")
	if len(table.Shared) != 2 || table.Shared[0].Text != "Payment" || table.Shared[1].Text != "cash" {
		t.Errorf("the same in both: %+v", table.Shared)
	}
	var heads []string
	for _, c := range table.Columns {
		heads = append(heads, c.Name+"|"+c.Unit)
	}
	if got := strings.Join(heads, " "); got != "Amount|EUR Tag| Rare| P| Q|" {
		t.Errorf("columns %s", got)
	}
	if row := table.Rows[0]; row.Cells[0].Text != "5.00" || row.Cells[1].Text != "a; b" || len(row.Rest) != 0 {
		t.Errorf("%+v", row)
	}
	if rest := table.Rows[1].Rest; len(rest) != 1 || rest[0].Text != "late" {
		t.Errorf("what has no column: %+v", rest)
	}
	if table.Kinds {
		t.Error("there is one kind")
	}
	if one := tableOf([]cases.Record{record("Payment", "2024-05-01", "Amount", "5.00 EUR")}, ""); len(one.Columns) != 0 || len(one.Shared) != 2 || one.Shared[1].Text != "5.00 EUR" {
		t.Errorf("of a single record nothing needs a column: %+v", one)
	}
}

// From the side of a subject a table says as whom it stands there and with whom, whatever else is full; a column of one value is left out.
func TestRecordsOfASubject(t *testing.T) {
	party := func(name, text string) cases.Field {
		return cases.Field{Name: name, Text: text, Thing: text, Party: true}
	}
	const currency = "Currency"
	full := []cases.Field{{Name: "A", Text: "1"}, {Name: "B", Text: "1"}, {Name: "C", Text: "1"}, {Name: "D", Text: "1"}, {Name: "E", Text: "1"}}
	other := []cases.Field{{Name: "A", Text: "2"}, {Name: "B", Text: "2"}, {Name: "C", Text: "2"}, {Name: "D", Text: "2"}, {Name: "E", Text: "2"}}
	table := tableOf([]cases.Record{
		{Kind: "Cash movement", Fields: append(full, party("Holder", "ann"), cases.Field{Name: "Direction", Text: "out"})},
		{Kind: "Payment", Fields: append(full, party("Payer", "ann"), party("Beneficiary", "ben"), cases.Field{Name: currency, Text: "EUR"})},
		{Kind: "Payment", Fields: append(other, party("Payer", "cem"), party("Beneficiary", "ann"), cases.Field{Name: currency, Text: "EUR"})},
	}, "ann")
	var heads []string
	for _, c := range table.Columns {
		heads = append(heads, c.Name)
	}
	if got := strings.Join(heads, " "); got != "As With A B C" {
		t.Errorf("columns %s", got)
	}
	var rows []string
	for _, r := range table.Rows {
		rows = append(rows, r.Cells[0].Text+"/"+r.Cells[1].Text+"/"+r.Cells[1].Thing)
	}
	if got := strings.Join(rows, " "); got != "Holder, out// Payer/ben/ben Beneficiary/cem/cem" {
		t.Errorf("rows %s", got)
	}
	if rest := table.Rows[1].Rest; len(rest) != 3 || rest[2].Name != currency {
		t.Errorf("under the row: %+v", rest)
	}
	table = tableOf([]cases.Record{
		{Fields: []cases.Field{party("Payer", "ann"), {Name: currency, Text: "EUR"}, {Name: "A", Text: "1"}}}, {Fields: []cases.Field{party("Payer", "ben"), {Name: currency, Text: "EUR"}, {Name: "A", Text: "2"}}}, {Fields: []cases.Field{party("Payer", "ben")}},
	}, "nobody")
	if len(table.Columns) != 2 || table.Columns[0].Name != "Payer" || table.Columns[1].Name != "A" {
		t.Errorf("%+v", table.Columns)
	}
}

func TestChart(t *testing.T) {
	at := func(day, amount string) cases.Record {
		return cases.Record{At: day, Kind: "Payment", Fields: []cases.Field{{Name: "Amount", Text: amount}}}
	}
	if chartOf([]cases.Record{at("2024-05-01", "5 EUR"), at("2024-05-02", "5 EUR"), at("2024-05-03", "5 USD")}) != nil {
		t.Error("two amounts make no series")
	}
	c := chartOf([]cases.Record{at("2024-05-01", "100 EUR"), at("2024-05-03", "400 EUR"), at("2024-05-02", "-200.00 EUR"), at("2024-05-03", "9 USD"), at("unknown", "7 EUR")})
	if c == nil || c.Title != "3 amounts in EUR" || c.Top != "500 EUR" || c.First != "2024-05-01" || c.Last != "2024-05-03" {
		t.Fatalf("%+v", c)
	}
	// 500 is the top of 100 units: 100 stands 20 high, 400 80, 200 40. 976 units lie between the edges of 12.
	if want := "M12 80h0M988 20h0M500 60h0"; c.Lanes[0].Dots != want {
		t.Errorf("%s, not %s", c.Lanes[0].Dots, want)
	}
	line := timelineOf([]cases.Record{{At: "2024-05-01", Kind: "Trip"}, {At: "2024-05-03", Kind: "Payment"}}, 2)
	if line == nil || len(line.Lanes) != 2 || line.Lanes[0].Name != "Payment" || line.Lanes[0].Dots != "M988 50h0" || line.Lanes[1].Dots != "M12 50h0" {
		t.Errorf("%+v", line)
	}
	if more := timelineOf([]cases.Record{{At: "2024-05-01", Kind: "Trip"}}, 2000); more == nil || more.Title != "The newest 1 of 2\u202f000 records over time" {
		t.Errorf("%+v", more)
	}
	if timelineOf(nil, 0) != nil || timelineOf([]cases.Record{{At: "some time"}}, 1) != nil {
		t.Error("there is nothing to draw")
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct {
		query    string
		total    int
		from, to int
		before   string
		after    string
	}{
		{"", 0, 0, 0, "", ""}, {"", 10, 0, 10, "", ""}, {"a=b", 120, 0, 50, "", "?a=b&page=2"}, {"page=2", 120, 50, 100, "?page=1", "?page=3"},
		{"page=3", 120, 100, 120, "?page=2", ""}, {"page=99", 120, 100, 120, "?page=2", ""}, {"page=-1", 120, 0, 50, "", "?page=2"}, {"page=x", 50, 0, 50, "", ""},
	} {
		query, err := url.ParseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		if got := pagesOf(query, c.total, 50); got.From != c.from || got.To != c.to || got.Before != c.before || got.After != c.after {
			t.Errorf("%q of %d: %+v", c.query, c.total, got)
		}
	}
}

func TestWaysBackStayHere(t *testing.T) {
	for path, want := range map[string]string{"/alerts/a?x=1#d": "/alerts/a?x=1#d", "": "/", "//evil": "/", "https://evil": "/", "/\\evil": "/", "/a\nb": "/", "javascript:x": "/"} {
		if got := local(path, "/"); got != want {
			t.Errorf("%q leads to %q", path, got)
		}
	}
}
