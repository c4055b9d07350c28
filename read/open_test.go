package read_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/read"
)

type member struct{ name, text string }

func zipped(t *testing.T, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err == nil {
			_, err = io.WriteString(f, m.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarred(t *testing.T, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		err := w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.text)), Mode: 0o600, Typeflag: tar.TypeReg})
		if err == nil {
			_, err = io.WriteString(w, m.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// folder writes files into a temporary folder and goes there, so that names in errors are short.
func folder(t *testing.T, files map[string][]byte) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// walked tells what a walk gave: "source file content", then "- file: why" for what was passed over, then the error.
func walked(t *testing.T, path string, stdin io.Reader) []string {
	t.Helper()
	var told []string
	files := read.Files{Role: read.Records, Stdin: stdin, Temp: t.TempDir(), Skipped: func(file, why string) {
		told = append(told, "- "+filepath.ToSlash(file)+": "+why)
	}}
	err := files.Walk(t.Context(), path, func(in *read.Input) error {
		body, err := io.ReadAll(in.Body)
		if want := sha256.Sum256(body); err == nil && in.Source.Hash != hex.EncodeToString(want[:]) {
			t.Errorf("%s: the hash is not that of its bytes", in.Source.File)
		}
		if !bytes.HasPrefix(body, in.Head) || len(in.Head) == 0 && len(body) > 0 {
			t.Errorf("%s: the head is %q", in.Source.File, in.Head)
		}
		line := fmt.Sprintf("%s %s %s", in.Source.Name, filepath.ToSlash(in.Source.File), body[:min(len(body), 20)])
		if err != nil {
			line += " broken: " + err.Error()
		}
		told = append(told, line)
		return nil
	})
	if err != nil {
		told = append(told, "error: "+err.Error())
	}
	if left, _ := os.ReadDir(files.Temp); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
	return told
}

func TestWalk(t *testing.T) {
	dir := []member{{"d/b.csv", "B"}, {"d/.c", "C"}, {"a.txt", "A"}, {"d/x.zip", "Z"}}
	folder(t, map[string][]byte{
		"f/b.csv": []byte("B"), "f/a.2024.csv": []byte("A"), "f/.hidden": []byte("H"), "f/g/c.xml": []byte("C"),
		"one.csv.gz": gzipped(t, []byte("one")), "one.csv": []byte("one"),
		"d.zip": zipped(t, dir...), "d.tgz": gzipped(t, tarred(t, dir...)), "d.tar": tarred(t, dir...),
		"book.xlsx": zipped(t, member{"[Content_Types].xml", "x"}, member{"xl/workbook.xml", "y"}), "empty": {},
	})
	members := func(archive string) []string {
		return []string{"b " + archive + "!d/b.csv B", "- " + archive + "!d/.c: its name begins with a dot",
			"a " + archive + "!a.txt A", "- " + archive + "!d/x.zip: it is an archive inside an archive"}
	}
	for path, want := range map[string][]string{
		"f":          {"- f/.hidden: its name begins with a dot", "a.2024 f/a.2024.csv A", "b f/b.csv B", "c f/g/c.xml C"},
		"one.csv":    {"one one.csv one"},
		"one.csv.gz": {"one one.csv.gz one"},
		"d.zip":      members("d.zip"),
		"d.tgz":      members("d.tgz"),
		"d.tar":      members("d.tar"),
		"book.xlsx":  {"book book.xlsx PK\x03\x04"},
		"empty":      {"empty empty "},
		"nowhere":    {"error: nowhere: opening: there is no such file or folder; see how it is spelt, and where the command is run"},
	} {
		got := walked(t, path, nil)
		if path == "book.xlsx" && len(got) == 1 {
			got[0] = got[0][:min(len(got[0]), len(want[0]))]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", path, got, want)
		}
	}
	if got := walked(t, "-", strings.NewReader("in")); !slices.Equal(got, []string{"input - in"}) {
		t.Errorf("standard input: %q", got)
	}
	if got := walked(t, "-", bytes.NewReader(gzipped(t, tarred(t, dir...)))); !slices.Equal(got, members("-")) {
		t.Errorf("an archive on standard input: %q", got)
	}
}

func TestWalkSaysWhenAnArchiveBreaksOff(t *testing.T) {
	long := make([]byte, 100_000)
	for i := range long {
		long[i] = byte('a' + i*i%7*i%19)
	}
	whole := gzipped(t, long)
	two := gzipped(t, tarred(t, member{"a.csv", "A"}, member{"b.csv", string(long)}))
	folder(t, map[string][]byte{"cut.csv.gz": whole[:len(whole)/2], "cut.tgz": two[:len(two)/2], "junk.gz": []byte("\x1f\x8bjunkjunkjunk"),
		"cut.zip": zipped(t, member{"a", "A"})[:30]})
	got := walked(t, "cut.csv.gz", nil)
	if len(got) != 1 || !strings.HasPrefix(got[0], "cut cut.csv.gz ") ||
		!strings.Contains(got[0], " broken: cut.csv.gz: unpacking: the archive breaks off before its end") {
		t.Errorf("got %q", got)
	}
	got = walked(t, "cut.tgz", nil)
	if len(got) != 2 || got[0] != "a cut.tgz!a.csv A" || !strings.Contains(got[1], " broken: cut.tgz!b.csv: unpacking: the archive breaks off") {
		t.Errorf("got %q", got)
	}
	for _, name := range []string{"junk.gz", "cut.zip"} {
		if got = walked(t, name, nil); len(got) != 1 || !strings.HasPrefix(got[0], "error: "+name+": unpacking: the archive is damaged") {
			t.Errorf("got %q", got)
		}
	}
}

func TestWalkRefusesBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 100<<20)
	var many []member
	for i := range read.MaxMembers + 1 {
		many = append(many, member{fmt.Sprint("m", i), ""})
	}
	packed := zipped(t, member{"zeros", zeros})
	locked := zipped(t, member{"secret.csv", "S"})
	for _, at := range []int{6, bytes.Index(locked, []byte("PK\x01\x02")) + 8} { // the flags of the member, and in the directory
		locked[at] |= 1
	}
	folder(t, map[string][]byte{"zip": packed, "gz": gzipped(t, []byte(zeros)), "tgz": gzipped(t, tarred(t, member{"zeros", zeros})),
		"many.zip": zipped(t, many...), "many.tar": tarred(t, many...), "locked.zip": locked})
	for path, want := range map[string]struct {
		what string
		kind fault.Kind
	}{
		"zip":        {"zip!zeros: unpacking: the archive is refused: it unpacks to more than 200 times its size", fault.Limit},
		"gz":         {"gz: unpacking: the archive is refused: it unpacks to more than 200 times its size", fault.Limit},
		"tgz":        {"tgz: unpacking: the archive is refused: it unpacks to more than 200 times its size", fault.Limit},
		"many.zip":   {"many.zip: unpacking: the archive is refused: it holds more than 10000 members", fault.Limit},
		"many.tar":   {"many.tar: unpacking: the archive is refused: it holds more than 10000 members", fault.Limit},
		"locked.zip": {"locked.zip!secret.csv: unpacking: the archive is encrypted", fault.Input},
	} {
		err := read.Files{Temp: t.TempDir()}.Walk(t.Context(), path, func(*read.Input) error { return nil })
		if err == nil || !strings.HasPrefix(err.Error(), want.what) || fault.KindOf(err) != want.kind {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

func TestBeside(t *testing.T) {
	lists := []member{{"l/SDN.csv", "S"}, {"l/ALT.CSV", "A"}, {"alt.csv", "other folder"}}
	folder(t, map[string][]byte{"l/SDN.csv": []byte("S"), "l/ALT.CSV": []byte("A"),
		"l.zip": zipped(t, lists...), "l.tgz": gzipped(t, tarred(t, lists...))})
	for _, path := range []string{"l", "l.zip", "l.tgz"} {
		seen := 0
		err := read.Files{Temp: t.TempDir()}.Walk(t.Context(), path, func(in *read.Input) error {
			if in.Source.Name != "SDN" {
				return nil
			}
			seen++
			alt, err := in.Beside("alt.csv")
			if err != nil {
				return err
			}
			defer alt.Close()
			if text, err := io.ReadAll(alt); err != nil || string(text) != "A" {
				t.Errorf("%s: beside it stands %q, %v", path, text, err)
			}
			if _, err := in.Beside("add.csv"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: add.csv: %v", path, err)
			}
			return nil
		})
		if err != nil || seen != 1 {
			t.Errorf("%s: %v, seen %d", path, err, seen)
		}
	}
}

func TestWalkEndsWithTheCaller(t *testing.T) {
	folder(t, map[string][]byte{"f/a": []byte("A"), "f/b": []byte("B")})
	stop, seen := errors.New("enough"), 0
	err := read.Files{}.Walk(t.Context(), "f", func(*read.Input) error { seen++; return stop })
	if !errors.Is(err, stop) || seen != 1 {
		t.Errorf("%v after %d", err, seen)
	}
}
