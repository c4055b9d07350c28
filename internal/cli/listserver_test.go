package cli_test

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// lists serves the folder www of a script under $LISTS, with entity tags, and writes each request to requests.log.
func serveLists(env *testscript.Env) error {
	if !strings.HasPrefix(filepath.Base(env.WorkDir), "script-lists") {
		return nil
	}
	server := httptest.NewServer(listServer(filepath.Join(env.WorkDir, "www"), filepath.Join(env.WorkDir, "requests.log")))
	env.Setenv("LISTS", server.URL)
	env.Defer(server.Close)
	return nil
}

func listServer(dir, log string) http.Handler {
	var mu sync.Mutex
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusOK
		body, err := os.ReadFile(filepath.Join(dir, filepath.Base(r.URL.Path)))
		h := fnv.New64a()
		_, _ = h.Write(body) // never fails
		tag := fmt.Sprintf(`"%x"`, h.Sum64())
		switch {
		case err != nil:
			status = http.StatusNotFound
		case r.Header.Get("If-None-Match") == tag:
			status = http.StatusNotModified
		}
		mu.Lock()
		defer mu.Unlock()
		if file, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil {
			_, _ = fmt.Fprintf(file, "%s %d %s\n", r.URL.Path, status, r.UserAgent()) // read by the script
			_ = file.Close()
		}
		w.Header().Set("ETag", tag)
		w.WriteHeader(status)
		if status == http.StatusOK {
			_, _ = w.Write(body) // the client's to notice
		}
	})
}
