package screen

import (
	"strings"

	"spoor/model"
)

// idKind says with which others an identifier may be compared.
type idKind uint8

const (
	document     idKind = iota // passport, identity card, social security: each state has its numbers
	registration               // company, tax and licence numbers: each register has its own
	wallet                     // address of a digital currency
	iban
	accountNumber // says nothing without its bank
	imoShip       // IMO number of a ship
	imoCompany    // IMO number of a ship's owner or manager
	mmsi
	callSign
	tail    // registration mark of an aircraft
	plate   // registration mark of a vehicle or a boat
	chassis // VIN
	serial  // number that a maker gave: of a weapon, an aircraft, an item
	legalEntity
	bank // BIC
	phone
	email
	web
)

// reach is where an identifier is given to one party only.
type reach uint8

const (
	worldwide reach = iota // it confirms an identity, whatever the name
	issued                 // by a state, a register, a bank or a maker, or handed on later: what contradicts it counts
	weak                   // several may use it, and it changes hands: it supports, and never confirms
)

// reaches says it of every kind. Call signs, MMSI and aircraft's marks are handed on when a flag changes.
var reaches = [...]reach{
	document: issued, registration: issued, wallet: worldwide, iban: worldwide, accountNumber: issued, imoShip: worldwide, imoCompany: worldwide,
	mmsi: issued, callSign: issued, tail: issued, plate: issued, chassis: worldwide, serial: issued, legalEntity: worldwide, bank: worldwide,
	phone: weak, email: weak, web: weak,
}

// agrees says whether equal texts of two kinds are one identifier. Sources mix up identity, tax and registration numbers.
func (k idKind) agrees(o idKind) bool {
	return k == o || k <= registration && o <= registration
}

// idKinds are the kinds of properties that have another than their type says.
var idKinds = map[string]idKind{
	"passportNumber": document, "idNumber": document, "socialSecurityNumber": document, "number": document, "personalNumber": document,
	"publicKey": wallet, "cryptoAddress": wallet, "iban": iban, "accountNumber": accountNumber, "accountId": accountNumber,
	"leiCode": legalEntity, "swiftBic": bank, "bic": bank,
	"mmsi": mmsi, "callSign": callSign, "vin": chassis, "serialNumber": serial,
	"phone": phone, "email": email, "website": web, "url": web,
}

// kindOf says what kind of identifier a property of a schema holds; not ok when it holds none.
func kindOf(s *model.Schema, p *model.Property) (kind idKind, ok bool) {
	switch {
	case p.Name == "imoNumber" && s.Is("Organization"):
		return imoCompany, true
	case p.Name == "imoNumber":
		return imoShip, true
	case p.Name == "registrationNumber" && s.Is("Airplane"):
		return tail, true
	case p.Name == "registrationNumber" && s.Is("Vehicle"):
		return plate, true
	case p.Name == "icaoCode":
		return 0, false // a type of aircraft, which many are of
	case p.Name == "bic" && s.Is("BankAccount"):
		return 0, false // its bank, which has many accounts
	}
	if kind, ok = idKinds[p.Name]; ok {
		return kind, true
	}
	return registration, p.Type == "identifier" && (p.Matchable == nil || *p.Matchable)
}

// sortOf says what a document is, in our words; empty when it is not known or the sources mix it up.
func sortOf(e *model.Entity, property string) string {
	switch property {
	case "passportNumber":
		return "passport"
	case "socialSecurityNumber":
		return "social security"
	case "number":
	default:
		return ""
	}
	said := strings.ToLower(e.First("type"))
	if said == "" && e.Schema.Is("Passport") {
		return "passport"
	}
	for _, known := range [][2]string{{"passport", "passport"}, {"driv", "driving licence"}, {"residence", "residence permit"}, {"visa", "visa"}, {"identity", "identity card"}, {"id card", "identity card"}, {"national id", "identity card"}} {
		if strings.Contains(said, known[0]) {
			return known[1]
		}
	}
	return ""
}

// issuerFields are the properties that say which state issues an identifier of a party.
var issuerFields = map[idKind][]string{
	document:     {"country", "nationality", "citizenship"},
	registration: {"jurisdiction", "country", "mainCountry"},
	plate:        {"country", "flag"},
	phone:        {"country", "nationality", "jurisdiction", "mainCountry", "resident"},
}
