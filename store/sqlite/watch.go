package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"spoor/cases"
	"spoor/evidence"
	"spoor/screen"
	"spoor/watch"
)

// Standing gives what the last run left; the zero Standing before the first.
func (s *Store) Standing(ctx context.Context) (watch.Standing, error) {
	var st watch.Standing
	runs, err := all(ctx, s.read, body[watch.Run], "select body from screening order by id desc limit 1")
	if err != nil || len(runs) == 0 {
		return st, err
	}
	st.Run = runs[0]
	var customers, listings []byte
	var rarity string
	row := s.read.QueryRowContext(ctx, "select customers, listings, rarity from screening_state")
	if err := row.Scan(&customers, &listings, &rarity); err != nil {
		return st, err
	}
	copy(st.Customers[:], customers)
	st.Listings = make([]screen.Digest, len(listings)/len(screen.Digest{}))
	for i := range st.Listings {
		copy(st.Listings[i][:], listings[i*len(screen.Digest{}):])
	}
	if err := json.Unmarshal([]byte(rarity), &st.Rarity); err != nil {
		return st, err
	}
	changes, err := all(ctx, s.read, body[watch.Change], "select body from screening_change c where kind <> 'gone' and seq = "+
		"(select max(seq) from screening_change o where o.party = c.party and o.list = c.list and o.listing = c.listing)")
	st.Hits = map[string][]cases.Hit{}
	for _, c := range changes {
		st.Hits[c.After.Party] = append(st.Hits[c.After.Party], *c.After)
	}
	for _, hits := range st.Hits {
		watch.Sort(hits)
	}
	return st, err
}

// Members gives those who are watched now, with the digest of what they are.
func (s *Store) Members(ctx context.Context) (map[string]screen.Digest, error) {
	members := map[string]screen.Digest{}
	found, err := all(ctx, s.read, member, "select party, since, until, name, digest from watched where until = 0")
	for _, m := range found {
		members[m.Party] = m.Digest
	}
	return members, err
}

func member(rows *sql.Rows) (m watch.Member, err error) {
	var digest []byte
	err = rows.Scan(&m.Party, &m.Since, &m.Until, &m.Name, &digest)
	copy(m.Digest[:], digest)
	return m, err
}

// SaveScreening writes a run, what it changes in what stands, and its entry in the evidence log.
func (s *Store) SaveScreening(ctx context.Context, r *watch.Result) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRow("select coalesce(max(id), 0) + 1 from screening").Scan(&r.Run.ID); err != nil {
			return err
		}
		r.Run.At, r.Run.By = s.now().UTC().Truncate(time.Microsecond), evidence.ActorOf(ctx).By
		if err := putMembers(tx, r); err != nil {
			return err
		}
		if err := putChanges(tx, r); err != nil {
			return err
		}
		if err := putState(tx, r); err != nil {
			return err
		}
		text, err := json.Marshal(r.Run)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("insert into screening values (?, ?, ?)", r.Run.ID, r.Run.At.UnixMicro(), string(text)); err != nil {
			return err
		}
		changed, err := watch.Proof(&r.Run, r.Entered, r.Left, r.Changes)
		if err != nil {
			return err
		}
		return s.note(ctx, tx, "screen customers", watch.RunName(r.Run.ID), changed)
	})
}

func putMembers(tx *sql.Tx, r *watch.Result) error {
	for _, party := range r.Left {
		if _, err := tx.Exec("update watched set until = ? where party = ? and until = 0", r.Run.ID, party); err != nil {
			return err
		}
	}
	put, err := tx.Prepare("insert into watched values (?, ?, 0, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close() // with the transaction at the latest
	for i := range r.Entered {
		m := &r.Entered[i]
		m.Since = r.Run.ID
		if _, err := put.Exec(m.Party, m.Since, m.Name, m.Digest[:]); err != nil {
			return err
		}
	}
	return nil
}

func putChanges(tx *sql.Tx, r *watch.Result) error {
	put, err := tx.Prepare("insert into screening_change (run, kind, party, list, listing, body) values (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer put.Close()
	for i := range r.Changes {
		c := &r.Changes[i]
		c.Run, c.At = r.Run.ID, r.Run.At
		text, err := json.Marshal(c)
		if err != nil {
			return err
		}
		h := c.Hit()
		if _, err := put.Exec(c.Run, string(c.Kind), h.Party, h.List, h.Listing, string(text)); err != nil {
			return err
		}
	}
	return nil
}

func putState(tx *sql.Tx, r *watch.Result) error {
	rarity, err := json.Marshal(r.Rarity)
	if err != nil {
		return err
	}
	listings := make([]byte, 0, len(r.Listings)*len(screen.Digest{}))
	for i := range r.Listings {
		listings = append(listings, r.Listings[i][:]...)
	}
	_, err = tx.Exec("insert or replace into screening_state values (1, ?, ?, ?)", r.Customers[:], listings, string(rarity))
	return err
}

// Screenings gives every run, the first first.
func (s *Store) Screenings(ctx context.Context) ([]watch.Run, error) {
	return all(ctx, s.read, body[watch.Run], "select body from screening order by id")
}

// Changes gives those since a moment, the newest run first, and in it as they were written.
func (s *Store) Changes(ctx context.Context, since time.Time, kind watch.Kind) ([]watch.Change, error) {
	return all(ctx, s.read, body[watch.Change], "select body from screening_change where run in (select id from screening where at >= ?) and (kind = ? or ? = '') order by run desc, seq",
		since.UnixMicro(), string(kind), string(kind))
}

// Screened gives what is known of a party, by id or exact name.
func (s *Store) Screened(ctx context.Context, party string) ([]watch.Member, []watch.Change, error) {
	const of = " where party = ? or party in (select party from watched where name = ?)"
	members, err := all(ctx, s.read, member, "select party, since, until, name, digest from watched"+of+" order by party, since", party, party)
	changes, failed := all(ctx, s.read, body[watch.Change], "select body from screening_change"+of+" order by seq", party, party)
	return members, changes, errors.Join(err, failed)
}

// RunRows gives what a run wrote, as it was when Proof was made of it.
func (s *Store) RunRows(ctx context.Context, id int64) (entered []watch.Member, left []string, changes []watch.Change, err error) {
	entered, err = all(ctx, s.read, member, "select party, since, until, name, digest from watched where since = ? order by party", id)
	if err != nil {
		return nil, nil, nil, err
	}
	for i := range entered {
		entered[i].Until = 0
	}
	left, err = all(ctx, s.read, func(rows *sql.Rows) (party string, err error) { return party, rows.Scan(&party) },
		"select party from watched where until = ? order by party", id)
	if err != nil {
		return nil, nil, nil, err
	}
	changes, err = all(ctx, s.read, body[watch.Change], "select body from screening_change where run = ? order by seq", id)
	return entered, left, changes, err
}
