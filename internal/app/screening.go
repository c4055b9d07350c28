package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"spoor/cases"
	"spoor/evidence"
	"spoor/model"
	"spoor/screen"
	"spoor/web"
)

// ScreenText looks up whom a text mentions. The log holds the text's digest, and not what somebody wrote.
func (d *Desk) ScreenText(ctx context.Context, text string) ([]web.Mention, []web.ListState, error) {
	lists, err := d.Lists(ctx)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.current(ctx)
	if err != nil {
		return nil, nil, err
	}
	found, err := s.index.Scan(text, s.shownTo(ctx))
	if err != nil {
		return nil, nil, err
	}
	words := model.NewEntity("text", model.Default().Get("LegalEntity"), nil)
	var mentions []web.Mention
	var hits []cases.Hit
	for _, m := range found {
		kept := keptHit(Hit{Party: words, Hit: m.Hit})
		kept.AsGood = m.Hit.AsGood
		mentions, hits = append(mentions, web.Mention{Start: m.Start, End: m.End, Words: m.Words, Hit: kept}), append(hits, kept)
	}
	on := fmt.Sprintf("a text of %d bytes, SHA-256 %x", len(text), sha256.Sum256([]byte(text)))
	return mentions, lists, d.answered(ctx, on, hits, lists)
}

// shownTo is which listings a look-up may give to whoever asks.
func (s *snapshot) shownTo(ctx context.Context) (options screen.Options) {
	if !evidence.ActorOf(ctx).Discreet {
		options.Accept = s.discreet.shown
	}
	return options
}

// answered logs what a look-up was answered, and from which editions of which lists: the proof of who was screened against
// what.
func (d *Desk) answered(ctx context.Context, on string, hits []cases.Hit, lists []web.ListState) error {
	var said []string
	for _, l := range lists {
		text := fmt.Sprintf("%s loaded %s", l.Name, l.Loaded.Format(time.RFC3339))
		if l.Unclear != "" {
			text = "not clear: " + l.Unclear
		}
		said = append(said, text)
	}
	for _, h := range hits {
		said = append(said, fmt.Sprintf("possible match %s (name %.3f, identity %s)", h.Listing, h.NameScore, h.Status))
	}
	if len(hits) == 0 {
		said = append(said, "no possible match")
	}
	actor := evidence.ActorOf(ctx)
	return d.Store.Append(ctx, evidence.Entry{At: d.now().UTC(), By: actor.By, Purpose: actor.Purpose, Act: "screen", On: on, Detail: strings.Join(said, "; ")})
}
