package payment

import (
	"fmt"
	"math/big"
	"strings"

	"spoor/fault"
)

// Total is a sum of amounts of one currency, exact whatever its size. The zero value is nothing.
type Total struct {
	Currency string
	Counted  int // amounts in it
	sum      big.Rat
	places   int // decimal places of the amount that has most
}

// longest is how many characters an amount may have: more is none.
const longest = 40

// Add adds a plain decimal, or takes it away.
func (t *Total) Add(amount string, less bool) error {
	_, fraction, _ := strings.Cut(amount, ".")
	n, ok := new(big.Rat).SetString(amount)
	if !ok || len(amount) > longest || strings.Trim(amount, "+-.0123456789") != "" {
		return fmt.Errorf("%q is no number", amount)
	}
	if less {
		n.Neg(n)
	}
	t.sum.Add(&t.sum, n)
	t.places = max(t.places, len(fraction))
	t.Counted++
	return nil
}

// String is the sum as a plain decimal.
func (t *Total) String() string { return t.sum.FloatString(t.places) }

// Statement is what a statement says of its balances, and what its entries come to.
type Statement struct {
	Name             string // how a person finds it
	Opening, Closing *Money // a debit balance is negative; nil where it is not told
	Entries          Total
	Unread           int // booked entries of which the amount could not be read
}

// Note says that opening and entries do not come to closing; empty where they do, or where a balance is missing.
func (s *Statement) Note() string {
	if s.Opening == nil || s.Closing == nil {
		return ""
	}
	var is, want Total
	if is.Add(s.Opening.Amount, false) != nil || want.Add(s.Closing.Amount, false) != nil {
		return s.Name + ": its balances are no numbers, so its entries are not checked against them"
	}
	is.sum.Add(&is.sum, &s.Entries.sum)
	is.places, want.places = max(is.places, s.Entries.places), max(want.places, is.places)
	if is.sum.Cmp(&want.sum) == 0 {
		return ""
	}
	note := fmt.Sprintf("%s: the opening balance %s and %s come to %s, but the closing balance is %s %s", s.Name, s.Opening.Amount,
		fault.Count(s.Entries.Counted, "entry"), is.String(), s.Closing.Amount, s.Closing.Currency)
	if s.Unread > 0 {
		note += fmt.Sprintf(" (of %d more the amount could not be read)", s.Unread)
	}
	return note
}
