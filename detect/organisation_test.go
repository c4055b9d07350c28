package detect

import (
	"cmp"
	"strings"
	"testing"
	"testing/fstest"

	"spoor/model"
)

// heard compiles the sound file of errors.txt, with the keys in place of its own, for an organisation.
func heard(t *testing.T, organisation, keys string) (*Typology, error) {
	t.Helper()
	sound, _ := faults(t)
	o, err := ParseOrganisation("own.yaml", []byte(organisation))
	if err != nil {
		return nil, err
	}
	if err := o.Define(fstest.MapFS{"definitions.yaml": {Data: []byte(
		"definitions:\n  small: amount < 50 EUR\n  cashLike: method in [\"cash\", \"msb\"]\n  both: small and cashLike\n")}}); err != nil {
		t.Fatal(err)
	}
	f, err := ParseFile("t.yaml", []byte(differing(sound+"\n", keys)))
	if err != nil {
		t.Fatal(err)
	}
	return o.Compile(f, model.Default())
}

// A file's tests are of its own values: an organisation's make none fail, nor pass.
func TestAnOrganisationsValuesAreNotTested(t *testing.T) {
	const keys = "params: {limit: 100 EUR}\n-let\nwhen: amount >= params.limit\nsay: \"{amount}\"\n" +
		"tests: [{fires: at the limit, records: [{Payment: {at: 2024-05-01, payer: ann, beneficiary: bob, amount: 100 EUR}}]}]\n"
	made, err := heard(t, "params: {sound: {limit: 3000 EUR}}\n", keys)
	if err != nil {
		t.Fatal(err)
	}
	if outcomes, err := made.RunTests(t.Context()); err != nil || len(outcomes) != 1 || !outcomes[0].Passed {
		t.Errorf("%+v %v", outcomes, err)
	}
}

func TestOrganisation(t *testing.T) {
	const none = "controller: Example Bank\n"
	dated := "params:\n  limit:\n    - 100 EUR\n    - 80 EUR from 2024-05-03\n    - 60 EUR in eu\n    - 40 EUR from 2024-05-03 in fr\n-let\nwhen: amount >= params.limit\nsay: \"{params.limit}\"\n"
	for _, c := range []struct {
		name, organisation, keys, under, want string
		payment                               string
	}{
		{"the value that always holds", none, dated, "us", "100.00 EUR", "2024-05-02T00:00:00Z"},
		{"from its day, at its first moment", none, dated, "us", "80.00 EUR", "2024-05-03T00:00:00Z"},
		{"the Union's goes before the day's", none, dated, "de", "60.00 EUR", "2024-05-03T00:00:00Z"},
		{"a country's before the Union's", none, dated, "fr", "40.00 EUR", "2024-05-03T00:00:00Z"},
		{"but not before its day", none, dated, "fr", "60.00 EUR", "2024-05-02T00:00:00Z"},
		{"the organisation's own before all", "params: {sound: {limit: 30 EUR}}\n", dated, "fr", "30.00 EUR", "2024-05-03T00:00:00Z"},
		{"the organisation's own by day", "params: {sound: {limit: [30 EUR, 20 EUR from 2024-05-03]}}\n", dated, "fr", "20.00 EUR", "2024-05-03T00:00:00Z"},
		{"the organisation's own for one country only", "params: {sound: {limit: [20 EUR in fr]}}\n", dated, "fr", "20.00 EUR", "2024-05-03T00:00:00Z"},
		{"which leaves the others theirs", "params: {sound: {limit: [20 EUR in fr]}}\n", dated, "us", "100.00 EUR", "2024-05-02T00:00:00Z"},
		{"a definition of the library", none, "-let\nwhen: cashLike and amount < 1000 EUR\nsay: \"{amount}\"\n", "eu", "150.00 EUR", "2024-05-02T00:00:00Z"},
		{"definitions of definitions", none, "-let\nwhen: not both\nsay: \"{amount}\"\n", "eu", "150.00 EUR", "2024-05-02T00:00:00Z"},
		{"the organisation means another thing", "definitions: {cashLike: method == \"wallet\"}\n", "-let\nwhen: not cashLike and has(method)\nsay: \"{amount}\"\n", "eu", "150.00 EUR", "2024-05-02T00:00:00Z"},
		{"a bare date is a day where it was written", none, dated, "us", "80.00 EUR", "2024-05-03 zone=Asia/Tokyo"},
		{"and so is the day before", none, dated, "us", "100.00 EUR", "2024-05-02 zone=America/Denver"},
		{"in a where", none, "let: {few: count over 7d where cashLike}\nwhen: few >= 1\nsay: \"{few}\"\n", "eu", "1", "2024-05-02T00:00:00Z"},
	} {
		typology, err := heard(t, c.organisation, c.keys)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		data := paid(t, "a "+c.payment+" payer=ann amount=150 currency=EUR method=msb")
		result, err := Run(t.Context(), []*Typology{typology}, data, Environment{Jurisdiction: c.under})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Findings) != 1 || result.Findings[0].Say != c.want {
			t.Errorf("%s: %s", c.name, told(t, result.Findings))
		}
	}
}

func TestOrganisationsFaults(t *testing.T) {
	for _, c := range []struct{ organisation, keys, want string }{
		{"params: {sound: {limt: 30 EUR}}\n", "", "own.yaml:1:18: compiling the typology: sound has no parameter limt; did you mean limit?"},
		{"params: {sound: {limit: [30 EUR from 2024-02-30]}}\n", "", "own.yaml:1:38: compiling the typology: \"2024-02-30\" is no day; write from 2024-12-31"},
		{"params: {sound: {limit: 30 GBP}}\n", "", "the values of limit are money in GBP and money in EUR; give all of them one unit"},
		{"domains: [banking]\ncontroller: c\nbasis: b\n", "", "own.yaml:1:11: compiling the typology: there is no domain banking; the domains are money, goods and travel"},
		{"domains: [money]\n", "", "own.yaml:1:11: compiling the typology: who joins domains says who answers for it and under which law; add controller: and basis:"},
		{"domains: [goods]\ncontroller: c\nbasis: b\n", "", "t.yaml:9:8: compiling the typology: Payment is of the domain money, which this organisation has not declared; its file says under domains what it may join, and on which legal basis"},
		{"definitions: {small: amount < }\n", "", "own.yaml:1:30: compiling the typology: the expression ends too early; a condition looks like: total >= params.limit"},
		{"definitions: {small: both}\n", "when: small\n", "t.yaml:13:7: compiling the typology: the definition of small comes back to itself: small, both, small; see own.yaml:1"},
		{"definitions: {small: amuont < 5 EUR}\n", "when: total > 5 EUR and small\n", "t.yaml:13:25: compiling the typology: small, as own.yaml:1 defines it: Payment has no field amuont; did you mean amount?"},
		{"definitions: {small: payer.ethnicity == \"x\"}\n", "when: small\n", "small, as own.yaml:1 defines it: LegalEntity.ethnicity may not be read by a typology"},
		{"definitions: {or: amount < 5 EUR}\n", "", "own.yaml:1:15: compiling the typology: \"or\" is no name; use letters and digits, and no word of the language"},
		{"", "params: {limit: [5 EUR from 2024-01-01]}\n", "t.yaml:10:10: compiling the typology: limit has no value that always holds; add one without from and in"},
		{"", "params: {limit: [5 EUR, 5 kg in de]}\n", "t.yaml:10:10: compiling the typology: the values of limit are money in EUR and quantity in kg; give all of them one unit"},
		{"", "params: {days: [7d, 9d in de]}\n", "a window is the same on every day; this parameter changes with the day or the jurisdiction: take a fixed one"},
	} {
		_, err := heard(t, cmp.Or(c.organisation, "controller: c\n"), c.keys)
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "\n", " "), c.want) {
			t.Errorf("%s%s says\n  %v\nnot\n  %s", c.organisation, c.keys, err, c.want)
		}
	}
}

func TestDomainsLeaveOutTheRest(t *testing.T) {
	sound, _ := faults(t)
	files := fstest.MapFS{"a/typology.yaml": {Data: []byte(sound)},
		"b/typology.yaml": {Data: []byte(differing(sound, "id: orders\nabout: Order.buyer\nsay: \"{buyer}\"\n"))}}
	o, err := ParseOrganisation("own.yaml", []byte("controller: c\nbasis: b\ndomains: [goods]\n"))
	if err != nil {
		t.Fatal(err)
	}
	all, err := o.Load(files, model.Default())
	if err != nil || len(all) != 1 || all[0].File.ID.Text != "orders" {
		t.Error(all, err)
	}
	o, err = ParseOrganisation("own.yaml", []byte("params: {sounds: {limit: 5 EUR}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Load(files, model.Default()); err == nil || !strings.Contains(err.Error(), "there is no typology sounds to set parameters of; did you mean sound?") {
		t.Error(err)
	}
	if all, err = Load(files, model.Default()); err != nil || len(all) != 2 {
		t.Error(all, err)
	}
}
