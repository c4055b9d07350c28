package cli

import (
	_ "embed"
	"html/template"
	"io"

	"spoor/detect"
	"spoor/fault"
	"spoor/lists"
	"spoor/model"
)

//go:embed report.html
var reportTemplate string

// html writes one page that can be printed and mailed: no script, nothing loaded.
func (o outcome) html(w io.Writer) error {
	page, err := template.New("report").Funcs(template.FuncMap{
		"moment": moment, "count": fault.Count, "name": o.name, "where": where, "sentences": sentences,
		"listed": func(s lists.State) string { return listLine(s, o.now) },
		"at":     func(v *model.View) string { return moment(v.At.Start) },
		"first":  func(f *detect.Finding) []*model.View { return f.Records[:min(len(f.Records), 50)] },
		"more":   func(f *detect.Finding) int { return max(0, len(f.Records)-50) },
	}).Parse(reportTemplate)
	if err != nil {
		return err
	}
	return page.Execute(w, map[string]any{"Sum": o.totals(), "Checked": o.checked, "Unclear": o.unclear()})
}
