package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
)

func listsStatus(env Env) *cobra.Command {
	var data, format string
	c := &cobra.Command{
		Use:   "status",
		Short: "Show every list: its source, size and age, and what came of the last attempt",
		Long: "status shows each list that is loaded or has a source. Its age counts from when it was last seen at its source, else from\n" +
			"when it was loaded.",
		Example: "  spoor lists status\n  spoor lists status --format json",
		Args:    args(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return showStatus(c.Context(), env, data, format) },
	}
	dataFlag(c, &data)
	formatFlag(c, &format, "text", "json")
	return c
}

// jsonState is a list as it stands. Times are RFC 3339, empty where there is none.
type jsonState struct {
	jsonList
	Loaded   string       `json:"loaded"`
	Checked  string       `json:"checked"`
	MaxAge   *float64     `json:"max_age_hours"`
	Action   string       `json:"action"`
	Discreet bool         `json:"discreet"`
	Last     *jsonAttempt `json:"last_try"`
}

type jsonAttempt struct {
	At      string `json:"at"`
	Outcome string `json:"outcome"`
	Why     string `json:"why"`
}

func showStatus(ctx context.Context, env Env, data, format string) error {
	store, err := openExisting(env, data)
	if err != nil {
		return err
	}
	defer store.Close() // nothing is written
	states, err := app.ListStates(ctx, store)
	if err != nil {
		return err
	}
	now := env.Now()
	for _, s := range states {
		if format == "json" {
			err = json.NewEncoder(env.Stdout).Encode(stateJSON(s, now))
		} else {
			_, err = fmt.Fprint(env.Stdout, stateText(s, now))
		}
		if err != nil {
			return err
		}
	}
	if len(states) == 0 && format == "text" {
		_, err = fmt.Fprintln(env.Stdout, "No list is loaded, and no source is known. spoor lists add NAME ADDRESS adds one.")
	}
	return err
}

func stateJSON(s lists.State, now time.Time) jsonState {
	out := jsonState{jsonList: jsonListOf(s, now), Loaded: stamp(s.Loaded), Checked: stamp(s.Since())}
	if s.Source != nil {
		out.Action, out.Discreet = s.Source.Action, s.Source.Discreet
		if s.Source.MaxAge > 0 {
			hours := s.Source.MaxAge.Hours()
			out.MaxAge = &hours
		}
	}
	if s.Last != nil {
		out.Last = &jsonAttempt{stamp(s.Last.At), string(s.Last.Outcome), s.Last.Why}
	}
	return out
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func stateText(s lists.State, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s\n", s.Name, fault.Count(s.Entries, "entry"), s.Aged(now))
	if where := s.Where(); where != "" {
		fmt.Fprintf(&b, "  from %s\n", where)
	}
	if s.Published != "" {
		fmt.Fprintf(&b, "  published %s\n", s.Published)
	}
	if !s.Loaded.IsZero() {
		fmt.Fprintf(&b, "  loaded %s\n", stamp(s.Loaded))
	}
	if t := s.Last; t != nil {
		fmt.Fprintf(&b, "  last attempt %s, %s: %s\n", stamp(t.At), t.Outcome, told(*t))
	}
	if s.Source != nil && s.Source.Action != "" {
		fmt.Fprintf(&b, "  on a hit: %s\n", s.Source.Action)
	}
	if s.Source != nil && s.Source.Discreet {
		b.WriteString("  discreet: front-line users see no sign of a hit\n")
	}
	if why := s.Unclear(now); why != "" {
		fmt.Fprintf(&b, "  NOT CLEAR: %s\n", why)
	}
	return b.String()
}
