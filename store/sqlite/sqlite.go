// Package sqlite is the embedded store: one SQLite file in the data directory, written ahead of its log and synchronised at
// every commit, with one writer. What is acknowledged is on disk, and its entry in the evidence log with it.
package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver" // registers "sqlite3" with database/sql
	"golang.org/x/mod/sumdb/tlog"

	"spoor/evidence"
	"spoor/fault"
	"spoor/model"
)

//go:embed schema.sql
var first string

//go:embed lists.sql
var listSources string

//go:embed exceptions.sql
var exceptionTables string

//go:embed watch.sql
var watchTables string

//go:embed workbench.sql
var workbenchTables string

//go:embed supersede.sql
var supersededTable string

// steps bring a file from each version of the schema to the next, from an empty one on. A file of a later version than there are
// steps is not opened.
func steps() []string {
	return []string{first, listSources, exceptionTables, watchTables, workbenchTables, supersededTable}
}

// Store is an open data directory. It is safe for concurrent use.
type Store struct {
	write    *sql.DB // one connection
	read     *sql.DB
	schemata *model.Schemata
	now      func() time.Time
	dir      string
	letGo    func() error // of the lock, while this process serves it
}

// Open opens the store in a data directory, making both when they are not there. now is the clock of the evidence log.
func Open(dir string, now func() time.Time) (*Store, error) {
	s := &Store{schemata: model.Default(), now: now, dir: dir}
	fail := func(err error) (*Store, error) {
		err = s.full("opening the data directory", "nothing in it was changed", err)
		if told := (*fault.Error)(nil); errors.As(err, &told) {
			return nil, told
		}
		return nil, &fault.Error{Doing: "opening the data directory", Kind: fault.Internal, Place: fault.Place{File: dir}, Err: err}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fail(err)
	}
	name := "file:" + filepath.Join(dir, "spoor.db") + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_txlock=immediate"
	var err error
	if s.write, err = sql.Open("sqlite3", name); err != nil {
		return fail(err)
	}
	s.write.SetMaxOpenConns(1)
	if err := s.migrate(); err != nil {
		return fail(errors.Join(err, s.write.Close()))
	}
	if s.read, err = sql.Open("sqlite3", name+"&_pragma=query_only(1)"); err != nil {
		return fail(err)
	}
	s.read.SetMaxOpenConns(4)
	return s, nil
}

// Dir is the data directory.
func (s *Store) Dir() string { return s.dir }

// Close ends all work. What was committed is on disk already.
func (s *Store) Close() error {
	err := errors.Join(s.read.Close(), s.write.Close())
	if s.letGo != nil {
		err = errors.Join(err, s.letGo())
	}
	return err
}

func (s *Store) migrate() error {
	var has int
	if err := s.write.QueryRow("pragma user_version").Scan(&has); err != nil {
		return err
	}
	all := steps()
	switch {
	case has == len(all):
		return nil
	case has > len(all):
		return fmt.Errorf("it was written by a later Spoor (schema %d, this one knows %d)", has, len(all))
	}
	return s.tx(context.Background(), func(tx *sql.Tx) error {
		_, err := tx.Exec(strings.Join(all[has:], "") + fmt.Sprintf("pragma user_version = %d;", len(all)))
		return err
	})
}

// tx runs one write transaction.
func (s *Store) tx(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err == nil {
		if err = do(tx); err == nil {
			err = tx.Commit()
		} else {
			err = errors.Join(err, rollback(tx))
		}
	}
	return s.full("keeping what was done", "nothing of it was kept", err)
}

// note appends an act to the evidence log inside the transaction that does it.
func (s *Store) note(ctx context.Context, tx *sql.Tx, act, on, detail string) error {
	actor := evidence.ActorOf(ctx)
	return s.append(tx, evidence.Entry{At: s.now().UTC(), By: actor.By, Purpose: actor.Purpose, Act: act, On: on, Detail: detail})
}

// append writes entries at the end of the log. A call of a hundred look-ups has two hundred: what they have in common is
// read and prepared once.
func (s *Store) append(tx *sql.Tx, entries ...evidence.Entry) error {
	var next int64
	if err := tx.QueryRow("select coalesce(max(idx)+1, 0) from leaf").Scan(&next); err != nil {
		return err
	}
	leaves, err := tx.Prepare("insert into leaf values (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer leaves.Close() // with the transaction at the latest
	tree, err := tx.Prepare("insert into tree values (?, ?)")
	if err != nil {
		return err
	}
	defer tree.Close()
	written := map[int64]tlog.Hash{}
	for i, e := range entries {
		e.Index = next + int64(i)
		key := make([]byte, evidence.KeySize)
		_, _ = rand.Read(key) // never fails
		leaf, err := evidence.Digest(e, key)
		if err != nil {
			return err
		}
		hashes, err := evidence.Hashes(e.Index, leaf, remembering(written, reader(tx)))
		if err != nil {
			return err
		}
		body, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if _, err := leaves.Exec(e.Index, leaf, key, string(body)); err != nil {
			return err
		}
		first := tlog.StoredHashIndex(0, e.Index)
		for i, h := range hashes {
			written[first+int64(i)] = h
			if _, err := tree.Exec(first+int64(i), h[:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// remembering reads hashes that were written or read before from memory.
func remembering(known map[int64]tlog.Hash, read tlog.HashReader) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			h, ok := known[index]
			if !ok {
				found, err := read.ReadHashes([]int64{index})
				if err != nil {
					return nil, err
				}
				h = found[0]
				known[index] = h
			}
			out[i] = h
		}
		return out, nil
	})
}

// reader reads tree hashes through a database or a transaction.
func reader(q interface {
	QueryRow(string, ...any) *sql.Row
}) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			var h []byte
			if err := q.QueryRow("select hash from tree where idx = ?", index).Scan(&h); err != nil {
				return nil, err
			}
			copy(out[i][:], h)
		}
		return out, nil
	})
}

// Append writes entries of their own to the evidence log, all or none.
func (s *Store) Append(ctx context.Context, entries ...evidence.Entry) error {
	return s.tx(ctx, func(tx *sql.Tx) error { return s.append(tx, entries...) })
}

// Rows gives the evidence log in order.
func (s *Store) Rows(ctx context.Context) iter.Seq2[evidence.Row, error] {
	return func(yield func(evidence.Row, error) bool) {
		each(ctx, s.read, yield, func(rows *sql.Rows) (r evidence.Row, err error) {
			var entry sql.NullString
			if err = rows.Scan(&r.Index, &r.Leaf, &r.Key, &entry); err == nil && entry.Valid {
				r.Entry = &evidence.Entry{}
				err = json.Unmarshal([]byte(entry.String), r.Entry)
			}
			return r, err
		}, "select idx, leaf, key, entry from leaf order by idx")
	}
}

// Tree gives the stored tree of the evidence log.
func (s *Store) Tree(ctx context.Context) (tlog.HashReader, int64, error) {
	var size int64
	err := s.read.QueryRowContext(ctx, "select coalesce(max(idx)+1, 0) from leaf").Scan(&size)
	return reader(s.read), size, err
}

// queries is a database or a transaction.
type queries interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

// each yields every row of a query.
func each[T any](ctx context.Context, db queries, yield func(T, error) bool, scan func(*sql.Rows) (T, error), query string, args ...any) {
	var zero T
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		yield(zero, err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		if item, err := scan(rows); !yield(item, err) || err != nil {
			return
		}
	}
	if err := rows.Err(); err != nil {
		yield(zero, err)
	}
}

// all collects every row of a query.
func all[T any](ctx context.Context, db queries, scan func(*sql.Rows) (T, error), query string, args ...any) (items []T, err error) {
	each(ctx, db, func(item T, failed error) bool {
		if err = failed; err == nil {
			items = append(items, item)
		}
		return err == nil
	}, scan, query, args...)
	return items, err
}

// body scans one JSON column.
func body[T any](rows *sql.Rows) (item T, err error) {
	var text string
	if err = rows.Scan(&text); err == nil {
		err = json.Unmarshal([]byte(text), &item)
	}
	return item, err
}

// LogRows gives the newest entries below an index, the newest first; of all when before is 0.
func (s *Store) LogRows(ctx context.Context, before int64, limit int) ([]evidence.Entry, error) {
	return all(ctx, s.read, body[evidence.Entry],
		"select entry from leaf where entry is not null and (idx < ? or ? = 0) order by idx desc limit ?", before, before, limit)
}
