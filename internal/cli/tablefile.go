package cli

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strings"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/read/text"
	"spoor/read/xlsx"
)

// tableFile reads a CSV or a workbook row by row.
type tableFile struct {
	name   string
	header []string // trimmed
	rows   *csv.Reader
	bound  *bounded
	file   *os.File
}

// openTable opens a table and reads its header. What parts the columns (, ; or a tabulator) is told by the header.
func openTable(name string) (*tableFile, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, app.Unopened("opening the table", name, err)
	}
	t := &tableFile{name: name, file: file}
	if err := t.start(); err != nil {
		_ = file.Close() // was read only
		return nil, err
	}
	return t, nil
}

func (t *tableFile) start() error {
	head := make([]byte, 4)
	n, err := t.file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return app.Unopened("reading the table", t.name, err)
	}
	in := io.Reader(t.file)
	if xlsx.Is(t.name, head[:n]) {
		if in, err = xlsx.Table(t.file); err != nil {
			return fault.In(t.name, err)
		}
	}
	if in, err = text.Decode(in, ""); err != nil {
		return fault.In(t.name, err)
	}
	buffered := bufio.NewReaderSize(in, 64<<10)
	start, err := buffered.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return t.wrong(err)
	}
	t.bound = &bounded{in: buffered}
	t.rows = csv.NewReader(t.bound)
	first, _, _ := strings.Cut(string(start), "\n")
	for _, mark := range []string{";", "\t"} {
		if strings.Count(first, mark) > strings.Count(first, string(t.rows.Comma)) {
			t.rows.Comma = rune(mark[0])
		}
	}
	header, _, err := t.next()
	if errors.Is(err, io.EOF) {
		return &fault.Error{Doing: "reading the table", Kind: fault.Input, Place: fault.Place{File: t.name}, What: "the file is empty", Hint: "the first line names the columns"}
	}
	for i := range header {
		header[i] = strings.TrimSpace(strings.TrimPrefix(header[i], "\ufeff"))
	}
	t.header = header
	return err
}

// next gives a row and its line, and io.EOF after the last.
func (t *tableFile) next() (row []string, line int, err error) {
	t.bound.left = longestRow
	row, err = t.rows.Read()
	if err != nil {
		return nil, 0, t.wrong(err)
	}
	line, _ = t.rows.FieldPos(0)
	return row, line, nil
}

func (t *tableFile) wrong(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.As(err, &parse):
		return &fault.Error{Doing: "reading the table", Kind: fault.Input, Place: fault.Place{File: t.name, Line: parse.Line, Column: parse.Column}, Err: parse.Err,
			Hint: "a CSV file or a workbook is wanted, each row as wide as the first"}
	}
	return fault.In(t.name, err)
}

func (t *tableFile) close() { _ = t.file.Close() } // was read only

// column is the place of a column; not ok when there is none of that name.
func (t *tableFile) column(name string) (int, bool) {
	for i, column := range t.header {
		if strings.EqualFold(column, name) {
			return i, true
		}
	}
	return 0, false
}

// bounded ends a row that is far longer than any: a quotation mark that is never closed would hold the whole file.
type bounded struct {
	in   io.Reader
	left int
}

// longestRow is how many bytes are read for one row, those read ahead among them.
const longestRow = 16 << 20

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, &fault.Error{Doing: "reading the table", Kind: fault.Limit, What: "a row is longer than 16 MiB", Hint: "a quotation mark may not be closed"}
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}
