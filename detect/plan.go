package detect

import (
	"fmt"
	"slices"

	"spoor/fault"
	"spoor/model"
)

// plan is what several typologies look at together: each role, condition and aggregate once, however many of them name it.
type plan struct {
	kinds      map[*model.Schema]*kindPlan
	feeds      []*feed
	nears      []near
	typologies []*Typology
	things     map[string]*model.View
	env        Environment
	lateness   int64
}

// kindPlan is what is done with a record of one kind.
type kindPlan struct {
	number     int
	roles      []*expr
	roleNames  []string
	conditions []*expr // that read nothing but the record
	said       []string
	asks       [][]int // of each condition: the typologies whose it is
	reads      []read  // in an order in which what a where reads comes first
	triggers   []trigger
}

// feed is one distinct aggregate, kept up for all typologies that have it.
type feed struct {
	*let
	number int
	of     *Typology // the first that names it; its lets are counted there
	reads  []input   // the feeds that its where and field read
	asks   []int     // the typologies whose it is
	roles  roles     // in which a record is its subject's, of the last step
}

// input is a feed that another reads, with its place among the lets of that one's typology.
type input struct {
	let int
	*feed
}

// read is a record of one kind entering a feed, as one of its steps.
type read struct {
	*feed
	step   int
	filter int   // of `on`, among the conditions; -1: none
	where  int   // -1: none, or one that reads lets
	roles  roles // through which a record comes to its subjects
}

// trigger is a record of one kind on which a typology's condition is tried.
type trigger struct {
	number int // of the typology
	watch  *watch
	filter int
	roles  roles
	lets   []int // of each let, its feed; -1 for a plain expression
	bars   []bar // what it cannot hold without
}

func newPlan(typologies []*Typology, things map[string]*model.View, env Environment) *plan {
	p := &plan{kinds: map[*model.Schema]*kindPlan{}, typologies: typologies, things: things, env: env, lateness: env.lateness()}
	byText := map[string]*feed{}
	for number, t := range typologies {
		places := make([]int, len(t.lets))
		for i, l := range t.lets {
			if places[i] = -1; l.verb != "" {
				places[i] = p.feed(byText, t, number, i, places)
			}
		}
		for _, kind := range t.triggers() {
			w, k := t.watch[kind], p.kind(kind)
			k.triggers = append(k.triggers, trigger{number, w, k.condition(w.on, w.filter, number), k.rolesOf(w, nil), places, p.bars(t, w, places)})
		}
	}
	return p
}

// feed finds or adds what a let reads.
func (p *plan) feed(byText map[string]*feed, t *Typology, number, i int, places []int) int {
	l := t.lets[i]
	f := byText[l.text]
	if f != nil {
		for _, in := range f.reads {
			in.asks = append(in.asks, number)
		}
		f.asks = append(f.asks, number)
		p.asked(t, l, number)
		return f.number
	}
	f = &feed{let: l, number: len(p.feeds), of: t, asks: []int{number}}
	for _, j := range l.reads {
		f.reads = append(f.reads, input{j, p.feeds[places[j]]})
	}
	byText[l.text] = f
	p.feeds = append(p.feeds, f)
	for step := len(l.steps) - 1; step >= 0; step-- { // the last first: a record is one step of a sequence, not two
		g := l.steps[step]
		w, k := t.watch[g.kind], p.kind(g.kind)
		r := read{feed: f, step: step, filter: k.condition(w.on, w.filter, number), where: -1}
		if g.said != "" {
			r.where = k.condition(g.said, g.where, number)
		}
		if l.among != "all" || len(l.reads) > 0 {
			r.roles = k.rolesOf(w, l.rolesAt(w, step))
			if step == len(l.steps)-1 {
				f.roles = r.roles
			}
		}
		k.reads = append(k.reads, r)
	}
	return f.number
}

// rolesAt names the roles in which a record is the subject's at a step of an aggregate.
func (l *let) rolesAt(w *watch, step int) []string {
	if l.role != "" && l.steps[step].kind == l.steps[0].kind {
		return []string{l.role}
	}
	var names []string
	for _, r := range w.roles {
		names = append(names, r.name)
	}
	return names
}

func (p *plan) kind(kind *model.Schema) *kindPlan {
	k := p.kinds[kind]
	if k == nil {
		k = &kindPlan{number: len(p.kinds)}
		p.kinds[kind] = k
	}
	return k
}

// looksAt names the kinds of record that anything is done with.
func (p *plan) looksAt() (names []string) {
	for kind := range p.kinds {
		names = append(names, kind.Name)
	}
	return names
}

// asked notes a typology as another whose the conditions of a let are.
func (p *plan) asked(t *Typology, l *let, number int) {
	for _, g := range l.steps {
		w, k := t.watch[g.kind], p.kind(g.kind)
		k.condition(w.on, w.filter, number)
		if g.said != "" {
			k.condition(g.said, g.where, number)
		}
	}
}

// condition finds or adds a condition that a typology has; -1 when it has none.
func (k *kindPlan) condition(said string, e *expr, number int) int {
	if e == nil {
		return -1
	}
	i := slices.Index(k.said, said)
	if i < 0 {
		i = len(k.said)
		k.said, k.conditions, k.asks = append(k.said, said), append(k.conditions, e), append(k.asks, nil)
	}
	if !slices.Contains(k.asks[i], number) {
		k.asks[i] = append(k.asks[i], number)
	}
	return i
}

// roles are some of a kind's roles, a bit each.
type roles uint32

// mostRoles is in how many roles subjects are looked for in records of one kind. The library's typologies have four at most.
const mostRoles = 32

// fits refuses typologies that together have too many roles.
func (p *plan) fits() error {
	for kind, k := range p.kinds {
		if len(k.roles) > mostRoles {
			return &fault.Error{Doing: "running typologies", Kind: fault.Input, What: fmt.Sprintf("together they are about %d fields of %s, and can be about %d", len(k.roles), kind.Name, mostRoles),
				Hint: "run fewer of them at a time"}
		}
	}
	return nil
}

// rolesOf finds or adds roles of a kind: those named, or all that a typology has.
func (k *kindPlan) rolesOf(w *watch, names []string) (places roles) {
	for _, r := range w.roles {
		if names != nil && !slices.Contains(names, r.name) {
			continue
		}
		i := slices.Index(k.roleNames, r.name)
		if i < 0 {
			i, k.roleNames, k.roles = len(k.roleNames), append(k.roleNames, r.name), append(k.roles, r.of)
		}
		places |= 1 << i
	}
	return places
}

// mixes says whether the typology compares its subject with other subjects.
func (t *Typology) mixes() bool {
	return slices.ContainsFunc(t.lets, func(l *let) bool { return l.among != "" })
}
