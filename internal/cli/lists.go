package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
	"spoor/read"
)

func listsCommand(env Env) *cobra.Command {
	return group("lists", "Say where lists come from, fetch them, and compare them", listsAdd(env), listsPull(env), listsStatus(env), listsCompare(env))
}

// dataFlag adds the data directory in which lists are kept.
func dataFlag(c *cobra.Command, into *string) {
	c.Flags().StringVar(into, "data", "spoor-data", "data directory")
}

// span is a length of time: 90m, 24h, 7d, 3y.
type span time.Duration

func (s *span) Type() string { return "TIME" }

func (s *span) String() string {
	if *s == 0 {
		return ""
	}
	return time.Duration(*s).String()
}

func (s *span) Set(text string) error {
	const day = 24 * time.Hour
	for unit, length := range map[string]time.Duration{"d": day, "y": 365 * day} {
		if number, ok := strings.CutSuffix(text, unit); ok {
			n, err := strconv.ParseUint(number, 10, 8)
			if err != nil {
				return fmt.Errorf("%s is no length of time: write 24h, 7d or 3y", text)
			}
			*s = span(time.Duration(n) * length)
			return nil
		}
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return fmt.Errorf("%s is no length of time: write 24h, 7d or 3y", text)
	}
	*s = span(d)
	return nil
}

func listsAdd(env Env) *cobra.Command {
	var data, mapping string
	source := lists.Source{}
	c := &cobra.Command{
		Use:   "add NAME ADDRESS|PATH",
		Short: "Say where a list comes from, and how old it may be",
		Long: "add keeps a source in the data directory, in place of one of that name; nothing is fetched. With --max-age, a list that was\n" +
			"not seen at its source for that long is stale: an answer from it is never clear. The name is the one under which hits are\n" +
			"shown; use that of a list which is loaded already (ofac-sdn, un-sc) to have it fetched from now on.",
		Example: "  spoor lists add un-sc https://lists.example.org/consolidated.xml --max-age 24h --action \"refuse and report\"\n" +
			"  spoor lists add lost-passports /mnt/exchange/lost.csv --map lost.map.yaml --max-age 7d",
		Args: args(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, given []string) error {
			source.Name, source.Where, source.Added = given[0], given[1], env.Now().UTC()
			return addSource(c.Context(), env, data, source, mapping)
		},
	}
	dataFlag(c, &data)
	c.Flags().StringVar(&source.Format, "format", "", "how the list is written, when its content does not tell: "+join(formatNames()))
	c.Flags().StringVar(&source.Dataset, "dataset", "", "which dataset, where ADDRESS is a catalogue of several (OpenSanctions' index.json)")
	c.Flags().StringVar(&mapping, "map", "", "mapping by which a table is read")
	c.Flags().Var((*span)(&source.MaxAge), "max-age", "how old the list may be: 24h, 7d")
	c.Flags().StringVar(&source.Action, "action", "", "what to do on a hit, in words")
	c.Flags().BoolVar(&source.Discreet, "discreet", false, "front-line users see no sign of a hit")
	c.Flags().Var((*span)(&source.Term), "term", "how long an alert holds that names its beginning but no expiry: 1y, 3y, 5y")
	return c
}

func formatNames() (names []string) {
	for _, f := range app.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func addSource(ctx context.Context, env Env, data string, source lists.Source, mapping string) error {
	if err := source.Validate(); err != nil {
		return err
	}
	if source.Format != "" && !slices.ContainsFunc(app.Formats(), func(f read.Format) bool { return f.Name == source.Format }) {
		return &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("there is no format %q", source.Format), Hint: "one of " + join(formatNames())}
	}
	if !source.Remote() { // from wherever pull is run
		path, err := filepath.Abs(source.Path())
		if err != nil {
			return err
		}
		if _, err := os.Stat(path); err != nil {
			return app.Unopened("adding the list", source.Where, err)
		}
		source.Where = path
	}
	if mapping != "" {
		text, err := os.ReadFile(mapping)
		if err != nil {
			return app.Unopened("opening the mapping", mapping, err)
		}
		if _, err := app.ParseMap(mapping, text); err != nil {
			return err
		}
		source.Map = string(text)
	}
	store, err := openData(env, data)
	if err != nil {
		return err
	}
	defer store.Close() // committed already
	if err := store.PutSource(ctx, source); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "%s comes from %s. Fetch it with: spoor lists pull %s\n", source.Name, source.Where, source.Name)
	return err
}

func listsPull(env Env) *cobra.Command {
	var data, format, accept, agent string
	c := &cobra.Command{
		Use:   "pull [NAME]...",
		Short: "Fetch lists, and keep the last good one of each that fails",
		Long: "pull fetches the named lists, or all, and loads them. A list stays as it stands when its source cannot be reached, gives a\n" +
			"web page, breaks off, holds nothing, or would lose more than 10 % and at least 5 of its entries; after a look at that file,\n" +
			"--accept-shrink takes it with the reason, which is logged. What came of each is kept and shown. Exit 1 when any failed; the\n" +
			"others are fetched all the same.",
		Example: "  spoor lists pull\n  spoor lists pull un-sc --accept-shrink \"the committee delisted 120 entries, SC/15000\"",
		Args:    args(cobra.ArbitraryArgs),
		RunE: func(c *cobra.Command, names []string) error {
			if c.Flags().Changed("accept-shrink") && (len(names) != 1 || strings.TrimSpace(accept) == "") {
				return &fault.Error{Kind: fault.Usage, What: "--accept-shrink takes a reason, and one list", Hint: "spoor lists pull NAME --accept-shrink \"why\""}
			}
			return pullLists(c.Context(), env, data, names, format, app.Pull{Get: app.NewWeb(agent), Accept: strings.TrimSpace(accept)})
		},
	}
	dataFlag(c, &data)
	c.Flags().StringVar(&accept, "accept-shrink", "", "take a list although it shrinks, for this reason")
	c.Flags().StringVar(&agent, "agent", "Spoor/"+Version, "how to name oneself to the sources")
	formatFlag(c, &format, "text", "json")
	return c
}

// jsonTry is what came of fetching a list.
type jsonTry struct {
	Type    string `json:"type"`
	List    string `json:"list"`
	Outcome string `json:"outcome"`
	Entries int    `json:"entries"`
	Before  int    `json:"before"`
	Why     string `json:"why"`
}

func pullLists(ctx context.Context, env Env, data string, names []string, format string, pull app.Pull) error {
	store, err := openExisting(env, data)
	if err != nil {
		return err
	}
	defer store.Close() // committed already
	pull.Now, pull.Said = env.Now, func(what string) { fmt.Fprintln(env.Stderr, "spoor:", what) }
	tries, err := app.PullLists(ctx, store, names, pull)
	if err != nil {
		return err
	}
	failed := false
	for _, t := range tries {
		failed = failed || !t.Outcome.Good()
		if format == "json" {
			err = json.NewEncoder(env.Stdout).Encode(jsonTry{"pull", t.List, string(t.Outcome), t.Entries, t.Before, t.Why})
		} else {
			_, err = fmt.Fprintf(env.Stdout, "%s %s: %s\n", t.List, t.Outcome, told(t))
		}
		if err != nil {
			return err
		}
	}
	if failed {
		return exitCode(app.ExitFailed)
	}
	return nil
}

// told says what came of an attempt.
func told(t lists.Try) string {
	switch {
	case t.Outcome == lists.Loaded:
		return strings.TrimSuffix(fmt.Sprintf("%s, %d before; %s", fault.Count(t.Entries, "entry"), t.Before, t.Why), "; ")
	case t.Outcome == lists.Unchanged:
		return strings.TrimSuffix(fmt.Sprintf("%s; %s", fault.Count(t.Entries, "entry"), t.Why), "; ")
	case t.Outcome == lists.Shrunk:
		return t.Why + ". The list that stood stays; look at the file, then take it with --accept-shrink REASON"
	case t.Outcome == lists.Partial:
		return t.Why + ". There was none before it, so it is active but partial"
	case t.Before > 0:
		return t.Why + ". What stood stays: " + fault.Count(t.Before, "entry")
	}
	return t.Why
}
