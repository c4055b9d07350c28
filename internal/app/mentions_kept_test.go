package app

import (
	"fmt"
	"strings"
	"testing"

	"spoor/cases"
	"spoor/read"
)

// A listed name in what a payment is for is kept with the piece of the text, its place and the parties of the payment; it makes no
// match and no finding.
func TestMentionsAreKept(t *testing.T) {
	store := trialStore(t)
	desk := trialDesk(t, store, senders)
	load := func(name, text string, role read.Role) {
		t.Helper()
		if _, err := desk.Load(t.Context(), name, strings.NewReader(text), role, ""); err != nil {
			t.Fatal(err)
		}
	}
	load("list.jsonl", `{"id":"Q1","schema":"Person","properties":{"name":["Vladimir Anatolyevich Sokolov"]}}`+"\n", read.List)
	long := strings.Repeat("größere ", 20)
	load("more.jsonl", `{"id":"m1","schema":"Payment","properties":{"at":["2024-04-01T08:00:00Z"],"payer":["p9"],"beneficiary":["p8"],"amount":["100"],"currency":["EUR"],"description":["für `+
		`Vladimir Anatolyevich Sokolov, privat"]}}
{"id":"m2","schema":"Payment","properties":{"at":["2024-04-02T08:00:00Z"],"payer":["p9"],"beneficiary":["p8"],"amount":["100"],"currency":["EUR"],"description":["`+long+`Vladimir Anatolyevich Sokolov `+long+`"]}}
`, read.Records)
	if err := desk.check(t.Context()); err != nil {
		t.Fatal(err)
	}
	run, err := store.LastRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Mentions) != 2 || run.Mentioned != 2 || len(run.Hits) != 0 {
		t.Fatalf("%+v", run)
	}
	m := run.Mentions[0]
	if m.Before != "für " || m.Words != "Vladimir Anatolyevich Sokolov" || m.After != ", privat" || m.Character != 5 || m.Field != "Description" || m.Kind != "Payment" || m.At != "2024-04-01T08:00:00Z" ||
		m.Hit.Listing != "Q1" || m.Hit.List != "list" || m.Hit.Party != "" || m.Hit.File != "more.jsonl" || m.Hit.Line != 1 || !m.Names("p9") || !m.Names("p8") || m.Names("p1") {
		t.Errorf("%+v", m)
	}
	// 160 letters and spaces before it; a word and its space are ten bytes, and of eight in 80 bytes the outermost may be cut
	cut := strings.TrimSpace(strings.Repeat("größere ", 7))
	if m = run.Mentions[1]; m.Character != 161 || m.Before != "… "+cut+" " || m.After != " "+cut+" …" {
		t.Errorf("%+v", m)
	}
}

func TestTheStrongestMentionsAreKept(t *testing.T) {
	store := trialStore(t)
	desk := trialDesk(t, store, senders)
	var lines strings.Builder
	for i := range cases.MentionsKept + 1 {
		fmt.Fprintf(&lines, `{"id":"w%d","schema":"Payment","properties":{"at":["2024-04-01T08:00:00Z"],"payer":["p9"],"beneficiary":["p8"],"amount":["100"],"currency":["EUR"],"description":["to Vladimir Anatolyevich Sokolow"]}}`+"\n", i)
	}
	lines.WriteString(`{"id":"s","schema":"Payment","properties":{"at":["2024-05-01T08:00:00Z"],"payer":["p9"],"beneficiary":["p8"],"amount":["100"],"currency":["EUR"],"description":["to Vladimir Anatolyevich Sokolov"]}}` + "\n")
	for name, text := range map[string]string{"list.jsonl": `{"id":"Q1","schema":"Person","properties":{"name":["Vladimir Anatolyevich Sokolov"]}}` + "\n", "more.jsonl": lines.String()} {
		role := read.Records
		if name == "list.jsonl" {
			role = read.List
		}
		if _, err := desk.Load(t.Context(), name, strings.NewReader(text), role, ""); err != nil {
			t.Fatal(err)
		}
	}
	if err := desk.check(t.Context()); err != nil {
		t.Fatal(err)
	}
	run, err := store.LastRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Mentions) != cases.MentionsKept || run.Mentioned != cases.MentionsKept+2 || run.Mentions[0].Words != "Vladimir Anatolyevich Sokolov" {
		t.Errorf("%d of %d kept, first %+v", len(run.Mentions), run.Mentioned, run.Mentions[0])
	}
}
