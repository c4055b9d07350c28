package read

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// Files opens what a person names on the command line or sends: files, folders and archives.
type Files struct {
	Role  Role
	Stdin io.Reader // what the path "-" reads
	Temp  string    // folder for unpacked members while they are read; empty for the system's
	// Skipped, when set, is told of each file that is not opened, and why.
	Skipped func(file, why string)
}

// headSize is how much of a file Input.Head shows.
const headSize = 64 << 10

// Walk opens what path names and gives each file to fn, one at a time: a file; the files of a folder and of those below it,
// in the order of their names; the members of a .zip, .tar, .tgz or .tar.gz, and the content of a .gz. Archives are known by
// their bytes. Files whose names begin with a dot are passed over. A file is open during fn only. An error of fn ends the
// walk. An archive that breaks off gives the members before the break and the member under way with a Body that ends in
// the error; where no member was under way, the walk ends in it.
func (f Files) Walk(ctx context.Context, name string, fn func(*Input) error) error {
	if name == "-" {
		return f.standardInput(ctx, fn)
	}
	info, err := os.Stat(name)
	if err != nil {
		return missing(name, err)
	}
	if !info.IsDir() {
		return f.file(ctx, name, fn)
	}
	return f.folder(ctx, name, fn)
}

func missing(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &fault.Error{Doing: "opening", Kind: fault.Missing, What: "there is no such file or folder", Place: fault.Place{File: name}, Hint: "see how it is spelt, and where the command is run"}
	}
	if errors.Is(err, fs.ErrPermission) {
		return &fault.Error{Doing: "opening", Kind: fault.Input, What: "this account may not read it", Place: fault.Place{File: name},
			Hint: "give the account the right to read it and the folders above it, or run as one that has it"}
	}
	return &fault.Error{Doing: "opening", Kind: fault.Input, Place: fault.Place{File: name}, Err: err, Hint: "see whether it is a file or folder that can be read here"}
}

func (f Files) skip(file, why string) {
	if f.Skipped != nil {
		f.Skipped(file, why)
	}
}

func (f Files) folder(ctx context.Context, dir string, fn func(*Input) error) error {
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return missing(dir, err)
	}
	for _, entry := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.entry(ctx, dir, entry.Name(), fn); err != nil {
			return err
		}
	}
	return nil
}

func (f Files) entry(ctx context.Context, dir, base string, fn func(*Input) error) error {
	name := filepath.Join(dir, base)
	info, err := os.Stat(name) // follows a link
	link, errLink := os.Lstat(name)
	switch {
	case strings.HasPrefix(base, "."):
		f.skip(name, "its name begins with a dot")
	case err != nil || errLink != nil:
		f.skip(name, "it cannot be opened")
	case link.IsDir():
		return f.folder(ctx, name, fn)
	case !info.Mode().IsRegular():
		f.skip(name, "it is no ordinary file")
	default:
		return f.file(ctx, name, fn)
	}
	return nil
}

func (f Files) file(ctx context.Context, name string, fn func(*Input) error) error {
	file, err := os.Open(name)
	if err != nil {
		return missing(name, err)
	}
	defer file.Close()
	beside := func(other string) (io.ReadCloser, error) { return besideFile(filepath.Dir(name), other) }
	return f.open(ctx, name, file, beside, fn)
}

func besideFile(dir, other string) (io.ReadCloser, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if strings.EqualFold(entry.Name(), other) {
			return os.Open(filepath.Join(dir, entry.Name()))
		}
	}
	return nil, fs.ErrNotExist
}

func nothingBeside(string) (io.ReadCloser, error) { return nil, fs.ErrNotExist }

// standardInput is spooled first, because its hash must be known before it is read.
func (f Files) standardInput(ctx context.Context, fn func(*Input) error) error {
	in := f.Stdin
	if in == nil {
		in = strings.NewReader("")
	}
	spool, err := f.spool(ctx, in, nil)
	if err != nil {
		return err
	}
	defer spool.remove()
	if spool.broken != nil {
		return &fault.Error{Doing: "reading standard input", Kind: fault.Input, Err: spool.broken}
	}
	return f.open(ctx, "-", spool.file, nothingBeside, fn)
}

// open gives a plain file to fn, or the members of an archive.
func (f Files) open(ctx context.Context, name string, file *os.File, beside besideFunc, fn func(*Input) error) error {
	info, err := file.Stat()
	if err != nil {
		return missing(name, err)
	}
	head, err := headOf(file)
	if err != nil {
		return missing(name, err)
	}
	budget := &budget{archive: info.Size()}
	switch {
	case isZip(head):
		return f.zip(ctx, name, file, budget, fn)
	case isTar(head):
		return f.tar(ctx, name, func() (io.Reader, error) { return rewound(file) }, budget, fn)
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}):
		return f.gzip(ctx, name, file, budget, beside, fn)
	}
	hash, err := hashOf(ctx, file)
	if err != nil {
		return missing(name, err)
	}
	return fn(f.input(name, hash, file, head, beside))
}

type besideFunc = func(string) (io.ReadCloser, error)

func (f Files) input(name, hash string, body io.Reader, head []byte, beside besideFunc) *Input {
	return &Input{
		Source: &model.Source{Name: SourceName(name), File: name, Hash: hash},
		Role:   f.Role, Body: body, Head: head, Beside: beside,
	}
}

// SourceName is the name that a file's rows are known under by default: its base name without a compression's ending and
// one more.
func SourceName(file string) string {
	if i := strings.LastIndexByte(file, '!'); i >= 0 {
		file = file[i+1:]
	}
	if file == "-" {
		return "input"
	}
	base := path.Base(filepath.ToSlash(file))
	if ext := path.Ext(base); strings.EqualFold(ext, ".gz") {
		base = strings.TrimSuffix(base, ext)
	}
	return strings.TrimSuffix(base, path.Ext(base))
}

// isZip: an archive by its mark, but not the office documents that are written as one.
func isZip(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) || len(head) < 30 {
		return false
	}
	length := int(head[26]) | int(head[27])<<8
	first := string(head[30:min(30+length, len(head))])
	folder, _, _ := strings.Cut(first, "/") // some writers put a folder of the document first
	return first != "[Content_Types].xml" && first != "mimetype" && folder != "_rels" && folder != "docProps" && folder != "xl"
}

func isTar(head []byte) bool { return len(head) > 262 && string(head[257:262]) == "ustar" }

func rewound(file *os.File) (io.Reader, error) {
	_, err := file.Seek(0, io.SeekStart)
	return file, err
}

func headOf(file *os.File) ([]byte, error) {
	head := make([]byte, headSize)
	n, err := file.ReadAt(head, 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return head[:n], err
}
