package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spoor/internal/app"
)

// A look-up of a file that is killed, and whose last line was half written, goes on to the very bytes that one run gives.
func TestAKilledLookUpGoesOn(t *testing.T) {
	t.Parallel()
	list := write(t, "made.jsonl", `{"id":"p1","schema":"Person","properties":{"name":["Anna Ashe"]}}`+"\n")
	var rows strings.Builder
	rows.WriteString("id,name\n")
	for i := range 40_000 {
		fmt.Fprintf(&rows, "%d,%s\n", i, [2]string{"Anna Ashe", "Zebulon Quist"}[i%2])
	}
	names, dir := write(t, "names.csv", rows.String()), t.TempDir()
	for _, format := range []string{"csv", "json", "html"} {
		whole, cut := filepath.Join(dir, "whole."+format), filepath.Join(dir, "cut."+format)
		ask := func(out string, more ...string) []string {
			return append([]string{"screen", "--list", list, "--file", names, "--format", format, "--out", out}, more...)
		}
		if got := run(t, nil, ask(whole)...); got.code != app.ExitDone {
			t.Fatalf("%+v", got)
		}
		answered := killInLookUp(t, cut, ask(cut)...)
		if err := appendTo(cut, strings.Repeat("half a li", 1<<20)); err != nil {
			t.Fatal(err)
		}
		if got := run(t, nil, ask(cut, "--resume")...); got.code != app.ExitDone {
			t.Fatalf("%+v", got)
		}
		want, errWant := os.ReadFile(whole)
		got, errGot := os.ReadFile(cut)
		if errWant != nil || errGot != nil || !bytes.Equal(got, want) || bytes.Count(want, []byte("Anna Ashe")) < 20_000 {
			t.Errorf("%s: %d bytes after %d rows were answered and the rest resumed, %d in one run (%v, %v)", format, len(got), answered, len(want), errGot, errWant)
		}
		if _, err := os.Stat(cut + ".resume"); err == nil {
			t.Errorf("%s: it is done, and says that it is not", format)
		}
	}
}

func appendTo(name, text string) error {
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteString(text)
	return err
}

// killInLookUp runs a look-up in a process of its own, kills that once some rows are answered, and says how many.
func killInLookUp(t *testing.T, out string, args ...string) int {
	t.Helper()
	command := begun(t, args...)
	var so struct{ Rows int }
	for deadline := time.Now().Add(time.Minute); so.Rows == 0 && time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if text, err := os.ReadFile(out + ".resume"); err == nil {
			_ = json.Unmarshal(text, &so) // is written whole
		}
	}
	_ = command.Process.Kill() // it may have ended, which the rows tell
	_ = command.Wait()
	if _, err := os.Stat(out + ".resume"); err != nil || so.Rows == 0 {
		t.Fatalf("it was not killed half way: %d rows, %v", so.Rows, err)
	}
	return so.Rows
}
