package detect

import (
	"context"
	"slices"
	"strings"

	"spoor/model"
)

// Data is what typologies run over: records in the order of model.Less, and the things they name, by id.
type Data struct {
	Records []*model.View
	Things  map[string]*model.View
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
	byKind := map[*model.Schema][]*runner{}
	for _, t := range typologies {
		if missing := t.Missing(presence); len(missing) > 0 {
			result.Untestable = append(result.Untestable, Untestable{t.File.ID.Text, missing})
			continue
		}
		r := newRunner(t, data.Things, env)
		runners = append(runners, r)
		for _, kind := range t.kinds {
			byKind[kind] = append(byKind[kind], r)
		}
	}
	for i, rec := range data.Records {
		if i%4096 == 0 && ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		for _, r := range byKind[rec.Schema] {
			r.take(rec)
		}
	}
	for _, r := range runners {
		found := r.finish()
		result.Findings = append(result.Findings, found...)
		if len(r.env.missing) > 0 {
			missing := sortedNames(r.env.missing)
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

func presenceOf(data Data) Presence {
	p := Presence{}
	for _, v := range data.Records {
		p.Count(v)
	}
	for _, v := range data.Things {
		p.Count(v)
	}
	return p
}

// Missing lists the kinds and fields that the typology needs and the data lacks.
func (t *Typology) Missing(p Presence) []string { return t.needs.missing(p, t.schemata) }

// runner is one typology in one run: its windows by key, its open episodes, its findings.
type runner struct {
	t        *Typology
	f        frame
	env      Environment
	windows  []map[string][]cell // of each let, by key
	episodes map[string]*Finding // the open ones, by key
	closed   []*Finding
	used     []*window // the windows the last evaluation read
}

// cell is the window of one currency or unit under a key: money keys on its currency.
type cell struct {
	unit string
	w    *window
}

func newRunner(t *Typology, things map[string]*model.View, env Environment) *runner {
	r := &runner{t: t, env: env, windows: make([]map[string][]cell, len(t.lets)), episodes: map[string]*Finding{}}
	r.env.missing = nil
	r.f = frame{things: things, lets: make([]model.Datum, len(t.lets)), env: &r.env}
	for i := range r.windows {
		r.windows[i] = map[string][]cell{}
	}
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
	var subjects []string
	for _, role := range w.roles {
		for _, d := range role.of.each(&r.f) {
			subject := keyOf(d)
			r.enter(rec, role.name, subject, slices.Contains(subjects, subject))
			if !slices.Contains(subjects, subject) {
				subjects = append(subjects, subject)
			}
		}
	}
	for _, subject := range subjects {
		if w.trigger {
			r.evaluate(rec, w, subject)
		}
	}
}

// enter puts the record into the windows of its subject. again says that the subject has another role in the same record,
// so that windows without a role hold it already.
func (r *runner) enter(rec *model.View, role, subject string, again bool) {
	for i, l := range r.t.lets {
		if l.verb == "" {
			continue
		}
		if l.kind == rec.Schema && (l.role == role || l.role == "" && !again) && (l.where == nil || l.where.one(&r.f).Num == 1) {
			r.push(i, l, rec, subject)
		}
		if l.filters { // a later where reads this let as it stands at the record
			r.f.lets[i] = model.Datum{}
			if key, ok := r.key(subject, l.keys); ok && l.kind == rec.Schema {
				r.f.lets[i] = r.read(i, l, key, rec.At.Start)
			}
		}
	}
}

func (r *runner) push(i int, l *let, rec *model.View, subject string) {
	key, ok := r.key(subject, l.keys)
	if !ok {
		return
	}
	if l.field == nil {
		r.window(i, key, "").push(l.verb, entry{at: rec.At.Start, rec: rec})
		return
	}
	for _, d := range l.field.each(&r.f) {
		r.window(i, key, unitOf(d)).push(l.verb, entry{at: rec.At.Start, rec: rec, value: d})
	}
}

// key joins the subject and the values of the key fields; a record that lacks one of them has no key.
func (r *runner) key(subject string, fields []*expr) (string, bool) {
	if len(fields) == 0 {
		return subject, true
	}
	parts := []string{subject}
	for _, e := range fields {
		d := first(e.each(&r.f))
		if d.Kind == model.None {
			return "", false
		}
		parts = append(parts, keyOf(d))
	}
	return strings.Join(parts, "\x00"), true
}

func (r *runner) window(i int, key, unit string) *window {
	cells := r.windows[i][key]
	for _, c := range cells {
		if c.unit == unit {
			return c.w
		}
	}
	w := &window{}
	r.windows[i][key] = append(cells, cell{unit, w})
	return w
}

// evaluate fills the lets as they stand at the record and decides the condition.
func (r *runner) evaluate(rec *model.View, w *watch, subject string) {
	r.used = r.used[:0]
	episode := []string{subject}
	for i, l := range r.t.lets {
		if l.verb == "" {
			r.f.lets[i] = w.plain[i].one(&r.f)
			continue
		}
		r.f.lets[i] = model.Datum{}
		if len(w.keys[i]) < len(l.by) {
			continue // only the where of a later let reads it
		}
		key, ok := r.key(subject, w.keys[i])
		if !ok {
			continue
		}
		if l.decides && len(w.keys[i]) > 0 {
			episode = append(episode, strings.Split(key, "\x00")[1:]...)
		}
		before := len(r.used)
		r.f.lets[i] = r.read(i, l, key, rec.At.Start)
		if !l.decides {
			r.used = r.used[:before]
		}
	}
	holds := w.when.one(&r.f)
	if holds.Kind == model.Boolean && holds.Num == 1 {
		r.hold(rec, w, subject, compactKeys(episode))
	}
}

// read is a let's value at a moment. Of several currencies, the record's own counts; where it names none, the only one
// there is, and two make the value unknown.
func (r *runner) read(i int, l *let, key string, at int64) model.Datum {
	var live []cell
	for _, c := range r.windows[i][key] {
		c.w.evict(l.verb, addMonths(at, -int(l.width.End))-l.width.Num)
		if len(c.w.live()) > 0 {
			live = append(live, c)
		}
	}
	if l.verb == "count" || l.verb == "distinct" {
		total := model.Datum{Kind: model.Number}
		for _, c := range live {
			r.used = append(r.used, c.w)
			total.Num += c.w.value(l.verb).Num
		}
		return total
	}
	if len(live) > 1 && l.kind == r.f.rec.Schema {
		own := unitOf(first(l.field.each(&r.f)))
		live = slices.DeleteFunc(live, func(c cell) bool { return c.unit != own })
	}
	switch len(live) {
	case 1:
		r.used = append(r.used, live[0].w)
		return live[0].w.value(l.verb)
	case 0:
		if l.verb == "sum" {
			return model.Datum{Kind: l.of.datum} // nothing, in whatever unit
		}
		return model.Datum{}
	}
	r.env.noRate(live[0].unit, live[1].unit)
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
