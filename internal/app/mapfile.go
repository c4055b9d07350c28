package app

import (
	"crypto/sha256"
	"encoding/hex"
	"os"

	"spoor/fault"
	"spoor/read/mapping"
)

// ReadMap reads and checks a mapping file.
func ReadMap(file string) (*Map, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, &fault.Error{Doing: "opening the mapping", Kind: fault.Missing, Place: fault.Place{File: file}, Err: err}
	}
	return ParseMap(file, text)
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
