package interpol

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/text"
)

// ListName is the list under which the notices are known.
const ListName = "interpol"

const version = 1

// maxNotice is the most that one notice may take, in bytes: the published ones take a few thousand.
const maxNotice = 8 << 20

// rawKept is how much of a notice is kept with its values, in bytes.
const rawKept = 2000

// JSON reads notices.
func JSON() read.Format {
	return read.Format{Name: "interpol-json", Version: version, ListName: ListName, Detect: detect, Read: readJSON}
}

func detect(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') && bytes.Contains(head, []byte(`"entity_id"`)) && !bytes.Contains(head, []byte(`"schema"`))
}

// reader goes through a document, notice by notice.
type reader struct {
	ctx     context.Context
	source  *model.Source
	out     read.Sink
	in      *bounded
	decoder *json.Decoder
	failed  error // the sink's
}

func readJSON(ctx context.Context, in *read.Input, out read.Sink) error {
	decoded, err := text.Decode(in.Body, "utf-8") // RFC 8259, section 8.1
	if err != nil {
		return err
	}
	r := &reader{ctx: ctx, source: in.Source, out: out, in: &bounded{in: decoded, line: 1}}
	r.decoder = json.NewDecoder(r.in)
	for {
		token, err := r.decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = r.document(token)
		}
		switch {
		case r.failed != nil:
			return r.failed
		case err != nil:
			return r.broken(err)
		}
	}
}

// document reads a notice, an array of notices, or a page of them, whose first token was read.
func (r *reader) document(token json.Token) error {
	switch token {
	case json.Delim('['):
		return r.array()
	case json.Delim('{'):
		return r.object()
	}
	return errors.New("a notice, or an array of notices, should stand here")
}

func (r *reader) array() error {
	for r.decoder.More() {
		var raw json.RawMessage
		at := r.place()
		if err := r.decoder.Decode(&raw); err != nil {
			return err
		}
		if err := r.hand(raw, at); err != nil {
			return err
		}
	}
	_, err := r.decoder.Token()
	return err
}

// object reads a notice, or a page, whose notices are handed over as they come.
func (r *reader) object() error {
	at, fields := r.place(), map[string]json.RawMessage{}
	page := false
	for r.decoder.More() {
		key, err := r.decoder.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if name == "_embedded" || page && name == "notices" {
			page = true
			if err := r.embedded(); err != nil {
				return err
			}
			continue
		}
		var raw json.RawMessage
		if err := r.decoder.Decode(&raw); err != nil {
			return err
		}
		fields[name] = raw
	}
	if _, err := r.decoder.Token(); err != nil {
		return err
	}
	if page {
		return nil
	}
	raw, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return r.hand(raw, at)
}

// embedded reads {"notices": [...]}.
func (r *reader) embedded() error {
	token, err := r.decoder.Token()
	if err != nil || token != json.Delim('{') {
		return errors.Join(err, errors.New("_embedded should hold notices"))
	}
	for r.decoder.More() {
		key, err := r.decoder.Token()
		if err != nil {
			return err
		}
		if key != "notices" {
			var skipped json.RawMessage
			if err := r.decoder.Decode(&skipped); err != nil {
				return err
			}
			continue
		}
		if token, err := r.decoder.Token(); err != nil || token != json.Delim('[') {
			return errors.Join(err, errors.New("notices should be an array"))
		}
		if err := r.array(); err != nil {
			return err
		}
	}
	_, err = r.decoder.Token()
	return err
}

func (r *reader) hand(raw json.RawMessage, at fault.Place) error {
	if r.failed = r.ctx.Err(); r.failed != nil {
		return r.failed
	}
	r.in.since = 0
	at.Text = string(raw[:min(len(raw), rawKept)])
	origin := &model.Origin{Source: r.source, Line: at.Line, Offset: at.Offset, Raw: at.Text}
	var n notice
	err := json.Unmarshal(raw, &n)
	var bad *fault.Error
	switch {
	case err != nil:
		bad = &fault.Error{What: "this is no notice: " + fault.Cut(err.Error(), 200)}
	case len(n.ID) == 0 || len(n.Name)+len(n.Forename) == 0:
		bad = &fault.Error{What: "the notice has no entity_id or no name"}
	default:
		r.failed = r.out.Row(read.Row{Origin: origin, Entities: n.entities(origin)})
		return r.failed
	}
	bad.Doing, bad.Kind, bad.Place, bad.Hint = "reading the notice", fault.Input, at, "see whether the file is what the notices service gave"
	r.failed = r.out.Fault(bad)
	return r.failed
}

func (r *reader) place() fault.Place {
	offset := r.decoder.InputOffset()
	return fault.Place{Line: r.in.lineAt(offset), Offset: offset}
}

func (r *reader) broken(err error) error {
	what, kind := "this is no JSON of notices: "+fault.Cut(err.Error(), 200), fault.Input
	switch {
	case errors.Is(err, errLong):
		what, kind = fmt.Sprintf("a notice is longer than %d MiB", maxNotice>>20), fault.Limit
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || strings.Contains(err.Error(), "unexpected EOF"):
		what = "the file breaks off"
	}
	return &fault.Error{Doing: "reading notices", Kind: kind, What: what, Place: r.place(), Hint: "fetch the file again, or see whether it is the right one"}
}

// bounded counts lines, and refuses a notice that takes too much: the decoder holds one whole.
type bounded struct {
	in    io.Reader
	read  int64
	since int
	line  int
	ends  []int64 // offsets of line ends that the decoder has not passed
}

var errLong = errors.New("notice too long")

func (b *bounded) Read(p []byte) (int, error) {
	if b.since > maxNotice {
		return 0, errLong
	}
	n, err := b.in.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			b.ends = append(b.ends, b.read+int64(i))
		}
	}
	b.read, b.since = b.read+int64(n), b.since+n
	return n, err
}

func (b *bounded) lineAt(offset int64) int {
	for len(b.ends) > 0 && b.ends[0] < offset {
		b.line, b.ends = b.line+1, b.ends[1:]
	}
	return b.line
}
