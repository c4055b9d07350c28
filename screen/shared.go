package screen

import (
	"slices"
	"strings"

	"spoor/ref"
	"spoor/ref/check"
)

// shared is an identifier that a query and a listing have in common.
type shared struct {
	Reason
	reach reach
}

// alone says whether it makes a possible match of a listing whose name does not agree: what is close and weak does not.
func (s shared) alone() bool { return s.Agreement == Same || s.reach != weak }

// sharedIdentifiers compares those of a query with a listing's: each of the listing's once, the best agreement.
func sharedIdentifiers(q, l *facts) []shared {
	var all []shared
	for j := range l.identifiers {
		b := &l.identifiers[j]
		var best *shared
		for i := range q.identifiers {
			a := &q.identifiers[i]
			if agreement, detail := a.compare(b); agreement != "" && (best == nil || agreement == Same && best.Agreement == Close) {
				best = &shared{Reason{Field: b.prop, Query: a.as, Listed: b.as, Agreement: agreement, Detail: detail}, reaches[b.kind]}
			}
		}
		if best != nil && !slices.ContainsFunc(all, func(o shared) bool { return o.Reason == best.Reason }) {
			all = append(all, *best)
		}
	}
	return all
}

// compare says how a query's identifier agrees with a listed one: Same, Close, or not at all. It is the same both ways.
func (id *identifier) compare(o *identifier) (agreement, detail string) {
	if !id.kind.agrees(o.kind) {
		return "", ""
	}
	if id.text != o.text {
		return id.compareWeakly(o)
	}
	var said []string
	if warning := id.warning(); warning != "" {
		said = append(said, warning)
	}
	agreement = Same
	lessen := func(why string) { agreement, said = Close, append(said, why) }
	if known := id.issuer != "" && o.issuer != ""; known && id.issuer != o.issuer && reaches[id.kind] == issued {
		lessen("the same number of another " + issuerWord(id.kind) + ": " + issuerName(id) + ", " + issuerName(o))
	} else if !known && (id.kind == accountNumber || id.kind == serial) {
		lessen("the number alone, without its " + issuerWord(id.kind))
	}
	if id.sort != "" && o.sort != "" && id.sort != o.sort {
		lessen("the same number of another kind of document: " + id.sort + ", " + o.sort)
	}
	return agreement, strings.Join(said, "; ")
}

// compareWeakly compares texts that differ and have the same key.
func (id *identifier) compareWeakly(o *identifier) (agreement, detail string) {
	if id.kind < bank || id.key() != o.key() {
		return "", ""
	}
	switch id.kind {
	case bank:
		if len(id.text) == 8 || len(o.text) == 8 || strings.HasSuffix(id.text, "XXX") || strings.HasSuffix(o.text, "XXX") {
			return Same, "the branch stands on one side only"
		}
		return Close, "another branch of the same bank"
	case phone:
		return Close, "the last digits are the same, the country is not said or another"
	case email:
		return Close, "but for dots and what stands after a plus sign"
	}
	if contains(commonHosts, hostOf(id.text)) {
		return "", ""
	}
	return Close, "another page of the same site"
}

// issuerWord is what issues identifiers of a kind.
func issuerWord(k idKind) string {
	switch k {
	case accountNumber:
		return "bank"
	case serial:
		return "make"
	}
	return "country"
}

func issuerName(id *identifier) string {
	if issuerWord(id.kind) != "country" {
		return id.issuer
	}
	return ref.CountryName(id.issuer)
}

// warning says that an identifier's check digits are wrong, where it has some. It is compared all the same: lists carry
// mistakes, and a payment is made with the identifier as it stands.
func (id *identifier) warning() string {
	right := true
	switch {
	case id.kind == iban:
		right = check.IBAN(id.text)
	case id.kind == imoShip:
		right = check.IMO(id.text)
	case id.kind == imoCompany:
		right = check.IMOCompany(id.text)
	case id.kind == legalEntity:
		right = check.LEI(id.text)
	case id.kind == chassis:
		right = check.VIN(id.text)
	case id.kind == bank:
		right = check.BIC(id.text)
	case id.kind == mmsi:
		right = check.MMSI(id.text)
	case id.kind == wallet:
		return check.AnyWallet(id.as)
	case id.prop == "innCode":
		right = check.INN(id.text)
	case id.prop == "ogrnCode":
		right = check.OGRN(id.text)
	case id.prop == "uscCode":
		right = check.USCC(id.text)
	case id.prop == "isinCode":
		right = check.ISIN(id.text)
	case id.prop == "vatCode" && check.VATCountry(id.text):
		right = check.VAT(id.text)
	}
	if right {
		return ""
	}
	return "as it stands its form or its check digit is wrong"
}

// lastDigits are the nine that a number has in every way of writing it: less than that is a number within a town.
func lastDigits(number string) string { return number[max(0, len(number)-9):] }

// mailbox is an address without what many providers pass over: dots, and what stands after a plus sign.
func mailbox(address string) string {
	local, host, _ := strings.Cut(address, "@")
	local, _, _ = strings.Cut(local, "+")
	return strings.ReplaceAll(local, ".", "") + "@" + host
}

func hostOf(address string) string {
	host, _, _ := strings.Cut(address, "/")
	return host
}

// commonHosts are sites where anybody has a page.
var commonHosts = []string{"facebook.com", "fb.com", "m.facebook.com", "twitter.com", "x.com", "t.me", "telegram.me", "youtube.com", "instagram.com", "vk.com", "ok.ru",
	"linkedin.com", "wordpress.com", "blogspot.com", "medium.com", "github.com", "google.com", "sites.google.com", "wikipedia.org", "en.wikipedia.org", "tiktok.com"}
