package app

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"spoor/detect"
	"spoor/fault"
	"spoor/model"
)

// Truth is one line of a world's truth.jsonl.
type Truth struct {
	Typology string    `json:"typology"`
	Subject  string    `json:"subject"`
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	Records  []string  `json:"records"` // ids
	Kind     string    `json:"kind"`    // planted, near or decoy
}

// Score is how one typology's findings compare with the truth. Low and high are 95 % intervals (Wilson), null where there is
// nothing to tell them from; so is the recall of what was not planted.
type Score struct {
	Typology      string   `json:"typology"`
	Planted       int      `json:"planted"`
	Found         int      `json:"found"`
	Alerted       int      `json:"alerted"` // planted cases that stand in an alert: a finding that opened it overlaps them
	Recall        *float64 `json:"recall"`
	RecallLow     *float64 `json:"recall_low"`
	RecallHigh    *float64 `json:"recall_high"`
	Findings      int      `json:"findings"`
	True          int      `json:"true"`
	Precision     float64  `json:"precision"`
	PrecisionLow  *float64 `json:"precision_low"`
	PrecisionHigh *float64 `json:"precision_high"`
	Near          int      `json:"near"` // near misses, and those that tripped: a finding overlaps them
	NearTripped   int      `json:"near_tripped"`
	Decoys        int      `json:"decoys"`
	DecoysTripped int      `json:"decoys_tripped"`
	Innocents     int      `json:"innocents"`           // innocent parties about whom there is a finding
	Alerts        int      `json:"alerts_on_innocents"` // those it opened, alone or together with others
}

// Overall adds the scores up. An innocent is a party in whom nothing was planted; AlertsPer1000 counts the alerts on them per
// thousand of them and year, with the exact 95 % interval of a Poisson count. An alert that rests on a record of a planted case is
// none of these: whoever sends money through a planted agent has a part in that case.
type Overall struct {
	Score
	InnocentParties int      `json:"innocent_parties"`
	AlertsPer1000   float64  `json:"alerts_per_1000_innocent_year"`
	AlertsLow       *float64 `json:"alerts_per_1000_innocent_year_low"`
	AlertsHigh      *float64 `json:"alerts_per_1000_innocent_year_high"`
}

// ReadTruth reads DIR/truth.jsonl.
func ReadTruth(dir string) ([]Truth, error) {
	name := filepath.Join(dir, "truth.jsonl")
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fault.Error{Doing: "scoring", Kind: fault.Missing, Place: fault.Place{File: name}, What: "there is no truth to compare with", Hint: "spoor world makes records with their truth"}
	}
	if err != nil {
		return nil, Unopened("scoring", name, err)
	}
	defer file.Close()
	var all []Truth
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		var t Truth
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, &fault.Error{Doing: "reading the truth", Kind: fault.Input, Place: fault.Place{File: name, Line: n}, Err: err}
		}
		all = append(all, t)
	}
	return all, lines.Err()
}

// Compare scores what a check found against the truth: a planted case is found when a finding has its typology and subject
// and overlaps it in time; a finding is true when a planted case does.
func Compare(checked *Checked, truth []Truth, typologies []*detect.Typology) ([]Score, Overall) {
	type key struct{ typology, subject string }
	planted, found := map[key][]Truth{}, map[key][]*detect.Finding{}
	innocent := innocents(checked, truth)
	for _, f := range checked.Findings {
		k := key{f.Typology.File.ID.Text, f.Subject}
		found[k] = append(found[k], f)
	}
	scores := map[string]*Score{}
	for _, t := range typologies {
		scores[t.File.ID.Text] = &Score{Typology: t.File.ID.Text}
	}
	opening := opening(checked.Alerts)
	for _, t := range truth {
		k := key{t.Typology, t.Subject}
		if t.Kind == "planted" {
			planted[k] = append(planted[k], t)
			if s := scores[t.Typology]; s != nil && slices.ContainsFunc(opening[t.Subject], t.overlaps) {
				s.Alerted++
			}
		}
		if s := scores[t.Typology]; s != nil {
			s.count(t.Kind, slices.ContainsFunc(found[k], t.overlaps))
		}
	}
	for k, findings := range found {
		s := scores[k.typology]
		if innocent[k.subject] {
			s.Innocents++
		}
		for _, f := range findings {
			s.Findings++
			if slices.ContainsFunc(planted[k], func(t Truth) bool { return t.overlaps(f) }) {
				s.True++
			}
		}
	}
	return summed(scores, checked, innocent, plantedRecords(truth))
}

// opening are the findings that opened alerts, by subject.
func opening(alerts []detect.Alert) map[string][]*detect.Finding {
	by := map[string][]*detect.Finding{}
	for _, a := range alerts {
		for _, f := range a.Findings {
			if slices.Contains(a.Opened, f.Typology.File.ID.Text) {
				by[a.Subject] = append(by[a.Subject], f)
			}
		}
	}
	return by
}

// plantedRecords are the ids of the records of planted cases.
func plantedRecords(truth []Truth) map[string]bool {
	ids := map[string]bool{}
	for _, t := range truth {
		if t.Kind == "planted" {
			for _, id := range t.Records {
				ids[id] = true
			}
		}
	}
	return ids
}

// rests says whether a finding that opened an alert rests on one of these records.
func rests(a detect.Alert, ids map[string]bool) bool {
	return slices.ContainsFunc(a.Findings, func(f *detect.Finding) bool {
		return slices.Contains(a.Opened, f.Typology.File.ID.Text) && slices.ContainsFunc(f.Records, func(v *model.View) bool { return ids[v.ID] })
	})
}

// innocents are the parties in whom nothing was planted.
func innocents(checked *Checked, truth []Truth) map[string]bool {
	innocent := map[string]bool{}
	for id, e := range checked.Things {
		if e.Schema.Is("LegalEntity") {
			innocent[id] = true
		}
	}
	for _, t := range truth {
		if t.Kind == "planted" {
			delete(innocent, t.Subject)
		}
	}
	return innocent
}

// count takes a case of the truth in.
func (s *Score) count(kind string, tripped bool) {
	all, some := &s.Decoys, &s.DecoysTripped
	switch kind {
	case "planted":
		all, some = &s.Planted, &s.Found
	case "near":
		all, some = &s.Near, &s.NearTripped
	}
	*all++
	if tripped {
		*some++
	}
}

// weigh works out the shares and their intervals.
func (s *Score) weigh() {
	if s.Planted > 0 {
		low, high := wilson(s.Found, s.Planted)
		recall := float64(s.Found) / float64(s.Planted)
		s.Recall, s.RecallLow, s.RecallHigh = &recall, &low, &high
	}
	if s.Findings > 0 {
		low, high := wilson(s.True, s.Findings)
		s.Precision, s.PrecisionLow, s.PrecisionHigh = float64(s.True)/float64(s.Findings), &low, &high
	}
}

func summed(scores map[string]*Score, checked *Checked, innocent, ofCases map[string]bool) ([]Score, Overall) {
	total := Overall{Score: Score{Typology: "overall"}, InnocentParties: len(innocent)}
	found := map[string]bool{}
	for _, f := range checked.Findings {
		found[f.Subject] = found[f.Subject] || innocent[f.Subject]
	}
	for _, yes := range found {
		if yes {
			total.Innocents++
		}
	}
	for _, a := range checked.Alerts {
		if !innocent[a.Subject] || rests(a, ofCases) {
			continue
		}
		total.Alerts++
		for _, id := range a.Opened {
			scores[id].Alerts++
		}
	}
	var all []Score
	for _, s := range scores {
		s.weigh()
		total.add(s)
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Score) int { return cmp.Compare(a.Typology, b.Typology) })
	total.weigh()
	if years := checked.Years(); years > 0 && len(innocent) > 0 {
		per := 1000 / float64(len(innocent)) / years
		low, high := poisson(total.Alerts)
		low, high = low*per, high*per
		total.AlertsPer1000, total.AlertsLow, total.AlertsHigh = float64(total.Alerts)*per, &low, &high
	}
	return all, total
}

// add takes in what can be added up over typologies: parties and alerts cannot, for several may be about one.
func (s *Score) add(o *Score) {
	s.Planted, s.Found, s.Alerted, s.Findings, s.True = s.Planted+o.Planted, s.Found+o.Found, s.Alerted+o.Alerted, s.Findings+o.Findings, s.True+o.True
	s.Near, s.NearTripped = s.Near+o.Near, s.NearTripped+o.NearTripped
	s.Decoys, s.DecoysTripped = s.Decoys+o.Decoys, s.DecoysTripped+o.DecoysTripped
}

func (t Truth) overlaps(f *detect.Finding) bool {
	return f.Start <= t.End.UnixMicro() && t.Start.UnixMicro() <= f.End
}
