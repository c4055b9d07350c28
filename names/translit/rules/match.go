package rules

import (
	"cmp"
	"slices"
)

// rule replaces its key, where it stands between its contexts, by its result.
type rule struct {
	before, key, after []element
	result             []piece
	cursor             int // number of pieces before the place where to go on; -1 for the end
	segments           int
}

// piece is a letter of a result, or the number of a segment of the pattern.
type piece struct {
	letter  rune
	segment int
}

// ruleset is rules that stand together: at every place of the text the first that matches is used.
type ruleset struct {
	rules []rule
	byKey []entry // letters with which a key may begin, and the number of its rule, sorted
	wide  []int   // numbers of the rules whose key may begin with too many letters, or is empty
}

type entry struct {
	letter rune
	rule   int32
}

// widest is how many letters the first place of a key may hold to stand in the index.
const widest = 4096

func (s *ruleset) index() {
	if s.byKey != nil || s.wide != nil {
		return
	}
	for i := range s.rules {
		first, ok := beginnings(s.rules[i].key)
		if !ok {
			s.wide = append(s.wide, i)
			continue
		}
		for _, r := range first {
			s.byKey = append(s.byKey, entry{r, int32(i)})
		}
	}
	slices.SortFunc(s.byKey, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.letter, b.letter), cmp.Compare(a.rule, b.rule))
	})
	s.byKey = slices.Clip(slices.Compact(s.byKey))
}

// beginnings lists the letters with which a key may begin, if they can be told and are few.
func beginnings(key []element) ([]rune, bool) {
	if len(key) == 0 {
		return nil, false
	}
	switch e := key[0]; e.kind {
	case letter:
		return []rune{e.letter}, true
	case group:
		return beginnings(e.children)
	case repeat:
		if e.least > 0 {
			return beginnings(e.children)
		}
	case oneOf:
		var found []rune
		for i := 0; i < len(e.set.ranges); i += 2 {
			if len(found)+int(e.set.ranges[i+1]-e.set.ranges[i]) > widest {
				return nil, false
			}
			for r := e.set.ranges[i]; r <= e.set.ranges[i+1]; r++ {
				found = append(found, r)
			}
		}
		for _, s := range e.set.strings {
			found = append(found, []rune(s)[0])
		}
		return found, !e.set.has(ether)
	}
	return nil, false
}

// run goes through the stretch once. A cursor set back lets rules see results again; the number of steps is bounded, as a
// circle would have no end.
func (s *ruleset) run(text []rune, from, to int) ([]rune, int) {
	var m matcher
	for steps := 16*(to-from) + 64; from <= to && steps > 0; steps-- {
		m.text, m.limit = text, to
		r, end := s.first(&m, from)
		if r == nil {
			from++
			continue
		}
		result, cursor := m.result(r)
		text = splice(text, from, end, result)
		to += len(result) - (end - from)
		from += cursor
	}
	return text, to
}

// first finds the first rule that matches at a place and the end of its key there.
func (s *ruleset) first(m *matcher, at int) (*rule, int) {
	wide := s.wide
	if at < m.limit {
		r := m.text[at]
		i, _ := slices.BinarySearchFunc(s.byKey, r, func(e entry, r rune) int { return cmp.Compare(e.letter, r) })
		for ; i < len(s.byKey) && s.byKey[i].letter == r; i++ {
			n := int(s.byKey[i].rule)
			for len(wide) > 0 && wide[0] < n {
				if end, ok := m.matches(&s.rules[wide[0]], at); ok {
					return &s.rules[wide[0]], end
				}
				wide = wide[1:]
			}
			if end, ok := m.matches(&s.rules[n], at); ok {
				return &s.rules[n], end
			}
		}
	}
	for _, n := range wide {
		if end, ok := m.matches(&s.rules[n], at); ok {
			return &s.rules[n], end
		}
	}
	return nil, 0
}

// matcher holds the text and what the segments of the pattern matched in it.
type matcher struct {
	text     []rune
	limit    int // end of the stretch that may be changed
	segments [][2]int
}

func (m *matcher) matches(r *rule, at int) (end int, ok bool) {
	m.segments = m.segments[:0]
	for range r.segments {
		m.segments = append(m.segments, [2]int{})
	}
	end, ok = m.forward(r.key, at, m.limit)
	// An empty key changes nothing beyond the last letter.
	if !ok || end == at && at == m.limit && len(m.text) == m.limit && len(r.before) == 0 {
		return 0, false
	}
	if len(r.before) > 0 {
		if _, ok := m.backward(r.before, at); !ok {
			return 0, false
		}
	}
	if len(r.after) > 0 {
		if _, ok := m.forward(r.after, end, len(m.text)); !ok {
			return 0, false
		}
	}
	return end, true
}

func (m *matcher) forward(pattern []element, at, limit int) (int, bool) {
	for i := range pattern {
		var ok bool
		if at, ok = m.one(&pattern[i], at, limit); !ok {
			return at, false
		}
	}
	return at, true
}

func (m *matcher) one(e *element, at, limit int) (int, bool) {
	switch e.kind {
	case letter:
		if at < limit && m.text[at] == e.letter {
			return at + 1, true
		}
	case oneOf:
		for _, s := range e.set.strings {
			if n := len([]rune(s)); at+n <= limit && string(m.text[at:at+n]) == s {
				return at + n, true
			}
		}
		if at < limit && e.set.has(m.text[at]) {
			return at + 1, true
		}
		return at, at == limit && e.set.has(ether)
	case group:
		end, ok := m.forward(e.children, at, limit)
		if ok && e.segment > 0 {
			m.segments[e.segment-1] = [2]int{at, end}
		}
		return end, ok
	case repeat:
		for n := 0; n < e.most; n++ {
			end, ok := m.forward(e.children, at, limit)
			if !ok || end == at {
				return at, ok || n >= e.least
			}
			at = end
		}
		return at, true
	case textStart:
		return at, at == 0
	case textEnd:
		return at, at == len(m.text)
	}
	return at, false
}

// backward matches a pattern that ends before a place, from its last element to its first.
func (m *matcher) backward(pattern []element, at int) (int, bool) {
	for i := len(pattern) - 1; i >= 0; i-- {
		var ok bool
		if at, ok = m.oneBack(&pattern[i], at); !ok {
			return at, false
		}
	}
	return at, true
}

func (m *matcher) oneBack(e *element, at int) (int, bool) {
	switch e.kind {
	case letter:
		if at > 0 && m.text[at-1] == e.letter {
			return at - 1, true
		}
	case oneOf:
		for _, s := range e.set.strings {
			if n := len([]rune(s)); n <= at && string(m.text[at-n:at]) == s {
				return at - n, true
			}
		}
		if at > 0 && e.set.has(m.text[at-1]) {
			return at - 1, true
		}
		return at, at == 0 && e.set.has(ether)
	case group:
		start, ok := m.backward(e.children, at)
		if ok && e.segment > 0 {
			m.segments[e.segment-1] = [2]int{start, at}
		}
		return start, ok
	case repeat:
		for n := 0; n < e.most; n++ {
			start, ok := m.backward(e.children, at)
			if !ok || start == at {
				return at, ok || n >= e.least
			}
			at = start
		}
		return at, true
	case textStart:
		return at, at == 0
	case textEnd:
		return at, at == len(m.text)
	}
	return at, false
}

// result writes out what a matched rule puts in place of its key, and says where in it to go on.
func (m *matcher) result(r *rule) ([]rune, int) {
	var written []rune
	cursor := -1
	for i, p := range r.result {
		if i == r.cursor {
			cursor = len(written)
		}
		if p.segment == 0 {
			written = append(written, p.letter)
			continue
		}
		s := m.segments[p.segment-1]
		written = append(written, m.text[s[0]:s[1]]...)
	}
	if cursor < 0 {
		cursor = len(written)
	}
	return written, cursor
}
