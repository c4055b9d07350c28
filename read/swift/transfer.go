package swift

import (
	"fmt"
	"regexp"
	"strings"

	"spoor/read/payment"
)

// transfer hands a transfer over, between customers (103) or between banks (202, 205; with the customers it covers).
func (r *reading) transfer(kind string) error {
	raw, first := r.raw(), field{line: r.header.line, offset: r.header.offset}
	if r.full {
		return r.fault(first, "", fmt.Sprintf("the message has more than %d fields", mostFields), raw)
	}
	for _, f := range r.fields {
		if f.bad != "" {
			return r.fault(f, "", f.bad, raw)
		}
	}
	p := &payment.Payment{Method: "transfer", UETR: payment.Text{Text: r.header.uetr, Field: "121"}}
	if f, what := r.amounts(p); what != "" {
		return r.fault(f, "amounts are written EUR1234,56 and dates YYMMDD", what, raw)
	}
	for _, tag := range []string{"20", "21"} {
		if f := r.find(tag); f != nil {
			p.References = append(p.References, payment.Text{Text: f.first(), Field: tag})
		}
	}
	if kind == "103" {
		r.customers(p)
	} else {
		r.banks(p)
	}
	r.texts(p)
	p.Key = []string{"mt" + kind, r.header.sender, p.References[0].Text}
	return r.hand(first, p, raw)
}

// amounts reads the fields without which there is no transfer, or says what is wrong with one.
func (r *reading) amounts(p *payment.Payment) (field, string) {
	settled := r.find("32A")
	if settled == nil || r.find("20") == nil {
		return field{line: r.header.line, offset: r.header.offset}, "the message has no field 20 or no field 32A"
	}
	var ok bool
	text := strings.TrimSpace(settled.first())
	if len(text) < 6 {
		return *settled, fmt.Sprintf("%q is no date with an amount", text)
	}
	p.At = payment.Text{Text: day(text[:6]), Field: "32A"}
	p.ValueDate = p.At
	if p.Amount, ok = amount(text[6:], "32A"); !ok {
		return *settled, fmt.Sprintf("%q is no amount", text[6:])
	}
	if f := r.find("33B"); f != nil {
		if p.Instructed, ok = amount(f.first(), "33B"); !ok {
			return *f, fmt.Sprintf("%q is no amount", f.first())
		}
	}
	if f := r.find("36"); f != nil {
		rate, ok := decimal(strings.TrimSpace(f.first()))
		if !ok {
			return *f, fmt.Sprintf("%q is no rate", f.first())
		}
		p.ExchangeRate = payment.Text{Text: rate, Field: "36"}
	}
	for _, f := range r.fields {
		if f.tag == "71F" || f.tag == "71G" {
			charge, ok := amount(f.first(), f.tag)
			if !ok {
				return f, fmt.Sprintf("%q is no amount", f.first())
			}
			p.Charges = append(p.Charges, charge)
		}
	}
	return field{}, ""
}

// customers tells the ends of a customer's transfer. A bank that the message does not name is its sender or receiver.
func (r *reading) customers(p *payment.Payment) {
	p.Payer.Party, p.Payer.Account = customer(r.find("50A", "50F", "50K"))
	p.Payee.Party, p.Payee.Account = customer(r.find("59", "59A", "59F"))
	p.Payer.Bank, p.Payee.Bank = institution(r.find("52A", "52D")), institution(r.find("57A", "57B", "57C", "57D"))
	r.between(p)
}

// banks tells the ends of a transfer between banks: the ordering institution, else the sender, and the beneficiary institution. The
// customers of the payment that it covers are those on whose behalf it is.
func (r *reading) banks(p *payment.Payment) {
	p.Payer.Party, p.Payee.Party = institution(r.find("52A", "52D")), institution(r.find("58A", "58D"))
	if p.Payer.Party == nil {
		p.Payer.Party = payment.Bank(r.header.sender, "", "block 1")
	}
	if payer, _ := customer(r.find("50A", "50F", "50K")); payer != nil {
		p.Payer.Ultimate = append(p.Payer.Ultimate, payer)
	}
	if payee, _ := customer(r.find("59", "59A", "59F")); payee != nil {
		p.Payee.Ultimate = append(p.Payee.Ultimate, payee)
	}
	for i := range r.fields {
		if strings.HasPrefix(r.fields[i].tag, "57") {
			if bank := institution(&r.fields[i]); bank != nil {
				p.Intermediaries = append(p.Intermediaries, bank)
			}
		}
	}
	r.between(p)
}

func (r *reading) between(p *payment.Payment) {
	sender, receiver := payment.Bank(r.header.sender, "", "block 1"), payment.Bank(r.header.receiver, "", "block 2")
	if p.Payer.Bank == nil {
		p.Payer.Bank, sender = sender, nil
	}
	if p.Payee.Bank == nil {
		p.Payee.Bank, receiver = receiver, nil
	}
	for i := range r.fields {
		switch f := &r.fields[i]; f.tag[:2] {
		case "51", "53", "54", "55", "56":
			if bank := institution(f); bank != nil {
				p.Intermediaries = append(p.Intermediaries, bank)
			}
		}
	}
	for _, bank := range []*payment.Party{sender, receiver} {
		if bank != nil {
			p.Intermediaries = append(p.Intermediaries, bank)
		}
	}
}

var (
	remittanceCodes = regexp.MustCompile(`/(INV|IPI|RFB|ROC|TSU|ULTB|ULTD|PURP)/`)
	taken           = regexp.MustCompile(`^/(RETN|REJT)/`)
	reasonCode      = regexp.MustCompile(`/([A-Z]{2}\d\d)/`)
	originalCode    = regexp.MustCompile(`/MREF/([^/]+)`)
	residence       = regexp.MustCompile(`/(ORDERRES|BENEFRES)/([A-Z]{2})`)
)

// texts reads what people wrote, and what its code words say.
func (r *reading) texts(p *payment.Payment) {
	for _, f := range r.fields {
		whole := strings.TrimSpace(flow(f.lines, width))
		told := payment.Text{Text: whole, Field: f.tag}
		switch f.tag {
		case "70":
			p.Purpose = append(p.Purpose, told)
			remitted(p, whole)
		case "77T":
			p.Purpose = append(p.Purpose, told)
		case "77B":
			p.Description = append(p.Description, told)
			for _, found := range residence.FindAllStringSubmatch(whole, -1) {
				reside(p, found[1], found[2])
			}
		case "72":
			p.Description = append(p.Description, told)
			back(p, whole)
		case "23E":
			if _, words, found := strings.Cut(whole, "/"); found {
				p.Description = append(p.Description, payment.Text{Text: words, Field: "23E"})
			}
		case "26T":
			p.PurposeCode = told
		}
	}
}

// remitted reads the code words of field 70: an invoice, the ordering customer's reference, ultimate parties.
func remitted(p *payment.Payment, text string) {
	for code, words := range coding(text, remittanceCodes) {
		words = strings.Trim(words, "/ ")
		told := payment.Text{Text: words, Field: "70"}
		switch code {
		case "INV":
			p.Invoices = append(p.Invoices, told)
		case "ROC":
			p.EndToEnd = told
		case "PURP":
			p.PurposeCode = told
		case "ULTD":
			p.Payer.Ultimate = append(p.Payer.Ultimate, called(words, "70")...)
		case "ULTB":
			p.Payee.Ultimate = append(p.Payee.Ultimate, called(words, "70")...)
		}
	}
}

// called is a party of whom nothing but the name is told; none where that is empty.
func called(name, tag string) []*payment.Party {
	if name = strings.Trim(name, "/ "); name == "" {
		return nil
	}
	return []*payment.Party{{Name: name, Field: tag}}
}

// coding gives each code word of a text with the words behind it, in their order.
func coding(text string, codes *regexp.Regexp) func(yield func(code, words string) bool) {
	return func(yield func(string, string) bool) {
		at := codes.FindAllStringSubmatchIndex(text, -1)
		for i, m := range at {
			end := len(text)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			if !yield(text[m[2]:m[3]], strings.TrimSpace(text[m[1]:end])) {
				return
			}
		}
	}
}

func reside(p *payment.Payment, who, land string) {
	side, lands := &p.Payer, &p.PayerLand
	if who == "BENEFRES" {
		side, lands = &p.Payee, &p.PayeeLand
	}
	*lands = land
	if side.Party != nil {
		side.Party.Resident = land
	}
}

// back tells a return or reject, which repeats the message that it takes back.
func back(p *payment.Payment, text string) {
	if !taken.MatchString(text) {
		return
	}
	p.Returned = true
	if reason := reasonCode.FindStringSubmatch(text); reason != nil {
		p.Reason = append(p.Reason, payment.Text{Text: reason[1], Field: "72"})
	}
	if original := originalCode.FindStringSubmatch(text); original != nil {
		p.ReturnOf = append(p.ReturnOf, payment.Text{Text: original[1], Field: "72"})
	}
	p.ReturnOf = append(p.ReturnOf, p.UETR)
}
