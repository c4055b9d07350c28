package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/internal/app"
	"spoor/read"
	"spoor/store/memory"
)

func scoreCommand(env Env) *cobra.Command {
	var format, own string
	var from folders
	c := &cobra.Command{
		Use:   "score DIR",
		Short: "Check a synthetic town and compare what was found with its truth",
		Long: "score runs the check over a folder that spoor world made and says for each typology how many planted cases were found\n" +
			"(recall) and stand in an alert, and how many findings were planted cases (precision), recall and precision with their 95 %\n" +
			"intervals (Wilson), how many near misses and decoys tripped, and how many alerts it opened on parties in whom nothing was planted; then how many such alerts there\n" +
			"are in all, with the exact 95 % interval of a Poisson count.",
		Example: "  spoor world --seed 1 --out town\n  spoor score town",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			truth, err := app.ReadTruth(given[0])
			if err != nil {
				return err
			}
			o, err := organisation(own)
			if err != nil {
				return err
			}
			all, err := from.load(o)
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
	from.flags(c)
	c.Flags().StringVar(&own, "organisation", "", ownHelp)
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
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %-24s %-9s %-26s %-9s %-9s %s\n", "typology", "found", "alerted", "true findings", "near", "decoys", "alerts on innocents")
	for _, s := range append(scores, total.Score) {
		fmt.Fprintf(&b, "%-26s %-24s %-9s %-26s %-9s %-9s %d\n", s.Typology, share(s.Found, s.Planted, s.Recall, s.RecallLow, s.RecallHigh), of(s.Alerted, s.Planted),
			share(s.True, s.Findings, &s.Precision, s.PrecisionLow, s.PrecisionHigh), of(s.NearTripped, s.Near), of(s.DecoysTripped, s.Decoys), s.Alerts)
	}
	fmt.Fprintf(&b, "\n%.1f alerts per 1,000 innocent parties and year", total.AlertsPer1000)
	if total.AlertsLow != nil {
		fmt.Fprintf(&b, " (%.1f to %.1f), on %d of %d", *total.AlertsLow, *total.AlertsHigh, total.Alerts, total.InnocentParties)
	}
	_, err := io.WriteString(env.Stdout, b.String()+"\n")
	return err
}

// share is a part of a whole, with its interval; a dash where there is no whole.
func share(part, whole int, share, low, high *float64) string {
	if low == nil {
		return "–"
	}
	return fmt.Sprintf("%7s %.2f (%.2f–%.2f)", of(part, whole), *share, *low, *high)
}

func of(part, whole int) string { return fmt.Sprintf("%d/%d", part, whole) }
