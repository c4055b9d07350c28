package cli_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"spoor/internal/app"
)

// beginServing starts serve in a process of its own and waits until it is ready.
func beginServing(t *testing.T, data string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), self)
	command.Args = []string{"spoor", "serve", "--data", data, "--listen", "127.0.0.1:0"}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || !strings.HasPrefix(line, "Spoor is ready") {
		t.Fatalf("it says %q: %v", line, err)
	}
	return command
}

// A second serve of a data directory is refused; a check beside the first goes through; one that was killed leaves nothing locked.
func TestServedTwice(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "store")
	first := beginServing(t, data)
	got := run(t, nil, "serve", "--data", data, "--listen", "127.0.0.1:0")
	want := "spoor: " + data + ": opening it to serve: another spoor serve has it open; end that one first"
	if got.code != app.ExitFailed || !strings.HasPrefix(got.errors, want) || strings.Count(got.errors, "\n") != 1 || got.out != "" {
		t.Errorf("%+v", got)
	}
	if got := run(t, nil, "check", "--data", data, write(t, "first.jsonl", payment(1))); got.code != app.ExitDone {
		t.Errorf("beside it: %+v", got)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // killed
	second := beginServing(t, data)
	_ = second.Process.Kill()
	_ = second.Wait() // killed
}
