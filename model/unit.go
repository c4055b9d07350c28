package model

import (
	"fmt"
	"strings"
)

// Dimension is what a unit measures. Two quantities compare only within one dimension.
type Dimension string

const (
	Mass   Dimension = "kg"
	Volume Dimension = "l"
	Length Dimension = "m"
	Area   Dimension = "m2"
	Count  Dimension = "piece"
)

// Quantity is a fixed-point amount in the base unit of its dimension. An asset or unit that Spoor does not know is a
// dimension of its own, so that it never mixes with another.
type Quantity struct {
	Amount    Fixed
	Dimension Dimension
}

// String writes "2.5 kg".
func (q Quantity) String() string { return q.Amount.String() + " " + string(q.Dimension) }

// ParseQuantity reads a decimal in the given unit (g, kg, t, ml, l, piece, UN/ECE codes KGM, LTR, C62 ...).
func ParseQuantity(text, unit string) (Quantity, error) {
	dimension, up, down := unitOf(unit)
	n, err := ParseFixed(text)
	if err != nil {
		return Quantity{}, err
	}
	if up > 1 && (int64(n) > (1<<62)/up || int64(n) < -(1<<62)/up) {
		return Quantity{}, fmt.Errorf("%q is too large", text)
	}
	return Quantity{Amount: Fixed(int64(n) * up / down), Dimension: dimension}, nil
}

// unitOf gives the dimension and the factor up/down to its base unit.
func unitOf(unit string) (d Dimension, up, down int64) {
	switch strings.ToLower(strings.TrimSpace(unit)) {
	case "kg", "kgm":
		return Mass, 1, 1
	case "g", "grm":
		return Mass, 1, 1000
	case "mg", "mgm":
		return Mass, 1, 1_000_000
	case "t", "tne":
		return Mass, 1000, 1
	case "l", "ltr", "litre", "liter":
		return Volume, 1, 1
	case "ml", "mlt":
		return Volume, 1, 1000
	case "m3", "mtq":
		return Volume, 1000, 1
	case "m", "mtr":
		return Length, 1, 1
	case "km", "kmt":
		return Length, 1000, 1
	case "m2", "mtk":
		return Area, 1, 1
	case "", "piece", "pieces", "pcs", "c62", "h87", "ea", "unit":
		return Count, 1, 1
	}
	return Dimension(unit), 1, 1
}
