package cli_test

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spoor/internal/app"
	"spoor/internal/cli"
	"spoor/store/sqlite"
)

// listing is a line of a list.
func listing(n int) string {
	return fmt.Sprintf(`{"id":"l%d","schema":"Person","properties":{"name":["Person Number %d"]}}`+"\n", n, n)
}

func listOf(from, to int) string {
	var b strings.Builder
	for n := from; n < to; n++ {
		b.WriteString(listing(n))
	}
	return b.String()
}

// at runs a command at a moment.
func at(t *testing.T, moment time.Time, args ...string) answer {
	t.Helper()
	var out, errors bytes.Buffer
	code := cli.Run(t.Context(), args, cli.Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errors, Now: func() time.Time { return moment }})
	return answer{code, out.String(), errors.String()}
}

// An old list is stale in every answer, until the source is seen to have no other; a list without a limit only grows old.
func TestAStaleListIsNeverClear(t *testing.T) {
	t.Parallel()
	data, file := filepath.Join(t.TempDir(), "store"), write(t, "l.jsonl", listOf(0, 3))
	records := write(t, "r.jsonl", payment(1))
	day := 24 * time.Hour
	at(t, now(), "lists", "add", "--data", data, "limited", file, "--max-age", "24h")
	if got := at(t, now(), "lists", "pull", "--data", data); got.code != app.ExitDone {
		t.Fatalf("%+v", got)
	}
	if got := at(t, now(), "check", "--data", data, "--list", write(t, "free.jsonl", listOf(9, 10))); got.code != app.ExitDone {
		t.Fatalf("%+v", got)
	}
	late := now().Add(3*day + time.Hour)
	for _, c := range []struct {
		args []string
		code int
		says []string
	}{
		{[]string{"screen", "--data", data, "Zebulon Quist"}, app.ExitFailed, []string{"No possible match for Zebulon Quist among 4 listings.\n" +
			"Not clear: list limited is stale (3 days old, at most 24 h).\n", "List free from ", ": 1 listing, loaded 3 days ago.\n"}},
		{[]string{"screen", "--data", data, "--format", "json", "Zebulon Quist"}, app.ExitFailed, []string{
			`"list":"limited",`, `"list_age_hours":73,"stale":true,"partial":false,"unclear":"list limited is stale (3 days old, at most 24 h)"`, `"list_age_hours":null,"stale":false`}},
		{[]string{"screen", "--data", data, "--format", "csv", "Person Number 1"}, app.ExitFailed, []string{",limited,", ",73\n"}},
		{[]string{"check", "--data", data, records}, app.ExitDone, []string{"Not clear: list limited is stale (3 days old, at most 24 h).\n",
			"no fresh list limited (3 days old, at most 24 h): listed-party, "}},
		{[]string{"check", "--data", data, "--format", "json"}, app.ExitDone, []string{`"typology":"listed-party","missing":["fresh list limited (3 days old, at most 24 h)"]`}},
		{[]string{"check", "--data", data, "--format", "html"}, app.ExitDone, []string{"Not clear: <bdi>list limited is stale"}},
		{[]string{"lists", "status", "--data", data}, app.ExitDone, []string{"NOT CLEAR: list limited is stale", "free: 1 entry, loaded 3 days ago\n"}},
	} {
		got := at(t, late, c.args...)
		for _, text := range c.says {
			if got.code != c.code || !strings.Contains(got.out, text) {
				t.Errorf("%v: exit %d, without %q:\n%s%s", c.args, got.code, text, got.out, got.errors)
			}
		}
	}
	if got := at(t, late, "lists", "pull", "--data", data); got.code != app.ExitDone || got.out != "limited unchanged: 3 entries\n" {
		t.Errorf("%+v", got)
	}
	if got := at(t, late.Add(23*time.Hour), "screen", "--data", data, "Zebulon Quist"); got.code != app.ExitDone || strings.Contains(got.out, "Not clear") {
		t.Errorf("seen at its source since: %+v", got)
	}
}

// A pull that is killed leaves the list that stood, and the next one goes through.
func TestKilledInTheMiddleOfAPull(t *testing.T) {
	t.Parallel()
	www := t.TempDir()
	server := httptest.NewServer(listServer(www, filepath.Join(t.TempDir(), "log")))
	defer server.Close()
	data, file := filepath.Join(t.TempDir(), "store"), filepath.Join(www, "l.jsonl")
	put := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(listOf(0, 3))
	run(t, nil, "lists", "add", "--data", data, "ours", server.URL+"/l.jsonl")
	if got := run(t, nil, "lists", "pull", "--data", data); got.code != app.ExitDone {
		t.Fatalf("%+v", got)
	}
	_, head := standing(t, data)
	put(listOf(100, 200_000))
	killInLoad(t, data, "lists", "pull", "--data", data)
	if _, after := standing(t, data); after != head {
		t.Errorf("the log stood at %v, now at %v", head, after)
	}
	if got := run(t, nil, "screen", "--data", data, "Person Number 2"); got.code != app.ExitDone || !strings.Contains(got.out, "among 3") && !strings.Contains(got.out, ": 3 listings") {
		t.Errorf("%+v", got)
	}
	put(listOf(0, 4))
	if got := run(t, nil, "lists", "pull", "--data", data); got.code != app.ExitDone || got.out != "ours loaded: 4 entries, 3 before\n" {
		t.Errorf("%+v", got)
	}
	if left, err := filepath.Glob(filepath.Join(data, "pull-*")); err != nil || len(left) > 0 {
		t.Errorf("what the killed pull had fetched is still there: %v %v", left, err)
	}
}

func TestTwoPullsAtOnce(t *testing.T) {
	data := filepath.Join(t.TempDir(), "store")
	run(t, nil, "lists", "add", "--data", data, "ours", write(t, "l.jsonl", listOf(0, 3)))
	store, err := sqlite.Open(data, now)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	release, err := store.LockPull(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := run(t, nil, "lists", "pull", "--data", data); got.code != app.ExitFailed || !strings.Contains(got.errors, "another process is fetching lists into this data directory; wait until it is done") {
		t.Errorf("%+v", got)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if got := run(t, nil, "lists", "pull", "--data", data); got.code != app.ExitDone {
		t.Errorf("%+v", got)
	}
}
