package watch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"spoor/cases"
)

// Proof is a run as the evidence log keeps it: what it was, and a digest of who came and went and of all that changed. With the
// runs before it, that is who was screened against what and what came out.
func Proof(r *Run, entered []Member, left []string, changes []Change) (string, error) {
	h := sha256.New()
	w := json.NewEncoder(h)
	for _, part := range []any{entered, left, changes} {
		if err := w.Encode(part); err != nil {
			return "", err
		}
	}
	text, err := json.Marshal(r)
	return string(text) + ", changes sha256 " + hex.EncodeToString(h.Sum(nil)), err
}

// RunName is what the log calls a run.
func RunName(id int64) string { return fmt.Sprintf("run %d", id) }

// Answer is what one run says of one customer.
type Answer struct {
	Run     Run
	Party   string
	Name    string
	Matches []cases.Hit // as they stood after the run, the strongest first
}

// Said tells the outcome in words. It is never "no possible match" alone when a list could not say so.
func (a *Answer) Said() string {
	said := "no possible match"
	if n := len(a.Matches); n > 0 {
		captions := make([]string, n)
		for i, h := range a.Matches {
			captions[i] = fmt.Sprintf("%s (%s, %s; name %.3f, identity %s)", h.Caption, h.List, h.Listing, h.NameScore, h.Status)
		}
		said = "possible match with " + strings.Join(captions, "; ")
	}
	if unclear := a.Run.Unclear(); len(unclear) > 0 {
		said += "; this is no clear answer: " + strings.Join(unclear, ", ")
	}
	return said
}

// Answers tells every screening of the customers of which members and changes are, the first first; with a moment, only the last
// before it of each.
func Answers(runs []Run, members []Member, changes []Change, at time.Time) []Answer {
	var all []Answer
	standing := map[string][]cases.Hit{}
	for _, r := range runs {
		if !at.IsZero() && r.At.After(at) {
			break
		}
		for len(changes) > 0 && changes[0].Run <= r.ID {
			standing = apply(standing, changes[0])
			changes = changes[1:]
		}
		for _, m := range members {
			if m.Since <= r.ID && (m.Until == 0 || r.ID < m.Until) {
				all = append(all, Answer{Run: r, Party: m.Party, Name: m.Name, Matches: standing[m.Party]})
			}
		}
	}
	if at.IsZero() {
		return all
	}
	return slices.DeleteFunc(all, func(a Answer) bool {
		return slices.ContainsFunc(all, func(b Answer) bool { return b.Party == a.Party && b.Run.ID > a.Run.ID })
	})
}

// apply makes what stands after a change, without touching what was handed out before.
func apply(standing map[string][]cases.Hit, c Change) map[string][]cases.Hit {
	h := c.Hit()
	kept := slices.DeleteFunc(slices.Clone(standing[h.Party]), func(o cases.Hit) bool { return o.List == h.List && o.Listing == h.Listing })
	if c.After != nil {
		kept = append(kept, *c.After)
		Sort(kept)
	}
	standing[h.Party] = kept
	return standing
}
