package detect

import (
	"slices"
	"testing"

	"spoor/model"
)

// A finding of an experimental typology opens no alert, and raises none that others opened: it is shown beside them.
func TestExperimentalFindingsOpenNothing(t *testing.T) {
	finding := func(id, status, opens, family string, p Priority) *Finding {
		f := &File{ID: phrase{Text: id}, Status: phrase{Text: status}, Opens: phrase{Text: opens}, Family: family}
		return &Finding{ID: id, Typology: &Typology{File: f, Priority: p}, Subject: "ann", Records: []*model.View{{}}}
	}
	low, high := Priority(0), Priority(2)
	if alerts := Combine([]*Finding{finding("a", "experimental", "alone", "x", high), finding("b", "experimental", "finding", "y", high)}); len(alerts) != 0 {
		t.Errorf("experimental findings opened %v", alerts)
	}
	alerts := Combine([]*Finding{finding("a", "experimental", "alone", "x", high), finding("c", "test", "finding", "y", low)})
	if len(alerts) != 1 || alerts[0].Priority != low || len(alerts[0].Findings) != 2 || !slices.Equal(alerts[0].Opened, []string{"c"}) {
		t.Errorf("%+v", alerts)
	}
}

// What rests on a name alone, or on a report of a low grade, comes one step after what rests on better, and is told so.
func TestWeakEvidenceComesAfterBetter(t *testing.T) {
	record := func(kind string, fields ...string) *model.View {
		e := model.NewEntity(kind+fields[1], model.Default().Get(kind), nil)
		e.Add("at", "2024-03-01", "")
		for i := 0; i < len(fields); i += 2 {
			e.Add(fields[i], fields[i+1], "")
		}
		v, err := model.NewView(e)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	hit := func(status string) *model.View { return record("ListHit", "status", status) }
	report := func(grade string) *model.View { return record("StatusReport", "status", "dead", "grade", grade) }
	use := record("DocumentUse", "document", "P1")
	finding := func(p Priority, records ...*model.View) *Finding {
		watched := map[*model.Schema]*watch{}
		for _, r := range records {
			watched[r.Schema] = nil
		}
		f := &File{ID: phrase{Text: "t"}, Status: phrase{Text: "test"}, Opens: phrase{Text: "alone"}, Family: "x"}
		return &Finding{ID: "f", Typology: &Typology{File: f, Priority: p, watch: watched}, Subject: "ann", Records: records}
	}
	for name, c := range map[string]struct {
		f    *Finding
		want Priority
	}{
		"a name alone":             {finding(High, hit("name only")), Medium},
		"a fact speaks for it":     {finding(High, hit("supported")), High},
		"an identifier":            {finding(High, hit("confirmed")), High},
		"facts for and against":    {finding(High, hit("mixed")), High},
		"a register":               {finding(Urgent, report("A1"), use), Urgent},
		"a partner service":        {finding(Urgent, report("C3"), use), Urgent},
		"a newspaper":              {finding(Urgent, report("D4"), use), High},
		"a reliable source, alone": {finding(Urgent, report("B4"), use), High},
		"a source nobody knows":    {finding(Urgent, report("X2"), use), High},
		"the last report counts":   {finding(Urgent, report("A1"), report("E3"), use), High},
		"no grade":                 {finding(Urgent, report(""), use), Urgent},
		"no evidence of that kind": {finding(Urgent, use), Urgent},
		"nothing is below low":     {finding(Low, hit("name only")), Low},
	} {
		if got := c.f.Priority(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	weak, strong := finding(High, hit("name only")), finding(High, hit("confirmed"))
	alerts := Combine([]*Finding{weak})
	if len(alerts) != 1 || alerts[0].Priority != Medium || alerts[0].Rule != "t opens alone, one step lower because it rests on a name alone" {
		t.Errorf("%+v", alerts)
	}
	if alerts = Combine([]*Finding{weak, strong}); alerts[0].Priority != High || alerts[0].Rule != "t opens alone" || alerts[0].Findings[0] != strong {
		t.Errorf("%+v", alerts)
	}
}

// A run over records that are not held finds what rests on weak evidence as one over held ones does.
func TestWeakEvidenceIsWeakInALog(t *testing.T) {
	e := model.NewEntity("hit", model.Default().Get("ListHit"), nil)
	for _, f := range [][2]string{{"at", "2024-03-01"}, {"party", "ann"}, {"status", "name only"}} {
		e.Add(f[0], f[1], "")
	}
	v, err := model.NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	var log model.Packed
	log.Add(v)
	log.Sort()
	presence := Presence{}
	presence.CountPacked(&log)
	listed := typologyOf(t, "about: ListHit.party\nlet: {}\non: ListHit\nwhen: has(status)\nsay: \"{subject}\"\n")
	for name, data := range map[string]Data{"held": {Records: []*model.View{v}}, "log": {Log: &log, Presence: presence, AsOf: v.At.Start}} {
		result, err := Run(t.Context(), []*Typology{listed}, data, Environment{})
		if err != nil || len(result.Findings) != 1 || result.Findings[0].weak() != "a name alone" {
			t.Errorf("%s: %+v, %v", name, result, err)
		}
	}
}
