package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"spoor/lists"
)

// PutSource keeps where a list comes from, in place of what was known of a list of that name.
func (s *Store) PutSource(ctx context.Context, source lists.Source) error {
	text, err := json.Marshal(source)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("insert into source values (?, ?) on conflict (name) do update set body = excluded.body", source.Name, string(text)); err != nil {
			return err
		}
		return s.note(ctx, tx, "list source", source.Name, source.Where)
	})
}

// Sources lists where lists come from, by name.
func (s *Store) Sources(ctx context.Context) ([]lists.Source, error) {
	return all(ctx, s.read, body[lists.Source], "select body from source order by name")
}

// PutTry keeps an attempt to fetch a list.
func (s *Store) PutTry(ctx context.Context, try lists.Try) error {
	text, err := json.Marshal(try)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("insert into try (list, good, body) values (?, ?, ?)", try.List, try.Outcome.Good(), string(text)); err != nil {
			return err
		}
		return s.note(ctx, tx, "pull", try.List, strings.TrimSuffix(string(try.Outcome)+": "+try.Why, ": "))
	})
}

// LastTries gives the last attempt at each list, by its name; only good ones when good is set.
func (s *Store) LastTries(ctx context.Context, good bool) (map[string]lists.Try, error) {
	tries, err := all(ctx, s.read, body[lists.Try], "select body from try where seq in (select max(seq) from try where good or not ? group by list)", good)
	last := make(map[string]lists.Try, len(tries))
	for _, t := range tries {
		last[t.List] = t
	}
	return last, err
}
