package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"spoor/exceptions"
	"spoor/fault"
	"spoor/workbench"
)

// SeeVersions keeps those that were not seen before.
func (s *Store) SeeVersions(ctx context.Context, versions []workbench.Seen) error {
	before, err := s.Versions(ctx)
	if err != nil {
		return err
	}
	known := map[[2]string]bool{}
	for _, v := range before {
		known[[2]string{v.Typology, v.Hash}] = true
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		for i := range versions {
			v := &versions[i]
			if known[[2]string{v.Typology, v.Hash}] {
				continue
			}
			text, err := json.Marshal(v)
			if err != nil {
				return err
			}
			done, err := tx.Exec("insert into typology_version (typology, hash, body) values (?, ?, ?) on conflict do nothing", v.Typology, v.Hash, string(text))
			if err != nil {
				return err
			}
			if n, err := done.RowsAffected(); err != nil || n == 0 { // another process saw it in between
				continue
			}
			if err := s.note(ctx, tx, workbench.SeenAct, v.Typology, v.Logged()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Versions gives all versions, in the order they were seen.
func (s *Store) Versions(ctx context.Context) ([]workbench.Seen, error) {
	return all(ctx, s.read, body[workbench.Seen], "select body from typology_version order by seq")
}

// ProposeStable keeps a proposal, or says why it may not be: what stands is read in the transaction that changes it.
func (s *Store) ProposeStable(ctx context.Context, p workbench.Proposal) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		standing, err := proposals(ctx, tx)
		if err != nil {
			return err
		}
		if err := p.Check(standing); err != nil {
			return err
		}
		var seen int
		if err := tx.QueryRow("select count(*) from typology_version where typology = ? and hash = ?", p.Typology, p.Hash).Scan(&seen); err != nil {
			return err
		}
		if seen == 0 {
			return &fault.Error{Doing: "proposing a stable version", Kind: fault.Missing, What: "there is no such version of " + fault.Cut(p.Typology, 60), Hint: "it is known once serve has started with its file"}
		}
		text, err := json.Marshal(p)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("insert into stable_proposal (id, typology, body) values (?, ?, ?)", p.ID, p.Typology, string(text)); err != nil {
			return err
		}
		return s.note(ctx, tx, workbench.ProposedAct, p.ID, p.Logged())
	})
}

// ActOnStable keeps one act on a proposal, or says why it may not be.
func (s *Store) ActOnStable(ctx context.Context, a exceptions.Act) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		standing, err := proposals(ctx, tx)
		if err != nil {
			return err
		}
		for i := range standing {
			p := &standing[i]
			if p.ID != a.On {
				continue
			}
			if err := p.May(a); err != nil {
				return err
			}
			text, err := json.Marshal(a)
			if err != nil {
				return err
			}
			if _, err := tx.Exec("insert into stable_act (id, proposal, body) values (?, ?, ?)", a.ID, a.On, string(text)); err != nil {
				return err
			}
			return s.note(ctx, tx, workbench.ActName(a.Verb), a.On, p.LoggedAct(&a))
		}
		return &fault.Error{Doing: "agreeing on a stable version", Kind: fault.Missing, What: "there is no such proposal"}
	})
}

// Proposals gives all, in the order they were made.
func (s *Store) Proposals(ctx context.Context) ([]workbench.Proposal, error) {
	return proposals(ctx, s.read)
}

func proposals(ctx context.Context, q queries) ([]workbench.Proposal, error) {
	found, err := all(ctx, q, body[workbench.Proposal], "select body from stable_proposal order by seq")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	acts, err := all(ctx, q, body[exceptions.Act], "select body from stable_act order by seq")
	at := map[string]*workbench.Proposal{}
	for i := range found {
		at[found[i].ID] = &found[i]
	}
	for _, a := range acts {
		if p := at[a.On]; p != nil {
			p.Acts = append(p.Acts, a)
		}
	}
	return found, err
}

// PutResult keeps a result in the place of the last of its kind.
func (s *Store) PutResult(ctx context.Context, r workbench.Result) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("insert into trial (kind, typology, body) values (?, ?, ?) on conflict (kind, typology) do update set body = excluded.body", string(r.Kind), r.Typology, string(text))
		return err
	})
}

// Drafts gives the last draft of each typology of which one was tried, by id.
func (s *Store) Drafts(ctx context.Context) ([]workbench.Result, error) {
	return all(ctx, s.read, body[workbench.Result], "select body from trial where kind = ? order by typology", string(workbench.Drafted))
}

// Results gives a typology's last result of each kind.
func (s *Store) Results(ctx context.Context, typology string) ([]workbench.Result, error) {
	return all(ctx, s.read, body[workbench.Result], "select body from trial where typology = ? order by kind", typology)
}
