package ref

import (
	"math/big"
	"strings"
	"sync"
	"time"
)

// ratesHold is for how many months a rate is used when no newer one is there: the table is only as new as the program.
const ratesHold = 12

// rates are, of each currency, by months since January 1999, millionths of it that a euro was worth; 0: none.
var rates = sync.OnceValue(func() map[string][]int64 {
	all := map[string][]int64{}
	for _, r := range table("rates.csv") {
		month := monthsSince1999(r.day("month"))
		for currency := range r.columns {
			text := r.text(currency)
			if currency == "month" || text == "" {
				continue
			}
			for len(all[currency]) <= month {
				all[currency] = append(all[currency], 0)
			}
			exact, ok := new(big.Rat).SetString(text)
			if !ok {
				panic("ref: " + r.at + ": no rate: " + text)
			}
			exact.Mul(exact, big.NewRat(1_000_000, 1))
			all[currency][month] = exact.Num().Int64() // the ECB's rates have six significant digits
			if !exact.IsInt() {
				panic("ref: " + r.at + ": finer than a millionth: " + text)
			}
		}
	}
	return all
})

func monthsSince1999(on time.Time) int { return (on.Year()-1999)*12 + int(on.Month()) - 1 }

// PerEuro is how many millionths of a currency a euro is worth in the month of a moment (UTC): the European Central Bank's reference
// rate of the last working day of the month before, or the newest of the twelve months before that. There is none before February
// 1999, and none for what the ECB does not quote.
func PerEuro(currency string, on time.Time) (int64, bool) {
	currency = strings.ToUpper(currency)
	if currency == "EUR" {
		return 1_000_000, true
	}
	of, month := rates()[currency], monthsSince1999(on.UTC())
	for i := month; i >= max(0, month-ratesHold); i-- {
		if i < len(of) && of[i] > 0 {
			return of[i], true
		}
	}
	return 0, false
}
