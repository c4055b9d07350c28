package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is large is read into a folder that is gone when the check has ended, and the check says the same as one in memory.
func TestALargeFolderIsCheckedOnDisk(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	payment := `{"id":"a","schema":"Payment","properties":{"at":["2024-04-01T08:00:00Z"],"payer":["p1"],"beneficiary":["p2"],"amount":["100"],"currency":["EUR"]}}` + "\n"
	write("small.jsonl", payment)
	check := func() (out, said string) {
		t.Helper()
		a := run(t, nil, "check", "--format", "json", dir)
		if a.code != 0 {
			t.Fatalf("%d: %s", a.code, a.errors)
		}
		return a.out, a.errors
	}
	small, said := check()
	if strings.Contains(said, "much to read") {
		t.Error(said)
	}
	f, err := os.Create(filepath.Join(dir, "large.txt")) // a file of holes, which no reader takes
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(201 << 20); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	big, said := check()
	if !strings.Contains(said, "there is much to read: it is kept in "+temp) || big != small {
		t.Errorf("%s\nsmall:\n%s\nlarge:\n%s", said, small, big)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
