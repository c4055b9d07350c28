package text

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"spoor/fault"
)

// MaxLine is the longest line that is read, in bytes. A longer one is no line of a record file.
const MaxLine = 1 << 20

// Line is one line without its ending. Text is valid until the next call of Next.
type Line struct {
	Text   []byte
	Number int          // counts from 1
	Offset int64        // of its first byte in the decoded text
	Cut    bool         // it is the last and no line ending follows
	Bad    *fault.Error // the line cannot be read: it is longer than MaxLine
}

// Lines reads lines that end in LF, CRLF or the end of the text.
type Lines struct {
	in     *bufio.Reader
	long   []byte // collects a line that is longer than the buffer
	number int
	offset int64
}

// NewLines reads lines of decoded text.
func NewLines(r io.Reader) *Lines { return &Lines{in: bufio.NewReaderSize(r, window)} }

// Next gives the next line, io.EOF after the last. A line above MaxLine comes as Bad, and reading goes on after it. An error
// is the end of the file.
func (l *Lines) Next() (Line, error) {
	l.number++
	line := Line{Number: l.number, Offset: l.offset}
	part, err := l.in.ReadSlice('\n')
	l.offset += int64(len(part))
	if errors.Is(err, bufio.ErrBufferFull) {
		part, err = l.collect(part)
	}
	switch {
	case errors.Is(err, io.EOF) && len(part) == 0:
		return line, io.EOF
	case errors.Is(err, io.EOF):
		line.Cut = true
	case err != nil:
		return line, err
	}
	part = bytes.TrimSuffix(part, []byte{'\n'})
	line.Text = bytes.TrimSuffix(part, []byte{'\r'})
	if len(line.Text) > MaxLine {
		line.Bad = tooLong(line.Number, line.Offset, part)
		line.Text = nil
	}
	return line, nil
}

// collect reads on to the end of a long line, and keeps no more of it than shows that it is too long.
func (l *Lines) collect(part []byte) ([]byte, error) {
	l.long = append(l.long[:0], part...)
	for {
		part, err := l.in.ReadSlice('\n')
		l.offset += int64(len(part))
		if len(l.long) <= MaxLine+2 {
			l.long = append(l.long, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return l.long, err
		}
	}
}

func tooLong(line int, offset int64, text []byte) *fault.Error {
	return &fault.Error{Doing: "reading lines", Kind: fault.Limit, What: "the line is longer than 1 MiB",
		Place: fault.Place{Line: line, Offset: offset, Text: string(text[:min(len(text), 200)])},
		Hint:  "see whether this is the right file and format; if it is, give it line ends"}
}
