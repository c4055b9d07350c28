package swift

import (
	"fmt"
	"regexp"
	"strings"

	"spoor/read/payment"
)

// line61 is what a field 61 says.
type line61 struct {
	value, booked string // ISO days
	credit        bool   // the mark is C
	reversal      bool   // of a credit or a debit
	expected      bool   // of a report: not booked yet
	amount        string
	kind          string // transaction type: TRF, CHK ... or three digits of a message
	references    []string
	supplement    string
}

var entryForm = regexp.MustCompile(`^(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\d[\d,]*)([SNF])([A-Z0-9]{3})(.*)$`)

// read61 reads an entry, or says what is wrong with it.
func read61(f field) (l line61, what string) {
	parts := entryForm.FindStringSubmatch(strings.TrimSpace(f.first()))
	if parts == nil {
		return l, "the entry is not written as an entry is"
	}
	l.value = day(parts[1])
	l.booked = l.value
	if parts[2] != "" {
		l.booked = near(parts[2], l.value)
	}
	mark := parts[3]
	l.credit, l.reversal, l.expected = strings.HasSuffix(mark, "C"), mark[0] == 'R', mark[0] == 'E'
	var ok bool
	if l.amount, ok = decimal(parts[5]); !ok {
		return l, fmt.Sprintf("%q is no amount", parts[5])
	}
	l.kind = parts[7]
	own, bank, _ := strings.Cut(parts[8], "//")
	l.references = payment.Filled(own, bank)
	l.supplement = strings.TrimSpace(strings.Join(payment.Filled(f.lines[1:]...), " "))
	return l, ""
}

// debit says whether the account's balance goes down: a reversed credit is taken off it.
func (l line61) debit() bool { return l.credit == l.reversal }

// method is what the transaction type says of how it was paid.
func (l line61) method() string {
	switch l.kind {
	case "TRF", "103", "202", "STO", "DDT":
		return "transfer"
	case "CHK", "ECK", "TCK":
		return "cheque"
	}
	return ""
}
