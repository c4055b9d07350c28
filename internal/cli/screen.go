package cli

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
	"spoor/model"
	"spoor/names"
	"spoor/ref"
	"spoor/screen"
	"spoor/store/memory"
)

type screenOptions struct {
	lists     []input
	data      string
	file      string
	birthDate string
	country   string
	schema    string
	format    string
	threshold float64
	changes   bool
	since     string
}

func screenCommand(env Env) *cobra.Command {
	var opt screenOptions
	c := &cobra.Command{
		Use:   "screen [--list PATH]... [--data DIR] NAME | --file FILE | --changes",
		Short: "Look a name, or a file of names, up on lists",
		Long: "screen says who on the lists a name may be, with the reasons. A file is a CSV with a column name and, where it has them, id,\n" +
			"schema, birthDate, country and any identifier that FollowTheMoney knows (passportNumber, registrationNumber ...).\n\n" +
			"Every answer ends with the lists it comes from, their source and age. Nothing found on a list that is partial, older than\n" +
			"it may be, or was never loaded is not clear: it says so, and the exit code is 1.\n\n" +
			"With --changes it says what became of the customers' matches in a data directory when lists or customers changed: new, gone,\n" +
			"stronger, weaker, the newest first.",
		Example: "  spoor screen --list sdn.csv \"AEROCARIBEAN AIRLINE\"\n  spoor screen --list lists/ --file customers.csv --format csv",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, given []string) error {
			if opt.changes {
				return changes(c.Context(), env, opt.data, opt.since, opt.format)
			}
			if (len(given) == 0) == (opt.file == "") || (len(opt.lists) == 0) == (opt.data == "") {
				return &fault.Error{Kind: fault.Usage, What: "name one name or a --file, and at least one --list or the --data directory", Hint: "see spoor screen --help"}
			}
			return opt.run(c.Context(), env, given)
		},
	}
	c.Flags().Var(inputs{&opt.lists, "list"}, "list", "a list file, folder or archive (repeatable)")
	c.Flags().StringVar(&opt.data, "data", "", "data directory whose lists are looked up, instead of --list")
	c.Flags().StringVar(&opt.file, "file", "", "CSV file of names to look up")
	c.Flags().StringVar(&opt.birthDate, "birth-date", "", "birth date of NAME, in part or whole")
	c.Flags().StringVar(&opt.country, "country", "", "country of NAME, as a code or a name")
	c.Flags().StringVar(&opt.schema, "schema", "", "what NAME is: Person, Company, Vessel ... (without it a person when a birth date is given, else anybody)")
	c.Flags().Float64Var(&opt.threshold, "threshold", 0, "name agreement from which an entry is shown (0 for the default)")
	c.Flags().BoolVar(&opt.changes, "changes", false, "say what became of the customers' matches instead")
	c.Flags().StringVar(&opt.since, "since", "", "a day (its midnight, UTC) or moment from which --changes are told")
	formatFlag(c, &opt.format, "text", "json", "csv")
	c.AddCommand(exceptionsCommand(env))
	return c
}

func (opt *screenOptions) run(ctx context.Context, env Env, given []string) error {
	queries, err := opt.queries(given)
	if err != nil {
		return err
	}
	search := screen.Options{Threshold: opt.threshold}
	if err := search.Validate(); err != nil {
		return err
	}
	src, states, end, err := opt.source(ctx, env)
	if err != nil {
		return err
	}
	defer end()
	index, err := app.Index(ctx, src)
	if err != nil {
		return err
	}
	alerts, err := lists.Alerts(src.Listings(ctx))
	if err != nil {
		return err
	}
	answers := newAnswers(env, opt.format, states)
	answers.alerts = alerts
	for _, q := range queries {
		if err := answers.write(q, index.Search(screen.QueryOf(q), search), index.Len()); err != nil {
			return err
		}
	}
	return answers.end()
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

func (opt *screenOptions) queries(given []string) ([]*model.Entity, error) {
	if opt.file != "" {
		return fileQueries(opt.file)
	}
	if opt.schema == "" {
		opt.schema = "LegalEntity"
		if opt.birthDate != "" {
			opt.schema = "Person"
		}
	}
	schema := model.Default().Get(opt.schema)
	if schema == nil || !schema.Matchable {
		return nil, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--schema %s is nothing that can be on a list", opt.schema), Hint: "one of Person, Company, Organization, Vessel, LegalEntity ..."}
	}
	if _, err := model.ParseTime(opt.birthDate, nil); opt.birthDate != "" && err != nil {
		return nil, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--birth-date %s is no date", opt.birthDate), Hint: "write 1960, 1960-03 or 1960-03-05"}
	}
	if _, ok := ref.Country(opt.country); opt.country != "" && !ok {
		return nil, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--country %s is no country", opt.country), Hint: "write a code such as de, or its name"}
	}
	e := model.NewEntity("", schema, nil)
	e.Add("name", given[0], "")
	e.Add("birthDate", opt.birthDate, "")
	e.Add("country", strings.ToLower(opt.country), "")
	if e.First("name") == "" {
		return nil, &fault.Error{Kind: fault.Usage, What: "the name is empty", Hint: "write it in quotation marks"}
	}
	return []*model.Entity{e}, nil
}

// fileQueries reads a CSV whose columns are FollowTheMoney's properties, id and schema.
func fileQueries(file string) ([]*model.Entity, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, app.Unopened("opening the names", file, err)
	}
	defer f.Close()
	header, rows, err := table(file, f)
	if err != nil {
		return nil, err
	}
	if err := queryColumns(file, header); err != nil {
		return nil, err
	}
	var queries []*model.Entity
	for n, row := range rows {
		schema := schemaOf(header, row)
		for i, column := range header {
			if column == "schema" && row[i] != "" {
				if schema = model.Default().Get(row[i]); schema == nil {
					return nil, &fault.Error{Doing: "reading the names", Kind: fault.Input, Place: fault.Place{File: file, Line: n + 2, Text: row[i]}, What: "there is no such schema"}
				}
			}
		}
		e := model.NewEntity(strconv.Itoa(n+1), schema, nil)
		for i, column := range header {
			if column == "id" {
				e.ID = row[i]
			} else {
				e.Add(column, row[i], column)
			}
		}
		queries = append(queries, e)
	}
	return queries, nil
}

// schemaOf is the plainest schema that has every column which the row fills: a birth date makes it a person.
func schemaOf(header, row []string) *model.Schema {
	kinds := []string{"LegalEntity", "Person", "Vessel", "Airplane"}
	has := func(kind string) bool {
		for i, column := range header {
			known := slices.ContainsFunc(kinds, func(k string) bool { return model.Default().Get(k).Property(column) != nil })
			if row[i] != "" && known && model.Default().Get(kind).Property(column) == nil {
				return false
			}
		}
		return true
	}
	if i := slices.IndexFunc(kinds, has); i >= 0 {
		return model.Default().Get(kinds[i])
	}
	return model.Default().Get(kinds[0])
}

// queryColumns writes the header as the schemata do, whatever its capitals: a name that is not looked up is worse than an error.
func queryColumns(file string, header []string) error {
	known := map[string]string{"id": "id", "schema": "schema"}
	for _, schema := range []string{"Vessel", "Airplane", "Organization", "Company", "Person", "LegalEntity"} {
		for _, p := range model.Default().Get(schema).Properties {
			known[strings.ToLower(p.Name)] = p.Name
		}
	}
	for i, column := range header {
		if name, ok := known[strings.ToLower(column)]; ok {
			header[i] = name
		}
	}
	if !slices.ContainsFunc(header, func(c string) bool { return c == "name" || c == "firstName" || c == "lastName" }) {
		return &fault.Error{Doing: "reading the names", Kind: fault.Input, Place: fault.Place{File: file, Line: 1}, What: "a column name is needed",
			Hint: "commas part the columns, and it has: " + join(header)}
	}
	return nil
}

// table reads a whole CSV with a header; the names of its columns are trimmed.
func table(file string, in io.Reader) (header []string, rows [][]string, err error) {
	all, err := csv.NewReader(in).ReadAll()
	var parse *csv.ParseError
	switch {
	case errors.As(err, &parse):
		return nil, nil, &fault.Error{Doing: "reading the table", Kind: fault.Input, Place: fault.Place{File: file, Line: parse.Line, Column: parse.Column}, Err: parse.Err,
			Hint: "a CSV file with commas is wanted, each row as wide as the first"}
	case err != nil:
		return nil, nil, app.Unopened("reading the table", file, err)
	case len(all) == 0:
		return nil, nil, &fault.Error{Doing: "reading the table", Kind: fault.Input, Place: fault.Place{File: file}, What: "the file is empty", Hint: "the first line names the columns"}
	}
	for i := range all[0] {
		all[0][i] = strings.TrimSpace(strings.TrimPrefix(all[0][i], "\ufeff"))
	}
	return all[0], all[1:], nil
}

func namesCommand(env Env) *cobra.Command {
	var format string
	compare := &cobra.Command{
		Use:   "compare FILE.csv",
		Short: "Say how far two names agree, for every row of a file",
		Long: fmt.Sprintf("compare reads a CSV with columns name1 and name2 and writes its rows with score, match and reasons appended. match is true from\n"+
			"the operating threshold, %.2f, on.", names.Threshold),
		Example: "  spoor names compare pairs.csv > compared.csv",
		Args:    args(cobra.ExactArgs(1)),
		RunE:    func(c *cobra.Command, given []string) error { return compareNames(env, given[0], format) },
	}
	formatFlag(compare, &format, "csv", "json")
	return group("names", "Compare names", compare)
}

func compareNames(env Env, file, format string) error {
	f, err := os.Open(file)
	if err != nil {
		return app.Unopened("opening the names", file, err)
	}
	defer f.Close()
	header, rows, err := table(file, f)
	if err != nil {
		return err
	}
	one, two := -1, -1
	for i, column := range header {
		switch column {
		case "name1":
			one = i
		case "name2":
			two = i
		}
	}
	if one < 0 || two < 0 {
		return &fault.Error{Doing: "comparing names", Kind: fault.Input, Place: fault.Place{File: file, Line: 1}, What: "columns name1 and name2 are needed", Hint: "it has " + join(header)}
	}
	out := csv.NewWriter(env.Stdout)
	encoder := json.NewEncoder(env.Stdout)
	encoder.SetEscapeHTML(false)
	if format == "csv" {
		_ = out.Write(append(header, "score", "match", "reasons"))
	}
	for _, row := range rows {
		a := names.CompareTexts(row[one], row[two])
		said := append(row, score(a.Score), strconv.FormatBool(a.Score >= names.Threshold), strings.Join(a.Reasons, "; "))
		if format == "csv" {
			_ = out.Write(said)
			continue
		}
		line := map[string]any{"score": round(a.Score), "match": a.Score >= names.Threshold, "reasons": a.Reasons}
		for i, column := range header {
			line[column] = row[i]
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
