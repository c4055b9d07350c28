package swift

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/payment"
	"spoor/read/text"
)

const version = 1

// rawKept is how much of a message or an entry is kept with its values, in bytes.
const rawKept = 2000

// MT reads the messages.
func MT() read.Format {
	return read.Format{Name: "swift-mt", Version: version, Detect: detect, Read: readAll}
}

var (
	begins = regexp.MustCompile(`(?m)^[\s$\x01]*(\{1:[FAL]\d\d[A-Z0-9]{12}|:20:)`)
	among  = regexp.MustCompile(`(?m)^:(25P?|28C?|60[FM]|32A|23B|50[AFK]):`)
)

// detect knows messages by their first block, or by the tags that they cannot do without.
func detect(_ string, head []byte) bool {
	if len(head) > 1 && (head[1] == 0 || head[0] == 0) {
		head = bytes.ReplaceAll(head, []byte{0}, nil) // UTF-16
	}
	at := begins.FindIndex(head)
	return at != nil && at[0] < 2048 && (bytes.Contains(head[at[0]:at[1]], []byte("{1:")) || among.Match(head))
}

// reading is one file under way.
type reading struct {
	in        *read.Input
	out       read.Sink
	header    header
	fields    []field    // of the message that is open, until it is known for a statement
	statement *statement // that is open
	full      bool       // the message has more fields than one may
}

func readAll(ctx context.Context, in *read.Input, out read.Sink) error {
	decoded, err := text.Decode(in.Body, "")
	if err != nil {
		return err
	}
	r := &reading{in: in, out: out}
	s := &scanner{lines: text.NewLines(decoded)}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = r.take(p)
		}
		if err != nil {
			return err
		}
	}
}

func (r *reading) take(p part) error {
	switch {
	case p.begins:
		r.header, r.fields, r.statement, r.full = p.header, nil, nil, false
		return nil
	case p.ends:
		return r.end()
	case r.statement != nil:
		return r.statement.take(p.field)
	case len(r.fields) == mostFields:
		r.full = true
		return nil
	}
	r.fields = append(r.fields, p.field)
	if !r.tells(p.field.tag) {
		return nil
	}
	r.statement = &statement{reading: r}
	for _, f := range r.fields {
		if err := r.statement.take(f); err != nil {
			return err
		}
	}
	r.fields = nil
	return nil
}

// tells says whether a message is now known for a statement: by its type, or by a tag that only statements have.
func (r *reading) tells(tag string) bool {
	switch r.header.kind {
	case "940", "942", "950":
		return true
	case "":
		return strings.HasPrefix(tag, "25") || tag == "28C" || strings.HasPrefix(tag, "60")
	}
	return false
}

// end closes a message: hands a transfer over, or what remains of a statement.
func (r *reading) end() error {
	if r.statement != nil {
		return r.statement.finish()
	}
	kind := r.header.kind
	if kind == "" {
		switch has := func(tags ...string) bool { return r.find(tags...) != nil }; {
		case has("32A") && has("58A", "58D"):
			kind = "202"
		case has("32A") && has("50A", "50F", "50K", "59", "59A", "59F"):
			kind = "103"
		}
	}
	switch kind {
	case "103", "202", "205":
		return r.transfer(kind)
	case "":
		if len(r.fields) == 0 {
			return nil
		}
		return r.fault(r.fields[0], "", "it is no message that is read: neither a transfer (32A with 50, 58 or 59) nor a statement (25, 60)", r.raw())
	}
	r.in.Note(fmt.Sprintf("line %d: a message of type MT%s is left out: transfers (103, 202, 205) and statements (940, 942, 950) are read", r.header.line, kind))
	return r.out.Row(read.Row{})
}

// find is the first field of one of the tags, nil where there is none.
func (r *reading) find(tags ...string) *field {
	for i := range r.fields {
		for _, tag := range tags {
			if r.fields[i].tag == tag {
				return &r.fields[i]
			}
		}
	}
	return nil
}

// raw is a message's text as it stood, cut short.
func (r *reading) raw() string {
	var b strings.Builder
	for _, f := range r.fields {
		b.WriteString(":" + f.tag + ":" + strings.Join(f.lines, "\n") + "\n")
		if b.Len() > rawKept {
			return strings.ToValidUTF8(b.String()[:rawKept], "")
		}
	}
	return b.String()
}

func (r *reading) fault(f field, hint, what, raw string) error {
	if hint == "" {
		hint = "correct the message, or ask who sent it"
	}
	return r.out.Fault(&fault.Error{Doing: "reading the message", Kind: fault.Input, What: what, Hint: hint,
		Place: fault.Place{Line: f.line, Offset: f.offset, Text: raw}})
}

func (r *reading) hand(f field, p *payment.Payment, raw string) error {
	origin := &model.Origin{Source: r.in.Source, Line: f.line, Offset: f.offset, Raw: raw}
	return r.out.Row(read.Row{Origin: origin, Entities: p.Entities(origin)})
}
