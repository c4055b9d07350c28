// Package xlsx reads the first sheet of a workbook (ECMA-376, SpreadsheetML) as a table of text, row by row, so that what reads a
// comma-separated table reads a workbook. Numbers stand as a person sees them without their separators, dates and times in ISO form.
// A workbook is unpacked within limits.
package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"spoor/fault"
	"spoor/read/markup"
)

// Limits of one workbook.
const (
	MaxFile    = 512 << 20 // bytes of the file
	MaxPart    = 4 << 30   // bytes of one part, unpacked
	MaxRatio   = 300       // how much a part may grow when it is unpacked, after the first MiB
	MaxStrings = 512 << 20 // bytes of the texts that cells share
	MaxColumns = 16384     // as the applications have
	MaxRows    = 1 << 20   // likewise
)

// Is says whether a file's first bytes are those of an office document, of which a workbook is one.
func Is(name string, head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && strings.EqualFold(path.Ext(strings.ReplaceAll(name, `\`, "/")), ".xlsx")
}

// Table gives the first visible sheet as comma-separated text with a line for every row, whatever row of the sheet is empty. Rows
// narrower than the first that holds something are filled up. A line break within a cell becomes a space, so that lines are rows.
// The whole file is held in memory when it is not an io.ReaderAt that can seek.
func Table(in io.Reader) (io.Reader, error) {
	file, size, err := seekable(in)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(file, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, wrong("it is no workbook, or it is cut short", err)
	}
	b := book{files: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.files[strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/")] = f
	}
	sheet, err := b.open()
	if err != nil {
		return nil, err
	}
	rows, err := markup.NewReader(sheet)
	if err != nil {
		return nil, err
	}
	t := &table{book: b, rows: rows}
	t.csv = csv.NewWriter(&t.ready)
	return t, nil
}

func seekable(in io.Reader) (io.ReaderAt, int64, error) {
	if at, ok := in.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		if size, err := at.Seek(0, io.SeekEnd); err == nil && size <= MaxFile {
			return at, size, nil
		}
	}
	all, err := io.ReadAll(io.LimitReader(in, MaxFile+1))
	if err != nil {
		return nil, 0, err
	}
	if len(all) > MaxFile {
		return nil, 0, &fault.Error{Doing: "opening the workbook", Kind: fault.Limit, What: "it is larger than 512 MiB", Hint: "save the sheet as CSV"}
	}
	return bytes.NewReader(all), int64(len(all)), nil
}

func wrong(what string, err error) error {
	return &fault.Error{Doing: "opening the workbook", Kind: fault.Input, What: what, Err: err, Hint: "open it where it was made, and save it again or as CSV"}
}

// table is what is left of a sheet.
type table struct {
	book
	rows  *markup.Reader
	ready bytes.Buffer
	csv   *csv.Writer
	line  int
	width int
	err   error
}

// Read gives the table as text.
func (t *table) Read(p []byte) (int, error) {
	for t.ready.Len() == 0 {
		if t.err != nil {
			return 0, t.err
		}
		t.err = t.next()
	}
	return t.ready.Read(p)
}

// next writes one row to ready.
func (t *table) next() error {
	row, err := t.rows.Next("row")
	if err != nil {
		return err
	}
	number := t.line + 1
	if said, err := strconv.Atoi(row.Attrs["r"]); err == nil && said >= number {
		number = said
	}
	if number > MaxRows {
		return &fault.Error{Doing: "reading the workbook", Kind: fault.Limit, What: "it has more rows than a sheet can have"}
	}
	for ; t.line < number-1; t.line++ {
		t.ready.WriteByte('\n')
	}
	t.line = number
	cells, err := t.cells(row)
	if err != nil {
		return err
	}
	if len(cells) == 0 {
		t.ready.WriteByte('\n')
		return nil
	}
	if t.width == 0 {
		t.width = len(cells)
	}
	for len(cells) < t.width {
		cells = append(cells, "")
	}
	err = t.csv.Write(cells)
	t.csv.Flush()
	return err
}

// cells are the texts of a row; none when all are empty.
func (t *table) cells(row *markup.Element) ([]string, error) {
	var cells []string
	for _, c := range row.All("c") {
		column, said := columnOf(c.Attrs["r"])
		if !said {
			column = len(cells)
		}
		if column >= MaxColumns {
			return nil, &fault.Error{Doing: "reading the workbook", Kind: fault.Limit, Place: fault.Place{Line: t.line}, What: "a row has more columns than a sheet can have"}
		}
		text := strings.Join(strings.FieldsFunc(t.text(c), func(r rune) bool { return r == '\n' || r == '\r' }), " ")
		if text == "" {
			continue
		}
		for len(cells) <= column {
			cells = append(cells, "")
		}
		cells[column] = text
	}
	return cells, nil
}

// columnOf reads the letters of a cell's place: 0 for A.
func columnOf(place string) (column int, ok bool) {
	for i := range len(place) {
		c := place[i]
		if c < 'A' || c > 'Z' {
			return column - 1, i > 0
		}
		if column = column*26 + int(c-'A') + 1; column > MaxColumns {
			return MaxColumns, true
		}
	}
	return column - 1, place != ""
}

// text is what a cell says.
func (t *table) text(c *markup.Element) string {
	v := c.Child("v").Text
	switch c.Attrs["t"] {
	case "s":
		if i, err := strconv.Atoi(v); err == nil && i >= 0 && i < len(t.strings) {
			return t.strings[i]
		}
		return ""
	case "inlineStr":
		return textOf(c.Child("is"))
	case "b":
		if v == "1" {
			return "true"
		}
		return "false"
	case "str", "d", "e":
		return v
	}
	style, _ := strconv.Atoi(c.Attrs["s"]) // none is 0
	return number(v, t.style(style), t.since1904)
}

// textOf is a rich text's plain one. Phonetic hints (rPh) are left out.
func textOf(e *markup.Element) string {
	text := e.Child("t").Text
	for _, run := range e.All("r") {
		text += run.Child("t").Text
	}
	return text
}
