package lists_test

import (
	"testing"
	"time"

	"spoor/lists"
	"spoor/model"
)

func alert(values ...string) *model.Entity {
	e := model.NewEntity("a", model.Default().Get("Alert"), nil)
	for i := 0; i < len(values); i += 2 {
		if !e.Add(values[i], values[i+1], "") {
			panic("no property " + values[i])
		}
	}
	return e
}

func TestActive(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	source := lists.Source{Action: "refuse and report", Term: 365 * 24 * time.Hour}
	for name, c := range map[string]struct {
		alerts []*model.Entity
		active bool
		state  string
	}{
		"none":                 {nil, true, "active"},
		"bare":                 {[]*model.Entity{alert("action", "inform")}, true, "active"},
		"detained":             {[]*model.Entity{alert("status", "detained", "statusSource", "court")}, true, "detained"},
		"reported dead":        {[]*model.Entity{alert("status", "reported dead")}, true, "reported dead"},
		"withdrawn":            {[]*model.Entity{alert("status", "withdrawn")}, false, "withdrawn"},
		"expires today":        {[]*model.Entity{alert("expires", "2026-11-22")}, true, "active"},
		"expired yesterday":    {[]*model.Entity{alert("expires", "2026-11-21")}, false, "expired"},
		"expires now":          {[]*model.Entity{alert("expires", "2026-11-22T12:00:00Z")}, false, "expired"},
		"within the term":      {[]*model.Entity{alert("since", "2025-11-23")}, true, "active"},
		"past the term":        {[]*model.Entity{alert("since", "2025-11-22")}, false, "expired"},
		"own expiry wins":      {[]*model.Entity{alert("since", "2020-01-01", "expires", "2027-01-01")}, true, "active"},
		"one of two":           {[]*model.Entity{alert("status", "withdrawn"), alert()}, true, "active"},
		"a state it knows not": {[]*model.Entity{alert("status", "moved")}, true, "moved"},
	} {
		active, status := lists.Active(c.alerts, source, now)
		if active != c.active || status.State != c.state {
			t.Errorf("%s: %v %+v", name, active, status)
		}
	}
	if _, s := lists.Active([]*model.Entity{alert("status", "detained", "statusSource", "court", "discreet", "true", "action", "inform")}, source, now); s.Source != "court" || !s.Discreet || s.Action != "inform" {
		t.Errorf("%+v", s)
	}
	if _, s := lists.Active(nil, source, now); s.Action != "refuse and report" {
		t.Errorf("%+v", s)
	}
}

func TestStale(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	limited := &lists.Source{Name: "x", MaxAge: 24 * time.Hour}
	for want, s := range map[string]lists.State{
		"": {Name: "a", Loaded: now.Add(-9000 * time.Hour)},
		"list x is stale (3 days old, at most 24 h)": {Name: "x", Source: limited, Loaded: now.Add(-9 * 24 * time.Hour), Checked: now.Add(-3 * 24 * time.Hour)},
		"list y is stale (25 h old, at most 24 h)":   {Name: "y", Source: limited, Loaded: now.Add(-25 * time.Hour)},
		"list p is partial":                          {Name: "p", Partial: true, Loaded: now},
		"list x was never loaded":                    {Name: "x", Source: limited},
	} {
		if got := s.Unclear(now); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	fresh := lists.State{Name: "x", Source: limited, Loaded: now.Add(-90 * time.Hour), Checked: now.Add(-24 * time.Hour)}
	if fresh.Unclear(now) != "" || fresh.Aged(now) != "24 h old, at most 24 h" {
		t.Errorf("%q %q", fresh.Unclear(now), fresh.Aged(now))
	}
	if why := lists.Unclear(nil, now); len(why) != 1 {
		t.Errorf("%v", why)
	}
}

func TestSuspicious(t *testing.T) {
	for _, c := range []struct {
		before, now int
		want        bool
	}{{100, 90, false}, {100, 89, true}, {1000, 901, false}, {20, 16, false}, {20, 15, true}, {0, 0, false}, {5, 0, true}, {4, 0, false}, {10, 50, false}} {
		if got := lists.Suspicious(c.before, c.now); got != c.want {
			t.Errorf("from %d to %d: %v", c.before, c.now, got)
		}
	}
}
