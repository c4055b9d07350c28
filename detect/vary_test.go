package detect

import (
	"strings"
	"testing"

	"spoor/model"
)

func TestValuesAroundAParameter(t *testing.T) {
	for value, want := range map[string]string{
		"3":                      "1 2 3 4 5 6",
		"1":                      "1 2 3 4",
		"12":                     "6 9 10 12 13 15 18", // 10.8 and 13.2 are cut
		"7d":                     "5d 6d 7d 8d 9d 10d",
		"90d":                    "45d 67d 81d 90d 99d 112d 135d",
		"5000 EUR":               "2500 EUR 3750 EUR 4500 EUR 5000 EUR 5500 EUR 6250 EUR 7500 EUR",
		"25 kg":                  "12 kg 18 kg 22 kg 25 kg 27 kg 31 kg 37 kg",
		"90%":                    "45% 67% 81% 90% 99%", // no share is above the whole
		"300%":                   "150% 225% 270% 300% 330% 375% 450%",
		"2.50 EUR":               "1.25 EUR 1.87 EUR 2.25 EUR 2.5 EUR 2.75 EUR 3.12 EUR 3.75 EUR",
		"eu":                     "",
		"[3, 4 from 2025-01-01]": "1 2 3 4 5 6",
	} {
		made := compiled(t, strings.Replace(whole, "days: 7d}", "days: 7d, it: "+value+"}", 1))
		all := (&Organisation{}).Parameters(made)
		p := all[len(all)-1]
		if got := strings.Join(p.Around(), " "); got != want || p.Name != "it" || p.Dated != strings.Contains(value, "from") {
			t.Errorf("%s: %q, want %q (%+v)", value, got, want, p)
		}
	}
}

func TestValuesBetween(t *testing.T) {
	for ends, want := range map[[2]string]string{
		{"1000", "4000 EUR"}: "1000 EUR 1500 EUR 2000 EUR 2500 EUR 3000 EUR 3500 EUR 4000 EUR",
		{"3", "5"}:           "3 4 5",
		{"1d", "2w"}:         "no", {"5", "5"}: "no", {"a", "b"}: "no", {"9", "1"}: "no", {"", "4"}: "no",
		{"0.5", "2"}: "0.5 0.7 1 1.2 1.5 1.7 2",
	} {
		got, err := Between(ends[0], ends[1])
		if text := strings.Join(got, " "); (err != nil) != (want == "no") || err == nil && text != want {
			t.Errorf("%v: %q %v, want %q", ends, text, err, want)
		}
	}
}

func TestVaryingAParameter(t *testing.T) {
	made := compiled(t, whole)
	o, err := ParseOrganisation("own.yaml", []byte("params: {gifts: {senders: 9, days: 3d}}"))
	if err != nil {
		t.Fatal(err)
	}
	varied, err := o.Vary(made, "days", "30d")
	if err != nil {
		t.Fatal(err)
	}
	if got := varied.lets[0].width; length(got) != 30*86400e6 {
		t.Errorf("the window is %+v", got)
	}
	if got := varied.watch[varied.triggers()[0]].terms[0].right.one(&frame{}); got.String() != "9" {
		t.Errorf("the organisation's other value is lost: %v", got)
	}
	if p := o.Parameters(made); !p[0].Own || p[0].Text != "9" || p[1].Text != "3d" {
		t.Errorf("%+v", p)
	}
	if got := o.Params["gifts"]; len(got) != 2 || got[1].Values[0].Text != "3d" {
		t.Errorf("the organisation's own file changed: %+v", got)
	}
	for parameter, wrong := range map[string]string{"dais": "has no parameter \"dais\"; did you mean", "days": "the values of days are money in EUR and length of time"} {
		value := "4 EUR"
		if _, err := o.Vary(made, parameter, value); err == nil || !strings.Contains(err.Error(), wrong) {
			t.Errorf("%s: %v, want %q", parameter, err, wrong)
		}
	}
}

// A file may be anybody's: what its tests would hold is bound.
func TestTestsAreBound(t *testing.T) {
	text := whole + strings.Repeat("  - {near: x, records: [{Payment: {at: 2024-05-01, payer: a, beneficiary: b}, repeat: 10000}]}\n", 10)
	f, err := ParseFile("gifts.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Compile(f, model.Default()); err == nil || !strings.Contains(err.Error(), "gifts.yaml:35:35: compiling the typology: the tests hold more than 100000 records") {
		t.Error(err)
	}
}
