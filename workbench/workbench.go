// Package workbench tries typologies out on records that are held already: what they would have found and opened by month, how
// that changes with each parameter, which of them speak of the same subjects, what people decided on it, and what a changed file
// would have added and taken away. It also keeps which version of a typology two people made stable. Everything is found by the
// one engine of package detect; nothing is found here.
package workbench

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"spoor/cases"
	"spoor/detect"
)

// Bench is what is tried, and on what.
type Bench struct {
	Organisation *detect.Organisation // its values of parameters; nil: nobody's
	Typologies   []*detect.Typology   // the library: all of it counts when findings are combined into alerts
	Data         detect.Data
	Happened     *Happened // how many records there are and when, where Data gives them as a stream; nil: they are counted
	Env          detect.Environment
	Decisions    []cases.Decision // what people decided, in the order they did
	Told         []Told           // what they decided elsewhere; it counts after Decisions
	Planted      []Case           // what is known to be there, of a made world; empty where nothing is known
	Found        *detect.Result   // what the library finds on them, where that was worked out before
	Progress     func(doing string, done, total int)
}

// Happened is how many records there are, without those that are derived, and when they were, in UTC microseconds.
type Happened struct {
	Records  int
	From, To int64
}

// Case is one thing that is known to have happened.
type Case struct {
	Typology, Subject string
	Start, End        int64 // UTC microseconds
}

// Plan says what of the library is tried and how.
type Plan struct {
	Only   []string // ids; empty: every typology
	Vary   []Vary   // which parameters are varied; empty with Curves: each of what is tried
	Curves bool     // whether parameters are varied at all
	Weeks  bool     // counted by week instead of month
	Alone  bool     // what is not tried is left out: faster, and blind to what opens only together
}

// Vary is one parameter with the values that are tried; without values, some around the one that holds.
type Vary struct {
	Typology, Parameter string
	Values              []string
}

// Report is what was found out. It holds no records: it is kept, and read long after.
type Report struct {
	From       time.Time `json:"from"` // of the records
	To         time.Time `json:"to"`
	Records    int       `json:"records"`
	Findings   int       `json:"findings"`
	Alerts     int       `json:"alerts"`  // of the library as it stands
	Periods    []string  `json:"periods"` // 2026-05 or 2026-W18, oldest first; those without anything too, unless they are very many
	Typologies []Tried   `json:"typologies"`
	Overlap    []Overlap `json:"overlap"` // the most subjects in common first
	Decided    bool      `json:"decided"` // there are decisions
	Told       int       `json:"told"`    // of them, those that were decided elsewhere
	Lost       int       `json:"lost"`    // of these, those that speak of nothing that was found
	Known      bool      `json:"known"`   // what is there is known
}

// Tried is one typology on the records. Of an experimental one Alerts are what it would open as a test.
type Tried struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Version  int      `json:"version"`
	Hash     string   `json:"hash"` // of its file
	Status   string   `json:"status"`
	Opens    string   `json:"opens"`
	Missing  []string `json:"missing,omitempty"` // what the data lacks
	Findings int      `json:"findings"`
	Alerts   int      `json:"alerts"` // that it opened, alone or with others
	Subjects int      `json:"subjects"`
	Periods  []Count  `json:"periods,omitempty"` // by the report's periods
	Curves   []Curve  `json:"curves,omitempty"`
	Judged   *Judged  `json:"judged,omitempty"` // nil: nobody decided on anything of it
	Known    *Known   `json:"known,omitempty"`  // nil: nothing is known of it
}

// Count is what happened in a period. A finding counts when it began, an alert when the subject's first finding did.
type Count struct {
	Findings int `json:"findings"`
	Alerts   int `json:"alerts"`
}

// Judged is what people made of findings: of each, by its own decisions or by those on its alert.
type Judged struct {
	FollowedUp int `json:"followed_up"`
	Dismissed  int `json:"dismissed"`
	Undecided  int `json:"undecided"`
}

// Precision is which share of the decided findings was followed up; false where none is decided.
func (j *Judged) Precision() (share float64, known bool) {
	if j == nil || j.FollowedUp+j.Dismissed == 0 {
		return 0, false
	}
	return float64(j.FollowedUp) / float64(j.FollowedUp+j.Dismissed), true
}

// Known is how findings compare with what is known to be there.
type Known struct {
	Planted int `json:"planted"`
	Found   int `json:"found"`
	True    int `json:"true"` // findings of something planted
}

// Curve is what one parameter does, all others staying.
type Curve struct {
	Parameter string  `json:"parameter"`
	Default   string  `json:"default"` // the value that holds, as it is written
	Own       bool    `json:"own"`     // it is the organisation's
	Dated     bool    `json:"dated"`   // other values hold on some days or somewhere; each point takes one for all
	Points    []Point `json:"points,omitempty"`
	Note      string  `json:"note,omitempty"` // why it has no points
}

// Point is a typology with one value of a parameter.
type Point struct {
	Value      string `json:"value"`
	Default    bool   `json:"default"` // the value that holds
	Findings   int    `json:"findings"`
	Alerts     int    `json:"alerts"`
	FollowedUp int    `json:"followed_up"` // of what people followed up, how much it still finds
	Dismissed  int    `json:"dismissed"`
	Found      int    `json:"found"` // of what is known to be there
	Problem    string `json:"problem,omitempty"`
}

// Overlap is two typologies that speak of the same subjects.
type Overlap struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Subjects int    `json:"subjects"` // in common
	OfA      int    `json:"of_a"`     // all of A's
	OfB      int    `json:"of_b"`
}

// Backtest tries typologies on the records: the library once over everything, then of each typology that is varied all its
// variants together over the records of its kinds.
func (b *Bench) Backtest(ctx context.Context, plan Plan) (*Report, error) {
	if err := b.check(plan); err != nil {
		return nil, err
	}
	if plan.Alone {
		few := *b
		few.Typologies, few.Found = b.chosen(plan), nil
		b = &few
	}
	run, err := b.run(ctx)
	if err != nil {
		return nil, err
	}
	calendar := calendarOf(b, plan.Weeks)
	r := &Report{Records: calendar.records, Findings: len(run.findings), Decided: len(b.Decisions)+len(b.Told) > 0, Told: len(b.Told), Lost: run.lost, Known: len(b.Planted) > 0}
	r.Alerts = len(detect.Combine(slices.Clone(run.findings)))
	r.From, r.To, r.Periods = calendar.from, calendar.to, calendar.periods
	tried := b.chosen(plan)
	for i, t := range tried {
		b.tell("trying values of "+t.File.ID.Text, i, len(tried))
		one := run.tried(t, calendar)
		if plan.Curves && one.Missing == nil {
			if one.Curves, err = run.curves(ctx, t, plan.Vary); err != nil {
				return nil, err
			}
		}
		r.Typologies = append(r.Typologies, one)
	}
	r.Overlap = overlaps(run, tried)
	return r, nil
}

func (b *Bench) tell(doing string, done, total int) {
	if b.Progress != nil {
		b.Progress(doing, done, total)
	}
}

func (b *Bench) own() *detect.Organisation {
	if b.Organisation == nil {
		return &detect.Organisation{}
	}
	return b.Organisation
}

// chosen are the typologies that are tried: those named, or whose parameters are, or all.
func (b *Bench) chosen(plan Plan) []*detect.Typology {
	only := slices.Clone(plan.Only)
	for _, v := range plan.Vary {
		only = append(only, v.Typology)
	}
	if len(only) == 0 {
		return b.Typologies
	}
	return slices.DeleteFunc(slices.Clone(b.Typologies), func(t *detect.Typology) bool { return !slices.Contains(only, t.File.ID.Text) })
}

// overlaps are the pairs with a subject in common, one of them tried.
func overlaps(run *run, tried []*detect.Typology) []Overlap {
	subjects := map[string]map[string]bool{}
	for _, f := range run.findings {
		id := f.Typology.File.ID.Text
		if subjects[id] == nil {
			subjects[id] = map[string]bool{}
		}
		subjects[id][f.Subject] = true
	}
	wanted := map[string]bool{}
	for _, t := range tried {
		wanted[t.File.ID.Text] = true
	}
	var all []Overlap
	ids := slices.Sorted(maps.Keys(subjects))
	for i, a := range ids {
		for _, other := range ids[i+1:] {
			if !wanted[a] && !wanted[other] {
				continue
			}
			common := 0
			for s := range subjects[a] {
				if subjects[other][s] {
					common++
				}
			}
			if common > 0 {
				all = append(all, Overlap{a, other, common, len(subjects[a]), len(subjects[other])})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y Overlap) int { return cmp.Compare(y.Subjects, x.Subjects) })
	return all
}
