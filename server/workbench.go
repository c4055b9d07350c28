package server

import (
	"context"
	"time"

	"spoor/fault"
	"spoor/workbench"
)

// TypologyVersion is the text of a typology as it was once, and what people agreed on it.
type TypologyVersion struct {
	Hash      string     `json:"hash" doc:"SHA-256 of the text, hex: what the version is known by"`
	Version   int        `json:"version" doc:"As the text says"`
	Status    string     `json:"status" doc:"As the text says"`
	File      string     `json:"file" doc:"Where it stood, or who brought it"`
	Seen      time.Time  `json:"seen" doc:"When it was first seen"`
	Runs      bool       `json:"runs"`
	IsFile    bool       `json:"is_file" doc:"It is the file as it stands now"`
	Text      string     `json:"text"`
	Proposals []Proposal `json:"proposals" doc:"That it be made stable, newest first"`
}

// Proposal is that a version be made stable, and what was done about it.
type Proposal struct {
	ID     string    `json:"id"`
	State  string    `json:"state" enum:"waiting,standing,refused,ended"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Acts   []Act     `json:"acts"`
}

// Act is what a person did about a proposal.
type Act struct {
	Verb   string    `json:"verb" enum:"approve,refuse,end"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

type typologyInput struct {
	ID string `path:"id"`
}

type versionsOutput struct {
	Body struct {
		Said     string            `json:"said,omitempty" doc:"What a person should know of the version that runs"`
		Versions []TypologyVersion `json:"versions" doc:"Newest first"`
	}
}

func (a *api) versions(ctx context.Context, in *typologyInput) (*versionsOutput, error) {
	runs, err := a.running(in.ID)
	if err != nil {
		return nil, err
	}
	b, err := a.Web.Desk.Workbench.Bench(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &versionsOutput{}
	out.Body.Said, out.Body.Versions = b.Said, []TypologyVersion{}
	for _, s := range b.Versions {
		v := TypologyVersion{Hash: s.Hash, Version: s.Version, Status: s.Status, File: s.File, Seen: s.At, Runs: s.Hash == runs, IsFile: s.Hash == b.File, Text: s.Text, Proposals: []Proposal{}}
		for _, p := range b.Proposals {
			if p.Hash != s.Hash {
				continue
			}
			proposal := Proposal{ID: p.ID, State: string(p.State()), Reason: p.Reason, By: p.By, At: p.At, Acts: []Act{}}
			for _, act := range p.Acts {
				proposal.Acts = append(proposal.Acts, Act{string(act.Verb), act.Reason, act.By, act.At})
			}
			v.Proposals = append(v.Proposals, proposal)
		}
		out.Body.Versions = append(out.Body.Versions, v)
	}
	return out, nil
}

// Trial is what came of trying a typology: the last of its kind.
type Trial struct {
	Kind       string                `json:"kind" enum:"backtest,draft,compare,shadow" doc:"backtest: as it runs; draft: a changed text in its place; compare: a changed text beside it; shadow: the changed file beside the stable version, at the last check"`
	Hash       string                `json:"hash" doc:"Of the version that was tried; of a draft, a comparison or a shadow the new one's"`
	Runs       bool                  `json:"runs" doc:"Whether that version runs now"`
	By         string                `json:"by"`
	At         time.Time             `json:"at"`
	Forgotten  time.Time             `json:"forgotten" doc:"When it is deleted, unless another takes its place"`
	Text       string                `json:"text,omitempty" doc:"The changed text"`
	Report     *workbench.Report     `json:"report,omitempty" doc:"Of a backtest or a draft"`
	Comparison *workbench.Comparison `json:"comparison,omitempty" doc:"Of a compare or a shadow"`
}

type trialsOutput struct {
	Body struct {
		Running bool    `json:"running" doc:"Whether a trial of it is under way"`
		Trials  []Trial `json:"trials"`
	}
}

func (a *api) trials(ctx context.Context, in *typologyInput) (*trialsOutput, error) {
	runs, err := a.running(in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.Web.Desk.Audit.Note(ctx, "view", "workbench of "+in.ID); err != nil { // comparisons name subjects
		return nil, err
	}
	b, err := a.Web.Desk.Workbench.Bench(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &trialsOutput{}
	out.Body.Running, out.Body.Trials = b.Trying.Running && b.Trying.Typology == in.ID, []Trial{}
	for _, r := range b.Results {
		out.Body.Trials = append(out.Body.Trials, Trial{string(r.Kind), r.Hash, r.Hash == runs, r.By, r.At, r.At.Add(workbench.TrialsKept), r.Text, r.Report, r.Comparison})
	}
	return out, nil
}

// running is the hash of the version of a typology that runs.
func (a *api) running(id string) (string, error) {
	for _, t := range a.Web.Desk.Library.Typologies() {
		if t.File.ID.Text == id {
			return t.File.Hash(), nil
		}
	}
	return "", &fault.Error{Doing: "opening the typology", Kind: fault.Missing, What: "there is no such typology in the library", Hint: "see GET " + prefix + "/typologies"}
}
