package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spoor/fault"
)

// What is no folder, may not be written, or holds something else is said with what to do.
func TestWhatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	file, other, closed := filepath.Join(dir, "file"), filepath.Join(dir, "other"), filepath.Join(dir, "closed")
	for _, err := range []error{os.WriteFile(file, nil, 0o600), os.Mkdir(other, 0o700), os.Mkdir(closed, 0o500),
		os.WriteFile(filepath.Join(other, "spoor.db"), []byte(strings.Repeat("no store ", 1000)), 0o600)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		file:                         file + " is a file, and a data directory is a folder; name a folder, or one that is not there yet",
		filepath.Join(file, "x"):     file + " is a file, and a data directory is a folder; name a folder, or one that is not there yet",
		other:                        "its spoor.db is no store of Spoor, or is damaged; put it back from a copy, or name another folder with --data",
		closed:                       "this account may not write there; give it the right to, or name another folder with --data",
		filepath.Join(closed, "new"): "this account may not write there; give it the right to, or name another folder with --data",
	} {
		if os.Geteuid() == 0 && strings.HasPrefix(path, closed) {
			t.Logf("%s is left out: an administrator may write anywhere", filepath.Base(path))
			continue
		}
		s, err := Open(path, clock)
		if err == nil {
			_ = s.Close()
		}
		if fault.KindOf(err) != fault.Input || err.Error() != path+": opening the data directory: "+want {
			t.Errorf("%v", err)
		}
	}
}
