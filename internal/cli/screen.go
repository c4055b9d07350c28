package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
	"spoor/screen"
	"spoor/store/memory"
)

type screenOptions struct {
	lists      []input
	data       string
	file       string
	text       string
	out        string
	resume     bool
	explain    bool
	birthDate  string
	country    string
	schema     string
	identifier string
	format     string
	threshold  float64
	changes    bool
	since      string
}

func screenCommand(env Env) *cobra.Command {
	var opt screenOptions
	c := &cobra.Command{
		Use:   "screen [--list PATH]... [--data DIR] NAME | --identifier NUMBER | --file FILE | --text FILE | --changes",
		Short: "Look a name, a file of names, or a text up on lists",
		Long: "screen says who on the lists a name may be, with the reasons. A file is a CSV or a workbook (.xlsx) with a column name and, where\n" +
			"it has them, id, schema, birthDate, country, identifier and any other that FollowTheMoney knows (passportNumber, address ...).\n" +
			"It is read row by row, however long it is, on all cores; the answers stand in its order.\n\n" +
			"With --out the answers go to a file. When that breaks off, --resume goes on after the last row that was answered: beside the\n" +
			"file, FILE.resume says which that was, and is gone when all is done.\n\n" +
			"Every answer ends with the lists it comes from, their source and age. Nothing found on a list that is partial, older than\n" +
			"it may be, or was never loaded is not clear: it says so, and the exit code is 1.\n\n" +
			"A text (--text, - for standard input) is searched for listed names and identifiers, wherever they stand in it: a payment's\n" +
			"remittance line, a bill of lading. At most a megabyte is read at a time.\n\n" +
			"With --changes it says what became of the customers' matches in a data directory when lists or customers changed: new, gone,\n" +
			"stronger, weaker, the newest first.",
		Example: "  spoor screen --list sdn.csv \"AEROCARIBEAN AIRLINE\"\n  spoor screen --list lists/ --file customers.csv --format html --out hits.html",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			if opt.changes && opt.format == "html" {
				return &fault.Error{Kind: fault.Usage, What: "--changes are not written as html", Hint: "text, json or csv"}
			}
			if opt.changes {
				return changes(c.Context(), env, opt.data, opt.since, opt.format)
			}
			if err := opt.check(given); err != nil {
				return err
			}
			return opt.run(c.Context(), env, given)
		},
	}
	c.Flags().Var(inputs{&opt.lists, "list"}, "list", "a list file, folder or archive (repeatable)")
	c.Flags().StringVar(&opt.data, "data", "", "data directory whose lists are looked up, instead of --list")
	c.Flags().StringVar(&opt.file, "file", "", "CSV file or workbook of names to look up")
	c.Flags().StringVar(&opt.text, "text", "", "text to search for listed names and identifiers, - for standard input")
	c.Flags().StringVar(&opt.out, "out", "", "file for the answers, instead of standard output")
	c.Flags().BoolVar(&opt.resume, "resume", false, "go on with an --out file that broke off")
	c.Flags().BoolVar(&opt.explain, "explain", false, "say how NAME was read, and what came nearest below the threshold")
	c.Flags().StringVar(&opt.birthDate, "birth-date", "", "birth date of NAME, in part or whole")
	c.Flags().StringVar(&opt.country, "country", "", "country of NAME, as a code or a name")
	c.Flags().StringVar(&opt.schema, "schema", "", "what NAME is: Person, Company, Vessel ... (without it a person when a birth date is given, else anybody)")
	c.Flags().StringVar(&opt.identifier, "identifier", "", "a number or address of any kind: passport, wallet, IBAN, IMO, phone, e-mail ...")
	c.Flags().Float64Var(&opt.threshold, "threshold", 0, "name agreement from which an entry is shown (0 for the default)")
	c.Flags().BoolVar(&opt.changes, "changes", false, "say what became of the customers' matches instead")
	c.Flags().StringVar(&opt.since, "since", "", "a day (its midnight, UTC) or moment from which --changes are told")
	formatFlag(c, &opt.format, "text", "json", "csv", "html")
	c.AddCommand(exceptionsCommand(env))
	return c
}

// check says what does not go together.
func (opt *screenOptions) check(given []string) error {
	wrong := func(what string) error {
		return &fault.Error{Kind: fault.Usage, What: what, Hint: "see spoor screen --help"}
	}
	asked := 0
	for _, is := range []bool{len(given) > 0 || opt.identifier != "", opt.file != "", opt.text != ""} {
		if is {
			asked++
		}
	}
	switch {
	case asked != 1 || (len(opt.lists) == 0) == (opt.data == ""):
		return wrong("name one name, a --file or a --text, and at least one --list or the --data directory")
	case opt.text != "" && opt.birthDate+opt.country+opt.schema != "":
		return wrong("--birth-date, --country and --schema are of a NAME; nobody knows them of a text")
	case opt.out != "" && opt.file == "" || opt.resume && opt.out == "":
		return wrong("--out is for the answers to a --file, and --resume for an --out that broke off")
	case opt.explain && (opt.file != "" || opt.text != "" || opt.format != "text"):
		return wrong("--explain is for one NAME, in --format text")
	}
	return nil
}

func (opt *screenOptions) run(ctx context.Context, env Env, given []string) error {
	search := screen.Options{Threshold: opt.threshold}
	if err := search.Validate(); err != nil {
		return err
	}
	var table *tableFile
	var one asked
	var body string
	var err error
	switch {
	case opt.text != "":
		body, err = readWhole(env, opt.text)
	case opt.file == "":
		one, err = opt.query(given)
	default:
		if table, err = openQueries(opt.file); err == nil {
			defer table.close()
		}
	}
	if err != nil {
		return err
	}
	src, states, end, err := opt.source(ctx, env)
	if err != nil {
		return err
	}
	defer end()
	index, err := app.Searchable(ctx, src)
	if err != nil {
		return err
	}
	alerts, err := lists.Alerts(src.Listings(ctx))
	if err != nil {
		return err
	}
	a := answers{format: opt.format, states: states, alerts: alerts, now: env.Now()}
	if table != nil {
		return opt.batch(ctx, env, table, index, a, search)
	}
	if opt.text != "" {
		return opt.mentions(env, body, index, a, search)
	}
	a.begin(env.Stdout, false)
	if err := a.write(one.told(), index.Search(one.query(), search), index.Len()); err != nil {
		return err
	}
	if opt.explain {
		if err := explain(env.Stdout, one, index, search); err != nil {
			return err
		}
	}
	return a.end()
}

// source gives the lists that are in force, and tells how they stand.
func (opt *screenOptions) source(ctx context.Context, env Env) (src app.InForce, states []lists.State, end func(), err error) {
	if opt.data == "" {
		store := memory.New()
		reports, err := load(ctx, env, store, opt.lists)
		return app.InForce{Source: store, Now: env.Now()}, app.FileStates(reports), func() {}, err
	}
	store, err := openExisting(env, opt.data)
	if err != nil {
		return src, nil, nil, err
	}
	end = func() { _ = store.Close() } // nothing is written
	if states, err = app.ListStates(ctx, store); err == nil {
		src, err = app.StoreInForce(ctx, store, env.Now())
	}
	if err != nil {
		end()
	}
	return src, states, end, err
}

func score(s float64) string { return strconv.FormatFloat(round(s), 'f', 3, 64) }

// sentences are the reasons as a person reads them.
func sentences(reasons []screen.Reason) []string {
	out := make([]string, len(reasons))
	for i, r := range reasons {
		out[i] = r.Field + " " + r.Agreement
		if r.Query != "" || r.Listed != "" {
			out[i] += ": " + r.Query + " | " + r.Listed
		}
		if r.Detail != "" {
			out[i] += " (" + r.Detail + ")"
		}
	}
	return out
}
