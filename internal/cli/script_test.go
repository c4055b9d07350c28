package cli_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// pack ARCHIVE FILE... makes a .gz, .zip or .tgz.
func pack(ts *testscript.TestScript, _ bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer out.Close()
	switch filepath.Ext(args[0]) {
	case ".gz":
		w := gzip.NewWriter(out)
		_, err = w.Write([]byte(ts.ReadFile(args[1])))
		ts.Check(err)
		ts.Check(w.Close())
	case ".zip":
		w := zip.NewWriter(out)
		for _, name := range args[1:] {
			f, err := w.Create(name)
			ts.Check(err)
			_, err = f.Write([]byte(ts.ReadFile(name)))
			ts.Check(err)
		}
		ts.Check(w.Close())
	default:
		z := gzip.NewWriter(out)
		w := tar.NewWriter(z)
		for _, name := range args[1:] {
			text := ts.ReadFile(name)
			ts.Check(w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text))}))
			_, err = w.Write([]byte(text))
			ts.Check(err)
		}
		ts.Check(w.Close())
		ts.Check(z.Close())
	}
}

// same A B: two folders hold the same files, byte for byte.
func same(ts *testscript.TestScript, not bool, args []string) {
	a, b := tree(ts, args[0]), tree(ts, args[1])
	equal := len(a) == len(b) && len(a) > 0
	for name, text := range a {
		equal = equal && bytes.Equal(text, b[name])
	}
	if equal == not {
		ts.Fatalf("same %v: %v", args, equal)
	}
}

func tree(ts *testscript.TestScript, dir string) map[string][]byte {
	files := map[string][]byte{}
	root := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[path], err = fs.ReadFile(root, path)
		return err
	}))
	return files
}

// sums FILE: its last line is a summary in which read = kept + quarantined + duplicates.
func sums(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")
	var sum struct {
		Type                                string
		Read, Kept, Quarantined, Duplicates int
	}
	ts.Check(json.Unmarshal([]byte(lines[len(lines)-1]), &sum))
	if sum.Type != "summary" || sum.Read == 0 || sum.Read != sum.Kept+sum.Quarantined+sum.Duplicates {
		ts.Fatalf("%+v", sum)
	}
}

// entities FILE WANT: the lines but for the summaries are those wanted.
func entities(ts *testscript.TestScript, _ bool, args []string) {
	var got strings.Builder
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if !strings.HasPrefix(line, `{"type":"summary"`) {
			got.WriteString(line)
		}
	}
	if want := ts.ReadFile(args[1]); got.String() != want {
		ts.Fatalf("got\n%s\nwant\n%s", got.String(), want)
	}
}
