package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/world"
)

func worldCommand(env Env) *cobra.Command {
	var opt world.Options
	var out string
	c := &cobra.Command{
		Use:   "world --seed N --size PEOPLE [--years N] --out DIR",
		Short: "Make a synthetic town with planted truth",
		Long: "world makes people, firms, lists and years of ordinary life, with cases of the typologies planted in it, near misses and\n" +
			"decoys, and writes records/, lists/ and truth.jsonl. The same seed gives the same bytes on every machine.",
		Example: "  spoor world --seed 1 --size 2000 --out town",
		Args:    args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" {
				return &fault.Error{Kind: fault.Usage, What: "--out is needed", Hint: "name a new or empty folder"}
			}
			made, err := world.Write(c.Context(), opt, out)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.Stdout, "%s: %d people, %d firms, %d records, %d listings; %d planted cases, %d near misses, %d decoys\n",
				out, made.People, made.Firms, made.Records, made.Listings, made.Planted, made.Near, made.Decoy)
			return err
		},
	}
	c.Flags().Uint64Var(&opt.Seed, "seed", 1, "which world")
	c.Flags().IntVar(&opt.People, "size", 2000, "how many people")
	c.Flags().IntVar(&opt.Years, "years", 1, "how many years, from 2024 on")
	c.Flags().StringVar(&out, "out", "", "folder to write to: new, empty, or an earlier town, which is replaced")
	return c
}
