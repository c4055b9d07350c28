package sqlite

import (
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/ncruces/go-sqlite3"

	"spoor/fault"
)

// roomless are the errors of the system's calls that make a file longer.
var roomless = []sqlite3.ExtendedErrorCode{sqlite3.IOERR_WRITE, sqlite3.IOERR_FSYNC, sqlite3.IOERR_TRUNCATE, sqlite3.IOERR_SHMSIZE}

// full gives an error for want of room the words of ours: the directory, what was being done, and what became of it. Others pass unchanged.
func (s *Store) full(doing, lost string, err error) error {
	var code sqlite3.ExtendedErrorCode
	if !errors.As(err, &code) || code.Code() != sqlite3.FULL && !slices.Contains(roomless, code) {
		return err
	}
	said := &fault.Error{Doing: doing, Kind: fault.Internal, Place: fault.Place{File: s.dir}, What: "the disk is full or the file may not grow",
		Hint: "make room there; " + lost}
	if of := (*sqlite3.Error)(nil); errors.As(err, &of) {
		said.Err = of.Unwrap() // the system's own words, when it gave any
	}
	return said
}

// rollback ends a transaction, which SQLite may have ended by itself for want of room.
func rollback(tx *sql.Tx) error {
	err := tx.Rollback()
	if err != nil && strings.Contains(err.Error(), "no transaction is active") {
		return nil
	}
	return err
}
