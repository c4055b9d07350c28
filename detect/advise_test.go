package detect

import (
	"slices"
	"strings"
	"testing"

	"spoor/model"
)

// whole is a typology of which nothing is to be said.
const whole = `id: gifts
title: Many pay one
family: moving-money
version: 1
status: test
priority: medium
opens: finding
sources:
  - cite: A report, 2016
    quote: many senders
about: Payment.beneficiary
params: {senders: 4, days: 7d}
let:
  senders: distinct payer over params.days
when: senders >= params.senders
say: "{beneficiary} received money from {senders} senders"
innocent: [a wedding]
next: [ask]
tests:
  - {fires: a, records: [Payment: {at: 2024-05-01, beneficiary: cid, payer: "p{n}"}]}
  - {fires: b, records: [Payment: {at: 2024-05-01, beneficiary: cid, payer: "p{n}"}]}
  - {fires: c, records: [Payment: {at: 2024-05-01, beneficiary: cid, payer: "p{n}"}]}
  - {near: d, records: [Payment: {at: 2024-05-01, beneficiary: cid, payer: "p{n}"}]}
  - {near: e, records: [Payment: {at: 2024-05-01, beneficiary: cid, payer: "p{n}"}]}
  - {silent: f, records: [Payment: {at: 2024-05-01, beneficiary: cid, payer: "p{n}"}]}
`

func compiled(t *testing.T, text string) *Typology {
	t.Helper()
	f, err := ParseFile("gifts.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	made, err := Compile(f, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAdvice(t *testing.T) {
	for name, try := range map[string]struct {
		old, new string   // what is changed in the whole one
		want     []string // rule at line:column
	}{
		"nothing":                            {"", "", nil},
		"a near one too few":                 {"  - {near: e,", "  - {silent: e,", []string{"tests 1:5"}},
		"a firing one too few":               {"  - {fires: c,", "  - {silent: c,", []string{"tests 1:5"}},
		"a parameter that nothing reads":     {"days: 7d}", "days: 7d, spare: 3}", []string{"parameter 12:32"}},
		"a parameter that only say reads":    {"senders: 4, days: 7d}\nlet:\n  senders: distinct payer over params.days\nwhen: senders >= params.senders\nsay: \"", "senders: 4, days: 7d, spare: 3}\nlet:\n  senders: distinct payer over params.days\nwhen: senders >= params.senders\nsay: \"{params.spare} ", nil},
		"a let that nothing reads":           {"when:", "  amount: sum amount over 7d\nwhen:", []string{"let 15:3"}},
		"a let that a later one reads":       {"  senders: distinct payer over params.days\nwhen: senders >=", "  many: distinct payer over params.days\n  senders: many * 1\nwhen: senders >=", nil},
		"no quotation":                       {"\n    quote: many senders", "", []string{"quotation 1:5"}},
		"no next steps":                      {"next: [ask]\n", "", []string{"next 1:5"}},
		"a word in the title":                {"Many pay one", "Many pay one Suspect", []string{"word 2:1"}},
		"a word in the sentence":             {"received money from", "laundered money with terrorists of", []string{"word 16:6", "word 16:6"}},
		"no verdict, though it begins alike": {"Many pay one", "Many guild members pay one", nil},
		"a percentile alone":                 {"senders >= params.senders", "senders >= params.senders * 25% and amount > usual", []string{"floor 16:7"}},
	} {
		text := strings.Replace(whole, try.old, try.new, 1)
		if name == "a percentile alone" {
			text = strings.Replace(strings.Replace(text, "when: senders >= params.senders * 25% and ", "when: ", 1), "  senders: distinct payer over params.days\n", "  usual: percentile 99 of amount over 90d before today\n", 1)
			text = strings.Replace(strings.Replace(text, "params: {senders: 4, days: 7d}\n", "", 1), "{senders} senders", "many", 1)
			try.want = []string{"floor 14:7"}
		}
		if try.old != "" && text == whole {
			t.Fatalf("%s: nothing was changed", name)
		}
		made := compiled(t, text)
		var got []string
		for _, a := range (&Organisation{}).Advise(made) {
			at := a.Place
			at.File = ""
			got = append(got, a.Rule+strings.Replace(at.String(), ":", " ", 1))
			if a.What == "" || a.Hint == "" || a.Place.File != "gifts.yaml" {
				t.Errorf("%s: %+v", name, a)
			}
		}
		if !slices.Equal(got, try.want) {
			t.Errorf("%s: %q, want %q", name, got, try.want)
		}
	}
}

// A percentile may decide where a floor in units stands beside it, in the condition or before anything is counted, or where it
// only scores.
func TestAFloorBesideAPercentile(t *testing.T) {
	ranked := strings.NewReplacer("params: {senders: 4, days: 7d}", "params: {least: 500 EUR}", "senders: distinct payer over params.days", "usual: percentile 99 of amount over 90d before today",
		"senders >= params.senders", "amount > usual and CONDITION", "{senders} senders", "{params.least}").Replace(whole)
	for condition, want := range map[string]bool{
		"amount >= params.least": false, "params.least <= amount": false, "amount >= 1000 EUR": false, "amount > params.least * 2": false,
		"amount < params.least": true, `method == "cash"`: true, "amount >= usual": true,
	} {
		made := compiled(t, strings.Replace(ranked, "CONDITION", condition, 1))
		got := slices.ContainsFunc((&Organisation{}).Advise(made), func(a Advice) bool { return a.Rule == "floor" })
		if got != want {
			t.Errorf("%s: advised %v, want %v", condition, got, want)
		}
	}
	alone := strings.Replace(ranked, " and CONDITION", "", 1)
	for change, text := range map[string]string{"a score": strings.Replace(alone, "opens: finding", "opens: score", 1),
		"a floor before": strings.Replace(alone, "params:", "on: Payment where amount >= 100 EUR\nparams:", 1)} {
		if all := (&Organisation{}).Advise(compiled(t, text)); slices.ContainsFunc(all, func(a Advice) bool { return a.Rule == "floor" }) {
			t.Errorf("%s is advised against: %+v", change, all)
		}
	}
}
