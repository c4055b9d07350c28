package model

import (
	"encoding/binary"
	"io"
	"sync/atomic"
)

// Scratch is a file that records can be put into for a while. Who made it sees to it that it goes.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// spill is the chunks that memory has no room for.
type spill struct {
	make   func() (Scratch, error) // nil: there is room for all
	most   int                     // bytes that may stay in memory
	held   int
	file   Scratch
	size   int64
	begins map[int]int64 // of each chunk in the file
	failed atomic.Pointer[error]
}

// Bound has no more than so many bytes of chunks held in memory: what comes after them goes into a file, which is made when it is
// needed. Places and words, some twenty bytes a record, are held all the same.
func (p *Packed) Bound(most int, file func() (Scratch, error)) {
	p.spill.most, p.spill.make, p.spill.begins = most, file, map[int]int64{}
}

// Err is what the file did not do; nil while it did. What is read after that is not whole.
func (p *Packed) Err() error {
	if failed := p.spill.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// takes puts a chunk into the file, unless there is room in memory.
func (s *spill) takes(number int, chunk []byte) bool {
	if s.make == nil || s.held+len(chunk) <= s.most {
		s.held += len(chunk)
		return false
	}
	var err error
	if s.file == nil {
		s.file, err = s.make()
	}
	if err == nil {
		_, err = s.file.WriteAt(chunk, s.size)
	}
	if err != nil {
		s.failed.CompareAndSwap(nil, &err)
		return false // nothing is lost, but the bound does not hold: who asks is told
	}
	s.begins[number] = s.size
	s.size += int64(len(chunk))
	return true
}

// A record in a chunk begins with how long it is. Most are read at once.
const (
	lengthSize = 4
	readAtOnce = 512
)

// read gives a record's bytes from the file.
func (s *spill) read(at place) (string, bool) {
	begin := s.begins[int(at.chunk)] + int64(at.offset)
	var room [readAtOnce]byte
	b := room[:min(readAtOnce, s.size-begin)]
	_, err := s.file.ReadAt(b, begin)
	if err == nil {
		if n := int(binary.LittleEndian.Uint32(b)); lengthSize+n <= len(b) {
			b = b[lengthSize : lengthSize+n]
		} else {
			b = make([]byte, n)
			_, err = s.file.ReadAt(b, begin+lengthSize)
		}
	}
	if err != nil {
		s.failed.CompareAndSwap(nil, &err)
		return "", false
	}
	return string(b), true
}
