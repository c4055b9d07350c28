package app

import (
	"fmt"
	"os"

	"spoor/fault"
	"spoor/model"
)

// mostHeld is how many bytes of packed records a run holds in memory: some ten million records. What comes after them is put into a file
// in the system's folder for temporary files while the run goes on.
const mostHeld = 2 << 30

// scratch is that file.
type scratch struct{ *os.File }

// newScratch makes it. Where the system allows it has no name any more when it is used, so that it goes with the process, however that ends.
func newScratch() (model.Scratch, error) {
	f, err := os.CreateTemp("", "spoor-run-")
	if err != nil {
		return nil, room(err)
	}
	_ = os.Remove(f.Name())
	return scratch{f}, nil
}

// WriteAt says what to do where there is no room.
func (s scratch) WriteAt(b []byte, at int64) (int, error) {
	n, err := s.File.WriteAt(b, at)
	return n, room(err)
}

// ReadAt says where it could not be read.
func (s scratch) ReadAt(b []byte, at int64) (int, error) {
	n, err := s.File.ReadAt(b, at)
	return n, room(err)
}

func room(err error) error {
	if err == nil {
		return nil
	}
	return &fault.Error{Doing: fmt.Sprintf("keeping records beyond %d GiB in a file", mostHeld>>30), Err: err,
		Hint: fmt.Sprintf("make room in %s, or set TMPDIR to a folder that has some", os.TempDir())}
}
