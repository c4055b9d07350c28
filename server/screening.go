package server

import (
	"context"
	"slices"

	"spoor/cases"
	"spoor/web"
)

// Hit is a possible match.
type Hit struct {
	Listing  string   `json:"listing"`
	Caption  string   `json:"caption"`
	List     string   `json:"list"`
	Score    float64  `json:"score" doc:"How far the names agree, 0 to 1"`
	AsGood   int      `json:"asGood,omitempty" doc:"Of a look-up: how many listings agree by name at least as well, this one too: the more, the less it says"`
	Identity float64  `json:"identity" doc:"What the facts beside the name say, 0 to 1; 0.5 is nothing known"`
	Status   string   `json:"status"`
	Reasons  []Reason `json:"reasons"`
}

// Reason compares one field.
type Reason struct {
	Field     string `json:"field"`
	Asked     string `json:"asked,omitempty"`
	Listed    string `json:"listed,omitempty"`
	Agreement string `json:"agreement"`
	Detail    string `json:"detail,omitempty"`
}

type screenInput struct{ Body web.ScreenQuery }

type screenOutput struct {
	Body struct {
		Hits     []Hit           `json:"hits"`
		Lists    []web.ListState `json:"lists"`
		Complete bool            `json:"complete" doc:"Every list is whole and fresh and there is one; when false, no hits does not mean clear: unclear of a list says why"`
	}
}

func (a *api) screen(ctx context.Context, in *screenInput) (*screenOutput, error) {
	if err := in.Body.Check(); err != nil {
		return nil, err
	}
	hits, lists, err := a.Web.Desk.Screening.Screen(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	out := &screenOutput{}
	out.Body.Hits, out.Body.Lists = []Hit{}, append([]web.ListState{}, lists...)
	for i := range hits {
		out.Body.Hits = append(out.Body.Hits, *hitOf(&hits[i]))
	}
	out.Body.Complete = complete(lists)
	return out, nil
}

// Mention is a place of a text at which a listing may be named.
type Mention struct {
	Start int    `json:"start" doc:"The first byte of the words, from 0, in the text as UTF-8"`
	End   int    `json:"end" doc:"The byte after them"`
	Words string `json:"words"`
	Hit
}

type textInput struct {
	Body struct {
		Text string `json:"text" minLength:"1" doc:"A payment's remittance line, a bill of lading ...; at most a megabyte"`
	}
}

type textOutput struct {
	Body struct {
		Mentions []Mention       `json:"mentions"`
		Lists    []web.ListState `json:"lists"`
		Complete bool            `json:"complete" doc:"As of a look-up"`
	}
}

func (a *api) screenText(ctx context.Context, in *textInput) (*textOutput, error) {
	mentions, lists, err := a.Web.Desk.Screening.ScreenText(ctx, in.Body.Text)
	if err != nil {
		return nil, err
	}
	out := &textOutput{}
	out.Body.Mentions, out.Body.Lists, out.Body.Complete = []Mention{}, append([]web.ListState{}, lists...), complete(lists)
	for i := range mentions {
		m := &mentions[i]
		out.Body.Mentions = append(out.Body.Mentions, Mention{m.Start, m.End, m.Words, *hitOf(&m.Hit)})
	}
	return out, nil
}

// complete says whether every list is whole and fresh, and there is one.
func complete(lists []web.ListState) bool {
	return len(lists) > 0 && !slices.ContainsFunc(lists, func(l web.ListState) bool { return l.Partial || l.Unclear != "" })
}

// hitOf is a possible match in its public shape; nil of nil.
func hitOf(h *cases.Hit) *Hit {
	if h == nil {
		return nil
	}
	hit := &Hit{h.Listing, h.Caption, h.List, h.NameScore, h.AsGood, h.IdentityScore, h.Status, []Reason{}}
	for _, r := range h.Reasons {
		hit.Reasons = append(hit.Reasons, Reason{r.Field, r.Party, r.Listed, r.Agreement, r.Detail})
	}
	return hit
}
