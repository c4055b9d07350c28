package detect

import (
	"slices"
	"strings"

	"spoor/model"
)

// shard runs a plan over records in their order: those of one subject after another, since nobody's windows but the subject's own
// decide; or those of all together, which typologies need that compare subjects.
type shard struct {
	*plan
	data    Data
	only    *party // whose records these are; nil: everybody's
	parties map[string]*party
	whole   party // of feeds among all
	rooms   rooms
	groups  []map[string][]group
	feeding []feeding
	notes   map[*kindPlan][]Environment // of each condition: the rates that were missing there
	runs    []*runner
	found   [][]*Finding // of each typology, closed
	due     int64        // when the next wait ends
	upTo    int64        // the watermark
	off     []bool       // of each typology: that it cannot hold for the subject at hand
	idle    []bool       // of each feed: that only such typologies have it
	most    []int64      // of each near: what the subject has, -1 before it is counted
	roles   []roles      // that the subject has in records of each kind
	// What one record needs, kept to be used again by the next.
	rec      passing
	f        frame
	same     []passing  // the records of the moment at hand, which have entered and are not decided yet
	whose    []comer    // each once
	in       roles      // of any of them
	history  []passing  // the subject's records, where they are few
	room     model.Room // in which they stand
	verdicts []int8     // of the kind's conditions: 0 not yet tried, 1 true, -1 not
	parts    []string   // the last key's values
	key      []string
	live     []*window
	moment   int64    // counts records, and waits that end
	seen     []glance // of each feed: what was last read
}

// comer is one whose record comes, with the roles in which it is.
type comer struct {
	p  *party
	in roles
}

// glance is a feed's value for a subject at a moment, read once for all typologies that have it.
type glance struct {
	moment int64
	p      *party
	d      model.Datum
	used   *window // nil when there was none
}

// party is what a shard keeps of one subject.
type party struct {
	id   string
	has  []uint16 // the feeds of which there is anything
	held []held   // by the same places
}

// held is one feed's windows for one subject: one a unit, each leading to the next.
type held struct {
	alone *window            // without keys
	keyed map[string]*window // by key
}

// group is the peers of one currency or unit.
type group struct {
	unit string
	p    *peers
}

// feeding is what a shard keeps of a feed beside its windows.
type feeding struct {
	lets    []model.Datum // the values that its where and field read
	env     Environment   // notes the rates that were missing there
	now     int64
	bounds  bounds
	bounded bool
	asked   bool // of peers: somebody's were looked for
	enough  bool // and were enough
}

// runner is one typology in a shard: its open episodes, its findings, the records that wait.
type runner struct {
	t        *Typology
	f        frame
	env      Environment
	episodes map[string]*Finding // the open ones, by key
	closed   []*Finding
	waiting  []waiting
	used     []*window // the windows that the last evaluation read
	trying   *trigger  // what is evaluated now, for whom and when
	of       *party
	now      int64
}

// waiting is a record whose condition is tried later.
type waiting struct {
	due int64
	rec passing
	w   *trigger
	p   *party
}

const never = int64(1<<63 - 1)

func newShard(p *plan, data Data, upTo int64) *shard {
	s := &shard{plan: p, data: data, upTo: upTo, parties: map[string]*party{}, groups: make([]map[string][]group, len(p.feeds)), found: make([][]*Finding, len(p.typologies)),
		feeding: make([]feeding, len(p.feeds)), seen: make([]glance, len(p.feeds)), due: never, notes: map[*kindPlan][]Environment{}}
	s.off, s.idle, s.most, s.roles = make([]bool, len(p.typologies)), make([]bool, len(p.feeds)), make([]int64, len(p.nears)), make([]roles, len(p.kinds))
	s.rooms.free = make([][]*window, len(p.feeds))
	for _, k := range p.kinds {
		s.notes[k] = slices.Repeat([]Environment{p.env}, len(k.conditions))
	}
	s.f = frame{things: p.things}
	for i, f := range p.feeds {
		s.feeding[i] = feeding{lets: make([]model.Datum, len(f.of.lets)), env: p.env}
		s.groups[i] = map[string][]group{}
	}
	for _, t := range p.typologies {
		r := &runner{t: t, env: p.env, episodes: map[string]*Finding{}}
		r.f = frame{things: p.things, lets: make([]model.Datum, len(t.lets)), unread: make([]bool, len(t.lets)), env: &r.env,
			fill: func(i int) { s.fill(r, i) }}
		s.runs = append(s.runs, r)
	}
	return s
}

// take looks at one record. Records of one moment count together: all of them enter the windows they belong to, then each condition is
// tried for their subjects, so that no order among them decides.
func (s *shard) take(rec passing) {
	if len(s.same) > 0 && s.same[0].At.Start != rec.At.Start {
		s.decide()
	}
	if rec.At.Start > s.due {
		s.until(rec.At.Start)
	}
	k := s.kinds[rec.Schema]
	if k == nil {
		return
	}
	s.turn(k, rec)
	s.same = append(s.same, rec)
	for i := range k.reads {
		if r := &k.reads[i]; !s.idle[r.number] && (r.among == "all" && len(r.reads) == 0 || s.in&r.roles != 0) && s.holds(k, r.filter) && s.holds(k, r.where) {
			s.enter(r)
		}
	}
}

// decide tries the conditions of the records of one moment, once all of them have entered.
func (s *shard) decide() {
	for _, rec := range s.same {
		k := s.kinds[rec.Schema]
		if s.f.rec != rec.View {
			s.turn(k, rec)
		}
		for i := range k.triggers {
			t := &k.triggers[i]
			if s.off[t.number] || s.in&t.roles == 0 || !s.holds(k, t.filter) {
				continue
			}
			for _, c := range s.whose {
				if c.in&t.roles != 0 {
					s.try(t, c.p)
				}
			}
		}
	}
	s.same = s.same[:0]
}

// turn makes a record the one at hand, and finds whose it is.
func (s *shard) turn(k *kindPlan, rec passing) {
	s.moment++
	s.rec, s.f.rec = rec, rec.View
	s.verdicts = append(s.verdicts[:0], make([]int8, len(k.conditions))...)
	s.whose, s.in = s.whose[:0], rec.in
	if s.only != nil {
		s.whose = append(s.whose, comer{s.only, rec.in})
		return
	}
	for i, role := range k.roles {
		for _, d := range role.each(&s.f) {
			s.comes(keyOf(d), 1<<i)
		}
	}
}

// comes notes that the record at hand is a party's in a role.
func (s *shard) comes(id string, in roles) {
	s.in |= in
	for i := range s.whose {
		if s.whose[i].p.id == id {
			s.whose[i].in |= in
			return
		}
	}
	p := s.parties[id]
	if p == nil {
		p = &party{id: id}
		s.parties[id] = p
	}
	s.whose = append(s.whose, comer{p, in})
}

// finish decides what still waits, up to the watermark, and closes every episode: the findings of each typology.
func (s *shard) finish() [][]*Finding {
	s.decide()
	s.until(never)
	s.due = never
	for i, r := range s.runs {
		if r.waiting = r.waiting[:0]; len(r.closed)+len(r.episodes) > 0 {
			s.found[i] = append(s.found[i], r.finish(s.data)...)
		}
	}
	return s.found
}

// holds tries a condition of the record once.
func (s *shard) holds(k *kindPlan, condition int) bool {
	if condition < 0 {
		return true
	}
	if s.verdicts[condition] == 0 {
		s.verdicts[condition] = -1
		s.f.env = &s.notes[k][condition]
		if k.conditions[condition].says(&s.f) == isTrue {
			s.verdicts[condition] = 1
		}
	}
	return s.verdicts[condition] == 1
}

// keyBy joins the values of the key fields, which stay in parts; a record that lacks one of them has no key.
func (s *shard) keyBy(f *frame, fields []*expr) (string, bool) {
	s.parts = s.parts[:0]
	for _, e := range fields {
		d := first(e.each(f))
		if d.Kind == model.None {
			return "", false
		}
		s.parts = append(s.parts, keyOf(d))
	}
	switch len(s.parts) {
	case 0:
		return "", true
	case 1:
		return s.parts[0], true
	}
	return strings.Join(s.parts, "\x00"), true
}

// windows is the first of a subject's windows of a feed under a key.
func (p *party) windows(f *feed, key string) *window {
	i := slices.Index(p.has, uint16(f.number))
	switch {
	case i < 0:
		return nil
	case len(f.by) == 0:
		return p.held[i].alone
	}
	return p.held[i].keyed[key]
}

// window finds or makes the one in a unit.
func (s *shard) window(p *party, f *feed, key, unit string) *window {
	i := slices.Index(p.has, uint16(f.number))
	if i < 0 {
		if p.has == nil {
			p.has, p.held = make([]uint16, 0, 8), make([]held, 0, 8)
		}
		i, p.has, p.held = len(p.has), append(p.has, uint16(f.number)), append(p.held, held{})
	}
	h := &p.held[i]
	begin := h.alone
	if len(f.by) > 0 {
		begin = h.keyed[key]
	}
	var last *window
	for w := begin; w != nil; last, w = w, w.next {
		if w.unit == unit {
			return w
		}
	}
	w := s.rooms.window(f, unit)
	switch {
	case last != nil:
		last.next = w
	case len(f.by) == 0:
		h.alone = w
	case h.keyed == nil:
		h.keyed = s.rooms.keys()
		h.keyed[key] = w
	default:
		h.keyed[key] = w
	}
	return w
}

// forget gives back the windows of a subject whose records have all passed, for the next one's.
func (s *shard) forget(p *party) {
	for i, number := range p.has {
		h := p.held[i]
		s.rooms.leave(number, h.alone)
		for _, w := range h.keyed {
			s.rooms.leave(number, w)
		}
		s.rooms.gather(h.keyed)
	}
	clear(p.held)
	p.has, p.held = p.has[:0], p.held[:0]
}
