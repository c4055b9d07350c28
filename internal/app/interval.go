package app

import "math"

// z95 is the standard normal deviate that a twentieth exceeds on either side together.
const z95 = 1.959963984540054

// wilson is the 95 % score interval of a share of whole: E. B. Wilson, Probable inference, the law of succession, and
// statistical inference, J. Am. Stat. Assoc. 22 (1927) 209–212. Unlike the plain one it says something at 0 and at 1.
func wilson(part, whole int) (low, high float64) {
	n, p := float64(whole), float64(part)/float64(whole)
	middle, half := p+z95*z95/(2*n), z95*math.Sqrt(p*(1-p)/n+z95*z95/(4*n*n))
	low, high = (middle-half)/(1+z95*z95/n), (middle+half)/(1+z95*z95/n)
	if part == 0 { // exact there, whatever the rounding
		low = 0
	}
	if part == whole {
		high = 1
	}
	return low, high
}

// poisson is the exact 95 % interval of the mean of a count: F. Garwood, Fiducial limits for the Poisson distribution,
// Biometrika 28 (1936) 437–442. Below low, so many or more would be seen less than once in forty times; above high, so few
// or fewer.
func poisson(count int) (low, high float64) {
	const tail = 0.025
	top := float64(count) + 10*math.Sqrt(float64(count)) + 20
	if count > 0 {
		low = falls(0, float64(count), func(mean float64) bool { return 1-atMost(count-1, mean) >= tail })
	}
	return low, falls(float64(count), top, func(mean float64) bool { return atMost(count, mean) <= tail })
}

// falls is where a condition that is false at lo and true at hi begins to hold.
func falls(lo, hi float64, holds func(float64) bool) float64 {
	for range 60 {
		if middle := (lo + hi) / 2; holds(middle) {
			hi = middle
		} else {
			lo = middle
		}
	}
	return hi
}

// atMost is the chance that a Poisson count with this mean is k or less.
func atMost(k int, mean float64) float64 {
	if mean == 0 {
		return 1
	}
	sum, log := 0.0, math.Log(mean)
	for i := range k + 1 {
		ways, _ := math.Lgamma(float64(i + 1))
		sum += math.Exp(float64(i)*log - mean - ways)
	}
	return min(1, sum)
}
