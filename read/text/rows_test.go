package text

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
)

// told is every row as text: its line, its cells parted by |, or ! and the place and reason why it is bad.
func told(t *testing.T, rows *Rows) []string {
	t.Helper()
	var all []string
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			return append(all, "broken: "+err.Error())
		}
		line := strconv.Itoa(row.Line) + " "
		if row.Bad != nil {
			all = append(all, line+"! "+row.Bad.Place.String()+" "+row.Bad.What)
			continue
		}
		all = append(all, line+strings.Join(row.Cells, "|"))
	}
}

func TestRows(t *testing.T) {
	const stray = "a quote stands where none may be"
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"plain", "a,b\n1,2\n", []string{"1 a|b", "2 1|2"}},
		{"no final line end", "a,b\n1,2", []string{"1 a|b", "2 1|2"}},
		{"CRLF", "a,b\r\n1,2\r\n", []string{"1 a|b", "2 1|2"}},
		{"CR alone", "a,b\r1,2\r", []string{"1 a|b", "2 1|2"}},
		{"empty cells", ",\n,,\n", []string{"1 |", "2 ||"}},
		{"empty lines", "a\n\n  \nb\n", []string{"1 a", "4 b"}},
		{"quotes", `"a, b","say ""so""",""` + "\n", []string{`1 a, b|say "so"|`}},
		{"quotes, CRLF", "\"a\",\"b\"\r\n\"c\",\"d\"\r\n", []string{"1 a|b", "2 c|d"}},
		{"quotes at the end", `1,"b"`, []string{"1 1|b"}},
		{"a line end in quotes", "1,\"x\ny\",2\n3,4,5\n", []string{"1 1|x\ny|2", "3 3|4|5"}},
		{"a quote within a cell", "1,2\" pipe\n3,4\n", []string{"1 ! :1:4 " + stray, "2 3|4"}},
		{"text after a quote", "\"a\"b,2\n3,4\n", []string{"1 ! :1:4 " + stray, "2 3|4"}},
		{"a quote that nothing closes takes one line", "1,\"x\n2,y\n3,z\n",
			[]string{"1 ! :1:3 a quote opens here and none closes it before the end of the file", "2 2|y", "3 3|z"}},
		{"a stray quote far before another", "1,\"x\n2,y\n3,\"z\"\n", []string{"1 ! :3:4 " + stray, "2 2|y", "3 3|z"}},
		{"the end mark", "1,2\n\x1A", []string{"1 1|2"}},
		{"the end mark with commas", "1,2\n\x1A,,,\n", []string{"1 1|2"}},
		{"a zero byte", "a\x00,b\nc,d\n", []string{"1 ! :1:2 a zero byte stands in the row", "2 c|d"}},
		{"wrong UTF-8", "é\xFF,b\nc,d\n", []string{"1 ! :1:2 the row is not all UTF-8", "2 c|d"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(t, NewRows(strings.NewReader(c.in), Dialect{',', '"'})); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			slow := iotest.OneByteReader(strings.NewReader(c.in))
			if c.name != "CR alone" { // found out from the first block
				if got := told(t, NewRows(slow, Dialect{',', '"'})); !slices.Equal(got, c.want) {
					t.Errorf("byte by byte: got %q", got)
				}
			}
		})
	}
}

func TestRowsOtherDialects(t *testing.T) {
	if got := told(t, NewRows(strings.NewReader("2\" pipe\tb\n"), Dialect{Delimiter: '\t'})); !slices.Equal(got, []string{"1 2\" pipe|b"}) {
		t.Errorf("without quotes: %q", got)
	}
	if got := told(t, NewRows(strings.NewReader("'a;b';c\n"), Dialect{';', '\''})); !slices.Equal(got, []string{"1 a;b|c"}) {
		t.Errorf("with another quote: %q", got)
	}
}

func TestRowsOfAFileThatBreaksOff(t *testing.T) {
	in := io.MultiReader(strings.NewReader("1,2\n3,"), iotest.ErrReader(errors.New("cut")))
	if got := told(t, NewRows(in, Dialect{',', '"'})); !slices.Equal(got, []string{"1 1|2", "broken: cut"}) {
		t.Errorf("got %q", got)
	}
}

func TestARowLongerThanTheLimit(t *testing.T) {
	in := "a,b\n1," + strings.Repeat("x", MaxLine) + "\n\"" + strings.Repeat("line\n", MaxLine/5+10) + "\"\n"
	got := told(t, NewRows(strings.NewReader(in), Dialect{',', '"'}))
	if len(got) < 3 || got[0] != "1 a|b" || got[1] != "2 ! :2 the line is longer than 1 MiB" ||
		got[2] != "3 ! :3:1 a quote opens here and none closes it within 1 MiB" || got[3] != "4 line" {
		t.Errorf("got %.300q", got[:min(len(got), 4)])
	}
}

func TestPlaceOfACell(t *testing.T) {
	rows := NewRows(strings.NewReader("é,\"x\ny\",zz\n"), Dialect{',', '"'})
	if _, err := rows.Next(); err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[int]string{0: "1:1", 1: "1:4", 2: "2:4"} { // columns count characters
		if got := strings.TrimPrefix(rows.Place(cell).String(), ":"); got != want {
			t.Errorf("cell %d stands at %s, want %s", cell, got, want)
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add("a,b\n\"1\n2\",3\n")
	f.Add("\"a\"\"b\",\"\"\n\"x")
	f.Add("a\r\nb\r\n")
	f.Fuzz(func(t *testing.T, in string) {
		rows := NewRows(strings.NewReader(in), Dialect{',', '"'})
		lines := strings.Count(in, string(rune(rows.ending))) + 1
		last := 0
		var cells [][]string
		sound := true
		for {
			row, err := rows.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if row.Line <= last || row.Line > lines {
				t.Fatalf("row on line %d after %d of %d", row.Line, last, lines)
			}
			last = row.Line
			sound = sound && row.Bad == nil
			cells = append(cells, slices.Clone(row.Cells))
		}
		standard := csv.NewReader(strings.NewReader(in))
		standard.FieldsPerRecord = -1
		want, err := standard.ReadAll()
		if err != nil || !sound || strings.ContainsFunc(in, func(r rune) bool { return r == 0x1A || r != '\n' && unicode.IsSpace(r) }) {
			return // where it differs on purpose
		}
		if !slices.EqualFunc(cells, want, slices.Equal[[]string]) {
			t.Errorf("%q: got %q, the standard library %q", in, cells, want)
		}
	})
}
