package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"spoor/internal/app"
	"spoor/internal/cli"
)

const docs = "../../docs/"

func text(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// docs/cli.md is testdata/reference.md and then every verb as the command tree has it.
func TestTheReferenceIsCurrent(t *testing.T) {
	var b strings.Builder
	b.WriteString("<!-- Made by go test ./internal/cli -update, of internal/cli/testdata/reference.md and the commands. -->\n\n")
	b.WriteString(text(t, "testdata/reference.md"))
	b.WriteString("## Verbs\n")
	verb(&b, cli.Root(cli.Env{Stdout: io.Discard, Stderr: io.Discard}))
	if *update {
		if err := os.WriteFile(docs+"cli.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text(t, docs+"cli.md") != b.String() {
		t.Error("docs/cli.md is stale: go test ./internal/cli -run Reference -update")
	}
}

// verb writes a command, unless it only holds others, and those below it, by name.
func verb(b *strings.Builder, c *cobra.Command) {
	if !c.HasSubCommands() || c.HasLocalFlags() {
		fmt.Fprintf(b, "\n### %s\n\n%s.\n\n    %s\n", c.CommandPath(), c.Short, c.UseLine())
		if c.Long != "" {
			fmt.Fprintf(b, "\n%s\n", c.Long)
		}
		if c.Example != "" {
			fmt.Fprintf(b, "\n```sh\n%s\n```\n", strings.ReplaceAll(strings.TrimSpace(c.Example), "\n  ", "\n"))
		}
		flags := ""
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" {
				value, usage := pflag.UnquoteUsage(f)
				flags += fmt.Sprintf("| `--%s` | %s%s |\n", strings.TrimSpace(f.Name+" "+value), strings.ReplaceAll(usage, "|", "\\|"), unless(f.DefValue))
			}
		})
		if flags != "" {
			fmt.Fprintf(b, "\n| flag | |\n| --- | --- |\n%s", flags)
		}
	}
	for _, sub := range c.Commands() {
		if !sub.Hidden && sub.Name() != "help" && sub.Name() != "completion" {
			verb(b, sub)
		}
	}
}

func unless(value string) string {
	if value == "" || value == "false" || value == "0" {
		return ""
	}
	return " (" + value + ")"
}

// Every line of JSON has exactly the fields that the reference tells.
func TestTheReferenceTellsEveryField(t *testing.T) {
	t.Parallel()
	told := map[string][]string{}
	heading := ""
	for line := range strings.Lines(text(t, "testdata/reference.md")) {
		if strings.HasPrefix(line, "#") {
			heading = strings.TrimSpace(strings.TrimLeft(line, "#"))
		}
		if name, ok := strings.CutPrefix(line, "| `"); ok {
			name, _, _ = strings.Cut(name, "`")
			told[heading] = append(told[heading], name)
		}
	}
	town := filepath.Join(t.TempDir(), "town")
	run(t, nil, "world", "--seed", "3", "--size", "100", "--out", town)
	seen := map[string]bool{}
	kept := filepath.Join(t.TempDir(), "store")
	run(t, nil, "check", "--data", kept, "--records", write(t, "r.jsonl", `{"id":"c","schema":"Person","properties":{"name":["Ida Ilk"]}}`),
		"--list", write(t, "kept.jsonl", `{"id":"x","schema":"Person","properties":{"name":["Ida Ilk"]}}`))
	all := filepath.Join(town, "records")
	data := filepath.Join(t.TempDir(), "store")
	one, two := write(t, "one.jsonl", ida("de")+listing(1)), write(t, "two.jsonl", ida("fr")+listing(2))
	towards := t.TempDir()
	if err := os.WriteFile(filepath.Join(towards, "typology.yaml"), []byte(poor), 0o600); err != nil {
		t.Fatal(err)
	}
	paid := write(t, "paid.jsonl", `{"id":"p","schema":"Payment","properties":{"at":["2026-01-02"],"payer":["ida"],"amount":["40"],"currency":["EUR"]}}`+"\n"+
		`{"id":"q","schema":"Payment","properties":{"at":["2026-01-02"],"payer":["ben"],"amount":["80"],"currency":["EUR"]}}`)
	run(t, nil, "lists", "add", "--data", data, "ours", one, "--max-age", "24h")
	for _, args := range [][]string{
		{"check", "--format", "json", town},
		{"check", "--format", "json", "--list", one, "--records", write(t, "p.jsonl", `{"id":"p","schema":"Payment","properties":{"date":["2026-01-02"],"purpose":["rent of Ida Ilk"]}}`)},
		{"check", "--format", "json", filepath.Join(all, "cash.jsonl")}, // which leaves much untestable
		{"read", "--format", "json", filepath.Join(all, "cash.jsonl")},
		{"screen", "--format", "json", "--list", write(t, "l.jsonl", `{"id":"x","schema":"Person","properties":{"name":["Ida Ilk"]}}`), "Ida Ilk"},
		{"screen", "--format", "json", "--list", one, "--text", write(t, "t.txt", "rent of Ida Ilk")},
		{"screen", "--changes", "--format", "json", "--data", kept},
		{"evidence", "screened", "c", "--format", "json", "--data", kept},
		{"score", "--format", "json", town},
		{"lists", "pull", "--format", "json", "--data", data},
		{"lists", "status", "--format", "json", "--data", data},
		{"lists", "compare", "--format", "json", one, two},
		{"typologies", "backtest", "--format", "json", "--typologies", towards, "--vary", "small-sums.small", "--records", paid},
		{"typologies", "backtest", "--format", "json", "--no-curves", town},
		{"typologies", "compare", "--format", "json", "--typologies", towards, "--records", paid, write(t, "small.yaml", poor), write(t, "other.yaml", strings.NewReplacer("paid {", "gave {", "50 EUR", "90 EUR").Replace(poor))},
		{"typologies", "compare", "--format", "json", "--typologies", towards, "--records", paid, write(t, "other.yaml", strings.Replace(poor, "50 EUR", "90 EUR", 1)), write(t, "small.yaml", poor)},
		{"typologies", "lint", "--format", "json", write(t, "poor.yaml", poor), write(t, "wrong.yaml", strings.Replace(poor, "amount", "amuont", 1))},
	} {
		command := args[0]
		if command == "typologies" {
			command = args[1]
		}
		got := run(t, nil, args...)
		for line := range strings.Lines(got.out) {
			fields := map[string]any{}
			if err := json.Unmarshal([]byte(line), &fields); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			kind, _ := fields["type"].(string)
			switch {
			case command == "read" && fields["schema"] != nil:
				kind = "entity"
			case command == "score" && fields["typology"] == "overall":
				kind = "overall"
			case command == "score":
				kind = "typology"
			}
			heading := command + ": " + kind
			if names := slices.Sorted(maps.Keys(fields)); !seen[heading] && !slices.Equal(names, slices.Sorted(slices.Values(told[heading]))) {
				t.Errorf("%s has %v; the reference tells %v", heading, names, told[heading])
			}
			seen[heading] = true
		}
	}
	for heading := range told {
		if strings.Contains(heading, ": ") && !seen[heading] {
			t.Errorf("no line was seen of %s", heading)
		}
	}
}

// poor is a typology that compiles, and of which much is to be advised.
const poor = `id: small-sums
title: Small sums
family: moving-money
version: 1
status: test
priority: low
opens: finding
sources: [{cite: A report}]
about: Payment.payer
params: {small: 50 EUR}
when: amount < params.small
say: "{payer} paid {amount}"
innocent: [thrift]
`

// ida is a line of a list.
func ida(country string) string {
	return `{"id":"x","schema":"Person","properties":{"name":["Ida Ilk"],"nationality":["` + country + `"]}}` + "\n"
}

// blocks gives the fenced blocks of a page that are in a language.
func blocks(page, language string) (found []string) {
	for {
		_, rest, ok := strings.Cut(page, "\n```"+language+"\n")
		if !ok {
			return found
		}
		block, after, _ := strings.Cut(rest, "\n```")
		found = append(found, block)
		page = after
	}
}

// files gives the openings of the fences that name a file: "csv decisions.csv".
func files(page string) (found []string) {
	for line := range strings.Lines(page) {
		if fence, ok := strings.CutPrefix(strings.TrimSpace(line), "```"); ok && len(strings.Fields(fence)) == 2 {
			found = append(found, fence)
		}
	}
	return found
}

// Every mapping that docs/mapping.md and docs/lists.md show is one, and every field it shows is one of a mapping.
func TestMappingsInTheDocsParse(t *testing.T) {
	page := text(t, docs+"mapping.md")
	whole := append(blocks(page, "yaml"), blocks(text(t, docs+"lists.md"), "yaml")...)
	fields := blocks(page, "yaml field")
	if len(whole) < 5 || len(fields) < 12 {
		t.Fatalf("%d mappings and %d fields: the page has lost some", len(whole), len(fields))
	}
	for _, block := range whole {
		if _, err := app.ParseMap("docs/mapping.md", []byte(block)); err != nil {
			t.Errorf("%s\n%v", block, err)
		}
	}
	for _, block := range fields {
		rest := ""
		for _, needed := range []string{"at: Date", "amount: Amount", "currency: {constant: EUR}"} {
			name, _, _ := strings.Cut(needed, ":")
			if !strings.HasPrefix(block, name+":") && !strings.Contains(block, "\n"+name+":") {
				rest += "  " + needed + "\n"
			}
		}
		mapping := "kind: Payment\nfields:\n" + rest + "  " + strings.ReplaceAll(block, "\n", "\n  ") + "\n"
		if _, err := app.ParseMap("docs/mapping.md", []byte(mapping)); err != nil {
			t.Errorf("%s\n%v", mapping, err)
		}
	}
}

// Every command that docs/start.md shows runs, in order, in one folder.
func TestTheStartRuns(t *testing.T) { runs(t, text(t, docs+"start.md"), 9) }

func TestWatchingRuns(t *testing.T) { runs(t, text(t, docs+"watching.md"), 7) }

func TestTheWorkbenchRuns(t *testing.T) { runs(t, text(t, docs+"workbench.md"), 8) }

func TestTheScreeningDeskRuns(t *testing.T) { runs(t, text(t, docs+"screening-desk.md"), 16) }

// runs runs every command of a page, beside the tables that it shows.
func runs(t *testing.T, page string, least int) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	ran := 0
	for _, name := range files(page) { // a fence that names a file holds it
		for _, block := range blocks(page, name) {
			if err := os.WriteFile(strings.Fields(name)[1], []byte(block+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, block := range blocks(page, "csv") {
		if err := os.WriteFile("payments.csv", []byte(block+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, block := range blocks(page, "sh") {
		for line := range strings.SplitSeq(block, "\n") {
			line, _, _ = strings.Cut(line, "   # ")
			words := strings.Fields(strings.TrimSpace(line))
			switch {
			case words[0] == "go":
				there := exec.CommandContext(t.Context(), "go", "list", words[len(words)-1]) // it is built and vetted beside the tests
				there.Dir = root
				if out, err := there.CombinedOutput(); err != nil {
					t.Fatalf("%s: %s", line, out)
				}
			case words[0] != "bin/spoor":
				t.Fatalf("the page shows %s, which is not run", line)
			case words[1] == "serve":
				serve(t, words[1:])
			default:
				shell(t, words[1:])
			}
			ran++
		}
	}
	if ran < least {
		t.Errorf("%d commands were run", ran)
	}
}

// shell runs a command whose output may go to a file.
func shell(t *testing.T, words []string) {
	t.Helper()
	to := ""
	if i := slices.Index(words, ">"); i >= 0 {
		to, words = words[i+1], words[:i]
	}
	var args []string
	quoted := false
	for _, w := range words { // the page quotes with " only
		if quoted {
			args[len(args)-1] += " " + strings.Trim(w, `"`)
		} else {
			args = append(args, strings.Trim(w, `"`))
		}
		quoted = strings.Count(w, `"`)%2 == 1 != quoted
	}
	got := run(t, nil, args...)
	if got.code != app.ExitDone || got.out == "" {
		t.Fatalf("spoor %s: exit %d\n%s", strings.Join(args, " "), got.code, got.errors)
	}
	if to != "" {
		if err := os.WriteFile(to, []byte(got.out), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// serve starts the product on a free port, waits until it says where it is, and ends it.
func serve(t *testing.T, words []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	said, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Run(ctx, append(words, "--listen", "127.0.0.1:0"), cli.Env{Stdout: out, Stderr: io.Discard, Now: now})
		_ = out.Close() // a pipe's never fails
	}()
	var b strings.Builder
	buffer := make([]byte, 1024)
	for !strings.Contains(b.String(), "welcome?key=") {
		n, err := said.Read(buffer)
		b.Write(buffer[:n])
		if err != nil {
			t.Fatalf("serve ended: %s", b.String())
		}
	}
	cancel()
	go func() { _, _ = io.Copy(io.Discard, said) }() // until it is closed
	if code := <-ended; code != app.ExitDone {
		t.Errorf("serve: exit %d", code)
	}
}
