package iso20022

import (
	"slices"
	"strconv"

	"spoor/read/markup"
	"spoor/read/payment"
)

// transaction reads a transfer, direct debit, return or reversal.
func (r *reading) transaction(e *markup.Element) error {
	original := e.Child("OrgnlTxRef") // of a return or reversal: what the payment was
	l := levels{e, r.batch, r.header, original}
	p := &payment.Payment{Method: "transfer", Returned: r.message == "pacs.004" || r.message == "pacs.007" || r.message == "pain.007"}
	if r.message == "pain.001" || r.message == "pain.008" {
		p.Status = "instructed"
	}
	if l.get(path("PmtMtd")).Text == "CHK" {
		p.Method = "cheque"
	}
	p.At = dated(l[:3], "IntrBkSttlmDt", "ReqdExctnDt", "ReqdColltnDt", "AccptncDtTm", "CreDtTm")
	r.amounts(p, e)
	identify(p, l)
	p.Payer, p.Payee = side(l, "Dbtr"), side(l, "Cdtr")
	p.Initiator = party(l.child("InitgPty"))
	underlying(p, e.Child("UndrlygCstmrCdtTrf"))
	for _, name := range []string{"IntrmyAgt1", "IntrmyAgt2", "IntrmyAgt3", "PrvsInstgAgt", "PrvsInstgAgt1", "PrvsInstgAgt2", "PrvsInstgAgt3", "InstgAgt", "InstdAgt"} {
		if bank := agent(l.child(name)); bank != nil {
			p.Intermediaries = append(p.Intermediaries, bank)
		}
	}
	texts(p, l)
	if p.Returned {
		returned(p, l)
	}
	p.Key = []string{r.message, r.header.Get("MsgId"), strconv.Itoa(r.number)}
	return r.hand(e, p, "")
}

// dated is the first date that is told; each may stand bare, or as a day or time within.
func dated(l levels, names ...string) payment.Text {
	for _, name := range names {
		if t := l.get(path(name), path(name, "Dt"), path(name, "DtTm")); t.Text != "" {
			return payment.When(t.Text, t.Field)
		}
	}
	return payment.Text{}
}

// amounts tells what was settled, or else what is instructed.
func (r *reading) amounts(p *payment.Payment, e *markup.Element) {
	instructed := e.Child("InstdAmt")
	if instructed.Line == 0 {
		instructed = e.Child("Amt").Child("InstdAmt")
	}
	if equivalent := e.Child("Amt").Child("EqvtAmt"); equivalent.Line != 0 { // so much of one currency, to be paid in another
		p.Instructed = money(equivalent.Child("Amt"))
	}
	for _, name := range []string{"IntrBkSttlmAmt", "RtrdIntrBkSttlmAmt", "RvsdIntrBkSttlmAmt", "RvsdInstdAmt"} {
		if a := e.Child(name); a.Line != 0 && p.Amount.Amount == "" {
			p.Amount = money(a)
		}
	}
	for _, name := range []string{"RtrdInstdAmt", "RvsdInstdAmt"} {
		if a := e.Child(name); a.Line != 0 && instructed.Line == 0 {
			instructed = a
		}
	}
	switch {
	case p.Amount.Amount != "":
		p.Instructed = money(instructed)
	case instructed.Line != 0:
		p.Amount = money(instructed)
	case p.Instructed.Amount != "":
		p.Amount = p.Instructed
	case p.Returned: // the whole of it
		p.Amount = money(e.Child("OrgnlIntrBkSttlmAmt"))
		if p.Amount.Amount == "" {
			p.Amount = money(e.Child("OrgnlInstdAmt"))
		}
	}
	p.ExchangeRate = levels{e}.get(path("XchgRate"), path("XchgRateInf", "XchgRate"))
	for _, c := range e.All("ChrgsInf") {
		p.Charges = append(p.Charges, money(c.Child("Amt")))
	}
}

func money(e *markup.Element) payment.Money {
	return payment.Money{Amount: e.Text, Currency: e.Attrs["Ccy"], Field: e.Name}
}

func identify(p *payment.Payment, l levels) {
	p.UETR = l.get(path("PmtId", "UETR"))
	p.EndToEnd = l.get(path("PmtId", "EndToEndId"))
	for _, way := range [][]string{path("PmtId", "TxId"), path("PmtId", "InstrId"), path("RtrId"), path("RvslId")} {
		p.References = append(p.References, l.get(way))
	}
	p.PurposeCode = l.get(path("Purp", "Cd"), path("Purp", "Prtry"))
	p.Category = l.get(path("PmtTpInf", "CtgyPurp", "Cd"), path("PmtTpInf", "CtgyPurp", "Prtry"))
}

// side reads one end of a payment: Dbtr or Cdtr with what belongs to it.
func side(l levels, role string) payment.Side {
	s := payment.Side{Party: party(l.child(role)), Bank: agent(l.child(role + "Agt"))}
	s.Account = account(l.child(role+"Acct"), s.Party)
	if u := party(l.child("Ultmt" + role)); u != nil {
		s.Ultimate = append(s.Ultimate, u)
	}
	return s
}

// underlying are the customers for whom banks pay each other (a cover payment): the parties on whose behalf it is.
func underlying(p *payment.Payment, e *markup.Element) {
	if e.Line == 0 {
		return
	}
	l := levels{e}
	for _, end := range []struct {
		role string
		side *payment.Side
	}{{"Dbtr", &p.Payer}, {"Cdtr", &p.Payee}} {
		s := side(l, end.role)
		if s.Party != nil {
			end.side.Ultimate = append(end.side.Ultimate, s.Party)
		}
		end.side.Ultimate = append(end.side.Ultimate, s.Ultimate...)
		if s.Bank != nil {
			p.Intermediaries = append(p.Intermediaries, s.Bank)
		}
	}
	texts(p, l)
}

// texts are what people wrote: what the payment is for, and words to banks and authorities.
func texts(p *payment.Payment, l levels) {
	remittance := l.child("RmtInf")
	var lines []string
	for _, t := range remittance.All("Ustrd") {
		lines = append(lines, t.Text) // one text in pieces of 140 characters: a name may stand across two
	}
	p.Purpose = append(p.Purpose, payment.Text{Text: joined(" ", lines...), Field: "RmtInf/Ustrd"})
	for _, s := range remittance.All("Strd") {
		structured(p, s)
	}
	for _, name := range []string{"InstrForCdtrAgt", "InstrForNxtAgt", "InstrForDbtrAgt"} {
		for _, e := range l[0].All(name) {
			p.Description = append(p.Description, payment.Text{Text: joined(" ", e.Text, e.Get("InstrInf")), Field: name})
		}
	}
	for _, e := range l[0].All("RgltryRptg") {
		for _, d := range e.All("Dtls") {
			for _, text := range d.All("Inf") {
				p.Description = append(p.Description, payment.Text{Text: text.Text, Field: "RgltryRptg/Dtls/Inf"})
			}
		}
	}
}

// structured reads what is paid for where it is told in parts.
func structured(p *payment.Payment, s *markup.Element) {
	for _, document := range s.All("RfrdDocInf") {
		p.Invoices = append(p.Invoices, payment.Text{Text: document.Get("Nb") + document.Get("RfrdDocNb"), Field: "RmtInf/Strd/RfrdDocInf"})
	}
	reference := s.Child("CdtrRefInf")
	p.Purpose = append(p.Purpose, payment.Text{Text: reference.Get("Ref") + reference.Get("CdtrRef"), Field: "RmtInf/Strd/CdtrRefInf"})
	for _, t := range s.All("AddtlRmtInf") {
		p.Purpose = append(p.Purpose, payment.Text{Text: t.Text, Field: "RmtInf/Strd/AddtlRmtInf"})
	}
	for _, name := range []string{"Invcr", "Invcee"} {
		if other := party(s.Child(name)); other != nil {
			p.Others = append(p.Others, other)
		}
	}
}

// returned tells which payment is taken back and why. Where the message does not repeat who paid whom, the return's own chain
// tells it, in which who received it gives it back.
func returned(p *payment.Payment, l levels) {
	for _, way := range [][]string{path("OrgnlUETR"), path("OrgnlTxId"), path("OrgnlEndToEndId"), path("OrgnlInstrId")} {
		p.ReturnOf = append(p.ReturnOf, l.get(way))
	}
	for _, name := range []string{"RtrRsnInf", "RvslRsnInf"} {
		reason := l.child(name)
		p.Reason = append(p.Reason, payment.Text{Text: joined("", reason.Get("Rsn", "Cd"), reason.Get("Rsn", "Prtry")), Field: name})
		for _, t := range reason.All("AddtlInf") {
			p.Description = append(p.Description, payment.Text{Text: t.Text, Field: name + "/AddtlInf"})
		}
		if by := party(reason.Child("Orgtr")); by != nil {
			p.Others = append(p.Others, by)
		}
	}
	chain := l.child("RtrChain")
	if chain.Line == 0 {
		chain = l.child("RvslChain")
	}
	back := levels{chain}
	fill(&p.Payer, side(back, "Cdtr"))
	fill(&p.Payee, side(back, "Dbtr"))
}

func fill(s *payment.Side, other payment.Side) {
	if s.Party == nil && s.Account == nil {
		s.Party, s.Account = other.Party, other.Account
	}
	if s.Bank == nil {
		s.Bank = other.Bank
	}
	if len(s.Ultimate) == 0 {
		s.Ultimate = slices.Clone(other.Ultimate)
	}
}
