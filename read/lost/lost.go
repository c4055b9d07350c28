// Package lost reads lists of lost, stolen and revoked documents: a table with a header that names type, number and status, and
// country or series; a date may stand beside them, in any order, parted by commas, semicolons or tabs. Tables with other headers
// are read by a mapping (kind: LostDocument).
//
// Each document is a LostDocument, known by its country, type, series and number. Its number is the series and the number in one,
// as it stands on the document; the status is kept in the list's words. Dates are ISO, or day first.
package lost

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/text"
	"spoor/ref"
)

// ListName is the list under which the documents are known.
const ListName = "lost-documents"

const version = 1

// rawKept is how much of a row is kept with its values, in bytes.
const rawKept = 2000

// CSV reads the table.
func CSV() read.Format {
	return read.Format{Name: "lost-csv", Version: version, ListName: ListName, Detect: detect, Read: readCSV}
}

// columns are the headers that are known, and the property each fills.
var columns = map[string]string{"type": "type", "series": "series", "number": "number", "status": "status", "date": "date", "country": "country"}

func detect(_ string, head []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), []byte{'\n'})
	header, ok := headerOf(strings.FieldsFunc(string(line), func(r rune) bool { return r == rune(delimiterOf(line)) }))
	return ok && len(header) > 0
}

// delimiterOf is what parts the columns of the header.
func delimiterOf(line []byte) byte {
	delimiter := byte(',')
	for _, c := range []byte{';', '\t'} {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{delimiter}) {
			delimiter = c
		}
	}
	return delimiter
}

// headerOf names the columns; not ok when a needed one is not there, or one is not known.
func headerOf(cells []string) ([]string, bool) {
	header := make([]string, len(cells))
	for i, cell := range cells {
		name := strings.ToLower(strings.Trim(strings.TrimSpace(strings.TrimPrefix(cell, "\ufeff")), `"`))
		if columns[name] == "" {
			return nil, false
		}
		header[i] = name
	}
	has := func(name string) bool { return slices.Contains(header, name) }
	return header, has("type") && has("number") && has("status") && (has("country") || has("series"))
}

func readCSV(ctx context.Context, in *read.Input, out read.Sink) error {
	decoded, err := text.Decode(in.Body, "")
	if err != nil {
		return err
	}
	line, _, _ := bytes.Cut(in.Head, []byte{'\n'})
	rows := text.NewRows(decoded, text.Dialect{Delimiter: delimiterOf(line), Quote: '"'})
	first, err := rows.Next()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var header []string
	ok := false
	if first != nil {
		header, ok = headerOf(first.Cells)
	}
	if !ok {
		return &fault.Error{Doing: "reading the list", Kind: fault.Input, What: "the header is not that of a list of documents",
			Hint: "it names type, number and status, and country or series; write a mapping (kind: LostDocument) for another"}
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = hand(in.Source, header, rows, row, out)
		}
		if err != nil {
			return err
		}
	}
}

// hand gives one document to the sink, or the reason why it cannot be read.
func hand(source *model.Source, header []string, rows *text.Rows, row *text.Row, out read.Sink) error {
	switch {
	case row.Bad != nil:
		return out.Fault(row.Bad)
	case len(row.Cells) != len(header):
		return out.Fault(rows.CountFault(len(header)))
	}
	cells := map[string]string{}
	for i, name := range header {
		cells[name] = strings.TrimSpace(row.Cells[i])
	}
	if !strings.ContainsAny(cells["number"], "0123456789") {
		return out.Fault(&fault.Error{Doing: "reading the list", Kind: fault.Input, Place: rows.Place(slices.Index(header, "number")), What: "the row has no document number",
			Hint: "correct the row at its source"})
	}
	origin := &model.Origin{Source: source, Line: row.Line, Offset: row.Offset, Raw: row.Raw[:min(len(row.Raw), rawKept)]}
	return out.Row(read.Row{Origin: origin, Entities: []*model.Entity{document(cells, origin)}})
}

func document(cells map[string]string, origin *model.Origin) *model.Entity {
	country := cells["country"]
	if code, ok := ref.Country(country); ok {
		country = code
	}
	cells["country"], cells["date"] = country, dateOf(cells["date"])
	number := cells["series"] + cells["number"]
	e := model.NewEntity(model.ID("document", country, strings.ToLower(cells["type"]), strings.ToUpper(number)), model.Default().Get("LostDocument"), origin)
	e.Add("number", number, "number")
	for _, name := range []string{"series", "type", "status", "country", "date"} {
		e.Add(columns[name], cells[name], name)
	}
	return e
}

// dateOf makes an ISO date of 21.11.2026 or 21/11/2026; another text stays.
func dateOf(text string) string {
	for _, form := range []string{"02.01.2006", "02/01/2006"} {
		if t, err := time.Parse(form, text); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return text
}
