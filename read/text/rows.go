package text

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"spoor/fault"
)

// Dialect is how rows of cells are written: RFC 4180 with another delimiter or quote. A Quote of zero is none.
type Dialect struct {
	Delimiter byte
	Quote     byte
}

// Row is one row of cells. Cells is valid until the next call of Next; the strings stay.
type Row struct {
	Cells  []string
	Line   int   // on which it starts, from 1
	Offset int64 // of its first byte in the decoded text
	Raw    string
	Bad    *fault.Error // the row cannot be read; Cells is empty
	starts []int        // where each cell starts in Raw
}

// Rows reads rows of cells. A cell in quotes may hold delimiters, doubled quotes and line ends; a row ends after 1 MiB. Where
// quoting goes wrong, the one line on which the row started is bad, and reading goes on with the next line. Empty lines,
// and the 0x1A with which old systems end a file, are passed over.
type Rows struct {
	in      io.Reader
	dialect Dialect
	ending  byte // '\n', or '\r' in files that have no other line end
	buf     []byte
	pos     int // start of what is not read yet
	line    int
	offset  int64
	err     error // what ended the input
	row     Row
	spans   []span // of the row being cut
}

// span is where a cell stands, and whether quotes in it are doubled.
type span struct {
	from, to int
	doubled  bool
}

// NewRows reads rows of decoded text.
func NewRows(in io.Reader, dialect Dialect) *Rows {
	r := &Rows{in: in, dialect: dialect, ending: '\n', buf: make([]byte, 0, 4*window), line: 1}
	r.fill()
	if r.feed(r.buf) < 0 && bytes.IndexByte(r.buf, '\r') >= 0 && bytes.IndexByte(r.buf, '\r') < len(r.buf)-1 {
		r.ending = '\r'
	}
	return r
}

func (r *Rows) feed(b []byte) int { return bytes.IndexByte(b, r.ending) }

// fill reads more after what is not read yet.
func (r *Rows) fill() {
	if r.pos > 0 {
		r.buf = append(r.buf[:0], r.buf[r.pos:]...)
		r.pos = 0
	}
	if len(r.buf) == cap(r.buf) {
		r.buf = append(make([]byte, 0, 2*cap(r.buf)), r.buf...)
	}
	for n := 0; n == 0 && r.err == nil; {
		n, r.err = r.in.Read(r.buf[len(r.buf):cap(r.buf)])
		r.buf = r.buf[:len(r.buf)+n]
	}
}

// SkipLines passes over lines without reading them as rows.
func (r *Rows) SkipLines(n int) error {
	for range n {
		if _, err := r.skipLine(); err != nil {
			return err
		}
	}
	return nil
}

// skipLine passes over one line, however long, and gives the start of it.
func (r *Rows) skipLine() (start string, err error) {
	for {
		rest := r.buf[r.pos:]
		i := r.feed(rest)
		if i >= 0 || len(rest) > MaxLine || r.err != nil {
			start = start + string(rest[:min(len(rest), 200)])
			start = start[:min(len(start), 200)]
		}
		switch {
		case i >= 0:
			r.advance(i + 1)
			r.line++
			return strings.TrimRight(start, "\r\n"), nil
		case r.err != nil:
			r.advance(len(rest))
			if len(start) > 0 {
				return start, nil
			}
			return "", r.err
		case len(rest) > MaxLine:
			r.advance(len(rest))
		}
		r.fill()
	}
}

func (r *Rows) advance(n int) {
	r.pos += n
	r.offset += int64(n)
}

// Next gives the next row, io.EOF after the last. An error is the end of the file; what stood before it was whole.
func (r *Rows) Next() (*Row, error) {
	for {
		rest := r.buf[r.pos:]
		r.row = Row{Cells: r.row.Cells[:0], starts: r.row.starts[:0], Line: r.line, Offset: r.offset}
		length, bad := r.scan(rest)
		switch {
		case length == more && len(rest) <= MaxLine && r.err == nil:
			r.fill()
			continue
		case length == more && len(rest) > MaxLine || length > MaxLine+2:
			if i := r.feed(rest); i >= 0 && i+1 != length {
				return r.badLine(bad, "a quote opens here and none closes it within 1 MiB", "double a quote that is part of the text")
			}
			_, err := r.skipLine()
			r.row.Bad = tooLong(r.row.Line, r.row.Offset, rest)
			return &r.row, err
		case length == more && len(rest) == 0:
			return nil, r.err
		case length == more && !errors.Is(r.err, io.EOF):
			return nil, r.err // the file broke off in this row
		case length == more:
			return r.badLine(bad, "a quote opens here and none closes it before the end of the file", "double a quote that is part of the text")
		case length == wrong:
			return r.badLine(bad, "a quote stands where none may be", "put the cell in quotes and double those within, or say quote: none")
		}
		r.line += bytes.Count(rest[:length], []byte{r.ending})
		r.advance(length)
		if strings.TrimSpace(r.row.Raw) == "" || r.row.Raw[0] == 0x1A && strings.Trim(r.row.Raw, "\x1a \",;\t|") == "" {
			continue
		}
		r.check()
		return &r.row, nil
	}
}

const (
	more  = -1 // the row does not end in what is there
	wrong = -2 // its quotes are wrong
)

// scan reads one row into r.row and gives its length with the line end, or more or wrong and the place of the quote.
func (r *Rows) scan(b []byte) (length, at int) {
	end := r.feed(b)
	if end < 0 && (!errors.Is(r.err, io.EOF) || len(b) == 0) {
		return more, 0
	}
	length = end + 1
	if end < 0 {
		end, length = len(b), len(b)
	}
	line := b[:end]
	if r.dialect.Quote == 0 || bytes.IndexByte(line, r.dialect.Quote) < 0 {
		r.row.Raw = string(bytes.TrimSuffix(line, []byte{'\r'}))
		if r.row.Raw != "" {
			r.split()
		}
		return length, 0
	}
	return r.quoted(b)
}

// split cuts a row without quotes.
func (r *Rows) split() {
	raw, start := r.row.Raw, 0
	for {
		i := strings.IndexByte(raw[start:], r.dialect.Delimiter)
		r.row.starts = append(r.row.starts, start)
		if i < 0 {
			r.row.Cells = append(r.row.Cells, raw[start:])
			return
		}
		r.row.Cells = append(r.row.Cells, raw[start:start+i])
		start += i + 1
	}
}

// quoted cuts a row with quotes, which may run over several lines.
func (r *Rows) quoted(b []byte) (length, at int) {
	spans := r.spans[:0]
	defer func() { r.spans = spans }()
	d := r.dialect
	i := 0
	for {
		s := span{from: i}
		if i < len(b) && b[i] == d.Quote {
			opened := i
			for i++; ; i++ {
				n := bytes.IndexByte(b[i:], d.Quote)
				if n < 0 {
					return more, opened
				}
				if i += n; i+1 == len(b) && !errors.Is(r.err, io.EOF) {
					return more, opened
				}
				if i+1 == len(b) || b[i+1] != d.Quote {
					break
				}
				s.doubled = true
				i++
			}
			s.from, s.to = opened+1, i
			i++
		} else {
			for i < len(b) && b[i] != d.Delimiter && b[i] != r.ending {
				if b[i] == d.Quote {
					return wrong, i
				}
				i++
			}
			s.to = i
		}
		spans = append(spans, s)
		if i < len(b) && b[i] == d.Delimiter {
			i++
			continue
		}
		end := i
		if i < len(b) && b[i] == '\r' && r.ending == '\n' {
			i++
		}
		switch {
		case i == len(b) && errors.Is(r.err, io.EOF):
			length = i
		case i == len(b):
			return more, spans[0].from
		case b[i] == r.ending:
			length = i + 1
		default:
			return wrong, i
		}
		r.row.Raw = string(b[:end])
		break
	}
	quote := string(rune(d.Quote))
	for _, s := range spans {
		s.to = min(s.to, len(r.row.Raw))
		cell := r.row.Raw[s.from:s.to]
		if s.doubled {
			cell = strings.ReplaceAll(cell, quote+quote, quote)
		}
		r.row.starts = append(r.row.starts, s.from)
		r.row.Cells = append(r.row.Cells, strings.TrimSuffix(cell, "\r"))
	}
	r.row.Raw = strings.TrimSuffix(r.row.Raw, "\r")
	return length, 0
}

// badLine sets aside the line on which the row starts; at is the place of the quote.
func (r *Rows) badLine(at int, what, hint string) (*Row, error) {
	place := r.PlaceOf(string(r.buf[r.pos:r.pos+at]), len(r.buf[r.pos:r.pos+at]))
	start, err := r.skipLine()
	if err != nil {
		return nil, err
	}
	r.row.Cells, r.row.Raw = r.row.Cells[:0], start
	r.row.Bad = &fault.Error{Doing: "reading rows", Kind: fault.Input, What: what, Hint: hint, Place: place}
	r.row.Bad.Place.Text = start
	return &r.row, nil
}

// check sets a row aside whose text is not UTF-8, or no text.
func (r *Rows) check() {
	what := ""
	at := strings.IndexByte(r.row.Raw, 0)
	if at >= 0 {
		what = "a zero byte stands in the row"
	} else if !utf8.ValidString(r.row.Raw) {
		at = len(validPrefix(r.row.Raw))
		what = "the row is not all UTF-8"
	}
	if what == "" {
		return
	}
	r.row.Bad = &fault.Error{Doing: "reading rows", Kind: fault.Input, What: what, Place: r.PlaceOf(r.row.Raw, at),
		Hint: "if the file is in another encoding, name it in the mapping: format: {encoding: windows-1252}"}
	r.row.Bad.Place.Text = r.row.Raw
	r.row.Cells = r.row.Cells[:0]
}

func validPrefix(s string) string {
	for i, c := range s {
		if c == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return s[:i]
			}
		}
	}
	return s
}

// PlaceOf is the line and column (in characters, from 1) of a byte of the current row.
func (r *Rows) PlaceOf(raw string, at int) fault.Place {
	before := raw[:min(at, len(raw))]
	ends := strings.Count(before, string(rune(r.ending)))
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, r.ending)+1:]) + 1
	return fault.Place{Line: r.row.Line + ends, Column: column, Offset: r.row.Offset}
}

// Place is the line and column of a cell of the current row, and the row's text; of a cell that is not there, of the row's end.
func (r *Rows) Place(cell int) fault.Place {
	at := len(r.row.Raw)
	if cell >= 0 && cell < len(r.row.starts) {
		at = r.row.starts[cell]
	}
	place := r.PlaceOf(r.row.Raw, at)
	place.Text = r.row.Raw
	return place
}

// CountFault says that the current row has another number of cells than it should.
func (r *Rows) CountFault(want int) *fault.Error {
	got := len(r.row.Cells)
	return &fault.Error{Doing: "reading rows", Kind: fault.Input, Place: r.Place(want),
		What: fmt.Sprintf("the row has %d columns where there should be %d", got, want),
		Hint: "put a cell that holds the delimiter in quotes"}
}
