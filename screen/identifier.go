package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"spoor/model"
	"spoor/ref"
	"spoor/ref/check"
)

// identifier is a number or address that is given to one party, in canonical form.
type identifier struct {
	kind   idKind
	text   string // canonical
	as     string // as it was written
	prop   string
	issuer string // country, bank or make; empty where it is not known, or more than one may be meant
	sort   string // what a document is
}

// shortest is how many letters and digits an identifier must have to say anything, and longest how many it can.
const (
	shortest     = 5
	shortestMark = 4 // of ships and aircraft
	longest      = 512
)

// identifierOf makes the canonical form of what a property of an entity holds; not ok when it is none or too short.
func identifierOf(e *model.Entity, p *model.Property, text string) (identifier, bool) {
	kind, ok := kindOf(e.Schema, p)
	if !ok || len(text) > longest || !utf8.ValidString(text) {
		return identifier{}, false
	}
	id := identifier{kind: kind, as: text, prop: p.Name, issuer: issuerOf(e, kind), sort: sortOf(e, p.Name)}
	id.text = canonical(kind, text, id.issuer)
	return id, kind.wellFormed(id.text)
}

// issuerOf is the one issuer that an entity names for a kind of identifier.
func issuerOf(e *model.Entity, kind idKind) string {
	switch kind {
	case accountNumber:
		if bic := canonical(bank, e.First("bic"), ""); len(bic) >= 8 {
			return bic[:8]
		}
		return strings.ToLower(e.First("bankName"))
	case serial:
		for _, property := range []string{"make", "manufacturer"} {
			if make := e.First(property); make != "" {
				return strings.ToLower(make)
			}
		}
		return ""
	}
	var found []string
	for _, field := range issuerFields[kind] {
		for _, text := range e.Get(field) {
			if code, ok := ref.Country(text); ok {
				found = appendNew(found, ref.CountryParent(code))
			}
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// wellFormed says whether a canonical text can be an identifier of the kind.
func (k idKind) wellFormed(text string) bool {
	switch k {
	case bank:
		return len(text) == 8 || len(text) == 11
	case email:
		at := strings.IndexByte(text, '@')
		return at > 0 && strings.Contains(text[at:], ".")
	case web:
		return strings.Contains(text, ".")
	case tail, callSign:
		return len(text) >= shortestMark
	}
	return len(text) >= shortest && strings.ContainsAny(text, "0123456789")
}

// canonical is the form in which two writings of an identifier are equal. country is that of a phone number written without its
// own.
func canonical(kind idKind, text, country string) string {
	text = strings.TrimSpace(text)
	switch kind {
	case wallet:
		return canonicalWallet(text)
	case phone:
		number, _ := check.Phone(text, country)
		return number
	case email:
		return strings.ToLower(strings.TrimPrefix(text, "mailto:"))
	case web:
		return canonicalWeb(text)
	}
	plain := plainMarks(text)
	switch kind {
	case imoShip, imoCompany:
		return strings.TrimPrefix(plain, "IMO")
	case mmsi:
		return strings.TrimPrefix(plain, "MMSI")
	case iban:
		return strings.TrimPrefix(plain, "IBAN")
	}
	return plain
}

// lookAlikes are the Cyrillic capitals that number plates and documents share with the Latin alphabet (the Vienna Convention on
// Road Traffic, Annex 2, wants Latin ones abroad).
const lookAlikes, lookLike = "АВЕКМНОРСТУХІЈ", "ABEKMHOPCTYXIJ"

// plainMarks keeps letters, as capitals, and digits, as 0 to 9.
func plainMarks(text string) string {
	var b strings.Builder
	cyrillic := []rune(lookAlikes)
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'):
			b.WriteByte(byte(r))
		case r >= 'a' && r <= 'z':
			b.WriteByte(byte(r) - 'a' + 'A')
		case r < utf8.RuneSelf:
		case unicode.IsDigit(r):
			b.WriteByte('0' + byte(digitOf(r)))
		case unicode.IsLetter(r):
			r = unicode.ToUpper(r)
			for i, c := range cyrillic {
				if c == r {
					r = rune(lookLike[i])
				}
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// digitOf is the value of a digit of any script: they stand in rows of ten.
func digitOf(r rune) int {
	zero := r
	for range 9 {
		if !unicode.IsDigit(zero - 1) {
			break
		}
		zero--
	}
	return int(r - zero)
}

// schemes stand before an address of a digital currency.
var schemes = []string{"bitcoin:", "bitcoincash:", "ethereum:", "litecoin:", "tron:", "monero:", "dash:", "ripple:", "zcash:"}

// caseless open addresses whose alphabet has no case: bech32 (BIP 173) and what is like it.
var caseless = []string{"bc1", "ltc1", "tb1", "btg1", "addr1", "zs1", "bnb1", "cosmos1"}

// canonicalWallet leaves an address as it stands, but for the case of those that have none. A coin's name before it goes.
func canonicalWallet(text string) string {
	lower := strings.ToLower(text)
	for _, scheme := range schemes {
		if strings.HasPrefix(lower, scheme) {
			text, lower = strings.TrimLeft(text[len(scheme):], "/"), strings.TrimLeft(lower[len(scheme):], "/")
		}
	}
	if rest, ok := strings.CutPrefix(lower, "xdc"); ok && len(rest) == 40 && isHex(rest) {
		return "0x" + rest // the same address, written with its chain's name
	}
	if rest, ok := strings.CutPrefix(lower, "0x"); ok && isHex(rest) || len(lower) == 64 && isHex(lower) {
		return lower
	}
	for _, prefix := range caseless {
		if strings.HasPrefix(lower, prefix) {
			return lower
		}
	}
	return text
}

func isHex(text string) bool { return strings.Trim(text, "0123456789abcdef") == "" }

// canonicalWeb is host and path: without scheme, "www.", user, query, and the slash at the end.
func canonicalWeb(text string) string {
	if _, rest, ok := strings.Cut(text, "://"); ok {
		text = rest
	}
	if end := strings.IndexAny(text, "?#"); end >= 0 {
		text = text[:end]
	}
	host, path, _ := strings.Cut(text, "/")
	host = strings.TrimPrefix(strings.ToLower(host[strings.LastIndexByte(host, '@')+1:]), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	if path = strings.TrimRight(path, "/"); path != "" {
		return host + "/" + path
	}
	return host
}

// key is the text under which an index finds what is the same or close.
func (id *identifier) key() string {
	switch id.kind {
	case phone:
		return "tel " + lastDigits(id.text)
	case email:
		return "mail " + mailbox(id.text)
	case web:
		return "web " + hostOf(id.text)
	case bank:
		return id.text[:8]
	}
	return id.text
}
