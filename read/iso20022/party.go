package iso20022

import (
	"strings"

	"spoor/read/markup"
	"spoor/read/payment"
)

// party reads a party, nil where the element tells nothing. Later versions put it in a Pty, or a bank in an Agt.
func party(e *markup.Element) *payment.Party {
	if inner := e.Find("Pty"); inner != nil {
		return named(inner, e.Name)
	}
	if e.Find("Agt") != nil || e.Find("FinInstnId") != nil {
		return agent(e)
	}
	return named(e, e.Name)
}

func named(e *markup.Element, field string) *payment.Party {
	p := &payment.Party{Field: field, Name: e.Get("Nm"), Resident: e.Get("CtryOfRes")}
	located(p, e)
	id := e.Child("Id")
	organisation, private := id.Child("OrgId"), id.Child("PrvtId")
	for _, name := range []string{"AnyBIC", "BICOrBEI", "BIC", "BEI"} {
		if p.BIC == "" {
			p.BIC = organisation.Get(name)
		}
	}
	p.LEI = organisation.Get("LEI")
	for _, other := range organisation.All("Othr") {
		p.Identifiers = identified(p.Identifiers, other, true)
	}
	for _, other := range private.All("Othr") {
		p.Identifiers = identified(p.Identifiers, other, false)
	}
	born := private.Child("DtAndPlcOfBirth")
	p.Born = payment.When(born.Get("BirthDt"), "").Text
	p.BirthPlace = joined(", ", born.Get("CityOfBirth"), born.Get("PrvcOfBirth"))
	p.BirthCountry = born.Get("CtryOfBirth")
	contact := e.Child("CtctDtls")
	p.Phone = payment.Filled(contact.Get("PhneNb"), contact.Get("MobNb"))
	p.Email = payment.Filled(contact.Get("EmailAdr"))
	if p.Name == "" && p.LEI == "" && p.BIC == "" && len(p.Identifiers) == 0 && p.Born == "" && len(p.Address) == 0 {
		return nil
	}
	return p
}

// identified adds an identifier, of which the scheme is a code or a word of the sender's own.
func identified(all []payment.Identifier, other *markup.Element, organisation bool) []payment.Identifier {
	id := payment.Identifier{Number: other.Get("Id"), Issuer: other.Get("Issr"), Organisation: organisation,
		Scheme: other.Get("SchmeNm", "Cd") + other.Get("SchmeNm", "Prtry")}
	if id.Number == "" {
		return all
	}
	return append(all, id)
}

// agent reads a bank, nil where the element tells nothing.
func agent(e *markup.Element) *payment.Party {
	field := e.Name
	if inner := e.Find("Agt"); inner != nil {
		e = inner
	}
	id := e.Child("FinInstnId")
	if inner := id.Find("CmbndId"); inner != nil { // the first versions
		id = inner
	}
	p := &payment.Party{Field: field, Bank: true, BIC: id.Get("BICFI") + id.Get("BIC"), LEI: id.Get("LEI"), Name: id.Get("Nm")}
	located(p, id)
	if member := id.Child("ClrSysMmbId"); member.Get("MmbId") != "" {
		scheme := member.Get("ClrSysId", "Cd") + member.Get("ClrSysId", "Prtry")
		p.Identifiers = append(p.Identifiers, payment.Identifier{Number: member.Get("MmbId"), Scheme: joined(" ", "clearing member of", scheme)})
	}
	if other := id.Child("Othr"); other.Get("Id") != "" {
		p.Identifiers = append(p.Identifiers, payment.Identifier{Number: other.Get("Id"), Issuer: other.Get("Issr"), Scheme: joined(" ", "bank", other.Get("SchmeNm", "Cd"), other.Get("SchmeNm", "Prtry"))})
	}
	if p.BIC == "" && p.LEI == "" && p.Name == "" && len(p.Identifiers) == 0 {
		return nil
	}
	return p
}

// located reads the address: structured, in lines, or both.
func located(p *payment.Party, e *markup.Element) {
	address := e.Child("PstlAdr")
	p.Country = address.Get("Ctry")
	parts := []string{
		joined(" ", address.Get("Dept"), address.Get("SubDept")), joined(" ", address.Get("StrtNm"), address.Get("BldgNb")), address.Get("BldgNm"),
		address.Get("Flr"), address.Get("UnitNb"), address.Get("Room"), address.Get("PstBx"),
	}
	for _, line := range address.All("AdrLine") {
		parts = append(parts, line.Text)
	}
	parts = append(parts, joined(" ", address.Get("PstCd"), address.Get("TwnNm")), address.Get("TwnLctnNm"), address.Get("DstrctNm"), address.Get("CtrySubDvsn"))
	if text := joined(", ", parts...); text != "" {
		p.Address = []string{joined(", ", text, p.Country)}
	}
}

// account reads an account, nil where the element tells nothing. A proxy is what the account's holder is known by instead: a
// phone or an e-mail address.
func account(e *markup.Element, holder *payment.Party) *payment.Account {
	number := e.Get("Id", "Othr", "Id")
	for _, name := range []string{"PrtryAcct", "BBAN", "UPIC"} { // the first versions
		if number == "" {
			number = joined("", e.Get("Id", name), e.Get("Id", name, "Id"))
		}
	}
	a := payment.Numbered(number, e.Name)
	if a == nil {
		a = &payment.Account{Field: e.Name}
	}
	if iban := e.Get("Id", "IBAN"); iban != "" {
		a.IBAN = iban
	}
	scheme := e.Child("Id").Child("Othr").Child("SchmeNm")
	a.Scheme = joined(" ", scheme.Get("Cd"), scheme.Get("Prtry"))
	a.Type = joined(" ", e.Get("Tp", "Cd"), e.Get("Tp", "Prtry"))
	a.Currency, a.Name = e.Get("Ccy"), e.Get("Nm")
	if proxy := e.Child("Prxy"); proxy.Get("Id") != "" {
		kind := proxy.Get("Tp", "Cd") + proxy.Get("Tp", "Prtry")
		switch {
		case holder != nil && kind == "TELE":
			holder.Phone = append(holder.Phone, proxy.Get("Id"))
		case holder != nil && kind == "EMAL":
			holder.Email = append(holder.Email, proxy.Get("Id"))
		default:
			a.Notes = append(a.Notes, joined(" ", "proxy", kind, proxy.Get("Id")))
		}
		if a.IBAN == "" && a.Number == "" {
			a.Number, a.Scheme = proxy.Get("Id"), joined(" ", "proxy", kind)
		}
	}
	if a.IBAN == "" && a.Number == "" {
		return nil
	}
	return a
}

// joined joins the parts that say something.
func joined(separator string, parts ...string) string {
	return strings.Join(payment.Filled(parts...), separator)
}
