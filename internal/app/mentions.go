package app

import (
	"context"
	"iter"
	"runtime"
	"strings"
	"sync"

	"spoor/fault"
	"spoor/model"
	"spoor/screen"
)

// Mention is a place in the free text of a record at which a listing may be named. It is shown with the record and no more: no
// typology reads free text, nor what was found in it, and a name in a text makes nobody a party.
type Mention struct {
	Record *model.View
	Field  *model.Property
	screen.Mention
}

// freeText says whether a property of a record holds what somebody wrote in words of his own: what a payment is for, what goods are called,
// notes.
func freeText(p *model.Property) bool { return p.Type == "text" && !p.Hidden }

// freeTexts gives the free texts of a record.
func freeTexts(v *model.View) iter.Seq2[*model.Property, string] {
	return func(yield func(*model.Property, string) bool) {
		for _, p := range v.Schema.Properties {
			if !freeText(p) {
				continue
			}
			for _, d := range v.Data(p) {
				if !yield(p, d.Text) {
					return
				}
			}
		}
	}
}

// mentioned scans every free text of the records, each different one once, on all cores. The order is that of the records.
func mentioned(ctx context.Context, index *screen.Index, records *model.Packed, progress Progress) ([]Mention, error) {
	var texts []string
	seen := map[string]bool{}
	for v := range records.All() {
		for _, text := range freeTexts(v) {
			if !seen[text] {
				seen[text] = true
				texts = append(texts, text)
			}
		}
	}
	if records.Err() != nil {
		return nil, records.Err()
	}
	scanned, err := scanAll(ctx, index, texts, progress)
	if err != nil {
		return nil, err
	}
	found := map[string][]screen.Mention{}
	for i, text := range texts {
		if len(scanned[i]) > 0 {
			found[text] = scanned[i]
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	var mentions []Mention
	for v := range records.All() {
		for field, text := range freeTexts(v) {
			for _, m := range found[text] {
				mentions = append(mentions, Mention{v, field, m})
			}
		}
	}
	return mentions, records.Err()
}

// scanAll scans texts on all cores.
func scanAll(ctx context.Context, index *screen.Index, texts []string, progress Progress) ([][]screen.Mention, error) {
	found, failed := make([][]screen.Mention, len(texts)), make([]error, runtime.GOMAXPROCS(0))
	var work sync.WaitGroup
	for w := range failed {
		work.Go(func() {
			for i := w; i < len(texts) && ctx.Err() == nil && failed[w] == nil; i += len(failed) {
				if progress != nil && w == 0 {
					progress("reading free texts", i, len(texts))
				}
				found[i], failed[w] = scanPieces(index, texts[i])
			}
		})
	}
	work.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return found, ctx.Err()
}

// scanPieces scans a text that may be longer than one scan takes, or of so many words of listed names that it is refused as a whole: a field
// of a record is never refused.
func scanPieces(index *screen.Index, text string) (all []screen.Mention, err error) {
	scan := func(text string) ([]screen.Mention, error) { return index.Scan(text, screen.Options{}) }
	for from := 0; from < len(text); from += screen.MostText {
		found, err := scanPiece(scan, text, from, min(len(text), from+screen.MostText))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// scanPiece scans the part of a text between two bytes, in halves if need be.
func scanPiece(scan func(string) ([]screen.Mention, error), text string, from, until int) ([]screen.Mention, error) {
	found, err := scan(text[from:until])
	if fault.KindOf(err) == fault.Input && until-from > leastPiece {
		half := from + (until-from)/2
		if at := strings.LastIndexByte(text[from:half], ' '); at > 0 {
			half = from + at
		}
		if found, err = scanPiece(scan, text, from, half); err != nil {
			return nil, err
		}
		rest, err := scanPiece(scan, text, half, until)
		return append(found, rest...), err
	}
	for i := range found {
		found[i].Start, found[i].End = found[i].Start+from, found[i].End+from
	}
	return found, err
}

// leastPiece is the shortest piece of a text that is halved, in bytes: no scan refuses one.
const leastPiece = 1 << 12
