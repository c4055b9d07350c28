package detect

import (
	"crypto/sha256"
	"encoding/hex"
)

// Hash is what a version of a typology is known by: the SHA-256 of its file, hex. Not a byte of it may change unnoticed.
func (f *File) Hash() string {
	sum := sha256.Sum256([]byte(f.Text))
	return hex.EncodeToString(sum[:])
}

// As is the typology in another status. What it finds is the same; what that opens is not.
func (t *Typology) As(status string) *Typology {
	file := *t.File
	file.Status.Text = status
	as := *t
	as.File = &file
	return &as
}
