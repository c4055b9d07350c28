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
