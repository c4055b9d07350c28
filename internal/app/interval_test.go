package app

import (
	"math"
	"testing"
)

// Expected values: Newcombe, Two-sided confidence intervals for the single proportion, Statist. Med. 17 (1998) 857–872,
// table I, method 3 (Wilson).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		low, high   float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {20, 20, 1 - 0.1611, 1}} {
		low, high := wilson(c.part, c.whole)
		if math.Abs(low-c.low) > 0.00006 || math.Abs(high-c.high) > 0.00006 {
			t.Errorf("%d of %d: %.4f to %.4f, not %.4f to %.4f", c.part, c.whole, low, high, c.low, c.high)
		}
	}
}

// Expected values: the table of exact limits of a Poisson mean in many textbooks (half of chi-squared quantiles).
func TestPoisson(t *testing.T) {
	for _, c := range []struct {
		count     int
		low, high float64
	}{{0, 0, 3.689}, {1, 0.0253, 5.572}, {2, 0.242, 7.225}, {5, 1.623, 11.668}, {10, 4.795, 18.390}, {100, 81.36, 121.63}} {
		low, high := poisson(c.count)
		if math.Abs(low-c.low) > 0.006 || math.Abs(high-c.high) > 0.006 {
			t.Errorf("%d: %.4f to %.4f, not %.4f to %.4f", c.count, low, high, c.low, c.high)
		}
	}
}
