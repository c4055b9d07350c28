package detect

import (
	"os"
	"strings"
	"testing"

	"spoor/model"
)

// typologyOf compiles the sound file of testdata/errors.txt with the keys of the case in place of its own.
func typologyOf(t testing.TB, keys string) *Typology {
	t.Helper()
	all, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, sound, _ := strings.Cut(string(all), "\n== sound\n")
	sound, _, _ = strings.Cut(sound, "\n== ")
	f, err := ParseFile("t.yaml", []byte(differing(sound+"\n", keys)))
	if err != nil {
		t.Fatal(err)
	}
	typology, err := Compile(f, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	return typology
}

func TestMeaning(t *testing.T) {
	all, err := os.ReadFile("testdata/meaning.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(all), "\n== ")[1:]
	if len(cases) < 20 {
		t.Fatalf("only %d cases were read", len(cases))
	}
	for _, c := range cases {
		name, keys, _ := strings.Cut(c, "\n")
		t.Run(name, func(t *testing.T) {
			typology := typologyOf(t, keys+"\n")
			outcomes, err := typology.RunTests(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(outcomes) == 0 {
				t.Fatal("no tests")
			}
			if err := TestError(typology, outcomes); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestLogicIsThreeValued is Kleene's table: what is unknown decides only where the rest does not.
func TestLogicIsThreeValued(t *testing.T) {
	// The record has a payer (true), no card (false), and no amount, so that nothing can be said of it (unknown).
	words := map[string]string{"T": "has(payer)", "F": "has(card)", "U": "amount > 5 EUR"}
	e := model.NewEntity("r", model.Default().Get("Payment"), nil)
	e.Add("at", "2024-05-01", "")
	e.Add("payer", "ann", "")
	rec, err := model.NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	value := func(condition string) string {
		typology := typologyOf(t, "let: {total: count over 7d}\nwhen: "+condition+"\nsay: x\n")
		w := typology.watch[rec.Schema]
		d := w.when.one(&frame{rec: rec, lets: make([]model.Datum, 1), env: &Environment{}})
		switch {
		case d.Kind == model.None:
			return "U"
		case d.Num == 1:
			return "T"
		}
		return "F"
	}
	for table, op := range map[string]string{
		"TT=T TF=F TU=U FT=F FF=F FU=F UT=U UF=F UU=U": "and",
		"TT=T TF=T TU=T FT=T FF=F FU=U UT=T UF=U UU=U": "or",
	} {
		for _, row := range strings.Fields(table) {
			condition := words[row[:1]] + " " + op + " " + words[row[1:2]]
			if got := value(condition); got != row[3:] {
				t.Errorf("%s is %s, want %s", condition, got, row[3:])
			}
		}
	}
	for condition, want := range map[string]string{
		"not has(payer)": "F", "not has(card)": "T", "not (amount > 5 EUR)": "U", "not not has(payer)": "T",
		"has(amount)": "F", "not has(amount)": "T",
		"amount == amount": "U", "amount != 5 EUR": "U", "amount in [5 EUR, 6 EUR]": "U", `"cash" in method`: "U",
		"has(payer) or has(card) and has(card)":   "T", // and binds closer
		"(has(payer) or has(card)) and has(card)": "F",
		"not has(card) and has(card)":             "F", // not binds closest
		"amount + 5 EUR > 1 EUR or has(payer)":    "T",
		"3 EUR in [5 EUR, 3 EUR]":                 "T",
		"3 EUR in [5 EUR, 6 EUR]":                 "F",
		"payer == \"ann\" && !has(card)":          "T",
		"1 + 2 * 3 == 7 and (1 + 2) * 3 == 9":     "T",
		"7 / 2 == 3.5 and 1 / 3 == 0.333333":      "T", // six places, cut toward zero
		"-1 / 3 == -0.333333":                     "T",
		"5 - 7 == -2":                             "T",
		"at + 1mo > at and at - 1mo < at":         "T",
	} {
		if got := value("'" + strings.ReplaceAll(condition, "'", "''") + "'"); got != want {
			t.Errorf("%s is %s, want %s", condition, got, want)
		}
	}
}
