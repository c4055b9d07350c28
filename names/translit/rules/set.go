package rules

import (
	"slices"
	"strings"
	"unicode"
)

// ether stands for what lies beyond either end of a text; a set that holds it matches there. No text holds it.
const ether = '\uFFFF'

// set is a set of letters and of strings of several letters: sorted ranges that do not touch, as lo, hi, lo, hi ...
type set struct {
	ranges  []rune
	strings []string // the longest first
}

func (s *set) has(r rune) bool {
	lo, hi := 0, len(s.ranges)/2
	for lo < hi {
		if middle := (lo + hi) / 2; s.ranges[2*middle+1] < r {
			lo = middle + 1
		} else {
			hi = middle
		}
	}
	return 2*lo < len(s.ranges) && s.ranges[2*lo] <= r
}

func (s *set) add(lo, hi rune) { s.ranges = append(s.ranges, lo, hi) }

// settle sorts the ranges and joins those that touch or overlap.
func (s *set) settle() *set {
	type span struct{ lo, hi rune }
	spans := make([]span, 0, len(s.ranges)/2)
	for i := 0; i < len(s.ranges); i += 2 {
		spans = append(spans, span{s.ranges[i], s.ranges[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.lo) - int(b.lo) })
	s.ranges = s.ranges[:0]
	for _, p := range spans {
		if n := len(s.ranges); n > 0 && p.lo <= s.ranges[n-1]+1 {
			s.ranges[n-1] = max(s.ranges[n-1], p.hi)
			continue
		}
		s.ranges = append(s.ranges, p.lo, p.hi)
	}
	slices.SortFunc(s.strings, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	s.strings = slices.Compact(s.strings)
	return s
}

func (s *set) not() *set {
	s.settle()
	inverse := &set{}
	next := rune(0)
	for i := 0; i < len(s.ranges); i += 2 {
		if s.ranges[i] > next {
			inverse.add(next, s.ranges[i]-1)
		}
		next = s.ranges[i+1] + 1
	}
	if next <= unicode.MaxRune {
		inverse.add(next, unicode.MaxRune)
	}
	return inverse
}

func (s *set) union(t *set) {
	s.ranges = append(s.ranges, t.ranges...)
	s.strings = append(s.strings, t.strings...)
	s.settle()
}

func (s *set) intersect(t *set) {
	either := s.not()
	either.union(t.not())
	kept := slices.DeleteFunc(s.strings, func(x string) bool { return !slices.Contains(t.strings, x) })
	*s = *either.not()
	s.strings = kept
}

func (s *set) minus(t *set) {
	kept := slices.DeleteFunc(slices.Clone(s.strings), func(x string) bool { return slices.Contains(t.strings, x) })
	s.intersect(&set{ranges: t.not().ranges})
	s.strings = kept
}

// property is the set of letters with a property, by the names that the rules use: a general category or its long name, a
// script, or a binary property.
func property(name string) (*set, bool) {
	key, value, both := strings.Cut(name, "=")
	if both {
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "script", "sc", "gc", "general_category":
			name = strings.TrimSpace(value)
		default:
			return nil, false
		}
	}
	name = strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
	if long, ok := longNames[strings.ToLower(name)]; ok {
		name = long
	}
	table, ok := unicode.Categories[name]
	if !ok {
		table, ok = unicode.Scripts[name]
	}
	if !ok {
		table, ok = unicode.Properties[name]
	}
	switch {
	case ok:
		return ofTable(table), true
	case name == "Uppercase":
		s := ofTable(unicode.Lu)
		s.union(ofTable(unicode.Other_Uppercase))
		return s, true
	case name == "Lowercase":
		s := ofTable(unicode.Ll)
		s.union(ofTable(unicode.Other_Lowercase))
		return s, true
	}
	return nil, false
}

var longNames = map[string]string{"letter": "L", "mark": "M", "number": "N", "sinh": "Sinhala", "thai": "Thai", "deva": "Devanagari"}

func ofTable(table *unicode.RangeTable) *set {
	s := &set{}
	span := func(lo, hi, stride rune) {
		if stride == 1 {
			s.add(lo, hi)
			return
		}
		for r := lo; r <= hi; r += stride {
			s.add(r, r)
		}
	}
	for _, r := range table.R16 {
		span(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range table.R32 {
		span(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return s.settle()
}
