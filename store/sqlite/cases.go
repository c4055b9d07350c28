package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"spoor/access"
	"spoor/cases"
	"spoor/fault"
)

// SaveRun replaces the run before with its findings, and keeps what goes on from what.
func (s *Store) SaveRun(ctx context.Context, run cases.Run) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if err := succeed(ctx, tx, &run); err != nil {
			return err
		}
		findings := run.Findings
		run.Findings = nil
		text, err := json.Marshal(run)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("delete from finding"); err != nil {
			return err
		}
		if _, err := tx.Exec("insert or replace into run values (1, ?)", string(text)); err != nil {
			return err
		}
		put, err := tx.Prepare("insert into finding values (?, ?, ?)")
		if err != nil {
			return err
		}
		for i := range findings {
			text, err := json.Marshal(&findings[i])
			if err != nil {
				return err
			}
			if _, err := put.Exec(findings[i].ID, findings[i].Subject, string(text)); err != nil {
				return err
			}
		}
		return s.note(ctx, tx, "check", "all records", fmt.Sprintf("%s, %s: %s, %s, %s", fault.Count(run.Records, "record"), fault.Count(run.Listings, "listing"),
			fault.Count(len(run.Hits), "possible match"), fault.Count(len(findings), "finding"), fault.Count(len(run.Alerts), "alert")))
	})
}

// succeed finds out what the run goes on from, and keeps it: what became of an id, however often it changed.
func succeed(ctx context.Context, tx *sql.Tx, run *cases.Run) error {
	here := map[string]bool{}
	for i := range run.Findings {
		here[run.Findings[i].ID] = true
	}
	for i := range run.Alerts {
		here[run.Alerts[i].ID] = true
	}
	returned, err := all(ctx, tx, text, "select old from superseded")
	if err != nil {
		return err
	}
	for _, id := range returned {
		if !here[id] {
			continue
		}
		if _, err := tx.Exec("delete from superseded where old = ?", id); err != nil { // it stands for itself again
			return err
		}
	}
	ids, err := all(ctx, tx, text, "select id from finding")
	if err != nil {
		return err
	}
	var gone []cases.Finding
	for _, id := range ids {
		if here[id] {
			continue
		}
		f, err := one(all(ctx, tx, body[cases.Finding], "select body from finding where id = ?", id))
		if err != nil {
			return err
		}
		gone = append(gone, f)
	}
	before, err := all(ctx, tx, body[cases.Run], "select body from run")
	if err != nil || len(before) == 0 {
		return err
	}
	run.Succeed(gone, before[0].Alerts)
	for i := range run.Findings {
		if err := become(tx, run.Findings[i].ID, run.Findings[i].Supersedes); err != nil {
			return err
		}
	}
	for i := range run.Alerts {
		if err := become(tx, run.Alerts[i].ID, run.Alerts[i].Supersedes); err != nil {
			return err
		}
	}
	return superseded(ctx, tx, run)
}

// superseded tells the run of all that its findings and alerts go on from, by this run or one before.
func superseded(ctx context.Context, tx *sql.Tx, run *cases.Run) error {
	earlier := map[string][]string{}
	pair := func(rows *sql.Rows) (p [2]string, err error) {
		err = rows.Scan(&p[0], &p[1])
		return p, err
	}
	all, err := all(ctx, tx, pair, "select old, new from superseded order by old")
	if err != nil {
		return err
	}
	for _, p := range all {
		earlier[p[1]] = append(earlier[p[1]], p[0])
	}
	for i := range run.Findings {
		run.Findings[i].Supersedes = earlier[run.Findings[i].ID]
	}
	for i := range run.Alerts {
		run.Alerts[i].Supersedes = earlier[run.Alerts[i].ID]
	}
	return nil
}

// become keeps that some ids are another one now.
func become(tx *sql.Tx, id string, earlier []string) error {
	for _, old := range earlier {
		for _, act := range []struct {
			sql  string
			args []any
		}{
			{"update superseded set new = ? where new = ?", []any{id, old}},
			{"insert or replace into superseded values (?, ?)", []any{old, id}},
		} {
			if _, err := tx.Exec(act.sql, act.args...); err != nil {
				return err
			}
		}
	}
	return nil
}

// LastRun gives the last run without its findings; the zero Run before the first.
func (s *Store) LastRun(ctx context.Context) (cases.Run, error) {
	runs, err := all(ctx, s.read, body[cases.Run], "select body from run")
	if err != nil || len(runs) == 0 {
		return cases.Run{}, err
	}
	return runs[0], nil
}

// Finding gives one finding, or a fault of kind Missing.
func (s *Store) Finding(ctx context.Context, id string) (cases.Finding, error) {
	return one(all(ctx, s.read, body[cases.Finding], "select body from finding where id = ?", id))
}

// FindingsOf gives a subject's findings, by id.
func (s *Store) FindingsOf(ctx context.Context, subject string) ([]cases.Finding, error) {
	return all(ctx, s.read, body[cases.Finding], "select body from finding where subject = ? order by id", subject)
}

// Decide appends a decision.
func (s *Store) Decide(ctx context.Context, d cases.Decision) error {
	if err := d.Check(); err != nil {
		return err
	}
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("insert into decision (id, subject, body) values (?, ?, ?)", d.ID, d.On, string(text)); err != nil {
			return err
		}
		return s.note(ctx, tx, "decide", d.On, d.Logged())
	})
}

// Decisions lists the decisions on some alerts or findings, or all, in the order they were made. What was decided on a finding or an
// alert that another one goes on from is told as decided on that one.
func (s *Store) Decisions(ctx context.Context, on ...string) ([]cases.Decision, error) {
	const query = "select body, coalesce(new, subject) from decision left join superseded on old = subject"
	scan := func(rows *sql.Rows) (d cases.Decision, err error) {
		var text, now string
		if err = rows.Scan(&text, &now); err == nil {
			err = json.Unmarshal([]byte(text), &d)
		}
		d.On = now
		return d, err
	}
	if len(on) == 0 {
		return all(ctx, s.read, scan, query+" order by seq")
	}
	args := make([]any, len(on))
	for i, id := range on {
		args[i] = id
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(on)), ",")
	return all(ctx, s.read, scan, query+" where subject in ("+marks+") or subject in (select old from superseded where new in ("+marks+")) order by seq", append(args, args...)...)
}

// DecisionsMade lists all decisions as they were made, in that order: on what they were made then.
func (s *Store) DecisionsMade(ctx context.Context) ([]cases.Decision, error) {
	return all(ctx, s.read, body[cases.Decision], "select body from decision order by seq")
}

// text scans one column.
func text(rows *sql.Rows) (text string, err error) {
	err = rows.Scan(&text)
	return text, err
}

func one[T any](items []T, err error) (T, error) {
	if err == nil && len(items) == 0 {
		err = &fault.Error{Kind: fault.Missing, What: "there is no such thing", Hint: "it may have gone with the last check"}
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return items[0], nil
}

// Users lists who may sign in, by name.
func (s *Store) Users(ctx context.Context) ([]access.User, error) {
	return all(ctx, s.read, body[access.User], "select body from person order by name")
}

// PutUser adds or changes a user.
func (s *Store) PutUser(ctx context.Context, u access.User) error {
	text, err := json.Marshal(u)
	return errors.Join(err, s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("insert or replace into person values (?, ?)", u.Name, string(text)); err != nil {
			return err
		}
		return s.note(ctx, tx, "user", u.Name, string(u.Role))
	}))
}

// PutSession keeps a session, token or link.
func (s *Store) PutSession(ctx context.Context, x access.Session) error {
	text, err := json.Marshal(x)
	return errors.Join(err, s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("insert or replace into session values (?, ?)", x.Hash, string(text)); err != nil {
			return err
		}
		return s.note(ctx, tx, x.Kind, x.User, x.Purpose)
	}))
}

// Session gives one session, or a fault of kind Missing.
func (s *Store) Session(ctx context.Context, hash string) (access.Session, error) {
	return one(all(ctx, s.read, body[access.Session], "select body from session where hash = ?", hash))
}

// EndSession forgets a session.
func (s *Store) EndSession(ctx context.Context, hash string) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("delete from session where hash = ?", hash)
		return err
	})
}
