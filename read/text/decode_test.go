package text

import (
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"spoor/fault"
)

func wide(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestDecode(t *testing.T) {
	const want = "id,name\n1,Zoë Müller\n2,Ирина\n"
	const latin = "id,name\n1,Zoë Müller\n"
	late := strings.Repeat("plain ascii\n", 20_000)
	for name, c := range map[string]struct{ in, encoding, want string }{
		"utf-8":                           {want, "", want},
		"utf-8 with mark":                 {"\xEF\xBB\xBF" + want, "", want},
		"utf-8 named, with mark":          {"\xEF\xBB\xBF" + want, "utf-8", want},
		"utf-16le with mark":              {wide(want, binary.LittleEndian, true), "", want},
		"utf-16be with mark":              {wide(want, binary.BigEndian, true), "", want},
		"utf-16le":                        {wide(want, binary.LittleEndian, false), "", want},
		"utf-16be":                        {wide(want, binary.BigEndian, false), "", want},
		"windows-1252":                    {"id,name\n1,Zo\xEB M\xFCller\n", "", latin},
		"windows-1252, late":              {late + "Zo\xEB\n", "", late + "Zoë\n"},
		"utf-8, late":                     {late + "Zoë\n", "", late + "Zoë\n"},
		"named":                           {"Stra\xDFe", "iso-8859-15", "Straße"},
		"named, wide":                     {wide(latin, binary.LittleEndian, true), "utf-16le", latin},
		"mostly utf-8, one byte is wrong": {strings.Repeat("ë", 20) + "\xFF", "", strings.Repeat("ë", 20) + "\xFF"},
		"the end mark of old systems":     {"a,b\n\x1A", "", "a,b\n\x1A"},
		"nothing":                         {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Decode(strings.NewReader(c.in), c.encoding)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err != nil || string(got) != c.want {
				t.Errorf("got %.80q, %v", got, err)
			}
		})
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	for name, in := range map[string]string{
		"picture":  "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80",
		"controls": strings.Repeat("\x01\x02\x03abc", 10),
	} {
		if _, err := Decode(strings.NewReader(in), ""); fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), "no text file") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Decode(strings.NewReader("a"), "klingon"); fault.KindOf(err) != fault.Usage {
		t.Errorf("an unknown encoding: %v", err)
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", MaxLine+1)
	lines := NewLines(strings.NewReader("one\r\n\ntwo\n" + long + "\n" + strings.Repeat("y", MaxLine) + "\nlast"))
	type seen struct {
		text   string
		number int
		offset int64
		cut    bool
	}
	want := []seen{{"one", 1, 0, false}, {"", 2, 5, false}, {"two", 3, 6, false}, {"", 4, 10, false},
		{strings.Repeat("y", MaxLine), 5, int64(12 + MaxLine), false}, {"last", 6, int64(13 + 2*MaxLine), true}}
	for i, w := range want {
		line, err := lines.Next()
		if err != nil {
			t.Fatal(err)
		}
		if (line.Bad != nil) != (i == 3) {
			t.Errorf("line %d: %v", line.Number, line.Bad)
		}
		if got := (seen{string(line.Text), line.Number, line.Offset, line.Cut}); got != w {
			t.Errorf("got %.40v, want %.40v", got, w)
		}
	}
	if _, err := lines.Next(); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// endless gives the same byte until a limit.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range n {
		p[i] = 'x'
	}
	e.left -= n
	return n, nil
}

func TestAGigabyteLineTakesLittleMemory(t *testing.T) {
	lines := NewLines(&endless{1 << 30})
	line, err := lines.Next()
	if err != nil || line.Bad == nil || line.Bad.Kind != fault.Limit {
		t.Fatal(line.Bad, err)
	}
	if cap(lines.long) > 4*MaxLine {
		t.Errorf("%d bytes were kept", cap(lines.long))
	}
	rows := NewRows(&endless{1 << 30}, Dialect{',', '"'})
	row, err := rows.Next()
	if err != nil || row.Bad == nil || row.Bad.Kind != fault.Limit {
		t.Fatal(row, err)
	}
	if _, err := rows.Next(); !errors.Is(err, io.EOF) || cap(rows.buf) > 4*MaxLine {
		t.Errorf("%v; %d bytes were kept", err, cap(rows.buf))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("a,b\n1,2\n")
	f.Add("\xFF\xFEa\x00")
	f.Add("Zo\xEB")
	f.Fuzz(func(t *testing.T, in string) {
		r, err := Decode(strings.NewReader(in), "")
		if err != nil {
			return
		}
		out, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if utf8.ValidString(in) && !strings.HasPrefix(in, "\xEF\xBB\xBF") && !strings.Contains(in, "\x00") && string(out) != in {
			t.Errorf("UTF-8 was changed: %q to %q", in, out)
		}
	})
}
