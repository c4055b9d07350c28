package detect

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"spoor/model"
	"spoor/typologies"
)

// paid makes payments of lines like "r1 2024-05-01T10:00 payer=ann amount=5 currency=EUR".
func paid(t testing.TB, lines ...string) Data {
	t.Helper()
	var data Data
	for _, line := range lines {
		words := strings.Fields(line)
		e := model.NewEntity(words[0], model.Default().Get("Payment"), nil)
		e.Add("at", words[1], "at")
		for _, word := range words[2:] {
			field, text, _ := strings.Cut(word, "=")
			if !e.Add(field, text, field) {
				t.Fatalf("no field %s", field)
			}
		}
		v, err := model.NewView(e)
		if err != nil {
			t.Fatal(err)
		}
		data.Records = append(data.Records, v)
	}
	return data
}

func run(t testing.TB, data Data, all ...*Typology) Result {
	t.Helper()
	result, err := Run(t.Context(), all, data, Environment{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// told is findings as a reader of JSON would see them.
func told(t testing.TB, findings []*Finding) string {
	t.Helper()
	var all []any
	for _, f := range findings {
		var ids []string
		for _, rec := range f.Records {
			ids = append(ids, rec.ID)
		}
		all = append(all, []any{f.ID, f.Typology.File.ID.Text, f.Subject, f.Key, f.Start, f.End, f.Say, f.Conditions, f.Values, ids})
	}
	out, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestRunsAreTheSameBytes(t *testing.T) {
	all, err := Load(typologies.Files, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	data := town(t, 3000)
	want := told(t, run(t, data, all...).Findings)
	if len(want) < 10_000 {
		t.Fatalf("too little was found: %s", want)
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 3 {
		random.Shuffle(len(data.Records), func(i, j int) { data.Records[i], data.Records[j] = data.Records[j], data.Records[i] })
		slices.SortFunc(data.Records, byTime)
		if got := told(t, run(t, data, all...).Findings); got != want {
			t.Fatal("another run, another result")
		}
	}
}

func TestEpisodes(t *testing.T) {
	typology := typologyOf(t, "params: {days: 7d}\nlet: {total: count over params.days}\nwhen: total >= 2\nsay: \"{total} payments\"\n")
	lines := []string{
		"a 2024-05-01T10:00 payer=ann", "b 2024-05-02T10:00 payer=ann", // opens on b
		"c 2024-05-08T10:00 payer=ann", // a has left; b and c hold
		"d 2024-05-15T09:59 payer=ann", // one minute within seven days of c: it goes on
		"e 2024-05-22T09:59 payer=ann", // seven days after d: alone in its window, nothing holds
		"f 2024-05-23T10:00 payer=ann", // e and f hold, but more than seven days after d: a new one
	}
	want := []string{"", "ab", "abc", "abcd", "abcd", "abcd ef"}
	var first string
	for n := range lines {
		found := run(t, paid(t, lines[:n+1]...), typology).Findings
		var got []string
		for _, f := range found {
			ids := ""
			for _, rec := range f.Records {
				ids += rec.ID
			}
			got = append(got, ids)
		}
		if strings.Join(got, " ") != want[n] {
			t.Errorf("after %s: %v, want %s", lines[n], got, want[n])
		}
		if n == 1 {
			first = found[0].ID
		}
		if n > 1 && found[0].ID != first {
			t.Errorf("after %s the episode has another id", lines[n])
		}
	}
	found := run(t, paid(t, lines...), typology).Findings
	if f := found[0]; f.Say != "2 payments" || f.ID != model.ID("sound", "ann", "b") || f.Start != f.Records[0].At.Start || f.End != f.Records[3].At.Start {
		t.Errorf("%+v", f)
	}
	if got := fmt.Sprint(found[0].Conditions); got != "[{total >= 2 2 >= 2 0 total below 2}]" {
		t.Error(got)
	}
}

func TestEpisodeGoesOnWhileTheWindowLasts(t *testing.T) {
	typology := typologyOf(t, "let: {total: sum amount over 7d}\nwhen: amount > 5 EUR\nsay: x\n")
	found := run(t, paid(t,
		"a 2024-05-01T10:00:00Z payer=ann amount=9 currency=EUR",
		"b 2024-05-08T09:59:59Z payer=ann amount=9 currency=EUR", // within seven days of a
		"c 2024-05-15T09:59:59Z payer=ann amount=9 currency=EUR", // seven days after b
		"d 2024-05-15T09:59:59Z payer=ben amount=9 currency=EUR"), typology).Findings
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprint(f.Subject, len(f.Records)))
	}
	slices.Sort(got)
	if fmt.Sprint(got) != "[ann1 ann2 ben1]" {
		t.Error(got)
	}
}

func TestWithoutAWindowEachRecordIsItsOwn(t *testing.T) {
	typology := typologyOf(t, "-let\nwhen: amount > 5 EUR\nsay: \"{amount} by {subject}, {agent}\"\n")
	found := run(t, paid(t, "a 2024-05-01T10:00 payer=ann amount=9 currency=EUR", "b 2024-05-01T10:00 payer=ann amount=8 currency=EUR"), typology).Findings
	if len(found) != 2 || found[0].Say == found[1].Say {
		t.Fatal(len(found))
	}
	for _, f := range found {
		if len(f.Records) != 1 || f.Say != map[string]string{"a": "9.00 EUR by ann, unknown", "b": "8.00 EUR by ann, unknown"}[f.Records[0].ID] {
			t.Error(f.Say)
		}
	}
}

// Two scores open together when no more than ninety days lie between the end of one and the start of the other.
func TestScoresOfLongAgo(t *testing.T) {
	score := func(id string, start, end int64) *Finding {
		return &Finding{ID: id, Subject: "ann", Start: start * day, End: end * day,
			Typology: typologyOf(t, "id: "+id+"\nopens: score\n-let\nwhen: has(payer)\nsay: x\n")}
	}
	for _, c := range []struct {
		findings []*Finding
		opens    bool
	}{
		{[]*Finding{score("a", 0, 0), score("b", 90, 90)}, true},
		{[]*Finding{score("a", 0, 0), score("b", 91, 91)}, false},
		{[]*Finding{score("a", 0, 30), score("b", 120, 120)}, true},
		{[]*Finding{score("b", -120, -120), score("a", -30, 0)}, true}, // before 1970
		{[]*Finding{score("a", 0, 0), score("a", 60, 60), score("b", 150, 150)}, true},
		{[]*Finding{score("a", 0, 200), score("a", 1, 1), score("b", 250, 250)}, true}, // the longer one lasts
		{[]*Finding{score("a", 0, 0), score("a", 10, 10)}, false},
	} {
		if got := Combine(c.findings); len(got) > 0 != c.opens {
			t.Errorf("%v to %v: opened %v, want %v", c.findings[0].Start, c.findings[len(c.findings)-1].Start, got, c.opens)
		}
	}
}

func TestAlerts(t *testing.T) {
	kind := func(id, opens, family, priority string) *Typology {
		return typologyOf(t, "id: "+id+"\nopens: "+opens+"\nfamily: "+family+"\npriority: "+priority+"\n-let\nwhen: has(payer)\nsay: x\n")
	}
	alone, finding := kind("alone", "alone", "lists", "high"), kind("found", "finding", "money", "low")
	scoreA, scoreB := kind("score-a", "score", "goods", "low"), kind("score-b", "score", "goods", "low")
	otherScore := kind("score-c", "score", "money", "low")
	urgent := kind("worst", "alone", "lists", "urgent")
	for _, c := range []struct {
		of       []*Typology
		priority Priority
		rule     string
	}{
		{[]*Typology{alone}, High, "alone opens alone"},
		{[]*Typology{finding}, Low, "found opens as a finding"},
		{[]*Typology{finding, finding}, Low, "found opens as a finding"},
		{[]*Typology{scoreA}, 0, ""},
		{[]*Typology{scoreA, scoreA}, 0, ""},
		{[]*Typology{scoreA, otherScore}, 0, ""},
		{[]*Typology{scoreA, scoreB}, Medium, "scores of score-a and score-b together"},
		{[]*Typology{alone, finding}, Urgent, "alone opens alone; found opens as a finding; findings of lists and money raise the priority one step"},
		{[]*Typology{urgent, finding}, Urgent, "worst opens alone; found opens as a finding"},
		{[]*Typology{finding, scoreA}, Low, "found opens as a finding"},
		{[]*Typology{finding, scoreA, scoreB}, High, "found opens as a finding; scores of score-a and score-b together; findings of goods and money raise the priority one step"},
	} {
		var findings []*Finding
		for i, typology := range c.of {
			findings = append(findings, &Finding{ID: fmt.Sprint("f", i), Typology: typology, Subject: "ann", Start: int64(i)})
		}
		alerts := Combine(findings)
		if c.rule == "" {
			if len(alerts) != 0 {
				t.Errorf("%s opened", alerts[0].Rule)
			}
			continue
		}
		if len(alerts) != 1 || alerts[0].Priority != c.priority || alerts[0].Rule != c.rule || len(alerts[0].Findings) != len(c.of) {
			t.Errorf("%+v, want %v: %s", alerts, c.priority, c.rule)
		}
		later := append(slices.Clone(findings), &Finding{ID: "later", Typology: alone, Subject: "ann", Start: 99},
			&Finding{ID: "other", Typology: alone, Subject: "ben", Start: 1})
		more := Combine(later)
		if len(more) != 2 || !slices.ContainsFunc(more, func(a Alert) bool { return a.ID == alerts[0].ID && a.Subject == "ann" }) {
			t.Errorf("%s: a later finding made another alert of it", c.rule)
		}
	}
}

func TestCoverage(t *testing.T) {
	present := func(fields ...string) Presence {
		p := Presence{}
		for _, f := range fields {
			p[f]++
		}
		return p
	}
	for _, c := range []struct {
		keys    string
		present []string
		missing string
	}{
		{"-let\nwhen: method == \"cash\" and has(card)\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.method"}, "Payment.card"},
		{"-let\nwhen: method == \"cash\" and not has(card)\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.method"}, ""},
		{"-let\nwhen: method == \"cash\" and amount > 5 EUR\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.method"}, "Payment.amount"},
		{"-let\nwhen: method == \"cash\" and amount > 5 EUR\nsay: x\n", []string{"Payment"}, "Payment.amount Payment.method Payment.payer"},
		{"-let\nwhen: method == \"cash\" or amount > 5 EUR\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.amount"}, ""},
		{"-let\nwhen: method == \"cash\" or amount > 5 EUR\nsay: x\n", []string{"Payment", "Payment.payer"}, "Payment.amount Payment.method"},
		{"-let\nwhen: method == \"cash\" and amount > 5 EUR\nsay: x\n", nil, "Payment"}, // the kind once, not each field
		{"let: {a: sum amount over 7d, b: count over 7d where has(card), c: a / b}\nwhen: c > 5 EUR\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.amount"}, "Payment.card"},
		{"-let\nwhen: has(payer)\nsay: \"{amount}\"\n", []string{"Payment", "Payment.payer"}, ""}, // the sentence needs nothing
		{"let: {total: sum amount over 7d where method == \"cash\"}\nwhen: total > 5 EUR\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.amount"}, "Payment.method"},
		{"on: Payment where payer.resident == \"de\"\nlet: {total: count over 7d}\nwhen: total > 5\nsay: x\n", []string{"Payment", "Payment.payer"}, "LegalEntity.resident"},
		{"on: Payment where payer.resident == \"de\"\nlet: {total: count over 7d}\nwhen: total > 5\nsay: x\n", []string{"Payment", "Payment.payer", "Person.resident"}, ""},
		{"about: [Payment.payer, CashMovement.holder]\nlet: {a: count Payment over 7d, b: count CashMovement over 7d}\nwhen: a > 1 and b > 1\nsay: x\n",
			[]string{"Payment", "Payment.payer"}, "CashMovement"},
		{"about: [Payment.payer, CashMovement.holder]\nlet: {a: count Payment over 7d, b: count CashMovement over 7d}\nwhen: a > 1 or b > 1\nsay: x\n",
			[]string{"Payment", "Payment.payer"}, ""},
		{"params: {age: 5d}\n-let\nwhen: valueDate + params.age <= at\nsay: x\n", []string{"Payment", "Payment.payer", "Payment.at"}, "Payment.valueDate"}, // a limit is no field
		{"about: Order.buyer\n-let\nwhen: mass(quantity, product.cas, product.concentration) > 1 kg\nsay: x\n",
			[]string{"Order", "Order.buyer", "Order.quantity"}, ""}, // kilograms need no density
	} {
		if got := strings.Join(typologyOf(t, c.keys).Missing(present(c.present...)), " "); got != c.missing {
			t.Errorf("%q\nwith %v lacks %q, want %q", c.keys, c.present, got, c.missing)
		}
	}
}

func TestWhatCannotBeTestedIsSaid(t *testing.T) {
	silent := typologyOf(t, "id: silent\n-let\nwhen: has(payer) and card.kind == \"prepaid\"\nsay: x\n")
	rate := typologyOf(t, "id: rate\nlet: {total: sum amount over 7d}\nwhen: total > 100 EUR\nsay: x\n")
	sentence := typologyOf(t, "id: sentence\nlet: {total: sum amount over 7d}\nwhen: has(payer)\nsay: \"{total}\"\n")
	data := paid(t, "a 2024-05-01T10:00 payer=ann amount=9 currency=EUR", "b 2024-05-02T10:00 payer=ann amount=9 currency=GBP",
		"c 2024-05-03T10:00 payer=ann")
	result := run(t, data, silent, rate, sentence)
	got := fmt.Sprint(result.Untestable)
	// b's own sum is in pounds, c's in no currency of its own: both times a rate is wanted. The sentence wants none.
	if want := "[{rate [rate from EUR to GBP rate from GBP to EUR]} {silent [Card.kind Payment.card]}]"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if len(result.Findings) != 1 || result.Findings[0].Say != "unknown" {
		t.Error(told(t, result.Findings))
	}
}

// TestTheLawKnowsEveryMark holds that a field which some kind of party marks as barred is refused through every reference
// to it, whatever kind the schemata name first.
func TestTheLawKnowsEveryMark(t *testing.T) {
	ss := model.Default()
	s := &scope{schemata: ss}
	refused := 0
	for _, name := range ss.Names() {
		schema := ss.Get(name)
		for _, other := range ss.Names() {
			for _, p := range ss.Get(other).Properties {
				if !ss.Get(other).Is(name) || p.Sensitive == "" && p.Barred == "" {
					continue
				}
				refused++
				found := s.attribute(schema, p.Name)
				if (&law{naming: true}).check(schema, found, &node{at: []int{0}, path: []string{"x"}}, 0) == nil {
					t.Errorf("%s.%s may be read through %s", other, p.Name, name)
				}
			}
		}
	}
	if refused < 10 {
		t.Errorf("only %d marks", refused)
	}
}
