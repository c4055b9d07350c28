package ofac

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/text"
)

const (
	version = 1
	columns = 12 // of sdn.csv
)

// CSV reads sdn.csv with alt.csv and add.csv beside it.
func CSV() read.Format {
	return read.Format{
		Name: "ofac-csv", Version: version, ListName: ListName,
		Companions: []string{"alt.csv", "add.csv", "sdn_comments.csv"},
		Detect:     detectCSV,
		Read:       readCSV,
	}
}

// detectCSV: twelve columns, the first a number and "-0- " for what is empty; or such a row after a header.
func detectCSV(name string, head []byte) bool {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if strings.HasPrefix(base, "alt") || strings.HasPrefix(base, "add") {
		return false
	}
	for i, line := range bytes.SplitN(head, []byte{'\n'}, 3) {
		number, rest, _ := bytes.Cut(line, []byte{','})
		if i < 2 && isNumber(string(number)) && bytes.Contains(rest, []byte("-0- ")) && bytes.Count(rest, []byte{','}) >= columns-2 {
			return true
		}
	}
	return false
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func readCSV(ctx context.Context, in *read.Input, out read.Sink) error {
	rows, err := open(in.Body)
	if err != nil {
		return err
	}
	beside, err := readBeside(ctx, in, out)
	if err != nil {
		return err
	}
	for first := true; ; first = false {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return beside.left(out)
		}
		if err != nil {
			return err
		}
		switch {
		case row.Bad != nil:
			err = out.Fault(row.Bad)
		case len(row.Cells) != columns:
			err = out.Fault(rows.CountFault(columns))
		case isNumber(row.Cells[0]):
			origin := &model.Origin{Source: in.Source, Line: row.Line, Offset: row.Offset, Raw: row.Raw[:min(len(row.Raw), rawKept)]}
			err = out.Row(read.Row{Origin: origin, Entities: fromCells(row.Cells, beside).entities(origin)})
		case !first: // the first row is a header
			place := rows.Place(0)
			err = out.Fault(&fault.Error{Doing: "reading the list", Kind: fault.Input, Place: place,
				What: "the row does not begin with OFAC's number", Hint: "see whether the file is the SDN list as published"})
		}
		if err != nil {
			return err
		}
	}
}

func open(body io.Reader) (*text.Rows, error) {
	decoded, err := text.Decode(body, "")
	if err != nil {
		return nil, err
	}
	return text.NewRows(decoded, text.Dialect{Delimiter: ',', Quote: '"'}), nil
}

// fromCells reads ent_num, name, type, program, title, call sign, vessel type, tonnage, gross tonnage, flag, owner, remarks.
func fromCells(cells []string, beside *companions) *listing {
	c := make([]string, len(cells))
	for i, cell := range cells {
		c[i] = filled(cell)
	}
	l := &listing{number: c[0], kind: c[2], title: c[4], vessel: vessel{c[5], c[6], c[7], c[8], c[9], c[10]}}
	name := alias{last: c[1]}
	name.split(l.kind)
	l.last, l.first = name.last, name.first
	for _, program := range strings.Split(c[3], "] [") {
		l.programs = append(l.programs, strings.Trim(program, "[] "))
	}
	for _, a := range beside.aliases[l.number] {
		a.split(l.kind)
		l.names = append(l.names, a)
	}
	l.addresses = beside.addresses[l.number]
	l.remarks(c[11])
	beside.seen[l.number] = true
	return l
}

// filled is the cell's text, empty for "-0- ".
func filled(cell string) string {
	if cell = strings.TrimSpace(cell); cell == "-0-" {
		return ""
	}
	return cell
}

// companions is what stands in alt.csv and add.csv, by OFAC's number.
type companions struct {
	aliases   map[string][]alias
	addresses map[string][]address
	seen      map[string]bool
	lines     []companionLine
}

// companionLine is a line that must find its listing.
type companionLine struct {
	number, file string
	place        fault.Place
}

func readBeside(ctx context.Context, in *read.Input, out read.Sink) (*companions, error) {
	c := &companions{aliases: map[string][]alias{}, addresses: map[string][]address{}, seen: map[string]bool{}}
	err := c.read(ctx, in, out, "alt.csv", func(cells []string, field string) {
		c.aliases[cells[0]] = append(c.aliases[cells[0]], alias{kind: cells[2], last: cells[3], field: field})
	})
	if err != nil {
		return nil, err
	}
	return c, c.read(ctx, in, out, "add.csv", func(cells []string, field string) {
		a := address{country: cells[4], field: field}
		for _, part := range cells[2:5] {
			if part != "" {
				a.parts = append(a.parts, part)
			}
		}
		if len(a.parts) > 0 {
			c.addresses[cells[0]] = append(c.addresses[cells[0]], a)
		}
	})
}

// read goes through a file beside sdn.csv, when there is one.
func (c *companions) read(ctx context.Context, in *read.Input, out read.Sink, name string, take func([]string, string)) error {
	if in.Beside == nil {
		return nil
	}
	body, err := in.Beside(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer body.Close()
	rows, err := open(body)
	if err != nil {
		return err
	}
	for first := true; ; first = false {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		bad := row.Bad
		if bad == nil && len(row.Cells) < 5 {
			bad = rows.CountFault(5)
		}
		if bad != nil {
			bad.What = "in " + name + ": " + bad.What
			if err := out.Fault(bad); err != nil {
				return err
			}
			continue
		}
		cells := make([]string, len(row.Cells))
		for i, cell := range row.Cells {
			cells[i] = filled(cell)
		}
		if first && !isNumber(cells[0]) {
			continue // a header
		}
		c.lines = append(c.lines, companionLine{cells[0], name, rows.Place(0)})
		take(cells, name+":"+itoa(row.Line))
	}
}

// left sets the lines aside whose listing sdn.csv does not hold.
func (c *companions) left(out read.Sink) error {
	for _, line := range c.lines {
		if c.seen[line.number] {
			continue
		}
		err := out.Fault(&fault.Error{Doing: "reading the list", Kind: fault.Input, Place: line.place,
			What: "in " + line.file + ": the line belongs to entry " + line.number + ", which the list does not hold",
			Hint: "fetch all three files of one day"})
		if err != nil {
			return err
		}
	}
	return nil
}
