package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"spoor/fault"
	"spoor/model"
)

// sample is what the first rows of a table show.
type sample struct {
	columns   []surveyed
	hasHeader bool
	decimal   byte
	roles     map[string]int
	unsuited  map[string]int // columns whose name says a role and whose cells do not
}

type surveyed struct {
	name   string
	words  []string // of the name, in lower case
	texts  []string // filled cells
	unique bool
}

// roles are what a column can be, with the words that say so; a * before a word asks for the column of the other side too.
// Earlier roles choose first.
var roles = []struct {
	role  string
	words []string
	not   string // a word that rules it out
}{
	{"currency", []string{"currency", "ccy", "cur", "waehrung", "währung", "devise", "moneda"}, ""},
	{"debit", []string{"debit", "debits", "paid out", "money out", "withdrawal", "soll"}, ""},
	{"credit", []string{"credit", "credits", "paid in", "money in", "deposit", "haben"}, ""},
	{"quantity", []string{"quantity", "qty", "menge"}, ""},
	{"unit", []string{"unit", "uom", "einheit"}, "price"},
	{"amount", []string{"amount", "value", "sum", "total", "betrag", "montant", "importe", "bedrag"}, "date"},
	{"id", []string{"id", "transaction id", "payment id", "record id", "order id", "reference number", "uid", "transaction number"}, ""},
	{"payerAccount", []string{"payer account", "sender account", "from account", "originator account", "debtor account", "debtor iban", "payer iban"}, ""},
	{"beneficiaryAccount", []string{"beneficiary account", "payee account", "to account", "recipient account", "creditor account", "creditor iban", "beneficiary iban"}, ""},
	{"payerID", []string{"payer id", "sender id", "customer id", "debtor id", "orig id", "*source id", "*from id", "*source node id"}, ""},
	{"payer", []string{"payer", "payer name", "sender", "originator", "orig", "debtor", "remitter", "*from", "*source"}, ""},
	{"beneficiaryID", []string{"beneficiary id", "payee id", "vendor id", "supplier id", "creditor id", "recipient id", "dest id", "*target id", "*to id", "*target node id"}, ""},
	{"beneficiary", []string{"beneficiary", "beneficiary name", "payee", "vendor", "supplier", "recipient", "receiver", "creditor", "counterparty", "dest", "*to", "*target"}, ""},
	{"buyerID", []string{"buyer id", "customer id"}, ""},
	{"buyer", []string{"buyer", "customer", "purchaser"}, ""},
	{"sellerID", []string{"seller id"}, ""},
	{"seller", []string{"seller", "merchant", "shop"}, ""},
	{"product", []string{"product", "item", "article", "sku", "artikel"}, ""},
	{"firstName", []string{"first name", "given name", "forename", "vorname", "prenom"}, ""},
	{"lastName", []string{"last name", "surname", "family name", "nachname", "nom"}, ""},
	{"birthDate", []string{"birth date", "date of birth", "dob", "born", "geburtsdatum"}, ""},
	{"nationality", []string{"nationality", "citizenship"}, ""},
	{"country", []string{"country", "land", "pays"}, ""},
	{"address", []string{"address", "adresse"}, "email"},
	{"email", []string{"email", "e mail", "mail"}, ""},
	{"phone", []string{"phone", "telephone", "mobile"}, ""},
	{"name", []string{"name", "full name", "company", "organisation", "organization", "company name"}, ""},
	{"purpose", []string{"purpose", "description", "narrative", "memo", "details", "reference", "verwendungszweck", "account description"}, ""},
}

func survey(table [][]string) *sample {
	s := &sample{decimal: '.', roles: map[string]int{}, unsuited: map[string]int{}}
	header := table[0]
	s.hasHeader = isHeader(header)
	rows := table
	if s.hasHeader {
		rows = table[1:]
	} else {
		header = make([]string, len(table[0]))
		for i := range header {
			header[i] = strconv.Itoa(i + 1)
		}
	}
	for i, name := range Distinct(header) {
		c := surveyed{name: name, words: words(name)}
		for _, row := range rows {
			if i < len(row) && strings.TrimSpace(row[i]) != "" {
				c.texts = append(c.texts, strings.TrimSpace(row[i]))
			}
		}
		sorted := slices.Clone(c.texts)
		slices.Sort(sorted)
		c.unique = len(c.texts) > 0 && len(c.texts) == len(rows) && len(slices.Compact(sorted)) == len(rows)
		s.columns = append(s.columns, c)
	}
	s.decimals()
	s.assign()
	return s
}

// isHeader: names, none of them empty, a number or a date.
func isHeader(row []string) bool {
	for _, cell := range row {
		cell = strings.TrimSpace(cell)
		_, number := plain(cell, '.')
		_, notDate := model.ParseTime(cell, nil)
		if cell == "" || number || notDate == nil {
			return false
		}
	}
	return true
}

// words cuts a name at spaces, marks and capitals.
func words(name string) []string {
	var b strings.Builder
	last := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			r = ' '
		}
		b.WriteRune(unicode.ToLower(r))
		last = r
		if r == ' ' {
			continue
		}
		last = r
	}
	return strings.Fields(b.String())
}

// decimals finds the mark: a comma where some number can only be read with it, and none only with the point.
func (s *sample) decimals() {
	point, comma := 0, 0
	for _, c := range s.columns {
		for _, text := range c.texts {
			_, withPoint := plain(text, '.')
			_, withComma := plain(text, ',')
			switch {
			case withPoint && !withComma:
				point++
			case withComma && !withPoint:
				comma++
			}
		}
	}
	if comma > point {
		s.decimal = ','
	}
}

// assign gives each role the column whose name says it best: the whole name, or all its words within the name.
func (s *sample) assign() {
	taken := map[int]bool{}
	for _, r := range roles {
		for _, whole := range []bool{true, false} {
			if c := s.named(r.words, r.not, whole, taken); c >= 0 {
				enough := mostly
				if whole {
					enough = half
				}
				if _, given := s.roles[r.role]; !given && s.suits(r.role, c, enough) {
					s.roles[r.role] = c
					taken[c] = true
				} else if !given && whole && len(s.columns[c].texts) > 0 {
					s.unsuited[r.role] = c
				}
			}
		}
	}
}

func (s *sample) named(phrases []string, not string, whole bool, taken map[int]bool) int {
	for _, phrase := range phrases {
		paired := strings.HasPrefix(phrase, "*")
		wanted := strings.Fields(strings.TrimPrefix(phrase, "*"))
		if paired && !s.paired(wanted[0]) {
			continue
		}
		for i, c := range s.columns {
			if taken[i] || not != "" && slices.Contains(c.words, not) {
				continue
			}
			if whole && slices.Equal(c.words, wanted) || !whole && !paired && len(wanted[0]) > 2 && containsAll(c.words, wanted) {
				return i
			}
		}
	}
	return -1
}

// paired says whether both sides stand in the header: "source" alone is where a row comes from.
func (s *sample) paired(word string) bool {
	other := map[string]string{"source": "target", "target": "source", "from": "to", "to": "from"}[word]
	return slices.ContainsFunc(s.columns, func(c surveyed) bool { return slices.Contains(c.words, other) })
}

func containsAll(words, wanted []string) bool {
	for _, w := range wanted {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// share is how many of a column's cells must be of one sort to say what the column is: good of all. Bad rows are set aside when the file is read.
type share struct{ good, all int }

var (
	mostly = share{9, 10} // where the cells alone say it: a bad row in the sample does not hide it
	half   = share{1, 2}  // where the header says it too: few rows are seen of a small file
)

func (n share) met(good, of int) bool { return good > 0 && good*n.all >= of*n.good }

// suits keeps a column of texts from being an amount.
func (s *sample) suits(role string, c int, enough share) bool {
	switch role {
	case "amount", "debit", "credit", "quantity":
		return enough.met(s.columns[c].good(s.number), len(s.columns[c].texts))
	}
	return true
}

func (s *sample) number(text string) bool {
	_, ok := plain(text, s.decimal)
	return ok
}

// amiss says what speaks against the header: a column that it names as an amount or a date, of which fewer than half of the cells are one.
func (s *sample) amiss() string {
	say := func(c *surveyed, what string, is func(string) bool) string {
		first := c.texts[slices.IndexFunc(c.texts, func(t string) bool { return !is(t) })]
		return fmt.Sprintf("column %s is named as %s, and only %d of its first %s hold one (%q does not)", c.name, what, c.good(is), fault.Count(len(c.texts), "cell"), fault.Cut(first, 40))
	}
	if c, ok := s.unsuited["amount"]; ok && !s.has("amount", "debit", "credit", "quantity") && s.has("payer", "beneficiary", "buyer", "seller", "currency") {
		return say(&s.columns[c], "an amount", s.number)
	}
	if c, _, _ := s.time(); c >= 0 || !s.has("amount", "debit", "credit", "quantity") {
		return ""
	}
	for i := range s.columns {
		c := &s.columns[i]
		if is := c.form(); slices.Equal(c.words, []string{"date"}) && len(c.texts) > 0 {
			return say(c, "a date", is)
		}
	}
	return ""
}

func (s *sample) find(role string) (int, bool) {
	c, ok := s.roles[role]
	return c, ok
}

func (s *sample) has(roles ...string) bool {
	return slices.ContainsFunc(roles, func(r string) bool { _, ok := s.roles[r]; return ok })
}

var dateForms = []string{"YYYY/MM/DD", "YYYYMMDD", "DD/MM/YYYY", "MM/DD/YYYY", "D/M/YYYY", "M/D/YYYY", "DD.MM.YYYY", "D.M.YYYY",
	"DD-MM-YYYY", "MM-DD-YYYY", "D MMM YYYY", "D-MMM-YYYY", "D-MMM-YY", "D MMMM YYYY", "MMM D, YYYY", "MMMM D, YYYY",
	"DD/MM/YY", "MM/DD/YY", "DD.MM.YY"}

var clockForms = []string{"", " HH:mm", " HH:mm:ss", "THH:mm:ss", " h:mm A", " h:mm:ss A", ", HH:mm"}

// time finds the column of the time: by name and content, then by content alone. Doubt is a day that could be a month.
func (s *sample) time() (column int, pattern string, doubt bool) {
	names := []string{"date", "timestamp", "datetime", "time", "day", "at", "booked", "posted", "step", "datum", "fecha"}
	for _, word := range names {
		for i, c := range s.columns {
			if !slices.Contains(c.words, word) || slices.Contains(c.words, "birth") {
				continue
			}
			if pattern, doubt := c.date(half); pattern != "" {
				return i, pattern, doubt
			}
			if c.integers(0, 100_000) && !c.unique {
				return i, "step", true
			}
		}
	}
	for i, c := range s.columns {
		if c.integers(0, 1<<62) || i == s.roles["birthDate"] && s.has("birthDate") {
			continue
		}
		if pattern, doubt := c.date(mostly); pattern != "" {
			return i, pattern, doubt
		}
	}
	return -1, "", false
}

// date finds the pattern that reads most texts of the column, and enough of them.
func (c *surveyed) date(enough share) (pattern string, doubt bool) {
	switch of := len(c.texts); {
	case of == 0:
		return "", false
	case enough.met(c.good(isISO), of):
		return "iso", false
	case c.integers(1_000_000_000_000, 9_999_999_999_999):
		return "unix-ms", false
	case c.integers(500_000_000, 9_999_999_999) && !c.integers(0, 99_999_999):
		return "unix", false
	}
	pattern, best := c.pattern()
	if !enough.met(best, len(c.texts)) {
		return "", false
	}
	other := swapped(pattern)
	return pattern, other != "" && c.good(reads(other)) == best
}

// pattern is the first of the patterns that read most texts of the column.
func (c *surveyed) pattern() (pattern string, best int) {
	for _, day := range dateForms {
		for _, clock := range clockForms {
			if good := c.good(reads(day + clock)); good > best {
				pattern, best = day+clock, good
			}
		}
	}
	return pattern, best
}

// form is what reads most texts of the column as dates.
func (c *surveyed) form() func(string) bool {
	pattern, best := c.pattern()
	if c.good(isISO) >= best {
		return isISO
	}
	return reads(pattern)
}

func isISO(text string) bool {
	_, err := model.ParseTime(text, nil)
	return err == nil && len(text) > 4
}

// swapped is the form with day and month the other way round.
func swapped(form string) string {
	if !strings.ContainsAny(form, "/-.") || strings.Contains(form, "MMM") || strings.HasPrefix(form, "Y") {
		return ""
	}
	return strings.NewReplacer("D", "M", "M", "D").Replace(form)
}

// reads tells the texts that a pattern reads as a date that exists.
func reads(form string) func(string) bool {
	p, err := NewPattern(form)
	return func(text string) bool {
		if err != nil {
			return false
		}
		iso, ok := p.iso(text)
		if ok {
			_, err := model.ParseTime(iso, nil)
			ok = err == nil
		}
		return ok
	}
}

func (c *surveyed) integers(least, most int64) bool {
	return mostly.met(c.good(func(t string) bool {
		n, err := strconv.ParseInt(t, 10, 64)
		return err == nil && n >= least && n <= most
	}), len(c.texts))
}

// good counts the texts that a test holds of.
func (c *surveyed) good(test func(string) bool) (n int) {
	for _, t := range c.texts {
		if test(t) {
			n++
		}
	}
	return n
}
