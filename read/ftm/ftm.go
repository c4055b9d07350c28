package ftm

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/text"
)

const version = 1

// rawKept is how much of a line is kept with its values, in bytes.
const rawKept = 2000

// Format reads FollowTheMoney JSON lines.
func Format() read.Format {
	return read.Format{Name: "ftm", Version: version, Detect: detect, Read: readLines}
}

// detect: an object is the first thing in it, and a schema is named near its start.
func detect(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return len(head) > 0 && head[0] == '{' && bytes.Contains(head, []byte(`"schema"`))
}

func readLines(ctx context.Context, in *read.Input, out read.Sink) error {
	decoded, err := text.Decode(in.Body, "utf-8") // RFC 8259, section 8.1
	if err != nil {
		return err
	}
	lines := text.NewLines(decoded)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := hand(in.Source, line, out); err != nil {
			return err
		}
	}
}

// hand gives one line to the sink, or the reason why it cannot be read. Empty lines are passed over.
func hand(source *model.Source, line text.Line, out read.Sink) error {
	if line.Bad != nil {
		return out.Fault(line.Bad)
	}
	if len(bytes.TrimSpace(line.Text)) == 0 || bytes.HasPrefix(line.Text, []byte(`{"type":"summary"`)) {
		return nil // nothing, or the last line of what spoor read writes
	}
	raw := string(line.Text[:min(len(line.Text), rawKept)])
	origin := &model.Origin{Source: source, Line: line.Number, Offset: line.Offset, Raw: raw}
	if !utf8.Valid(line.Text) {
		return out.Fault(bad(origin, 0, "the line is not all UTF-8", "write the file as UTF-8"))
	}
	entities, err := model.Default().Decode(line.Text, origin)
	if err != nil {
		return out.Fault(explain(origin, line, err))
	}
	return out.Row(read.Row{Origin: origin, Entities: entities})
}

func bad(origin *model.Origin, column int, what, hint string) *fault.Error {
	return &fault.Error{Doing: "reading the line", Kind: fault.Input, What: what, Hint: hint,
		Place: fault.Place{Line: origin.Line, Column: column, Offset: origin.Offset, Text: origin.Raw}}
}

// explain tells a person what is wrong with a line, and at which character.
func explain(origin *model.Origin, line text.Line, err error) *fault.Error {
	const form = "one entity a line: {\"id\", \"schema\", \"properties\"}"
	var syntax *jsontext.SyntacticError
	var misplaced *model.MisplacedError
	switch {
	case line.Cut && errors.Is(err, io.ErrUnexpectedEOF):
		return bad(origin, column(line.Text, int64(len(line.Text))), "the file breaks off in this line", "fetch it again; the lines before it were read")
	case errors.As(err, &syntax):
		return bad(origin, column(line.Text, syntax.ByteOffset), "this is no JSON: "+syntax.Err.Error(), form)
	case errors.As(err, &misplaced):
		return bad(origin, 0, misplaced.Error(), form)
	}
	return bad(origin, 0, err.Error(), "")
}

// column counts characters from 1 to a byte.
func column(line []byte, at int64) int {
	return utf8.RuneCount(line[:max(0, min(at, int64(len(line))))]) + 1
}
