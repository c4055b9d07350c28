package swift

import (
	"regexp"
	"strings"

	"spoor/read/payment"
	"spoor/ref/check"
)

// width is how many characters a line of names and addresses has.
const width = 35

// customer reads a customer's field (50, 59) by its option, with the account.
func customer(f *field) (*payment.Party, *payment.Account) {
	if f == nil {
		return nil, nil
	}
	lines := f.lines
	p := &payment.Party{Field: f.tag}
	var a *payment.Account
	if number, found := strings.CutPrefix(lines[0], "/"); found {
		a, lines = payment.Numbered(number, f.tag), lines[1:]
	}
	switch {
	case strings.HasSuffix(f.tag, "F"):
		if a == nil && len(lines) > 0 && numberedLine(lines[0]) == "" {
			identify(p, lines[0])
			lines = lines[1:]
		}
		structured(p, lines)
	case strings.HasSuffix(f.tag, "A") && len(lines) > 0 && check.BIC(lines[0]): // under no other: a name of eight letters looks like one
		p.BIC = lines[0]
	default:
		free(p, lines)
	}
	if p.Name == "" && p.BIC == "" && len(p.Identifiers) == 0 {
		return nil, a
	}
	return p, a
}

var identifier = regexp.MustCompile(`^(ARNU|CCPT|CUST|DRLC|EMPL|NIDN|SOSE|TXID)/([A-Z]{2})/(.+)$`)

// identify reads the number that stands in an account's place: CODE/COUNTRY/NUMBER, of some codes CODE/COUNTRY/ISSUER/NUMBER.
func identify(p *payment.Party, line string) {
	parts := identifier.FindStringSubmatch(line)
	if parts == nil {
		p.Notes = append(p.Notes, line)
		return
	}
	id := payment.Identifier{Scheme: parts[1], Country: parts[2], Number: parts[3]}
	switch id.Scheme {
	case "CUST", "DRLC", "EMPL":
		if issuer, number, found := strings.Cut(id.Number, "/"); found {
			id.Issuer, id.Number = issuer, number
		}
	}
	p.Identifiers = append(p.Identifiers, id)
}

// numberedLine is the digit with which a line of option F begins ("1/"), empty where it begins with none.
func numberedLine(line string) string {
	if len(line) > 1 && line[0] >= '1' && line[0] <= '8' && line[1] == '/' {
		return line[:1]
	}
	return ""
}

// structured reads the numbered lines of option F: names, address, country and town, birth, its place,
// numbers, and what goes on with the number before it.
func structured(p *payment.Party, lines []string) {
	var names, address []string
	for _, line := range lines {
		number := numberedLine(line)
		text := line
		if number != "" {
			text = line[2:]
		}
		switch number {
		case "1":
			names = append(names, text)
		case "2":
			address = append(address, text)
		case "3":
			country, town, _ := strings.Cut(text, "/")
			if p.Country == "" {
				p.Country = country
			}
			if town != "" {
				address = append(address, town)
			}
		case "4":
			p.Born = text
			if len(text) == 8 {
				p.Born = text[:4] + "-" + text[4:6] + "-" + text[6:]
			}
		case "5":
			p.BirthCountry, p.BirthPlace, _ = strings.Cut(text, "/")
		case "6":
			identify(p, "CUST/"+text)
		case "7":
			identify(p, "NIDN/"+text)
		case "8":
			if n := len(p.Identifiers); n > 0 {
				p.Identifiers[n-1].Number += text
			} else {
				p.Notes = append(p.Notes, text)
			}
		default:
			p.Notes = append(p.Notes, text)
		}
	}
	p.Name = flow(names, width-2)
	if len(address) > 0 {
		p.Address = []string{strings.Join(append(address, payment.Filled(p.Country)...), ", ")}
	}
}

// free reads lines of name and address. The name is the first; where that is full, the name with the next is an alias, since it may go
// on there.
func free(p *payment.Party, lines []string) {
	lines = payment.Filled(lines...)
	if len(lines) == 0 {
		return
	}
	p.Name = lines[0]
	if len(lines) == 1 {
		return
	}
	switch n := len([]rune(lines[0])); {
	case n >= width:
		p.Aliases = append(p.Aliases, lines[0]+lines[1], lines[0]+" "+lines[1])
	case n >= width-2:
		p.Aliases = append(p.Aliases, lines[0]+" "+lines[1])
	}
	p.Address = []string{strings.Join(lines[1:], ", ")}
	p.Country = lastCountry(lines[len(lines)-1])
}

var coded = regexp.MustCompile(`^([A-Z]{2})/`)

// lastCountry is the country that the last line of an address is, or begins with ("DE/BERLIN").
func lastCountry(line string) string {
	if parts := coded.FindStringSubmatch(line); parts != nil {
		return parts[1]
	}
	if payment.IsCountry(line) {
		return line
	}
	return ""
}

// institution reads a bank's field (51 to 58) by its option.
func institution(f *field) *payment.Party {
	if f == nil {
		return nil
	}
	lines := f.lines
	p := &payment.Party{Field: f.tag, Bank: true}
	var clearing string
	if strings.HasPrefix(lines[0], "/") {
		if code, found := strings.CutPrefix(lines[0], "//"); found {
			clearing = code
		} else {
			p.Notes = append(p.Notes, "account "+strings.TrimLeft(lines[0], "/"))
		}
		lines = lines[1:]
	}
	if strings.HasSuffix(f.tag, "A") && len(lines) > 0 && check.BIC(lines[0]) {
		p.BIC = lines[0]
	} else {
		free(p, lines)
	}
	if clearing != "" {
		p.Identifiers = append(p.Identifiers, payment.Identifier{Number: clearing, Scheme: "clearing member"})
	}
	if p.BIC == "" && p.Name == "" && clearing == "" {
		return nil
	}
	return p
}
