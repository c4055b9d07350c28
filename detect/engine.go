package detect

import (
	"cmp"
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
	// Log has the records instead of Records, where they are too many to be held: the run keeps them in brief, which is what its
	// findings then have. Presence and AsOf must then be known.
	Log    Log
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

// Log gives records in the order of model.Less, any number of times and to several who ask at once.
type Log interface {
	Len() int
	At(number int, in *model.Room) *model.View // made anew each time, in the room; nil where it cannot be read
	// Some hands on those of some kinds, of all where none is named, with their numbers: from a number on up to another, which is not among them.
	Some(from, to int, kinds ...string) iter.Seq2[int, *model.View]
	Err() error // why not all could be read
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

// Run runs the typologies over the data: those that look at one subject at a time subject by subject, so that no more is held than
// one subject's windows on each core; those that compare subjects record by record.
func Run(ctx context.Context, typologies []*Typology, data Data, env Environment) (Result, error) {
	if data.Log != nil && data.Presence == nil {
		return Result{}, &fault.Error{Doing: "running typologies", Kind: fault.Internal, What: "the records come as a log, of which nobody said what it has"}
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
	one, many := newPlan(alone, data.Things, env), newPlan(together, data.Things, env)
	if err := cmp.Or(one.fits(), many.fits()); err != nil {
		return Result{}, err
	}
	var shards []*shard
	for range runtime.GOMAXPROCS(0) {
		shards = append(shards, newShard(one, data, watermark(data, env)))
	}
	everybody := newShard(many, data, watermark(data, env))
	var all sync.WaitGroup
	all.Go(func() { everybody.run(ctx) })
	bySubject(ctx, shards)
	all.Wait()
	if err := cmp.Or(ctx.Err(), data.log().Err()); err != nil {
		return Result{}, err
	}
	missing := map[string]map[string]bool{}
	for _, s := range append(shards, everybody) {
		for _, found := range s.found {
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

// log is the records, held or not.
func (data Data) log() Log {
	if data.Log != nil {
		return data.Log
	}
	return heldLog(data.Records)
}

// heldLog is records that are held anyway.
type heldLog []*model.View

func (l heldLog) Len() int                                 { return len(l) }
func (l heldLog) Err() error                               { return nil }
func (l heldLog) At(number int, _ *model.Room) *model.View { return l[number] }
func (l heldLog) Some(from, to int, kinds ...string) iter.Seq2[int, *model.View] {
	return func(yield func(int, *model.View) bool) {
		for i := from; i < to; i++ {
			if (len(kinds) == 0 || slices.Contains(kinds, l[i].Schema.Name)) && !yield(i, l[i]) {
				return
			}
		}
	}
}

// All gives the records one after another.
func (data Data) All(kinds ...string) iter.Seq2[int, *model.View] {
	log := data.log()
	return log.Some(0, log.Len(), kinds...)
}

// passing is a record on its way through a shard, with its number in the log, and the roles in which it is its subject's, where the
// shard has one.
type passing struct {
	*model.View
	number uint32
	in     roles
}

// kept is what findings have of records, by their numbers: all of those that are held anyway, or whose values say how strong they are.
func (data Data) kept(numbers []uint32) []*model.View {
	records := make([]*model.View, 0, len(numbers))
	for _, number := range numbers {
		switch v := data.log().At(int(number), &model.Room{}); {
		case v == nil: // the log says why
		case data.Log == nil || grades(v.Schema):
			records = append(records, v)
		default:
			records = append(records, v.Brief())
		}
	}
	return records
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
	p, t := Presence{}, tallied{}
	for _, v := range data.Records {
		t.add(v)
	}
	for _, v := range data.Things {
		t.add(v)
	}
	p.countTallied(t)
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
