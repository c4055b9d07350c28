package match_test

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// message is a request or an answer as it stands in a file: a first line, headers, an empty line, a body.
type message struct {
	first   string
	headers [][2]string
	body    string
}

func parseMessage(text string) (m message) {
	head, body, _ := strings.Cut(text, "\n\n")
	for i, line := range strings.Split(strings.TrimSpace(head), "\n") {
		if i == 0 {
			m.first = line
			continue
		}
		name, value, _ := strings.Cut(line, ": ")
		m.headers = append(m.headers, [2]string{name, value})
	}
	m.body = strings.TrimSpace(body)
	return m
}

// Requests as clients of the contract send them, and the answers that the contract gives them, written by hand from it. Each
// file holds one exchange or several: "=== request", "=== answer". An answer's
// header that is "-" must not be there; a text that is "<any>" may be any.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			h := newFake(t).handler()
			parts := strings.Split(string(raw), "=== request\n")
			for _, exchange := range parts[1:] {
				question, reply, ok := strings.Cut(exchange, "=== answer\n")
				if !ok {
					t.Fatal("a request without an answer")
				}
				req, want := parseMessage(question), parseMessage(reply)
				method, path, _ := strings.Cut(req.first, " ")
				r := httptest.NewRequest(method, path, strings.NewReader(req.body))
				r.Header.Set("Authorization", "Bearer analyst")
				for _, header := range req.headers {
					r.Header.Set(header[0], header[1])
				}
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				if code, _ := strconv.Atoi(want.first); w.Code != code {
					t.Errorf("%s: %d, not %d\n%s", req.first, w.Code, code, w.Body)
					continue
				}
				for _, header := range want.headers {
					if got := w.Header().Get(header[0]); got != header[1] && (header[1] != "-" || got != "") {
						t.Errorf("%s: %s is %q, not %q", req.first, header[0], got, header[1])
					}
				}
				if want.body == "" {
					continue
				}
				var got, wanted any
				if err := json.Unmarshal([]byte(want.body), &wanted); err != nil {
					t.Fatalf("%s: the file holds no JSON: %v", req.first, err)
				}
				if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
					t.Fatalf("%s: %v\n%s", req.first, err, w.Body)
				}
				for _, d := range differences("", got, wanted) {
					t.Errorf("%s: %s", req.first, d)
				}
			}
		})
	}
}

// differences compares two JSON values field for field.
func differences(at string, got, want any) (all []string) {
	g, gotObject := got.(map[string]any)
	w, wantObject := want.(map[string]any)
	if gotObject && wantObject {
		for name := range w {
			if _, ok := g[name]; !ok {
				all = append(all, at+"."+name+" is not there")
				continue
			}
			all = append(all, differences(at+"."+name, g[name], w[name])...)
		}
		for name := range g {
			if _, ok := w[name]; !ok {
				all = append(all, at+"."+name+" is too much")
			}
		}
		return all
	}
	gl, gotList := got.([]any)
	wl, wantList := want.([]any)
	if gotList && wantList && len(gl) == len(wl) {
		for i := range gl {
			all = append(all, differences(at+"["+strconv.Itoa(i)+"]", gl[i], wl[i])...)
		}
		return all
	}
	if _, ok := got.(string); ok && want == "<any>" {
		return nil
	}
	if !reflect.DeepEqual(got, want) {
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		all = append(all, at+" is "+string(a)+", not "+string(b))
	}
	return all
}
