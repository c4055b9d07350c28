package read

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"spoor/fault"
)

// Limits on what an archive may unpack to, against archives made to fill a disk.
const (
	MaxUnpacked = 64 << 30 // bytes in all
	MaxRatio    = 200      // unpacked to packed bytes, once more than RatioFrom are unpacked
	RatioFrom   = 64 << 20
	MaxMembers  = 10_000
)

// budget counts what an archive has given.
type budget struct {
	archive  int64  // its size in bytes
	packed   *int64 // how much of it has been read
	unpacked int64
	members  int
}

func (b *budget) member(name string) error {
	b.members++
	if b.members > MaxMembers {
		return bomb(name, fmt.Sprintf("it holds more than %d members", MaxMembers))
	}
	return nil
}

func (b *budget) spend(n int, name string) error {
	if b == nil {
		return nil
	}
	b.unpacked += int64(n)
	packed := b.archive
	if b.packed != nil {
		packed = min(packed, *b.packed)
	}
	switch {
	case b.unpacked > MaxUnpacked:
		return bomb(name, fmt.Sprintf("it unpacks to more than %d GiB", MaxUnpacked>>30))
	case b.unpacked > RatioFrom && b.unpacked > MaxRatio*max(packed, 1):
		return bomb(name, fmt.Sprintf("it unpacks to more than %d times its size", MaxRatio))
	}
	return nil
}

func bomb(name, what string) error {
	return &fault.Error{Doing: "unpacking", Kind: fault.Limit, What: "the archive is refused: " + what, Place: fault.Place{File: name},
		Hint: "if it is sound, unpack it and give the folder"}
}

// counter counts the bytes that are read through it.
type counter struct {
	in io.Reader
	n  *int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	*c.n += int64(n)
	return n, err
}

// ReadByte lets the decompressor take single bytes, so that the count is exact.
func (c *counter) ReadByte() (byte, error) {
	b, err := c.in.(io.ByteReader).ReadByte()
	if err == nil {
		*c.n++
	}
	return b, err
}

type counterAt struct {
	in io.ReaderAt
	n  *int64
}

func (c *counterAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.in.ReadAt(p, at)
	*c.n += int64(n)
	return n, err
}

// limited spends a budget on everything read through it.
type limited struct {
	in     io.Reader
	budget *budget
	name   string
}

func (l limited) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	if over := l.budget.spend(n, l.name); over != nil {
		return 0, over
	}
	return n, err
}

// spool is a temporary copy, whose hash is known.
type spool struct {
	file   *os.File
	hash   string
	broken error // what ended the copying, when it was not the end of the source
}

func (s *spool) Read(p []byte) (int, error) {
	n, err := s.file.Read(p)
	if errors.Is(err, io.EOF) && s.broken != nil {
		err = s.broken
	}
	return n, err
}

// Close removes the copy.
func (s *spool) Close() error {
	s.remove()
	return nil
}

func (s *spool) remove() {
	s.file.Close()
	os.Remove(s.file.Name())
}

// spool copies in within a budget. The error is the machine's, or a budget's; a source that breaks off is in broken.
func (f Files) spool(ctx context.Context, in io.Reader, budget *budget) (*spool, error) {
	file, err := os.CreateTemp(f.Temp, "spoor-*")
	if err != nil {
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	s := &spool{file: file}
	h := sha256.New()
	source := &broken{ctx: ctx, in: in}
	if budget != nil {
		source.in = limited{in, budget, ""}
	}
	_, err = io.Copy(io.MultiWriter(file, h), source)
	var over *fault.Error
	switch {
	case errors.As(err, &over) && over.Kind == fault.Limit, ctx.Err() != nil:
		s.remove()
		return nil, errors.Join(ctx.Err(), err)
	case err != nil && source.err == nil: // the disk's
		s.remove()
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	s.broken = source.err
	s.hash = hex.EncodeToString(h.Sum(nil))
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		s.remove()
		return nil, err
	}
	return s, nil
}

// broken remembers that it was the source that failed.
type broken struct {
	ctx context.Context
	in  io.Reader
	err error
}

func (b *broken) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

func hashOf(ctx context.Context, file *os.File) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, &broken{ctx: ctx, in: file}); err != nil {
		return "", err
	}
	_, err := file.Seek(0, io.SeekStart)
	return hex.EncodeToString(h.Sum(nil)), err
}
