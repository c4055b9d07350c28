package app

import (
	"cmp"
	"slices"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/model"
	"spoor/watch"
)

// Kept makes of a check what is stored and shown: findings whole in themselves.
func Kept(c *Checked, at time.Time) cases.Run {
	run := cases.Run{At: at.UTC(), Records: c.Records, Listings: c.Listings}
	for _, f := range c.Findings {
		run.Findings = append(run.Findings, keptFinding(f, c.Data.Things))
	}
	for _, a := range c.Alerts {
		kept := cases.Alert{ID: a.ID, Subject: a.Subject, Name: caption(a.Subject, c.Data.Things), Priority: a.Priority, Rule: a.Rule, Say: a.Findings[0].Say}
		since := a.Findings[0].Start
		for _, f := range a.Findings {
			kept.Findings = append(kept.Findings, f.ID)
			since = min(since, f.Start)
		}
		kept.Since = when(since)
		run.Alerts = append(run.Alerts, kept)
	}
	for _, h := range c.Hits {
		run.Hits = append(run.Hits, keptHit(h))
	}
	run.Mentions, run.Mentioned = keptMentions(c.Mentions, c.Data.Things), len(c.Mentions)
	for _, u := range c.Untestable {
		run.Untestable = append(run.Untestable, cases.Untestable(u))
	}
	return run
}

func when(t int64) time.Time { return time.UnixMicro(t).UTC() }

func caption(id string, things map[string]*model.View) string {
	if thing := things[id]; thing != nil {
		return thing.Caption()
	}
	return id
}

func keptFinding(f *detect.Finding, things map[string]*model.View) cases.Finding {
	file := f.Typology.File
	kept := cases.Finding{ID: f.ID, Typology: file.ID.Text, Version: file.Version, Title: file.Title, Family: file.Family, Opens: file.Opens.Text,
		Priority: f.Priority(), Subject: f.Subject, Name: caption(f.Subject, things), Start: when(f.Start), End: when(f.End), Say: f.Say,
		Conditions: f.Conditions, Values: f.Values, Sources: file.Sources, Innocent: file.Innocent, Next: file.Next}
	for _, v := range f.Records {
		kept.Records = append(kept.Records, record(v, things))
	}
	return kept
}

// record is a record as a person reads it: the fields that its kind features come first.
func record(v *model.View, things map[string]*model.View) cases.Record {
	r := cases.Record{ID: v.ID, Kind: v.Schema.Label, At: model.Datum{Kind: model.Moment, Num: v.At.Start, End: v.At.End}.String()}
	if v.Origin != nil && v.Origin.Source != nil {
		r.File, r.Line, r.Raw = v.Origin.File, v.Origin.Line, v.Origin.Raw
	}
	properties := slices.Clone(v.Schema.Properties)
	slices.SortStableFunc(properties, func(a, b *model.Property) int {
		return cmp.Compare(place(v.Schema.Featured, a.Name), place(v.Schema.Featured, b.Name))
	})
	for _, p := range properties {
		for _, d := range v.Data(p) {
			field := cases.Field{Name: p.Label, Text: d.String()}
			if d.Kind == model.Reference {
				field.Text, field.Thing, field.Party = caption(d.Text, things), d.Text, party(p)
			}
			r.Fields = append(r.Fields, field)
		}
	}
	return r
}

// place is where a name stands among others; those that are not among them come after.
func place(names []string, name string) int {
	if i := slices.Index(names, name); i >= 0 {
		return i
	}
	return len(names)
}

// party says whether a property names people or organisations.
func party(p *model.Property) bool {
	to := model.Default().Get(p.Range)
	return to != nil && to.Is("LegalEntity")
}

func keptHit(h Hit) cases.Hit {
	kept := watch.Kept(h.Party, h.Hit)
	kept.Exception = h.Exception
	return kept
}
