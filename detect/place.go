package detect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// place finds the line and column, both from 1, at which the byte at an offset of a phrase stands in the file. A scalar may
// be quoted, folded over several lines or stand in a block, so its text and the file's are walked together. Where they
// cannot be (an escape like \x41), it is the place where the scalar begins.
func (f *File) place(p phrase, offset int) (line, column int) {
	at := f.index(p.Line, p.Column)
	if at < 0 || offset > len(p.Text) {
		return p.Line, p.Column
	}
	switch {
	case p.style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		at++
	case p.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		at += strings.IndexByte(f.Text[at:], '\n') + 1
	}
	for _, want := range p.Text[:offset] {
		if unicode.IsSpace(want) {
			continue // line breaks fold into spaces: white space is passed over on both sides
		}
		at = f.passSpace(at, p.style)
		if p.style&yaml.DoubleQuotedStyle != 0 && strings.HasPrefix(f.Text[at:], `\`) ||
			p.style&yaml.SingleQuotedStyle != 0 && strings.HasPrefix(f.Text[at:], `''`) {
			at++
		}
		got, size := utf8.DecodeRuneInString(f.Text[at:])
		if got != want {
			return p.Line, p.Column
		}
		at += size
	}
	if offset < len(p.Text) {
		at = f.passSpace(at, p.style)
	}
	before := f.Text[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// index is the byte at which a line and column stand, -1 when there is no such place.
func (f *File) index(line, column int) int {
	at := 0
	for range line - 1 {
		next := strings.IndexByte(f.Text[at:], '\n')
		if next < 0 {
			return -1
		}
		at += next + 1
	}
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(f.Text[at:])
		at += size
	}
	if line < 1 || column < 1 {
		return -1
	}
	return at
}

// passSpace is the next byte that is no white space, written out or escaped.
func (f *File) passSpace(at int, style yaml.Style) int {
	for {
		rest := strings.TrimLeftFunc(f.Text[at:], unicode.IsSpace)
		at = len(f.Text) - len(rest)
		if style&yaml.DoubleQuotedStyle == 0 || len(rest) < 2 || rest[0] != '\\' || !strings.ContainsRune(" \tntr\n\r", rune(rest[1])) {
			return at
		}
		at += 2
	}
}
