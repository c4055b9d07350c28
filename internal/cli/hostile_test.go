package cli_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"spoor/internal/app"
)

// noise is n bytes that no format begins with, the same on every machine.
func noise(n int) string {
	var b bytes.Buffer
	for i := uint64(0); b.Len() < n; i++ {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(nil, i))
		b.Write(sum[:])
	}
	return b.String()[:n]
}

// bomb is a ZIP whose only member unpacks to 128 MiB of nothing.
func bomb(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	member, err := w.Create("payments.csv")
	if err != nil {
		t.Fatal(err)
	}
	chunk := make([]byte, 1<<20)
	for range 128 {
		if _, err := member.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// allocated is how many mebibytes something took, all in all.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

const head = "<?xml version=\"1.0\"?>\n"

// Files of which nothing can be kept end in one error that names the place and the remedy, with exit 1 and an empty stdout,
// whether they are read or checked.
func TestHostileFiles(t *testing.T) {
	mapping := write(t, "m.yaml", "kind: Payment\nfields: {at: Day, amount: Sum, currency: {constant: EUR}}\n")
	folder := t.TempDir()
	if err := os.WriteFile(folder+"/picture.png", []byte("\x89PNG\r\n\x1a\n\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	harmless := write(t, "p.csv", "Date,Payer,Payee,Amount,Currency\n2024-01-02,Ann,Bo,1,EUR\n")
	readAndCheck := func() { run(t, nil, "read", harmless); run(t, nil, "check", harmless) }
	readAndCheck()                   // what is made once
	usual := allocated(readAndCheck) // the library is compiled each time
	for _, c := range []struct{ name, file, content, want string }{
		{"noise", "payments.csv", noise(4096), "this is no text file"},
		{"noise without an ending", "payments", noise(4096), "this is no text file"},
		{"empty", "payments.csv", "", "the file holds no rows"},
		{"a document type", "list.xml", head + "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<CONSOLIDATED_LIST><INDIVIDUALS>&b;</INDIVIDUALS></CONSOLIDATED_LIST>", "list.xml:2: reading XML: a document type"},
		{"a file on this machine", "list.xml", head + "<!DOCTYPE l SYSTEM \"file:///etc/passwd\">\n<CONSOLIDATED_LIST/>", "list.xml:2: reading XML: a document type"},
		{"a ZIP bomb", "payments.zip", bomb(t), "it unpacks to more than 200 times its size"},
		{"a ZIP cut short", "payments.zip", bomb(t)[:1000], "payments.zip: unpacking: the archive"},
		{"another archive's mark", "payments.gz", "\x1F\x8B" + noise(100), "payments.gz: unpacking: the archive"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := write(t, c.file, c.content)
			answers := map[string]answer{}
			used := allocated(func() {
				for _, verb := range []string{"read", "check"} {
					answers[verb] = run(t, nil, verb, file)
				}
			})
			for verb, got := range answers {
				if got.code != app.ExitFailed || got.out != "" || !oneError(got.errors) || !strings.Contains(got.errors, c.want) || !strings.Contains(got.errors, file) {
					t.Errorf("%s: exit %d, stdout %q, stderr %q", verb, got.code, got.out, got.errors)
				}
			}
			if used > usual+16 {
				t.Errorf("%d MiB were allocated, and for a harmless file %d", used, usual)
			}
		})
	}
	for name, args := range map[string][]string{
		"a column that is not there":   {"check", "--records", write(t, "p.csv", "Date,Amount\n2024-01-01,1\n"), "--map", mapping},
		"a mapping of no such kind":    {"check", "--records", write(t, "p.csv", "Date,Amount\n2024-01-01,1\n"), "--map", write(t, "m.yaml", "kind: Pyament\nfields: {at: Date}\n")},
		"a mapping that is not there":  {"check", "--records", write(t, "p.csv", "Date,Amount\n2024-01-01,1\n"), "--map", "nowhere.yaml"},
		"a file that is not there":     {"check", filepath.Join(folder, "nowhere.csv")},
		"a list that is not there":     {"check", "--list", filepath.Join(folder, "sdn.csv"), write(t, "p.csv", "Date,Amount\n2024-01-01,1\n")},
		"a data folder that is a file": {"check", "--data", mapping, write(t, "p.csv", "Date,Amount\n2024-01-01,1\n")},
	} {
		got := run(t, nil, args...)
		wanted := app.ExitFailed
		if strings.HasPrefix(name, "a mapping of") {
			wanted = app.ExitUsage // what the person wrote, not what they were sent
		}
		if got.code != wanted || got.out != "" || strings.Count(got.errors, "\n") != 1 {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", name, got.code, got.out, got.errors)
		}
	}
	got := run(t, nil, "check", folder) // what was left out is said before
	if got.code != app.ExitFailed || got.out != "" || !strings.Contains(got.errors, "picture.png is left out") || !strings.Contains(got.errors, "no file in it could be read; ") {
		t.Errorf("a folder with nothing to read: %+v", got)
	}
}

// A table of a folder that cannot be read is left out and said; a list is not, for without it every answer would be clearer than
// it is. Records in the place of a list, and a list of which nothing can be kept, are no list.
func TestWhatAFolderAndAListMayHold(t *testing.T) {
	folder := t.TempDir()
	put := func(name, text string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o700), os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	const payments = "Date,Payer,Payee,Amount,Currency\n2024-01-02,\"A\" nn,Bo,1,EUR\n2024-01-02,Ann,Bo,1,EUR\n"
	put("p.csv", payments)
	put("empty.csv", "")
	put("scan.csv", "%PDF-1.7\n"+strings.Repeat("a stream ", 9)+"\x00")
	got := run(t, nil, "read", folder)
	if got.code != app.ExitDone || !strings.Contains(got.errors, "empty.csv is left out: the file holds no rows") || !strings.Contains(got.errors, "scan.csv is left out: this is no text file: it is a PDF") {
		t.Errorf("a folder with tables that cannot be read: %+v", got)
	}
	put("lists/national.csv", "")
	if got := run(t, nil, "check", folder); got.code != app.ExitFailed || !strings.Contains(got.errors, "national.csv: proposing a mapping: the file holds no rows") {
		t.Errorf("a list that is empty: %+v", got)
	}
	wrong := write(t, "list.csv", payments)
	if got := run(t, nil, "check", "--list", wrong, "--records", wrong); got.code != app.ExitFailed || !strings.Contains(got.errors, "it holds records (Payments), not listings; load it as records") {
		t.Errorf("records in the place of a list: %+v", got)
	}
	none := write(t, "list.csv", "id,name,schema\n1,\"A\" nn,Person\n2,\"B\" o,Person\n")
	if got := run(t, nil, "check", "--list", none, "--records", wrong); got.code != app.ExitFailed || !strings.Contains(got.errors, "list.csv") {
		t.Errorf("a list of which nothing can be kept: %+v", got)
	}
}

// A file that breaks off gives its whole records, and one line that says where it breaks and what to do.
func TestCutFiles(t *testing.T) {
	payment := func(id string) string {
		return `{"id":"` + id + `","schema":"Payment","properties":{"at":["2024-01-01"],"amount":["1"],"currency":["EUR"]}}` + "\n"
	}
	person := func(id string) string {
		return "<INDIVIDUAL><DATAID>" + id + "</DATAID><FIRST_NAME>ANNA</FIRST_NAME><SECOND_NAME>ASHE</SECOND_NAME><REFERENCE_NUMBER>Xi." + id + "</REFERENCE_NUMBER></INDIVIDUAL>\n"
	}
	list := head + "<CONSOLIDATED_LIST dateGenerated=\"2026-01-01T00:00:00Z\"><INDIVIDUALS>\n" + person("001") + person("002") + person("003")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, payment("p1")+payment("p2")) // into memory
	_ = w.Flush()
	for _, c := range []struct{ name, file, content, summary, said string }{
		{"JSON lines", "p.jsonl", payment("p1") + payment("p2") + payment("p3")[:40], `"read":3,"kept":2,"quarantined":1,`, "p.jsonl:3:41: reading the line: the file breaks off in this line"},
		{"a UN list", "list.xml", list[:len(list)-60], `"read":2,"kept":2,"quarantined":0,`, "list.xml:5: reading XML: the file breaks off inside"},
		{"a compressed file", "p.jsonl.gz", packed.String(), `"read":2,"kept":2,"quarantined":0,`, "p.jsonl.gz: unpacking: the archive breaks off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := run(t, nil, "read", "--format", "json", write(t, c.file, c.content))
			if got.code != app.ExitDone || !strings.Contains(got.out, c.summary) || !strings.Contains(got.errors, c.said) || strings.Count(got.errors, "spoor: ") != 1 || !strings.Contains(got.errors, "; fetch it again") && !strings.Contains(got.errors, "; fetch the file again") {
				t.Errorf("exit %d\n%s\n%s", got.code, got.out, got.errors)
			}
		})
	}
}

// A line of a gigabyte is set aside without being held. The file is a hole: nothing is written for it.
func TestALineOfAGigabyte(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads a gigabyte twice")
	}
	file := write(t, "long.jsonl", `{"id":"a","schema":"Person","properties":{"name":["Ann Ash"]}}`+"\n"+`{"id":"b","schema":"`+strings.Repeat("x", 70_000))
	if err := os.Truncate(file, 1<<30); err != nil {
		t.Fatal(err)
	}
	var got answer
	used := allocated(func() { got = run(t, nil, "read", "--format", "json", file) })
	if got.code != app.ExitDone || !strings.Contains(got.out, `"Ann Ash"`) || !strings.Contains(got.out, `"quarantined":1,`) || !strings.Contains(got.errors, "long.jsonl:2: reading lines: the line is longer than 1 MiB") || !oneError(got.errors) {
		t.Errorf("exit %d\n%s\n%s", got.code, got.out, got.errors)
	}
	if used > 32 {
		t.Errorf("%d MiB were allocated", used)
	}
}
