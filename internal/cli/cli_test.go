package cli_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"spoor/internal/cli"
)

var update = flag.Bool("update", false, "write the golden files and docs/cli.md anew")

// now is when all tests happen.
func now() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"spoor": func() {
		os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: now}))
	}})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               serveLists,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"entities": entities, "pack": pack, "same": same, "sums": sums,
		},
	})
}

// answer is what one command wrote and how it ended.
type answer struct {
	code        int
	out, errors string
}

// run runs one command inside the test.
func run(t testing.TB, stdin io.Reader, args ...string) answer {
	t.Helper()
	var out, errors bytes.Buffer
	if stdin == nil {
		stdin = strings.NewReader("")
	}
	code := cli.Run(t.Context(), args, cli.Env{Stdin: stdin, Stdout: &out, Stderr: &errors, Now: now})
	return answer{code, out.String(), errors.String()}
}

// write makes a file in a new folder and names it.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := t.TempDir() + "/" + name
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
