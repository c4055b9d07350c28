package payment

import (
	"strings"

	"spoor/model"
)

// Text is a value as it stood, with the element or tag it stood in.
type Text struct{ Text, Field string }

// Money is a plain decimal, as it stood, and its currency.
type Money struct{ Amount, Currency, Field string }

// Payment is one payment as a message tells it. Empty fields are not told.
type Payment struct {
	Key []string // kind and reference of the message, and the place of the payment in it

	At, ValueDate         Text // as When gives them
	Amount                Money
	Instructed            Money
	ExchangeRate          Text
	Charges               []Money
	Status                string // of the model's codes
	Method                string
	Channel               string
	PurposeCode, Category Text // codes of ISO 20022: why it is paid
	References            []Text
	EndToEnd, UETR        Text
	Invoices              []Text
	Purpose               []Text // free texts on what it is for
	Description           []Text // other free texts

	// Takes back another payment: see the package's comment. Payer and Payee are those of that payment.
	Returned bool
	ReturnOf []Text
	Reason   []Text

	Payer, Payee         Side
	Initiator            *Party
	Others               []*Party
	Intermediaries       []*Party
	PayerLand, PayeeLand string // country where a message tells it apart from the party's address
}

// Side is one end of a payment.
type Side struct {
	Party    *Party
	Ultimate []*Party // on whose behalf
	Account  *Account
	Bank     *Party
}

// usual is how many values a payment has room for before it grows.
const usual = 24

// Entities are the record, then the things it names.
func (p *Payment) Entities(origin *model.Origin) []*model.Entity {
	w := &writer{origin: origin, record: model.NewEntity("", model.Default().Get("Payment"), origin)}
	w.record.Values = make([]model.Value, 0, usual)
	w.add("at", p.At)
	w.add("valueDate", p.ValueDate)
	w.money("amount", "currency", p.Amount, p.Returned)
	w.money("instructedAmount", "instructedCurrency", p.Instructed, p.Returned)
	w.add("exchangeRate", p.ExchangeRate)
	w.charges(p.Charges)
	w.add("status", Text{p.Status, ""})
	w.add("method", Text{p.Method, ""})
	w.add("channel", Text{p.Channel, ""})
	w.add("purposeCode", p.PurposeCode)
	w.add("purposeCode", p.Category)
	w.add("category", category(p.PurposeCode, p.Category))
	w.add("endToEndId", reference(p.EndToEnd))
	w.add("uetr", p.UETR)
	for _, list := range []struct {
		property string
		texts    []Text
	}{{"transactionNumber", p.References}, {"invoice", p.Invoices}, {"purpose", p.Purpose}, {"description", p.Description},
		{"returnOf", p.ReturnOf}, {"returnReason", p.Reason}} {
		for _, t := range list.texts {
			w.add(list.property, reference(t))
		}
	}
	w.side("payer", "ultimatePayer", p.Payer)
	w.side("beneficiary", "ultimateBeneficiary", p.Payee)
	w.land("payerCountry", p.PayerLand, p.Payer)
	w.land("beneficiaryCountry", p.PayeeLand, p.Payee)
	w.party("initiator", p.Initiator, "")
	for _, other := range p.Others {
		w.party("otherParty", other, "")
	}
	for _, bank := range p.Intermediaries {
		w.party("intermediary", bank, "")
	}
	w.record.ID = p.id(w.record)
	return append([]*model.Entity{w.record}, w.things...)
}

func (p *Payment) id(record *model.Entity) string {
	parts := append([]string{"payment"}, p.Key...)
	for i := range record.Values {
		parts = append(parts, record.Values[i].Prop.Name, record.Values[i].Text)
	}
	return model.ID(parts...)
}

// reference leaves out the words that stand for no reference at all.
func reference(t Text) Text {
	switch strings.ToUpper(strings.TrimSpace(t.Text)) {
	case "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF":
		return Text{}
	}
	return t
}

// writer is one payment under way.
type writer struct {
	origin *model.Origin
	record *model.Entity
	things []*model.Entity
}

func (w *writer) add(property string, t Text) { w.record.Add(property, single(t.Text), t.Field) }

// Filled are the parts that say something, without the blanks around them.
func Filled(parts ...string) []string {
	var all []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// single makes white space single.
func single(text string) string {
	if !strings.Contains(text, "  ") && !strings.ContainsAny(text, "\t\n\r\u00a0") { // as nearly all texts are
		return strings.TrimSpace(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

func (w *writer) money(property, currency string, m Money, negative bool) {
	if m.Amount = strings.TrimSpace(m.Amount); m.Amount == "" {
		return
	}
	if negative {
		m.Amount = "-" + strings.TrimLeft(m.Amount, "+-")
	}
	w.record.Add(property, m.Amount, m.Field)
	w.record.Add(currency, m.Currency, m.Field)
}

// charges adds the charges of the first currency up; those in others are told in words.
func (w *writer) charges(all []Money) {
	var sum Total
	for _, m := range all {
		if strings.TrimSpace(m.Amount) == "" {
			continue
		}
		if sum.Currency == "" {
			sum.Currency = m.Currency
		}
		if m.Currency != sum.Currency || sum.Add(m.Amount, false) != nil {
			w.record.Add("description", "Charges: "+single(m.Amount+" "+m.Currency), m.Field)
		}
	}
	if sum.Counted > 0 {
		w.money("charges", "chargesCurrency", Money{sum.String(), sum.Currency, all[0].Field}, false)
	}
}

func (w *writer) side(role, ultimate string, s Side) {
	bank := w.party(role+"Bank", s.Bank, "")
	for _, u := range s.Ultimate {
		w.party(ultimate, u, "")
	}
	if s.Account == nil {
		w.party(role, s.Party, "")
		return
	}
	w.party(role, s.holder(), s.Account.key(s.Bank))
	if e := s.Account.entity(s.Bank, bank, w.origin); e != nil {
		w.record.Add(role+"Account", e.ID, s.Account.Field)
		w.things = append(w.things, e)
	}
}

// holder is the party of a side that has an account: the one that is named, or whoever holds it.
func (s Side) holder() *Party {
	if s.Party == nil {
		return &Party{Field: s.Account.Field}
	}
	return s.Party
}

// party adds a party under a role, with the key of the account it holds, and gives its id; empty where nothing is told of it.
func (w *writer) party(role string, p *Party, held string) string {
	e := p.entity(held, w.origin)
	if e == nil {
		return ""
	}
	w.record.Add(role, e.ID, p.Field)
	w.things = append(w.things, e)
	return e.ID
}

// land is where a side's money comes from or goes to: what the message says, else where the party is, the account is held, or
// its bank is.
func (w *writer) land(property, said string, s Side) {
	ways := []string{said}
	if s.Party != nil {
		ways = append(ways, s.Party.Resident, s.Party.Country, bicCountry(s.Party.BIC))
	}
	if s.Account != nil {
		ways = append(ways, s.Account.country())
	}
	if s.Bank != nil {
		ways = append(ways, s.Bank.Country, bicCountry(s.Bank.BIC))
	}
	for _, text := range ways {
		if code, ok := country(text); ok {
			w.record.Add(property, code, "")
			return
		}
	}
}
