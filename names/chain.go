package names

import "slices"

const (
	leastFathers = 2 // names of forefathers between the given name and the last that a short form leaves out
	longestShort = 3 // words of a name that a short form may be of
)

// shortened is a name that says whose son somebody is, with several names between the given name and the last, as people are called
// for short: Usama bin Muhammad bin Awad bin Laden is Usama bin Laden. What stands between weighs as little as a title does, and
// a short form is held against names of few words only: two chains that name different fathers are two people.
func (n *Name) shortened() (Name, bool) {
	last := len(n.Tokens) - 1
	for last > 0 && !n.Tokens[last].plain() {
		last--
	}
	if last < leastFathers+1 || n.father() < 0 || !n.Tokens[0].plain() || len(n.Forms) > 0 {
		return Name{}, false
	}
	from, until := 1, last
	fathers := 0
	for _, c := range n.Compounds {
		if !c.bound {
			continue
		}
		switch {
		case c.First == 0: // the given name: Abd al-Rahman
			from = max(from, c.Words)
		case c.First+c.Words == last+1:
			until = min(until, c.First)
		default: // one father
			fathers -= n.plainWords(c.First, c.First+c.Words) - 1
		}
	}
	if fathers += n.plainWords(from, until); fathers < leastFathers {
		return Name{}, false
	}
	short := Name{Original: n.Original, Tokens: slices.Clone(n.Tokens)}
	for i := from; i < until; i++ {
		if t := &short.Tokens[i]; t.plain() {
			w := t.As(Forefather)
			*t = Token{w, w.own()}
		}
	}
	for _, c := range n.Compounds {
		if c.First+c.Words <= from || c.First >= until {
			short.Compounds = append(short.Compounds, c)
		}
	}
	return short, true
}

// plainWords counts those from one position until another.
func (n *Name) plainWords(from, until int) (count int) {
	for i := from; i < until; i++ {
		if n.Tokens[i].plain() {
			count++
		}
	}
	return count
}
