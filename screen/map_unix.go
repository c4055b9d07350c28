//go:build unix

package screen

import (
	"errors"
	"os"
	"syscall"
)

// mapFile maps a whole file into memory, to be read only.
func mapFile(path string) (b []byte, unmap func() error, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || info.Size() == 0 {
		return nil, nil, errors.Join(err, errors.New("it is empty"))
	}
	b, err = syscall.Mmap(int(file.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	return b, func() error { return syscall.Munmap(b) }, err
}
