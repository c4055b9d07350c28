package check

// ibanLength is the length of a country's IBAN by the SWIFT IBAN registry (release 99).
var ibanLength = map[string]int{
	"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29, "BY": 28, "CH": 21,
	"CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18,
	"FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23,
	"IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27,
	"MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28,
	"PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
	"SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}

// IBAN checks an international bank account number: the country's length and ISO 7064 MOD 97-10 (ISO 13616).
func IBAN(text string) bool {
	s, ok := plain(text)
	return ok && len(s) > 4 && len(s) == ibanLength[s[:2]] && digits(s[2:4]) && mod97(s[4:]+s[:4]) == 1
}

// BIC checks the form of a business identifier code (ISO 9362): institution, country, location, and perhaps a branch.
func BIC(text string) bool {
	s, ok := plain(text)
	return ok && (len(s) == 8 || len(s) == 11) && letters(s[4:6])
}

// LEI checks a legal entity identifier (ISO 17442): 18 characters and two check digits, MOD 97-10.
func LEI(text string) bool {
	s, ok := plain(text)
	return ok && len(s) == 20 && digits(s[18:]) && mod97(s) == 1
}

// Luhn checks the last digit of a number of at least two digits (ISO/IEC 7812-1, payment cards and IMEI).
func Luhn(text string) bool {
	s, ok := plain(text)
	if !ok || len(s) < 2 || !digits(s) {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := digit(s[len(s)-1-i])
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}
