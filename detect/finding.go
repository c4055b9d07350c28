package detect

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"spoor/model"
)

// Finding is an episode in which a typology's condition held for a subject: what was observed, measured and from which
// records, and which published indicator describes it. It is no verdict.
type Finding struct {
	ID         string // hash of typology, subject, key and start record
	Typology   *Typology
	Subject    string   // id of the party or thing
	Key        []string // values of the other key fields
	Start, End int64    // of the contributing records, UTC microseconds
	Say        string
	Conditions []Condition
	Values     []Value         // the lets, in the file's order
	Records    []*model.View   // the contributing records in the order of time
	rests      []uint32        // those by their numbers, while the episode is open
	upTo       map[*window]int // how many of a window's entries are among them
	last       *model.View     // the record on which the condition last held
	lets       []model.Datum   // as they stood there
}

// Value is a let's value when the condition last held.
type Value struct{ Name, Value string }

// Condition is one part of the condition: what was measured against which limit, and how far beyond it.
type Condition struct {
	Text     string `json:"text"` // as the file says it
	Measured string `json:"measured,omitempty"`
	Operator string `json:"operator,omitempty"`
	Limit    string `json:"limit,omitempty"`
	Margin   string `json:"margin,omitempty"` // measured less limit, with its unit; empty where that has no meaning
	Silent   string `json:"silent"`           // what would have had to hold for the finding not to be made
}

// hold opens an episode, or grows the one that stands: it lasts until the longest window has passed without the condition.
func (r *runner) hold(rec passing, subject string, key []string) {
	id := strings.Join(key, "\x00")
	f := r.episodes[id]
	if f != nil && !r.within(f.last.At.Start, rec.At.Start) {
		r.closed = append(r.closed, f)
		f = nil
	}
	if f == nil {
		parts := append([]string{r.t.File.ID.Text}, key...)
		f = &Finding{ID: model.ID(append(parts, rec.ID)...), Typology: r.t, Subject: subject, Key: slices.Clone(key[1:]),
			upTo: map[*window]int{}}
		r.episodes[id] = f
	}
	f.last, f.lets = rec.View, append(f.lets[:0], r.f.lets...)
	f.rests = append(f.rests, rec.number)
	for _, w := range r.used {
		for i := max(int(w.head), f.upTo[w]-w.gone); i < int(w.tail); i++ {
			if w.extra != nil {
				f.rests = append(f.rests, w.steps[w.entries[i].rec]...)
			}
			f.rests = append(f.rests, w.entries[i].rec)
		}
		f.upTo[w] = w.gone + int(w.tail)
	}
}

// within says whether less than the longest window has passed. Without a window each record is an episode of its own.
func (r *runner) within(last, now int64) bool {
	return length(r.t.longest) > 0 && since(now, r.t.longest) < last
}

// finish closes every episode.
func (r *runner) finish(data Data) []*Finding {
	all := r.closed
	for _, key := range slices.Sorted(maps.Keys(r.episodes)) {
		all = append(all, r.episodes[key])
	}
	r.closed = nil
	clear(r.episodes)
	for _, f := range all {
		slices.Sort(f.rests)
		f.Records = data.kept(slices.Compact(f.rests)) // several windows have one record
		if len(f.Records) > 0 {                        // of a log that cannot be read there are none, and the run fails
			f.Start, f.End = f.Records[0].At.Start, f.Records[len(f.Records)-1].At.Start
		}
		r.tell(f)
	}
	return all
}

// tell puts into words what was measured when the condition last held.
func (r *runner) tell(f *Finding) {
	r.f.rec = f.last
	copy(r.f.lets, f.lets)
	clear(r.f.unread)
	w := r.t.watch[f.last.Schema]
	f.Say = r.say(w, f.Subject)
	f.Conditions = r.conditions(w)
	for i, l := range r.t.lets {
		f.Values = append(f.Values, Value{l.name, r.show(r.f.lets[i])})
	}
	f.rests, f.upTo, f.last, f.lets = nil, nil, nil, nil
}

// SortFindings orders by priority, highest first, then by start, typology and id.
func SortFindings(findings []*Finding) {
	slices.SortFunc(findings, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(b.Priority(), a.Priority()), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.Typology.File.ID.Text, b.Typology.File.ID.Text), cmp.Compare(a.ID, b.ID))
	})
}

// show writes a datum for a person; an entity by the name it is known under.
func (r *runner) show(d model.Datum) string {
	if measured(d.Kind) && nothing(d) {
		return "0"
	}
	switch d.Kind {
	case model.None:
		return "unknown"
	case model.Reference:
		if thing := r.f.things[d.Text]; thing != nil {
			return thing.Caption()
		}
	}
	return d.String()
}

func (r *runner) conditions(w *watch) []Condition {
	out := make([]Condition, 0, len(w.terms))
	for _, t := range w.terms {
		c := Condition{Text: t.text, Operator: t.op, Silent: t.silent}
		if t.op != "" {
			measured, limit := t.left.one(&r.f), t.right.one(&r.f)
			c.Measured, c.Limit = r.show(measured), r.show(limit)
			c.Margin, c.Silent = margin(t, measured, limit, c)
		}
		out = append(out, c)
	}
	return out
}

// margin says how far the measured value is beyond its limit, and the nearest value that would have kept silence.
func margin(t term, measured, limit model.Datum, c Condition) (how, silent string) {
	name := t.text
	if i := strings.Index(name, " "+t.op+" "); i > 0 {
		name = name[:i]
	}
	switch t.op {
	case ">=":
		silent = name + " below " + c.Limit
	case ">":
		silent = name + " at most " + c.Limit
	case "<=":
		silent = name + " above " + c.Limit
	case "<":
		silent = name + " at least " + c.Limit
	case "==":
		return "", name + " other than " + c.Limit
	default:
		return "", name + " equal to " + c.Limit
	}
	if measured.Kind == limit.Kind && (measured.Kind == model.Number || measured.Kind == model.Amount || measured.Kind == model.Measure) {
		if d := calculate("-", measured, limit, measured.Kind); d.Kind != model.None {
			how = d.String()
		}
	}
	return how, silent
}
