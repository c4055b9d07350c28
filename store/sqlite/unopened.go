package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ncruces/go-sqlite3"

	"spoor/fault"
)

// unopened says why a data directory could not be opened or made, and what to do.
func unopened(dir string, err error) error {
	said := &fault.Error{Doing: "opening the data directory", Kind: fault.Input, Place: fault.Place{File: dir}}
	if file := fileAbove(dir); file != "" {
		said.What, said.Hint = file+" is a file, and a data directory is a folder", "name a folder, or one that is not there yet"
		return said
	}
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, sqlite3.READONLY):
		said.What, said.Hint = "this account may not write there", "give it the right to, or name another folder with --data"
	case errors.Is(err, sqlite3.NOTADB), errors.Is(err, sqlite3.CORRUPT):
		said.What, said.Hint = "its spoor.db is no store of Spoor, or is damaged", "put it back from a copy, or name another folder with --data"
	default:
		said.Kind, said.Err, said.Hint = fault.Internal, err, "see whether the folder can be read and written, or name another with --data"
	}
	return said
}

// fileAbove is the first of a path and the folders above it that is there, if it is none.
func fileAbove(path string) string {
	for {
		info, err := os.Stat(path)
		switch up := filepath.Dir(path); {
		case err == nil && !info.IsDir():
			return path
		case err == nil || up == path:
			return ""
		default:
			path = up
		}
	}
}
