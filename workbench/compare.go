package workbench

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"spoor/detect"
	"spoor/model"
)

// Comparison is what a changed typology would have done otherwise on the same records.
type Comparison struct {
	Old     Version      `json:"old"`
	New     Version      `json:"new"`
	From    time.Time    `json:"from"` // of the records
	To      time.Time    `json:"to"`
	Records int          `json:"records"`
	Added   []Difference `json:"added"` // that only the new one finds, oldest first
	Removed []Difference `json:"removed"`
	Changed []Difference `json:"changed"` // of the same subject at the same time, in other words or of other records
	Kept    int          `json:"kept"`    // that are the same
	Alerts  AlertChange  `json:"alerts"`
	Left    int          `json:"left"` // differences that were not kept, where there were too many
}

// Version is one side of a comparison.
type Version struct {
	ID       string   `json:"id"`
	Version  int      `json:"version"`
	Hash     string   `json:"hash"`
	Status   string   `json:"status"`
	Findings int      `json:"findings"`
	Alerts   int      `json:"alerts"`
	Missing  []string `json:"missing,omitempty"` // what the records lack for it
}

// AlertChange says about whom alerts are opened by one side alone: names by subject.
type AlertChange struct {
	Added   []Subject `json:"added"`
	Removed []Subject `json:"removed"`
	AsTest  bool      `json:"as_test"` // neither opens any in its status: they are told as tests
}

// Subject is a party or thing, and what it is called.
type Subject struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Difference is a finding of one side, or of both.
type Difference struct {
	Subject Subject   `json:"subject"`
	Start   time.Time `json:"start"`
	End     time.Time `json:"end"`
	Say     string    `json:"say"`
	Before  string    `json:"before"`  // of what changed: what the old one says
	Records []Line    `json:"records"` // that contribute; of what changed, those of the new one
	People  string    `json:"people"`  // what people decided on it: followed up or dismissed
}

// Line is where a record stands.
type Line struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Kind string `json:"kind"`
	At   string `json:"at"`
}

// Compare runs two typologies over the records, each in the place of the one of its id in the library, and tells them apart. No
// more than most differences are told of each sort, all when it is 0.
func (b *Bench) Compare(ctx context.Context, before, after *detect.Typology, most int) (*Comparison, error) {
	run, err := b.run(ctx)
	if err != nil {
		return nil, err
	}
	calendar := calendarOf(b, false)
	c := &Comparison{From: calendar.from, To: calendar.to, Records: calendar.records}
	var sides [2]side
	asTest := !before.Opens() && !after.Opens()
	for i, t := range []*detect.Typology{before, after} {
		b.tell("running "+[]string{"the old one", "the new one"}[i], i, 2)
		if sides[i], err = run.side(ctx, t, asTest); err != nil {
			return nil, err
		}
	}
	c.Old, c.New = sides[0].version, sides[1].version
	c.Alerts = AlertChange{run.subjects(sides[1].opened, sides[0].opened), run.subjects(sides[0].opened, sides[1].opened), asTest}
	pairs, onlyOld, onlyNew := match(sides[0].findings, sides[1].findings)
	for _, p := range pairs {
		if same(p.old, p.new) {
			c.Kept++
			continue
		}
		d := run.difference(p.new, sides[1])
		d.Before = p.old.Say
		c.Changed = append(c.Changed, d)
	}
	for _, f := range onlyNew {
		c.Added = append(c.Added, run.difference(f, sides[1]))
	}
	for _, f := range onlyOld {
		c.Removed = append(c.Removed, run.difference(f, sides[0]))
	}
	for _, all := range []*[]Difference{&c.Added, &c.Removed, &c.Changed} {
		if over := len(*all) - most; most > 0 && over > 0 {
			*all, c.Left = (*all)[:most], c.Left+over
		}
	}
	return c, nil
}

// side is what one typology finds and opens.
type side struct {
	version  Version
	findings []*detect.Finding // oldest first
	opened   map[string]string // subject to alert
}

func (r *run) side(ctx context.Context, t *detect.Typology, asTest bool) (side, error) {
	found, err := detect.Run(ctx, []*detect.Typology{t}, r.only(t.Kinds()), r.Env)
	if err != nil {
		return side{}, err
	}
	s := side{findings: found.Findings, opened: map[string]string{}}
	slices.SortStableFunc(s.findings, func(a, b *detect.Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.ID, b.ID))
	})
	if t.Opens() || asTest {
		for _, a := range r.alerts(t, s.findings) {
			s.opened[a.Subject] = a.ID
		}
	}
	s.version = Version{ID: t.File.ID.Text, Version: t.File.Version, Hash: t.File.Hash(), Status: t.File.Status.Text, Findings: len(s.findings), Alerts: len(s.opened)}
	for _, u := range found.Untestable {
		s.version.Missing = u.Missing
	}
	return s, nil
}

// subjects are those of some that are not among others, by name.
func (r *run) subjects(of, but map[string]string) (all []Subject) {
	for id := range of {
		if _, both := but[id]; !both {
			all = append(all, r.subject(id))
		}
	}
	slices.SortFunc(all, func(a, b Subject) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) })
	return all
}

func (r *run) subject(id string) Subject {
	if thing := r.Data.Things[id]; thing != nil {
		return Subject{id, thing.Caption()}
	}
	return Subject{id, id}
}

func (r *run) difference(f *detect.Finding, of side) Difference {
	d := Difference{Subject: r.subject(f.Subject), Start: time.UnixMicro(f.Start).UTC(), End: time.UnixMicro(f.End).UTC(), Say: f.Say,
		People: map[string]string{"follow up": "followed up", "dismiss": "dismissed"}[string(r.verdict(f, of.opened))]}
	for _, v := range f.Records {
		l := Line{Kind: v.Schema.Label, At: model.Datum{Kind: model.Moment, Num: v.At.Start, End: v.At.End}.String()}
		if v.Origin != nil && v.Origin.Source != nil {
			l.File, l.Line = v.Origin.File, v.Origin.Line
		}
		d.Records = append(d.Records, l)
	}
	return d
}

// pair is an episode that both sides find.
type pair struct{ old, new *detect.Finding }

// match brings together the findings of one subject that begin at the same time under the same keys; of the rest, those whose
// times overlap, the oldest first.
func match(before, after []*detect.Finding) (pairs []pair, onlyOld, onlyNew []*detect.Finding) {
	exact := func(f *detect.Finding) string {
		return strings.Join(append([]string{f.Subject, strconv.FormatInt(f.Start, 10)}, f.Key...), "\x00")
	}
	at := map[string]*detect.Finding{}
	for _, f := range before {
		at[exact(f)] = f
	}
	taken := map[*detect.Finding]bool{}
	for _, f := range after {
		if old := at[exact(f)]; old != nil && !taken[old] {
			pairs = append(pairs, pair{old, f})
			taken[old] = true
			continue
		}
		onlyNew = append(onlyNew, f)
	}
	bySubject := map[string][]*detect.Finding{}
	for _, f := range before {
		if !taken[f] {
			bySubject[f.Subject] = append(bySubject[f.Subject], f)
		}
	}
	onlyNew = slices.DeleteFunc(onlyNew, func(f *detect.Finding) bool {
		for _, old := range bySubject[f.Subject] {
			if !taken[old] && old.Start <= f.End && f.Start <= old.End {
				pairs = append(pairs, pair{old, f})
				taken[old] = true
				return true
			}
		}
		return false
	})
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.new.Start, b.new.Start) })
	return pairs, slices.DeleteFunc(slices.Clone(before), func(f *detect.Finding) bool { return taken[f] }), onlyNew
}

// same says whether two findings say the same of the same records.
func same(a, b *detect.Finding) bool {
	return a.Say == b.Say && slices.EqualFunc(a.Records, b.Records, func(x, y *model.View) bool { return x.ID == y.ID })
}
