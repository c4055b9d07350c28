package ref

import "testing"

// The rates of three days, as the European Central Bank published them, and what holds where it published none.
func TestPerEuro(t *testing.T) {
	for _, c := range []struct {
		currency, day string
		want          int64
	}{
		{"EUR", "2024-05-01", 1_000_000},
		{"usd", "2026-11-01", 1_117_200}, // of 2026-10-30
		{"USD", "2026-11-30", 1_117_200},
		{"USD", "2027-11-30", 1_117_200}, // the newest, for a year
		{"USD", "2027-12-01", 0},
		{"JPY", "2026-11-24", 175_680_000},
		{"GBP", "1999-01-31", 0},           // nothing was known before
		{"RUB", "2022-04-01", 115_484_200}, // of 2022-02-28, the last that closed a month
		{"RUB", "2023-03-31", 115_484_200},
		{"RUB", "2023-04-01", 0},
		{"KPW", "2024-05-01", 0},
	} {
		got, ok := PerEuro(c.currency, day(t, c.day))
		if got != c.want || ok != (c.want > 0) {
			t.Errorf("%s on %s: %d, want %d", c.currency, c.day, got, c.want)
		}
	}
}
