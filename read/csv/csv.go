package csv

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/mapping"
	"spoor/read/text"
)

// Name of the format.
const Name = "csv"

const version = 1

// rawKept is how much of a row is kept with its values, in bytes.
const rawKept = 2000

// Format reads tables as the mapping says. It takes the files that the mapping is for, by name.
func Format(m *mapping.Mapping) read.Format {
	return read.Format{
		Name:    Name,
		Version: version,
		Source:  m.Source,
		Detect:  func(name string, _ []byte) bool { return m.Matches(name) },
		Read: func(ctx context.Context, in *read.Input, out read.Sink) error {
			return readTable(ctx, m, in, out)
		},
	}
}

func readTable(ctx context.Context, m *mapping.Mapping, in *read.Input, out read.Sink) error {
	rows, err := open(in.Body, m.Format)
	if err != nil {
		return err
	}
	header, err := readHeader(rows, m.Format.Header)
	if err != nil {
		return err
	}
	bound, err := m.Bind(in.Source.Name, header)
	if err != nil {
		return err
	}
	want := len(header)
	for {
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
		if want == 0 {
			want = len(row.Cells)
		}
		if err := hand(in.Source, bound, rows, row, want, out); err != nil {
			return err
		}
	}
}

// hand gives one row to the sink, or the reason why it cannot be read.
func hand(source *model.Source, bound *mapping.Bound, rows *text.Rows, row *text.Row, want int, out read.Sink) error {
	if row.Bad != nil {
		return out.Fault(row.Bad)
	}
	if len(row.Cells) != want {
		return out.Fault(rows.CountFault(want))
	}
	origin := &model.Origin{Source: source, Line: row.Line, Offset: row.Offset, Raw: row.Raw}
	if len(origin.Raw) > rawKept {
		origin.Raw = origin.Raw[:rawKept]
	}
	entities, bad := bound.Row(row.Cells, origin)
	if bad != nil {
		return out.Fault(&fault.Error{Doing: "reading the row", Kind: fault.Input, Place: rows.Place(max(bad.Cell, 0)),
			What: bad.What, Hint: bad.Hint})
	}
	return out.Row(read.Row{Origin: origin, Entities: entities})
}

// open decodes the file and finds its dialect.
func open(body io.Reader, f mapping.Format) (*text.Rows, error) {
	decoded, err := text.Decode(body, f.Encoding)
	if err != nil {
		return nil, err
	}
	dialect := text.Dialect{Delimiter: f.Delimiter, Quote: f.Quote}
	switch f.Quote {
	case 0:
		dialect.Quote = '"'
	case mapping.NoQuote:
		dialect.Quote = 0
	}
	in := bufio.NewReaderSize(decoded, headSize)
	if dialect.Delimiter == 0 {
		head, err := in.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
			return nil, err
		}
		dialect.Delimiter = delimiter(head, dialect.Quote)
	}
	return text.NewRows(in, dialect), nil
}

// readHeader gives the header on that line; nil when there is none.
func readHeader(rows *text.Rows, line int) ([]string, error) {
	if line == 0 {
		return nil, nil
	}
	if err := rows.SkipLines(line - 1); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	row, err := rows.Next()
	if errors.Is(err, io.EOF) {
		return nil, &fault.Error{Doing: "reading the header", Kind: fault.Input, What: "the file ends before line " + strconv.Itoa(line)}
	}
	if err != nil {
		return nil, err
	}
	if row.Bad != nil {
		return nil, row.Bad
	}
	return append([]string(nil), row.Cells...), nil
}

// Propose reads the head of a table and proposes a mapping for it, as text.
func Propose(body io.Reader, file string) (string, error) {
	decoded, err := text.Decode(body, "")
	if err != nil {
		return "", err
	}
	in := bufio.NewReaderSize(decoded, headSize)
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	dialect := text.Dialect{Delimiter: delimiter(head, '"'), Quote: '"'}
	rows := text.NewRows(in, dialect)
	var table [][]string
	for len(table) <= mapping.SampleRows {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		if row.Bad == nil {
			table = append(table, append([]string(nil), row.Cells...))
		}
	}
	if len(table) == 0 {
		return "", &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, What: "the file holds no rows",
			Hint: fmt.Sprintf("see whether %s is the right file", file)}
	}
	if len(table) == 1 && mapping.Headed(table) {
		return "", &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, What: "it has a header and no row below it",
			Hint: "what the columns hold is told from rows: give a file with some"}
	}
	if !mapping.Tells(table) {
		return "", &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, What: "none of its columns could be told: it may be no table",
			Hint: "if it is one, write a mapping by hand: docs/mapping.md"}
	}
	if amiss := mapping.Amiss(table); amiss != "" {
		return "", &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, What: amiss,
			Hint: "correct the rows, or write a mapping by hand if they are right: docs/mapping.md"}
	}
	return mapping.Propose(file, dialect.Delimiter, table), nil
}
