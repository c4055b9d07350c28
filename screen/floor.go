package screen

// floor is the name score below which nothing can be among the hits that a search gives, nor as good as one of them: that of the
// last of as many as are asked for. It rises while names are compared.
type floor struct {
	top   []scored // as many as are asked for at most, in no order
	room  int      // 0: every hit counts
	least float64  // the score itself; 0 until there are as many
	bound bound
}

type scored struct {
	listing uint32
	score   float64
}

// mostTop is up to how many hits keeping account of the best is cheaper than comparing more names.
const mostTop = 100

// floorOf is where a search begins. Who shares an identifier with the query comes before better names: then every name counts.
func floorOf(q *Query, opt Options) floor {
	f := floor{bound: boundOf(opt.Threshold)}
	if opt.Limit > 0 && opt.Limit <= mostTop && len(q.facts.identifiers) == 0 {
		f.room = opt.Limit
	}
	return f
}

// note takes account of the best score of a listing yet.
func (f *floor) note(x *Index, listing uint32, score float64, opt Options) {
	if f.room == 0 {
		return
	}
	last, at := -1, -1
	for i := range f.top {
		if f.top[i].listing == listing {
			at = i
		}
		if last < 0 || f.top[i].score < f.top[last].score {
			last = i
		}
	}
	switch {
	case at >= 0:
		f.top[at].score = score
	case len(f.top) == f.room && score <= f.top[last].score:
		return
	case !x.accepts(listing, opt):
		return
	case len(f.top) < f.room:
		f.top = append(f.top, scored{listing, score})
	default:
		f.top[last] = scored{listing, score}
	}
	if len(f.top) == f.room {
		f.least = f.top[0].score
		for _, one := range f.top[1:] {
			f.least = min(f.least, one.score)
		}
		f.bound = boundOf(f.least)
	}
}

// accepts says whether a search may give a listing.
func (x *Index) accepts(listing uint32, opt Options) bool {
	if opt.Accept == nil {
		return true
	}
	l, _ := x.listing(listing)
	return opt.Accept(&l)
}
