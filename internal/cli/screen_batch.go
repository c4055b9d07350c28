package cli

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
	"spoor/screen"
)

// chunk is how many rows are looked up side by side. After each, what was answered is on disk.
const chunk = 2048

// batch looks every row of a table up, on all cores, and writes the answers in the order of the rows. An --out file that breaks
// off holds whole answers only, up to where FILE.resume says.
func (opt *screenOptions) batch(ctx context.Context, env Env, t *tableFile, index *screen.Index, a answers, search screen.Options) (err error) {
	out, done := env.Stdout, &answered{}
	var file *os.File
	if opt.out != "" {
		if done, err = opt.standing(t, a.states); err != nil {
			return err
		}
		if file, err = done.open(opt.out); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = file
	}
	buffered := bufio.NewWriterSize(out, 1<<20)
	a.begin(buffered, done.Rows > 0)
	a.page.asked, a.page.hits = done.Rows, done.Hits
	for range done.Rows {
		if _, _, err := t.next(); err != nil {
			return err
		}
	}
	bar := progress(env)
	for more := true; more; {
		var rows []asked
		var broken error
		if rows, more, broken = t.chunk(done.Rows); len(rows) > 0 {
			for i, hits := range searchAll(ctx, index, rows, search) {
				done.Hits += len(hits)
				if err := a.write(rows[i].told(), hits, index.Len()); err != nil {
					return err
				}
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			done.Rows += len(rows)
			a.page.asked = done.Rows
			a.csv.Flush()
			if err := errors.Join(a.csv.Error(), buffered.Flush()); err != nil {
				return err
			}
			if file != nil {
				if err := done.keep(opt.out, file); err != nil {
					return err
				}
			}
			if bar != nil {
				bar("looking up", done.Rows, 0)
			}
		}
		if broken != nil {
			clearProgress(env, bar)
			return broken
		}
	}
	clearProgress(env, bar)
	ended := a.end()
	if err := buffered.Flush(); err != nil {
		return errors.Join(ended, err)
	}
	if file != nil {
		ended = errors.Join(ended, file.Sync(), done.forget(opt.out))
	}
	return ended
}

// chunk reads the next rows after so many.
func (t *tableFile) chunk(after int) (rows []asked, more bool, err error) {
	for len(rows) < chunk {
		row, line, err := t.next()
		if errors.Is(err, io.EOF) {
			return rows, false, nil
		}
		var q asked
		if err == nil {
			q, err = t.queryOf(row, after+len(rows)+1, line)
		}
		if err != nil {
			return rows, false, err
		}
		rows = append(rows, q)
	}
	return rows, true, nil
}

// searchAll looks rows up on all cores.
func searchAll(ctx context.Context, index *screen.Index, rows []asked, search screen.Options) [][]screen.Hit {
	hits := make([][]screen.Hit, len(rows))
	var work sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		work.Go(func() {
			for i := w; i < len(rows) && ctx.Err() == nil; i += workers {
				hits[i] = index.Search(rows[i].query(), search)
			}
		})
	}
	work.Wait()
	return hits
}

// answered is how far an --out file has come, as FILE.resume keeps it.
type answered struct {
	Asked string `json:"asked"` // digest of the table, the lists and the options: another question is not gone on with
	Rows  int    `json:"rows"`
	Hits  int    `json:"hits"`
	Bytes int64  `json:"bytes"` // of the file; what stands after them was not whole
}

// standing tells how far an --out file has come: not at all without --resume.
func (opt *screenOptions) standing(t *tableFile, states []lists.State) (*answered, error) {
	digest := sha256.New()
	file, err := os.Open(t.name)
	if err != nil {
		return nil, app.Unopened("opening the table", t.name, err)
	}
	defer file.Close()
	if _, err := io.Copy(digest, file); err != nil {
		return nil, app.Unopened("reading the table", t.name, err)
	}
	for _, s := range states {
		fmt.Fprintf(digest, "%s %d %s %v\n", s.Name, s.Entries, s.Published, s.Partial)
	}
	fmt.Fprintf(digest, "%s %v", opt.format, opt.threshold)
	now := &answered{Asked: hex.EncodeToString(digest.Sum(nil))}
	if !opt.resume {
		if _, err := os.Stat(opt.out + ".resume"); err == nil {
			return nil, &fault.Error{Doing: "screening", Kind: fault.Conflict, Place: fault.Place{File: opt.out}, What: "it broke off before, and holds answers",
				Hint: "--resume goes on with it; remove " + opt.out + ".resume to begin anew"}
		}
		return now, nil
	}
	text, err := os.ReadFile(opt.out + ".resume")
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(opt.out); err == nil {
			return nil, &fault.Error{Doing: "screening", Kind: fault.Conflict, Place: fault.Place{File: opt.out}, What: "it did not break off: there is nothing to go on with", Hint: "leave --resume out to write it anew"}
		}
		return now, nil // nothing was begun
	}
	if err != nil {
		return nil, app.Unopened("resuming", opt.out+".resume", err)
	}
	before := &answered{}
	if err := json.Unmarshal(text, before); err != nil {
		return nil, &fault.Error{Doing: "resuming", Kind: fault.Input, Place: fault.Place{File: opt.out + ".resume"}, Err: err, Hint: "remove it to begin anew"}
	}
	if before.Asked != now.Asked {
		return nil, &fault.Error{Doing: "resuming", Kind: fault.Conflict, Place: fault.Place{File: opt.out}, What: "the table, the lists or the options are not those of before",
			Hint: "remove " + opt.out + ".resume to begin anew"}
	}
	return before, nil
}

// open opens the file where it stands, and cuts off what was not whole.
func (d *answered) open(name string) (*os.File, error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600) // it names persons
	if err != nil {
		return nil, app.Unopened("opening the answers", name, err)
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err == nil && size < d.Bytes {
		err = &fault.Error{Doing: "resuming", Kind: fault.Conflict, Place: fault.Place{File: name}, What: "it is shorter than what was answered", Hint: "remove " + name + ".resume to begin anew"}
	}
	if err == nil {
		err = file.Truncate(d.Bytes)
	}
	if err == nil {
		_, err = file.Seek(d.Bytes, io.SeekStart)
	}
	if err == nil {
		err = d.keep(name, file) // what breaks off before the first answer can be gone on with too
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// keep says on disk that all rows so far are answered, after the answers themselves are there.
func (d *answered) keep(name string, file *os.File) error {
	at, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	d.Bytes = at
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	next := name + ".resume.new"
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return app.Unopened("keeping what was answered", next, err)
	}
	return os.Rename(next, name+".resume")
}

// forget says on disk that all is done.
func (d *answered) forget(name string) error {
	if err := os.Remove(name + ".resume"); err != nil {
		return app.Unopened("ending the answers", name+".resume", err)
	}
	return nil
}
