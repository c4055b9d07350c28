package detect

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"spoor/model"
)

// run takes the records of all subjects together.
func (s *shard) run(ctx context.Context) {
	if len(s.typologies) == 0 {
		return // no kind named would be all
	}
	for number, rec := range s.data.All(s.looksAt()...) {
		if s.moment%flight == 0 && ctx.Err() != nil {
			return
		}
		s.take(passing{rec, uint32(number), 0})
	}
	s.finish()
}

// flight is how many records, or subjects, are taken before somebody looks whether the run is still wanted.
const flight = 64

// bySubject runs shards beside each other over the records of one subject after another: what is held is a subject's windows, however
// many subjects there are.
func bySubject(ctx context.Context, shards []*shard) {
	if len(shards[0].typologies) == 0 {
		return
	}
	owned := shards[0].owned(ctx, shards[0].data.log())
	var next atomic.Int64
	var all sync.WaitGroup
	for _, s := range shards {
		all.Go(func() {
			s.only = &party{}
			for {
				to := int(next.Add(flight))
				if to-flight >= len(owned.ids) || ctx.Err() != nil {
					return
				}
				for i := to - flight; i < min(to, len(owned.ids)); i++ {
					s.subject(owned.ids[i], owned.of(i))
				}
			}
		})
	}
	all.Wait()
}

// mostAhead is how many records of a subject are looked at before the first is taken.
const mostAhead = 10_000

// subject runs one subject's records.
func (s *shard) subject(id string, records []part) {
	s.only.id = id
	s.room.Clear()
	s.history = s.history[:0]
	clear(s.off)
	clear(s.idle)
	log, few := s.data.log(), len(records) <= mostAhead
	for _, p := range records {
		room := &s.room
		if !few {
			room = &model.Room{}
		}
		switch v := log.At(int(p.number), room); {
		case v == nil:
			return // the log says why
		case few:
			s.history = append(s.history, passing{v, p.number, p.in})
		default:
			s.take(passing{v, p.number, p.in})
		}
	}
	if few && !s.hopes(s.history) {
		return
	}
	for _, rec := range s.history {
		s.take(rec)
	}
	s.finish()
	s.forget(s.only)
}

// ownership is which records are whose.
type ownership struct {
	ids     []string // of the subjects
	ends    []int    // of each subject, in records
	records []part   // of each subject in order
}

// part is a record, by its number, that is a subject's in some roles.
type part struct {
	in     roles
	number uint32
}

// of are a subject's records.
func (o *ownership) of(subject int) []part {
	begin := 0
	if subject > 0 {
		begin = o.ends[subject-1]
	}
	return o.records[begin:o.ends[subject]]
}

// owned finds whose the records of the plan's kinds are, each core in a part of the log.
func (p *plan) owned(ctx context.Context, log Log) *ownership {
	parts := make([]roster, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range parts {
		from, to := log.Len()*i/len(parts), log.Len()*(i+1)/len(parts)
		all.Go(func() { parts[i].read(ctx, p, log, from, to) })
	}
	all.Wait()
	o, numbers := &ownership{}, map[string]uint32{}
	for i := range parts {
		r := &parts[i]
		for local, id := range r.ids {
			number, known := numbers[id]
			if !known {
				number = uint32(len(o.ids))
				numbers[id], o.ids, o.ends = number, append(o.ids, id), append(o.ends, 0)
			}
			o.ends[number] += r.counts[local]
			r.counts[local] = int(number) // it is known by that now
		}
	}
	begins, sum := make([]int, len(o.ids)), 0
	for i, n := range o.ends {
		begins[i] = sum
		sum += n
		o.ends[i] = sum
	}
	o.records = make([]part, sum)
	for i := range parts {
		for _, pair := range parts[i].pairs {
			number := parts[i].counts[pair.subject]
			o.records[begins[number]] = pair.part
			begins[number]++
		}
		parts[i] = roster{}
	}
	return o
}

// roster is whose the records of a part of a log are.
type roster struct {
	ids    []string // by the order in which they come
	counts []int    // of their records
	pairs  []pair
}

// pair is a subject's part in a record.
type pair struct {
	part
	subject uint32
}

func (r *roster) read(ctx context.Context, p *plan, log Log, from, to int) {
	numbers := map[string]uint32{}
	f := frame{things: p.things}
	for record, rec := range log.Some(from, to, p.looksAt()...) {
		if record%flight == 0 && ctx.Err() != nil {
			return
		}
		f.rec = rec
		begin := len(r.pairs)
		for i, role := range p.kinds[rec.Schema].roles {
			for _, d := range role.each(&f) {
				id := keyOf(d)
				subject, known := numbers[id]
				if !known {
					subject = uint32(len(r.ids))
					numbers[id], r.ids, r.counts = subject, append(r.ids, id), append(r.counts, 0)
				}
				r.add(begin, pair{part{1 << i, uint32(record)}, subject})
			}
		}
	}
}

// add notes a part in a record, the pairs of which begin at a place: several roles of one subject are one part.
func (r *roster) add(begin int, next pair) {
	for i := begin; i < len(r.pairs); i++ {
		if r.pairs[i].subject == next.subject {
			r.pairs[i].in |= next.in
			return
		}
	}
	r.pairs = append(r.pairs, next)
	r.counts[next.subject]++
}
