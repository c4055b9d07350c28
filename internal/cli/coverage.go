package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/read"
)

func typologiesCoverage(env Env) *cobra.Command {
	var opt checkOptions
	c := &cobra.Command{
		Use:   "coverage [--list PATH]... [--records FILE [--map FILE]]... [DIR]",
		Short: "Say which typologies the data can test, and which fields are missing for the others",
		Long: "coverage reads lists and records as check does and says of each typology whether it is testable, partly (a finding is\n" +
			"possible, and a field that it reads is nowhere filled) or not, and which kinds and fields the data lacks. It looks for nothing.",
		Example: "  spoor typologies coverage --records payments.csv --map payments.map.yaml\n  spoor typologies coverage --format json town/",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			if len(given) > 0 {
				opt.inputs = append(opt.inputs, input{path: given[0], role: read.Records})
			}
			return opt.cover(c, env)
		},
	}
	opt.inputFlags(c)
	c.Flags().StringVar(&opt.data, "data", "", "data directory to load into and look at whole, instead of a throw-away store")
	opt.typologies.flags(c)
	c.Flags().StringVar(&opt.own, "organisation", "", ownHelp)
	formatFlag(c, &opt.format, "text", "json")
	return c
}

func (opt *checkOptions) cover(c *cobra.Command, env Env) error {
	if len(opt.inputs) == 0 && opt.data == "" {
		return nothingGiven
	}
	all, _, err := opt.library()
	if err != nil {
		return err
	}
	store, end, err := opt.store(env)
	if err != nil {
		return err
	}
	defer end()
	if _, err := load(c.Context(), env, store, opt.inputs); err != nil {
		return err
	}
	covered, err := app.Cover(c.Context(), store, all)
	if err != nil {
		return err
	}
	return writeCoverage(env, opt.format, covered)
}

func writeCoverage(env Env, format string, covered []detect.Covered) error {
	encoder := json.NewEncoder(env.Stdout)
	count, unlisted := map[detect.Coverage]int{}, 0
	for _, one := range covered {
		count[one.Coverage]++
		if format == "json" {
			line := struct {
				Type     string          `json:"type"`
				Typology string          `json:"typology"`
				Coverage detect.Coverage `json:"coverage"`
				Missing  []string        `json:"missing"`
			}{"coverage", one.Typology.File.ID.Text, one.Coverage, append([]string{}, one.Missing...)}
			if err := encoder.Encode(line); err != nil {
				return err
			}
			continue
		}
		if slices.Contains(one.Missing, "ListHit") {
			unlisted++
		}
		line := fmt.Sprintf("%-28s %-9s %s", one.Typology.File.ID.Text, one.Coverage, detect.Lacks(one.Missing))
		if _, err := fmt.Fprintln(env.Stdout, strings.TrimRight(line, " ")); err != nil {
			return err
		}
	}
	if format == "json" {
		return nil
	}
	if unlisted > 0 {
		fmt.Fprintf(env.Stdout, "No list was given, so that %s cannot be tested: name one with --list.\n", fault.Count(unlisted, "typology"))
	}
	_, err := fmt.Fprintf(env.Stdout, "%d testable, %d partly, %d not\n", count[detect.Testable], count[detect.PartlyTestable], count[detect.NotTestable])
	return err
}
