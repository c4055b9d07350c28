package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"spoor/cases"
	"spoor/detect"
)

// A hundred and thirty-five findings of one subject are a few groups: what opens alerts first, the worst of it first, and the newest first.
func TestManyFindingsOfOneSubjectAreGrouped(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC) }
	var rows []findingRow
	add := func(n int, typology, opening, state string, p detect.Priority, from int) {
		for i := range n {
			rows = append(rows, findingRow{cases.Finding{ID: fmt.Sprintf("%s-%03d", typology, i), Typology: typology, Title: typology, Priority: p, Start: day(from + i), End: day(from + i + 1)}, state, opening})
		}
	}
	add(120, "untried", "experimental", "open", detect.Urgent, 1)
	add(12, "old", "", "open", detect.Medium, 1)
	add(1, "newer", "", "dismissed", detect.Medium, 60)
	add(2, "worst", "", "open", detect.High, 1)
	told := func(query string) string {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, g := range groupsOf(rows, values) {
			said = append(said, fmt.Sprintf("%s %d/%d %d open %v first %s left %d", g.Typology, len(g.Rows), g.Total, g.Open, g.Unfolded, g.Rows[0].ID, g.Left()))
		}
		return strings.Join(said, "\n")
	}
	if got, want := told(""), "worst 2/2 2 open true first worst-001 left 0\nnewer 1/1 0 open false first newer-000 left 0\nold 10/12 12 open false first old-011 left 2\nuntried 10/120 120 open false first untried-119 left 110"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := told("typology=untried&page=2"); !strings.HasSuffix(got, "\nuntried 20/120 120 open true first untried-019 left 0") || !strings.HasPrefix(got, "worst 2/2 2 open false") {
		t.Error(got)
	}
	if got := told("typology=nobody&page=x"); strings.Contains(got, "true") {
		t.Error(got)
	}
	rows = rows[:3]
	if got := told(""); got != "untried 3/3 3 open true first untried-002 left 0" {
		t.Error(got)
	}
}

func TestAGroupOfFindingsIsPaged(t *testing.T) {
	f := aDay()
	for i := range 130 {
		many := f.findings[0]
		many.ID, many.Start = fmt.Sprintf("m%d", i), many.Start.Add(time.Duration(i)*time.Hour)
		many.Records = many.Records[:1]
		f.findings = append(f.findings, many)
	}
	b := newBench(t, f)
	b.staff()
	says(t, "the subject", b.get("/subjects/subject-1"), "131 findings", `href="/subjects/subject-1?typology=structured-deposits#f-structured-deposits">All 131</a>`)
	says(t, "a group", b.get("/subjects/subject-1?typology=structured-deposits&page=2"), "101 to 131 of 131", `href="?page=1&amp;typology=structured-deposits"`)
	if page := b.get("/subjects/subject-1"); strings.Count(page, "/findings/m") > 10 {
		t.Error("all are shown at once")
	}
}
