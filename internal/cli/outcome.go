package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/lists"
	"spoor/model"
	"spoor/read"
	"spoor/screen"
)

// outcome is what a check says, in any format.
type outcome struct {
	checked *app.Checked
	reports []read.Report
	now     time.Time
}

func (o outcome) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return o.json(w)
	case "csv":
		return o.csv(w)
	case "html":
		return o.html(w)
	}
	return o.text(w)
}

// totals adds the reports of records files up.
func (o outcome) totals() (sum read.Report) {
	for _, r := range o.reports {
		if r.Role == read.Records {
			sum.Read += r.Read
			sum.Kept += r.Kept
			sum.Quarantined += r.Quarantined
			sum.Duplicates += r.Duplicates
		}
	}
	return sum
}

// The lines of --format json. Field names are stable: docs/cli.md tells each.
type (
	jsonParty struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	jsonListing struct {
		ID      string `json:"id"`
		Caption string `json:"caption"`
		List    string `json:"list"`
	}
	jsonPlace struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}
	jsonReason struct {
		Field     string `json:"field"`
		Query     string `json:"query"`
		Listed    string `json:"listed"`
		Agreement string `json:"agreement"`
		Detail    string `json:"detail"`
	}
	jsonHit struct {
		Type     string       `json:"type"`
		Party    jsonParty    `json:"party"`
		Listing  jsonListing  `json:"listing"`
		Score    float64      `json:"score"`
		Identity float64      `json:"identity"`
		Status   string       `json:"status"`
		Reasons  []jsonReason `json:"reasons"`
		Source   jsonPlace    `json:"source"`
		Age      *int         `json:"list_age_hours"`
		// Exception is what people made of the match before; absent where nothing.
		Exception *jsonExcepted `json:"exception,omitempty"`
	}
	jsonExcepted struct {
		State    string   `json:"state"`
		Reason   string   `json:"reason"`
		By       string   `json:"by"`
		Approver string   `json:"approved_by"`
		Expires  string   `json:"expires"`
		Changed  []string `json:"changed,omitempty"`
	}
	// jsonMentioned is what a free text of a record mentions.
	jsonMentioned struct {
		Type     string       `json:"type"`
		Record   jsonRecord   `json:"record"`
		Field    string       `json:"field"`
		Start    int          `json:"start"`
		End      int          `json:"end"`
		Words    string       `json:"words"`
		Listing  jsonListing  `json:"listing"`
		Score    float64      `json:"score"`
		Identity float64      `json:"identity"`
		Status   string       `json:"status"`
		Reasons  []jsonReason `json:"reasons"`
		Source   jsonPlace    `json:"source"`
		Age      *int         `json:"list_age_hours"`
	}
	jsonRecord struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		At   string `json:"at"`
	}
	jsonAlert struct {
		Type     string   `json:"type"`
		ID       string   `json:"id"`
		Subject  string   `json:"subject"`
		Name     string   `json:"name"`
		Priority string   `json:"priority"`
		Findings []string `json:"findings"`
		Rule     string   `json:"rule"`
	}
	jsonEvidence struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		At   string `json:"at"`
		jsonPlace
	}
	jsonFinding struct {
		Type       string             `json:"type"`
		ID         string             `json:"id"`
		Typology   string             `json:"typology"`
		Version    int                `json:"version"`
		Subject    string             `json:"subject"`
		Name       string             `json:"name"`
		Priority   string             `json:"priority"`
		Opens      string             `json:"opens"`
		Start      string             `json:"start"`
		End        string             `json:"end"`
		Say        string             `json:"say"`
		Values     map[string]string  `json:"values"`
		Conditions []detect.Condition `json:"conditions"`
		Records    []string           `json:"records"`
		Evidence   []jsonEvidence     `json:"evidence"`
		Sources    []detect.Source    `json:"sources"`
		Innocent   []string           `json:"innocent"`
	}
	jsonUntestable struct {
		Type     string   `json:"type"`
		Typology string   `json:"typology"`
		Missing  []string `json:"missing"`
	}
	jsonSummary struct {
		Type        string `json:"type"`
		Read        int    `json:"read"`
		Kept        int    `json:"kept"`
		Quarantined int    `json:"quarantined"`
		Duplicates  int    `json:"duplicates"`
		Listings    int    `json:"listings"`
		Hits        int    `json:"hits"`
		Findings    int    `json:"findings"`
		Alerts      int    `json:"alerts"`
		Mentions    int    `json:"mentions"`
	}
)

func jsonReasons(reasons []screen.Reason) []jsonReason {
	out := make([]jsonReason, len(reasons))
	for i, r := range reasons {
		out[i] = jsonReason(r)
	}
	return out
}

func jsonException(e *cases.Excepted) *jsonExcepted {
	if e == nil {
		return nil
	}
	return &jsonExcepted{e.State, e.Reason, e.By, e.Approver, e.Expires.Format(time.RFC3339), e.Changed}
}

// exceptionSaid is what people made of a match before, in words.
func exceptionSaid(e *cases.Excepted) string {
	if e.State == "standing" {
		return fmt.Sprintf("excepted until %s: %s (%s, %s)", e.Expires.Format(time.DateOnly), e.Reason, e.By, e.Approver)
	}
	said := "its exception is " + e.State
	if len(e.Changed) > 0 {
		said += ": " + strings.Join(e.Changed, "; ")
	}
	return said
}

func (o outcome) json(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	var lines []any
	for _, h := range o.checked.Hits {
		lines = append(lines, jsonHit{Type: "hit", Party: jsonParty{h.Party.ID, h.Party.Caption()},
			Listing: jsonListing{h.Listing.ID, h.Listing.Caption, h.Listing.List},
			Score:   round(h.NameScore), Identity: round(h.IdentityScore), Status: string(h.Identity), Reasons: jsonReasons(h.Reasons), Source: place(h.Party.Origin), Age: o.age(h.Listing.List), Exception: jsonException(h.Exception)})
	}
	for _, m := range o.checked.Mentions {
		lines = append(lines, jsonMentioned{"mention", jsonRecord{m.Record.ID, m.Record.Schema.Name, moment(m.Record.At.Start)}, m.Field.Name, m.Start, m.End, m.Words,
			jsonListing{m.Hit.Listing.ID, m.Hit.Listing.Caption, m.Hit.Listing.List}, round(m.Hit.NameScore), round(m.Hit.IdentityScore), string(m.Hit.Identity),
			jsonReasons(m.Hit.Reasons), place(m.Record.Origin), o.age(m.Hit.Listing.List)})
	}
	for _, a := range o.checked.Alerts {
		line := jsonAlert{Type: "alert", ID: a.ID, Subject: a.Subject, Name: o.name(a.Subject), Priority: a.Priority.String(), Rule: a.Rule}
		for _, f := range a.Findings {
			line.Findings = append(line.Findings, f.ID)
		}
		lines = append(lines, line)
	}
	for _, f := range o.checked.Findings {
		lines = append(lines, o.finding(f))
	}
	for _, u := range o.checked.Untestable {
		lines = append(lines, jsonUntestable{"untestable", u.Typology, u.Missing})
	}
	for _, s := range o.checked.Lists {
		lines = append(lines, jsonListOf(s, o.now))
	}
	sum := o.totals()
	lines = append(lines, jsonSummary{"summary", sum.Read, sum.Kept, sum.Quarantined, sum.Duplicates, o.checked.Listings,
		len(o.checked.Hits), len(o.checked.Findings), len(o.checked.Alerts), len(o.checked.Mentions)})
	for _, line := range lines {
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func (o outcome) finding(f *detect.Finding) jsonFinding {
	file := f.Typology.File
	line := jsonFinding{Type: "finding", ID: f.ID, Typology: file.ID.Text, Version: file.Version, Subject: f.Subject, Name: o.name(f.Subject),
		Priority: f.Priority().String(), Opens: file.Opens.Text, Start: moment(f.Start), End: moment(f.End), Say: f.Say,
		Values: map[string]string{}, Conditions: f.Conditions, Sources: file.Sources, Innocent: file.Innocent}
	for _, v := range f.Values {
		line.Values[v.Name] = v.Value
	}
	for _, r := range f.Records {
		line.Records = append(line.Records, r.ID)
		line.Evidence = append(line.Evidence, jsonEvidence{r.ID, r.Schema.Name, moment(r.At.Start), place(r.Origin)})
	}
	return line
}

// age is how old a list is, in hours; nil when nobody knows.
func (o outcome) age(list string) *int {
	return (&answers{now: o.now, states: o.checked.Lists}).age(list)
}

// unclear says why nothing found is no clear answer; without a list nobody was screened at all, which the typologies say.
func (o outcome) unclear() []string {
	if len(o.checked.Lists) == 0 {
		return nil
	}
	return lists.Unclear(o.checked.Lists, o.now)
}

// name is what a subject is called; its id when it is no thing that the records describe.
func (o outcome) name(id string) string {
	if e := o.checked.Things[id]; e != nil {
		return e.Caption()
	}
	return id
}

func round(score float64) float64 { return float64(int(score*1000+0.5)) / 1000 }

func moment(t int64) string { return time.UnixMicro(t).UTC().Format(time.RFC3339Nano) }

func place(origin *model.Origin) jsonPlace {
	if origin == nil || origin.Source == nil {
		return jsonPlace{}
	}
	return jsonPlace{origin.File, origin.Line}
}

// csv writes one row a finding, for people with a spreadsheet.
func (o outcome) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"priority", "typology", "subject", "name", "start", "end", "finding", "records", "source", "id"}}
	for _, f := range o.checked.Findings {
		rows = append(rows, []string{f.Priority().String(), f.Typology.File.ID.Text, f.Subject, o.name(f.Subject), moment(f.Start),
			moment(f.End), f.Say, strconv.Itoa(len(f.Records)), f.Typology.File.Sources[0].Cite, f.ID})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = inert(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from running a cell as a formula: a hostile name may begin with one.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// shown is how many contributing records a text names before it counts the rest.
const shown = 5

func (o outcome) text(w io.Writer) error {
	var b strings.Builder
	sum := o.totals()
	fmt.Fprintf(&b, "%s read: %d kept, %d set aside, %s. %s.\n", fault.Count(sum.Read, "record"), sum.Kept, sum.Quarantined, fault.Count(sum.Duplicates, "duplicate"), fault.Count(o.checked.Listings, "listing"))
	fmt.Fprintf(&b, "%s, %s, %s.\n", fault.Count(len(o.checked.Hits), "possible match"), fault.Count(len(o.checked.Findings), "finding"), fault.Count(len(o.checked.Alerts), "alert"))
	if n := len(o.checked.Mentions); n > 0 {
		fmt.Fprintf(&b, "%s in free texts.\n", fault.Count(n, "possible mention"))
	}
	for _, s := range o.checked.Lists {
		fmt.Fprintln(&b, listLine(s, o.now))
	}
	for _, why := range o.unclear() {
		fmt.Fprintf(&b, "Not clear: %s.\n", why)
	}
	for _, h := range o.checked.Hits {
		fmt.Fprintf(&b, "\nPOSSIBLE MATCH  %s  with  %s (%s)\n", h.Party.Caption(), h.Listing.Caption, h.Listing.List)
		fmt.Fprintf(&b, "  %s\n", agreement(h))
		for _, s := range sentences(h.Reasons) {
			fmt.Fprintf(&b, "  %s\n", s)
		}
		if h.Exception != nil {
			fmt.Fprintf(&b, "  %s\n", exceptionSaid(h.Exception))
		}
		fmt.Fprintf(&b, "  stands in %s\n", where(h.Party.Origin))
	}
	for _, m := range o.checked.Mentions {
		fmt.Fprintf(&b, "\nPOSSIBLE MENTION  %s  of  %s (%s)\n  name %.2f, in the %s of a record\n", strings.Join(strings.Fields(m.Words), " "), m.Hit.Listing.Caption, m.Hit.Listing.List, m.Hit.NameScore, strings.ToLower(m.Field.Label))
		for _, s := range sentences(m.Hit.Reasons) {
			fmt.Fprintf(&b, "  %s\n", s)
		}
		fmt.Fprintf(&b, "  stands in %s\n", where(m.Record.Origin))
	}
	for _, f := range o.checked.Findings {
		o.textFinding(&b, f)
	}
	if len(o.checked.Alerts) > 0 {
		b.WriteString("\nALERTS\n")
	}
	for _, a := range o.checked.Alerts {
		fmt.Fprintf(&b, "  %-7s %s: %s\n", strings.ToUpper(a.Priority.String()), o.name(a.Subject), a.Rule)
	}
	untestable(&b, o.checked.Untestable)
	_, err := io.WriteString(w, b.String())
	return err
}

// agreement is how a party agrees with a listing: of what is known by an identifier alone no name was compared.
func agreement(h app.Hit) string {
	if h.NameScore == 0 {
		return fmt.Sprintf("no name agrees, identity %s", h.Identity)
	}
	return fmt.Sprintf("name %.2f, identity %s", h.NameScore, h.Identity)
}

func (o outcome) textFinding(b *strings.Builder, f *detect.Finding) {
	fmt.Fprintf(b, "\n%-7s %s  [%s]\n", strings.ToUpper(f.Priority().String()), f.Say, f.Typology.File.ID.Text)
	for _, c := range f.Conditions {
		if c.Operator == "" {
			fmt.Fprintf(b, "  %s\n", c.Text)
			continue
		}
		fmt.Fprintf(b, "  %s: measured %s, silent with %s\n", c.Text, c.Measured, c.Silent)
	}
	for i, r := range f.Records {
		if i == shown {
			fmt.Fprintf(b, "  and %d more %s\n", len(f.Records)-shown, fault.Plural(len(f.Records)-shown, "record"))
			break
		}
		fmt.Fprintf(b, "  %s  %s  %s\n", model.Datum{Kind: model.Moment, Num: r.At.Start, End: r.At.End}, r.Schema.Label, where(r.Origin))
	}
	source := f.Typology.File.Sources[0]
	fmt.Fprintf(b, "  source: %s", source.Cite)
	if source.Quote != "" {
		fmt.Fprintf(b, ", “%s”", source.Quote)
	}
	fmt.Fprintf(b, "\n  it may be: %s\n", strings.Join(f.Typology.File.Innocent, "; "))
}

func where(origin *model.Origin) string {
	p := place(origin)
	return p.File + ":" + strconv.Itoa(p.Line)
}
