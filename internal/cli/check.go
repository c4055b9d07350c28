package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	"spoor/ref"
	"spoor/store/memory"
	"spoor/store/sqlite"
	"spoor/workbench"
)

// input is a path to be loaded and, for records, the mapping it is read by.
type input struct {
	path, mapping string
	role          read.Role
}

// inputs are the --list, --records and --map flags in the order they were given: a --map belongs to the --records before it.
type inputs struct {
	all  *[]input
	kind string
}

func (f inputs) String() string { return "" }
func (f inputs) Type() string {
	return map[string]string{"map": "FILE"}[f.kind] + map[bool]string{true: "PATH"}[f.kind != "map"]
}

func (f inputs) Set(value string) error {
	switch f.kind {
	case "list":
		*f.all = append(*f.all, input{path: value, role: read.List})
	case "records":
		*f.all = append(*f.all, input{path: value, role: read.Records})
	default:
		for i := len(*f.all) - 1; i >= 0; i-- {
			if in := &(*f.all)[i]; in.role == read.Records && in.mapping == "" {
				in.mapping = value
				return nil
			}
		}
		return fmt.Errorf("--map %s has no --records before it", value)
	}
	return nil
}

type checkOptions struct {
	inputs     []input
	dir        string
	format     string
	failOn     string
	typologies folders
	quarantine string
	data       string
	law        string
	own        string // the organisation's file
}

func checkCommand(env Env) *cobra.Command {
	var opt checkOptions
	c := &cobra.Command{
		Use:   "check [--list PATH]... [--records FILE [--map FILE]]... [DIR]",
		Short: "Screen every party and run every typology over records",
		Long: "check reads lists and records, screens every party against every list, runs every typology that the data allows, and\n" +
			"writes what it found with its evidence, then what could not be tested and which field was missing. A folder is read\n" +
			"whole; what stands in a folder called lists is taken for a list. Without --data nothing is left of what was read; files of\n" +
			"more than 200 MB together are kept in a folder for temporary files (TMPDIR) meanwhile, which only a kill leaves there.\n\n" +
			"Exit: 0 done, 1 failed, 2 wrong usage, 3 a finding of the priority of --fail-on or higher was made.",
		Example: "  spoor check --list sdn.csv --list consolidated.xml --records payments.csv --map payments.map.yaml\n" +
			"  spoor check --fail-on high --format json town/ > found.jsonl",
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			if len(given) > 0 {
				opt.dir = given[0]
			}
			return opt.run(c.Context(), env)
		},
	}
	opt.inputFlags(c)
	c.Flags().StringVar(&opt.failOn, "fail-on", "", "exit with 3 when a finding has this priority or a higher one: "+join(detect.Priorities()))
	opt.typologies.flags(c)
	c.Flags().StringVar(&opt.quarantine, "quarantine", "", "CSV file for the rows that were set aside")
	c.Flags().StringVar(&opt.data, "data", "", "data directory to load into and check whole, instead of a throw-away store")
	c.Flags().StringVar(&opt.own, "organisation", "", ownHelp)
	c.Flags().StringVar(&opt.law, "jurisdiction", "eu", "whose law of regulated substances holds: eu or a country code")
	formatFlag(c, &opt.format, "text", "json", "csv", "html")
	return c
}

// library is the typologies asked for, and the organisation that has them so.
func (opt *checkOptions) library() ([]*detect.Typology, *detect.Organisation, error) {
	own, err := organisation(opt.own)
	if err != nil {
		return nil, nil, err
	}
	all, err := opt.typologies.load(own)
	return all, own, err
}

// agreed is what runs of the typologies by what people agreed on in a data directory.
func agreed(ctx context.Context, env Env, store *sqlite.Store, own *detect.Organisation, files []*detect.Typology) (workbench.Library, error) {
	l, err := app.LibraryOf(ctx, store, own, files, env.Now())
	for _, id := range slices.Sorted(maps.Keys(l.Said)) {
		fmt.Fprintf(env.Stderr, "spoor: %s: %s\n", id, l.Said[id])
	}
	return l, err
}

// inputFlags are the flags that say what is read.
func (opt *checkOptions) inputFlags(c *cobra.Command) {
	for kind, help := range map[string]string{"list": "a list file, folder or archive to screen against (repeatable)",
		"records": "records to check (repeatable)", "map": "the mapping of the --records before it (without one it is proposed)"} {
		c.Flags().Var(inputs{&opt.inputs, kind}, kind, help)
	}
}

// nothingGiven is what a command without anything to read says.
var nothingGiven = &fault.Error{Kind: fault.Usage, What: "nothing to check", Hint: "name a folder, or --records FILE and --list FILE"}

func (opt *checkOptions) run(ctx context.Context, env Env) error {
	if opt.dir != "" {
		opt.inputs = append(opt.inputs, input{path: opt.dir, role: read.Records})
	}
	if len(opt.inputs) == 0 && opt.data == "" {
		return nothingGiven
	}
	limit := detect.Priority(-1)
	if opt.failOn != "" {
		var err error
		if limit, err = detect.ParsePriority(opt.failOn); err != nil {
			return err
		}
	}
	var err error
	if opt.law, err = checkLaw(env, opt.law); err != nil {
		return err
	}
	all, own, err := opt.library()
	if err != nil {
		return err
	}
	bar := progress(env)
	store, end, err := opt.store(env)
	if err != nil {
		return err
	}
	defer end()
	recorded := &recording{Store: store}
	reports, err := load(ctx, env, recorded, opt.inputs)
	if err != nil {
		return err
	}
	src, lib := app.InForce{Source: store, Now: env.Now()}, workbench.Library{}
	if s, ok := store.(*sqlite.Store); ok {
		if err := app.Retain(ctx, s, env.Now()); err != nil {
			return err
		}
		if src, err = app.StoreInForce(ctx, s, env.Now()); err != nil {
			return err
		}
		if lib, err = agreed(ctx, env, s, own, all); err != nil {
			return err
		}
		all = lib.Run
	}
	checked, err := checkAll(ctx, src, all, detect.Environment{Jurisdiction: opt.law}, env.Now, bar)
	clearProgress(env, bar)
	if err != nil {
		return err
	}
	if err := writeQuarantine(env, opt.quarantine, recorded.aside); err != nil {
		return err
	}
	states := app.FileStates(reports)
	s, kept := store.(*sqlite.Store)
	if kept {
		if states, err = app.ListStates(ctx, s); err != nil {
			return err
		}
	}
	checked.Unclear(states, env.Now(), all)
	if kept {
		if err := s.SaveRun(ctx, app.Kept(checked, env.Now())); err != nil {
			return err
		}
		b := &workbench.Bench{Organisation: own, Env: detect.Environment{Jurisdiction: opt.law}}
		if err := app.Shadow(ctx, s, b, checked, lib, env.Now()); err != nil {
			return err
		}
	}
	out := outcome{checked: checked, reports: reports, now: env.Now()}
	if err := out.write(env.Stdout, opt.format); err != nil {
		return err
	}
	if err := noneKept(reports); err != nil {
		return err
	}
	if limit >= 0 && len(checked.Findings) > 0 && checked.Findings[0].Priority() >= limit {
		return exitCode(app.ExitReached)
	}
	return nil
}

// noneKept is an error when every row of a file was set aside: that nothing was found in it is then no answer.
func noneKept(reports []read.Report) error {
	for _, r := range reports {
		if r.Role == read.Records && r.Quarantined > 0 && r.Kept+r.Duplicates+r.Things+r.Known == 0 {
			return &fault.Error{Doing: "checking", Kind: fault.Input, Place: fault.Place{File: r.Source.File}, What: fmt.Sprintf("none of its %s could be kept", fault.Count(r.Read, "row")),
				Hint: "see why with --quarantine FILE; it may be the wrong mapping"}
		}
	}
	return nil
}

// ownHelp is what --organisation names.
const ownHelp = "the organisation's own file: values of parameters, definitions, domains"

// checkLaw makes a country's code of --jurisdiction, and says when the law there is not known: silence is no all-clear.
func checkLaw(env Env, law string) (code string, err error) {
	if strings.EqualFold(law, "eu") {
		return "eu", nil
	}
	code, ok := ref.Country(law)
	if !ok {
		return "", &fault.Error{Kind: fault.Usage, What: "--jurisdiction " + law + " is no country", Hint: "write eu, or a country code such as gb"}
	}
	const nitromethane = "75-52-5" // regulated wherever the law of explosives precursors is known
	if _, known := ref.Regulated(nitromethane, code, env.Now()); !known {
		fmt.Fprintf(env.Stderr, "spoor: the law of regulated substances of %s is not known: what breaks it is not found\n", code)
	}
	return code, nil
}

// checkable is a store that can be loaded and checked.
type checkable interface {
	read.Store
	app.Source
}

// store opens the data directory, or a throw-away store.
func (opt *checkOptions) store(env Env) (checkable, func(), error) {
	switch {
	case opt.data == "" && opt.size() > large:
		return onDisk(env)
	case opt.data == "":
		return memory.New(), func() {}, nil
	}
	s, err := openData(env, opt.data)
	if err != nil {
		return nil, nil, err
	}
	return s, func() { _ = s.Close() }, nil // committed already
}

// recording remembers the rows that loads set aside.
type recording struct {
	read.Store
	aside []*fault.Error
}

func (r *recording) Begin(ctx context.Context, source *model.Source, role read.Role) (read.Load, error) {
	l, err := r.Store.Begin(ctx, source, role)
	return recordingLoad{l, r}, err
}

type recordingLoad struct {
	read.Load
	to *recording
}

func (l recordingLoad) SetAside(e *fault.Error) error {
	l.to.aside = append(l.to.aside, e)
	return l.Load.SetAside(e)
}

// load reads every input into the store, saying on stderr what a person should know.
func load(ctx context.Context, env Env, store read.Store, all []input) ([]read.Report, error) {
	intake := app.Intake{Store: store, Stdin: env.Stdin, Said: func(what string) { fmt.Fprintln(env.Stderr, "spoor:", what) }}
	var reports []read.Report
	for _, in := range all {
		var m *app.Map
		if in.mapping != "" {
			var err error
			if m, err = app.ReadMap(in.mapping); err != nil {
				return nil, err
			}
		}
		found, err := intake.Load(ctx, in.path, in.role, m)
		if err != nil {
			return nil, err
		}
		reports = append(reports, found...)
	}
	return reports, nil
}

// checkAll indexes the lists of a store and checks its records.
func checkAll(ctx context.Context, src app.Source, all []*detect.Typology, env detect.Environment, now func() time.Time, bar app.Progress) (*app.Checked, error) {
	if inForce, ok := src.(app.InForce); ok {
		if store, ok := inForce.Source.(*sqlite.Store); ok { // what is kept is watched
			w := app.Watching{Store: store, Now: now}
			index, err := w.Index(ctx, inForce)
			if err != nil {
				return nil, err
			}
			return w.Check(ctx, inForce, index, all, env, bar)
		}
	}
	index, err := app.Index(ctx, src)
	if err != nil {
		return nil, err
	}
	return app.Check(ctx, src, index, all, env, bar)
}
