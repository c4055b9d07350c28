package ref

import (
	"strings"
	"sync"
	"time"
)

// CurrencyUnit is one currency of ISO 4217.
type CurrencyUnit struct {
	Code  string // three capitals
	Name  string
	Units int       // decimal places of the minor unit: 2 for cents, 0 for yen, 3 for fils
	Until time.Time // last day as legal tender; zero while current
}

var currencies = sync.OnceValue(func() map[string]CurrencyUnit {
	all := map[string]CurrencyUnit{}
	for _, r := range table("currencies.csv") {
		c := CurrencyUnit{r.text("code"), r.text("name"), r.number("units"), r.day("until")}
		all[c.Code] = c
	}
	return all
})

// Currency finds a currency by its code, in either case. Currencies withdrawn since 1999 are there too.
func Currency(code string) (CurrencyUnit, bool) {
	c, ok := currencies()[strings.ToUpper(code)]
	return c, ok
}
