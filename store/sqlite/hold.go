package sqlite

import (
	"errors"
	"os"
	"path/filepath"

	"spoor/fault"
)

// errHeld: another process has the file locked.
var errHeld = errors.New("it is locked")

// Hold marks the data directory as served by this process until Close, or until the process ends, however it ends. Who serves it clears up
// after others: two would take each other's uploads away. Other work on the directory is not kept out: the store lets one writer in at a time.
func (s *Store) Hold() error {
	f, err := os.OpenFile(filepath.Join(s.dir, "serve.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		if err = lock(f); err == nil {
			s.held = f
			return nil
		}
		_ = f.Close() // nothing was written
	}
	e := &fault.Error{Doing: "opening the data directory to serve it", Kind: fault.Conflict, Place: fault.Place{File: s.dir}}
	if errors.Is(err, errHeld) {
		e.What, e.Hint = "another spoor serve has it open", "end that one first, or name another directory with --data; check, screen and lists pull work beside it"
	} else {
		e.Kind, e.Err, e.Hint = fault.Internal, err, "keep the directory where files can be made and locked: a disk of this machine"
	}
	return e
}
