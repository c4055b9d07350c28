package swift

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"spoor/fault"
	"spoor/read/text"
)

// Limits of one message.
const (
	mostLines  = 200  // of one field
	mostFields = 500  // of one message that is no statement
	mostHeader = 4096 // bytes of one block before the text
)

// field is one tag with what stands in it.
type field struct {
	tag    string // "50K"
	lines  []string
	line   int
	offset int64
	bad    string // why it cannot be read; empty when it can
}

func (f field) first() string { return f.lines[0] }

// header is what the blocks around a message's text say.
type header struct {
	kind             string // "103"; empty without blocks
	sender, receiver string // BICs
	uetr, flag       string // tags 121 and 119 of block 3
	blocks           bool
	line             int
	offset           int64
}

// part is what the scanner came to: the beginning of a message, one of its fields, or its end.
type part struct {
	begins, ends bool
	header       header
	field        field
}

// scanner finds the messages of a file and their fields.
type scanner struct {
	lines  *text.Lines
	queue  []part
	header header // of the message that is open, or about to be
	open   bool   // its text has begun
	seen   bool   // it has a field 20
	under  *field // way
	at     text.Line
	ended  bool
}

// next gives the next part, io.EOF after the last. Any other error is the end of the file.
func (s *scanner) next() (part, error) {
	for len(s.queue) == 0 {
		if s.ended {
			return part{}, io.EOF
		}
		line, err := s.lines.Next()
		if errors.Is(err, io.EOF) {
			s.ended = true
			if s.open && s.header.blocks {
				return part{}, &fault.Error{Doing: "reading messages", Kind: fault.Input, Place: fault.Place{Line: line.Number, Offset: line.Offset},
					What: fmt.Sprintf("the file breaks off inside the message of line %d", s.header.line), Hint: "fetch the file again"}
			}
			s.close()
			continue
		}
		if err != nil {
			return part{}, err
		}
		s.at = line
		if line.Bad != nil {
			return part{}, line.Bad
		}
		if err := s.take(string(line.Text)); err != nil {
			return part{}, err
		}
	}
	p := s.queue[0]
	s.queue = s.queue[1:]
	return p, nil
}

func (s *scanner) take(line string) error {
	if !s.open || strings.HasPrefix(line, "{1:") || strings.HasPrefix(line, "$") || strings.HasPrefix(line, "\x01") {
		return s.outside(line)
	}
	if rest, ends := strings.CutPrefix(line, "-}"); ends {
		s.close()
		return s.outside(rest)
	}
	if strings.TrimRight(line, " \x03") == "-" {
		s.close()
		return nil
	}
	s.inside(line)
	return nil
}

// outside reads what stands between texts: blocks, or the first tag of a message that has none. Anything else (a line of
// the bank's own, padding, the mark between messages) is passed over.
func (s *scanner) outside(line string) error {
	line = strings.TrimLeft(line, " $\x01\x03\x1a\ufeff")
	if tagOf(line) != "" {
		if s.open {
			s.close()
		}
		s.begin(header{line: s.at.Number, offset: s.at.Offset})
		s.inside(line)
		return nil
	}
	for {
		start := strings.IndexByte(line, '{')
		if start < 0 || len(line) < start+3 || line[start+1] == '}' || line[start+2] != ':' {
			return nil
		}
		line = line[start:]
		if line[1] == '4' && !strings.HasPrefix(line[3:], "{") {
			s.header.blocks = true
			s.begin(s.header)
			if rest := strings.TrimSpace(line[3:]); rest != "" {
				return s.take(rest)
			}
			return nil
		}
		end := closing(line)
		if end < 0 {
			return &fault.Error{Doing: "reading messages", Kind: fault.Input, Place: fault.Place{Line: s.at.Number, Offset: s.at.Offset, Text: line},
				What: "a block of a message does not end on its line", Hint: "fetch the file again, or see whether it is the right one"}
		}
		s.block(line[:end])
		line = line[end:]
	}
}

// closing is where the brace that opens a text is closed, -1 where it is not.
func closing(text string) int {
	depth := 0
	for i := range min(len(text), mostHeader) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// block reads what a block says of the message: who sends and receives it, of what type it is, and its UETR. An acknowledgement
// (F21) has no text of tags.
func (s *scanner) block(text string) {
	body := text[3 : len(text)-1]
	switch text[1] {
	case '1':
		if s.open {
			s.close()
		}
		s.header = header{blocks: true, line: s.at.Number, offset: s.at.Offset}
		if len(body) >= 15 {
			s.header.sender = bic(body[3:15])
		}
	case '2':
		s.address(body)
	case '3':
		s.header.uetr, s.header.flag = tagged(body, "{121:"), tagged(body, "{119:")
	}
}

// address reads block 2: of an input message who receives it, of an output message who sent it.
func (s *scanner) address(body string) {
	if len(body) < 4 {
		return
	}
	s.header.kind = body[1:4]
	switch {
	case body[0] == 'I' && len(body) >= 16:
		s.header.receiver = bic(body[4:16])
	case body[0] == 'O' && len(body) >= 26:
		s.header.receiver, s.header.sender = s.header.sender, bic(body[14:26])
	}
}

// bic is the code in a terminal's address of twelve characters, whose ninth names the terminal.
func bic(address string) string {
	if branch := address[9:]; branch != "XXX" {
		return address[:8] + branch
	}
	return address[:8]
}

func tagged(body, tag string) string {
	_, rest, found := strings.Cut(body, tag)
	if !found {
		return ""
	}
	text, _, _ := strings.Cut(rest, "}")
	return text
}

func (s *scanner) begin(h header) {
	s.header, s.open, s.seen, s.under = h, true, false, nil
	s.queue = append(s.queue, part{begins: true, header: h})
}

// inside reads one line of a message's text.
func (s *scanner) inside(line string) {
	tag := tagOf(line)
	if tag == "" {
		s.continued(line)
		return
	}
	s.flush()
	if tag == "20" && s.seen && !s.header.blocks { // bare tags: the next message
		s.close()
		s.begin(header{line: s.at.Number, offset: s.at.Offset})
	}
	s.seen = s.seen || tag == "20"
	s.under = &field{tag: tag, line: s.at.Number, offset: s.at.Offset}
	s.continued(line[len(tag)+2:])
}

func (s *scanner) continued(line string) {
	switch f := s.under; {
	case f == nil: // before the first tag
	case len(f.lines) == mostLines:
		f.bad = fmt.Sprintf("field %s has more than %d lines", f.tag, mostLines)
	case !utf8.ValidString(line):
		f.bad = fmt.Sprintf("field %s holds bytes that are no text in the file's encoding", f.tag)
		f.lines = append(f.lines, strings.ToValidUTF8(line, "\ufffd"))
	default:
		f.lines = append(f.lines, line)
	}
}

func (s *scanner) flush() {
	if s.under != nil {
		s.queue = append(s.queue, part{field: *s.under})
		s.under = nil
	}
}

func (s *scanner) close() {
	if s.open {
		s.flush()
		s.queue = append(s.queue, part{ends: true})
	}
	s.header, s.open = header{}, false
}

// tagOf is the tag with which a line begins (":50K:"), empty where it begins with none.
func tagOf(line string) string {
	if len(line) < 4 || line[0] != ':' {
		return ""
	}
	end := strings.IndexByte(line[1:min(len(line), 5)], ':')
	if end < 2 {
		return ""
	}
	tag := line[1 : 1+end]
	digits := tag[0] >= '0' && tag[0] <= '9' && tag[1] >= '0' && tag[1] <= '9'
	if tag == "NS" || digits && (len(tag) == 2 || tag[2] >= 'A' && tag[2] <= 'Z') {
		return tag
	}
	return ""
}
