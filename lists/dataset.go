package lists

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"spoor/fault"
)

// mostCatalog is the most that a catalogue or an index of deltas may take, in bytes.
const mostCatalog = 64 << 20

// catalog gives what a file holds when it is a catalogue; nil when it is none.
func catalog(file string) (*Catalog, error) {
	begins, err := head(file, 64<<10)
	if err != nil || !isCatalog(begins) {
		return nil, nil // what loads the file says it better
	}
	text, err := head(file, mostCatalog)
	if err != nil {
		return nil, err
	}
	c, err := ParseCatalog(text)
	return &c, err
}

// head is the beginning of a file.
func head(file string, most int64) ([]byte, error) {
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close() // read only
	return io.ReadAll(io.LimitReader(in, most))
}

// dataset loads a dataset of a catalogue that stands at a file, or at the source's address: by its deltas where they lead from the
// version that stands to the one wanted, else whole.
func (p *Puller) dataset(ctx context.Context, s Source, c *Catalog, accept bool, try *Try) error {
	d, err := c.Find(s.Dataset)
	if err != nil {
		return err
	}
	if d.Version != "" && d.Version == try.Version && try.Before > 0 {
		try.Outcome, try.Entries = Unchanged, try.Before
		return nil
	}
	dir, err := os.MkdirTemp(p.Temp, "pull-")
	if err != nil {
		return fmt.Errorf("fetching: %w", err)
	}
	defer os.RemoveAll(dir)
	whole := filepath.Join(dir, "entities.ftm.json")
	err = p.byDelta(ctx, s, d, whole, try)
	if errors.Is(err, errNoDelta) || errors.Is(err, errUnfit) {
		err = p.gather(ctx, s, c.Files(d), whole)
	}
	if err == nil {
		err = p.load(ctx, s, whole, accept, try)
	}
	if err == nil {
		try.Version, try.Published = d.Version, d.published()
	}
	return err
}

// errNoDelta says that no deltas lead from the version that stands to the one wanted.
var errNoDelta = errors.New("no delta leads there")

// byDelta writes the list that the deltas make of the one that stands.
func (p *Puller) byDelta(ctx context.Context, s Source, d Dataset, whole string, try *Try) error {
	if d.Delta == "" || try.Version == "" || try.Before == 0 || len(try.Stands) != 1 {
		return errNoDelta
	}
	index := whole + ".index"
	if err := p.gather(ctx, s, []string{d.Delta}, index); err != nil {
		return err
	}
	raw, err := head(index, mostCatalog)
	if err != nil {
		return err
	}
	versions, err := ParseIndex(raw)
	if err != nil {
		return err
	}
	deltas, ok := After(versions, try.Version, d.Version)
	if !ok {
		return errNoDelta
	}
	delta := Delta{}
	for _, address := range deltas {
		file := whole + ".delta"
		if err := p.gather(ctx, s, []string{address}, file); err != nil {
			return err
		}
		in, err := os.Open(file)
		if err != nil {
			return err
		}
		if err := errors.Join(delta.Add(in), in.Close(), os.Remove(file)); err != nil {
			return err
		}
	}
	out, err := os.Create(whole)
	if err != nil {
		return err
	}
	return errors.Join(delta.Apply(p.Standing(ctx, try.Stands[0]), out), out.Close())
}

// gather writes what stands at addresses, relative to the source's, to one file.
func (p *Puller) gather(ctx context.Context, s Source, addresses []string, file string) error {
	if len(addresses) == 0 {
		return &fault.Error{Doing: "reading the catalogue", Kind: fault.Input, What: "the dataset says nowhere where its entities are", Hint: "it needs entities_url, or children that have one"}
	}
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("fetching: %w", err)
	}
	left := p.most()
	for _, address := range addresses {
		where, wrong := resolve(s, address)
		if err = wrong; err == nil {
			err = p.append(ctx, where, out, &left)
		}
		if err != nil {
			break
		}
	}
	return errors.Join(err, out.Close())
}

// append adds what stands at one place to a file, with a line end behind it.
func (p *Puller) append(ctx context.Context, where string, out io.Writer, left *int64) error {
	var body io.ReadCloser
	if (Source{Where: where}).Remote() {
		answer, err := p.Get.Get(ctx, where, Known{})
		if err != nil {
			return err
		}
		body = answer.Body
	} else {
		file, err := os.Open(where)
		if err != nil {
			return &fault.Error{Doing: "opening", Kind: fault.Missing, Place: fault.Place{File: where}, Err: err}
		}
		body = file
	}
	n, err := copyAtMost(out, body, *left)
	*left -= n
	_, errEnd := io.WriteString(out, "\n")
	return errors.Join(err, errEnd, body.Close())
}

// resolve makes an address in a catalogue whole. A catalogue of the network does not lead to files of this machine.
func resolve(s Source, address string) (string, error) {
	if !s.Remote() {
		if strings.Contains(address, "://") || filepath.IsAbs(address) {
			return strings.TrimPrefix(address, "file://"), nil
		}
		return filepath.Join(filepath.Dir(s.Path()), filepath.FromSlash(address)), nil
	}
	base, err := url.Parse(s.Where)
	if err != nil {
		return "", err
	}
	whole, err := base.Parse(address)
	if err == nil && whole.Scheme != "http" && whole.Scheme != "https" {
		err = &fault.Error{Doing: "reading the catalogue", Kind: fault.Input, What: fmt.Sprintf("it leads to %s, which is not on the network", fault.Cut(address, 200))}
	}
	if err != nil {
		return "", err
	}
	return whole.String(), nil
}
