//go:build !unix

package screen

import "os"

// mapFile reads a whole file.
func mapFile(path string) (b []byte, unmap func() error, err error) {
	b, err = os.ReadFile(path)
	return b, func() error { return nil }, err
}
