package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/read"
	"spoor/workbench"
)

type backtestOptions struct {
	checkOptions
	only  []string
	vary  []string
	plain bool // no curves
	alone bool
	by    string
	truth string
	told  string // file of decisions
}

func typologiesBacktest(env Env) *cobra.Command {
	var opt backtestOptions
	c := &cobra.Command{
		Use:   "backtest [--list PATH]... [--records FILE [--map FILE]]... [DIR]",
		Short: "Try typologies on records that are held: alerts by month, the effect of each parameter, overlaps, precision",
		Long: "backtest reads records as check does, or takes a data directory as it stands with --data, and says of each typology what it\n" +
			"would have found and opened by month; how that changes with each of its numbers, the others staying as they are; which\n" +
			"typologies speak of the same subjects; and, where people decided on findings, which share they followed up. Nothing is\n" +
			"kept. Of an experimental typology alerts are those that it would open as a test.",
		Example: "  spoor typologies backtest --data spoor-data --only structured-deposits\n" +
			"  spoor typologies backtest --vary 'structured-deposits.limit=2000 EUR..8000 EUR' --vary loan-stacking.loans=2,3,4 town/\n" +
			"  spoor typologies backtest --typologies our-typologies --by week --format json town/ > tried.jsonl",
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			if len(given) > 0 {
				opt.inputs = append(opt.inputs, input{path: given[0], role: read.Records})
			}
			return opt.run(c.Context(), env)
		},
	}
	opt.benchFlags(c)
	c.Flags().StringSliceVar(&opt.only, "only", nil, "ids of the typologies to try; the others still count in alerts and overlaps")
	c.Flags().StringArrayVar(&opt.vary, "vary", nil, "ID.PARAMETER=VALUE,VALUE or =LOW..HIGH, or ID.PARAMETER for values around the one that holds; instead of all parameters (repeatable)")
	c.Flags().BoolVar(&opt.plain, "no-curves", false, "vary nothing, which is faster")
	c.Flags().BoolVar(&opt.alone, "alone", false, "leave out what is not tried, which is much faster: no overlaps, and no alerts that open only together")
	c.Flags().StringVar(&opt.by, "by", "month", "count by month or by week")
	c.Flags().StringVar(&opt.told, "decisions", "", "CSV, workbook or JSON of what people decided elsewhere: id of the finding, or typology, subject and start; decision")
	c.Flags().StringVar(&opt.truth, "truth", "", "folder whose truth.jsonl tells what is there; the given one when it has such a file")
	formatFlag(c, &opt.format, "text", "json")
	return c
}

// benchFlags are the flags that say on what is tried, and which library.
func (opt *checkOptions) benchFlags(c *cobra.Command) {
	opt.inputFlags(c)
	c.Flags().StringVar(&opt.data, "data", "", "data directory to try on as it stands; nothing is written to it")
	opt.typologies.flags(c)
	c.Flags().StringVar(&opt.own, "organisation", "", ownHelp)
	c.Flags().StringVar(&opt.law, "jurisdiction", "eu", "whose law of regulated substances holds: eu or a country code")
}

// bench reads what typologies are tried on, and the library.
func (opt *checkOptions) bench(ctx context.Context, env Env, bar app.Progress) (*workbench.Bench, error) {
	switch {
	case len(opt.inputs) == 0 && opt.data == "":
		return nil, nothingGiven
	case len(opt.inputs) > 0 && opt.data != "":
		return nil, &fault.Error{Kind: fault.Usage, What: "--data is tried on as it stands", Hint: "leave the files out, or load them first: spoor check --data DIR FILES"}
	}
	var err error
	if opt.law, err = checkLaw(env, opt.law); err != nil {
		return nil, err
	}
	all, own, err := opt.library()
	if err != nil {
		return nil, err
	}
	b, err := opt.benchData(ctx, env, bar)
	if err != nil {
		return nil, err
	}
	b.Organisation, b.Typologies, b.Env = own, all, detect.Environment{Jurisdiction: opt.law}
	return b, nil
}

func (opt *checkOptions) benchData(ctx context.Context, env Env, bar app.Progress) (*workbench.Bench, error) {
	if opt.data != "" {
		store, err := openExisting(env, opt.data)
		if err != nil {
			return nil, err
		}
		defer store.Close() // nothing is written
		return app.StoreBench(ctx, store, env.Now, bar)
	}
	store, end, err := opt.store(env)
	if err != nil {
		return nil, err
	}
	defer end()
	if _, err := load(ctx, env, store, opt.inputs); err != nil {
		return nil, err
	}
	src := app.InForce{Source: store, Now: env.Now()}
	index, err := app.Index(ctx, src)
	if err != nil {
		return nil, err
	}
	return app.Bench(ctx, src, index, bar)
}

func (opt *backtestOptions) run(ctx context.Context, env Env) error {
	plan, err := opt.plan()
	if err != nil {
		return err
	}
	var told []workbench.Told
	if opt.told != "" {
		if told, err = readDecisions(opt.told); err != nil {
			return err
		}
	}
	bar := progress(env)
	defer clearProgress(env, bar)
	b, err := opt.bench(ctx, env, bar)
	if err != nil {
		return err
	}
	b.Told = told
	if b.Planted, err = opt.planted(); err != nil {
		return err
	}
	report, err := b.Backtest(ctx, plan)
	if err != nil {
		return err
	}
	clearProgress(env, bar)
	if opt.format == "json" {
		return backtestJSON(env.Stdout, report)
	}
	return backtestText(env.Stdout, report)
}

func (opt *backtestOptions) plan() (workbench.Plan, error) {
	plan := workbench.Plan{Only: opt.only, Curves: !opt.plain, Weeks: opt.by == "week", Alone: opt.alone}
	if opt.by != "week" && opt.by != "month" {
		return plan, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--by %s: there is no such period", fault.Cut(opt.by, 40)), Hint: "month or week"}
	}
	if opt.alone && len(opt.only)+len(opt.vary) == 0 {
		return plan, &fault.Error{Kind: fault.Usage, What: "--alone leaves nothing out", Hint: "say what is tried with --only or --vary"}
	}
	if opt.plain && len(opt.vary) > 0 {
		return plan, &fault.Error{Kind: fault.Usage, What: "--vary and --no-curves exclude each other", Hint: "leave one out"}
	}
	for _, text := range opt.vary {
		v, err := varied(text)
		if err != nil {
			return plan, err
		}
		plan.Vary = append(plan.Vary, v)
	}
	return plan, nil
}

// varied reads ID.PARAMETER=VALUES.
func varied(text string) (workbench.Vary, error) {
	name, values, given := strings.Cut(text, "=")
	id, parameter, named := strings.Cut(name, ".")
	if !named || id == "" || parameter == "" || given && strings.TrimSpace(values) == "" {
		return workbench.Vary{}, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--vary %s names no parameter with values", fault.Cut(text, 60)),
			Hint: "write structured-deposits.limit=1000 EUR,2000 EUR or =1000 EUR..5000 EUR"}
	}
	v := workbench.Vary{Typology: id, Parameter: parameter}
	if low, high, ranged := strings.Cut(values, ".."); ranged {
		var err error
		v.Values, err = detect.Between(strings.TrimSpace(low), strings.TrimSpace(high))
		return v, err
	}
	for value := range strings.SplitSeq(values, ",") {
		if value = strings.TrimSpace(value); value != "" {
			v.Values = append(v.Values, value)
		}
	}
	return v, nil
}

// planted is what the truth tells, where there is one.
func (opt *backtestOptions) planted() ([]workbench.Case, error) {
	dir := opt.truth
	if dir == "" {
		if dir = opt.townDir(); dir == "" {
			return nil, nil
		}
	}
	truth, err := app.ReadTruth(dir)
	return app.Planted(truth), err
}

// townDir is the folder that was given when it is a made world with its truth.
func (opt *checkOptions) townDir() string {
	for _, in := range opt.inputs {
		if app.HasTruth(in.path) {
			return in.path
		}
	}
	return ""
}

// shownMissing is how many missing fields a line names.
const shownMissing = 3

func backtestText(w io.Writer, r *workbench.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", fault.Count(r.Records, "record"))
	if r.Records > 0 {
		fmt.Fprintf(&b, " from %s to %s", r.From.Format("2006-01-02"), r.To.Format("2006-01-02"))
	}
	fmt.Fprintf(&b, "; the library as it stands makes %s and opens %s.\n", fault.Count(r.Findings, "finding"), fault.Count(r.Alerts, "alert"))
	if !r.Decided {
		b.WriteString("No decisions: nothing can be said of precision.\n")
	}
	if r.Lost > 0 {
		fmt.Fprintf(&b, "Decided elsewhere: %s; of nothing that is found here: %d.\n", fault.Count(r.Told, "case"), r.Lost)
	}
	var untested []workbench.Tried
	for _, t := range r.Typologies {
		if t.Missing != nil && t.Findings == 0 {
			untested = append(untested, t)
			continue
		}
		backtestOne(&b, r, t)
	}
	if len(r.Overlap) > 0 {
		b.WriteString("\nOVERLAP, in subjects\n")
	}
	for _, o := range r.Overlap {
		fmt.Fprintf(&b, "  %5d of %d %s and %d %s\n", o.Subjects, o.OfA, o.A, o.OfB, o.B)
	}
	if len(untested) > 0 {
		b.WriteString("\nNOT TESTABLE on these records\n")
	}
	for _, t := range untested {
		missing := t.Missing
		more := ""
		if len(missing) > shownMissing {
			more = fmt.Sprintf(", and %d more", len(missing)-shownMissing)
			missing = missing[:shownMissing]
		}
		fmt.Fprintf(&b, "  %s: %s%s\n", t.ID, detect.Lacks(missing), more)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func backtestOne(b *strings.Builder, r *workbench.Report, t workbench.Tried) {
	would := ""
	if t.Status == detect.Experimental || t.Status == detect.Deprecated {
		would = " it would open as a test"
	}
	fmt.Fprintf(b, "\n%s  (version %d, %s, opens: %s)\n  %s about %s, %s%s\n", t.ID, t.Version, t.Status, t.Opens,
		fault.Count(t.Findings, "finding"), fault.Count(t.Subjects, "subject"), fault.Count(t.Alerts, "alert"), would)
	if j := t.Judged; j != nil {
		share, _ := j.Precision()
		fmt.Fprintf(b, "  of its findings %d followed up, %d dismissed, %d not decided: precision %.2f\n", j.FollowedUp, j.Dismissed, j.Undecided, share)
	} else if r.Decided {
		b.WriteString("  nobody decided on any of them\n")
	}
	if k := t.Known; k != nil {
		fmt.Fprintf(b, "  of %s %d found; %s of one\n", fault.Count(k.Planted, "planted case"), k.Found, fault.Count(k.True, "finding"))
	}
	var by []string
	for i, n := range t.Periods {
		if n.Findings > 0 || n.Alerts > 0 {
			by = append(by, fmt.Sprintf("%s %d/%d", r.Periods[i], n.Findings, n.Alerts))
		}
	}
	if len(by) > 0 {
		fmt.Fprintf(b, "  findings/alerts: %s\n", strings.Join(by, ", "))
	}
	for _, c := range t.Curves {
		backtestCurve(b, r, t, c)
	}
}

func backtestCurve(b *strings.Builder, r *workbench.Report, t workbench.Tried, c workbench.Curve) {
	whose := ""
	if c.Own {
		whose = ", the organisation's"
	}
	if c.Dated {
		whose += ", and others by day or place"
	}
	fmt.Fprintf(b, "  %s varied (holds: %s%s)\n", c.Parameter, c.Default, whose)
	if c.Note != "" {
		fmt.Fprintf(b, "    %s\n", c.Note)
		return
	}
	head := fmt.Sprintf("    %-16s %9s %9s", "value", "findings", "alerts")
	if t.Judged != nil {
		head += fmt.Sprintf(" %12s %9s", "followed up", "dismissed")
	}
	if t.Known != nil {
		head += fmt.Sprintf(" %12s", "planted found")
	}
	b.WriteString(head + "\n")
	for _, p := range c.Points {
		mark := " "
		if p.Default {
			mark = "*"
		}
		if p.Problem != "" {
			fmt.Fprintf(b, "   %s%-16s %s\n", mark, p.Value, p.Problem)
			continue
		}
		fmt.Fprintf(b, "   %s%-16s %9d %9d", mark, p.Value, p.Findings, p.Alerts)
		if t.Judged != nil {
			fmt.Fprintf(b, " %12d %9d", p.FollowedUp, p.Dismissed)
		}
		if t.Known != nil {
			fmt.Fprintf(b, " %13d", p.Found)
		}
		b.WriteByte('\n')
	}
}

// backtestJSON writes a line a typology, with its periods by name, then a line a curve, a pair and the summary.
func backtestJSON(w io.Writer, r *workbench.Report) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	var lines []any
	for _, t := range r.Typologies {
		lines = append(lines, jsonTriedOf(r, t))
		for _, c := range t.Curves {
			lines = append(lines, jsonCurve{"curve", t.ID, c.Parameter, c.Default, c.Own, c.Dated, append([]workbench.Point{}, c.Points...), c.Note})
		}
	}
	for _, o := range r.Overlap {
		lines = append(lines, jsonOverlap{"overlap", o})
	}
	lines = append(lines, jsonBacktest{"summary", moment(r.From.UnixMicro()), moment(r.To.UnixMicro()), r.Records, r.Findings, r.Alerts, r.Decided, r.Told, r.Lost, r.Known})
	for _, line := range lines {
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

type (
	jsonTried struct {
		Type     string            `json:"type"`
		Typology string            `json:"typology"`
		Version  int               `json:"version"`
		Hash     string            `json:"hash"`
		Status   string            `json:"status"`
		Opens    string            `json:"opens"`
		Missing  []string          `json:"missing"`
		Findings int               `json:"findings"`
		Alerts   int               `json:"alerts"`
		Subjects int               `json:"subjects"`
		Periods  []jsonPeriod      `json:"periods"`
		Judged   *workbench.Judged `json:"judged"`
		Known    *workbench.Known  `json:"known"`
	}
	jsonPeriod struct {
		Period string `json:"period"`
		workbench.Count
	}
	jsonCurve struct {
		Type      string            `json:"type"`
		Typology  string            `json:"typology"`
		Parameter string            `json:"parameter"`
		Default   string            `json:"default"`
		Own       bool              `json:"own"`
		Dated     bool              `json:"dated"`
		Points    []workbench.Point `json:"points"`
		Note      string            `json:"note"`
	}
	jsonOverlap struct {
		Type string `json:"type"`
		workbench.Overlap
	}
	jsonBacktest struct {
		Type     string `json:"type"`
		From     string `json:"from"`
		To       string `json:"to"`
		Records  int    `json:"records"`
		Findings int    `json:"findings"`
		Alerts   int    `json:"alerts"`
		Decided  bool   `json:"decided"`
		Told     int    `json:"told"`
		Lost     int    `json:"lost"`
		Known    bool   `json:"known"`
	}
)

func jsonTriedOf(r *workbench.Report, t workbench.Tried) jsonTried {
	line := jsonTried{"typology", t.ID, t.Version, t.Hash, t.Status, t.Opens, append([]string{}, t.Missing...), t.Findings, t.Alerts, t.Subjects, []jsonPeriod{}, t.Judged, t.Known}
	for i, n := range t.Periods {
		line.Periods = append(line.Periods, jsonPeriod{r.Periods[i], n})
	}
	return line
}
