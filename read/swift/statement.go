package swift

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"spoor/read/payment"
	"spoor/ref/check"
)

// statement is one statement or report under way: its entries are handed over as they come.
type statement struct {
	*reading
	reference, number string // fields 20 and 28C
	account           *payment.Account
	bank              *payment.Party
	currency          string
	sums              payment.Statement
	entry             *entry // that is open: its field 86 may follow
	counted           int
}

// entry is a field 61 with the field 86 that follows it.
type entry struct {
	line    field
	details []field
}

func (s *statement) take(f field) error {
	if f.tag == "86" && s.entry != nil {
		s.entry.details = append(s.entry.details, f)
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	text := strings.TrimSpace(f.first())
	switch f.tag {
	case "20":
		s.reference = text
	case "25", "25P":
		s.identify(f)
	case "28", "28C":
		s.number = text
	case "34F":
		if len(text) > 3 && s.currency == "" {
			s.currency = text[:3]
		}
	case "60F", "60M":
		s.sums.Opening = balance(text)
		if s.sums.Opening != nil {
			s.currency = s.sums.Opening.Currency
		}
	case "62F", "62M":
		s.sums.Closing = balance(text)
	case "61":
		s.entry = &entry{line: f}
	}
	return nil
}

// identify reads the account: a number, bank and number parted by a slash, or an IBAN that a currency may follow; on a line of
// its own the bank.
func (s *statement) identify(f field) {
	text := strings.TrimSpace(f.first())
	if n := len(text) - 3; n > 0 && check.IBAN(text[:n]) {
		text = text[:n]
	}
	s.bank = payment.Bank(s.header.sender, "", "block 1")
	if code, number, found := strings.Cut(text, "/"); found && number != "" {
		text = number
		if check.BIC(code) {
			s.bank = payment.Bank(code, "", f.tag)
		} else {
			number := payment.Identifier{Number: code, Scheme: "bank code"}
			if s.bank == nil {
				s.bank = &payment.Party{Bank: true, Field: f.tag}
			}
			s.bank.Identifiers = append(s.bank.Identifiers, number)
		}
	}
	if len(f.lines) > 1 && check.BIC(f.lines[1]) {
		s.bank = payment.Bank(f.lines[1], "", f.tag)
	}
	s.account = payment.Numbered(text, f.tag)
}

var balanced = regexp.MustCompile(`^([CD])(\d{6})([A-Z]{3})([\d,]+)$`)

// balance reads a balance, nil where it is none.
func balance(text string) *payment.Money {
	parts := balanced.FindStringSubmatch(text)
	if parts == nil {
		return nil
	}
	number, ok := decimal(parts[4])
	if !ok {
		return nil
	}
	if parts[1] == "D" {
		number = "-" + number
	}
	return &payment.Money{Amount: number, Currency: parts[3]}
}

// flush hands the open entry over.
func (s *statement) flush() error {
	n := s.entry
	if n == nil {
		return nil
	}
	s.entry = nil
	s.counted++
	fields := append([]field{n.line}, n.details...)
	raw := entryRaw(fields)
	line, what := read61(n.line)
	for _, f := range fields {
		if what == "" {
			what = f.bad
		}
	}
	if what == "" && s.currency == "" {
		what = "its currency is not told: the statement has no opening balance (60) and no floor limit (34F) before it"
	}
	if what != "" {
		s.sums.Unread++
		return s.fault(n.line, "an entry is written YYMMDD[MMDD]C|D|RC|RD[letter]amount,decimalsNxxxreference", what, raw)
	}
	if !line.expected {
		s.sums.Entries.Currency = s.currency
		if err := s.sums.Entries.Add(line.amount, line.debit()); err != nil {
			s.sums.Unread++
		}
	}
	p := s.payment(line, n)
	p.Key = []string{"mt940", s.reference, s.number, strconv.Itoa(s.counted)}
	return s.hand(n.line, p, raw)
}

func entryRaw(fields []field) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(":" + f.tag + ":" + strings.Join(f.lines, "\n") + "\n")
	}
	text := b.String()
	return strings.ToValidUTF8(text[:min(len(text), rawKept)], "")
}

// payment makes the payment of an entry.
func (s *statement) payment(line line61, n *entry) *payment.Payment {
	var lines []string
	for _, f := range n.details {
		lines = append(lines, f.lines...)
	}
	d := details(lines)
	p := &payment.Payment{
		At: payment.Text{Text: line.booked, Field: "61"}, ValueDate: payment.Text{Text: line.value, Field: "61"},
		Amount: payment.Money{Amount: line.amount, Currency: s.currency, Field: "61"}, Status: "booked", Method: line.method(),
		EndToEnd: d.endToEnd, PurposeCode: d.code, Purpose: d.purpose, Reason: d.reason,
		Returned: line.reversal || line.kind == "RTI" || d.returned,
	}
	if line.expected {
		p.Status = "pending"
	}
	for _, text := range append(line.references, d.references...) {
		p.References = append(p.References, payment.Text{Text: text, Field: "61"})
	}
	if line.supplement != "" {
		p.Description = append(p.Description, payment.Text{Text: line.supplement, Field: "61"})
	}
	if p.Returned {
		p.ReturnOf = []payment.Text{d.endToEnd}
	}
	own := payment.Side{Account: s.account, Bank: s.bank}
	incoming := !line.debit() // of a payment that is taken back, the money first went the other way
	if incoming != p.Returned {
		p.Payer, p.Payee = d.other(incoming), own
	} else {
		p.Payer, p.Payee = own, d.other(incoming)
	}
	p.Payer.Ultimate, p.Payee.Ultimate = d.ultimatePayer, d.ultimatePayee
	return p
}

// finish hands the last entry over, and holds the entries of a statement against its balances.
func (s *statement) finish() error {
	if err := s.flush(); err != nil {
		return err
	}
	s.sums.Name = fmt.Sprintf("statement %s %s", s.reference, s.number)
	if s.account != nil {
		s.sums.Name += " of account " + s.account.IBAN + s.account.Number
	}
	if note := s.sums.Note(); note != "" {
		s.in.Note(note)
	}
	return nil
}
