package detect

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"spoor/fault"
	"spoor/model"
)

// Data is what typologies run over: records in the order of model.Less, and the things they name, by id.
type Data struct {
	Records []*model.View
	// Stream gives the records of some kinds instead of Records, one after another in the same order, where they are too many to be
	// held: the run keeps them in brief, which is what its findings then have. Presence and AsOf must then be known.
	Stream func(kinds []string) iter.Seq[*model.View]
	Things map[string]*model.View
	// Derived are kinds that were looked for, such as ListHit once there is a list: to have none of them is an answer.
	Derived []*model.Schema
	// AsOf is the moment, in UTC microseconds, up to which everything is known to have come; 0: the newest record's, less the
	// lateness. What a typology waits for is decided until then.
	AsOf int64
	// Presence is what the data has, where it was counted before; nil: Run counts. A run over some of the records is told so what
	// the whole has.
	Presence Presence
}

// Result is what a run found, and what it could not test.
type Result struct {
	Findings   []*Finding   // highest priority first
	Untestable []Untestable // by typology
}

// Untestable says why a typology could not be tested on this data.
type Untestable struct {
	Typology string
	Missing  []string // kinds and fields the data lacks, a rate between two currencies, or peers
}

// Run runs the typologies over the data, each record once in its order.
func Run(ctx context.Context, typologies []*Typology, data Data, env Environment) (Result, error) {
	if data.Stream != nil && data.Presence == nil {
		return Result{}, &fault.Error{Doing: "running typologies", Kind: fault.Internal, What: "the records come as a stream, of which nobody said what it has"}
	}
	presence := PresenceOf(data)
	var result Result
	var alone, together []*Typology // those that look at one subject at a time, and those that compare subjects
	for _, t := range typologies {
		switch missing := t.Missing(presence); {
		case len(missing) > 0:
			result.Untestable = append(result.Untestable, Untestable{t.File.ID.Text, missing})
		case t.mixes():
			together = append(together, t)
		default:
			alone = append(alone, t)
		}
	}
	var shards []*shard
	upTo := watermark(data, env)
	if len(together) > 0 {
		shards = append(shards, newShard(newPlan(together, data.Things, env), 0, 1, upTo))
	}
	if parts := runtime.GOMAXPROCS(0); len(alone) > 0 {
		p := newPlan(alone, data.Things, env)
		for i := range parts {
			shards = append(shards, newShard(p, i, parts, upTo))
		}
	}
	if err := runAll(ctx, shards, data, kindsOf(slices.Concat(alone, together))); err != nil {
		return Result{}, err
	}
	missing := map[string]map[string]bool{}
	for _, s := range shards {
		for _, found := range s.finish() {
			result.Findings = append(result.Findings, found...)
		}
		s.missed(missing)
	}
	for id, pairs := range missing {
		result.Untestable = append(result.Untestable, Untestable{id, slices.Sorted(maps.Keys(pairs))})
	}
	SortFindings(result.Findings)
	slices.SortFunc(result.Untestable, func(a, b Untestable) int { return strings.Compare(a.Typology, b.Typology) })
	return result, nil
}

// watermark is the moment up to which everything has come.
func watermark(data Data, env Environment) int64 {
	if data.AsOf != 0 || len(data.Records) == 0 {
		return data.AsOf
	}
	return data.Records[len(data.Records)-1].At.Start - env.lateness()
}

// kindsOf are the kinds of record that any of the typologies looks at.
func kindsOf(typologies []*Typology) (kinds []string) {
	for _, t := range typologies {
		kinds = append(kinds, t.Kinds()...)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// passing is a record on its way through the shards, with what is kept of it.
type passing struct{ whole, brief *model.View }

// All gives the records one after another, of a stream those of some kinds.
func (data Data) All(kinds []string) iter.Seq[*model.View] {
	if data.Stream != nil {
		return data.Stream(kinds)
	}
	return slices.Values(data.Records)
}

// passing gives the records with what is kept of each: of those that are held anyway, all.
func (data Data) passing(kinds []string) iter.Seq[passing] {
	return func(yield func(passing) bool) {
		for rec := range data.All(kinds) {
			p := passing{rec, rec}
			if data.Stream != nil {
				p.brief = rec.Brief()
			}
			if !yield(p) {
				return
			}
		}
	}
}

// flight is how many records go to the shards at a time.
const flight = 1024

// runAll runs the shards beside each other. With one alone a record is done before the next is asked for.
func runAll(ctx context.Context, shards []*shard, data Data, kinds []string) error {
	if len(shards) != 1 {
		return fanOut(ctx, shards, data.passing(kinds))
	}
	n := 0
	for rec := range data.passing(kinds) {
		if n++; n%flight == 0 && ctx.Err() != nil {
			break
		}
		shards[0].take(rec)
	}
	return ctx.Err()
}

// fanOut hands every shard all records. The quick wait for the slow, so that few records are under way.
func fanOut(ctx context.Context, shards []*shard, records iter.Seq[passing]) error {
	queues := make([]chan []passing, len(shards))
	var all sync.WaitGroup
	for i, s := range shards {
		queues[i] = make(chan []passing, 4)
		all.Go(func() {
			for some := range queues[i] {
				for _, rec := range some {
					s.take(rec)
				}
			}
		})
	}
	some := make([]passing, 0, flight)
	hand := func() {
		for _, queue := range queues {
			queue <- some
		}
		some = make([]passing, 0, flight)
	}
	for rec := range records {
		if some = append(some, rec); len(some) < flight {
			continue
		}
		if hand(); ctx.Err() != nil {
			break
		}
	}
	hand()
	for _, queue := range queues {
		close(queue)
	}
	all.Wait()
	return ctx.Err()
}

// finish decides what still waits, up to the watermark, and closes every episode: the findings of each typology.
func (s *shard) finish() [][]*Finding {
	s.decide()
	s.until(never)
	found := make([][]*Finding, len(s.runs))
	for i, r := range s.runs {
		found[i] = r.finish()
	}
	return found
}

// missed adds what each typology missed: rates between currencies, peers.
func (s *shard) missed(by map[string]map[string]bool) {
	note := func(number int, what string) {
		id := s.typologies[number].File.ID.Text
		if by[id] == nil {
			by[id] = map[string]bool{}
		}
		by[id][what] = true
	}
	rates := func(numbers []int, env Environment) {
		for pair := range env.missing {
			for _, number := range numbers {
				note(number, "rate from "+pair)
			}
		}
	}
	for _, k := range s.kinds {
		for i, env := range s.notes[k] {
			rates(k.asks[i], env)
		}
	}
	for i, f := range s.feeds {
		if rates(f.asks, s.feeding[i].env); s.feeding[i].asked && !s.feeding[i].enough {
			for _, number := range f.asks {
				note(number, fmt.Sprintf("group of %d others to compare %s with", leastPeers, f.name))
			}
		}
	}
	for i, r := range s.runs {
		rates([]int{i}, r.env)
	}
}

// PresenceOf counts what the data has.
func PresenceOf(data Data) Presence {
	if data.Presence != nil {
		return data.Presence
	}
	p := Presence{}
	for _, v := range data.Records {
		p.Count(v)
	}
	for _, v := range data.Things {
		p.Count(v)
	}
	for _, kind := range data.Derived {
		p[kind.Name]++
		for _, prop := range kind.Properties {
			p[kind.Name+"."+prop.Name]++
		}
	}
	return p
}

// Missing lists the kinds and fields that the typology needs and the data lacks.
func (t *Typology) Missing(p Presence) []string { return t.needs.missing(p, t.schemata) }
