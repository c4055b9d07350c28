package screen

import (
	"fmt"

	"spoor/fault"
	"spoor/names"
)

// DefaultThreshold is the name score from which a listing is a possible match: the one that gave the best F1 on the tuning half
// of the labelled pairs (package names). TestOperatingPoint says what it does with OFAC's list of 2023 and the UN's of 2026: of
// listed names 95 % are found with one letter wrong and 86 % with a letter wrong in every word; of 3,490 payees of a
// city's payments 15 (0.43 %) are hit.
const DefaultThreshold = names.Threshold

// DefaultLimit is how many hits one search gives at most.
const DefaultLimit = 10

// lowestThreshold is the least that Options may ask: below it nearly everything is alike.
const lowestThreshold = 0.5

// Options of an index or of one search. The zero value works; in a search, zero fields take what the index was built with.
type Options struct {
	Threshold float64 // name score from which a listing is a hit, 0.5 to 1; 0: DefaultThreshold
	Limit     int     // most hits of one search; 0: DefaultLimit; -1: all
	// Rarity is what words are weighed by, of another index; nil: counted among the listings. It is for Build alone.
	Rarity *Rarity `json:"-"`
	// Accept, when it is not nil, says which listings a search may give; it is asked before the limit is drawn.
	Accept func(*Listing) bool `json:"-"`
}

// Validate says what is wrong.
func (o Options) Validate() error {
	wrong := func(what, hint string) error {
		return &fault.Error{Doing: "setting up screening", Kind: fault.Usage, What: what, Hint: hint}
	}
	switch {
	case o.Threshold != 0 && !(o.Threshold >= lowestThreshold && o.Threshold <= 1):
		return wrong(fmt.Sprintf("a threshold of %v", o.Threshold), "take one from 0.5 to 1, or 0 for the default")
	case o.Limit < -1:
		return wrong(fmt.Sprintf("a limit of %d hits", o.Limit), "take a positive number, 0 for the default, or -1 for all")
	}
	return nil
}

// or fills what o leaves open from others.
func (o Options) or(others Options) Options {
	if o.Threshold == 0 {
		o.Threshold = others.Threshold
	}
	if o.Limit == 0 {
		o.Limit = others.Limit
	}
	return o
}
