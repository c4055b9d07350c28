package payment

import (
	"strings"

	"spoor/model"
	"spoor/ref"
	"spoor/ref/check"
)

// Party is what a message tells of somebody.
type Party struct {
	Field             string // element or tag
	Name              string
	Aliases           []string
	Address           []string // each a whole address
	Country, Resident string
	Born, BirthPlace  string
	BirthCountry      string
	LEI, BIC          string
	Identifiers       []Identifier
	Phone, Email      []string
	Notes             []string
	Bank              bool
}

// Identifier is a number by which somebody knows a party.
type Identifier struct {
	Number, Issuer, Country string
	Scheme                  string // code of ISO 20022 or of MT party identifiers; empty: not told
	Organisation            bool   // it stands among an organisation's
}

// properties are where the numbers of each scheme go. A scheme that is not here is local to whoever gave the number (a bank's
// customer number, an employee's): it becomes a note, since equal ones make nobody one.
var properties = map[string]string{
	"ARNU": "idNumber", "NIDN": "idNumber", "DRLC": "idNumber", "CCPT": "passportNumber", "SOSE": "socialSecurityNumber", "TXID": "taxNumber",
	"COID": "registrationNumber", "CINC": "registrationNumber", "SREN": "registrationNumber", "SRET": "registrationNumber", "DUNS": "dunsCode",
}

// schema says what the party is, where what is told leaves no doubt: somebody who was born is a person, and who has an LEI, or a BIC,
// is none. A bare number says nothing: they are often given under the wrong heading.
func (p *Party) schema() *model.Schema {
	name := "LegalEntity"
	switch {
	case p.Bank || p.LEI != "" || p.BIC != "":
		name = "Organization"
	case p.Born != "" || p.BirthPlace != "":
		name = "Person"
	default:
		for _, id := range p.Identifiers {
			switch id.Scheme {
			case "CCPT", "NIDN", "SOSE", "DRLC", "ARNU":
				name = "Person"
			}
		}
	}
	return model.Default().Get(name)
}

// key is what the party is known by, with the key of the account it holds; empty where nothing is told.
func (p *Party) key(held string) []string {
	name := folded(p.Name)
	switch {
	case p.Bank && p.BIC != "":
		return []string{"bic", folded(p.BIC)}
	case p.LEI != "":
		return []string{"lei", folded(p.LEI), name}
	case p.BIC != "":
		return []string{"bic", folded(p.BIC), name}
	case len(p.Identifiers) > 0:
		id := p.Identifiers[0]
		return []string{"id", folded(id.Scheme), folded(id.Issuer), folded(id.Country), folded(id.Number), name}
	case p.Born != "" && name != "":
		return []string{"born", p.Born, name}
	case held != "":
		return []string{"account", held, name}
	case name != "":
		return []string{"name", name}
	}
	return nil
}

// entity is the party as a thing, nil where nothing is told by which it could be known.
func (p *Party) entity(held string, origin *model.Origin) *model.Entity {
	if p == nil {
		return nil
	}
	key := p.key(held)
	if key == nil {
		return nil
	}
	e := model.NewEntity(model.ID(append([]string{"payment party"}, key...)...), p.schema(), origin)
	add := func(property, text string) bool { return e.Add(property, single(text), p.Field) }
	add("name", p.Name)
	for _, alias := range p.Aliases {
		if folded(alias) != folded(p.Name) {
			add("alias", alias)
		}
	}
	for _, address := range p.Address {
		add("address", address)
	}
	lands := []Text{{p.Country, "country"}, {p.Resident, "resident"}, {p.BirthCountry, "birthCountry"}}
	if p.Country == "" && p.Bank {
		lands[0].Text = bicCountry(p.BIC)
	}
	for _, land := range lands {
		if code, ok := country(land.Text); ok {
			land.Text = code
		}
		add(land.Field, land.Text)
	}
	add("birthDate", p.Born)
	add("birthPlace", p.BirthPlace)
	add("leiCode", p.LEI)
	add("swiftBic", p.BIC)
	for _, id := range p.Identifiers {
		id.add(add)
	}
	for _, text := range p.Phone {
		add("phone", text)
	}
	for _, text := range p.Email {
		add("email", text)
	}
	for _, text := range p.Notes {
		add("notes", text)
	}
	return e
}

func (id Identifier) add(add func(property, text string) bool) {
	property, known := properties[id.Scheme]
	switch {
	case id.Scheme == "" && id.Organisation:
		property = "registrationNumber"
	case id.Scheme == "":
		property = "idNumber"
	case !known:
		add("notes", strings.Join([]string{id.Scheme, id.Country, id.Issuer, id.Number}, " "))
		return
	}
	if !add(property, id.Number) { // a company has no passport: somebody else's number is compared all the same
		add("idNumber", id.Number)
	}
}

// Account is an account as a message tells it.
type Account struct {
	Field        string
	IBAN, Number string
	Scheme       string // of the number
	Type         string
	Currency     string
	Name         string
	Notes        []string
}

// key is the IBAN, or the number at its bank; empty where neither is told.
func (a *Account) key(bank *Party) string {
	switch {
	case a.IBAN != "":
		return bare(a.IBAN)
	case a.Number == "":
		return ""
	case bank != nil && bank.BIC != "":
		return bare(a.Number) + "@" + folded(bank.BIC)
	case bank != nil && len(bank.Identifiers) > 0:
		return bare(a.Number) + "@" + folded(bank.Identifiers[0].Number)
	case bank != nil:
		return bare(a.Number) + "@" + folded(bank.Name)
	}
	return bare(a.Number)
}

// Same says whether two accounts have one number.
func (a *Account) Same(o *Account) bool { return a.key(nil) == o.key(nil) }

func (a *Account) country() string {
	if len(a.IBAN) < 2 {
		return ""
	}
	return a.IBAN[:2]
}

func (a *Account) entity(bank *Party, bankID string, origin *model.Origin) *model.Entity {
	key := a.key(bank)
	if key == "" {
		return nil
	}
	e := model.NewEntity(model.ID("payment account", key), model.Default().Get("BankAccount"), origin)
	add := func(property, text string) { e.Add(property, single(text), a.Field) }
	add("iban", a.IBAN)
	add("accountNumber", a.Number)
	add("accountType", a.Type)
	add("accountType", a.Scheme)
	add("currency", a.Currency)
	add("name", a.Name)
	for _, note := range a.Notes {
		add("notes", note)
	}
	if bank != nil {
		add("bic", bank.BIC)
		add("bankName", bank.Name)
		add("bank", bankID)
	}
	return e
}

// Numbered is the account of a number as it stands, which may be an IBAN; nil where there is none.
func Numbered(number, field string) *Account {
	number = strings.TrimSpace(number)
	switch {
	case number == "":
		return nil
	case check.IBAN(bare(number)):
		return &Account{IBAN: number, Field: field}
	}
	return &Account{Number: number, Field: field}
}

// Bank is a bank known by its BIC or name, nil where neither is told.
func Bank(bic, name, field string) *Party {
	if bic, name = strings.TrimSpace(bic), single(name); bic == "" && name == "" {
		return nil
	}
	return &Party{Bank: true, BIC: bic, Name: name, Field: field}
}

// folded is a text by which things are known: in capitals, its white space single.
func folded(text string) string { return strings.ToUpper(single(text)) }

// bare is a number without the spaces it is printed with.
func bare(text string) string { return strings.ToUpper(strings.Join(strings.Fields(text), "")) }

// bicCountry is the country in a bank identifier code, ISO 9362: its fifth and sixth letter.
func bicCountry(bic string) string {
	if len(bic) < 8 {
		return ""
	}
	return bic[4:6]
}

func country(text string) (string, bool) {
	if text == "" {
		return "", false
	}
	return ref.Country(text)
}

// IsCountry says whether a text is a country's name or code.
func IsCountry(text string) bool {
	_, ok := country(text)
	return ok
}
