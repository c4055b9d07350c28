package model

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Scale is how many parts one whole has in a Fixed: six decimal places.
const Scale = 1_000_000

// Fixed is a number with six decimal places: quantities in their base unit (kg, l, m, piece), ratios and plain numbers.
// Nothing in Spoor is decided by floating point, so that every machine gives the same bytes.
type Fixed int64

// String writes the number without trailing zeros.
func (f Fixed) String() string { return decimalText(int64(f), 6, true) }

// Money is an amount in the currency's minor units (cents, fils, whole yen).
type Money struct {
	Minor    int64
	Currency string // ISO 4217 code in capitals; XXX for none
}

// String writes "1390.11 GBP".
func (m Money) String() string {
	return decimalText(m.Minor, Exponent(m.Currency), false) + " " + m.Currency
}

// ParseFixed reads a plain decimal (no grouping, point as separator). Digits beyond the sixth place are rounded half to
// even; what does not fit in 64 bits is an error.
func ParseFixed(text string) (Fixed, error) {
	n, err := parseDecimal(text, 6)
	return Fixed(n), err
}

// ParseMoney reads a plain decimal as minor units of the currency, rounding half to even.
func ParseMoney(text, currency string) (Money, error) {
	currency = strings.ToUpper(currency)
	if len(currency) < 3 || len(currency) > 8 {
		return Money{}, fmt.Errorf("%q is no currency code", currency)
	}
	n, err := parseDecimal(text, Exponent(currency))
	return Money{Minor: n, Currency: currency}, err
}

// Exponent is the number of decimal places of a currency's minor unit: two, but for those ISO 4217 lists otherwise.
// Digital assets are counted to nine places, so that 9.2 thousand million of them fit in 64 bits.
func Exponent(currency string) int {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	case "BTC", "XBT", "ETH", "XMR", "LTC", "ZEC", "DASH", "BCH", "XRP", "TRX", "USDT", "USDC":
		return 9
	}
	return 2
}

// parseDecimal reads [+-]digits[.digits] exactly as an integer with the given number of decimal places.
func parseDecimal(text string, places int) (int64, error) {
	s := text
	negative := strings.HasPrefix(s, "-")
	if negative || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if whole == "" && fraction == "" || !digits(whole) || !digits(fraction) {
		return 0, fmt.Errorf("%q is no number", text)
	}
	cut := ""
	if len(fraction) > places {
		fraction, cut = fraction[:places], fraction[places:]
	}
	var n uint64
	for _, part := range []string{whole, fraction, "000000000"[:places-len(fraction)]} {
		for i := range len(part) {
			hi, lo := bits.Mul64(n, 10)
			sum, carry := bits.Add64(lo, uint64(part[i]-'0'), 0)
			if hi != 0 || carry != 0 || sum > math.MaxInt64-1 {
				return 0, fmt.Errorf("%q is too large", text)
			}
			n = sum
		}
	}
	const half = "5" // digits compare as text: "5" is exactly half, "51" and "6" are above it
	if cut = strings.TrimRight(cut, "0"); cut > half || cut == half && n%2 == 1 {
		n++
	}
	if negative {
		return -int64(n), nil
	}
	return int64(n), nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func decimalText(n int64, places int, trim bool) string {
	sign := ""
	u := uint64(n)
	if n < 0 {
		sign, u = "-", -u
	}
	s := strconv.FormatUint(u, 10)
	if places == 0 {
		return sign + s
	}
	if len(s) <= places {
		s = strings.Repeat("0", places-len(s)+1) + s
	}
	whole, fraction := s[:len(s)-places], s[len(s)-places:]
	if trim {
		if fraction = strings.TrimRight(fraction, "0"); fraction == "" {
			return sign + whole
		}
	}
	return sign + whole + "." + fraction
}
