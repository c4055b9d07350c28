package detect

import (
	"slices"
	"strings"

	"spoor/model"
)

// shard runs a plan for some of the subjects: all of them, or those whose id falls to it. Since nobody's windows but the
// subject's own decide (but for typologies that compare subjects, which run unparted), shards need nothing of each other.
type shard struct {
	*plan
	number, of int
	parties    map[string]*party
	whole      party // of feeds among all
	groups     []map[string][]group
	feeding    []feeding
	notes      map[*kindPlan][]Environment // of each condition: the rates that were missing there
	runs       []*runner
	due        int64 // when the next wait ends
	upTo       int64 // the watermark
	// What one record needs, kept to be used again by the next.
	rec      passing
	f        frame
	same     []passing  // the records of the moment at hand, which have entered and are not decided yet
	come     [][]*party // by role
	verdicts []int8     // of the kind's conditions: 0 not yet tried, 1 true, -1 not
	at       []*party
	parts    []string // the last key's values
	key      []string
	live     []*window
	moment   int64    // counts records, and waits that end
	seen     []glance // of each feed: what was last read
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

func newShard(p *plan, number, of int, upTo int64) *shard {
	s := &shard{plan: p, number: number, of: of, upTo: upTo, parties: map[string]*party{}, groups: make([]map[string][]group, len(p.feeds)),
		feeding: make([]feeding, len(p.feeds)), seen: make([]glance, len(p.feeds)), due: never, notes: map[*kindPlan][]Environment{}}
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

// mine says whether a subject falls to this shard.
func (s *shard) mine(id string) bool {
	if s.of == 1 {
		return true
	}
	h := uint32(2166136261) // FNV-1a
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return int(h>>8)%s.of == s.number
}

// take looks at one record. Records of one moment count together: all of them enter the windows they belong to, then each condition is
// tried for their subjects, so that no order among them decides.
func (s *shard) take(rec passing) {
	if len(s.same) > 0 && s.same[0].brief.At.Start != rec.brief.At.Start {
		s.decide()
	}
	if rec.brief.At.Start > s.due {
		s.until(rec.brief.At.Start)
	}
	k := s.kinds[rec.brief.Schema]
	if k == nil || !s.turn(k, rec) {
		return
	}
	s.same = append(s.same, rec)
	for i := range k.reads {
		if r := &k.reads[i]; (r.among == "all" && len(r.reads) == 0 || s.anybody(r.roles)) && s.holds(k, r.filter) && s.holds(k, r.where) {
			s.enter(r)
		}
	}
}

// decide tries the conditions of the records of one moment, once all of them have entered.
func (s *shard) decide() {
	for _, rec := range s.same {
		k := s.kinds[rec.brief.Schema]
		if s.f.rec != rec.whole {
			s.turn(k, rec)
		}
		for i := range k.triggers {
			t := &k.triggers[i]
			if !s.anybody(t.roles) || !s.holds(k, t.filter) {
				continue
			}
			for _, p := range s.subjects(t.roles) {
				s.try(t, p)
			}
		}
	}
	s.same = s.same[:0]
}

// turn makes a record the one at hand, and says whether it is this shard's to look at.
func (s *shard) turn(k *kindPlan, rec passing) bool {
	s.moment++
	s.rec, s.f.rec = rec, rec.whole
	if !s.find(k) && s.of > 1 {
		return false
	}
	s.verdicts = append(s.verdicts[:0], make([]int8, len(k.conditions))...)
	return true
}

// find looks up the record's parties, and says whether any is this shard's.
func (s *shard) find(k *kindPlan) bool {
	for len(s.come) < len(k.roles) {
		s.come = append(s.come, nil)
	}
	found := false
	for i, role := range k.roles {
		s.come[i] = s.come[i][:0]
		for _, d := range role.each(&s.f) {
			id := keyOf(d)
			if !s.mine(id) {
				continue
			}
			p := s.parties[id]
			if p == nil {
				p = &party{id: id}
				s.parties[id] = p
			}
			s.come[i] = append(s.come[i], p)
			found = true
		}
	}
	return found
}

// anybody says whether the record is anybody's of this shard in some of its roles.
func (s *shard) anybody(roles []int) bool {
	for _, role := range roles {
		if len(s.come[role]) > 0 {
			return true
		}
	}
	return false
}

// subjects is whose the record is in some of its roles, each once.
func (s *shard) subjects(roles []int) []*party {
	if len(roles) == 1 && len(s.come[roles[0]]) < 2 {
		return s.come[roles[0]]
	}
	s.at = s.at[:0]
	for _, role := range roles {
		for _, p := range s.come[role] {
			if !slices.Contains(s.at, p) {
				s.at = append(s.at, p)
			}
		}
	}
	return s.at
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
func (p *party) window(f *feed, key, unit string) *window {
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
	w := newWindow(f.let, unit)
	switch {
	case last != nil:
		last.next = w
	case len(f.by) == 0:
		h.alone = w
	case h.keyed == nil:
		h.keyed = map[string]*window{key: w}
	default:
		h.keyed[key] = w
	}
	return w
}
