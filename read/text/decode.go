package text

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"spoor/fault"
)

// window is how much of a file decides what it is written in.
const window = 64 << 10

// Decode reads r as UTF-8. The encoding is a name as on the web ("utf-8", "windows-1252", "shift_jis"), or empty to find
// out by the package's rule. A file that is no text is a fault.
func Decode(r io.Reader, encodingName string) (io.Reader, error) {
	in := bufio.NewReaderSize(r, window)
	head, err := in.Peek(window)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, err
	}
	if encodingName != "" {
		return named(in, head, encodingName)
	}
	switch e, mark := unicodeForm(head); {
	case e != nil:
		return transform.NewReader(in, e.NewDecoder()), nil
	case mark > 0:
		_, err := in.Discard(mark)
		return in, err
	}
	if reason := notText(head); reason != "" {
		return nil, &fault.Error{Doing: "reading text", Kind: fault.Input, What: "this is no text file: " + reason,
			Hint: "if it is text after all, name its encoding in the mapping"}
	}
	return &late{in: in}, nil
}

func named(in *bufio.Reader, head []byte, name string) (io.Reader, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, &fault.Error{Doing: "reading text", Kind: fault.Usage, What: "no such encoding", Place: fault.Place{Text: name},
			Hint: "write a name as on the web: utf-8, windows-1252, iso-8859-15, utf-16le, shift_jis"}
	}
	if canonical, _ := htmlindex.Name(e); canonical == "utf-8" {
		if bytes.HasPrefix(head, utf8Mark) {
			_, err = in.Discard(len(utf8Mark))
		}
		return in, err
	}
	return transform.NewReader(in, unicode.BOMOverride(e.NewDecoder())), nil
}

var utf8Mark = []byte{0xEF, 0xBB, 0xBF}

// unicodeForm finds UTF-16, or the length of the UTF-8 byte order mark.
func unicodeForm(head []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(head, utf8Mark):
		return nil, len(utf8Mark)
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), 0
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), 0
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch {
	case zeros[0] == 0 && zeros[1] > 0 && zeros[1]*10 >= len(head):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0
	case zeros[1] == 0 && zeros[0] > 0 && zeros[0]*10 >= len(head):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0
	}
	return nil, 0
}

// notText says why the head is no text, empty when it is.
func notText(head []byte) string {
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return "it is a PDF"
	}
	controls := 0
	for _, c := range head {
		switch {
		case c == 0:
			return "it holds bytes of value zero, as pictures and programs do"
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f':
			controls++
		}
	}
	if controls > 1 && controls*20 > len(head) { // a lone 0x1A is the end mark of old systems
		return "it is full of control characters"
	}
	return ""
}

// late passes ASCII through and decides between UTF-8 and Windows-1252 at the first byte above 127, which may be far into
// the file.
type late struct {
	in      *bufio.Reader
	decided io.Reader
}

func (l *late) Read(p []byte) (int, error) {
	if l.decided != nil {
		return l.decided.Read(p)
	}
	n := min(len(p), max(l.in.Buffered(), 1))
	head, err := l.in.Peek(n)
	if len(head) == 0 {
		return 0, err
	}
	plain := ascii(head)
	if plain == 0 {
		ahead, _ := l.in.Peek(window)
		if utf8Likely(ahead) {
			l.decided = l.in
		} else {
			l.decided = transform.NewReader(l.in, charmap.Windows1252.NewDecoder())
		}
		return l.decided.Read(p)
	}
	copy(p, head[:plain])
	return l.in.Discard(plain)
}

// ascii is the length of the leading part that is plain ASCII.
func ascii(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

func utf8Likely(b []byte) bool {
	good, wrong := 0, 0
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, size := utf8.DecodeRune(b)
		switch {
		case r != utf8.RuneError || size > 1:
			good++
		case !utf8.FullRune(b): // cut by the end of the window
			return good >= wrong*10
		default:
			wrong++
		}
		b = b[size:]
	}
	return good >= wrong*10
}
