package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/read"
	"spoor/store/sqlite"
	"spoor/web"
	"spoor/workbench"
)

// senders finds who receives from so many payers within a week.
const senders = `id: senders
title: Many pay one
family: moving-money
version: 1
status: test
priority: medium
opens: finding
sources: [{cite: A report}]
about: Payment.beneficiary
params: {senders: 3, days: 7d}
let:
  n: distinct payer over params.days
when: n >= params.senders
say: "{beneficiary} received from {n}"
innocent: [a wedding]
`

// trialDesk is a desk over a store with a library of one typology; three pay ann and two pay ben.
func trialDesk(t *testing.T, store *sqlite.Store, text string) *Desk {
	t.Helper()
	made, err := typologyOf(nil, "senders/typology.yaml", text, "")
	if err != nil {
		t.Fatal(err)
	}
	return NewDesk(store, []*detect.Typology{made}, detect.Environment{}, t.TempDir(), func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) })
}

func trialStore(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	var lines strings.Builder
	for i, pair := range []string{"p1 ann", "p2 ann", "p3 ann", "p1 ben", "p2 ben"} {
		payer, to, _ := strings.Cut(pair, " ")
		fmt.Fprintf(&lines, `{"id":"r%d","schema":"Payment","properties":{"at":["2024-03-0%d"],"payer":["%s"],"beneficiary":["%s"],"amount":["100"],"currency":["EUR"]}}`+"\n", i, i+1, payer, to)
	}
	if _, err := trialDesk(t, store, senders).Load(t.Context(), "payments.jsonl", strings.NewReader(lines.String()), read.Records, ""); err != nil {
		t.Fatal(err)
	}
	return store
}

func as(t *testing.T, name string) context.Context {
	return evidence.As(t.Context(), evidence.Actor{By: name, Purpose: "supervision"})
}

func alerted(t *testing.T, d *Desk) string {
	t.Helper()
	if err := d.check(t.Context()); err != nil {
		t.Fatal(err)
	}
	run, err := d.LastRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range run.Alerts {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

// Once two people agreed on a version it runs, whatever becomes of its file; the changed file runs in its shadow.
func TestAStableVersionRunsAndItsFileRunsBeside(t *testing.T) {
	store := trialStore(t)
	d := trialDesk(t, store, senders)
	if got := alerted(t, d); got != "ann" {
		t.Fatalf("alerts on %q", got)
	}
	hash := d.typologies[0].File.Hash()
	propose := func(id, hash, by string) error {
		return d.ProposeStable(as(t, by), workbench.Proposal{ID: id, Typology: "senders", Hash: hash, Reason: "tried on March", By: by, At: d.now()})
	}
	act := func(id, on, by string, verb exceptions.Verb) error {
		return d.ActOnStable(as(t, by), exceptions.Act{ID: id, On: on, Verb: verb, By: by, Reason: "as we agreed", At: d.now()})
	}
	if err := propose("p1", "none", "ines"); fault.KindOf(err) != fault.Missing {
		t.Error(err)
	}
	if err := propose("p1", hash, "ines"); err != nil {
		t.Fatal(err)
	}
	if err := act("a1", "p1", "ines", exceptions.Approve); fault.KindOf(err) != fault.Denied {
		t.Error("she approves her own:", err)
	}
	if d.Typologies()[0].File.Status.Text != "test" {
		t.Error("one person made it stable")
	}
	if err := act("a1", "p1", "anton", exceptions.Approve); err != nil {
		t.Fatal(err)
	}
	if d.Typologies()[0].File.Status.Text != "stable" || len(d.again) != 1 {
		t.Error("two people did not make it stable, or no check was asked for")
	}
	changed := trialDesk(t, store, strings.NewReplacer("senders: 3", "senders: 2", "version: 1", "version: 2", "status: test", "status: stable").Replace(senders))
	if got := alerted(t, changed); got != "ann" {
		t.Errorf("a file that nobody agreed on opens alerts on %q", got)
	}
	b, err := changed.Bench(t.Context(), "senders")
	if err != nil || len(b.Versions) != 2 || b.Versions[0].Version != 2 || len(b.Proposals) != 1 || b.File == hash || !strings.Contains(b.Said, "the stable version runs") || changed.Typologies()[0].File.Version != 1 {
		t.Fatalf("%+v %v", b, err)
	}
	if r := b.Results; len(r) != 1 || r[0].Kind != workbench.Shadowed || r[0].Hash != b.File || len(r[0].Comparison.Added) != 1 || r[0].Comparison.Added[0].Subject.Name != "ben" || len(r[0].Comparison.Alerts.Added) != 1 {
		t.Errorf("%+v", r)
	}
	// it is ended, and the file as it stands runs: as a test, since it says stable and nobody agreed
	d = changed
	if err := act("a2", "p1", "ines", exceptions.End); err != nil {
		t.Fatal(err)
	}
	if got := alerted(t, d); got != "ann, ben" || d.Typologies()[0].File.Status.Text != "test" || d.Typologies()[0].File.Version != 2 {
		t.Errorf("alerts on %q, runs %+v", got, d.Typologies()[0].File.Status)
	}
	if _, _, err := Verify(t.Context(), store, nil); err != nil {
		t.Error(err)
	}
}

func TestADeprecatedTypologyOpensNothing(t *testing.T) {
	d := trialDesk(t, trialStore(t), strings.Replace(senders, "status: test", "status: deprecated", 1))
	if got := alerted(t, d); got != "" {
		t.Errorf("alerts on %q", got)
	}
	if found, err := d.FindingsOf(t.Context(), "ann"); err != nil || len(found) != 1 {
		t.Errorf("its finding is not kept: %v %v", found, err)
	}
}

// waits until the trial is done.
func waits(t *testing.T, d *Desk) web.Trying {
	t.Helper()
	d.trying.mu.Lock()
	done := d.trying.done
	d.trying.mu.Unlock()
	<-done
	b, err := d.Bench(t.Context(), "senders")
	if err != nil || b.Trying.Running {
		t.Fatal(b.Trying, err)
	}
	return b.Trying
}

func TestTryingInTheBackground(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders)
	alerted(t, d)
	if err := d.Decide(t.Context(), cases.Decision{ID: "d", On: d.alert(t), Verb: cases.Dismiss, Reason: "it was a wedding", By: "ann"}); err != nil {
		t.Fatal(err)
	}
	ctx, gone := context.WithCancel(as(t, "ines"))
	if err := d.Try(ctx, web.Trial{Kind: workbench.Backtested, Typology: "senders"}); err != nil {
		t.Fatal(err)
	}
	gone() // who asked has left the page
	if s := waits(t, d); s.Problem != "" || s.By != "ines" {
		t.Fatalf("%+v", s)
	}
	if err := d.Try(as(t, "ines"), web.Trial{Kind: workbench.Compared, Typology: "senders", Text: strings.Replace(senders, "senders: 3", "senders: 2", 1)}); err != nil {
		t.Fatal(err)
	}
	waits(t, d)
	b, err := d.Bench(t.Context(), "senders")
	if err != nil || len(b.Results) != 2 {
		t.Fatalf("%+v %v", b.Results, err)
	}
	tried, compared := b.Results[0], b.Results[1]
	one := tried.Report.Typologies[0]
	if tried.By != "ines" || one.Alerts != 1 || one.Judged == nil || one.Judged.Dismissed != 1 || len(one.Curves) != 2 || tried.Hash != b.File {
		t.Errorf("%+v", tried)
	}
	if c := compared.Comparison; len(c.Added) != 1 || c.Kept != 1 || !strings.Contains(compared.Text, "senders: 2") {
		t.Errorf("%+v", c)
	}
	// a new desk still has them
	if b, err = trialDesk(t, d.Store, senders).Bench(t.Context(), "senders"); err != nil || len(b.Results) != 2 || b.Trying.Running {
		t.Errorf("%+v %v", b, err)
	}
}

// alert is the id of the one alert.
func (d *Desk) alert(t *testing.T) string {
	t.Helper()
	run, err := d.LastRun(t.Context())
	if err != nil || len(run.Alerts) != 1 {
		t.Fatal(run, err)
	}
	return run.Alerts[0].ID
}

// A trial that is cut off, however far it came, leaves the result before.
func TestATrialThatIsCutOffLeavesTheOneBefore(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders)
	live := d.typologies[0]
	trial := web.Trial{Kind: workbench.Backtested, Typology: "senders"}
	if err := d.try(as(t, "ines"), trial, live, nil); err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(as(t, "anton"))
	cancel()
	if err := d.try(gone, trial, live, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if b, err := d.Bench(t.Context(), "senders"); err != nil || len(b.Results) != 1 || b.Results[0].By != "ines" {
		t.Errorf("%+v %v", b.Results, err)
	}
}

func TestWhatCannotBeTried(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders)
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for _, c := range "bcdefghij" {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat("*"+string(c-1)+", ", 9), ", "))
	}
	for name, trial := range map[string]web.Trial{
		"nobody":                 {Kind: workbench.Backtested, Typology: "nobody"},
		"an empty file":          {Kind: workbench.Compared, Typology: "senders"},
		"no YAML":                {Kind: workbench.Compared, Typology: "senders", Text: "{{{"},
		"too large":              {Kind: workbench.Compared, Typology: "senders", Text: senders + strings.Repeat("# more\n", 200_000)},
		"what the law forbids":   {Kind: workbench.Compared, Typology: "senders", Text: strings.Replace(senders, "n >= params.senders", `beneficiary.nationality == "xx"`, 1)},
		"aliases of aliases":     {Kind: workbench.Compared, Typology: "senders", Text: bomb},
		"aliases in a list":      {Kind: workbench.Compared, Typology: "senders", Text: strings.Replace(senders, "innocent: [a wedding]", bomb+"innocent: [*j]", 1)},
		"tests beyond the bound": {Kind: workbench.Compared, Typology: "senders", Text: senders + "tests:\n" + strings.Repeat("  - {near: x, records: [{Payment: {at: 2024-05-01, payer: a, beneficiary: b}, repeat: 10000}]}\n", 11)},
		"brackets without end":   {Kind: workbench.Compared, Typology: "senders", Text: strings.Replace(senders, "n >= params.senders", strings.Repeat("(", 5000)+"n", 1)},
		"two documents":          {Kind: workbench.Compared, Typology: "senders", Text: senders + "---\n" + senders},
	} {
		if err := d.Try(as(t, "ines"), trial); err == nil {
			t.Errorf("%s is tried", name)
		}
	}
	if b, err := d.Bench(t.Context(), "senders"); err != nil || b.Trying.Running || len(b.Results) != 0 {
		t.Errorf("%+v %v", b, err)
	}
}

// A changed file is looked at, tried, proposed from what was tried, and runs once another person agrees; its file then runs beside it.
func TestADraftFromThePage(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders)
	alerted(t, d)
	lower := strings.Replace(senders, "senders: 3", "senders: 2", 1)
	for name, c := range map[string]struct {
		text, want   string
		line, column int
	}{
		"a field that is not there": {strings.Replace(lower, "distinct payer", "distinct paier", 1), "paier", 12, 15},
		"another id":                {strings.Replace(lower, "id: senders", "id: others", 1), "this is others, and would take the place of senders", 1, 5},
		"nothing wrong":             {lower, "there are no next steps", 1, 5},
	} {
		linted, err := d.Lint(as(t, "ines"), "senders", c.text)
		notes := linted.Notes
		i := slices.IndexFunc(notes, func(n web.Note) bool { return strings.Contains(n.What, c.want) })
		if err != nil || i < 0 || notes[i].Line != c.line || notes[i].Column != c.column || linted.Wrong() != (name != "nothing wrong") || notes[i].Hint == "" {
			t.Errorf("%s: %+v %v", name, notes, err)
		}
	}
	if _, err := d.Lint(as(t, "ines"), "senders", strings.Repeat("# more\n", 200_000)); fault.KindOf(err) != fault.Limit {
		t.Error(err)
	}
	if err := d.Try(as(t, "ines"), web.Trial{Kind: workbench.Drafted, Typology: "senders", Text: lower}); err != nil {
		t.Fatal(err)
	}
	waits(t, d)
	b, err := d.Bench(t.Context(), "senders")
	if err != nil || len(b.Results) != 1 || b.Results[0].Kind != workbench.Drafted || b.Results[0].Text != lower || b.Results[0].Report.Typologies[0].Alerts != 2 {
		t.Fatalf("%+v %v", b.Results, err)
	}
	hash := b.Results[0].Hash
	propose := func(hash, reason string) error {
		return d.ProposeStable(as(t, "ines"), workbench.Proposal{ID: "p1", Typology: "senders", Hash: hash, Reason: reason, By: "ines", At: d.now()})
	}
	if err := propose(hash, "so"); fault.KindOf(err) != fault.Input {
		t.Error("a proposal without a reason:", err)
	}
	if b, err := d.Bench(t.Context(), "senders"); err != nil || len(b.Versions) != 1 {
		t.Errorf("it is kept though nobody could propose it: %+v %v", b.Versions, err)
	}
	if err := propose(strings.Repeat("0", 64), "tried on March"); fault.KindOf(err) != fault.Missing {
		t.Error("what nobody tried is proposed:", err)
	}
	if err := propose(hash, "tried on March"); err != nil {
		t.Fatal(err)
	}
	if got := alerted(t, d); got != "ann" {
		t.Errorf("it runs before anybody agreed: alerts on %q", got)
	}
	if err := d.ActOnStable(as(t, "anton"), exceptions.Act{ID: "a1", On: "p1", Verb: exceptions.Approve, By: "anton", At: d.now()}); err != nil {
		t.Fatal(err)
	}
	if got := alerted(t, d); got != "ann, ben" || d.Typologies()[0].File.Status.Text != detect.Stable {
		t.Errorf("it does not run: alerts on %q", got)
	}
	b, err = d.Bench(t.Context(), "senders")
	if err != nil || b.Versions[0].Hash != hash || b.Versions[0].File != "brought by ines" || b.Versions[0].Text != lower || !strings.Contains(b.Said, "two people agreed on another text than the file has now") {
		t.Errorf("%+v %v", b, err)
	}
}

func TestOneTrialAtATimeAndItCanBeStopped(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders)
	_, cancel := context.WithCancel(t.Context())
	done, err := d.trying.begin(web.Trying{Typology: "senders", By: "ines"}, cancel)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Try(as(t, "anton"), web.Trial{Kind: workbench.Backtested, Typology: "senders"}); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "ines is trying senders already") {
		t.Error(err)
	}
	go d.trying.finish(context.Canceled)
	<-done
	if err := d.StopTrying(as(t, "ines")); err != nil { // nothing runs
		t.Error(err)
	}
	if b, err := d.Bench(t.Context(), "senders"); err != nil || b.Trying.Running || !strings.Contains(b.Trying.Problem, "stopped") {
		t.Errorf("%+v %v", b.Trying, err)
	}
}
