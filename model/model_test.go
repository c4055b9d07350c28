package model

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDefaultSchemataAreSound(t *testing.T) {
	ss := Default()
	payment := ss.Get("Payment")
	if payment == nil || !payment.Record || !payment.Is("Occurrence") || !payment.Is("Interval") {
		t.Fatal("Payment is not a record")
	}
	for _, field := range []string{"at", "payer", "beneficiary", "amount", "currency", "method", "purpose", "campaign"} {
		if payment.Property(field) == nil {
			t.Errorf("Payment has no %s", field)
		}
	}
	if got := ss.Get("Person").Property("religion").Sensitive; got == "" {
		t.Error("religion is not marked sensitive")
	}
	for i, p := range payment.Properties {
		if int(p.Slot) != i {
			t.Fatalf("slot of %s is %d, stands at %d", p.Name, p.Slot, i)
		}
	}
}

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		text, currency string
		minor          int64
		bad            bool
	}{
		{"1390.11", "GBP", 139011, false},
		{"-4557.22", "GBP", -455722, false},
		{"1000", "JPY", 1000, false},
		{"1000.5", "JPY", 1000, false},  // half to even
		{"1001.5", "JPY", 1002, false},  // half to even
		{"1000.51", "JPY", 1001, false}, // above half
		{"0.0005", "KWD", 0, false},
		{"1.2345", "EUR", 123, false},
		{"1.235", "EUR", 124, false}, // 123.5 to even
		{"1.225", "EUR", 122, false}, // 122.5 to even
		{".5", "EUR", 50, false},
		{"5.", "EUR", 500, false},
		{"1,000", "EUR", 0, true},
		{"", "EUR", 0, true},
		{"-", "EUR", 0, true},
		{"NaN", "EUR", 0, true},
		{"1e3", "EUR", 0, true},
		{"1", "", 0, true},
		{"92233720368547758.07", "EUR", 0, true}, // one below the limit is the largest
		{"99999999999999999999", "EUR", 0, true},
	} {
		got, err := ParseMoney(c.text, c.currency)
		if (err != nil) != c.bad || err == nil && got.Minor != c.minor {
			t.Errorf("ParseMoney(%q, %q) = %v, %v", c.text, c.currency, got, err)
		}
	}
	if got := (Money{-5, "EUR"}).String(); got != "-0.05 EUR" {
		t.Errorf("got %q", got)
	}
}

func TestParseQuantity(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		{"2.5", "kg", "2.5 kg"}, {"250", "g", "0.25 kg"}, {"1.5", "t", "1500 kg"}, {"750", "ml", "0.75 l"}, {"3", "", "3 piece"},
	} {
		q, err := ParseQuantity(c.text, c.unit)
		if err != nil || q.String() != c.want {
			t.Errorf("%s %s = %v, %v", c.text, c.unit, q, err)
		}
	}
}

func TestParseTime(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) int64 {
		when, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return when.UnixMicro()
	}
	for _, c := range []struct {
		text       string
		zone       *time.Location
		start, end string
	}{
		{"1971", nil, "1971-01-01T00:00:00Z", "1972-01-01T00:00:00Z"},
		{"2024-02", nil, "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"},
		{"2024-12", nil, "2024-12-01T00:00:00Z", "2025-01-01T00:00:00Z"},
		{"2008-04-01", london, "2008-03-31T23:00:00Z", "2008-04-01T23:00:00Z"},
		{"2024-05-02T09:31:00Z", nil, "2024-05-02T09:31:00Z", "2024-05-02T09:31:00Z"},
		{"2024-05-02 09:31", london, "2024-05-02T08:31:00Z", "2024-05-02T08:31:00Z"},
		{"2024-05-02T09:31:00+05:30", nil, "2024-05-02T04:01:00Z", "2024-05-02T04:01:00Z"},
		{"2024-05-02T09:31:00.250-0100", nil, "2024-05-02T10:31:00.25Z", "2024-05-02T10:31:00.25Z"},
	} {
		got, err := ParseTime(c.text, c.zone)
		if err != nil || got.Start != at(c.start) || got.End != at(c.end) {
			t.Errorf("ParseTime(%q) = %v, %v", c.text, got, err)
		}
	}
	for _, bad := range []string{"", "20", "2024-13", "2023-02-29", "2024-05-02T", "2024-05-02T25:00", "02/05/2024", "2024-5-2", "2024-05-02T09:31:00+xx"} {
		if got, err := ParseTime(bad, nil); err == nil {
			t.Errorf("ParseTime(%q) = %v, want an error", bad, got)
		}
	}
}

func TestJSONGoesThroughWithoutLoss(t *testing.T) {
	line := `{"id":"o-9","schema":"Order","properties":{"at":["2024-05-02"],"buyer":["p-1"],"colour":["red"],"phone":["2","1"]},` +
		`"caption":"An order","datasets":["shop"],"first_seen":null}`
	all, err := Default().Decode([]byte(line), nil)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	out, err := json.Marshal(all[0])
	if err != nil {
		t.Fatal(err)
	}
	var before, after map[string]any
	if json.Unmarshal([]byte(line), &before) != nil || json.Unmarshal(out, &after) != nil {
		t.Fatalf("not JSON: %s", out)
	}
	a, _ := json.Marshal(before)
	b, _ := json.Marshal(after)
	if string(a) != string(b) {
		t.Errorf("lost something:\n%s\n%s", a, b)
	}
}

func TestDecodeTakesNestedEntitiesOut(t *testing.T) {
	line := `{"id":"p1","schema":"Payment","properties":{"at":"2024-05-02","amount":12.5,"currency":["EUR"],
		"payer":[{"schema":"Person","properties":{"name":["Ann Example"]}}],"beneficiary":[{"id":"c1","schema":"Company","properties":{"name":["Example Ltd"]}}]}}`
	all, err := Default().Decode([]byte(line), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 3 || all[0].First("beneficiary") != "c1" || all[2].First("name") != "Example Ltd" || all[1].ID != all[0].First("payer") {
		t.Errorf("got %v", all)
	}
	view, err := NewView(all[0])
	if err != nil {
		t.Fatal(err)
	}
	if d := view.Data(view.Schema.Property("amount")); len(d) != 1 || d[0].Num != 1250 || d[0].Text != "EUR" {
		t.Errorf("amount is %v", d)
	}
}

func TestViewOfABadRecordNamesTheField(t *testing.T) {
	for _, c := range []struct{ at, amount, method, field string }{
		{"2024-05-02", "12", "transfer", ""},
		{"yesterday", "12", "transfer", "at"},
		{"", "12", "transfer", "at"},
		{"2024-05-02", "twelve", "transfer", "amount"},
		{"2024-05-02", "12", "pigeon", "method"},
	} {
		e := NewEntity("x", Default().Get("Payment"), nil)
		e.Add("at", c.at, "")
		e.Add("amount", c.amount, "")
		e.Add("currency", "EUR", "")
		e.Add("method", c.method, "")
		_, err := NewView(e)
		field := ""
		if err != nil {
			field = err.(*FieldError).Property
		}
		if field != c.field {
			t.Errorf("%+v: error names %q (%v)", c, field, err)
		}
	}
}

func TestAttributesHoldFromTheirDate(t *testing.T) {
	person := Default().Get("Person")
	e := NewEntity("p", person, nil)
	e.Add("activity", "47", "")
	later := NewEntity("p", person, nil)
	later.Add("activity", "20", "")
	later.Add("validFrom", "2024-06-01", "")
	e.Merge(later)
	v, err := NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	june, _ := ParseTime("2024-06-01", nil)
	p := person.Property("activity")
	if got := v.DataAt(p, june.Start-1); len(got) != 1 || got[0].Text != "47" {
		t.Errorf("before: %v", got)
	}
	if got := v.DataAt(p, june.Start); len(got) != 1 || got[0].Text != "20" {
		t.Errorf("after: %v", got)
	}
}

func TestAttributesHoldFromADateBefore1970(t *testing.T) {
	company := Default().Get("Company")
	e := NewEntity("c", company, nil)
	for _, line := range [][2]string{{"1965-01-01", "20"}, {"1970-01-01", "47"}} {
		dated := NewEntity("c", company, nil)
		dated.Add("activity", line[1], "")
		dated.Add("validFrom", line[0], "")
		e.Merge(dated)
	}
	v, err := NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{"1966-01-01": "20", "1969-12-31": "20", "1970-01-02": "47", "1964-12-31": ""} {
		at, _ := ParseTime(day, nil)
		got := ""
		if data := v.DataAt(company.Property("activity"), at.Start); len(data) > 0 {
			got = data[0].Text
		}
		if got != want {
			t.Errorf("on %s: %q, not %q", day, got, want)
		}
	}
}

func TestIDDependsOnWhereAPartEnds(t *testing.T) {
	if ID("ab", "c") == ID("a", "bc") {
		t.Error("ids collide")
	}
}

// A length of time is in words for one or for many.
func TestALengthOfTimeInWords(t *testing.T) {
	const hour = 3600e6
	for want, d := range map[string]Datum{"1 day": {Kind: Span, Num: 24 * hour}, "2 days": {Kind: Span, Num: 48 * hour}, "1 hour": {Kind: Span, Num: hour},
		"25 hours": {Kind: Span, Num: 25 * hour}, "1 minute": {Kind: Span, Num: hour / 60}, "1 month": {Kind: Span, End: 1}, "12 months": {Kind: Span, End: 12}} {
		if d.String() != want {
			t.Errorf("%q, want %q", d.String(), want)
		}
	}
}
