package sqlite

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"

	"spoor/cases"
	"spoor/workbench"
)

// ForgetTrials deletes the results of trials that were made before a moment, and logs it.
func (s *Store) ForgetTrials(ctx context.Context, before time.Time) (gone int, err error) {
	type made struct {
		kind, typology, said string // when, as it is kept
		at                   time.Time
	}
	found, err := all(ctx, s.read, func(rows *sql.Rows) (m made, err error) {
		if err = rows.Scan(&m.kind, &m.typology, &m.said); err == nil {
			m.at, err = time.Parse(time.RFC3339Nano, m.said)
		}
		return m, err
	}, "select kind, typology, json_extract(body, '$.At') from trial order by typology, kind")
	if err != nil {
		return 0, err
	}
	for _, m := range found {
		if !m.at.Before(before) {
			continue
		}
		err := s.tx(ctx, func(tx *sql.Tx) error {
			// not one that was made anew in between
			if _, err := tx.Exec("delete from trial where kind = ? and typology = ? and json_extract(body, '$.At') = ?", m.kind, m.typology, m.said); err != nil {
				return err
			}
			return s.note(ctx, tx, workbench.ForgetAct, m.typology, m.kind+" of "+m.said)
		})
		if err != nil {
			return gone, err
		}
		gone++
	}
	return gone, nil
}

// ForgetLookUps deletes what was decided on possible matches of people who were looked up, where nobody decided anything since a moment.
// The evidence log keeps its entries, and one more of each deletion.
func (s *Store) ForgetLookUps(ctx context.Context, before time.Time) (gone int, err error) {
	decisions, err := all(ctx, s.read, body[cases.Decision], "select body from decision where json_extract(body, '$.Match') is not null order by seq")
	if err != nil {
		return 0, err
	}
	last := map[string]time.Time{}
	for _, d := range decisions {
		if d.Match != nil && d.Match.Party == "" && d.At.After(last[d.On]) {
			last[d.On] = d.At
		}
	}
	err = s.tx(ctx, func(tx *sql.Tx) error {
		for _, on := range slices.Sorted(maps.Keys(last)) {
			if !last[on].Before(before) {
				continue
			}
			if _, err := tx.Exec("delete from decision where subject = ?", on); err != nil {
				return err
			}
			if err := s.note(ctx, tx, cases.ForgetAct, on, "what was decided, last "+last[on].Format(time.DateOnly)); err != nil {
				return err
			}
			gone++
		}
		return nil
	})
	return gone, err
}
