package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spoor/evidence"
	"spoor/internal/app"
	"spoor/store/sqlite"
)

// A process that is killed in the middle of a load leaves the store as it stood; it opens again, its log verifies, and the
// same load then goes through.
func TestKilledInTheMiddleOfALoad(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "store")
	first := write(t, "first.jsonl", payment(1)+payment(2))
	if got := run(t, nil, "check", "--data", data, first); got.code != app.ExitDone {
		t.Fatalf("%+v", got)
	}
	before, head := standing(t, data)
	if len(before) != 2 {
		t.Fatalf("the store holds %v", before)
	}

	const many = 300_000
	var text strings.Builder
	for i := range many {
		text.WriteString(payment(10 + i))
	}
	second := write(t, "second.jsonl", text.String())
	killInLoad(t, data, "check", "--data", data, second)

	after, now := standing(t, data)
	if len(after) != 2 || after[0] != before[0] || after[1] != before[1] || now != head {
		t.Fatalf("the store held %v and the log %v; now %d records and %v", before, head, len(after), now)
	}
	short := write(t, "short.jsonl", payment(3))
	if got := run(t, nil, "check", "--data", data, short); got.code != app.ExitDone {
		t.Fatalf("%+v", got)
	}
	if after, _ := standing(t, data); len(after) != 3 {
		t.Errorf("after another load the store holds %v", after)
	}
}

func payment(n int) string {
	return fmt.Sprintf(`{"id":"p%d","schema":"Payment","properties":{"at":["2024-01-01"],"amount":["1"],"currency":["EUR"]}}`+"\n", n)
}

// begun is a command that runs in a process of its own.
func begun(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), self)
	command.Args = append([]string{"spoor"}, args...) // by this name TestMain is the command
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command
}

// killInLoad runs a command that loads in a process of its own, and kills that once part of the load is in the write-ahead log.
func killInLoad(t *testing.T, data string, args ...string) {
	t.Helper()
	command := begun(t, args...)
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	deadline := time.After(time.Minute)
	for {
		select {
		case err := <-ended:
			t.Fatalf("the load ended (%v) before it could be killed", err)
		case <-deadline:
			_ = command.Process.Kill() // the test has failed already
			t.Fatal("the load wrote nothing within a minute")
		case <-time.After(2 * time.Millisecond):
		}
		if info, err := os.Stat(filepath.Join(data, "spoor.db-wal")); err == nil && info.Size() > 1<<20 {
			break
		}
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-ended
}

// standing opens a data directory and gives the ids of its records and the head of its log, which must verify.
func standing(t *testing.T, data string) (ids []string, head evidence.Head) {
	t.Helper()
	s, err := sqlite.Open(data, now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for e, err := range s.Records(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	if head, _, err = evidence.Verify(t.Context(), s, nil); err != nil {
		t.Fatal(err)
	}
	return ids, head
}
