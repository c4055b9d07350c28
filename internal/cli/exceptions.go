package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"spoor/evidence"
	"spoor/fault"
	"spoor/internal/app"
)

func exceptionsCommand(env Env) *cobra.Command {
	var data, as, approver string
	c := &cobra.Command{
		Use:   "import FILE.csv --data DIR --as NAME --approved-by NAME",
		Short: "Bring earlier decisions on false matches in",
		Long: "import reads a CSV with the columns customer_id or customer_name, listing_id, list, reason, decided_by, decided_at, approved_by\n" +
			"and expires. Each row becomes an exception: the match is shown with it and opens no alert, until it expires or the customer or\n" +
			"the listing changes. What is empty is taken from --as, --approved-by, today, and a year after the decision. A row that breaks\n" +
			"a rule is set aside and said with its line; the others are kept in one go.",
		Example: "  spoor screen exceptions import decisions.csv --data store --as ann --approved-by ben",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			store, err := openExisting(env, data)
			if err != nil {
				return err
			}
			defer store.Close()
			file, err := os.Open(given[0])
			if err != nil {
				return app.Unopened("opening the decisions", given[0], err)
			}
			defer file.Close()
			ctx := evidence.As(c.Context(), evidence.Actor{By: as, Purpose: "customer screening"})
			kept, aside, err := app.Importing{File: given[0], As: as, Approver: approver, Now: env.Now().UTC()}.Import(ctx, store, file)
			if err != nil {
				return err
			}
			for _, e := range aside {
				fmt.Fprintln(env.Stderr, "set aside:", e)
			}
			if _, err := fmt.Fprintf(env.Stdout, "%s kept, %d set aside\n", fault.Count(kept, "decision"), len(aside)); err != nil || kept > 0 || len(aside) == 0 {
				return err
			}
			return &fault.Error{Doing: "importing exceptions", Kind: fault.Input, What: "no row could be kept"}
		},
	}
	c.Flags().StringVar(&data, "data", "", "data directory")
	c.Flags().StringVar(&as, "as", "", "who imports them")
	c.Flags().StringVar(&approver, "approved-by", "", "who approved that: another person")
	return group("exceptions", "Matches that were found false", c)
}
