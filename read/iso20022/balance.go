package iso20022

import (
	"strings"

	"spoor/read/markup"
)

// openings are the codes of opening balances, the best last; an interim balance stands between the pages of a statement, and
// is the opening one where it comes first.
var openings = map[string]int{"ITBD": 1, "PRCD": 2, "OPBD": 3}

// balance takes note of a booked balance.
func (s *statement) balance(e *markup.Element) {
	amount := money(e.Child("Amt"))
	if e.Get("CdtDbtInd") == "DBIT" {
		amount.Amount = "-" + strings.TrimPrefix(amount.Amount, "-")
	}
	code := e.Get("Tp", "CdOrPrtry", "Cd") + e.Get("Tp", "Cd")
	if rank := openings[code]; rank > openings[s.opening] {
		s.opening, s.sums.Opening = code, &amount
		return
	}
	if code == "CLBD" || code == "ITBD" && s.sums.Closing == nil {
		s.sums.Closing = &amount
	}
}

// count adds a booked entry to the statement's sum.
func (s *statement) count(entry *markup.Element) {
	if status(entry) == "pending" || status(entry) == "information" || status(entry) == "future" {
		return
	}
	amount := entry.Child("Amt")
	if s.sums.Entries.Add(amount.Text, entry.Get("CdtDbtInd") == "DBIT") != nil {
		s.sums.Unread++
	}
}

// finish holds the entries against the balances. Reports and notices tell a part of the day, whose balances need not agree.
func (s *statement) finish() {
	if s.kind != "Stmt" {
		return
	}
	a := account(s.all.Child("Acct"), nil)
	s.sums.Name = "statement " + s.all.Get("Id")
	if a != nil {
		s.sums.Name += " of account " + joined("", a.IBAN, a.Number)
	}
	if note := s.sums.Note(); note != "" {
		s.in.Note(note)
	}
}
