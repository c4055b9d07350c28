// Package markup reads XML of unknown origin element by element, each as a small tree, within limits: no document type and so
// no entities of its own, no element deeper, larger or fuller than the constants here say. Names are local names: the
// namespace of a file changes with its version.
package markup

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"spoor/fault"
	"spoor/read/text"
)

// Limits of one document.
const (
	MaxDepth   = 64
	MaxToken   = 1 << 20 // bytes of one tag, text or comment
	MaxElement = 8 << 20 // bytes of one element that is read as a tree
)

// rawKept is how much of an element's text Raw shows, in bytes.
const rawKept = 2000

// Element is one element with what is in it.
type Element struct {
	Name     string // local
	Attrs    map[string]string
	Text     string // its own text, trimmed but where xml:space preserves it
	Children []*Element
	Path     string // of the names from the element that Next gave, "INDIVIDUAL_ALIAS/QUALITY"
	Line     int    // on which it starts
	Offset   int64  // of the byte after its start tag
	Raw      string // how it stood, cut short; only of what Next gives
}

// Child is the first child of that name, an empty element when there is none.
func (e *Element) Child(name string) *Element {
	if c := e.Find(name); c != nil {
		return c
	}
	return &Element{Name: name}
}

// Find is the first child of that name, nil when there is none.
func (e *Element) Find(name string) *Element {
	for _, c := range e.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// All lists the children of that name.
func (e *Element) All(name string) []*Element {
	var all []*Element
	for _, c := range e.Children {
		if c.Name == name {
			all = append(all, c)
		}
	}
	return all
}

// Get is the text of the descendant under those names, empty when there is none.
func (e *Element) Get(names ...string) string {
	for _, name := range names {
		if e = e.Find(name); e == nil {
			return ""
		}
	}
	return e.Text
}

// Reader reads a document.
type Reader struct {
	in      *source
	decoder *xml.Decoder
	open    []string
	frames  []int             // how deep the frames stand that Step is in
	root    map[string]string // attributes of the first element
}

// NewReader reads XML in the encoding that it declares.
func NewReader(in io.Reader) (*Reader, error) {
	buffered := bufio.NewReaderSize(in, 64<<10)
	head, err := buffered.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	wide := bytes.Equal(head, []byte{0xFF, 0xFE}) || bytes.Equal(head, []byte{0xFE, 0xFF})
	if wide || bytes.Equal(head, []byte{0xEF, 0xBB}) {
		decoded, err := text.Decode(buffered, "")
		if err != nil {
			return nil, err
		}
		buffered = bufio.NewReaderSize(decoded, 64<<10)
	}
	r := &Reader{in: &source{in: buffered}}
	r.decoder = xml.NewDecoder(r.in)
	r.decoder.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if wide {
			return in, nil // is decoded already
		}
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, fmt.Errorf("the encoding %q is unknown", label)
		}
		return e.NewDecoder().Reader(in), nil
	}
	return r, nil
}

// Next gives the next element of one of those names, wherever it stands, and io.EOF after the last. Any other error is the end
// of the file.
func (r *Reader) Next(names ...string) (*Element, error) {
	for {
		token, err := r.token()
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok || !slices.Contains(names, start.Name.Local) {
			continue
		}
		return r.whole(start)
	}
}

// whole reads an element with all that is in it, and how it stood.
func (r *Reader) whole(start xml.StartElement) (*Element, error) {
	e := r.element(start)
	r.in.keep(true)
	err := r.fill(e, r.decoder.InputOffset())
	e.Raw = "<" + e.Name + ">" + r.in.keep(false)
	return e, err
}

// Attr is an attribute of the document's first element, once Next has passed it.
func (r *Reader) Attr(name string) string { return r.root[name] }

// Root is the name of the document's first element, for detection and messages.
func (r *Reader) Root() (string, error) {
	for len(r.open) == 0 {
		if _, err := r.token(); err != nil {
			return "", err
		}
	}
	return r.open[0], nil
}

func (r *Reader) element(start xml.StartElement) *Element {
	line, _ := r.decoder.InputPos()
	e := &Element{Name: start.Name.Local, Line: line, Offset: r.decoder.InputOffset()}
	if len(start.Attr) > 0 {
		e.Attrs = attributes(start)
	}
	return e
}

func attributes(start xml.StartElement) map[string]string {
	attrs := make(map[string]string, len(start.Attr))
	for _, a := range start.Attr {
		attrs[a.Name.Local] = a.Value
	}
	return attrs
}

// fill reads to the end of the element.
func (r *Reader) fill(e *Element, from int64) error {
	var own strings.Builder
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		if r.decoder.InputOffset()-from > MaxElement {
			return r.fault(fault.Limit, fmt.Sprintf("an element <%s> is larger than %d MiB", e.Name, MaxElement>>20), nil)
		}
		switch token := token.(type) {
		case xml.StartElement:
			child := r.element(token)
			child.Path = strings.TrimPrefix(e.Path+"/"+child.Name, "/")
			if err := r.fill(child, from); err != nil {
				return err
			}
			e.Children = append(e.Children, child)
		case xml.EndElement:
			if e.Text = own.String(); e.Attrs["space"] != "preserve" { // xml:space
				e.Text = strings.TrimSpace(e.Text)
			}
			return nil
		case xml.CharData:
			own.Write(token)
		}
	}
}

// token reads one token and keeps the limits.
func (r *Reader) token() (xml.Token, error) {
	r.in.since = 0
	token, err := r.decoder.Token()
	switch {
	case errors.Is(err, io.EOF) && len(r.open) == 0:
		return nil, io.EOF
	case err != nil:
		return nil, r.broken(err)
	}
	switch token := token.(type) {
	case xml.StartElement:
		if r.open = append(r.open, token.Name.Local); len(r.open) > MaxDepth {
			return nil, r.fault(fault.Limit, fmt.Sprintf("elements stand in each other more than %d deep", MaxDepth), nil)
		}
		if r.root == nil {
			r.root = attributes(token)
		}
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
	case xml.Directive:
		return nil, r.fault(fault.Input, "a document type (<!DOCTYPE ...>) is refused: it could name other files and entities", nil)
	}
	return token, nil
}

func (r *Reader) broken(err error) error {
	var f *fault.Error
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, errLong):
		return r.fault(fault.Limit, fmt.Sprintf("a tag, text or comment is longer than %d MiB", MaxToken>>20), nil)
	case errors.As(err, &f):
		return err
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF"):
		return r.fault(fault.Input, "the file breaks off"+r.inside(), nil)
	case errors.As(err, &syntax):
		return r.fault(fault.Input, "this is no well-formed XML: "+fault.Cut(syntax.Msg, 200)+r.inside(), nil)
	}
	return r.fault(fault.Input, "it cannot be read further", err)
}

func (r *Reader) inside() string {
	if len(r.open) == 0 {
		return ""
	}
	return " inside <" + fault.Cut(r.open[len(r.open)-1], 60) + ">"
}

func (r *Reader) fault(kind fault.Kind, what string, err error) error {
	line, _ := r.decoder.InputPos()
	offset := r.decoder.InputOffset()
	return &fault.Error{Doing: "reading XML", Kind: kind, Place: fault.Place{Line: line, Offset: offset},
		What: fmt.Sprintf("%s (byte %d)", what, offset), Err: err, Hint: "fetch the file again, or see whether it is the right one"}
}

// source gives the decoder byte by byte, so that what one token takes can be bounded and what an element was can be kept.
type source struct {
	in    *bufio.Reader
	since int // bytes since the last token
	raw   []byte
	kept  bool
}

var errLong = errors.New("token too long")

// Read is what the decoder of another encoding uses, which reads ahead: its tokens are bounded by its blocks.
func (s *source) Read(p []byte) (int, error) {
	if s.since > MaxToken {
		return 0, errLong
	}
	n, err := s.in.Read(p)
	s.since += n
	return n, err
}

func (s *source) ReadByte() (byte, error) {
	if s.since++; s.since > MaxToken {
		return 0, errLong
	}
	b, err := s.in.ReadByte()
	if s.kept && len(s.raw) < rawKept && err == nil {
		s.raw = append(s.raw, b)
	}
	return b, err
}

// keep begins or ends the keeping of raw text, and gives what was kept.
func (s *source) keep(on bool) string {
	kept := string(s.raw)
	s.raw, s.kept = s.raw[:0], on
	return kept
}
