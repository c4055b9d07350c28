package detect

import (
	"slices"
	"testing"
)

// The words behind a number are for one, or for any other number: none, and a part of one.
// What would have silenced a condition that compares nothing is its contrary, said without a double negative.
func TestWhatWouldHaveSilencedACondition(t *testing.T) {
	for when, want := range map[string]string{
		"not covered":                        "covered",
		`method in ["cash", "msb"]`:          `not method in ["cash", "msb"]`,
		`not (method == "cash" or few >= 1)`: `method == "cash" or few >= 1`,
		`method == "cash" or few >= 1`:       `not (method == "cash" or few >= 1)`,
		"has(method)":                        "not has(method)",
	} {
		n, err := parseExpression(when)
		if err != nil {
			t.Fatal(err)
		}
		if got := contrary(n).String(); got != want {
			t.Errorf("of %s it is %s, not %s", when, got, want)
		}
	}
}

func TestWordsBehindANumber(t *testing.T) {
	typology := typologyOf(t, "let: {cards: distinct card over 7d, part: cards / 2, none: count over 7d where amount < 0 EUR}\nwhen: amount > 5 EUR\n"+
		"say: \"{cards|card was|cards were} used, {part|half|halves}, {none|return|returns}\"\n")
	for _, f := range run(t, paid(t,
		"a 2024-05-01T10:00:00Z payer=ann amount=9 currency=EUR card=k1",
		"b 2024-05-20T10:00:00Z payer=ben amount=9 currency=EUR card=k1 card=k2"), typology).Findings {
		want := map[string]string{"ann": "1 card was used, 0.5 halves, 0 returns", "ben": "2 cards were used, 1 half, 0 returns"}[f.Subject]
		if f.Say != want {
			t.Errorf("%s: %q, want %q", f.Subject, f.Say, want)
		}
	}
}

func TestASentenceAsItIsRead(t *testing.T) {
	f := &File{Say: phrase{Text: "{payer} used {cards|card|cards}; { unpaid | invoice is | invoices are } unpaid, {a || b}"}}
	if want := "{payer} used {cards} cards; {unpaid} invoices are unpaid, {a || b}"; f.Sentence() != want {
		t.Errorf("%q", f.Sentence())
	}
	if _, words := forms("a || b|x|y"); !slices.Equal(words, []string{"x", "y"}) {
		t.Errorf("%q", words)
	}
}
