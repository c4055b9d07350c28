package server

import (
	"context"

	"spoor/web"
)

// KnownSubject is a party or thing as the records know it.
type KnownSubject struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Names   []string `json:"names" doc:"In all scripts, as they were written"`
	Fields  []Stated `json:"fields"`
	Links   []string `json:"links" doc:"Why its records are one party"`
	Ties    []Tie    `json:"ties" doc:"What it shares with few others: never identity"`
	Records int      `json:"records" doc:"How many name it"`
}

// Stated is what a source says of a subject.
type Stated struct {
	Field
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
}

// Tie is what a subject shares with others.
type Tie struct {
	Kind   string  `json:"kind" enum:"household,card,phone,device,address"`
	Shared string  `json:"shared" doc:"As it is written in the first place that says so"`
	With   []Party `json:"with" doc:"By name; the first of them"`
	Others int     `json:"others" doc:"How many share it"`
	Rests  []Rest  `json:"rests" doc:"Where that stands, the subject's own first"`
	More   int     `json:"more" doc:"Places beside those"`
}

// Party is somebody whom the records name.
type Party struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Rest is a place that a tie rests on.
type Rest struct {
	Party Party  `json:"party" doc:"Whose it is"`
	Text  string `json:"text"`
	On    string `json:"on" doc:"What it stands on: Person, Card, Order"`
	At    string `json:"at,omitempty" doc:"Of an order"`
	File  string `json:"file,omitempty"`
	Line  int    `json:"line,omitempty"`
}

type subjectInput struct {
	ID string `path:"id"`
}

type subjectOutput struct{ Body KnownSubject }

func (a *api) subject(ctx context.Context, in *subjectInput) (*subjectOutput, error) {
	s, err := a.Web.Desk.Subjects.Subject(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.Web.Desk.Audit.Note(ctx, "view", "subject "+s.ID); err != nil {
		return nil, err
	}
	out := KnownSubject{ID: s.ID, Kind: s.Kind, Name: s.Name, Names: append([]string{}, s.Names...), Fields: []Stated{}, Links: append([]string{}, s.Links...), Ties: []Tie{}, Records: s.Total}
	for _, f := range s.Fields {
		out.Fields = append(out.Fields, Stated{fieldOf(f.Field), f.File, f.Line})
	}
	for _, t := range s.Ties {
		out.Ties = append(out.Ties, tieOf(t))
	}
	return &subjectOutput{out}, nil
}

func tieOf(t web.Tie) Tie {
	tie := Tie{Kind: t.Kind, Shared: t.Shared(), With: []Party{}, Others: t.Others, Rests: []Rest{}, More: t.More}
	for _, p := range t.With {
		tie.With = append(tie.With, Party{p.ID, p.Name})
	}
	for _, r := range t.Rests {
		tie.Rests = append(tie.Rests, Rest{Party{r.Of.ID, r.Of.Name}, r.Text, r.On, r.At, r.File, r.Line})
	}
	return tie
}
