package detect

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"spoor/model"
)

// Data is what typologies run over: records in the order of model.Less, and the things they name, by id.
type Data struct {
	Records []*model.View
	Things  map[string]*model.View
	// Derived are kinds that were looked for, such as ListHit once there is a list: to have none of them is an answer.
	Derived []*model.Schema
}

// Result is what a run found, and what it could not test.
type Result struct {
	Findings   []*Finding   // highest priority first
	Untestable []Untestable // by typology
}

// Untestable says why a typology could not be tested on this data.
type Untestable struct {
	Typology string
	Missing  []string // kinds and fields the data lacks, or a rate between two currencies
}

// Run runs the typologies over the data, each record once in its order.
func Run(ctx context.Context, typologies []*Typology, data Data, env Environment) (Result, error) {
	presence := presenceOf(data)
	var result Result
	var runners []*runner
	for _, t := range typologies {
		if missing := t.Missing(presence); len(missing) > 0 {
			result.Untestable = append(result.Untestable, Untestable{t.File.ID.Text, missing})
			continue
		}
		runners = append(runners, newRunner(t, data.Things, env))
	}
	if err := runAll(ctx, runners, data.Records); err != nil {
		return Result{}, err
	}
	for _, r := range runners {
		found := r.finish()
		result.Findings = append(result.Findings, found...)
		if len(r.env.missing) > 0 {
			missing := slices.Sorted(maps.Keys(r.env.missing))
			for i := range missing {
				missing[i] = "rate from " + missing[i]
			}
			result.Untestable = append(result.Untestable, Untestable{r.t.File.ID.Text, missing})
		}
	}
	SortFindings(result.Findings)
	slices.SortFunc(result.Untestable, func(a, b Untestable) int { return strings.Compare(a.Typology, b.Typology) })
	return result, nil
}

// runAll runs each typology by itself, as many at a time as there are processors: none reads what another keeps.
func runAll(ctx context.Context, runners []*runner, records []*model.View) error {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for _, r := range runners {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			for i, rec := range records {
				if i%4096 == 0 && ctx.Err() != nil {
					return
				}
				r.take(rec)
			}
		})
	}
	all.Wait()
	return ctx.Err()
}

func presenceOf(data Data) Presence {
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

// runner is one typology in one run: its windows by subject, its open episodes, its findings.
type runner struct {
	t        *Typology
	f        frame
	env      Environment
	subjects map[string]*subject
	episodes map[string]*Finding // the open ones, by key
	closed   []*Finding
	// What one record needs, kept to be used again by the next.
	at    []*subject // whose record it is
	parts []string   // the last key's values
	key   []string   // of the episode
	live  []cell
	used  []*window // the windows the last evaluation read
}

// subject is what a run keeps of one party or thing.
type subject struct {
	id    string
	cells [][]cell            // of each let without keys
	keyed []map[string][]cell // of each let with keys, by key
}

// cell is the window of one currency or unit under a key: money keys on its currency.
type cell struct {
	unit string
	w    *window
}

func newRunner(t *Typology, things map[string]*model.View, env Environment) *runner {
	r := &runner{t: t, env: env, subjects: map[string]*subject{}, episodes: map[string]*Finding{}}
	r.env.missing = nil
	r.f = frame{things: things, lets: make([]model.Datum, len(t.lets)), env: &r.env}
	return r
}

// take looks at one record: it enters the windows it belongs to, then the condition is evaluated for its subjects.
func (r *runner) take(rec *model.View) {
	w := r.t.watch[rec.Schema]
	if w == nil {
		return
	}
	r.f.rec = rec
	if w.filter != nil && w.filter.one(&r.f).Num != 1 {
		return
	}
	r.at = r.at[:0]
	for i := range w.roles {
		for _, d := range w.roles[i].of.each(&r.f) {
			if s := r.subject(keyOf(d)); !slices.Contains(r.at, s) {
				r.at = append(r.at, s)
			}
		}
	}
	for _, s := range r.at {
		r.enter(rec, s)
	}
	if w.trigger {
		for _, s := range r.at {
			r.evaluate(rec, w, s)
		}
	}
}

func (r *runner) subject(id string) *subject {
	s := r.subjects[id]
	if s == nil {
		s = &subject{id: id, cells: make([][]cell, len(r.t.lets)), keyed: make([]map[string][]cell, len(r.t.lets))}
		r.subjects[id] = s
	}
	return s
}

// enter puts the record into the windows of one of its subjects.
func (r *runner) enter(rec *model.View, s *subject) {
	for i, l := range r.t.lets {
		if l.kind != rec.Schema {
			continue
		}
		if r.inRole(l, s.id) && (l.where == nil || l.where.one(&r.f).Num == 1) {
			r.push(i, l, rec, s)
		}
		if l.filters { // a later where reads this let as it stands at the record
			r.f.lets[i] = model.Datum{}
			if key, ok := r.keyBy(l.keys); ok {
				r.f.lets[i] = r.read(l, s.at(i, l, key), rec.At.Start)
			}
		}
	}
}

// inRole says whether the subject has the role that the let names in the record at hand.
func (r *runner) inRole(l *let, subject string) bool {
	if l.role == "" {
		return true
	}
	for _, role := range r.t.watch[l.kind].roles {
		if role.name != l.role {
			continue
		}
		for _, d := range role.of.each(&r.f) {
			if keyOf(d) == subject {
				return true
			}
		}
	}
	return false
}

func (r *runner) push(i int, l *let, rec *model.View, s *subject) {
	key, ok := r.keyBy(l.keys)
	if !ok {
		return
	}
	if l.field == nil {
		s.window(i, l, key, "").push(l.verb, entry{at: rec.At.Start, rec: rec})
		return
	}
	for _, d := range l.field.each(&r.f) {
		s.window(i, l, key, unitOf(d)).push(l.verb, entry{at: rec.At.Start, rec: rec, value: d})
	}
}

// keyBy joins the values of the key fields, which stay in parts; a record that lacks one of them has no key.
func (r *runner) keyBy(fields []*expr) (string, bool) {
	r.parts = r.parts[:0]
	for _, e := range fields {
		d := first(e.each(&r.f))
		if d.Kind == model.None {
			return "", false
		}
		r.parts = append(r.parts, keyOf(d))
	}
	if len(r.parts) == 1 {
		return r.parts[0], true
	}
	return strings.Join(r.parts, "\x00"), true
}

// at is the cells of a let under a key.
func (s *subject) at(i int, l *let, key string) []cell {
	if len(l.keys) == 0 {
		return s.cells[i]
	}
	return s.keyed[i][key]
}

func (s *subject) window(i int, l *let, key, unit string) *window {
	cells := s.at(i, l, key)
	for _, c := range cells {
		if c.unit == unit {
			return c.w
		}
	}
	w := &window{}
	cells = append(cells, cell{unit, w})
	switch {
	case len(l.keys) == 0:
		s.cells[i] = cells
	case s.keyed[i] == nil:
		s.keyed[i] = map[string][]cell{key: cells}
	default:
		s.keyed[i][key] = cells
	}
	return w
}

// evaluate fills the lets as they stand at the record and decides the condition.
func (r *runner) evaluate(rec *model.View, w *watch, s *subject) {
	r.used = r.used[:0]
	r.key = append(r.key[:0], s.id)
	for i, l := range r.t.lets {
		if l.verb == "" {
			r.f.lets[i] = w.plain[i].one(&r.f)
			continue
		}
		r.f.lets[i] = model.Datum{}
		if len(w.keys[i]) < len(l.by) {
			continue // this kind has no such key, and the condition does not read it
		}
		key, ok := r.keyBy(w.keys[i])
		if !ok {
			continue
		}
		if l.decides {
			r.key = append(r.key, r.parts...)
		}
		before := len(r.used)
		r.f.lets[i] = r.read(l, s.at(i, l, key), rec.At.Start)
		if !l.decides {
			r.used = r.used[:before]
		}
	}
	holds := w.when.one(&r.f)
	if holds.Kind == model.Boolean && holds.Num == 1 {
		r.hold(rec, s.id, compactKeys(r.key))
	}
}

// read is a let's value at a moment. Of several currencies, the record's own counts; where none is its own, they make the
// value unknown, and a rate is missing.
func (r *runner) read(l *let, cells []cell, at int64) model.Datum {
	start := since(at, l.width)
	live := r.live[:0]
	for _, c := range cells {
		if c.w.evict(l.verb, start); len(c.w.live()) > 0 {
			live = append(live, c)
		}
	}
	r.live = live
	if l.verb == "count" || l.verb == "distinct" {
		sum := model.Datum{Kind: model.Number}
		for _, c := range live {
			r.used = append(r.used, c.w)
			sum.Num += c.w.value(l.verb).Num
		}
		return sum
	}
	own := ""
	if len(live) > 1 && l.kind == r.f.rec.Schema {
		own = unitOf(first(l.field.each(&r.f)))
	}
	for _, c := range live {
		if len(live) == 1 || c.unit == own {
			r.used = append(r.used, c.w)
			return c.w.value(l.verb)
		}
	}
	switch {
	case len(live) == 0 && l.verb == "sum":
		return model.Datum{Kind: l.of.datum} // nothing, in whatever unit
	case len(live) > 1 && (l.decides || l.filters):
		r.env.noRate(live[0].unit, live[1].unit)
	}
	return model.Datum{}
}

// compactKeys drops key values that several lets share.
func compactKeys(keys []string) []string {
	out := keys[:1]
	for _, k := range keys[1:] {
		if !slices.Contains(out[1:], k) {
			out = append(out, k)
		}
	}
	return out
}
