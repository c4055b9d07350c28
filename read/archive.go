package read

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"spoor/fault"
)

// gzip gives what one .gz holds: a file, or the members of a tar.
func (f Files) gzip(ctx context.Context, name string, file *os.File, budget *budget, beside besideFunc, fn func(*Input) error) error {
	unpack := func() (io.Reader, error) {
		if _, err := rewound(file); err != nil {
			return nil, err
		}
		packed := &counter{in: bufio.NewReaderSize(file, 4096), n: new(int64)}
		budget.packed = packed.n
		return gzip.NewReader(packed)
	}
	first, err := unpack()
	if err != nil {
		return archiveFault(name, err)
	}
	head := make([]byte, 512)
	n, _ := io.ReadFull(first, head)
	if isTar(head[:n]) {
		return f.tar(ctx, name, unpack, budget, fn)
	}
	body, err := unpack()
	if err != nil {
		return archiveFault(name, err)
	}
	_, err = f.member(ctx, name, body, budget, beside, fn)
	return err
}

// member spools what an archive holds and gives it to fn. It says whether the archive broke off in it, which fn was told by
// the Body.
func (f Files) member(ctx context.Context, name string, body io.Reader, budget *budget, beside besideFunc, fn func(*Input) error) (bool, error) {
	spool, err := f.spool(ctx, body, budget)
	if err != nil {
		var e *fault.Error
		if errors.As(err, &e) && e.Place.File == "" {
			e.Place.File = name
		}
		return false, err
	}
	defer spool.remove()
	head, err := headOf(spool.file)
	if err != nil {
		return false, err
	}
	var whole io.Reader = spool.file
	if spool.broken != nil {
		whole = io.MultiReader(spool.file, failing{archiveFault(name, spool.broken)})
	}
	return spool.broken != nil, fn(f.input(name, spool.hash, whole, head, beside))
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func archiveFault(name string, err error) error {
	var e *fault.Error
	if errors.As(err, &e) {
		return err
	}
	what := "the archive is damaged"
	if errors.Is(err, io.ErrUnexpectedEOF) {
		what = "the archive breaks off before its end"
	}
	return &fault.Error{Doing: "unpacking", Kind: fault.Input, What: what, Err: err, Place: fault.Place{File: name},
		Hint: "fetch it again; what stood before the break was read"}
}

// passedOver says why a member of an archive is not read, empty when it is.
func passedOver(name string) string {
	base := path.Base(name)
	lower := strings.ToLower(base)
	switch {
	case strings.HasPrefix(base, ".") || strings.HasPrefix(name, "__MACOSX/"):
		return "its name begins with a dot"
	case strings.HasSuffix(lower, ".zip") || strings.HasSuffix(lower, ".gz") || strings.HasSuffix(lower, ".tgz") || strings.HasSuffix(lower, ".tar"):
		return "it is an archive inside an archive"
	}
	return ""
}

func (f Files) zip(ctx context.Context, name string, file *os.File, budget *budget, fn func(*Input) error) error {
	packed := &counterAt{in: file, n: new(int64)}
	budget.packed = packed.n
	archive, err := zip.NewReader(packed, budget.archive)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // nothing is written by a member's name
		return archiveFault(name, err)
	}
	beside := func(dir string) besideFunc {
		return func(other string) (io.ReadCloser, error) {
			for _, m := range archive.File {
				if path.Dir(m.Name) == dir && strings.EqualFold(path.Base(m.Name), other) {
					return m.Open()
				}
			}
			return nil, fs.ErrNotExist
		}
	}
	for _, m := range archive.File {
		full := name + "!" + m.Name
		if err := budget.member(name); err != nil {
			return err
		}
		if m.FileInfo().IsDir() {
			continue
		}
		if why := passedOver(m.Name); why != "" {
			f.skip(full, why)
			continue
		}
		if m.Flags&1 != 0 {
			return &fault.Error{Doing: "unpacking", Kind: fault.Input, What: "the archive is encrypted", Place: fault.Place{File: full},
				Hint: "unpack it with its password, and give the folder"}
		}
		body, err := m.Open()
		if err != nil {
			return archiveFault(full, err)
		}
		_, err = f.member(ctx, full, body, budget, beside(path.Dir(m.Name)), fn)
		body.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (f Files) tar(ctx context.Context, name string, unpack func() (io.Reader, error), budget *budget, fn func(*Input) error) error {
	body, err := unpack()
	if err != nil {
		return archiveFault(name, err)
	}
	archive := tar.NewReader(limited{body, budget, name})
	for {
		m, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return archiveFault(name, err)
		}
		full := name + "!" + m.Name
		if err := budget.member(name); err != nil {
			return err
		}
		switch why := passedOver(m.Name); {
		case m.Typeflag == tar.TypeDir:
			continue
		case m.Typeflag != tar.TypeReg:
			f.skip(full, "it is no ordinary file")
			continue
		case why != "":
			f.skip(full, why)
			continue
		}
		own := *budget // of the member alone: a sparse member gives more than the archive's stream
		own.unpacked = 0
		broken, err := f.member(ctx, full, archive, &own, f.besideTar(ctx, m.Name, full), fn)
		if err != nil || broken {
			return err
		}
	}
}

// besideTar finds a member of the same folder by going through the archive again.
func (f Files) besideTar(ctx context.Context, member, full string) besideFunc {
	archive := strings.TrimSuffix(full, "!"+member)
	return func(other string) (io.ReadCloser, error) {
		if archive == "-" {
			return nil, fs.ErrNotExist
		}
		var found *spool
		stop := errors.New("found")
		again := Files{Temp: f.Temp}
		err := again.Walk(ctx, archive, func(in *Input) error {
			_, name, _ := strings.Cut(in.Source.File, "!")
			if path.Dir(name) != path.Dir(member) || !strings.EqualFold(path.Base(name), other) {
				return nil
			}
			var err error
			if found, err = f.spool(ctx, in.Body, nil); err != nil {
				return err
			}
			return stop
		})
		switch {
		case errors.Is(err, stop):
			return found, nil
		case err != nil:
			return nil, fmt.Errorf("looking for %s: %w", other, err)
		}
		return nil, fs.ErrNotExist
	}
}
