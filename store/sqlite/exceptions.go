package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"spoor/exceptions"
	"spoor/fault"
)

// Except keeps proposals, and acts of the same call on them: all or none.
func (s *Store) Except(ctx context.Context, proposals []exceptions.Exception, acts []exceptions.Act) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		for i := range proposals {
			if err := s.propose(ctx, tx, &proposals[i]); err != nil {
				return err
			}
		}
		for _, a := range acts {
			if err := s.actOnException(ctx, tx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) propose(ctx context.Context, tx *sql.Tx, e *exceptions.Exception) error {
	if err := e.Check(); err != nil {
		return err
	}
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("insert into exception (id, customer, body) values (?, ?, ?)", e.ID, e.Customer, string(text)); err != nil {
		return err
	}
	return s.note(ctx, tx, exceptions.Proposed, e.ID, e.Logged())
}

// ActOnException keeps one act, or says why it may not be: what stands is read in the transaction that changes it.
func (s *Store) ActOnException(ctx context.Context, a exceptions.Act) error {
	return s.tx(ctx, func(tx *sql.Tx) error { return s.actOnException(ctx, tx, a) })
}

func (s *Store) actOnException(ctx context.Context, tx *sql.Tx, a exceptions.Act) error {
	standing, err := exceptionRows(ctx, tx, " where id = ?", a.On)
	if err != nil {
		return err
	}
	if len(standing) == 0 {
		return &fault.Error{Doing: "deciding on an exception", Kind: fault.Missing, What: "there is no such exception"}
	}
	if err := standing[0].May(a, s.now()); err != nil {
		return err
	}
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("insert into exception_act (id, exception, body) values (?, ?, ?)", a.ID, a.On, string(text)); err != nil {
		return err
	}
	return s.note(ctx, tx, a.Verb.Name(), a.On, a.Logged(&standing[0]))
}

// Exceptions gives all, in the order they were proposed.
func (s *Store) Exceptions(ctx context.Context) ([]exceptions.Exception, error) {
	return exceptionRows(ctx, s.read, "")
}

// exceptionRows reads exceptions with their acts, in a transaction or out of one.
func exceptionRows(ctx context.Context, q queries, where string, args ...any) ([]exceptions.Exception, error) {
	found, err := all(ctx, q, body[exceptions.Exception], "select body from exception"+where+" order by seq", args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	acts, err := all(ctx, q, body[exceptions.Act], "select body from exception_act where exception in (select id from exception"+where+") order by seq", args...)
	at := map[string]int{}
	for i := range found {
		at[found[i].ID] = i
	}
	for _, a := range acts {
		e := &found[at[a.On]]
		e.Acts = append(e.Acts, a)
	}
	return found, err
}
