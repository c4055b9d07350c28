package payment

import (
	"strings"
	"testing"

	"spoor/model"
)

func TestWhen(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-04": "2026-03-04", "2026-03-04Z": "2026-03-04", "2026-03-04+02:00": "2026-03-04",
		"2026-03-04T10:00:00": "2026-03-04", "2026-03-04T10:00": "2026-03-04", // nobody's moment
		"2026-03-04T10:00:00Z": "2026-03-04T10:00:00Z", "2026-03-04T10:00:00.123-05:00": "2026-03-04T10:00:00.123-05:00",
		"04.03.2026": "04.03.2026", "2026-03-04T": "2026-03-04T", "": "",
	} {
		if got := When(text, "f").Text; got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}

func TestTotal(t *testing.T) {
	sum := Total{Currency: "EUR"}
	for _, amount := range []string{"0.1", "0.2", "99999999999999999999", "0.005"} {
		if err := sum.Add(amount, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := sum.Add("1", true); err != nil || sum.String() != "99999999999999999998.305" || sum.Counted != 5 {
		t.Errorf("%s of %d, %v", sum.String(), sum.Counted, err)
	}
	for _, amount := range []string{"", "1,5", "1e5", "1/3", "0x1", "-", strings.Repeat("9", 41)} {
		if sum.Add(amount, false) == nil {
			t.Errorf("%q was added", amount)
		}
	}
}

// Who pays is known by what singles out: a name in other capitals is the same party, another account or birth another.
func TestWhoIsOne(t *testing.T) {
	payer := func(s Side) string {
		p := Payment{At: Text{"2026-01-01", ""}, Payer: s}
		return p.Entities(&model.Origin{Source: &model.Source{}})[0].First("payer")
	}
	iban := func(name string) Side {
		return Side{Party: &Party{Name: name}, Account: Numbered("DE89 3704 0044 0532 0130 00", "")}
	}
	same := map[string][2]Side{
		"capitals and spaces":     {{Party: &Party{Name: "Ann  Ash"}}, {Party: &Party{Name: "ANN ASH"}}},
		"an account":              {iban("Ann Ash"), iban("ann ash")},
		"an LEI with any account": {{Party: &Party{Name: "A", LEI: "x"}}, {Party: &Party{Name: "A", LEI: "X"}, Account: Numbered("1", "")}},
		"a bank by its BIC":       {{Party: &Party{Bank: true, BIC: "MARKDEFF", Name: "Mark"}}, {Party: &Party{Bank: true, BIC: "MARKDEFF"}}},
	}
	for name, sides := range same {
		if payer(sides[0]) != payer(sides[1]) || payer(sides[0]) == "" {
			t.Errorf("%s: two parties", name)
		}
	}
	other := map[string][2]Side{
		"another account":         {iban("Ann Ash"), {Party: &Party{Name: "Ann Ash"}, Account: Numbered("1", "")}},
		"another birth":           {{Party: &Party{Name: "Ann", Born: "1970-01-01"}}, {Party: &Party{Name: "Ann", Born: "1971-01-01"}}},
		"one number, two names":   {{Party: &Party{Name: "Ann", Identifiers: []Identifier{{Number: "1"}}}}, {Party: &Party{Name: "Ben", Identifiers: []Identifier{{Number: "1"}}}}},
		"one number, two banks":   {{Account: Numbered("1", ""), Bank: Bank("MARKDEFF", "", "")}, {Account: Numbered("1", ""), Bank: Bank("DEUTDEFF", "", "")}},
		"two names on an account": {iban("Ann Ash"), iban("Ben Beck")},
	}
	for name, sides := range other {
		if payer(sides[0]) == payer(sides[1]) {
			t.Errorf("%s: one party", name)
		}
	}
	if id := payer(Side{Party: &Party{Address: []string{"Low Road"}}}); id != "" {
		t.Error("a party of whom only the address is told is known")
	}
}

// A number that a bank gave is no identifier of its own: equal ones make nobody one.
func TestIdentifiers(t *testing.T) {
	p := Payment{At: Text{"2026-01-01", ""}, Payer: Side{Party: &Party{Name: "Ann Ash", Identifiers: []Identifier{
		{Number: "L01", Scheme: "NIDN"}, {Number: "P1", Scheme: "CCPT"}, {Number: "4711", Scheme: "CUST", Issuer: "Mark Bank"}, {Number: "9"}, {Number: "HRB 1", Organisation: true},
	}}}}
	all := p.Entities(&model.Origin{Source: &model.Source{}})
	e := all[1]
	for property, want := range map[string]string{"idNumber": "L01 9", "passportNumber": "P1", "notes": "CUST Mark Bank 4711", "registrationNumber": "HRB 1"} {
		if got := strings.Join(e.Get(property), " "); got != want {
			t.Errorf("%s %q, not %q", property, got, want)
		}
	}
	if e.Schema.Name != "Person" {
		t.Errorf("who has a passport is a %s", e.Schema.Name)
	}
}
