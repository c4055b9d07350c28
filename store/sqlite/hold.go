package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"

	"spoor/fault"
)

// Hold marks the data directory as served by this process until Close, or until the process ends, however it ends. Who serves it clears up
// after others: two would take each other's uploads away. Other work on the directory is not kept out: the store lets one writer in at a time.
func (s *Store) Hold() (err error) {
	s.letGo, err = s.lock(context.Background(), "serve.lock", &fault.Error{Doing: "opening it to serve", What: "another spoor serve has it open",
		Hint: "end that one first, or name another directory with --data; check, screen and lists pull work beside it"})
	return err
}

// LockPull keeps other processes from fetching lists into this data directory until release is called, or the process ends.
func (s *Store) LockPull(ctx context.Context) (release func() error, err error) {
	return s.lock(ctx, "pull.lock", &fault.Error{Doing: "fetching lists", What: "another process is fetching lists into this data directory", Hint: "wait until it is done"})
}

// lock takes the lock of a file in the data directory: it is the operating system's, which a kill releases. held is said when another has it.
func (s *Store) lock(ctx context.Context, file string, held *fault.Error) (release func() error, err error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, file)+"?_pragma=busy_timeout(0)&_txlock=exclusive")
	if err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		said := &fault.Error{Doing: held.Doing, Kind: fault.Internal, Place: fault.Place{File: s.dir}, What: file + " could not be locked", Err: err,
			Hint: "keep the directory where files can be made and locked, on a disk of this machine"}
		if errors.Is(err, sqlite3.BUSY) {
			said.Kind, said.What, said.Err, said.Hint = fault.Conflict, held.What, nil, held.Hint
		}
		return nil, errors.Join(said, db.Close())
	}
	return func() error { return errors.Join(tx.Rollback(), db.Close()) }, nil
}
