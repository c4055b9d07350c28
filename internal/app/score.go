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
)

// Truth is one line of a world's truth.jsonl.
type Truth struct {
	Typology string    `json:"typology"`
	Subject  string    `json:"subject"`
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	Kind     string    `json:"kind"` // planted, near or decoy
}

// Score is how one typology's findings compare with the truth.
type Score struct {
	Typology  string  `json:"typology"`
	Planted   int     `json:"planted"`
	Found     int     `json:"found"`
	Recall    float64 `json:"recall"`
	Findings  int     `json:"findings"`
	True      int     `json:"true"`
	Precision float64 `json:"precision"`
}

// Overall adds the scores up. AlertsPer1000 counts alerts on subjects in whom nothing was planted, per thousand such parties
// and year.
type Overall struct {
	Type          string  `json:"typology"` // "overall"
	Planted       int     `json:"planted"`
	Found         int     `json:"found"`
	Recall        float64 `json:"recall"`
	Findings      int     `json:"findings"`
	True          int     `json:"true"`
	Precision     float64 `json:"precision"`
	AlertsPer1000 float64 `json:"alerts_per_1000_innocent_year"`
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
	innocent := map[string]bool{}
	for id, e := range checked.Things {
		if e.Schema.Is("LegalEntity") {
			innocent[id] = true
		}
	}
	for _, t := range truth {
		if t.Kind == "planted" {
			planted[key{t.Typology, t.Subject}] = append(planted[key{t.Typology, t.Subject}], t)
			delete(innocent, t.Subject)
		}
	}
	for _, f := range checked.Findings {
		k := key{f.Typology.File.ID.Text, f.Subject}
		found[k] = append(found[k], f)
	}
	scores := map[string]*Score{}
	for _, t := range typologies {
		scores[t.File.ID.Text] = &Score{Typology: t.File.ID.Text}
	}
	for k, cases := range planted {
		if s := scores[k.typology]; s != nil {
			for _, t := range cases {
				s.Planted++
				if slices.ContainsFunc(found[k], t.overlaps) {
					s.Found++
				}
			}
		}
	}
	for k, findings := range found {
		for _, f := range findings {
			scores[k.typology].Findings++
			if slices.ContainsFunc(planted[k], func(t Truth) bool { return t.overlaps(f) }) {
				scores[k.typology].True++
			}
		}
	}
	return summed(scores, checked, innocent)
}

func summed(scores map[string]*Score, checked *Checked, innocent map[string]bool) ([]Score, Overall) {
	total := Overall{Type: "overall"}
	var all []Score
	for _, s := range scores {
		s.Recall, s.Precision = share(s.Found, s.Planted), share(s.True, s.Findings)
		total.Planted, total.Found, total.Findings, total.True = total.Planted+s.Planted, total.Found+s.Found, total.Findings+s.Findings, total.True+s.True
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Score) int { return cmp.Compare(a.Typology, b.Typology) })
	total.Recall, total.Precision = share(total.Found, total.Planted), share(total.True, total.Findings)
	alerts := 0
	for _, a := range checked.Alerts {
		if innocent[a.Subject] {
			alerts++
		}
	}
	if years := checked.Years(); years > 0 && len(innocent) > 0 {
		total.AlertsPer1000 = float64(alerts) * 1000 / float64(len(innocent)) / years
	}
	return all, total
}

func (t Truth) overlaps(f *detect.Finding) bool {
	return f.Start <= t.End.UnixMicro() && t.Start.UnixMicro() <= f.End
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
