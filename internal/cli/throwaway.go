package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"spoor/fault"
	"spoor/store/sqlite"
)

// large is from how many bytes of files on a throw-away store is put on disk: what is read takes some eighteen times their room in memory.
const large = 200 << 20

// size is how many bytes the files have that are to be read. What cannot be looked at counts for nothing: whoever reads it says why.
func (opt *checkOptions) size() (sum int64) {
	for _, in := range opt.inputs {
		_ = filepath.WalkDir(in.path, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					sum += info.Size()
				}
			}
			return nil
		})
	}
	return sum
}

// thrownAway is a store that nothing is left of: it is none of the data directories that are watched.
type thrownAway struct{ *sqlite.Store }

// onDisk makes a throw-away store in a folder for temporary files.
func onDisk(env Env) (checkable, func(), error) {
	dir, err := os.MkdirTemp("", "spoor-check-")
	if err != nil {
		return nil, nil, &fault.Error{Doing: "making room for what is read", Err: err, Hint: "make room in " + os.TempDir() + ", or name a data directory with --data"}
	}
	end := func() { _ = os.RemoveAll(dir) }
	s, err := sqlite.Open(dir, env.Now)
	if err != nil {
		end()
		return nil, nil, err
	}
	fmt.Fprintf(env.Stderr, "spoor: there is much to read: it is kept in %s until the check has ended; with --data DIR it would be kept for the next\n", dir)
	return thrownAway{s}, func() { _ = s.Close(); end() }, nil
}
