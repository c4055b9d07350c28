package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`

const workbook = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets><sheet name="a" sheetId="1" r:id="rId1" state="hidden"/><sheet name="b" sheetId="2" r:id="rId2"/></sheets></workbook>`

const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="#,##0.00&quot; days&quot;"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs></styleSheet>`

const shared = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>name</t></si><si><r><t xml:space="preserve">Anna </t></r><r><t>Ashe</t></r><rPh><t>x</t></rPh></si><si><t>القذافي</t></si></sst>`

func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"} {
		if text, ok := parts[name]; ok {
			f, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(f, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func parts(sheet string) map[string]string {
	return map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": rels, "xl/styles.xml": styles, "xl/sharedStrings.xml": shared,
		"xl/worksheets/sheet2.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet + `</sheetData></worksheet>`}
}

func TestTable(t *testing.T) {
	book := parts(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>born</t></is></c><c r="C1" t="str"><v>postcode</v></c><c r="D1" t="str"><v>sum, all</v></c></row>` +
		`<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>22007</v></c><c r="C3" s="2"><v>123</v></c><c r="D3" s="3"><v>1234.5000000000001</v></c></row>` +
		`<row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4" t="b"><v>1</v></c></row>` +
		`<row r="5"><c r="A5" t="str"><v>two
lines</v></c><c r="B5" s="4"><v>45000.75</v></c><c r="D5"><v>1.23456789012E+15</v></c></row><row r="6"><c r="A6" s="1"/></row>`)
	in, err := Table(bytes.NewReader(pack(t, book)))
	if err != nil {
		t.Fatal(err)
	}
	// 22007 is 1 April 1960 and 45000 is 15 March 2023 in LibreOffice and Excel.
	want := "name,born,postcode,\"sum, all\"\n\nAnna Ashe,1960-04-01,00123,1234.5\nالقذافي,,true,\ntwo lines,2023-03-15T18:00:00,,1234567890120000\n\n"
	if got, err := io.ReadAll(in); err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}

func TestMoment(t *testing.T) {
	for _, test := range []struct {
		days  float64
		mac   bool
		wants string
	}{{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {36526, false, "2000-01-01"}, {35064, true, "2000-01-01"}, {0.5, false, "12:00:00"}, {36526.999999999, false, "2000-01-02"}} {
		if got := moment(test.days, test.mac); got != test.wants {
			t.Errorf("%v: %s, want %s", test.days, got, test.wants)
		}
	}
	for code, date := range map[string]bool{"yyyy-mm-dd": true, "[$-409]d mmm yyyy": true, "[h]:mm": true, "General": false, "0.00": false, `#,##0 "days"`: false, `[Red]0`: false, "@": false} {
		if got := countsDays(code); got != date {
			t.Errorf("%s: %v", code, got)
		}
	}
}

func TestHostileWorkbooks(t *testing.T) {
	bomb := parts(strings.Repeat(`<row><c t="str"><v>`+strings.Repeat("a", 1000)+`</v></c></row>`, 40000))
	entity := parts("")
	entity["xl/worksheets/sheet2.xml"] = `<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>`
	none := parts("")
	delete(none, "xl/worksheets/sheet2.xml")
	far := parts(`<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>`)
	below := parts(`<row r="99999999"><c><v>1</v></c></row>`)
	whole := pack(t, parts(`<row><c><v>1</v></c></row>`))
	for what, book := range map[string][]byte{"bomb": pack(t, bomb), "entity": pack(t, entity), "no sheet": pack(t, none), "columns": pack(t, far), "rows": pack(t, below),
		"cut": whole[:len(whole)/2], "nothing": nil, "text": []byte("id,name\n"), "no workbook": pack(t, map[string]string{"[Content_Types].xml": "<Types/>"})} {
		in, err := Table(bytes.NewReader(book))
		if err == nil {
			_, err = io.Copy(io.Discard, in)
		}
		if err == nil {
			t.Errorf("%s passed", what)
		}
	}
}

func FuzzTable(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, styles, shared)
	f.Add(`<row r="2"><c s="1"><v>1e300</v></c><c s="4"><v>-1</v></c></row>`, "", "")
	f.Fuzz(func(t *testing.T, sheet, styles, shared string) {
		book := parts(sheet)
		book["xl/styles.xml"], book["xl/sharedStrings.xml"] = styles, shared
		in, err := Table(bytes.NewReader(pack(t, book)))
		if err == nil {
			_, _ = io.Copy(io.Discard, in) // an error is an answer
		}
	})
}
