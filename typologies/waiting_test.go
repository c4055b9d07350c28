package typologies

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spoor/detect"
)

// unwritten is waiting.yaml: published indicators without a typology, and what each waits for.
type unwritten struct {
	For  []cause `yaml:"for"`
	Rows []row   `yaml:"rows"`
}

// cause is what several of them wait for.
type cause struct {
	ID   string `yaml:"id"`
	What string `yaml:"what"`
}

type row struct {
	ID        string `yaml:"id"`
	Family    string `yaml:"family"`
	Indicator string `yaml:"indicator"`
	Source    string `yaml:"source"`
	Waits     string `yaml:"waits"` // the id of a cause
	Lacks     string `yaml:"lacks"` // exactly what is missing
}

// waiting reads what is not written; it is whole, and nothing of it is written after all.
func waiting(t *testing.T, all []*detect.Typology) unwritten {
	t.Helper()
	var u unwritten
	parse(t, "waiting.yaml", &u)
	for _, r := range u.Rows {
		if r.Indicator == "" || r.Source == "" || r.Lacks == "" || r.Family == "" {
			t.Errorf("waiting.yaml: %s lacks a key", r.ID)
		}
		if !slices.ContainsFunc(u.For, func(c cause) bool { return c.ID == r.Waits }) {
			t.Errorf("waiting.yaml: %s waits for %q, which is no cause", r.ID, r.Waits)
		}
		if slices.ContainsFunc(all, func(t *detect.Typology) bool { return t.File.ID.Text == r.ID }) {
			t.Errorf("waiting.yaml: %s is written", r.ID)
		}
	}
	return u
}

func waitingPage(u unwritten) string {
	var b strings.Builder
	fmt.Fprintf(&b, madeOf, "typologies/waiting.yaml")
	fmt.Fprintf(&b, "# Waiting\n\n%d published indicators have no typology in [the library](README.md) yet. "+
		"Each says what it waits for.\n", len(u.Rows))
	for _, c := range u.For {
		rows := ""
		for _, r := range u.Rows {
			if r.Waits == c.ID {
				rows += fmt.Sprintf("| %s | %s | %s (%s) | %s |\n", r.ID, strings.ToLower(spelt(r.Family)), cell(r.Indicator), r.Source, cell(r.Lacks))
			}
		}
		if rows != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| | family | indicator | what is missing |\n| --- | --- | --- | --- |\n%s", spelt(c.ID), c.What, rows)
		}
	}
	return b.String()
}

var rowForm = regexp.MustCompile(`(?m)^\| ([a-z][a-z-]+) \| .+ \| .+ \|$`)

// Every indicator of the first list is a typology or waits for something that is told.
func TestEveryIndicatorIsWrittenOrWaits(t *testing.T) {
	plan, err := os.ReadFile(filepath.Join("..", "..", "shared", "design", "TYPOLOGIES.md"))
	if err != nil {
		t.Skip("needs ../shared/design beside the repository:", err)
	}
	var u unwritten
	parse(t, "waiting.yaml", &u)
	rows := rowForm.FindAllStringSubmatch(string(plan), -1)
	if len(rows) < 60 {
		t.Fatalf("%d rows in the list", len(rows))
	}
	planned := map[string]bool{}
	for _, m := range rows {
		if m[1] == "id" { // the head of a table
			continue
		}
		planned[m[1]] = true
		_, err := os.Stat(m[1])
		if waits := slices.ContainsFunc(u.Rows, func(r row) bool { return r.ID == m[1] }); err != nil && !waits {
			t.Errorf("%s is neither written nor waiting", m[1])
		}
	}
	for _, r := range u.Rows {
		if !planned[r.ID] {
			t.Errorf("waiting.yaml: %s is in no list", r.ID)
		}
	}
}
