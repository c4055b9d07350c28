package cli

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"spoor/cases"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/model"
	"spoor/workbench"
)

// mostDecisions is how many decisions a file may tell.
const mostDecisions = 1_000_000

// decisionColumns name a finding or say which is meant, and what was decided; what else stands in the file is left alone. They are those
// of a check's findings, so that its export with one more column will do.
var decisionColumns = []string{"id", "typology", "subject", "start", "end", "decision"}

// readDecisions reads what people decided elsewhere: a CSV, a workbook, or JSON, as lines or one list.
func readDecisions(path string) ([]workbench.Told, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, app.Unopened("opening the decisions", path, err)
	}
	defer file.Close() // read only
	in := bufio.NewReader(file)
	head, _ := in.Peek(512) // shorter is a small file
	if start := strings.TrimLeftFunc(strings.TrimPrefix(string(head), "\ufeff"), unicode.IsSpace); strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		return jsonDecisions(path, in)
	}
	t, err := openTable(path)
	if err != nil {
		return nil, err
	}
	defer t.close()
	at := map[string]int{}
	for _, name := range decisionColumns {
		if i, ok := t.column(name); ok {
			at[name] = i
		}
	}
	if _, ok := at["decision"]; !ok {
		return nil, decisionFault(fault.Place{File: path, Line: 1}, "no column is called decision", "the columns are "+join(decisionColumns)+"; spoor check --format csv writes all but the last")
	}
	var all []workbench.Told
	for {
		row, line, err := t.next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err == nil {
			all, err = addDecision(all, fault.Place{File: path, Line: line}, func(name string) string {
				if i, ok := at[name]; ok && i < len(row) {
					return row[i]
				}
				return ""
			})
		}
		if err != nil {
			return nil, err
		}
	}
}

func jsonDecisions(path string, in *bufio.Reader) (all []workbench.Told, err error) {
	decoder := json.NewDecoder(in)
	place := func() fault.Place { return fault.Place{File: path, Offset: decoder.InputOffset()} }
	wrong := func(err error) error {
		e := decisionFault(place(), "this is no JSON object of texts", "an object a decision, as lines or in one list: "+join(decisionColumns))
		e.Err = err
		return e
	}
	first, err := in.Peek(1)
	for err == nil && (unicode.IsSpace(rune(first[0])) || first[0] >= 0x80) { // white space, or a byte order mark
		_, _ = in.Discard(1) // it was peeked at
		first, err = in.Peek(1)
	}
	list := err == nil && first[0] == '['
	if list {
		if _, err := decoder.Token(); err != nil {
			return nil, wrong(err)
		}
	}
	for !list || decoder.More() {
		var one map[string]any
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) && !list {
			return all, nil
		} else if err != nil {
			return nil, wrong(err)
		}
		if all, err = addDecision(all, place(), func(name string) string { text, _ := one[name].(string); return text }); err != nil {
			return nil, err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return nil, wrong(err)
	}
	return all, nil
}

// addDecision reads one; a row without a decision is one that nobody decided on yet.
func addDecision(all []workbench.Told, at fault.Place, cell func(string) string) ([]workbench.Told, error) {
	get := func(name string) string {
		return strings.TrimSpace(strings.TrimPrefix(cell(name), "'")) // a spreadsheet's mark of plain text
	}
	word := strings.ToLower(strings.ReplaceAll(get("decision"), "_", " "))
	t := workbench.Told{ID: get("id"), Typology: get("typology"), Subject: get("subject")}
	switch {
	case word == "":
		return all, nil
	case len(all) == mostDecisions:
		return nil, decisionFault(at, fmt.Sprintf("the file tells more than %d decisions", mostDecisions), "give the latest")
	case t.ID == "" && t.Subject == "":
		return nil, decisionFault(at, "it says neither the finding nor the subject", "fill id, or subject with typology and start")
	}
	switch {
	case slices.Contains([]string{"follow up", "followed up", "following", "true", "yes", "reported"}, word):
		t.Verb = cases.Follow
	case slices.Contains([]string{"dismiss", "dismissed", "false", "no"}, word):
		t.Verb = cases.Dismiss
	case word == "reopen" || word == "reopened" || word == "open":
		t.Verb = cases.Reopen
	default:
		return nil, decisionFault(at, fmt.Sprintf("%q is no decision", fault.Cut(word, 40)), "write follow up or dismiss (or true, false), or leave it empty")
	}
	if t.ID != "" {
		t.Typology, t.Subject = "", ""
		return append(all, t), nil
	}
	if start := get("start"); start != "" {
		from, err := model.ParseTime(start, nil)
		if err != nil {
			return nil, decisionFault(at, fmt.Sprintf("start: %q is no date", fault.Cut(start, 40)), "write 2026-05-31")
		}
		to, err := model.ParseTime(cmp.Or(get("end"), start), nil)
		if err != nil {
			return nil, decisionFault(at, fmt.Sprintf("end: %q is no date", fault.Cut(get("end"), 40)), "write 2026-05-31")
		}
		t.Start, t.End = from.Start, to.End
	}
	return append(all, t), nil
}

func decisionFault(at fault.Place, what, hint string) *fault.Error {
	return &fault.Error{Doing: "reading the decisions", Kind: fault.Input, Place: at, What: what, Hint: hint}
}
