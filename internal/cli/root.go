package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/store/sqlite"
)

// Env is what a command may touch of the world outside.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
}

// Run runs one command and returns its exit code.
func Run(ctx context.Context, args []string, env Env) int {
	env.Stdout = forEyes(env.Stdout)
	root := Root(env)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var code exitCode
	switch {
	case err == nil:
		return app.ExitDone
	case errors.As(err, &code):
		return int(code)
	}
	fmt.Fprintln(env.Stderr, "spoor:", forEye(err.Error()))
	return app.ExitCode(err)
}

// exitCode ends a command that has said what it had to say.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit %d", int(c)) }

// Root is the command tree; the reference in docs/ is made of it.
func Root(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "spoor",
		Short: "Read the records you hold and show the red flags in them",
		Long: "Spoor reads payments, orders, invoices, bookings and lists, screens every party, and shows which published indicator\n" +
			"fits and why. People decide; Spoor explains.",
		Args: func(c *cobra.Command, given []string) error {
			if len(given) == 0 {
				return nil
			}
			hint := "see spoor --help"
			if near := c.SuggestionsFor(given[0]); len(near) > 0 {
				hint = "did you mean spoor " + join(near) + "?"
			}
			return &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("there is no verb %q", given[0]), Hint: hint}
		},
		RunE:                       func(c *cobra.Command, _ []string) error { return c.Help() },
		SuggestionsMinimumDistance: 2,
		SilenceErrors:              true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return &fault.Error{Kind: fault.Usage, What: flagWords(err), Hint: "see " + c.CommandPath() + " --help"}
	})
	root.AddCommand(checkCommand(env), readCommand(env), mapCommand(env), kindsCommand(env), screenCommand(env), listsCommand(env), namesCommand(env), serveCommand(env),
		typologiesCommand(env), worldCommand(env), scoreCommand(env), evidenceCommand(env), versionCommand(env))
	return root
}

// flagWords says what is wrong with a flag without the words of the number parser.
func flagWords(err error) string {
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	if errors.As(err, &invalid) && errors.As(err, &number) {
		wanted := map[string]string{"uint": "whole number from 0", "int": "whole number", "float": "number"}[strings.TrimSuffix(invalid.GetFlag().Value.Type(), "64")]
		return fmt.Sprintf("--%s %s: a %s is wanted", invalid.GetFlag().Name, invalid.GetValue(), wanted)
	}
	if errors.As(err, &invalid) {
		return invalid.Unwrap().Error()
	}
	return err.Error()
}

// args wraps cobra's argument checks so that a wrong call exits with 2 and is told the right one.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		if err := check(c, given); err != nil {
			what := fmt.Sprintf("%d arguments are given", len(given))
			if len(given) == 1 {
				what = fmt.Sprintf("the argument %q is not wanted", given[0])
			}
			return &fault.Error{Kind: fault.Usage, What: what, Hint: "write: " + strings.TrimSuffix(c.UseLine(), " [flags]")}
		}
		return nil
	}
}

// group is a command that only holds others.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.ArbitraryArgs, RunE: func(c *cobra.Command, _ []string) error {
		var verbs []string
		for _, sub := range commands {
			verbs = append(verbs, c.CommandPath()+" "+sub.Name())
		}
		return &fault.Error{Kind: fault.Usage, What: "say which: " + join(verbs), Hint: "see " + c.CommandPath() + " --help"}
	}}
	c.AddCommand(commands...)
	return c
}

// formatFlag adds --format with the first of its words as default.
func formatFlag(c *cobra.Command, into *string, words ...string) {
	c.Flags().StringVar(into, "format", words[0], "how to write the answer: "+join(words))
	before := c.PreRunE
	c.PreRunE = func(c *cobra.Command, given []string) error {
		for _, word := range words {
			if *into == word {
				if before != nil {
					return before(c, given)
				}
				return nil
			}
		}
		return &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("there is no format %q", *into), Hint: "one of " + join(words)}
	}
}

func join(words []string) string {
	out := ""
	for i, w := range words {
		if i > 0 {
			out += ", "
		}
		out += w
	}
	return out
}

// progress writes how far work has come to stderr, when that is a terminal; nil otherwise.
func progress(env Env) app.Progress {
	file, ok := env.Stderr.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return func(doing string, done, total int) {
		if total == 0 {
			fmt.Fprintf(file, "\r\033[K%s … %d", doing, done)
			return
		}
		fmt.Fprintf(file, "\r\033[K%s … %d of %d", doing, done, total)
	}
}

// clearProgress takes the line of progress away before the answer is written.
func clearProgress(env Env, p app.Progress) {
	if p != nil {
		fmt.Fprint(env.Stderr, "\r\033[K")
	}
}

// openData opens a data directory, and says when it has made one: it may be a typing error. One whose parent is not there is refused.
func openData(env Env, dir string) (*sqlite.Store, error) {
	_, err := os.Stat(filepath.Join(dir, "spoor.db"))
	made := errors.Is(err, fs.ErrNotExist)
	if parent := filepath.Dir(filepath.Clean(dir)); made && dir != "" {
		if _, err := os.Stat(parent); errors.Is(err, fs.ErrNotExist) {
			return nil, &fault.Error{Doing: "opening the data directory", Kind: fault.Missing, Place: fault.Place{File: dir}, What: "there is no folder " + parent + " to make it in",
				Hint: "see whether the name is right; make the folder first if it is"}
		}
	}
	s, err := sqlite.Open(dir, env.Now)
	if err == nil && made {
		fmt.Fprintf(env.Stderr, "spoor: %s held no data of Spoor: a new store was made there\n", dir)
	}
	return s, err
}

// openExisting opens a data directory that must be there: a typing error must not make an empty one.
func openExisting(env Env, dir string) (*sqlite.Store, error) {
	if dir == "" {
		return nil, &fault.Error{Kind: fault.Usage, What: "--data is needed", Hint: "name the data directory"}
	}
	if _, err := os.Stat(filepath.Join(dir, "spoor.db")); errors.Is(err, fs.ErrNotExist) {
		return nil, &fault.Error{Doing: "opening the data directory", Kind: fault.Missing, Place: fault.Place{File: dir}, What: "there is no Spoor data in it", Hint: "spoor serve --data DIR makes one"}
	}
	return sqlite.Open(dir, env.Now)
}
