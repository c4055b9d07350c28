package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"runtime"
	"strings"
	"sync"

	"spoor/model"
)

// row is an entity as it is kept.
type row struct {
	body, fields string
	origin       *model.Origin
	load         int64
}

func scanRow(rows *sql.Rows) (r row, err error) {
	r.origin = &model.Origin{}
	err = rows.Scan(&r.body, &r.fields, &r.origin.Line, &r.origin.Offset, &r.origin.Raw, &r.load)
	return r, err
}

// entity makes of a row what was put.
func (s *Store) entity(r row, sources map[int64]*model.Source) (*model.Entity, error) {
	r.origin.Source = sources[r.load]
	found, err := s.schemata.DecodeOwn([]byte(r.body), r.origin)
	if err != nil {
		return nil, err
	}
	if r.fields == "" {
		return found[0], nil
	}
	for i, field := range strings.Split(r.fields, "\x1f") {
		if i < len(found[0].Values) {
			found[0].Values[i].Field = field
		}
	}
	return found[0], nil
}

// piece is some rows on their way through a worker. What became of them is there once done is closed.
type piece[T any] struct {
	rows []row
	made []T
	err  error // of the row behind those
	done chan struct{}
}

// pieceRows is how many rows a worker takes at a time.
const pieceRows = 256

// entities yields what a query finds, in its order.
func (s *Store) entities(ctx context.Context, query string, args ...any) iter.Seq2[*model.Entity, error] {
	return madeOf(ctx, s, func(e *model.Entity) (*model.Entity, error) { return e, nil }, query, args...)
}

// madeOf yields what is made of the entities that a query finds, in its order. Rows are read by one, and made something of by every core.
func madeOf[T any](ctx context.Context, s *Store, of func(*model.Entity) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		sources, err := s.sources(ctx)
		if err != nil {
			yield(none, err)
			return
		}
		ctx, cancel := context.WithCancel(ctx)
		workers := runtime.GOMAXPROCS(0)
		ordered, work := make(chan *piece[T], 2*workers), make(chan *piece[T], 2*workers)
		var group sync.WaitGroup
		defer group.Wait()
		defer cancel()
		group.Go(func() {
			defer close(ordered)
			defer close(work)
			pieces(ctx, s, query, args, func(p *piece[T]) bool {
				for _, to := range []chan *piece[T]{ordered, work} {
					select {
					case to <- p:
					case <-ctx.Done():
						return false
					}
				}
				return true
			})
		})
		for range workers {
			group.Go(func() {
				for p := range work {
					p.fill(s, sources, of)
				}
			})
		}
		for p := range ordered {
			select {
			case <-p.done:
			case <-ctx.Done():
				yield(none, ctx.Err())
				return
			}
			for _, e := range p.made {
				if !yield(e, nil) {
					return
				}
			}
			if p.err != nil {
				yield(none, p.err)
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(none, err)
		}
	}
}

// pieces reads rows and hands them on, until hand says no more.
func pieces[T any](ctx context.Context, s *Store, query string, args []any, hand func(*piece[T]) bool) {
	p := &piece[T]{done: make(chan struct{})}
	more := true
	each(ctx, s.read, func(r row, err error) bool {
		if err != nil {
			p.err = err
			return false
		}
		if p.rows = append(p.rows, r); len(p.rows) == pieceRows {
			more = hand(p)
			p = &piece[T]{done: make(chan struct{})}
		}
		return more
	}, scanRow, query, args...)
	if more && (len(p.rows) > 0 || p.err != nil) {
		hand(p)
	}
}

// fill makes something of a piece's rows, up to the first that cannot be read.
func (p *piece[T]) fill(s *Store, sources map[int64]*model.Source, of func(*model.Entity) (T, error)) {
	defer close(p.done)
	for _, r := range p.rows {
		e, err := s.entity(r, sources)
		var made T
		if err == nil {
			made, err = of(e)
		}
		if err != nil {
			p.err = err
			return
		}
		p.made = append(p.made, made)
	}
}
