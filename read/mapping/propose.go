package mapping

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"

	"spoor/model"
)

// SampleRows is how many rows after the header a proposal looks at.
const SampleRows = 200

// Propose writes a mapping for a table of which the first rows are given, its header among them if it has one. What it
// writes runs as it stands; what it could not tell stands in it as a comment.
func Propose(file string, delimiter byte, table [][]string) string {
	s := survey(table)
	var b strings.Builder
	p := &proposal{b: &b, s: s, used: map[int]bool{}}
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	fmt.Fprintf(&b, "# A proposal, made from the header and the first rows of %s: read it through and correct it.\n", oneLine(name))
	source, _, _ := strings.Cut(name, ".")
	fmt.Fprintf(&b, "source: %s   # the name its rows are known under; keep it when the file's name changes\n", quote(source))
	if strings.Contains(file, "!") { // a member of an archive: its siblings are other tables, or none
		fmt.Fprintf(&b, "files: %s\n", quote(name))
	}
	header := 1
	if !s.hasHeader {
		header = 0
	}
	format := fmt.Sprintf("format: {delimiter: %s, decimal: %q, header: %d}", quoteMark(delimiter), string(rune(s.decimal)), header)
	switch {
	case s.has("quantity") && s.has("product"):
		p.head("Order", format)
		p.order()
	case s.has("amount", "debit", "credit"):
		p.head("Payment", format)
		p.payment()
	case s.has("birthDate", "firstName", "lastName"):
		p.head("Person", format)
		p.party("Person")
	default:
		p.head("LegalEntity", format)
		p.party("LegalEntity")
	}
	p.left()
	return b.String()
}

// Tells says whether any column of a table could be told: without one, a proposal would be a guess about text that may be
// no table at all.
func Tells(table [][]string) bool { return len(survey(table).roles) > 0 }

// Amiss says what in the rows of a table speaks against its header; empty when nothing does.
func Amiss(table [][]string) string { return survey(table).amiss() }

// Headed says whether the first row of a table names its columns.
func Headed(table [][]string) bool { return isHeader(table[0]) }

type proposal struct {
	b    *strings.Builder
	s    *sample
	used map[int]bool
}

func (p *proposal) head(kind, format string) {
	fmt.Fprintf(p.b, "kind: %s\n%s\n", kind, format)
	if model.Default().Get(kind).Record {
		p.b.WriteString("zone: UTC   # in which the dates hold: write Europe/London or the like\n")
	}
	if c, ok := p.s.find("id"); ok && p.s.columns[c].unique {
		fmt.Fprintf(p.b, "id: %s\n", p.name(c))
	} else if model.Default().Get(kind).Record {
		p.b.WriteString("# no column was found that numbers the rows; if there is one, write id: with its name\n")
	}
	p.b.WriteString("fields:\n")
}

// name uses a column.
func (p *proposal) name(c int) string {
	p.used[c] = true
	return quote(p.s.columns[c].name)
}

func (p *proposal) line(format string, args ...any) { fmt.Fprintf(p.b, "  "+format+"\n", args...) }

// text adds a field that is a column, when there is one of that role.
func (p *proposal) text(field, role string) {
	if c, ok := p.s.find(role); ok && !p.used[c] {
		p.line("%s: %s", field, p.name(c))
	}
}

func (p *proposal) payment() {
	p.at()
	amount, ok := p.s.find("amount")
	credit, okCredit := p.s.find("credit")
	debit, okDebit := p.s.find("debit")
	switch {
	case ok:
		p.line("amount: %s", p.name(amount))
	case okCredit && okDebit:
		p.line("amount: {column: %s, minus: %s}", p.name(credit), p.name(debit))
	case okCredit:
		p.line("amount: %s", p.name(credit))
	case okDebit:
		p.line("amount: {column: %s, sign: turn}", p.name(debit))
	}
	p.currency()
	p.someone("payer", "who pays")
	p.someone("beneficiary", "who is paid")
	p.account("payerAccount")
	p.account("beneficiaryAccount")
	p.text("purpose", "purpose")
}

func (p *proposal) order() {
	p.at()
	p.someone("buyer", "who buys")
	p.someone("seller", "who sells")
	if c, ok := p.s.find("product"); ok {
		p.line("product: {schema: Product, fields: {name: %s}}", p.name(c))
	}
	p.text("quantity", "quantity")
	if c, ok := p.s.find("unit"); ok {
		p.line("unit: %s", p.name(c))
	} else {
		p.line("# no column of the unit was found: pieces; write unit: {constant: kg} where it is mass")
	}
	if c, ok := p.s.find("amount"); ok {
		p.line("amount: %s", p.name(c))
		p.currency()
	}
}

func (p *proposal) party(schema string) {
	fields := 0
	for _, f := range []string{"name", "firstName", "lastName", "birthDate", "nationality", "country", "address", "email", "phone"} {
		c, ok := p.s.find(f)
		if !ok || p.used[c] || model.Default().Get(schema).Property(f) == nil {
			continue
		}
		fields++
		if pattern, _ := p.s.columns[c].date(half); f == "birthDate" && pattern != "" && pattern != "iso" {
			p.line("%s: {column: %s, date: %s}", f, p.name(c), quote(pattern))
			continue
		}
		p.line("%s: %s", f, p.name(c))
	}
	first, okFirst := p.s.find("firstName")
	last, okLast := p.s.find("lastName")
	if _, ok := p.s.find("name"); !ok {
		switch {
		case okFirst && okLast:
			p.line("name: {column: [%s, %s]}", p.name(first), p.name(last))
		default:
			p.line("# no column of names was found: this takes the first")
			p.line("name: %s", p.name(0))
		}
	}
}

func (p *proposal) currency() {
	if c, ok := p.s.find("currency"); ok {
		p.line("currency: %s", p.name(c))
		return
	}
	p.line("currency: {constant: XXX}   # no column says it, and XXX is no currency: write EUR, GBP ...")
}

// someone proposes a party by its name, number or both.
func (p *proposal) someone(role, words string) {
	name, okName := p.s.find(role)
	id, okID := p.s.find(role + "ID")
	switch {
	case okName && okID && !p.used[name] && !p.used[id]:
		p.line("%s: {schema: LegalEntity, id: %s, fields: {name: %s}}", role, p.name(id), p.name(name))
	case okName && !p.used[name]:
		p.line("%s: {schema: LegalEntity, fields: {name: %s}}", role, p.name(name))
	case okID && !p.used[id]:
		column := p.name(id)
		p.line("%s: {schema: LegalEntity, id: %s, fields: {name: %s}}   # by its number: no column of names was found", role, column, column)
	default:
		p.line("# no column was found that says %s; if it is always one, write", words)
		p.line("# %s: {schema: Company, fields: {name: {constant: ...}}}", role)
	}
}

func (p *proposal) account(role string) {
	if c, ok := p.s.find(role); ok && !p.used[c] {
		column := p.name(c)
		p.line("%s: {schema: BankAccount, id: %s, fields: {accountNumber: %s}}", role, column, column)
	}
}

// at proposes the time. A record needs one, so there is always something that runs.
func (p *proposal) at() {
	c, pattern, doubt := p.s.time()
	switch {
	case c < 0:
		p.line("at: {constant: 1970-01-01}   # no column of dates was found: this is a stand-in, and all rows have it")
	case pattern == "step":
		p.line("# the column counts; that it counts days, and from when, is a guess")
		p.line("at: {column: %s, step: 1d, from: 2000-01-01}", p.name(c))
	case pattern == "iso":
		p.line("at: %s", p.name(c))
	case doubt:
		p.line("# day and month could stand the other way round: no day above 12 is among the first rows")
		fallthrough
	default:
		p.line("at: {column: %s, date: %s}", p.name(c), quote(pattern))
	}
}

// left names the columns that nothing reads.
func (p *proposal) left() {
	var names []string
	for i, c := range p.s.columns {
		if !p.used[i] {
			names = append(names, oneLine(c.name))
		}
	}
	if len(names) > 0 {
		fmt.Fprintf(p.b, "# not read: %s\n", strings.Join(names, ", "))
	}
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

func quoteMark(b byte) string {
	if b == '\t' {
		return "tab"
	}
	return strconv.Quote(string(rune(b)))
}

// quote writes a text as a YAML scalar inside brackets.
func quote(s string) string {
	plain := s != "" && !strings.HasSuffix(s, " ")
	for i, r := range s {
		letter := unicode.IsLetter(r) || r == '_'
		if !letter && (i == 0 || !unicode.IsDigit(r) && r != ' ' && r != '-' && r != '.' && r != '/') {
			plain = false
		}
	}
	if plain {
		return s
	}
	return strconv.Quote(s)
}
