package iso20022

import (
	"fmt"
	"strconv"
	"strings"

	"spoor/read/markup"
	"spoor/read/payment"
)

// statement is one statement, report or notice under way.
type statement struct {
	*reading
	kind    string          // Stmt, Rpt, Ntfctn
	all     *markup.Element // what it says of all entries
	sums    payment.Statement
	opening string // code of the balance that stands as the opening one
	entry   *entry // that is open
}

// entry is one entry under way. Of its transactions one is held back: the sum of the entry is that of a transaction which
// stands alone.
type entry struct {
	place  *markup.Element
	says   *markup.Element
	held   *markup.Element // nil: none
	handed int             // transactions of it that were handed over
	silent int             // of these, those that do not say their amount
}

func (s *statement) begin(e *markup.Element) {
	s.entry = &entry{place: e, says: &markup.Element{}}
}

func (s *statement) take(e *markup.Element) error {
	switch {
	case s.entry == nil && e.Name == "Bal":
		s.balance(e)
	case s.entry == nil:
		keep(s.all, e)
	case e.Name == "TxDtls":
		held := s.entry.held
		s.entry.held = e
		if held != nil {
			return s.part(s.entry, held, false)
		}
	default:
		keep(s.entry.says, e)
	}
	return nil
}

// end closes an entry: its last transaction, or the entry itself where it tells of none.
func (s *statement) end() error {
	n := s.entry
	s.entry = nil
	if n == nil {
		return nil
	}
	s.count(n.says)
	last, alone := n.held, n.handed == 0
	if last == nil {
		last = &markup.Element{Name: "Ntry", Line: n.place.Line, Offset: n.place.Offset}
	}
	err := s.part(n, last, alone)
	if n.silent > 0 && n.handed > 1 {
		s.in.Note(fmt.Sprintf("line %d: an entry of %s %s has %d transactions that do not say their amounts: their parties are kept, their sums are not known",
			n.place.Line, n.says.Get("Amt"), n.says.Child("Amt").Attrs["Ccy"], n.silent))
	}
	return err
}

// part hands one transaction of an entry over; alone says that it is all of the entry.
func (s *statement) part(n *entry, e *markup.Element, alone bool) error {
	n.handed++
	s.number++
	l := levels{e, n.says}
	p := &payment.Payment{Status: status(n.says), Method: method(l)}
	p.At = dated(levels{n.says}, "BookgDt", "ValDt")
	if p.At.Text == "" {
		p.At = dated(levels{e.Child("RltdDts"), s.all}, "IntrBkSttlmDt", "TxDtTm", "AccptncDtTm", "CreDtTm")
	}
	p.ValueDate = dated(levels{n.says}, "ValDt")
	n.sum(p, e, alone)
	refer(p, l)
	reason := e.Child("RtrInf")
	reversal := l.get(path("RvslInd")).Text
	sub := l.get(path("BkTxCd", "Domn", "Fmly", "SubFmlyCd")).Text
	p.Returned = reversal == "true" || reversal == "1" || reason.Line != 0 || taken[sub]
	if p.Returned {
		p.Reason = append(p.Reason, payment.Text{Text: reason.Get("Rsn", "Cd") + reason.Get("Rsn", "Prtry"), Field: "RtrInf"})
		p.ReturnOf = []payment.Text{p.UETR, l.get(path("Refs", "TxId")), p.EndToEnd}
		for _, t := range reason.All("AddtlInf") {
			p.Description = append(p.Description, payment.Text{Text: t.Text, Field: "RtrInf/AddtlInf"})
		}
	}
	indicator := l.get(path("CdtDbtInd"))
	s.sides(p, e, indicator.Text)
	texts(p, levels{e})
	p.Purpose = append(p.Purpose, l.get(path("AddtlTxInf")), l.get(path("AddtlNtryInf")))
	wrong := ""
	if indicator.Text != "CRDT" && indicator.Text != "DBIT" {
		wrong = "it does not say whether it is a credit or a debit (CdtDbtInd)"
	}
	if p.Amount.Amount == "" {
		n.silent++
	}
	p.Key = []string{s.message, s.all.Get("Id"), s.all.Get("ElctrncSeqNb"), s.all.Get("StmtPgntn", "PgNb"), strconv.Itoa(s.number)}
	return s.hand(e, p, wrong)
}

// taken are the sub-families of bank transaction codes that take a payment back (returns, reversals, rejects).
var taken = map[string]bool{"RRTN": true, "RPCR": true, "UPDD": true, "PRDD": true, "RCDD": true, "UPCQ": true}

// sum tells the amount of a transaction: its own, or the entry's where it is alone. One of several that does not say its own has none:
// its parties are kept, and the sums of the statement are those of its entries.
func (n *entry) sum(p *payment.Payment, e *markup.Element, alone bool) {
	details := e.Child("AmtDtls")
	own := []*markup.Element{e.Child("Amt")}
	if alone {
		own = append(own, n.says.Child("Amt"))
		if details.Line == 0 {
			details = n.says.Child("AmtDtls")
		}
	}
	own = append(own, details.Child("TxAmt").Child("Amt"))
	for _, amount := range own {
		if p.Amount.Amount == "" {
			p.Amount = money(amount)
		}
	}
	p.Instructed = money(details.Child("InstdAmt").Child("Amt"))
	for _, name := range []string{"InstdAmt", "TxAmt", "CntrValAmt"} {
		if rate := details.Child(name).Get("CcyXchg", "XchgRate"); rate != "" && p.ExchangeRate.Text == "" {
			p.ExchangeRate = payment.Text{Text: rate, Field: "AmtDtls"}
		}
	}
	charges := e.Child("Chrgs")
	if charges.Line == 0 && alone {
		charges = n.says.Child("Chrgs")
	}
	for _, c := range append([]*markup.Element{charges}, charges.All("Rcrd")...) { // the first versions have one without records
		if c != charges || len(charges.All("Rcrd")) == 0 {
			p.Charges = append(p.Charges, money(c.Child("Amt")))
		}
	}
}

func refer(p *payment.Payment, l levels) {
	p.UETR = l.get(path("Refs", "UETR"))
	p.EndToEnd = l.get(path("Refs", "EndToEndId"))
	for _, name := range []string{"TxId", "InstrId", "AcctSvcrRef", "ChqNb"} {
		p.References = append(p.References, l.get(path("Refs", name)))
	}
	p.References = append(p.References, l.get(path("AcctSvcrRef")))
	p.PurposeCode = l.get(path("Purp", "Cd"), path("Purp", "Prtry"))
}

// sides tells who pays whom. The account's holder is the one that the indicator says, and of a payment that is taken back the
// other: the message names its parties as in that payment. A transaction may name the holder again, as it does the other.
func (s *statement) sides(p *payment.Payment, e *markup.Element, indicator string) {
	l := levels{e.Child("RltdPties"), e.Child("RltdAgts")}
	p.Payer, p.Payee = side(l, "Dbtr"), side(l, "Cdtr")
	p.Initiator = party(l.child("InitgPty"))
	for _, name := range []string{"IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3"} {
		if bank := agent(l.child(name)); bank != nil {
			p.Intermediaries = append(p.Intermediaries, bank)
		}
	}
	if trading := party(l.child("TradgPty")); trading != nil {
		p.Others = append(p.Others, trading)
	}
	holder, other := &p.Payer, &p.Payee
	if (indicator == "CRDT") != p.Returned {
		holder, other = &p.Payee, &p.Payer
	}
	if p.Returned && other.Party == nil && other.Account == nil && holder.Party != nil && !s.holds(holder) {
		*other, *holder = *holder, payment.Side{} // named as who sent the money back
	}
	*holder = s.owner(*holder)
}

// holds says whether a side is the statement's own: by its account, or by its name.
func (s *statement) holds(side *payment.Side) bool {
	own := s.owner(payment.Side{})
	switch {
	case own.Account != nil && side.Account != nil:
		return own.Account.Same(side.Account)
	case own.Party != nil && side.Party != nil && own.Party.Name != "":
		return strings.EqualFold(own.Party.Name, side.Party.Name)
	}
	return false
}

// owner is the holder of the account with its account and bank; what a transaction calls it is another name of it.
func (s *statement) owner(told payment.Side) payment.Side {
	a := s.all.Child("Acct")
	owner := party(a.Child("Ownr"))
	own := payment.Side{Party: owner, Account: account(a, owner), Bank: agent(a.Child("Svcr")), Ultimate: told.Ultimate}
	if own.Bank == nil {
		own.Bank = told.Bank
	}
	if own.Party == nil && own.Account == nil {
		return told
	}
	if own.Party == nil {
		own.Party = &payment.Party{Field: "Acct"}
	}
	if told.Party != nil {
		own.Party.Aliases = append(own.Party.Aliases, told.Party.Name)
	}
	return own
}

// status is the entry's: a code, bare in earlier versions.
func status(entry *markup.Element) string {
	switch entry.Get("Sts") + entry.Get("Sts", "Cd") {
	case "BOOK":
		return "booked"
	case "PDNG":
		return "pending"
	case "INFO":
		return "information"
	case "FUTR":
		return "future"
	}
	return ""
}

// method is what the bank transaction code says of how it was paid.
func method(l levels) string {
	switch family := l.get(path("BkTxCd", "Domn", "Fmly", "Cd")).Text; family {
	case "RCHQ", "ICHQ":
		return "cheque"
	case "CCRD", "MCRD":
		return "card"
	case "CNTR":
		return "cash"
	case "RCDT", "ICDT", "RDDT", "IDDT", "RRCT", "IRCT":
		return "transfer"
	}
	return ""
}
