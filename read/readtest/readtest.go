// Package readtest is a store in memory for the tests of readers, and the way a test opens a file.
package readtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
)

// Store keeps what one or more loads put there, in order of arrival.
type Store struct {
	Entities []*model.Entity
	ByID     map[string]*model.Entity
	Faults   []*fault.Error
	Stands   bool // an earlier good version of the list
	Counting bool // count only, keep no faults and entities: for benchmarks
}

// Begin starts a load; loads of one store share it.
func (s *Store) Begin(context.Context, *model.Source, read.Role) (read.Load, error) {
	if s.ByID == nil {
		s.ByID = map[string]*model.Entity{}
	}
	return load{s}, nil
}

type load struct{ *Store }

func (l load) Put(e *model.Entity) (bool, error) {
	if l.Counting {
		return true, nil
	}
	if known := l.ByID[e.ID]; known != nil {
		before := len(known.Values)
		known.Merge(e)
		return len(known.Values) > before && !e.Schema.Record, nil
	}
	kept := e.Clone()
	l.ByID[e.ID] = kept
	l.Entities = append(l.Entities, kept)
	return true, nil
}

func (l load) SetAside(e *fault.Error) error {
	if !l.Counting {
		l.Faults = append(l.Faults, e)
	}
	return nil
}

func (l load) Standing() bool           { return l.Stands }
func (l load) Commit(read.Report) error { return nil }
func (l load) Rollback() error          { return nil }

// Text is an input of that text; beside holds files that stand in the same folder, by name.
func Text(name, text string, role read.Role, beside map[string]string) *read.Input {
	base, _, _ := strings.Cut(name, ".")
	return &read.Input{
		Source: &model.Source{Name: base, File: name},
		Role:   role,
		Body:   strings.NewReader(text),
		Head:   []byte(text[:min(len(text), 4096)]),
		Beside: func(name string) (io.ReadCloser, error) {
			if other, ok := beside[name]; ok {
				return io.NopCloser(strings.NewReader(other)), nil
			}
			return nil, fs.ErrNotExist
		},
	}
}

// Take reads an input into a new store.
func Take(t testing.TB, format read.Format, in *read.Input) (*Store, read.Report, error) {
	t.Helper()
	store := &Store{}
	report, err := read.Take(t.Context(), format, in, store)
	if report.Read != report.Kept+report.Quarantined+report.Duplicates {
		t.Errorf("the report does not add up: %+v", report)
	}
	return store, report, err
}

// Data gives the bytes of a file of the shared data, and skips the test where they are not.
func Data(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(DataPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// DataPath is the path of a file of the shared data, which stand beside the repository; the test is skipped where they
// do not.
func DataPath(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("no go.mod above the test, so no shared data")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(dir, "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the shared data are not here: " + name)
	}
	return path
}

// File is an input of a file of the shared data, with its folder beside it.
func File(t testing.TB, name string, role read.Role) *read.Input {
	t.Helper()
	data := Data(t, name)
	base, _, _ := strings.Cut(filepath.Base(name), ".")
	return &read.Input{
		Source: &model.Source{Name: base, File: name},
		Role:   role,
		Body:   bytes.NewReader(data),
		Head:   data[:min(len(data), 4096)],
		Beside: func(other string) (io.ReadCloser, error) {
			return os.Open(filepath.Join(filepath.Dir(DataPath(t, name)), other))
		},
	}
}

// Records are the ids of the records, in the order of arrival.
func (s *Store) Records() []string {
	var ids []string
	for _, e := range s.Entities {
		if e.Schema.Record {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// Wants compares what a record says with lines of a property and its values: "payer.name Ann Ash | A. Ash". A dot leads to the thing
// that the property before it names; "-" stands for none.
func (s *Store) Wants(t testing.TB, id, want string) {
	t.Helper()
	var got []string
	want = strings.TrimSpace(want)
	for line := range strings.Lines(want) {
		property, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		got = append(got, property+" "+s.said(id, strings.Split(property, ".")))
	}
	if got := strings.Join(got, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func (s *Store) said(id string, path []string) string {
	e := s.ByID[id]
	for _, role := range path[:len(path)-1] {
		if e = s.ByID[e.First(role)]; e == nil {
			return "-"
		}
	}
	return strings.Join(e.Get(path[len(path)-1]), " | ")
}

// Bounded reads a file, without end but for its own, and fails when what is held afterwards has grown by 8 MiB or more: a reader
// keeps one entry at a time, however many there are. It gives the report.
func Bounded(t *testing.T, format read.Format, in *read.Input) read.Report {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	store := &Store{Counting: true}
	report, err := read.Take(t.Context(), format, in, store)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown >= 8<<20 {
		t.Errorf("%d bytes are held after %d records", grown, report.Kept)
	}
	runtime.KeepAlive(store)
	return report
}
