package watch

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"spoor/model"
	"spoor/screen"
)

// Customers are those who are watched. They never change; an index of them, in which listings are looked up, is made when it is
// first asked for.
type Customers struct {
	all     []*model.Entity // by id
	digests []screen.Digest
	whole   screen.Digest

	mu    sync.Mutex
	index *screen.Index
}

// CustomersOf takes all that can be on a list of some entities.
func CustomersOf(entities []*model.Entity) *Customers {
	c := &Customers{}
	for _, e := range entities {
		if e.Schema.Matchable {
			c.all = append(c.all, e)
		}
	}
	slices.SortFunc(c.all, func(a, b *model.Entity) int { return strings.Compare(a.ID, b.ID) })
	c.digests = make([]screen.Digest, len(c.all))
	inParallel(len(c.all), func(i int) { c.digests[i] = digestOf(c.all[i]) })
	h := sha256.New()
	for i := range c.digests {
		h.Write(c.digests[i][:])
	}
	c.whole = screen.Digest(h.Sum(nil)[:16])
	return c
}

// Whole is a digest of all together: equal ones are of the same customers.
func (c *Customers) Whole() screen.Digest { return c.whole }

// Len is how many there are.
func (c *Customers) Len() int { return len(c.all) }

// digestOf is of everything that a source says of a customer, and where: it is cheaper to look a customer up once too often than
// to find out what is compared of each.
func digestOf(e *model.Entity) screen.Digest {
	var b []byte
	put := func(text string) { b = append(binary.AppendUvarint(b, uint64(len(text))), text...) }
	put(e.ID)
	put(e.Schema.Name)
	for i := range e.Values {
		put(e.Values[i].Prop.Name)
		put(e.Values[i].Text)
	}
	if o := e.Origin; o != nil && o.Source != nil {
		put(o.File)
		b = binary.AppendUvarint(b, uint64(o.Line))
	}
	sum := sha256.Sum256(b)
	return screen.Digest(sum[:16])
}

// indexed is an index of the customers whose words weigh as they do on the lists, so that a listing and a customer score the
// same, whichever of them is looked up.
func (c *Customers) indexed(r *screen.Rarity) (*screen.Index, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.index != nil && sameRarity(c.index.Rarity(), r) {
		return c.index, nil
	}
	var err error
	c.index, err = screen.Build(func(yield func(screen.Published, error) bool) {
		for _, e := range c.all {
			if !yield(screen.Published{Entity: strong(e)}, nil) {
				return
			}
		}
	}, screen.Options{Rarity: r})
	return c.index, err
}

// strong is a customer without weak aliases: they count for less on the listed side only, and here the customer takes its place.
func strong(e *model.Entity) *model.Entity {
	if e.First("weakAlias") == "" {
		return e
	}
	plain := model.NewEntity(e.ID, e.Schema, e.Origin)
	for i := range e.Values {
		name := e.Values[i].Prop.Name
		if name == "weakAlias" {
			name = "alias"
		}
		plain.Add(name, e.Values[i].Text, "")
	}
	return plain
}

func (c *Customers) at(party string) (int, bool) {
	return slices.BinarySearchFunc(c.all, party, func(e *model.Entity, id string) int { return strings.Compare(e.ID, id) })
}

func sameRarity(a, b *screen.Rarity) bool {
	return a == b || a != nil && b != nil && a.Names == b.Names && maps.Equal(a.Counts, b.Counts)
}

// inParallel calls do for 0 to n-1 on all cores.
func inParallel(n int, do func(i int)) {
	var work sync.WaitGroup
	workers := min(n, runtime.GOMAXPROCS(0))
	for w := range workers {
		work.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	work.Wait()
}
