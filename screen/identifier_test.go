package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"spoor/model"
)

// Each kind: how two writings agree, whether that makes a possible match by itself, and what it makes of the identity.
func TestEachKindOfIdentifier(t *testing.T) {
	for _, test := range []struct {
		what          string
		asked, listed *model.Entity
		agreement     string // empty: no hit
		identity      Identity
		detail        string // must stand in the reason
	}{
		{"a ship's number", entity(t, "q", "Vessel", "imoNumber", "IMO 9074729"), entity(t, "l", "Vessel", "name", "OCEAN STAR", "imoNumber", "9074729"), Same, Confirmed, ""},
		{"a ship's number with a wrong digit", entity(t, "q", "Vessel", "imoNumber", "9074728"), entity(t, "l", "Vessel", "name", "OCEAN STAR", "imoNumber", "9074728"), Same, Confirmed, "check digit is wrong"},
		{"a ship's number is no company's", entity(t, "q", "Company", "imoNumber", "9074729"), entity(t, "l", "Vessel", "name", "OCEAN STAR", "imoNumber", "9074729"), "", "", ""},
		{"a ship's owner", entity(t, "q", "Company", "imoNumber", "5848165"), entity(t, "l", "Organization", "name", "GREEN SHIPPING LTD.", "imoNumber", "IMO 5848165"), Same, Confirmed, ""},
		{"MMSI", entity(t, "q", "Vessel", "mmsi", "MMSI 273 356 000"), entity(t, "l", "Vessel", "name", "OCEAN STAR", "mmsi", "273356000"), Same, Confirmed, ""},
		{"call sign", entity(t, "q", "Vessel", "callSign", "ubxk"), entity(t, "l", "Vessel", "name", "OCEAN STAR", "callSign", "UBXK"), Same, Confirmed, ""},
		{"aircraft's mark", entity(t, "q", "Airplane", "registrationNumber", "EP CPD"), entity(t, "l", "Airplane", "name", "EP-CPD", "registrationNumber", "EP-CPD"), Same, Confirmed, ""},
		{"aircraft's serial number of its maker", entity(t, "q", "Airplane", "serialNumber", "49852", "manufacturer", "McDonnell"), entity(t, "l", "Airplane", "name", "EP-CPD", "serialNumber", "49852", "manufacturer", "mcdonnell"), Same, Confirmed, ""},
		{"aircraft's serial number alone", entity(t, "q", "Airplane", "serialNumber", "49852"), entity(t, "l", "Airplane", "name", "EP-CPD", "serialNumber", "49852"), Close, Supported, "without its make"},
		{"a type of aircraft is no identifier", entity(t, "q", "Airplane", "icaoCode", "B7478F"), entity(t, "l", "Airplane", "name", "EP-CPD", "icaoCode", "B7478F"), "", "", ""},
		{"plate in Cyrillic letters", entity(t, "q", "Vehicle", "registrationNumber", "а123вс 77"), entity(t, "l", "Vehicle", "name", "a lorry", "registrationNumber", "A123BC77", "country", "ru"), Same, Confirmed, ""},
		{"plate of another country", entity(t, "q", "Vehicle", "registrationNumber", "A123BC77", "country", "ge"), entity(t, "l", "Vehicle", "name", "a lorry", "registrationNumber", "A123BC77", "country", "ru"), Close, Mixed, "another country: Georgia, Russia"},
		{"chassis", entity(t, "q", "Vehicle", "vin", "1m8gdm9axkp042788"), entity(t, "l", "Vehicle", "name", "a bus", "vin", "1M8GDM9AXKP042788"), Same, Confirmed, ""},
		{"chassis with a wrong digit", entity(t, "q", "Vehicle", "vin", "1M8GDM9A1KP042788"), entity(t, "l", "Vehicle", "name", "a bus", "vin", "1M8GDM9A1KP042788"), Same, Confirmed, "check digit is wrong"},
		{"weapon of a make", entity(t, "q", "Weapon", "serialNumber", "56-1 234567", "make", "Norinco"), entity(t, "l", "Weapon", "serialNumber", "561234567", "make", "NORINCO"), Same, Confirmed, ""},
		{"weapon of another make", entity(t, "q", "Weapon", "serialNumber", "1234567", "make", "Zastava"), entity(t, "l", "Weapon", "serialNumber", "1234567", "make", "Norinco"), Close, Supported, "another make"},
		{"wallet under another coin's name", entity(t, "q", "CryptoWallet", "publicKey", "ethereum:0xAB5801A7D398351B8BE11C439E05C5B3259AEC9B"), entity(t, "l", "CryptoWallet", "publicKey", "0xab5801a7d398351b8be11c439e05c5b3259aec9b", "currency", "XBT"), Same, Confirmed, ""},
		{"wallet with wrong check digits", entity(t, "q", "CryptoWallet", "publicKey", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"), entity(t, "l", "CryptoWallet", "publicKey", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"), Same, Confirmed, "check digits"},
		{"wallet whose letters' case differs", entity(t, "q", "CryptoWallet", "publicKey", "1bvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"), entity(t, "l", "CryptoWallet", "publicKey", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"), "", "", ""},
		{"wallet of 64 hex digits", entity(t, "q", "CryptoWallet", "publicKey", "BE5543FF73456AB9F2D207887E2AF87322C651EA1A873C5B25B7FFAE456C3200"), entity(t, "l", "CryptoWallet", "publicKey", "be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c3200", "currency", "XMR"), Same, Confirmed, ""},
		{"passport", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "ab 1234567", "nationality", "ru"), entity(t, "l", "Person", "name", "Ivan Sokolov", "passportNumber", "AB1234567", "nationality", "ru"), Same, Confirmed, ""},
		{"passport of another country", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "AB1234567", "nationality", "fr"), entity(t, "l", "Person", "name", "Ivan Sokolov", "passportNumber", "AB1234567", "nationality", "ru"), Close, Mixed, "another country: France, Russia"},
		{"passport and social security", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "123456789"), entity(t, "l", "Person", "name", "Ivan Sokolov", "socialSecurityNumber", "123456789"), Close, Supported, "another kind of document: passport, social security"},
		{"lost passport", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "AB1234567", "nationality", "ru"), entity(t, "l", "LostDocument", "number", "AB1234567", "type", "Passport", "country", "ru"), Same, Confirmed, ""},
		{"lost identity card of the number", entity(t, "q", "Person", "name", "Someone Else", "passportNumber", "AB1234567", "nationality", "ru"), entity(t, "l", "LostDocument", "number", "AB1234567", "type", "identity card", "country", "ru"), Close, Supported, "passport, identity card"},
		{"IBAN", entity(t, "q", "BankAccount", "iban", "IBAN GB82 WEST 1234 5698 7654 32"), entity(t, "l", "BankAccount", "iban", "GB82WEST12345698765432"), Same, Confirmed, ""},
		{"IBAN with wrong digits", entity(t, "q", "BankAccount", "iban", "GB82WEST12345698765433"), entity(t, "l", "BankAccount", "iban", "GB82 WEST 1234 5698 7654 33"), Same, Confirmed, "check digit is wrong"},
		{"account of a bank", entity(t, "q", "BankAccount", "accountNumber", "12-345678", "bic", "DEUTDEFF500"), entity(t, "l", "BankAccount", "accountNumber", "12345678", "bic", "DEUTDEFF"), Same, Confirmed, ""},
		{"account without its bank", entity(t, "q", "BankAccount", "accountNumber", "12345678"), entity(t, "l", "BankAccount", "accountNumber", "12345678", "bic", "DEUTDEFF"), Close, Supported, "without its bank"},
		{"bank without its branch", entity(t, "q", "Company", "swiftBic", "DEUTDEFF"), entity(t, "l", "Company", "name", "a bank", "swiftBic", "DEUTDEFFXXX"), Same, Confirmed, "branch"},
		{"another branch of a bank", entity(t, "q", "Company", "swiftBic", "DEUTDEFF500"), entity(t, "l", "Company", "name", "a bank", "swiftBic", "DEUTDEFF600"), Close, Supported, "another branch"},
		{"LEI", entity(t, "q", "Company", "leiCode", "5493001kjtiigc8y1r12"), entity(t, "l", "Company", "name", "a firm", "leiCode", "5493001KJTIIGC8Y1R12"), Same, Confirmed, ""},
		{"tax number", entity(t, "q", "Company", "innCode", "7707083893"), entity(t, "l", "Company", "name", "a firm", "innCode", "7707 083893"), Same, Confirmed, ""},
		{"tax number with a wrong digit", entity(t, "q", "Company", "innCode", "7707083894"), entity(t, "l", "Company", "name", "a firm", "innCode", "7707083894"), Same, Confirmed, "check digit is wrong"},
		{"registration of another country", entity(t, "q", "Company", "registrationNumber", "HRB 12345", "jurisdiction", "de"), entity(t, "l", "Company", "name", "a firm", "registrationNumber", "HRB12345", "jurisdiction", "at"), Close, Mixed, "another country: Germany, Austria"},
		{"phone with its country", entity(t, "q", "Person", "name", "Someone Else", "phone", "0170 1234567", "country", "de"), entity(t, "l", "Person", "name", "Ivan Sokolov", "phone", "+49 (0)170 123-4567"), Same, Supported, ""},
		{"phone by its last digits is no match alone", entity(t, "q", "Person", "name", "Someone Else", "phone", "0701234567"), entity(t, "l", "Person", "name", "Ivan Sokolov", "phone", "+46701234567"), "", "", ""},
		{"phone by its last digits beside a name", entity(t, "q", "Person", "name", "Ivan Sokolov", "phone", "0701234567"), entity(t, "l", "Person", "name", "Ivan Sokolov", "phone", "+46701234567"), Close, Supported, "last digits"},
		{"e-mail", entity(t, "q", "Person", "name", "Someone Else", "email", "Ivan.Sokolov@Example.org"), entity(t, "l", "Person", "name", "Ivan Sokolov", "email", "ivan.sokolov@example.org"), Same, Supported, ""},
		{"e-mail with a tag beside a name", entity(t, "q", "Person", "name", "Ivan Sokolov", "email", "ivansokolov+shop@example.org"), entity(t, "l", "Person", "name", "Ivan Sokolov", "email", "ivan.sokolov@example.org"), Close, Supported, "plus sign"},
		{"site", entity(t, "q", "Company", "website", "example.org/"), entity(t, "l", "Company", "name", "a firm", "website", "https://www.Example.org?lang=en"), Same, Supported, ""},
		{"another page on a site of everybody's", entity(t, "q", "Company", "name", "a firm", "website", "https://facebook.com/one"), entity(t, "l", "Company", "name", "firm two", "website", "https://facebook.com/two"), "", "", ""},
		{"address alone", entity(t, "q", "Company", "name", "Another Trading", "address", "12 Baghdad St, Damascus, Syria"), entity(t, "l", "Company", "name", "Lattakia Cables", "address", "Baghdad Street 12, Damascus, Syria"), "", "", ""},
		{"address beside a name", entity(t, "q", "Company", "name", "Lattakia Cables", "address", "12 Baghdad St, Damascus, Syria"), entity(t, "l", "Company", "name", "Lattakia Cables", "address", "Baghdad Street 12, Damascus, Syria"), Same, Supported, ""},
		{"another house of the place", entity(t, "q", "Company", "name", "Lattakia Cables", "address", "40 Baghdad St, Damascus"), entity(t, "l", "Company", "name", "Lattakia Cables", "address", "Baghdad Street 12, Damascus"), Close, Supported, "not the same house"},
	} {
		x, err := build([]Published{{test.listed, "a"}})
		if err != nil {
			t.Fatal(err)
		}
		hits := x.Search(QueryOf(test.asked), Options{})
		if len(hits) == 0 || test.agreement == "" {
			if len(hits) > 0 || test.agreement != "" {
				t.Errorf("%s: %d hits, want agreement %q", test.what, len(hits), test.agreement)
			}
			continue
		}
		var about *Reason
		for i, r := range hits[0].Reasons {
			if r.Field == "address" || idKindOf(t, test.listed, r.Field) {
				about = &hits[0].Reasons[i]
			}
		}
		if about == nil || about.Agreement != test.agreement || hits[0].Identity != test.identity || !strings.Contains(about.Detail, test.detail) || test.agreement == Same && test.detail == "" && idKindOf(t, test.listed, about.Field) && about.Detail != "" {
			t.Errorf("%s: %s %+v, want %s %s %q", test.what, hits[0].Identity, about, test.agreement, test.identity, test.detail)
		}
	}
}

func idKindOf(t *testing.T, e *model.Entity, field string) bool {
	t.Helper()
	p := e.Schema.Property(field)
	if p == nil {
		return false
	}
	_, ok := kindOf(e.Schema, p)
	return ok
}

// An identifier of which nobody says what it is finds listings of every kind.
func TestIdentifierOfAnyKind(t *testing.T) {
	x, err := build([]Published{
		{entity(t, "v", "Vessel", "name", "OCEAN STAR", "imoNumber", "9074729"), "a"},
		{entity(t, "w", "CryptoWallet", "publicKey", "0xab5801a7d398351b8be11c439e05c5b3259aec9b"), "a"},
		{entity(t, "b", "BankAccount", "iban", "GB82WEST12345698765432"), "a"},
		{entity(t, "p", "Person", "name", "Ivan Sokolov", "passportNumber", "AB1234567", "phone", "+49 170 1234567", "email", "a@example.org"), "a"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"imo9074729": "v", "0xAB5801A7D398351B8BE11C439E05C5B3259AEC9B": "w", "gb82 west 1234 5698 7654 32": "b", "AB 123 4567": "p",
		"0049 170 1234567": "p", "A@EXAMPLE.ORG": "p", "nothing": "", "": ""} {
		hits := x.Search(Query{}.WithIdentifier(text), Options{})
		got := ""
		if len(hits) > 0 {
			got = hits[0].Listing.ID
		}
		if got != want || len(hits) > 1 {
			t.Errorf("%q: %d hits, first %q, want %q", text, len(hits), got, want)
		}
	}
}

// What else is known of a party: each fact by itself, beside the same name.
func TestFactsBesideTheName(t *testing.T) {
	listed := entity(t, "l", "Person", "name", "Ivan Sokolov", "birthPlace", "Tver, Russia", "birthCountry", "ru", "fatherName", "Petrovich")
	for _, test := range []struct {
		field, text, reason, agreement string
		score                          float64
	}{
		{"birthPlace", "Tver", "place of birth", Same, 0.5 + sameBirthPlace},
		{"birthPlace", "Kazan", "place of birth", Differs, 0.5},
		{"birthPlace", "Tver, Canada", "place of birth", Differs, 0.5},
		{"birthCountry", "Russia", "country of birth", Same, 0.5 + sameBirthLand + sameCountry},
		{"birthCountry", "fr", "country of birth", Differs, 0.5 + otherBirthLand + otherCountry},
		{"middleName", "Petrovitch", "middle name", Same, 0.5 + sameMiddle},
		{"middleName", "Sergeevich", "middle name", Differs, 0.5 + otherMiddle},
	} {
		x, err := build([]Published{{listed, "a"}})
		if err != nil {
			t.Fatal(err)
		}
		hits := x.Search(QueryOf(entity(t, "q", "Person", "name", "Ivan Sokolov", test.field, test.text)), Options{})
		if len(hits) != 1 {
			t.Fatalf("%s %s: %d hits", test.field, test.text, len(hits))
		}
		found := ""
		for _, r := range hits[0].Reasons {
			if r.Field == test.reason {
				found = r.Agreement
			}
		}
		if found != test.agreement || hits[0].IdentityScore < test.score-1e-9 || hits[0].IdentityScore > test.score+1e-9 {
			t.Errorf("%s %s: %s %v, want %s %v", test.field, test.text, found, hits[0].IdentityScore, test.agreement, test.score)
		}
	}
}

// Canonical forms are stable, valid and no longer than what was written, and comparing is the same both ways.
func FuzzCanonical(f *testing.F) {
	for _, text := range []string{"GB82 WEST 1234 5698 7654 32", "+49 (0)170 1234567 ext. 5", "а123вс77", "٠١٢٣٤٥٦٧٨", "https://u@www.example.org:443/a/?b#c", "a.b+c@example.org",
		"bitcoincash:qpm2qsznhks23z7629mms6s5cwef74vcwvy22gdx6a", "DEUTDEFF", "\x00\xff", "xdc", "bitcoin:bitcoin:1", "@.", "IMOIMO9074729", "mailto:mailto:a@b.c"} {
		f.Add(text, "9074729")
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		if len(one) > longest || len(two) > longest {
			return
		}
		for kind := range idKind(len(reaches)) {
			a, b := identifier{kind: kind, as: one, text: canonical(kind, one, "")}, identifier{kind: kind, as: two, text: canonical(kind, two, "de")}
			if utf8.ValidString(one) && !utf8.ValidString(a.text) {
				t.Fatalf("%d %q: %q is no UTF-8", kind, one, a.text)
			}
			if !kind.wellFormed(a.text) || !kind.wellFormed(b.text) {
				continue
			}
			if again := canonical(kind, a.text, ""); kind.wellFormed(again) && kind != imoShip && kind != imoCompany && kind != mmsi && kind != iban && again != a.text {
				t.Fatalf("%d %q: %q, and again %q", kind, one, a.text, again)
			}
			x, _ := a.compare(&b)
			y, _ := b.compare(&a)
			if x != y || a.text == b.text && a.key() != b.key() {
				t.Fatalf("%d %q %q: %q and %q", kind, one, two, x, y)
			}
		}
		compareAddress(parseAddress(one), parseAddress(two))
	})
}
