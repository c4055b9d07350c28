package check

import (
	"slices"
	"strings"
)

// VIN checks a vehicle's identification number (ISO 3779): 17 letters and digits without I, O and Q. The check digit in the ninth
// place (49 CFR 565.15) is obligatory in North America alone, so it is asked only of numbers whose first digit, 1 to 5, says that
// the vehicle was made there.
func VIN(text string) bool {
	s, ok := plain(text)
	if !ok || len(s) != 17 || strings.ContainsAny(s, "IOQ") {
		return false
	}
	if s[0] < '1' || s[0] > '5' {
		return true
	}
	const values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ" // the value is the place modulo 10
	weights := [17]int{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2}
	sum := 0
	for i := range len(s) {
		sum += strings.IndexByte(values, s[i]) % 10 * weights[i]
	}
	return s[8] == "0123456789X"[sum%11]
}

// MMSI checks the form of a ship's radio identity (ITU-R M.585): nine digits.
func MMSI(text string) bool {
	s, ok := plain(text)
	return ok && len(s) == 9 && digits(s)
}

// IMOCompany checks the number of a ship's owner or manager (IMO Resolution MSC.160(78)): six digits and a check digit.
func IMOCompany(text string) bool {
	s, ok := plain(text)
	s = strings.TrimPrefix(s, "IMO")
	return ok && len(s) == 7 && digits(s) && (11-weighted(s[:6], 8, 6, 4, 2, 9, 7)%11)%10 == digit(s[6])
}

// INN checks a Russian taxpayer's number: ten digits of a firm, twelve of a person (order MMV-7-6/435@ of the Federal Tax Service).
func INN(text string) bool {
	s, ok := plain(text)
	if !ok || !digits(s) {
		return false
	}
	at := func(n int, weights ...int) bool { return weighted(s[:n], weights...)%11%10 == digit(s[n]) }
	switch len(s) {
	case 10:
		return at(9, 2, 4, 10, 3, 5, 9, 4, 6, 8)
	case 12:
		return at(10, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) && at(11, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
	}
	return false
}

// OGRN checks a number of the Russian register of firms (13 digits) or entrepreneurs (15).
func OGRN(text string) bool {
	s, ok := plain(text)
	if !ok || !digits(s) || len(s) != 13 && len(s) != 15 {
		return false
	}
	return number(s[:len(s)-1])%(len(s)-2)%10 == digit(s[len(s)-1])
}

// USCC checks a Chinese unified social credit code (GB 32100-2015): 18 characters, MOD 31 over an alphabet without I, O, S, V, Z.
func USCC(text string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	s, ok := plain(text)
	if !ok || len(s) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 18 {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return false
		}
		if i == 17 {
			return v == (31-sum%31)%31
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return false
}

// ISIN checks a security's number (ISO 6166): two letters, nine letters or digits, and Luhn's digit over all, A being 10.
func ISIN(text string) bool {
	s, ok := plain(text)
	if !ok || len(s) != 12 || !letters(s[:2]) || !digits(s[11:]) {
		return false
	}
	var all strings.Builder
	for i := range len(s) {
		if s[i] < 'A' {
			all.WriteByte(s[i])
			continue
		}
		v := int(s[i]-'A') + 10
		all.WriteByte(byte('0' + v/10))
		all.WriteByte(byte('0' + v%10))
	}
	return Luhn(all.String())
}

// VATCountry says whether a text opens with the prefix of a country whose VAT numbers VAT can check.
func VATCountry(text string) bool {
	s, ok := plain(text)
	return ok && len(s) > 2 && slices.Contains(vatCountries, s[:2])
}

var vatCountries = strings.Fields("AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI")
