package app

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"

	"spoor/fault"
	"spoor/read/mapping"
)

// ReadMap reads and checks a mapping file.
func ReadMap(file string) (*Map, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, Unopened("opening the mapping", file, err)
	}
	return ParseMap(file, text)
}

// Unopened tells a person that a file they named cannot be opened.
func Unopened(doing, file string, err error) error {
	e := &fault.Error{Doing: doing, Kind: fault.Input, Place: fault.Place{File: file}}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Kind, e.What, e.Hint = fault.Missing, "there is no such file or folder", "see whether the name is right"
	case errors.As(err, &path): // without the name, which is said already
		e.What = path.Err.Error()
	default:
		e.Err = err
	}
	return e
}

// ParseMap checks a mapping.
func ParseMap(file string, text []byte) (*Map, error) {
	m, err := mapping.Parse(file, text)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	return &Map{m, hex.EncodeToString(sum[:])}, nil
}
