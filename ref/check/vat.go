package check

import "strings"

// VAT checks a European Union VAT number with its country's prefix (EL for Greece, XI for Northern Ireland): the form for
// every member state, and the check digit where the algorithm is public.
func VAT(text string) bool {
	s, ok := plain(text)
	if !ok || len(s) < 4 {
		return false
	}
	n := s[2:]
	switch s[:2] {
	case "AT":
		return len(n) == 9 && n[0] == 'U' && digits(n[1:]) && (10-(luhnSum(n[1:8])+4)%10)%10 == digit(n[8])
	case "BE":
		return len(n) == 10 && digits(n) && n[0] <= '1' && 97-number(n[:8])%97 == number(n[8:])
	case "BG":
		return digits(n) && (len(n) == 9 || len(n) == 10)
	case "CY":
		return len(n) == 9 && digits(n[:8]) && letters(n[8:])
	case "CZ":
		return digits(n) && len(n) >= 8 && len(n) <= 10
	case "DE":
		return len(n) == 9 && digits(n) && n[0] != '0' && mod1110(n)
	case "DK":
		return len(n) == 8 && digits(n) && weighted(n, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0
	case "EE":
		return len(n) == 9 && digits(n) && weighted(n, 3, 7, 1, 3, 7, 1, 3, 7, 1)%10 == 0
	case "EL":
		return len(n) == 9 && digits(n) && weighted(n[:8], 256, 128, 64, 32, 16, 8, 4, 2)%11%10 == digit(n[8])
	case "ES":
		return len(n) == 9 && digits(n[1:8])
	case "FI":
		return len(n) == 8 && digits(n) && weighted(n, 7, 9, 10, 5, 8, 4, 2, 1)%11 == 0
	case "FR":
		return len(n) == 11 && digits(n[2:]) && Luhn(n[2:]) && (!digits(n[:2]) || number(n[2:]+"12")%97 == number(n[:2]))
	case "HR":
		return len(n) == 11 && digits(n) && mod1110(n)
	case "HU":
		return len(n) == 8 && digits(n) && weighted(n, 9, 7, 3, 1, 9, 7, 3, 1)%10 == 0
	case "IE":
		return (len(n) == 8 || len(n) == 9) && digits(n[:1])
	case "IT":
		return len(n) == 11 && digits(n) && Luhn(n)
	case "LT":
		return digits(n) && (len(n) == 9 || len(n) == 12)
	case "LU":
		return len(n) == 8 && digits(n) && number(n[:6])%89 == number(n[6:])
	case "LV":
		return len(n) == 11 && digits(n)
	case "MT":
		return len(n) == 8 && digits(n) && weighted(n, 3, 4, 6, 7, 8, 9, 10, 1)%37 == 0
	case "NL":
		return len(n) == 12 && digits(n[:9]) && n[9] == 'B' && digits(n[10:]) &&
			(weighted(n[:8], 9, 8, 7, 6, 5, 4, 3, 2)%11 == digit(n[8]) || mod97(s) == 1)
	case "PL":
		return len(n) == 10 && digits(n) && weighted(n[:9], 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == digit(n[9])
	case "PT":
		return len(n) == 9 && digits(n) && elevenLess(weighted(n[:8], 9, 8, 7, 6, 5, 4, 3, 2)) == digit(n[8])
	case "RO":
		padded := strings.Repeat("0", max(0, 10-len(n))) + n
		return len(n) >= 2 && len(n) <= 10 && digits(n) && weighted(padded[:9], 7, 5, 3, 2, 1, 7, 5, 3, 2)*10%11%10 == digit(padded[9])
	case "SE":
		return len(n) == 12 && digits(n) && Luhn(n[:10])
	case "SI":
		return len(n) == 8 && digits(n) && n[0] != '0' && elevenLess(weighted(n[:7], 8, 7, 6, 5, 4, 3, 2)) == digit(n[7])
	case "SK":
		return len(n) == 10 && digits(n) && number(n)%11 == 0
	case "XI":
		return digits(n) && (len(n) == 9 || len(n) == 12)
	}
	return false
}

// mod1110 is ISO 7064 MOD 11,10 over all the digits, the last being the check digit.
func mod1110(n string) bool {
	product := 10
	for i := range len(n) - 1 {
		sum := (digit(n[i]) + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = 2 * sum % 11
	}
	return (11-product)%10 == digit(n[len(n)-1])
}

// luhnSum doubles every second digit from the second on.
func luhnSum(n string) int {
	sum := 0
	for i := range len(n) {
		d := digit(n[i])
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum
}

func elevenLess(sum int) int {
	if d := 11 - sum%11; d < 10 {
		return d
	}
	return 0
}

func number(n string) int {
	v := 0
	for i := range len(n) {
		v = v*10 + digit(n[i])
	}
	return v
}
