package app

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"spoor/cases"
	"spoor/model"
	"spoor/watch"
)

// keptMentions are the strongest mentions as they are stored and shown; of equal ones the first first.
func keptMentions(all []Mention, things map[string]*model.View) []cases.Mention {
	strongest := slices.Clone(all)
	slices.SortStableFunc(strongest, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(b.Hit.NameScore, a.Hit.NameScore), cmp.Compare(b.Hit.IdentityScore, a.Hit.IdentityScore))
	})
	words := model.NewEntity("", model.Default().Get("LegalEntity"), nil)
	var kept []cases.Mention
	for _, m := range strongest[:min(cases.MentionsKept, len(strongest))] {
		r := record(m.Record, things)
		k := cases.Mention{Record: r.ID, Kind: r.Kind, At: r.At, Field: m.Field.Label, Words: m.Words, Hit: watch.Kept(words, m.Hit)}
		k.Hit.File, k.Hit.Line, k.Hit.AsGood = r.File, r.Line, m.Hit.AsGood
		for _, d := range m.Record.Data(m.Field) {
			if m.End <= len(d.Text) && d.Text[m.Start:m.End] == m.Words {
				k.Before, k.After = around(d.Text, m.Start, m.End)
				k.Character = utf8.RuneCountInString(d.Text[:m.Start]) + 1
				break
			}
		}
		for _, f := range r.Fields {
			if f.Thing != "" {
				k.Parties = append(k.Parties, f)
			}
		}
		kept = append(kept, k)
	}
	return kept
}

// quoted is how many bytes of a text are quoted on each side of a mention, to the next whole word.
const quoted = 80

// around is what stands before and after a piece of a text, cut between words.
func around(text string, from, until int) (before, after string) {
	before, after = text[:from], text[until:]
	if len(before) > quoted {
		before = before[len(before)-quoted:]
		if at := strings.IndexByte(before, ' '); at >= 0 {
			before = before[at:]
		}
		before = "… " + strings.TrimLeft(strings.ToValidUTF8(before, ""), " ")
	}
	if len(after) > quoted {
		after = after[:quoted]
		if at := strings.LastIndexByte(after, ' '); at > 0 {
			after = after[:at]
		}
		after = strings.TrimRight(strings.ToValidUTF8(after, ""), " ") + " …"
	}
	return before, after
}
