package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"spoor/cases"
	"spoor/fault"
	"spoor/watch"
)

// jsonChange is a line of spoor screen --changes --format json.
type jsonChange struct {
	Type   string        `json:"type"`
	Run    int64         `json:"run"`
	At     string        `json:"at"`
	Kind   watch.Kind    `json:"kind"`
	Party  jsonParty     `json:"party"`
	Match  jsonListing   `json:"listing"`
	Before *jsonStanding `json:"before"`
	After  *jsonStanding `json:"after"`
}

// jsonStanding is one side of a change.
type jsonStanding struct {
	Score    float64      `json:"score"`
	Identity float64      `json:"identity"`
	Status   string       `json:"status"`
	Reasons  []jsonReason `json:"reasons"`
}

func standingOf(h *cases.Hit) *jsonStanding {
	if h == nil {
		return nil
	}
	s := &jsonStanding{round(h.NameScore), round(h.IdentityScore), h.Status, []jsonReason{}}
	for _, r := range h.Reasons {
		s.Reasons = append(s.Reasons, jsonReason{r.Field, r.Party, r.Listed, r.Agreement, r.Detail})
	}
	return s
}

// momentFlag reads a flag: a day begins at its midnight in UTC.
func momentFlag(flag, text string) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil || text == "" {
			return at, nil
		}
	}
	return time.Time{}, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--%s %s is no date", flag, fault.Cut(text, 60)), Hint: "write 2026-05-31 or 2026-05-31T12:00:00Z"}
}

// changes writes what became of the matches of the customers since a day, the newest first.
func changes(ctx context.Context, env Env, data, since, format string) error {
	from, err := momentFlag("since", since)
	if err != nil {
		return err
	}
	store, err := openExisting(env, data)
	if err != nil {
		return err
	}
	defer store.Close()
	all, err := store.Changes(ctx, from, "")
	if err != nil {
		return err
	}
	switch format {
	case "json":
		encoder := json.NewEncoder(env.Stdout)
		encoder.SetEscapeHTML(false)
		for _, c := range all {
			h := c.Hit()
			if err := encoder.Encode(jsonChange{"change", c.Run, c.At.Format(time.RFC3339Nano), c.Kind, jsonParty{h.Party, h.Name}, jsonListing{h.Listing, h.Caption, h.List}, standingOf(c.Before), standingOf(c.After)}); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return changesTable(env, all)
	}
	if len(all) == 0 {
		_, err = fmt.Fprintln(env.Stdout, "Nothing changed.")
	}
	for i := range all {
		c := &all[i]
		h := c.Hit()
		fmt.Fprintf(env.Stdout, "%-9s  %s  with  %s (%s, %s), run %d of %s\n", strings.ToUpper(string(c.Kind)), h.Name, h.Caption, h.List, h.Listing, c.Run, c.At.Format(time.RFC3339))
		for _, side := range []struct {
			word string
			hit  *cases.Hit
		}{{"before", c.Before}, {"after ", c.After}} {
			if side.hit != nil {
				_, err = fmt.Fprintf(env.Stdout, "  %s: name %.2f, identity %.2f, %s\n", side.word, side.hit.NameScore, side.hit.IdentityScore, side.hit.Status)
			}
		}
	}
	return err
}

func changesTable(env Env, all []watch.Change) error {
	out := csv.NewWriter(env.Stdout)
	rows := [][]string{{"run", "at", "kind", "party", "name", "listing", "caption", "list", "name_before", "identity_before", "status_before", "name_after", "identity_after", "status_after"}}
	for i := range all {
		c := &all[i]
		h := c.Hit()
		row := []string{strconv.FormatInt(c.Run, 10), c.At.Format(time.RFC3339), string(c.Kind), h.Party, h.Name, h.Listing, h.Caption, h.List}
		for _, side := range []*cases.Hit{c.Before, c.After} {
			if side == nil {
				row = append(row, "", "", "")
			} else {
				row = append(row, score(side.NameScore), score(side.IdentityScore), side.Status)
			}
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		for i := range row {
			row[i] = inert(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// screened writes every screening of one party, or the last before a moment.
func screened(ctx context.Context, env Env, data, party, at, format string) error {
	moment, err := momentFlag("at", at)
	if err != nil {
		return err
	}
	store, err := openExisting(env, data)
	if err != nil {
		return err
	}
	defer store.Close()
	runs, err := store.Screenings(ctx)
	if err != nil {
		return err
	}
	members, changed, err := store.Screened(ctx, party)
	if err != nil {
		return err
	}
	answers := watch.Answers(runs, members, changed, moment)
	if len(answers) == 0 {
		what := "no screening of " + fault.Cut(party, 60) + " is kept"
		if at != "" {
			what += " until " + at
		}
		return &fault.Error{Doing: "looking for screenings", Kind: fault.Missing, What: what, Hint: "write the party's id, or its name exactly as the records have it"}
	}
	encoder := json.NewEncoder(env.Stdout)
	encoder.SetEscapeHTML(false)
	for i := range answers {
		a := &answers[i]
		if format == "json" {
			if err := encoder.Encode(screenedLine(a)); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(env.Stdout, "%s  %s (%s): %s\n  run %d, by %s, spoor %s, threshold %.2f\n", a.Run.At.Format(time.RFC3339), a.Name, a.Party, a.Said(), a.Run.ID, a.Run.By, a.Run.Program, a.Run.Threshold)
		for _, l := range a.Run.Lists {
			fmt.Fprintf(env.Stdout, "  against %s%s, loaded %s, %s, sha256 %s\n", l.Name, published(l), l.Loaded.Format(time.RFC3339), fault.Count(l.Listings, "listing"), l.Hash)
		}
	}
	return nil
}

// published says when a list says it was made.
func published(l watch.List) string {
	if l.Published == "" {
		return ""
	}
	return " published " + l.Published
}

// jsonScreenedThen is a line of spoor evidence screened --format json.
type jsonScreenedThen struct {
	Type    string        `json:"type"`
	Party   jsonParty     `json:"party"`
	Said    string        `json:"said"`
	Matches []jsonOutcome `json:"matches"`
	Unclear []string      `json:"unclear"`
	Run     watch.Run     `json:"run"`
}

type jsonOutcome struct {
	Listing jsonListing `json:"listing"`
	jsonStanding
}

func screenedLine(a *watch.Answer) jsonScreenedThen {
	line := jsonScreenedThen{"screened", jsonParty{a.Party, a.Name}, a.Said(), []jsonOutcome{}, append([]string{}, a.Run.Unclear()...), a.Run}
	for i := range a.Matches {
		h := &a.Matches[i]
		line.Matches = append(line.Matches, jsonOutcome{jsonListing{h.Listing, h.Caption, h.List}, *standingOf(h)})
	}
	return line
}
