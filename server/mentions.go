package server

import "context"

// TextMention is a place in the free text of a record at which a listing may be named: weak, no match and no finding.
type TextMention struct {
	Record    string  `json:"record" doc:"Id"`
	Kind      string  `json:"kind"`
	At        string  `json:"at"`
	Field     string  `json:"field"`
	Character int     `json:"character" doc:"At which of the text it begins, counted from 1"`
	Before    string  `json:"before"`
	Words     string  `json:"words" doc:"As they are written"`
	After     string  `json:"after"`
	Parties   []Field `json:"parties" doc:"Whom and what the record names"`
	File      string  `json:"file,omitempty"`
	Line      int     `json:"line,omitempty"`
	Hit       Hit     `json:"hit" doc:"How the words agree with the listing"`
}

type mentionsInput struct {
	Subject string `query:"subject" doc:"Only on records that name this party or thing"`
	Offset  int    `query:"offset" minimum:"0"`
	Limit   int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
}

type mentionsOutput struct {
	Body struct {
		Total    int           `json:"total" doc:"How many of those that are kept fit"`
		Found    int           `json:"found" doc:"How many the last check found; the strongest are kept"`
		Mentions []TextMention `json:"mentions" doc:"Strongest first"`
	}
}

func (a *api) mentions(ctx context.Context, in *mentionsInput) (*mentionsOutput, error) {
	if err := a.Web.Desk.Audit.Note(ctx, "view", "mentions"); err != nil {
		return nil, err
	}
	run, err := a.Web.Desk.Work.LastRun(ctx)
	if err != nil {
		return nil, err
	}
	out := &mentionsOutput{}
	all := []TextMention{}
	for _, m := range run.Mentions {
		if in.Subject != "" && !m.Names(in.Subject) {
			continue
		}
		mention := TextMention{Record: m.Record, Kind: m.Kind, At: m.At, Field: m.Field, Character: m.Character, Before: m.Before, Words: m.Words, After: m.After,
			Parties: []Field{}, File: m.Hit.File, Line: m.Hit.Line, Hit: *hitOf(&m.Hit)}
		for _, f := range m.Parties {
			mention.Parties = append(mention.Parties, fieldOf(f))
		}
		all = append(all, mention)
	}
	from := min(in.Offset, len(all))
	out.Body.Total, out.Body.Found, out.Body.Mentions = len(all), run.Mentioned, all[from:min(from+in.Limit, len(all))]
	return out, nil
}
