package detect

import (
	"slices"
	"strings"
	"time"
)

// fieldOfKind is the key with another name in each kind, as one of them has it.
func (l rlet) fieldOfKind(kind string) string {
	if l.differs != "both" && l.differs != kind {
		return ""
	}
	return map[string]string{"Payment": "agent", "CashMovement": "terminal"}[kind]
}

// brackets writes the keys that are not fields of every kind.
func (r *rrule) brackets(l rlet) string {
	var keys []string
	var fields []string
	for _, kind := range r.kinds() {
		if field := l.fieldOfKind(kind); field != "" {
			fields = append(fields, kind+"."+field)
		}
	}
	if len(fields) > 0 {
		keys = append(keys, "["+strings.Join(fields, ", ")+"]")
	}
	if l.keyLet > 0 {
		keys = append(keys, r.lets[l.keyLet-1].name)
	}
	return strings.Join(keys, ", ")
}

// lookedUp says whether a let has its keys on the records of a kind.
func (r *rrule) lookedUp(let int, kind string) bool {
	l := r.lets[let]
	if l.verb == "" {
		return r.lookedUp(l.plus[0], kind) && r.lookedUp(l.plus[1], kind)
	}
	return l.differs == "" || l.fieldOfKind(kind) != ""
}

// whose is for whom a record counts in a let: among all once, or for each of its subjects where their lets are read.
func (r *reference) whose(l rlet, q *rrec, subject string) []string {
	if l.among == "all" && (l.of > 0 || l.keyLet > 0) {
		return r.subjects(q, "")
	}
	return []string{subject}
}

// key is a let's at a record, for a subject at a moment, up to which index counts the records.
func (r *reference) key(l rlet, q *rrec, subject string, now time.Time, index int) ([]string, bool) {
	fields := slices.Clone(l.keys)
	if l.differs != "" {
		fields = append(fields, l.fieldOfKind(q.kind))
	}
	var key []string
	for _, k := range fields {
		if len(q.fields[k]) == 0 {
			return nil, false
		}
		key = append(key, q.fields[k][0].text)
	}
	if l.keyLet > 0 {
		v, _ := r.value(l.keyLet-1, q, subject, now, index)
		if v == nil {
			return nil, false
		}
		key = append(key, v.shown())
	}
	return key, true
}

// set is which values came together.
func set(mine []member) string {
	var values []string
	for _, m := range mine {
		values = append(values, m.val.text)
	}
	slices.Sort(values)
	return strings.Join(slices.Compact(values), " + ")
}

// aggregated takes an earlier let in place of a field: an aggregate at the records of its kind, a calculation at those of any.
func (c chance) aggregated(r *rrule, l *rlet, of int) {
	earlier := r.lets[of]
	switch {
	case earlier.verb == "" && (!r.owns(of) || !r.lookedUp(of, l.kind)):
		return
	case earlier.verb != "":
		l.kind = earlier.kind
		if len(earlier.then) > 0 {
			l.kind = earlier.then[len(earlier.then)-1].kind
		}
	}
	l.field, l.of = "", of+1
}

// owns says whether a let is of the subject's own records alone.
func (r *rrule) owns(let int) bool {
	l := r.lets[let]
	if l.verb == "" {
		return r.owns(l.plus[0]) && r.owns(l.plus[1])
	}
	return l.among == ""
}

// keys adds a key with another name in each kind, or one that is a let.
func (c chance) keys(r *rrule, l *rlet) {
	if c.is(20) {
		if l.differs = "both"; len(l.then) == 0 && c.is(50) {
			l.differs = l.kind
		}
	}
	if i := c.IntN(len(r.lets) + 1); i < len(r.lets) && c.is(40) && r.lets[i].verb != "" && r.owns(i) {
		for _, kind := range r.kinds() {
			if !r.lookedUp(i, kind) {
				return
			}
		}
		l.keyLet = i + 1
	}
}
