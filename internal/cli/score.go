package cli

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/internal/app"
	"spoor/read"
	"spoor/store/memory"
)

func scoreCommand(env Env) *cobra.Command {
	var format, dir string
	c := &cobra.Command{
		Use:   "score DIR",
		Short: "Check a synthetic town and compare what was found with its truth",
		Long: "score runs the check over a folder that spoor world made and says for each typology how many planted cases were found\n" +
			"(recall) and how many findings were planted cases (precision), then how many alerts rose on parties in whom nothing was\n" +
			"planted.",
		Example: "  spoor world --seed 1 --out town\n  spoor score town",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			truth, err := app.ReadTruth(given[0])
			if err != nil {
				return err
			}
			all, err := library(dir, &detect.Organisation{})
			if err != nil {
				return err
			}
			store := memory.New()
			if _, err := load(c.Context(), Env{Stdin: env.Stdin, Stderr: quiet{}}, store, []input{{path: given[0], role: read.Records}}); err != nil {
				return err
			}
			bar := progress(env)
			checked, err := checkAll(c.Context(), store, all, detect.Environment{}, env.Now, bar)
			clearProgress(env, bar)
			if err != nil {
				return err
			}
			scores, total := app.Compare(checked, truth, all)
			return writeScores(env, format, scores, total)
		},
	}
	c.Flags().StringVar(&dir, "typologies", "", "folder of typologies to run instead of the library")
	formatFlag(c, &format, "text", "json")
	return c
}

// quiet takes what load says of files beside the records, such as the truth itself.
type quiet struct{}

func (quiet) Write(p []byte) (int, error) { return len(p), nil }

func writeScores(env Env, format string, scores []app.Score, total app.Overall) error {
	if format == "json" {
		encoder := json.NewEncoder(env.Stdout)
		for _, s := range scores {
			if err := encoder.Encode(s); err != nil {
				return err
			}
		}
		return encoder.Encode(total)
	}
	row := func(name string, planted, found int, recall float64, findings, true int, precision float64) {
		fmt.Fprintf(env.Stdout, "%-26s %7d %7d %7.2f %9d %7d %9.2f\n", name, planted, found, recall, findings, true, precision)
	}
	fmt.Fprintf(env.Stdout, "%-26s %7s %7s %7s %9s %7s %9s\n", "typology", "planted", "found", "recall", "findings", "true", "precision")
	for _, s := range scores {
		row(s.Typology, s.Planted, s.Found, s.Recall, s.Findings, s.True, s.Precision)
	}
	row("overall", total.Planted, total.Found, total.Recall, total.Findings, total.True, total.Precision)
	_, err := fmt.Fprintf(env.Stdout, "%.1f alerts per 1,000 innocent parties and year\n", total.AlertsPer1000)
	return err
}
