package check

import (
	"slices"
	"testing"
)

// The right ones are examples from the standards, registries and the issuing authorities' own pages; each wrong one differs
// from a right one by what a clerk mistypes.
func TestIdentifiers(t *testing.T) {
	for _, test := range []struct {
		kind  string
		check func(string) bool
		right []string
		wrong []string
	}{
		{"IBAN", IBAN,
			[]string{"GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR1420041010050500013M02606", "TR330006100519786457841326", "no9386011117947"},
			[]string{"", "GB82 WEST 1234 5698 7654 33", "GB82 WEST 1234 5698 7645 32", "DE8937040044053201300", "ZZ82WEST12345698765432", "GB8 2*WEST12345698765432"}},
		{"BIC", BIC, []string{"DEUTDEFF", "DEUTDEFF500", "nedszajjxxx"}, []string{"DEUTDEF", "DEUT1EFF", "DEUTDEFF50"}},
		{"LEI", LEI, []string{"5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572"}, []string{"5493001KJTIIGC8Y1R21", "5493001KJTIIGC8Y1R1", "213800WSGIIZCXF1P5A2"}},
		{"Luhn", Luhn, []string{"79927398713", "4539 1488 0343 6467"}, []string{"79927398710", "8", "7992739871X"}},
		{"IMO", IMO, []string{"9074729", "IMO 9074729", "imo9176187"}, []string{"9074792", "907472", "IMO9074728", "TAN9074729"}},
		{"container", Container, []string{"CSQU3054383", "csqu 305438-3", "MSKU6011672"}, []string{"CSQU3054384", "CSQ3054383", "CSQA3054383"}},
		{"CAS", CAS, []string{"7732-18-5", "7722-84-1", "100-97-0", "6484-52-2"}, []string{"7732-18-4", "7732185", "7722-48-1", "1-18-5", ""}},
		{"VAT", VAT,
			[]string{"ATU13585627", "BE0403019261", "BG175074752", "CY10259033P", "DE136695976", "DK 13585628", "EE100931558", "EL023456780",
				"FI20774740", "FR40303265045", "HR33392005961", "HU12892312", "IT00743110157", "LU15027442", "MT11679112", "NL004495445B01",
				"PL8567346215", "PT501964843", "RO18547290", "SE123456789701", "SI50223054", "SK2022749619", "XI123456789"},
			[]string{"ATU13585626", "BE0403019262", "DE136695978", "DK13585629", "EE100931559", "EL023456781", "FI20774741", "FR41303265045",
				"HR33392005962", "HU12892313", "IT00743110158", "LU15027443", "MT11679113", "NL123456790B01", "PL8567346216", "PT501964842",
				"RO18547291", "SE123456789101", "SI50223055", "SK2022749618", "US123456789", "DE", ""}},
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

// The specimens of ICAO Doc 9303 parts 4 to 7, and the same with one character changed.
func TestMRZ(t *testing.T) {
	const passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
	for _, test := range []struct {
		lines []string
		form  MRZForm
		wrong []string
	}{
		{[]string{passport, "L898902C36UTO7408122F1204159ZE184226B<<<<<10"}, TD3, nil},
		{[]string{passport, "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<0"}, TD3, []string{"composite"}},
		{[]string{passport, "L898903C36UTO7408122F1204159ZE184226B<<<<<10"}, TD3, []string{"document number", "composite"}},
		{[]string{passport, "L898902C36UTO7408221F1204159ZE184226B<<<<<10"}, TD3, []string{"birth date", "composite"}},
		{[]string{passport, "L898902C36UTO7408122F1204159ZE184226C<<<<<10"}, TD3, []string{"personal number", "composite"}},
		{[]string{"I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"}, TD1, nil},
		{[]string{"I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"}, TD1, nil},
		{[]string{"I<UTOD23145890<7348<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"}, TD1, []string{"document number", "composite"}},
		{[]string{"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"}, TD2, nil},
		{[]string{"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"}, MRVA, nil},
		{[]string{"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"}, MRVB, nil},
		{[]string{"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612108<<<<<<<<"}, MRVB, []string{"expiry date"}},
		{[]string{passport, "L898902C36"}, "", nil},
		{nil, "", nil},
	} {
		form, wrong := MRZ(test.lines...)
		if form != test.form || !slices.Equal(wrong, test.wrong) {
			t.Errorf("%v: got %q, wrong %v; want %q, wrong %v", test.lines, form, wrong, test.form, test.wrong)
		}
	}
}

func FuzzAll(f *testing.F) {
	f.Add("GB82 WEST 1234 5698 7654 32", "x")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, check := range []func(string) bool{IBAN, BIC, LEI, Luhn, IMO, Container, CAS, VAT} {
			check(a)
		}
		MRZ(a, b)
		MRZ(a, b, a)
	})
}
