package cli_test

import (
	"strings"
	"testing"

	"spoor/internal/app"
)

// Exit codes and streams of calls that go wrong before anything is read.
func TestUsage(t *testing.T) {
	table := write(t, "t.csv", "name\nAnn Ash\n")
	for _, c := range []struct {
		args string
		code int
	}{
		{"", app.ExitDone},
		{"version", app.ExitDone},
		{"check --help", app.ExitDone},
		{"chek", app.ExitUsage},
		{"check", app.ExitUsage},
		{"check a b", app.ExitUsage},
		{"check --nope", app.ExitUsage},
		{"check --records", app.ExitUsage},
		{"check --format xml .", app.ExitUsage},
		{"check --fail-on big .", app.ExitUsage},
		{"check --jurisdiction atlantis .", app.ExitUsage},
		{"check --map m.yaml", app.ExitUsage},
		{"read", app.ExitUsage},
		{"map", app.ExitUsage},
		{"map a b", app.ExitUsage},
		{"names", app.ExitUsage},
		{"names compare", app.ExitUsage},
		{"typologies", app.ExitUsage},
		{"typologies list --format csv", app.ExitUsage},
		{"screen Ann", app.ExitUsage},
		{"screen --list " + table, app.ExitUsage},
		{"screen --list " + table + " --schema Payment Ann", app.ExitUsage},
		{"screen --list " + table + " --birth-date 5.3.1960 Ann", app.ExitUsage},
		{"screen --list " + table + " --country Gremany Ann", app.ExitUsage},
		{"screen --list " + table + " --threshold 7 Ann", app.ExitUsage},
		{"screen --list " + table + " --threshold x Ann", app.ExitUsage},
		{"world", app.ExitUsage},
		{"world --size x --out w", app.ExitUsage},
		{"world --seed -1 --out w", app.ExitUsage},
		{"evidence verify", app.ExitUsage},
		{"version x", app.ExitUsage},
		{"serve --match-without-token fun", app.ExitUsage},
		{"serve --match-without-token investigation --listen 0.0.0.0:0", app.ExitUsage},
		{"serve --match-without-token investigation --listen :0", app.ExitUsage},
		{"check nowhere", app.ExitFailed},
		{"typologies show nobody", app.ExitFailed},
		{"score nowhere", app.ExitFailed},
	} {
		got := run(t, nil, strings.Fields(c.args)...)
		if got.code != c.code {
			t.Errorf("spoor %s: exit %d, want %d (%s)", c.args, got.code, c.code, got.errors)
		}
		if c.code == app.ExitDone {
			if got.out == "" || got.errors != "" {
				t.Errorf("spoor %s: wrote %q and %q", c.args, got.out, got.errors)
			}
			continue
		}
		if got.out != "" || strings.Count(got.errors, "\n") != 1 || c.code == app.ExitUsage && !oneError(got.errors) {
			t.Errorf("spoor %s: wrote %q and %q", c.args, got.out, got.errors)
		}
	}
}

// The codes of --fail-on: 3 from the priority that was found downwards.
func TestFailOn(t *testing.T) {
	t.Parallel()
	records := write(t, "r.jsonl", `{"id":"c","schema":"CashMovement","properties":{"at":["2024-05-01T10:00:00Z"],"holder":["ann"],"channel":["border"],"direction":["out"],"amount":["12000.00"],"currency":["EUR"],"declared":["false"]}}`+"\n")
	for limit, code := range map[string]int{"low": app.ExitReached, "medium": app.ExitReached, "high": app.ExitReached, "urgent": app.ExitDone} {
		got := run(t, nil, "check", "--fail-on", limit, records)
		if got.code != code || !strings.Contains(got.out, "carried 12000.00 EUR over the border") {
			t.Errorf("--fail-on %s: exit %d, want %d\n%s%s", limit, got.code, code, got.out, got.errors)
		}
	}
}

// oneError is one line that says what is wrong and, after a semicolon, what to do.
func oneError(text string) bool {
	line, rest, _ := strings.Cut(text, "\n")
	return rest == "" && strings.HasPrefix(line, "spoor: ") && strings.Contains(line, "; ")
}
