package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/names"
	"spoor/ref"
	"spoor/screen"
)

// asked is somebody to be looked up.
type asked struct {
	entity     *model.Entity
	identifier string // of a kind that nobody said
}

// told is who was asked for, as the answer names them: by the identifier where there is no name.
func (a asked) told() jsonQuery {
	name := a.entity.Caption()
	if a.identifier != "" && (name == "" || name == a.entity.ID) {
		name = a.identifier
	}
	return jsonQuery{a.entity.ID, name}
}

func (a asked) query() screen.Query {
	q := screen.QueryOf(a.entity)
	if a.identifier != "" {
		q = q.WithIdentifier(a.identifier)
	}
	return q
}

// query is what the command line asks.
func (opt *screenOptions) query(given []string) (asked, error) {
	if opt.schema == "" {
		opt.schema = "LegalEntity"
		if opt.birthDate != "" {
			opt.schema = "Person"
		}
	}
	schema := model.Default().Get(opt.schema)
	if schema == nil || !schema.Matchable {
		return asked{}, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--schema %s is nothing that can be on a list", opt.schema), Hint: "one of Person, Company, Organization, Vessel, LegalEntity ..."}
	}
	if _, err := model.ParseTime(opt.birthDate, nil); opt.birthDate != "" && err != nil {
		return asked{}, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--birth-date %s is no date", opt.birthDate), Hint: "write 1960, 1960-03 or 1960-03-05"}
	}
	if _, ok := ref.Country(opt.country); opt.country != "" && !ok {
		return asked{}, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--country %s is no country", opt.country), Hint: "write a code such as de, or its name"}
	}
	e := model.NewEntity("", schema, nil)
	if len(given) > 0 {
		e.Add("name", given[0], "")
	}
	e.Add("birthDate", opt.birthDate, "")
	e.Add("country", strings.ToLower(opt.country), "")
	if e.First("name") == "" && strings.TrimSpace(opt.identifier) == "" {
		return asked{}, &fault.Error{Kind: fault.Usage, What: "the name is empty", Hint: "write it in quotation marks"}
	}
	return asked{e, opt.identifier}, nil
}

// explain says how a name was read, and what came nearest below the threshold.
func explain(w io.Writer, one asked, index *screen.Index, search screen.Options) error {
	var b strings.Builder
	for _, text := range one.entity.Get("name") {
		for _, n := range names.Variants(text) {
			b.WriteString("Read as:")
			for _, t := range n.Tokens {
				b.WriteString(" " + t.Shown())
				if may := t.Origins(); len(may) > 0 {
					b.WriteString(" (once " + strings.Join(may, " or ") + ")")
				}
				if len(t.Latin) > 0 {
					b.WriteString(" (in Latin letters " + strings.Join(t.Latin, " or ") + ")")
				}
			}
			if len(n.Forms) > 0 {
				b.WriteString("; form of organisation " + strings.Join(n.Forms, ", "))
			}
			b.WriteString("\n")
		}
	}
	const nearest, wider = 3, 0.2
	threshold := search.Threshold
	if threshold == 0 {
		threshold = screen.DefaultThreshold
	}
	below := index.Search(one.query(), screen.Options{Threshold: max(0.5, threshold-wider), Limit: -1})
	below = slices.DeleteFunc(below, func(h screen.Hit) bool { return h.NameScore >= threshold || h.NameScore == 0 })
	fmt.Fprintf(&b, "Below the threshold of %.2f: ", threshold)
	if len(below) == 0 {
		b.WriteString("nothing near.\n")
	} else {
		b.WriteString("the nearest are no possible matches.\n")
	}
	for _, h := range below[:min(nearest, len(below))] {
		fmt.Fprintf(&b, "  %s (%s, %s), name %.2f\n", h.Listing.Caption, h.Listing.List, h.Listing.ID, h.NameScore)
		for _, s := range sentences(h.Reasons[:1]) {
			b.WriteString("    " + s + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// openQueries opens a table whose columns are FollowTheMoney's properties, id, schema and identifier.
func openQueries(file string) (*tableFile, error) {
	t, err := openTable(file)
	if err != nil {
		return nil, err
	}
	if err := queryColumns(file, t.header); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// queryOf makes a query of the row of that number, from 1.
func (t *tableFile) queryOf(row []string, number, line int) (asked, error) {
	schema := schemaOf(t.header, row)
	for i, column := range t.header {
		if column == "schema" && row[i] != "" {
			if schema = model.Default().Get(row[i]); schema == nil {
				return asked{}, &fault.Error{Doing: "reading the names", Kind: fault.Input, Place: fault.Place{File: t.name, Line: line, Text: row[i]}, What: "there is no such schema"}
			}
		}
	}
	a := asked{entity: model.NewEntity(strconv.Itoa(number), schema, nil)}
	for i, column := range t.header {
		switch column {
		case "id":
			a.entity.ID = row[i]
		case "identifier":
			a.identifier = row[i]
		default:
			a.entity.Add(column, row[i], column)
		}
	}
	return a, nil
}

// schemaOf is the plainest schema that has every column which the row fills: a birth date makes it a person.
func schemaOf(header, row []string) *model.Schema {
	kinds := []string{"LegalEntity", "Person", "Vessel", "Airplane", "BankAccount", "CryptoWallet", "Weapon"}
	has := func(kind string) bool {
		for i, column := range header {
			known := slices.ContainsFunc(kinds, func(k string) bool { return model.Default().Get(k).Property(column) != nil })
			if row[i] != "" && known && model.Default().Get(kind).Property(column) == nil {
				return false
			}
		}
		return true
	}
	if i := slices.IndexFunc(kinds, has); i >= 0 {
		return model.Default().Get(kinds[i])
	}
	return model.Default().Get(kinds[0])
}

// queryColumns writes the header as the schemata do, whatever its capitals: a name that is not looked up is worse than an error.
func queryColumns(file string, header []string) error {
	known := map[string]string{"id": "id", "schema": "schema", "identifier": "identifier"}
	for _, schema := range []string{"Weapon", "CryptoWallet", "BankAccount", "Vessel", "Airplane", "Organization", "Company", "Person", "LegalEntity"} {
		for _, p := range model.Default().Get(schema).Properties {
			known[strings.ToLower(p.Name)] = p.Name
		}
	}
	for i, column := range header {
		if name, ok := known[strings.ToLower(column)]; ok {
			header[i] = name
		}
	}
	if !slices.ContainsFunc(header, func(c string) bool { return c == "name" || c == "firstName" || c == "lastName" || c == "identifier" }) {
		return &fault.Error{Doing: "reading the names", Kind: fault.Input, Place: fault.Place{File: file, Line: 1}, What: "a column name is needed, or identifier",
			Hint: "it has: " + join(header)}
	}
	return nil
}
