package world

import (
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
)

// dice is one stream of chance. Every concern has its own, so that a change in one leaves the others as they were. It
// draws from PCG itself and not through rand.Rand, whose methods Go may improve: the bytes of a seed must not move.
type dice struct{ src *rand.PCG }

func newDice(seed uint64, concern string) *dice {
	h := fnv.New64a()
	h.Write([]byte(concern))
	return &dice{rand.NewPCG(seed, h.Sum64())}
}

// n is a whole number in [0, k).
func (d *dice) n(k int) int {
	hi, _ := bits.Mul64(d.src.Uint64(), uint64(k))
	return int(hi)
}

// between is a whole number in [lo, hi].
func (d *dice) between(lo, hi int) int { return lo + d.n(hi-lo+1) }

// low is a whole number in [lo, hi] that leans to the low end, as prices and incomes do.
func (d *dice) low(lo, hi int) int { return min(d.between(lo, hi), d.between(lo, hi)) }

// chance is true ppm times in a million.
func (d *dice) chance(ppm int) bool { return d.n(1_000_000) < ppm }

// percent is true p times in a hundred.
func (d *dice) percent(p int) bool { return d.n(100) < p }

func pick[T any](d *dice, from []T) T { return from[d.n(len(from))] }

// mix is a fixed whole number of 31 bits for a seed, a concern and an index (splitmix64): for what is worked out anew
// instead of kept.
func mix(seed uint64, salt, i int) int {
	z := seed + uint64(salt)*0x9e3779b97f4a7c15 + uint64(i)*0xd1342543de82ef95
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) >> 33)
}

// scatter turns a running number into one of so many digits that does not look like it; different ones stay different.
func scatter(n, digits int) string {
	modulus := int64(1)
	for range digits {
		modulus *= 10
	}
	return pad(int((int64(n)*7919+40_004)%modulus), digits)
}
