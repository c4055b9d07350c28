package screen

import "spoor/names"

// Walking the names of the other groups and noting them bit by bit costs little beside looking at a name closely; it pays when
// there are many to look at, and not when a word is so common that its names are far more.
const (
	manyOffers = 100 // names that must be looked at
	walkWorth  = 15  // names walked for each that would be looked at
)

// walk notes which names have a word of which telling group, when that spares looking at many.
func (x *Index) walk(n *names.Name, b bound, s *scratch) bool {
	offers := 0
	for i := range s.parts {
		for _, near := range s.parts[i].near[:s.parts[i].makes] {
			offers += len(x.words.entries.row(near.word))
		}
	}
	if offers < manyOffers {
		return false
	}
	room := walkWorth * offers
	for g := range s.groups {
		group := &s.groups[g]
		group.walked, group.best = false, group.most
		if group.telling == 0 {
			continue
		}
		group.alone = x.aloneEnough(group, n, b, s)
		if group.names > room && !s.parts[group.parts[0]].sought {
			continue
		}
		for _, k := range group.parts {
			x.seekPart(&s.parts[k], b, s)
		}
		names := 0
		for _, k := range group.parts {
			for _, near := range s.parts[k].near {
				names += len(x.words.entries.row(near.word))
			}
		}
		if names > room {
			continue
		}
		group.walked, group.best = true, 0
		bits := s.bits(g, x.Names())
		for _, k := range group.parts {
			p := &s.parts[k]
			if len(p.near) > 0 {
				group.best += p.near[0].gain
			}
			for _, near := range p.near {
				for _, name := range x.words.entries.row(near.word) {
					bits[name>>6] |= 1 << (name & 63)
				}
			}
		}
	}
	return true
}

// unwalk takes the notes back.
func (x *Index) unwalk(s *scratch) {
	for g := range s.groups {
		if !s.groups[g].walked {
			continue
		}
		bits := s.noted[g]
		for _, k := range s.groups[g].parts {
			for _, near := range s.parts[k].near {
				for _, name := range x.words.entries.row(near.word) {
					bits[name>>6] = 0
				}
			}
		}
	}
}

// bits are one for each name, all zero.
func (s *scratch) bits(group, names int) []uint64 {
	for len(s.noted) <= group {
		s.noted = append(s.noted, make([]uint64, names/64+1))
	}
	return s.noted[group]
}

// mayReach says whether a name that has a word of a group may reach the threshold, by what was noted of the other groups.
func (s *scratch) mayReach(name uint32, has int, gained int64, weight int, b bound) bool {
	sum, others := gained, false
	for g := range s.groups {
		group := &s.groups[g]
		switch {
		case g == has:
			sum += max(0, group.best-gained)
		case !group.walked:
			sum += group.most
			others = others || group.telling > 0
		case s.noted[g][name>>6]>>(name&63)&1 == 1:
			sum += group.best
			others = true
		}
	}
	return sum >= b.cost(weight) && (others || s.groups[has].alone || s.groups[has].telling > 1)
}
