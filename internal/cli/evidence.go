package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"spoor/evidence"
	"spoor/fault"
	"spoor/internal/app"
)

func evidenceCommand(env Env) *cobra.Command {
	var data, since string
	verify := &cobra.Command{
		Use:   "verify --data DIR",
		Short: "Check that nothing in the evidence log was changed",
		Long: "verify recomputes every entry's digest and the whole tree, and prints the head of the log. Keep the head elsewhere: with\n" +
			"--since HEAD it is shown later that the log up to there is still the one it was.",
		Example: "  spoor evidence verify --data store > head.txt",
		Args:    args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			var earlier *evidence.Head
			if since != "" {
				h, err := evidence.ParseHead(since)
				if err != nil {
					return err
				}
				earlier = &h
			}
			store, err := openExisting(env, data)
			if err != nil {
				return err
			}
			defer store.Close()
			head, destroyed, err := app.Verify(c.Context(), store, earlier)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "the log stands: %s, %d of them destroyed by deletion\nhead: %s\n", fault.Count(int(head.Size), "entry"), destroyed, head)
			return err
		},
	}
	verify.Flags().StringVar(&data, "data", "", "data directory")
	verify.Flags().StringVar(&since, "since", "", "an earlier head, as verify printed it: \"SIZE HASH\"")
	return group("evidence", "The tamper-evident log", verify, screenedCommand(env))
}

func screenedCommand(env Env) *cobra.Command {
	var data, at, format string
	c := &cobra.Command{
		Use:   "screened PARTY --data DIR",
		Short: "Prove when a customer was screened, against what, and what came out",
		Long: "screened takes a party's id, or its name exactly as the records have it, and writes every screening of it: when, by which\n" +
			"program, at which threshold, against which editions of which lists, and the outcome. A list that was partial is said. With\n" +
			"--at only what was known then is written. spoor evidence verify shows that nothing of it was changed.",
		Example: "  spoor evidence screened \"Nordwind Trading\" --at 2026-11-22 --data store",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			return screened(c.Context(), env, data, given[0], at, format)
		},
	}
	c.Flags().StringVar(&data, "data", "", "data directory")
	c.Flags().StringVar(&at, "at", "", "a day (its midnight, UTC) or moment: what stood then")
	formatFlag(c, &format, "text", "json")
	return c
}

func versionCommand(env Env) *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Say which Spoor this is", Args: args(cobra.NoArgs), RunE: func(*cobra.Command, []string) error {
		build, revision := "", ""
		if info, ok := debug.ReadBuildInfo(); ok {
			build = info.GoVersion
			for _, s := range info.Settings {
				if s.Key == "vcs.revision" {
					revision = " " + s.Value
				}
			}
		}
		_, err := fmt.Fprintf(env.Stdout, "spoor %s%s %s\n", Version, revision, build)
		return err
	}}
}

// Version is the release.
const Version = app.Version
