package screen

import (
	"strings"

	"spoor/model"
)

// identifier is a number that is given to one party, in canonical form.
type identifier struct {
	kind idKind
	text string // canonical
	as   string // as it was written
	prop string
}

// idKind says with which others an identifier may be compared.
type idKind uint8

const (
	document     idKind = iota // passport, identity card, social security: issued by many states, each with its numbers
	registration               // company, tax and licence numbers
	wallet                     // address of a digital currency
	bankAccount                // IBAN or account number
	vessel                     // IMO number
	legalEntity                // LEI
	bank                       // BIC
	vehicle                    // registration mark, MMSI, serial number
)

// worldwide says whether an identifier of the kind is unique in the world, so that it confirms an identity against the name.
func (k idKind) worldwide() bool {
	return k == wallet || k == vessel || k == legalEntity || k == bankAccount
}

// agrees says whether equal texts of two kinds are one identifier. Sources mix up identity, tax and registration numbers.
func (k idKind) agrees(o idKind) bool {
	return k == o || k <= registration && o <= registration
}

var idKinds = map[string]idKind{
	"passportNumber": document, "idNumber": document, "socialSecurityNumber": document, "number": document,
	"publicKey": wallet, "iban": bankAccount, "accountNumber": bankAccount,
	"imoNumber": vessel, "leiCode": legalEntity, "swiftBic": bank,
	"mmsi": vehicle, "callSign": vehicle, "vin": vehicle, "serialNumber": vehicle, "registrationNumber": registration,
}

// leastLength is how many letters and digits an identifier must have to say anything.
const leastLength = 5

// identifierOf makes the canonical form of an identifier; not ok when the property is none or the text too short.
func identifierOf(p *model.Property, text string) (identifier, bool) {
	kind, known := idKinds[p.Name]
	if !known {
		if p.Type != "identifier" || p.Matchable != nil && !*p.Matchable {
			return identifier{}, false
		}
		kind = registration
	}
	id := identifier{kind, canonical(kind, text), text, p.Name}
	return id, len(id.text) >= leastLength && strings.ContainsAny(id.text, "0123456789") || kind == bank && len(id.text) == 8
}

// canonical is the form in which two writings of an identifier are equal: wallet addresses as they stand (but for those whose
// alphabet has no case), all others as letters and digits in capitals.
func canonical(kind idKind, text string) string {
	text = strings.TrimSpace(text)
	if kind == wallet {
		if lower := strings.ToLower(text); strings.HasPrefix(lower, "0x") || strings.HasPrefix(lower, "bc1") || strings.HasPrefix(lower, "ltc1") {
			return lower
		}
		return text
	}
	var b strings.Builder
	for _, c := range []byte(text) {
		switch {
		case c >= 'a' && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
		case c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
			b.WriteByte(c)
		}
	}
	plain := b.String()
	switch kind {
	case vessel:
		return strings.TrimPrefix(plain, "IMO")
	case bank:
		return plain[:min(8, len(plain))] // the branch is left out
	}
	return plain
}
