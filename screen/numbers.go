package screen

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"spoor/ref/check"
)

// Identifiers are written in a text whole, or in groups with spaces, hyphens, points and strokes between. Each such run is looked up. A
// number that is short, or is not what it seems by its check digits, counts only after a word that says what it is.

const (
	mostGroups   = 9  // of an IBAN in fours
	mostMarks    = 34 // letters and digits: of an IBAN
	longLetters  = 3  // letters that may be a group without a digit: HRB, but for a bank's four in an IBAN
	cueWords     = 3  // words before a number that may say what it is
	telltale     = 8  // letters and digits, mixed, that need no such word
	longNumber   = 10 // digits that need none
	leastAddress = 25 // characters of a wallet's address
)

// cues are the words that say what a number is.
var cues = map[string][]idKind{
	"passport": {document}, "pass": {document}, "pasaporte": {document}, "passeport": {document}, "reisepass": {document}, "паспорт": {document},
	"id": {document}, "identity": {document}, "identification": {document}, "national": {document}, "nid": {document}, "ssn": {document}, "cedula": {document},
	"curp": {document}, "dni": {document}, "licence": {document}, "license": {document}, "document": {document}, "visa": {document},
	"registration": {registration, tail, plate}, "reg": {registration, tail, plate}, "registered": {registration}, "company": {registration}, "tax": {registration},
	"inn": {registration}, "инн": {registration}, "ogrn": {registration}, "огрн": {registration}, "vat": {registration}, "nit": {registration}, "rif": {registration},
	"rut": {registration}, "ruc": {registration}, "rfc": {registration}, "ein": {registration}, "tin": {registration}, "uscc": {registration}, "duns": {registration},
	"imo": {imoShip, imoCompany}, "mmsi": {mmsi}, "callsign": {callSign}, "sign": {callSign}, "aircraft": {tail}, "tail": {tail}, "plate": {plate}, "vehicle": {plate},
	"serial": {serial}, "sn": {serial}, "msn": {serial}, "weapon": {serial},
	"account": {accountNumber, iban}, "acct": {accountNumber, iban}, "acc": {accountNumber, iban}, "konto": {accountNumber, iban}, "iban": {iban},
	"phone": {phone}, "tel": {phone}, "telephone": {phone}, "mobile": {phone}, "mob": {phone}, "cell": {phone}, "fax": {phone}, "whatsapp": {phone},
	"swift": {bank}, "bic": {bank}, "lei": {legalEntity}, "vin": {chassis}, "chassis": {chassis},
}

// numbers looks at every run of groups that may be an identifier, and at whatever stands between spaces and may be an address.
func (c *scan) numbers() {
	asked := map[string][]sighting{}
	for at := range c.places {
		for until := range c.groups(at) {
			c.identifier(at, until, c.text[c.places[at].start:c.places[until-1].end], asked)
		}
	}
	c.addresses(asked)
}

// groups gives where runs of groups end that begin at a place.
func (c *scan) groups(at int) func(yield func(until int) bool) {
	return func(yield func(int) bool) {
		marks, digits := 0, 0
		for k := at; k < min(at+mostGroups, len(c.places)); k++ {
			p := &c.places[k]
			if k > at && !separates(c.text[c.places[k-1].end:p.start]) {
				return
			}
			letters, figures := 0, 0
			for _, r := range c.text[p.start:p.end] {
				switch {
				case unicode.IsDigit(r):
					figures++
				case unicode.IsLetter(r):
					letters++
				}
			}
			marks, digits = marks+letters+figures, digits+figures
			long := letters > longLetters && figures == 0 && !(k > at && letters == 4)
			switch {
			case k == at && (long || p.end-p.start > mostMarks): // a word: a BIC, a call sign or a wallet may look like one
				yield(k + 1)
				return
			case long || marks > mostMarks:
				return
			case marks >= shortestMark && (digits > 0 || k == at) && (figures > 0 || k == at) && !yield(k+1):
				return
			}
		}
	}
}

// separates says whether what stands between two groups keeps them one identifier.
func separates(between string) bool {
	return utf8.RuneCountInString(between) <= 2 && strings.Trim(between, " \u00a0-‐‑–./") == ""
}

// identifier looks one up, and notes the listings that have it.
func (c *scan) identifier(first, until int, text string, asked map[string][]sighting) {
	said := c.said(first)
	plus := c.places[first].start > 0 && c.text[c.places[first].start-1] == '+'
	if len(said) == 0 && len(text) < telltale && !plus && !strings.ContainsAny(text, "@.") {
		return // of no kind that speaks for itself
	}
	if plus {
		text = "+" + text
	}
	key := text
	for _, kind := range said {
		key += string(rune(kind)) + "\x00"
	}
	found, ok := asked[key]
	if !ok {
		found = c.lookUp(text, said)
		asked[key] = found
	}
	for _, m := range found {
		m.first, m.until = first, until
		c.seen = append(c.seen, m)
	}
}

// said are the kinds of identifiers of which the words before a place speak, or the letters with which its own word begins.
func (c *scan) said(at int) (kinds []idKind) {
	for k := max(0, at-cueWords); k < at; k++ {
		kinds = append(kinds, cues[c.places[k].word.text]...)
	}
	p := &c.places[at]
	word := strings.ToLower(c.text[p.start:p.end])
	if digit := strings.IndexFunc(word, unicode.IsDigit); digit > 0 {
		kinds = append(kinds, cues[word[:digit]]...)
	}
	return kinds
}

// lookUp finds the listings that have an identifier.
func (c *scan) lookUp(text string, said []idKind) (found []sighting) {
	q := Query{}.WithIdentifier(text)
	q.facts.identifiers = slices.DeleteFunc(q.facts.identifiers, func(id identifier) bool { return !id.inText(said) })
	for i := range q.facts.identifiers {
		for _, listing := range c.x.ids.find(idKey(q.facts.identifiers[i].key())) {
			if slices.ContainsFunc(found, func(m sighting) bool { return m.listing == listing }) {
				continue
			}
			_, facts := c.x.listing(listing)
			if slices.ContainsFunc(sharedIdentifiers(&q.facts, &facts), shared.inText) {
				m := sighting{found: foundListing(listing), query: &q}
				found = append(found, m)
			}
		}
	}
	return found
}

func foundListing(listing uint32) found { return found{listing: listing, name: noName} }

// inText says whether an identifier that a text and a listing share makes a mention: what is close and weak does not, nor what several share.
func (s shared) inText() bool { return s.Agreement == Same || s.reach == issued }

// inText says whether a run of letters and digits may be an identifier of this kind, with no more known of it than the words before it.
func (id *identifier) inText(said []idKind) bool {
	if slices.Contains(said, id.kind) || id.kind <= registration && (slices.Contains(said, document) || slices.Contains(said, registration)) {
		return true
	}
	switch id.kind {
	case wallet:
		return len(id.as) >= leastAddress
	case iban:
		return check.IBAN(id.text)
	case bank:
		return id.as == strings.ToUpper(id.as) && check.BIC(id.text)
	case legalEntity, chassis:
		return id.warning() == "" && (len(id.text) == 20 || len(id.text) == 17)
	case email, web:
		return true
	case phone:
		return strings.HasPrefix(id.as, "+")
	case document, registration:
		letters := strings.ContainsFunc(id.text, unicode.IsLetter)
		return letters && len(id.text) >= telltale || !letters && len(id.text) >= longNumber
	}
	return false
}

// addresses looks up what stands between spaces and is an e-mail address or a site.
func (c *scan) addresses(asked map[string][]sighting) {
	at := 0
	for field := range strings.FieldsSeq(c.text) {
		start := strings.Index(c.text[at:], field) + at
		at = start + len(field)
		address := strings.Trim(field, "()<>[]{},;:.!?'\"«»“”")
		if len(address) > longest || !strings.ContainsAny(address, "@.") || !utf8.ValidString(address) {
			continue
		}
		start += strings.Index(field, address)
		first, until := c.placesOf(start, start+len(address))
		if first < until && strings.ContainsFunc(address, unicode.IsLetter) {
			c.identifier(first, until, address, asked)
		}
	}
}

// placesOf are the words that stand between two bytes.
func (c *scan) placesOf(start, end int) (first, until int) {
	first, _ = slices.BinarySearchFunc(c.places, start, func(p place, start int) int { return p.start - start })
	until, _ = slices.BinarySearchFunc(c.places, end, func(p place, end int) int { return p.start - end })
	return first, until
}
