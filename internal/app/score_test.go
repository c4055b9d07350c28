package app

import (
	"testing"
	"time"

	"spoor/detect"
	"spoor/model"
	"spoor/typologies"
)

// A town of four parties: two typologies, one case found and one missed, a near miss that tripped, a decoy that did not.
func TestCompare(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }
	all, err := detect.Load(typologies.Files, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	one, two := all[0], all[1]
	first, second := one.File.ID.Text, two.File.ID.Text
	checked := &Checked{Things: map[string]*model.Entity{}, From: 0, To: int64(2 * 365.25 * 86400e6)}
	for _, id := range []string{"a", "b", "c", "d"} {
		schema := model.Default().Get("Person")
		checked.Things[id] = &model.Entity{ID: id, Schema: schema}
	}
	found := func(of *detect.Typology, subject string, n int) *detect.Finding {
		return &detect.Finding{Typology: of, Subject: subject, Start: day(n).UnixMicro(), End: day(n + 1).UnixMicro()}
	}
	checked.Findings = []*detect.Finding{found(one, "a", 3), found(one, "a", 20), found(one, "b", 3), found(two, "c", 3)}
	checked.Alerts = []detect.Alert{{Subject: "a", Opened: []string{first}, Findings: checked.Findings[:2]}, {Subject: "b", Opened: []string{first}}, {Subject: "c", Opened: []string{first, second}}}
	truth := []Truth{
		{Typology: first, Subject: "a", Start: day(2), End: day(3), Kind: "planted"},
		{Typology: first, Subject: "a", Start: day(10), End: day(11), Kind: "planted"},
		{Typology: first, Subject: "b", Start: day(3), End: day(3), Kind: "near"},
		{Typology: first, Subject: "c", Start: day(3), End: day(3), Kind: "decoy"},
	}
	scores, total := Compare(checked, truth, []*detect.Typology{two, one})
	s := scores[0]
	if s.Typology != first || s.Planted != 2 || s.Found != 1 || s.Alerted != 1 || *s.Recall != 0.5 || s.Findings != 3 || s.True != 1 ||
		s.Near != 1 || s.NearTripped != 1 || s.Decoys != 1 || s.DecoysTripped != 0 || s.Innocents != 1 || s.Alerts != 2 {
		t.Errorf("%+v", s)
	}
	if s := scores[1]; s.Recall != nil || s.RecallLow != nil || s.Findings != 1 || s.Precision != 0 || *s.PrecisionLow != 0 || s.Alerts != 1 || s.Innocents != 1 {
		t.Errorf("%+v", s)
	}
	// Two alerts on three innocent parties in two years: 333 per thousand and year; exact interval 0.242 to 7.225 alerts.
	if total.Alerts != 2 || total.InnocentParties != 3 || total.Innocents != 2 || int(total.AlertsPer1000) != 333 ||
		int(*total.AlertsLow) != 40 || int(*total.AlertsHigh) != 1204 {
		t.Errorf("%+v", total)
	}
}
