package uk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/text"
)

// mostRows is how many rows are held: a target's rows stand anywhere in the file. The published list has some 20,000.
const mostRows = 2_000_000

// headerRows is within how many rows the header must stand.
const headerRows = 5

// rawKept is how much of a row is kept with its values, in bytes.
const rawKept = 2000

// CSV reads the consolidated list of financial sanctions targets.
func CSV() read.Format {
	return read.Format{Name: "uk-csv", Version: version, ListName: ListName, Detect: detectCSV, Read: readCSV}
}

func detectCSV(_ string, head []byte) bool {
	for i, line := range bytes.SplitN(head, []byte{'\n'}, headerRows+1) {
		plain := bytes.ReplaceAll(line, []byte{'"'}, nil)
		if i < headerRows && bytes.Contains(plain, []byte("Name 6,")) && bytes.Contains(plain, []byte("Group ID")) {
			return true
		}
	}
	return false
}

// table is a list under way.
type table struct {
	columns map[string]int
	width   int
	groups  map[string]*group
	order   []*group
}

// group is what the rows of one target say, by entity in order of arrival.
type group struct {
	origin   *model.Origin
	entities []*model.Entity
}

func readCSV(ctx context.Context, in *read.Input, out read.Sink) error {
	decoded, err := text.Decode(in.Body, "")
	if err != nil {
		return err
	}
	rows := text.NewRows(decoded, text.Dialect{Delimiter: ',', Quote: '"'})
	t := &table{groups: map[string]*group{}}
	if err := t.header(rows, in); err != nil {
		return err
	}
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return t.hand(out)
		}
		if err == nil && n == mostRows {
			err = &fault.Error{Doing: "reading the list", Kind: fault.Limit, What: fmt.Sprintf("it has more than %d rows", mostRows)}
		}
		if err != nil {
			return err
		}
		if bad := t.row(rows, row, in.Source); bad != nil {
			if err := out.Fault(bad); err != nil {
				return err
			}
		}
	}
}

// header finds the row that names the columns; "Last Updated,DD/MM/YYYY" stands before it.
func (t *table) header(rows *text.Rows, in *read.Input) error {
	for range headerRows {
		row, err := rows.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err != nil {
			break
		}
		if len(row.Cells) > 1 && strings.TrimSpace(row.Cells[0]) == "Last Updated" {
			in.Published = published(row.Cells[1])
		}
		if slices.Contains(row.Cells, "Name 6") && slices.Contains(row.Cells, "Group ID") {
			t.columns, t.width = map[string]int{}, len(row.Cells)
			for i, cell := range row.Cells {
				if _, stands := t.columns[cell]; !stands { // Last Updated stands twice in some editions
					t.columns[cell] = i
				}
			}
			return nil
		}
	}
	return &fault.Error{Doing: "reading the list", Kind: fault.Input, What: "no row names the columns Name 6 and Group ID",
		Hint: "see whether the file is the consolidated list as published"}
}

// row adds what one row says to its target.
func (t *table) row(rows *text.Rows, row *text.Row, source *model.Source) *fault.Error {
	if row.Bad != nil {
		return row.Bad
	}
	if len(row.Cells) != t.width {
		return rows.CountFault(t.width)
	}
	cell := func(name string) string {
		if i, ok := t.columns[name]; ok {
			return strings.TrimSpace(row.Cells[i])
		}
		return ""
	}
	origin := &model.Origin{Source: source, Line: row.Line, Offset: row.Offset, Raw: row.Raw[:min(len(row.Raw), rawKept)]}
	id := cell("Group ID")
	said := newTarget(id, cell("Group Type"), cell("Regime"), origin)
	parts := []string{cell("Name 1"), cell("Name 2"), cell("Name 3"), cell("Name 4"), cell("Name 5"), cell("Name 6")}
	if !said.name(parts, cell("Alias Type"), cell("Alias Quality"), "Name 6") || id == "" {
		bad := nameless()
		bad.Doing, bad.Kind, bad.Place = "reading the list", fault.Input, rows.Place(0)
		return bad
	}
	said.cells(cell)
	t.join(id, said, origin)
	return nil
}

// cells adds what stands beside the name.
func (t *target) cells(cell func(string) string) {
	t.Add("alias", cell("Name Non-Latin Script"), "Name Non-Latin Script")
	t.values("title", "Title", cell("Title"), "Title")
	t.born(cell("DOB"), "DOB")
	t.values("birthPlace", "Town of Birth", cell("Town of Birth"), "Town of Birth")
	t.countries("birthCountry", cell("Country of Birth"), "Country of Birth")
	t.countries("nationality", cell("Nationality"), "Nationality")
	t.documents("passport", cell("Passport Number"), cell("Passport Details"), "Passport Number")
	t.documents("national identification", cell("National Identification Number"), cell("National Identification Details"), "National Identification Number")
	t.values("position", "Position", cell("Position"), "Position")
	t.address([]string{cell("Address 1"), cell("Address 2"), cell("Address 3"), cell("Address 4"), cell("Address 5"), cell("Address 6")},
		cell("Post/Zip Code"), cell("Country"), "Address 1")
	t.other(cell("Other Information"), "Other Information")
	t.sanction.Add("listingDate", dateOf(cell("Listed On")), "Listed On")
	t.sanction.Add("startDate", dateOf(cell("UK Sanctions List Date Designated")), "UK Sanctions List Date Designated")
}

// join adds a row's entities to those of its target.
func (t *table) join(id string, said *target, origin *model.Origin) {
	g := t.groups[id]
	if g == nil {
		g = &group{origin: origin}
		t.groups[id], t.order = g, append(t.order, g)
	}
	for _, e := range said.Entities() {
		i := slices.IndexFunc(g.entities, func(stands *model.Entity) bool { return stands.ID == e.ID })
		if i < 0 {
			g.entities = append(g.entities, e)
		} else {
			g.entities[i].Merge(e)
		}
	}
}

func (t *table) hand(out read.Sink) error {
	for _, g := range t.order {
		if err := out.Row(read.Row{Origin: g.origin, Entities: g.entities}); err != nil {
			return err
		}
	}
	return nil
}
