package workbench

import (
	"slices"
	"strings"
	"testing"

	"spoor/cases"
	"spoor/detect"
	"spoor/model"
)

// changed is the typology many with a change.
func changed(t *testing.T, id, old, new string) *detect.Typology {
	t.Helper()
	text := strings.Replace(strings.NewReplacer("ID", id, "STATUS", "test", "OPENS", "finding").Replace(many), old, new, 1)
	f, err := detect.ParseFile("new.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	made, err := detect.Compile(f, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func says(all []Difference) string {
	var out []string
	for _, d := range all {
		out = append(out, d.Start.Format("01-02")+" "+d.Say)
	}
	return strings.Join(out, "; ")
}

func TestCompare(t *testing.T) {
	for name, try := range map[string]struct {
		old, new                string // what is changed in the file
		added, removed, changed string
		kept, before, after     int // and how many alerts there are
	}{
		"nothing":       {"version: 1", "version: 2", "", "", "", 2, 1, 1},
		"fewer senders": {"senders: 3", "senders: 2", "03-02 ben received from 2", "", "", 2, 1, 2},
		"more senders":  {"senders: 3", "senders: 4", "", "01-10 ann received from 3", "", 1, 1, 1},
		"a lower sum":   {"small: 1000 EUR", "small: 800 EUR", "", "03-01 ann received from 4", "", 1, 1, 1},
		"none":          {"senders: 3", "senders: 9", "", "01-10 ann received from 3; 03-01 ann received from 4", "", 0, 1, 0},
		"other words":   {"received from", "got from", "", "", "01-10 ann got from 3; 03-01 ann got from 4", 0, 1, 1},
		"given up":      {"status: test", "status: deprecated", "", "", "", 2, 1, 0},
		"a score":       {"opens: finding", "opens: score", "", "", "", 2, 1, 1}, // with the other score
		"a shorter":     {"days: 7d", "days: 1d", "", "01-10 ann received from 3; 03-01 ann received from 4", "", 0, 1, 0},
	} {
		b := bench(t)
		c, err := b.Compare(t.Context(), b.Typologies[0], changed(t, "many", try.old, try.new), 0)
		if err != nil {
			t.Fatal(name, err)
		}
		if says(c.Added) != try.added || says(c.Removed) != try.removed || says(c.Changed) != try.changed || c.Kept != try.kept || c.Old.Alerts != try.before || c.New.Alerts != try.after {
			t.Errorf("%s: added %q, removed %q, changed %q, %d kept, alerts %d to %d", name, says(c.Added), says(c.Removed), says(c.Changed), c.Kept, c.Old.Alerts, c.New.Alerts)
		}
		if len(c.Alerts.Added) != max(0, try.after-try.before) || len(c.Alerts.Removed) != max(0, try.before-try.after) || c.Alerts.AsTest {
			t.Errorf("%s: %+v", name, c.Alerts)
		}
	}
}

func TestEpisodesThatOverlapAreOne(t *testing.T) {
	b := bench(t)
	// without the first payer January has two, and March begins a day later
	c, err := b.Compare(t.Context(), b.Typologies[0], changed(t, "many", "params:", "on: Payment where payer != \"p1\"\nparams:"), 0)
	if err != nil || says(c.Removed) != "01-10 ann received from 3" || says(c.Changed) != "03-02 ann received from 3" || c.Changed[0].Before != "ann received from 4" || len(c.Changed[0].Records) != 3 {
		t.Errorf("%+v %v", c, err)
	}
	if l := c.Changed[0].Records[0]; l.Kind != "Payment" || !strings.HasPrefix(l.At, "2024-03-02") {
		t.Errorf("%+v", l)
	}
}

func TestComparingWhatOpensNothing(t *testing.T) {
	b := bench(t)
	c, err := b.Compare(t.Context(), b.Typologies[1], changed(t, "other", "status: test", "status: experimental"), 0)
	if err != nil || !c.Alerts.AsTest || c.Old.Alerts != 1 || c.New.Alerts != 1 || c.Kept != 2 {
		t.Errorf("%+v %v", c, err)
	}
}

func TestComparisonsAreBoundAndSayWhatPeopleDecided(t *testing.T) {
	b := bench(t)
	found, err := detect.Run(t.Context(), b.Typologies[:1], b.Data, detect.Environment{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found.Findings {
		b.Decisions = append(b.Decisions, cases.Decision{On: f.ID, Verb: cases.Dismiss})
	}
	c, err := b.Compare(t.Context(), b.Typologies[0], changed(t, "many", "senders: 3", "senders: 9"), 1)
	if err != nil || len(c.Removed) != 1 || c.Left != 1 || c.Removed[0].People != "dismissed" || c.Removed[0].Subject != (Subject{"ann", "ann"}) {
		t.Errorf("%+v %v", c, err)
	}
	// two different typologies are compared too, and data without their records says what is missing
	b.Data.Records = nil
	c, err = b.Compare(t.Context(), b.Typologies[0], changed(t, "another", "senders: 3", "senders: 9"), 1)
	if err != nil || !slices.Contains(c.New.Missing, "Payment") || c.New.ID != "another" || c.Records != 0 {
		t.Errorf("%+v %v", c, err)
	}
}
