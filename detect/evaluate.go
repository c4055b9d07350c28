package detect

import (
	"slices"

	"spoor/model"
)

// enter puts the record at hand into a feed's windows of its subjects.
func (s *shard) enter(r *read) {
	g, fd := &r.steps[r.step], &s.feeding[r.number]
	s.f.lets, s.f.env = fd.lets, &fd.env
	if r.among == "all" && len(r.reads) == 0 {
		s.push(r, g, &s.whole)
		return
	}
	for _, c := range s.whose {
		if c.in&r.roles == 0 {
			continue
		}
		p := c.p
		for i, in := range r.reads {
			l := r.of.lets[in.let]
			fd.lets[in.let] = model.Datum{}
			if len(g.inputs[i]) < len(l.by) {
				continue
			}
			if key, ok := s.keyBy(&s.f, g.inputs[i]); ok {
				fd.lets[in.let], _ = s.value(l, in.feed, p.windows(in.feed, key), &s.f, s.f.rec.At.Start, true)
			}
		}
		if r.where >= 0 || g.where == nil || g.where.says(&s.f) == isTrue {
			if r.among == "all" {
				p = &s.whole
			}
			s.push(r, g, p)
		}
	}
}

func (s *shard) push(r *read, g *legs, p *party) {
	key, ok := s.keyBy(&s.f, g.keys)
	if !ok {
		return
	}
	rec := s.rec
	switch {
	case r.among == "peers":
		data := s.taken(r)
		for circle := range r.of.circles() {
			if key, ok := s.peerKey(r.of, circle, p, key); ok {
				for _, d := range data {
					s.group(r.feed, key, unitOf(d)).push(rec.At.Start, p.id, d)
				}
			}
		}
	case len(r.steps) > 1:
		s.window(p, r.feed, key, "").step(r.let, r.step, rec)
	case r.field == nil:
		s.keep(r.feed, s.window(p, r.feed, key, ""), rec, model.Datum{})
	default:
		for _, d := range s.taken(r) {
			s.keep(r.feed, s.window(p, r.feed, key, unitOf(d)), rec, d)
		}
	}
}

// keep puts a record into a window. Before that would grow, what has left it makes room: the condition may not read it for long.
func (s *shard) keep(f *feed, w *window, rec passing, d model.Datum) {
	if len(w.entries) == cap(w.entries) && len(w.entries) > 0 {
		w.move(f.verb, s.boundsOf(f, rec.At.Start))
		w.cut()
	}
	w.push(rec, d)
}

// taken is what a feed takes of the record at hand. A let's empty sum is nothing to take: it has no currency.
func (s *shard) taken(r *read) []model.Datum {
	data := r.field.each(&s.f)
	if r.ofLet >= 0 && len(data) > 0 && measured(data[0].Kind) && nothing(data[0]) {
		return nil
	}
	return data
}

// circles is how many a subject is compared with, one after the other: its peers, and those to which they are widened.
func (t *Typology) circles() int { return 1 + len(t.widen) }

// peerKey is a key in a circle of a subject's peers, as its attributes held at the record's time.
func (s *shard) peerKey(t *Typology, circle int, p *party, key string) (string, bool) {
	attributes := t.peers
	if circle > 0 {
		attributes = t.widen[circle-1 : circle]
	}
	group, ok := groupOf(attributes, s.things[p.id], s.f.rec.At.Start)
	return string(rune('0'+circle)) + group + "\x00\x00" + key, ok
}

func (s *shard) group(f *feed, key, unit string) *peers {
	for _, g := range s.groups[f.number][key] {
		if g.unit == unit {
			return g.p
		}
	}
	p := &peers{once: f.ofLet >= 0}
	s.groups[f.number][key] = append(s.groups[f.number][key], group{unit, p})
	return p
}

// boundsOf is where a feed's windows lie at a moment.
func (s *shard) boundsOf(f *feed, now int64) bounds {
	fd := &s.feeding[f.number]
	if !fd.bounded || fd.now != now {
		fd.now, fd.bounds, fd.bounded = now, f.reach(now, s.lateness), true
	}
	return fd.bounds
}

// try decides the condition for a subject, now or when its wait ends.
func (s *shard) try(t *trigger, p *party) {
	r := s.runs[t.number]
	if r.t.wait.Kind == model.None {
		s.evaluate(t, p, s.rec, s.f.rec.At.Start)
		return
	}
	due := addMonths(s.f.rec.At.Start, int(r.t.wait.End)) + r.t.wait.Num
	r.waiting = append(r.waiting, waiting{due, s.rec, t, p})
	s.due = min(s.due, due)
}

// until tries the conditions whose wait ends before a moment, in the order in which it does: whatever happened at the end
// itself has entered its windows. Beyond the watermark something may still come that would have ended it.
func (s *shard) until(now int64) {
	for s.due < now && s.due <= s.upTo {
		var first *runner
		for _, r := range s.runs {
			if len(r.waiting) > 0 && (first == nil || r.waiting[0].due < first.waiting[0].due) {
				first = r
			}
		}
		next := first.waiting[0]
		first.waiting = first.waiting[1:]
		s.moment++
		s.evaluate(next.w, next.p, next.rec, next.due)
		s.due = never
		for _, r := range s.runs {
			if len(r.waiting) > 0 {
				s.due = min(s.due, r.waiting[0].due)
			}
		}
	}
}

// evaluate decides the condition for a subject at a moment. A let is worked out when the condition first reads it: most
// conditions fail on their first part. When the condition holds, all are, for evidence and sentence.
func (s *shard) evaluate(t *trigger, p *party, rec passing, now int64) {
	r := s.runs[t.number]
	if r.f.rec != rec.View {
		r.f.rec = rec.View
	}
	if s.f.rec != rec.View {
		s.f.rec = rec.View
	}
	r.trying, r.of, r.now = t, p, now
	r.used = r.used[:0]
	for i := range r.f.unread {
		r.f.unread[i] = true
	}
	if t.watch.when.says(&r.f) != isTrue {
		return
	}
	s.key = append(s.key[:0], p.id)
	for i, l := range r.t.lets {
		if r.f.unread[i] {
			r.f.fill(i)
		}
		if l.decides && l.verb != "" && len(t.watch.keys[i]) == len(l.by) {
			if _, ok := s.keyBy(&r.f, t.watch.keys[i]); ok {
				s.key = append(s.key, s.parts[:l.fieldKeys]...)
			}
		}
	}
	r.hold(rec, p.id, compactKeys(s.key))
}

// fill works out a let of a typology at the record, subject and moment that its condition is tried on.
func (s *shard) fill(r *runner, i int) {
	r.f.unread[i] = false
	l, w := r.t.lets[i], r.trying.watch
	if l.verb == "" {
		r.f.lets[i] = w.plain[i].one(&r.f)
		return
	}
	if len(w.keys[i]) < len(l.by) {
		r.f.lets[i] = model.Datum{}
		return // this kind has no such key, and the condition does not read it
	}
	for _, j := range l.reads {
		if l.fieldKeys < len(l.by) && r.f.unread[j] {
			r.f.fill(j) // before the keys are put together
		}
	}
	if key, ok := s.keyBy(&r.f, w.keys[i]); ok {
		r.f.lets[i] = s.look(r, l, s.feeds[r.trying.lets[i]], r.of, key, r.now)
	} else {
		r.f.lets[i] = model.Datum{}
	}
}

// look is a let's value for a subject. Only the subject's own recent records are evidence: not those of others, and not its
// history.
func (s *shard) look(r *runner, l *let, f *feed, p *party, key string, now int64) model.Datum {
	switch l.among {
	case "peers":
		return s.compare(r, l, f, p, key, now)
	case "all":
		p = &s.whole
	}
	seen := &s.seen[f.number]
	if seen.moment != s.moment || seen.p != p {
		d, used := s.value(l, f, p.windows(f, key), &r.f, now, l.decides)
		if seen.moment, seen.p, seen.d, seen.used = s.moment, p, d, nil; len(used) == 1 {
			seen.used = used[0]
		}
		if len(s.live) > 1 { // each typology notes the rate that it misses, and takes every window
			seen.moment = 0
		}
		if l.decides && l.among == "" && !l.today {
			r.used = append(r.used, used...)
		}
		return d
	}
	if seen.used != nil && l.decides && l.among == "" && !l.today {
		r.used = append(r.used, seen.used)
	}
	return seen.d
}

// value is what a feed's windows hold at a moment, and which of them made it. Of several currencies the record's own counts;
// where none is its own, they make the value unknown, and a rate is missing.
func (s *shard) value(l *let, f *feed, w *window, at *frame, now int64, matters bool) (model.Datum, []*window) {
	own := ""
	if w != nil && w.next != nil && l.kind() == at.rec.Schema && l.field != nil {
		own = unitOf(first(l.field.each(at))) // which may work out another let: nothing may be under way here
	}
	b := s.boundsOf(f, now)
	live := s.live[:0]
	for ; w != nil; w = w.next {
		if w.move(l.verb, b); len(w.live()) > 0 {
			live = append(live, w)
		}
	}
	s.live = live
	if l.verb == "count" || l.verb == "distinct" {
		sum := model.Datum{Kind: model.Number}
		for _, w := range live {
			sum.Num += w.value(l).Num
		}
		return sum, live
	}
	for i, w := range live {
		if len(live) == 1 || w.unit == own {
			return w.value(l), live[i : i+1]
		}
	}
	switch {
	case len(live) == 0 && l.verb == "sum":
		return model.Datum{Kind: l.of.datum}, nil // nothing, in whatever unit
	case len(live) > 1 && matters:
		at.env.noRate(live[0].unit, live[1].unit)
	}
	return model.Datum{}, nil
}

// compare is a let's value among the subject's peers, up to the day before: in the first circle that has enough of them.
func (s *shard) compare(r *runner, l *let, f *feed, p *party, key string, now int64) model.Datum {
	var own model.Datum
	if l.kind() == r.f.rec.Schema {
		own = first(l.field.each(&r.f))
	}
	b := s.boundsOf(f, now)
	fd := &s.feeding[f.number]
	for circle := range r.t.circles() {
		key, ok := s.peerKey(r.t, circle, p, key)
		if !ok {
			continue
		}
		fd.asked = true
		var peers []group
		for _, g := range s.groups[f.number][key] {
			if g.p.move(b); len(g.p.sorted) > 0 {
				peers = append(peers, g)
			}
		}
		i := slices.IndexFunc(peers, func(g group) bool { return len(peers) == 1 || g.unit == unitOf(own) })
		switch {
		case i >= 0:
			if d, enough := peers[i].p.value(l, p.id, own); enough {
				fd.enough = true
				return d
			}
		case len(peers) > 1 && l.decides:
			r.env.noRate(peers[0].unit, peers[1].unit)
		}
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
