package bench

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"spoor/world"
)

// BenchmarkServeStart measures from starting the program until it says that it is ready: with nothing, and with a list of a
// million entries of which an index is kept from an earlier run. SPOOR_BENCH_KEPT says how many entries. The listings are
// loaded and indexed once, outside the measurement.
func BenchmarkServeStart(b *testing.B) {
	spoor := filepath.Join(b.TempDir(), "spoor")
	if out, err := exec.Command("go", "build", "-o", spoor, "spoor/cmd/spoor").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	b.Run("empty", func(b *testing.B) {
		for b.Loop() {
			ready(b, spoor, b.TempDir())
		}
	})
	b.Run("listings", func(b *testing.B) {
		n := 1_000_000
		if text := os.Getenv("SPOOR_BENCH_KEPT"); text != "" {
			var err error
			if n, err = strconv.Atoi(text); err != nil {
				b.Fatal(err)
			}
		}
		data, list := b.TempDir(), filepath.Join(b.TempDir(), "listings.jsonl")
		writeListings(b, list, n)
		start := time.Now()
		if out, err := exec.Command(spoor, "check", "--data", data, "--list", list).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		b.Logf("%d listings loaded and indexed in %v", n, time.Since(start).Round(time.Second))
		ready(b, spoor, data)
		b.ResetTimer()
		for b.Loop() {
			ready(b, spoor, data)
		}
	})
}

func writeListings(b *testing.B, path string, n int) {
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(file)
	for e := range world.Listings(3, n) {
		line, err := e.MarshalJSON()
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(w, "%s\n", line)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
}

// ready starts the server, waits until it is ready, and ends it.
func ready(b *testing.B, spoor, data string) {
	c := exec.Command(spoor, "serve", "--data", data, "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	base := strings.TrimSpace(line[strings.Index(line, "http"):])
	for {
		response, err := http.Get(base + "/readyz")
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				break
			}
		}
		time.Sleep(time.Millisecond)
	}
	b.StopTimer()
	_ = c.Process.Signal(os.Interrupt)
	_ = c.Wait() // it was told to end
	b.StartTimer()
}
