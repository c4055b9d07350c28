package lists

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
)

// MaxSize is the most that is fetched of one list, in bytes: the largest published lists are some 300 MB.
const MaxSize = 4 << 30

// Known is what a conditional fetch says of the edition that stands.
type Known struct{ ETag, Modified string }

// Answer is what a source gave. Same says that the edition that stands is still the one; there is no Body then.
type Answer struct {
	Same bool
	Body io.ReadCloser
	Known
}

// Getter fetches over the network.
type Getter interface {
	Get(ctx context.Context, address string, known Known) (*Answer, error)
}

// Puller fetches lists and has them loaded.
type Puller struct {
	Get Getter
	// Load loads what stands at a path through the guard, under the source's name.
	Load func(ctx context.Context, s Source, path string, accept bool) ([]read.Report, error)
	// Before gives how many entries a list has that stands, 0 for none.
	Before func(list string) int
	// Standing gives the entities of a list that stands.
	Standing func(ctx context.Context, list string) iter.Seq2[*model.Entity, error]
	// Companions names the files that are read with a file, from the same folder; nil when there are none.
	Companions func(file string) []string
	Temp       string // folder for what is fetched; empty for the system's
	MaxSize    int64  // bytes; 0 for MaxSize
	Now        func() time.Time
}

// Pull fetches one list and loads it. last is the last good try, nil without one; accept says that a person has looked at a
// list that shrinks. What went wrong is told by the Try: whatever it is, the list that stands stays.
func (p *Puller) Pull(ctx context.Context, s Source, last *Try, accept bool) Try {
	try := Try{List: s.Name, Where: s.Where, At: p.Now().UTC(), Before: p.Before(s.Name)}
	if last != nil {
		try.Stands = last.Stands
		if last.Where == s.Where { // what another address said means nothing here
			try.ETag, try.Modified, try.Version, try.Published = last.ETag, last.Modified, last.Version, last.Published
		}
		for _, name := range last.Stands {
			if name != s.Name {
				try.Before += p.Before(name)
			}
		}
	}
	err := p.pull(ctx, s, accept, &try)
	var shrunk *ShrunkError
	switch {
	case errors.As(err, &shrunk):
		try.Outcome, try.Why, try.Entries = Shrunk, err.Error(), shrunk.Now
	case err != nil:
		try.Outcome, try.Why = Failed, err.Error()
	}
	return try
}

func (p *Puller) pull(ctx context.Context, s Source, accept bool, try *Try) error {
	if !s.Remote() {
		return p.take(ctx, s, s.Path(), accept, try)
	}
	answer, err := p.Get.Get(ctx, s.Where, Known{try.ETag, try.Modified})
	if err != nil {
		return err
	}
	if answer.Same {
		try.Outcome, try.Entries = Unchanged, try.Before
		return nil
	}
	defer answer.Body.Close() // read to its end by then
	dir, err := os.MkdirTemp(p.Temp, "pull-")
	if err != nil {
		return fmt.Errorf("fetching: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, fileName(s.Where))
	if err := p.spool(file, answer.Body); err != nil {
		return err
	}
	beside := p.Companions(file)
	missing := p.beside(ctx, s.Where, dir, beside)
	if err := p.take(ctx, s, file, accept, try); err != nil {
		return err
	}
	if try.ETag, try.Modified = answer.ETag, answer.Modified; len(beside) > 0 {
		try.ETag, try.Modified = "", "" // which say nothing of the files beside it
	}
	if len(missing) > 0 {
		try.Why = "without " + strings.Join(missing, ", ") + ", which could not be fetched: what stands there is missing"
	}
	return nil
}

// beside fetches the files that are read with one, and names those that cannot be.
func (p *Puller) beside(ctx context.Context, address, dir string, names []string) (missing []string) {
	for _, name := range names {
		where, err := resolve(Source{Where: address}, name)
		var answer *Answer
		if err == nil {
			answer, err = p.Get.Get(ctx, where, Known{})
		}
		if err == nil {
			err = errors.Join(p.spool(filepath.Join(dir, name), answer.Body), answer.Body.Close())
		}
		if err != nil {
			missing = append(missing, name)
		}
	}
	return missing
}

// fileName is the last part of an address's path: some formats are told by it.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "list"
	}
	if base := path.Base(u.Path); base != "/" && base != "." && !strings.HasPrefix(base, ".") && !strings.ContainsAny(base, `\:`) {
		return base
	}
	return "list"
}

// spool writes what comes to a file, within the limit.
func (p *Puller) spool(file string, body io.Reader) error {
	out, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("fetching: %w", err)
	}
	n, err := copyAtMost(out, body, p.most())
	if err == nil && n == 0 {
		err = &fault.Error{Doing: "fetching the list", Kind: fault.Input, What: "the source gave nothing", Hint: "try again later"}
	}
	return errors.Join(err, out.Close())
}

func (p *Puller) most() int64 {
	if p.MaxSize == 0 {
		return MaxSize
	}
	return p.MaxSize
}

// copyAtMost copies what comes, within a limit.
func copyAtMost(out io.Writer, body io.Reader, most int64) (int64, error) {
	n, err := io.Copy(out, io.LimitReader(body, most+1))
	switch {
	case err != nil:
		return n, &fault.Error{Doing: "fetching the list", Kind: fault.Input, What: fmt.Sprintf("it broke off after %d bytes", n), Err: err, Hint: "try again later"}
	case n > most:
		return n, &fault.Error{Doing: "fetching the list", Kind: fault.Limit, What: fmt.Sprintf("it is larger than %d MiB", most>>20), Hint: "see whether the address is the right one"}
	}
	return n, nil
}

// take loads a list, or the dataset of a catalogue.
func (p *Puller) take(ctx context.Context, s Source, file string, accept bool, try *Try) error {
	c, err := catalog(file)
	switch {
	case err != nil:
		return err
	case c != nil:
		return p.dataset(ctx, s, c, accept, try)
	}
	return p.load(ctx, s, file, accept, try)
}

// load has a file loaded and tells what came of it.
func (p *Puller) load(ctx context.Context, s Source, file string, accept bool, try *Try) error {
	if err := notAPage(file); err != nil {
		return err
	}
	reports, err := p.Load(ctx, s, file, accept)
	if err != nil {
		return err
	}
	var stands []string
	added := 0
	for _, r := range reports {
		try.Entries += r.Kept
		if r.Kept == 0 {
			try.Entries += r.Duplicates
		}
		added += r.Kept
		stands = append(stands, r.Source.Name)
		switch {
		case r.SetAside:
			return fmt.Errorf("%w; the list that stood stays", r.Break)
		case r.Partial:
			try.Outcome, try.Why, try.Stands = Partial, r.Break.Error(), stands
			return nil
		}
	}
	try.Stands, try.Outcome = stands, Loaded
	if added == 0 {
		try.Outcome = Unchanged
	}
	return nil
}

// notAPage refuses a web page that came instead of a list: an error page, or a sign-in.
func notAPage(file string) error {
	in, err := os.Open(file)
	if err != nil {
		return nil // said better by what loads it
	}
	defer in.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil // a folder, or nothing
	}
	head = bytes.ToLower(bytes.TrimLeft(head[:n], "\xEF\xBB\xBF \t\r\n"))
	if bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) {
		return &fault.Error{Doing: "fetching the list", Kind: fault.Input, What: "a web page (HTML) came instead of a list",
			Hint: "open the address in a browser: it may have moved, or want a sign-in"}
	}
	return nil
}
