package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
)

// Begin starts a load: one transaction, seen by nobody before its Commit.
func (s *Store) Begin(ctx context.Context, source *model.Source, role read.Role) (read.Load, error) {
	l := &load{s: s, ctx: ctx, source: source, role: role}
	var err error
	if l.tx, err = s.write.BeginTx(ctx, nil); err != nil {
		return nil, l.full(err)
	}
	if err := l.begin(); err != nil {
		return nil, errors.Join(l.full(err), l.Rollback())
	}
	return l, nil
}

type load struct {
	s        *Store
	ctx      context.Context
	tx       *sql.Tx
	source   *model.Source
	role     read.Role
	id       int64
	replaces bool  // this one takes over the rows of every earlier load of the same bytes
	standing int64 // the load of this list that stands; 0 for none
	known    bool  // the list that stands is of the same bytes, read the same way: nothing is new

	putRecord, putThing, putListing *sql.Stmt
}

func (l *load) begin() error {
	var reader, mapping string
	row := l.tx.QueryRow("select id, source, reader, map from load where hash = ? and role = ? order by id desc limit 1", l.source.Hash, l.role)
	var before int64
	switch err := row.Scan(&before, &l.source.Name, &reader, &mapping); {
	case err == nil && (reader != l.source.Reader || mapping != l.source.Map):
		l.replaces = true
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return err
	}
	if l.role == read.List {
		row := l.tx.QueryRow("select id from load where role = ? and source = ? order by id desc limit 1", l.role, l.source.Name)
		if err := row.Scan(&l.standing); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		l.known = l.standing != 0 && l.standing == before && !l.replaces
	}
	result, err := l.tx.Exec("insert into load (source, file, hash, reader, map, role, at, report) values (?, ?, ?, ?, ?, ?, ?, '{}')",
		l.source.Name, l.source.File, l.source.Hash, l.source.Reader, l.source.Map, l.role, l.s.now().UnixMicro())
	if err != nil {
		return err
	}
	if l.id, err = result.LastInsertId(); err != nil {
		return err
	}
	return l.prepare()
}

func (l *load) prepare() (err error) {
	const takeOver = " do update set load = excluded.load, body = excluded.body, fields = excluded.fields, line = excluded.line, place = excluded.place, raw = excluded.raw where ? and load in (select id from load where hash = ? and id <> excluded.load)"
	for into, query := range map[**sql.Stmt]string{
		&l.putRecord:  "insert into record (id, load, body, fields, line, place, raw) values (?, ?, ?, ?, ?, ?, ?) on conflict (id)" + takeOver,
		&l.putThing:   "insert into thing (id, digest, load, body, fields, line, place, raw) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id, digest)" + takeOver,
		&l.putListing: "insert into listing (id, load, body, fields, line, place, raw) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
	} {
		if *into, err = l.tx.Prepare(query); err != nil {
			return err
		}
	}
	return nil
}

func (l *load) Standing() bool { return l.standing != 0 }

func (l *load) Put(e *model.Entity) (bool, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return false, err
	}
	line, offset, raw := 0, int64(0), ""
	if e.Origin != nil {
		line, offset, raw = e.Origin.Line, e.Origin.Offset, e.Origin.Raw
	}
	var result sql.Result
	switch {
	case l.known:
		return false, nil
	case l.role == read.List:
		result, err = l.putListing.Exec(e.ID, l.id, string(text), fields(e), line, offset, raw)
	case e.Schema.Record:
		result, err = l.putRecord.Exec(e.ID, l.id, string(text), fields(e), line, offset, raw, l.replaces, l.source.Hash)
	default:
		digest := sha256.Sum256(text)
		result, err = l.putThing.Exec(e.ID, digest[:16], l.id, string(text), fields(e), line, offset, raw, l.replaces, l.source.Hash)
	}
	if err != nil {
		return false, l.full(err)
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// full says of a load that it stopped for want of room.
func (l *load) full(err error) error {
	return l.s.full("loading "+l.source.File, "nothing of "+l.source.File+" was kept", err)
}

// fields are the columns the values came from, in the order in which the body is decoded.
func fields(e *model.Entity) string {
	var out []string
	for _, p := range e.Schema.Properties {
		for i := range e.Values {
			if e.Values[i].Prop.Name == p.Name {
				out = append(out, e.Values[i].Field)
			}
		}
	}
	return strings.Join(out, "\x1f")
}

func (l *load) SetAside(e *fault.Error) error {
	_, err := l.tx.Exec("insert into aside values (?, ?, ?, ?, ?, ?, ?)", l.id, e.Place.Line, e.Place.Column, e.Place.Offset, e.What, e.Hint, e.Place.Text)
	return l.full(err)
}

func (l *load) Rollback() error { return rollback(l.tx) }

// Commit takes away what this load replaces: an earlier reading of the same file, the list's version before.
func (l *load) Commit(report read.Report) error {
	err := l.finish(report)
	if err != nil {
		return errors.Join(l.full(err), l.Rollback())
	}
	return l.full(l.tx.Commit())
}

func (l *load) finish(report read.Report) error {
	if l.known {
		if _, err := l.tx.Exec("delete from load where id = ?", l.id); err != nil {
			return err
		}
		return l.s.note(l.ctx, l.tx, "load", l.source.File, "sha256 "+l.source.Hash+": this edition stands already")
	}
	for _, table := range []string{"record", "thing", "listing", "aside"} {
		if _, err := l.tx.Exec("delete from "+table+" where load = ? or ? and load in (select id from load where hash = ? and role = ? and id <> ?)",
			l.standing, l.replaces, l.source.Hash, l.role, l.id); err != nil {
			return err
		}
	}
	text, err := json.Marshal(report)
	if err != nil {
		return err
	}
	if _, err := l.tx.Exec("update load set report = ? where id = ?", string(text), l.id); err != nil {
		return err
	}
	detail := fmt.Sprintf("sha256 %s, read by %s: %d read, %d kept, %d set aside, %d duplicates", l.source.Hash, l.source.Reader,
		report.Read, report.Kept, report.Quarantined, report.Duplicates)
	return l.s.note(l.ctx, l.tx, "load", l.source.File, detail)
}

// Records gives every record, by id.
func (s *Store) Records(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return s.entities(ctx, "select t.body, t.fields, t.line, t.place, t.raw, t.load from record t order by t.id")
}

// Views gives the same as typologies read them, without the lines as they stood and the names of their fields there.
func (s *Store) Views(ctx context.Context) iter.Seq2[*model.View, error] {
	return madeOf(ctx, s, model.StandingView, "select t.body, '', t.line, t.place, '', t.load from record t order by t.id")
}

// Things gives every line about a thing, by id and in the order of loading.
func (s *Store) Things(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return s.entities(ctx, "select t.body, t.fields, t.line, t.place, t.raw, t.load from thing t order by t.id, t.load, t.line, t.digest")
}

// Listings gives every entity of the lists that stand, by list and id.
func (s *Store) Listings(ctx context.Context) iter.Seq2[*model.Entity, error] {
	return s.entities(ctx, "select t.body, t.fields, t.line, t.place, t.raw, t.load from listing t join load l on l.id = t.load order by l.source, t.id")
}

// listingsByID names the loads, so that the key (load, id) is searched and not the whole table.
const listingsByID = "select t.body, t.fields, t.line, t.place, t.raw, t.load from listing t join load l on l.id = t.load " +
	"where t.load in (select id from load) and t.id in (select value from json_each(?)) order by l.source, t.id"

// ListingsByID gives the entities of those ids that the lists which stand have, by list.
func (s *Store) ListingsByID(ctx context.Context, ids ...string) ([]*model.Entity, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	var out []*model.Entity
	for e, err := range s.entities(ctx, listingsByID, string(wanted)) {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

func (s *Store) sources(ctx context.Context) (map[int64]*model.Source, error) {
	sources := map[int64]*model.Source{}
	loads, err := s.Loads(ctx)
	for _, l := range loads {
		sources[l.ID] = l.Source
	}
	return sources, err
}

// LoadRow is one load as it is kept.
type LoadRow struct {
	ID     int64
	At     int64 // UTC microseconds
	Source *model.Source
	Report read.Report
}

// Loads lists every load, the first first.
func (s *Store) Loads(ctx context.Context) ([]LoadRow, error) {
	return all(ctx, s.read, func(rows *sql.Rows) (LoadRow, error) {
		row := LoadRow{Source: &model.Source{}}
		var report string
		if err := rows.Scan(&row.ID, &row.At, &row.Source.Name, &row.Source.File, &row.Source.Hash, &row.Source.Reader, &row.Source.Map, &report); err != nil {
			return row, err
		}
		err := json.Unmarshal([]byte(report), &row.Report)
		row.Report.Source = row.Source
		return row, err
	}, "select id, at, source, file, hash, reader, map, report from load order by id")
}

// LastLoad is the number of the newest load, 0 without one.
func (s *Store) LastLoad(ctx context.Context) (id int64, err error) {
	err = s.read.QueryRowContext(ctx, "select coalesce(max(id), 0) from load").Scan(&id)
	return id, err
}

// Aside lists the rows that a load set aside.
func (s *Store) Aside(ctx context.Context, load int64) ([]*fault.Error, error) {
	return all(ctx, s.read, func(rows *sql.Rows) (*fault.Error, error) {
		e := &fault.Error{Kind: fault.Input}
		return e, rows.Scan(&e.Place.File, &e.Place.Line, &e.Place.Column, &e.Place.Offset, &e.What, &e.Hint, &e.Place.Text)
	}, "select l.file, a.line, a.col, a.place, a.reason, a.hint, a.text from aside a join load l on l.id = a.load where a.load = ? order by a.place, a.rowid", load)
}

// RecordsByID gives the records of those ids that are there, by id.
func (s *Store) RecordsByID(ctx context.Context, ids []string) ([]*model.Entity, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	var out []*model.Entity
	for e, err := range s.entities(ctx, "select t.body, t.fields, t.line, t.place, t.raw, t.load from record t where t.id in (select value from json_each(?)) order by t.id", string(wanted)) {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}
