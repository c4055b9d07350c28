package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"spoor/evidence"
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
			_, err = fmt.Fprintf(env.Stdout, "the log stands: %d entries, %d of them destroyed by deletion\nhead: %s\n", head.Size, destroyed, head)
			return err
		},
	}
	verify.Flags().StringVar(&data, "data", "", "data directory")
	verify.Flags().StringVar(&since, "since", "", "an earlier head, as verify printed it: \"SIZE HASH\"")
	return group("evidence", "The tamper-evident log", verify)
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
const Version = "0.1.0"
