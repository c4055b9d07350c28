package cli

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"spoor/fault"
)

func FuzzDecisionsFromElsewhere(f *testing.F) {
	f.Add("typology,subject,start,decision\nmany,ann,2024-03-06,yes\n")
	f.Add(`[{"id":"f1","decision":"dismiss"},{"subject":"ann","start":"2024","decision":"follow up"}]`)
	f.Add("\ufeff{\"id\":\"f1\",\"decision\":\"no\"}\n{\"id\":1}")
	f.Add("[{")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "decided")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		told, err := readDecisions(path)
		var e *fault.Error
		if err != nil && (!errors.As(err, &e) || e.Hint == "") {
			t.Errorf("%q: an error without a remedy: %v", text, err)
		}
		for _, one := range told {
			if one.ID == "" && one.Subject == "" || one.Verb == "" {
				t.Errorf("%q: %+v says nothing", text, one)
			}
		}
	})
}
