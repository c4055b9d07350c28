package swift

import (
	"regexp"
	"strings"

	"spoor/read/payment"
	"spoor/ref/check"
)

// detail is what a field 86 says of an entry.
type detail struct {
	payer, payee, party          string // names: of the ordering party, of the beneficiary, of whichever is not the holder
	account, bank                string // of the other party
	purpose                      []payment.Text
	endToEnd, code               payment.Text
	references                   []string
	reason                       []payment.Text
	returned                     bool
	ultimatePayer, ultimatePayee []*payment.Party
}

// other is the other side of an entry: who paid it where the account is credited, who received it where it is debited. A return is
// told with either.
func (d *detail) other(credited bool) payment.Side {
	name := d.party
	for _, told := range []string{map[bool]string{true: d.payer, false: d.payee}[credited], d.payee, d.payer} {
		if name == "" {
			name = told
		}
	}
	var s payment.Side
	if party := called(name, "86"); party != nil {
		s.Party = party[0]
	}
	s.Account = payment.Numbered(d.account, "86")
	switch {
	case check.BIC(d.bank):
		s.Bank = payment.Bank(d.bank, "", "86")
	case d.bank != "":
		s.Bank = &payment.Party{Bank: true, Field: "86", Identifiers: []payment.Identifier{{Number: d.bank, Scheme: "bank code"}}}
	}
	return s
}

// details reads a field 86 by the form it has.
func details(lines []string) *detail {
	joined := strings.Join(lines, "")
	d := &detail{}
	switch {
	case german.MatchString(joined):
		d.numbered(joined)
	case leads.MatchString(joined):
		d.words(flow(lines, lineWidth))
	default:
		d.say(flow(lines, lineWidth))
	}
	return d
}

// lineWidth is how many characters a line of field 86 has.
const lineWidth = 65

func (d *detail) say(text string) {
	if text = strings.TrimSpace(text); text != "" {
		d.purpose = append(d.purpose, payment.Text{Text: text, Field: "86"})
	}
}

var (
	german   = regexp.MustCompile(`^\d{3}([?<~^@])\d\d`)
	keywords = regexp.MustCompile(`(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|ANAM|IBAN|BIC|PURP|RREF)\+`)
)

// returns are the business transaction codes of returned direct debits and credit transfers.
var returns = map[string]bool{"108": true, "109": true, "159": true}

// subfieldWidth is how many characters a subfield of free text has.
const subfieldWidth = 27

// numbered reads the German form: a business transaction code, then numbered subfields (20 to 29 and 60 to 63 the text, 30 and 31 bank
// and account, 32 and 33 the name, 34 a reason).
func (d *detail) numbered(text string) {
	d.returned = returns[text[:3]]
	var remittance, names []string
	for _, part := range strings.Split(text[3:], text[3:4])[1:] {
		if len(part) < 2 {
			continue
		}
		number, words := part[:2], part[2:]
		switch {
		case number >= "20" && number <= "29" || number >= "60" && number <= "63":
			remittance = append(remittance, words)
		case number == "30":
			d.bank = strings.TrimSpace(words)
		case number == "31":
			d.account = strings.TrimSpace(words)
		case number == "32" || number == "33":
			names = append(names, words)
		case number == "34" && d.returned:
			d.reason = append(d.reason, payment.Text{Text: words, Field: "86"})
		}
	}
	d.party = strings.TrimSpace(flow(names, subfieldWidth))
	d.keyed(remittance)
}

// keyed reads a text in which some words say what follows (SVWZ+ what it is for, EREF+ a reference ...).
func (d *detail) keyed(chunks []string) {
	whole := ""
	for i, chunk := range chunks {
		if i > 0 && (len([]rune(chunks[i-1])) < subfieldWidth || keywords.MatchString(chunk) && keywords.FindStringIndex(chunk)[0] == 0) {
			whole += " "
		}
		whole += chunk
	}
	first := keywords.FindStringIndex(whole)
	if first == nil {
		d.say(whole)
		return
	}
	d.say(whole[:first[0]])
	for word, said := range coding(whole, keywords) {
		d.key(word, said)
	}
}

func (d *detail) key(word, said string) {
	switch word {
	case "SVWZ":
		d.say(said)
	case "EREF":
		d.endToEnd = payment.Text{Text: said, Field: "86"}
	case "KREF", "RREF":
		d.references = append(d.references, said)
	case "ABWA":
		d.ultimatePayer = append(d.ultimatePayer, called(said, "86")...)
	case "ABWE":
		d.ultimatePayee = append(d.ultimatePayee, called(said, "86")...)
	case "ANAM":
		d.party = said
	case "IBAN":
		if d.account == "" {
			d.account = strings.ReplaceAll(said, " ", "")
		}
	case "BIC":
		if d.bank == "" {
			d.bank = said
		}
	case "PURP":
		d.code = payment.Text{Text: said, Field: "86"}
	}
}

var (
	leads     = regexp.MustCompile(`^/(ORDP|BENM|REMI|EREF|TRTP|IBAN|BIC|NAME|CNTP|PREF|IREF|RTRN|UDTR|UCRD|PURP|MARF|CSID|TRCD|KREF|ADDR|OCMT|CHGS|EXCH|ISDT|SVCL|BTC)/`)
	codewords = regexp.MustCompile(`/(ORDP|BENM|REMI|EREF|TRTP|IBAN|BIC|NAME|CNTP|PREF|IREF|RTRN|UDTR|UCRD|PURP|MARF|CSID|TRCD|KREF|ADDR|OCMT|CHGS|EXCH|ISDT|SVCL|BTC)/`)
)

// words reads code words between slashes. NAME and IBAN stand alone, or behind ORDP or BENM, whose they then are.
func (d *detail) words(text string) {
	role := ""
	for word, said := range coding(text, codewords) {
		said = strings.Trim(said, "/ ")
		switch word {
		case "ORDP", "BENM":
			role = word
			d.named(role, said)
		case "NAME":
			d.named(role, said)
		case "CNTP":
			d.counterparty(said)
		case "IBAN":
			d.account = said
		case "BIC":
			d.bank = said
		case "REMI":
			said = strings.TrimPrefix(said, "USTD//")
			d.say(strings.TrimPrefix(said, "STRD//"))
		case "EREF":
			d.endToEnd = payment.Text{Text: said, Field: "86"}
		case "PREF", "IREF", "KREF":
			d.references = append(d.references, said)
		case "RTRN":
			d.returned = true
			d.reason = append(d.reason, payment.Text{Text: said, Field: "86"})
		case "UDTR":
			d.ultimatePayer = append(d.ultimatePayer, called(said, "86")...)
		case "UCRD":
			d.ultimatePayee = append(d.ultimatePayee, called(said, "86")...)
		case "PURP":
			said, _, _ = strings.Cut(strings.TrimPrefix(said, "CD/"), "/")
			d.code = payment.Text{Text: said, Field: "86"}
		}
	}
}

func (d *detail) named(role, name string) {
	switch {
	case name == "":
	case role == "ORDP":
		d.payer = name
	case role == "BENM":
		d.payee = name
	default:
		d.party = name
	}
}

// counterparty reads account, bank, name and town, parted by slashes.
func (d *detail) counterparty(said string) {
	parts := append(strings.Split(said, "/"), "", "", "")
	d.account, d.bank, d.party = parts[0], parts[1], parts[2]
}
