package cli

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
	"time"

	"spoor/lists"
	"spoor/screen"
)

//go:embed screen.html
var screenTemplate string

// page writes answers as one page that needs nothing beside it, hit by hit: the summary is written last and shown first.
type page struct {
	out         io.Writer
	parts       *template.Template
	asked, hits int
}

func newPage(out io.Writer) *page {
	return &page{out: out, parts: template.Must(template.New("screen").Parse(screenTemplate))}
}

func (p *page) head() { _ = p.parts.ExecuteTemplate(p.out, "head", nil) } // a writer that fails fails again

func (p *page) hit(asked jsonQuery, h screen.Hit, age *int, alert string) error {
	p.hits++
	return p.parts.ExecuteTemplate(p.out, "hit", map[string]any{"Asked": asked, "Hit": h, "Age": age, "Alert": strings.TrimSpace(alert)})
}

func (p *page) end(states []lists.State, unclear []string, now time.Time) error {
	var lines []string
	for _, s := range states {
		lines = append(lines, listLine(s, now))
	}
	return p.parts.ExecuteTemplate(p.out, "end", map[string]any{"Asked": p.asked, "Hits": p.hits, "Unclear": unclear, "Lists": lines})
}
