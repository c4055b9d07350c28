package app

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/lists"
	"spoor/model"
	"spoor/resolve"
	"spoor/screen"
)

// Source is what a check runs over: whatever a store holds.
type Source interface {
	// Views gives every record as typologies read it, without the line as it stood and the names of its fields there. They are the caller's.
	Views(context.Context) iter.Seq2[*model.View, error]
	// RecordsByID gives those of the ids that are there, whole, in no order.
	RecordsByID(context.Context, []string) ([]*model.Entity, error)
	Things(context.Context) iter.Seq2[*model.Entity, error]
	Listings(context.Context) iter.Seq2[*model.Entity, error]
}

// Hit is a possible match between a party of the records and a listing.
type Hit struct {
	Party *model.Entity
	screen.Hit
	Exception *cases.Excepted // nil: there is none
}

// Checked is what a check found.
type Checked struct {
	Records    int
	From, To   int64 // of the records, UTC microseconds
	Listings   int
	Hits       []Hit     // strongest first
	Mentions   []Mention // in free texts, in the order of the records
	Findings   []*detect.Finding
	Alerts     []detect.Alert
	Untestable []detect.Untestable
	Things     map[string]*model.Entity // every thing, merged, by the id it is known under
	Lists      []lists.State            // that were screened against, by name
	Links      []resolve.Link           // which things are one party, and why
	Ties       []resolve.Tie            // which parties share what few do
	Data       detect.Data              // what the typologies ran over, possible matches included
}

// Progress is told how far a long piece of work has come: what is being done, how much of how much (total 0: not known).
type Progress func(doing string, done, total int)

// Check screens every party against the index of src's lists and runs every typology that its data allows.
func Check(ctx context.Context, src Source, index *screen.Index, typologies []*detect.Typology, env detect.Environment, progress Progress) (*Checked, error) {
	return checkBy(ctx, src, index, typologies, env, progress, func(things map[string]*model.Entity) ([]Hit, error) {
		return screenAll(ctx, index, things, progress)
	})
}

// checkBy is a check whose parties are screened by a function of the caller's.
func checkBy(ctx context.Context, src Source, index *screen.Index, typologies []*detect.Typology, env detect.Environment, progress Progress,
	screened func(map[string]*model.Entity) ([]Hit, error)) (*Checked, error) {
	g, err := gather(ctx, src, screened)
	if err != nil {
		return nil, err
	}
	c := g.Checked
	if c.Mentions, err = mentioned(ctx, index, g.packed, progress); err != nil {
		return nil, err
	}
	if progress != nil {
		progress("looking for what typologies describe", 0, len(typologies))
	}
	result, err := detect.Run(ctx, typologies, c.Data, env)
	if err != nil {
		return nil, err
	}
	c.Findings, c.Untestable = result.Findings, result.Untestable
	if err := g.fill(ctx, src); err != nil {
		return nil, err
	}
	c.Alerts = detect.Combine(slices.Clone(c.Findings))
	return c, nil
}

// gathered is what typologies run over, in little room.
type gathered struct {
	*Checked
	packed   *model.Packed
	identity *resolve.Identity
	hits     []*model.View // that were made records of
}

// gather reads, screens and packs what typologies run over.
func gather(ctx context.Context, src Source, screened func(map[string]*model.Entity) ([]Hit, error)) (*gathered, error) {
	things, err := merged(src.Things(ctx))
	if err != nil {
		return nil, err
	}
	g, seen := &gathered{packed: &model.Packed{}, identity: resolve.Identical(things)}, firsts{}
	g.packed.Bound(mostHeld, newScratch)
	c := &Checked{Things: joined(things, g.identity), Links: g.identity.Links}
	if err := each(ctx, src, g.identity, func(v *model.View) {
		c.span(v)
		seen.add(v)
		g.packed.Add(v)
	}); err != nil {
		return nil, err
	}
	c.tie(g.packed.All("Order"))
	if c.Data.Things, err = typed(c.Things, g.identity); err != nil {
		return nil, err
	}
	if c.Listings, err = countListings(src.Listings(ctx)); err != nil {
		return nil, err
	}
	if c.Hits, err = screened(c.Things); err != nil {
		return nil, err
	}
	if g.hits, err = c.listHits(seen); err != nil {
		return nil, err
	}
	for _, v := range g.hits {
		g.packed.Add(v)
	}
	if g.packed.Sort(); g.packed.Err() != nil {
		return nil, g.packed.Err()
	}
	c.Data.Log, c.Data.Presence, c.Data.AsOf = g.packed, detect.PresenceOf(c.Data), g.packed.Last()
	c.Data.Presence.CountPacked(g.packed)
	g.Checked = c
	return g, nil
}

// fill gives findings and mentions their records whole, which a run keeps in brief: few of all records are among them.
func (g *gathered) fill(ctx context.Context, src Source) error {
	whole := map[string]*model.View{}
	for _, v := range g.hits {
		whole[v.ID] = v
	}
	var ids []string
	asked := map[string]bool{}
	ask := func(v *model.View) {
		if whole[v.ID] == nil && !asked[v.ID] {
			asked[v.ID] = true
			ids = append(ids, v.ID)
		}
	}
	for _, f := range g.Findings {
		for _, v := range f.Records {
			ask(v)
		}
	}
	for _, m := range g.Mentions {
		ask(m.Record)
	}
	slices.Sort(ids)
	for some := range slices.Chunk(ids, 1000) {
		entities, err := src.RecordsByID(ctx, some)
		if err != nil {
			return err
		}
		for _, e := range entities {
			v, err := model.StandingView(e)
			if err != nil {
				return err
			}
			v.Refer(g.identity.Of)
			whole[v.ID] = v
		}
	}
	filled := func(v *model.View) *model.View { // one that was taken back meanwhile stays in brief: the next check leaves it out
		return cmp.Or(whole[v.ID], v)
	}
	for _, f := range g.Findings {
		for i, v := range f.Records {
			f.Records[i] = filled(v)
		}
	}
	for i := range g.Mentions {
		g.Mentions[i].Record = filled(g.Mentions[i].Record)
	}
	return nil
}

// span takes note of a record's time.
func (c *Checked) span(v *model.View) {
	if c.Records == 0 {
		c.From, c.To = v.At.Start, v.At.Start
	}
	c.From, c.To = min(c.From, v.At.Start), max(c.To, v.At.Start)
	c.Records++
}

// Unclear marks the typologies that rest on lists which broke off while loading, are too old, or were never loaded: what they did
// not find is no answer. Without any list they are untestable already.
func (c *Checked) Unclear(states []lists.State, now time.Time, typologies []*detect.Typology) {
	c.Lists = states
	var missing []string
	for _, s := range states {
		switch {
		case s.Partial:
			missing = append(missing, "whole list "+s.Name)
		case s.Stale(now):
			missing = append(missing, fmt.Sprintf("fresh list %s (%s)", s.Name, s.Aged(now)))
		case s.Missing():
			missing = append(missing, "list "+s.Name+", which was never loaded")
		}
	}
	for _, t := range typologies {
		if len(missing) > 0 && slices.ContainsFunc(t.Kinds(), func(kind string) bool { return kind == "ListHit" }) {
			c.Untestable = append(c.Untestable, detect.Untestable{Typology: t.File.ID.Text, Missing: missing})
		}
	}
	slices.SortStableFunc(c.Untestable, func(a, b detect.Untestable) int { return strings.Compare(a.Typology, b.Typology) })
}

// Years is how long the records reach, for rates a year.
func (c *Checked) Years() float64 { return float64(c.To-c.From) / (365.25 * 86400e6) }

// merged makes one entity of all lines about a thing.
func merged(lines iter.Seq2[*model.Entity, error]) (map[string]*model.Entity, error) {
	things := map[string]*model.Entity{}
	for e, err := range lines {
		if err != nil {
			return nil, err
		}
		if stands := things[e.ID]; stands != nil {
			stands.Merge(e)
		} else {
			things[e.ID] = e.Clone()
		}
	}
	return things, nil
}

// joined makes one entity of the things that are one party, under the id that stays.
func joined(things map[string]*model.Entity, identity *resolve.Identity) map[string]*model.Entity {
	for _, link := range identity.Links {
		for _, id := range []string{link.A, link.B} {
			stays := identity.Of(id)
			if e := things[id]; id != stays && e != nil {
				things[stays].Merge(e)
				delete(things, id)
			}
		}
	}
	for _, e := range things {
		for i := range e.Values {
			if v := &e.Values[i]; v.Prop.KindOf() == model.Reference {
				v.Text = identity.Of(v.Text) // a card's holder is who is known by another id now
			}
		}
	}
	return things
}

// typed makes the views of things that typologies read.
func typed(things map[string]*model.Entity, identity *resolve.Identity) (map[string]*model.View, error) {
	views := make(map[string]*model.View, len(things))
	for id, e := range things {
		v, err := model.NewView(e)
		if err != nil {
			return nil, err
		}
		v.Refer(identity.Of)
		views[id] = v
	}
	return views, nil
}

// each hands on the views of records, in the order of the source, naming each party by the id that it is known under.
func each(ctx context.Context, src Source, identity *resolve.Identity, hand func(*model.View)) error {
	for v, err := range src.Views(ctx) {
		if err != nil {
			return err
		}
		v.Refer(identity.Of)
		hand(v)
	}
	return nil
}

// tie finds who is tied to whom by orders, and writes the group of each on what is known of it.
func (c *Checked) tie(orders iter.Seq[*model.View]) {
	var groups map[string]string
	c.Ties, groups = resolve.Ties(c.Things, orders)
	for id, group := range groups {
		if e := c.Things[id]; e != nil {
			e.Add("group", group, "")
		}
	}
}

// Index makes everything on the lists searchable.
func Index(ctx context.Context, src Source) (*screen.Index, error) { return indexed(ctx, src, nil) }

// indexed is an index whose words weigh as another's; nil: as they are counted.
func indexed(ctx context.Context, src Source, rarity *screen.Rarity) (*screen.Index, error) {
	return screen.Build(func(yield func(screen.Published, error) bool) {
		for e, err := range src.Listings(ctx) {
			if err != nil {
				yield(screen.Published{}, err)
				return
			}
			if e.Schema.Matchable && !yield(screen.Published{Entity: e, List: e.Origin.Source.Name}, nil) {
				return
			}
		}
	}, screen.Options{Rarity: rarity})
}

// countListings counts published entries: a wallet or document that belongs to one is searched, but is no entry of its own.
func countListings(all iter.Seq2[*model.Entity, error]) (n int, err error) {
	for e, err := range all {
		if err != nil {
			return 0, err
		}
		if e.Schema.Matchable && e.First("holder") == "" {
			n++
		}
	}
	return n, nil
}

// screenAll screens every thing that can be listed, on all cores; the order of hits does not depend on them.
func screenAll(ctx context.Context, index *screen.Index, things map[string]*model.Entity, progress Progress) ([]Hit, error) {
	var ids []string
	for id, e := range things {
		if e.Schema.Matchable {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	found := make([][]Hit, len(ids))
	var work sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		work.Go(func() {
			for i := w; i < len(ids) && ctx.Err() == nil; i += workers {
				if progress != nil && w == 0 && i%256 < workers {
					progress("screening", i, len(ids))
				}
				party := things[ids[i]]
				for _, h := range index.Search(screen.QueryOf(party), screen.Options{Limit: -1}) {
					found[i] = append(found[i], Hit{Party: party, Hit: h})
				}
			}
		})
	}
	work.Wait()
	return strongestFirst(slices.Concat(found...)), ctx.Err()
}

// strongestFirst puts first whose identity is confirmed, then who agrees most.
func strongestFirst(hits []Hit) []Hit {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(screen.Rank(&b.Hit), screen.Rank(&a.Hit)), cmp.Compare(b.NameScore+b.IdentityScore, a.NameScore+a.IdentityScore), strings.Compare(a.Party.ID, b.Party.ID))
	})
	return hits
}
