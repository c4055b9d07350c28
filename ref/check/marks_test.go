package check

import "testing"

// The right ones are the examples of the standards, of encyclopedias and of registers: Wikipedia's VIN, NHTSA's, the Federal Tax
// Service's pages, GB 32100-2015, ISO 6166, and companies on OFAC's list.
func TestMarks(t *testing.T) {
	for _, test := range []struct {
		kind         string
		check        func(string) bool
		right, wrong []string
	}{
		{"VIN", VIN, []string{"1M8GDM9AXKP042788", "5GZCZ43D13S812715", "1-1111111111111111", "WVWZZZ1JZXW000001"}, []string{"1M8GDM9A1KP042788", "5GZCZ43D13S812716", "IM8GDM9AXKP042788", "1M8GDM9AXKP04278"}},
		{"MMSI", MMSI, []string{"273356000", "111 232 511"}, []string{"27335600", "27335600A"}},
		{"IMO company", IMOCompany, []string{"5848165", "IMO 5848165"}, []string{"5848156", "584816"}},
		{"INN", INN, []string{"7707083893", "500100732259"}, []string{"7707083894", "500100732258", "50010073225", ""}},
		{"OGRN", OGRN, []string{"1027700132195", "304500116000157"}, []string{"1027700132196", "304500116000158", "10277001321"}},
		{"USCC", USCC, []string{"91350100M000100Y43"}, []string{"91350100M000100Y44", "91350100M000100Y4", "9135O100M000100Y43"}},
		{"ISIN", ISIN, []string{"US0378331005", "GB0002634946", "AU0000XVGZA3"}, []string{"US0378331006", "1S0378331005"}},
	} {
		for _, text := range test.right {
			if !test.check(text) {
				t.Errorf("%s %q is right, but was refused", test.kind, text)
			}
		}
		for _, text := range test.wrong {
			if test.check(text) {
				t.Errorf("%s %q is wrong, but passed", test.kind, text)
			}
		}
	}
}

func TestPhone(t *testing.T) {
	for _, test := range []struct {
		text, country, want string
		ok                  bool
	}{
		{"+49 (0)170 123-4567", "", "+491701234567", true},
		{"0170 1234567", "de", "+491701234567", true},
		{"0049 170 1234567", "fr", "+491701234567", true},
		{"8 (495) 123-45-67", "ru", "+74951234567", true},
		{"(202) 555-0123", "us", "+12025550123", true},
		{"1-202-555-0123 ext. 5", "us", "+12025550123", true},
		{"06 1234 5678", "it", "+390612345678", true}, // Italy's 0 stays
		{"963112345678", "sy", "+963112345678", true},
		{"٠٩٣٣١٢٣٤٥٦", "sy", "+963933123456", true},
		{"0170 1234567", "", "01701234567", true},
		{"call me", "de", "", false},
		{"12345", "de", "+4912345", true},
		{"1234", "", "1234", false},
		{"+1234567890123456", "", "+1234567890123456", false},
	} {
		if got, ok := Phone(test.text, test.country); got != test.want || ok != test.ok {
			t.Errorf("%q in %q: %q %v, want %q %v", test.text, test.country, got, ok, test.want, test.ok)
		}
	}
}

// Bitcoin's, Ethereum's and Tron's own examples, and each with a letter changed.
func TestAnyWallet(t *testing.T) {
	for text, wrong := range map[string]bool{
		"1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2": false, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3": true,
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": false, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5": true,
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": false, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD": true,
		"be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c3200": false, "some other chain's": false,
	} {
		if got := AnyWallet(text); (got != "") != wrong {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func FuzzMarks(f *testing.F) {
	f.Add("+49 (0)170 123-4567", "de")
	f.Add("1M8GDM9AXKP042788", "")
	f.Fuzz(func(t *testing.T, text, country string) {
		for _, check := range []func(string) bool{VIN, MMSI, IMOCompany, INN, OGRN, USCC, ISIN, VATCountry} {
			check(text)
		}
		AnyWallet(text)
		number, ok := Phone(text, country)
		if again, _ := Phone(number, country); ok && number[0] == '+' && again != number {
			t.Errorf("%q in %q: %q, and again %q", text, country, number, again)
		}
	})
}
