package app_test

import (
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spoor/evidence"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/model"
	"spoor/read"
	"spoor/store/sqlite"
)

func clock() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func open(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.TempDir(), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// holds is everything in a store, with where it came from.
func holds(t *testing.T, s *sqlite.Store) string {
	t.Helper()
	var b strings.Builder
	for _, all := range []iter.Seq2[*model.Entity, error]{s.Records(t.Context()), s.Things(t.Context()), s.Listings(t.Context())} {
		for e, err := range all {
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(e.Origin.Source.Hash + " " + e.Origin.Raw + " " + string(text) + "\n")
		}
	}
	return b.String()
}

func verified(t *testing.T, s *sqlite.Store, entries int64) {
	t.Helper()
	head, _, err := evidence.Verify(t.Context(), s, nil)
	if err != nil || head.Size != entries {
		t.Errorf("the log has %d entries, want %d (%v)", head.Size, entries, err)
	}
}

func person(id, name string) string {
	return "<INDIVIDUAL><DATAID>" + id + "</DATAID><FIRST_NAME>" + name + "</FIRST_NAME><REFERENCE_NUMBER>Xi." + id + "</REFERENCE_NUMBER></INDIVIDUAL>\n"
}

func unList(people ...string) string {
	return "<?xml version=\"1.0\"?>\n<CONSOLIDATED_LIST dateGenerated=\"2026-01-01T00:00:00Z\"><INDIVIDUALS>\n" + strings.Join(people, "") + "</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>\n"
}

const payments = `{"id":"a","schema":"Person","properties":{"name":["Ann Ash"]}}
{"id":"p1","schema":"Payment","properties":{"at":["2024-01-01"],"amount":["1"],"currency":["EUR"],"payer":["a"]}}
`

// What cannot be kept leaves the store as it stood: nothing of it, no load of it, no entry of a load that was not made.
func TestAHostileFileLeavesTheStoreAsItStood(t *testing.T) {
	s := open(t)
	in := app.Intake{Store: s}
	load := func(path string, role read.Role, m *app.Map) ([]read.Report, error) {
		return in.Load(t.Context(), path, role, m)
	}
	if _, err := load(write(t, "payments.jsonl", payments), read.Records, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := load(write(t, "list.xml", unList(person("001", "ANNA"), person("002", "BELA"))), read.List, nil); err != nil {
		t.Fatal(err)
	}
	before := holds(t, s)
	if strings.Count(before, "\n") != 6 { // a payment, its payer, two listings and what they are listed for
		t.Fatalf("the store holds\n%s", before)
	}
	wrong, err := app.ParseMap("m.yaml", []byte("kind: Payment\nfields: {at: Day, amount: Sum, currency: {constant: EUR}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, file, content string
		role                read.Role
		m                   *app.Map
		kind                fault.Kind
	}{
		{"noise", "noise.csv", "\x00\x9F\x01\xFE\x00\x00", read.Records, nil, fault.Input},
		{"empty", "empty.csv", "", read.Records, nil, fault.Input},
		{"a document type", "list.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>", read.List, nil, fault.Input},
		{"a list without entries", "list.xml", unList(), read.List, nil, fault.Input},
		{"a column that is not there", "p.csv", "Date,Amount\n2024-01-01,5\n", read.Records, wrong, fault.Input},
		{"no such file", "", "", read.Records, nil, fault.Missing},
	} {
		path := "nowhere/at.all"
		if c.file != "" {
			path = write(t, c.file, c.content)
		}
		reports, err := load(path, c.role, c.m)
		if err == nil || len(reports) != 0 || fault.KindOf(err) != c.kind {
			t.Errorf("%s: %v %v", c.name, reports, err)
		}
	}
	if after := holds(t, s); after != before {
		t.Errorf("the store held\n%sand holds\n%s", before, after)
	}
	if loads, err := s.Loads(t.Context()); err != nil || len(loads) != 2 {
		t.Errorf("%d loads, %v", len(loads), err)
	}
	verified(t, s, 2)
}

// A new edition of a list that breaks off is set aside, and the last good one stays active; a whole one replaces it.
func TestABrokenEditionLeavesTheOldOneActive(t *testing.T) {
	s := open(t)
	var said []string
	load := func(path string) ([]read.Report, error) { // each in a go of its own
		in := app.Intake{Store: s, Said: func(what string) { said = append(said, what) }}
		return in.Load(t.Context(), path, read.List, nil)
	}
	old := unList(person("001", "ANNA"), person("002", "BELA"))
	if _, err := load(write(t, "old.xml", old)); err != nil {
		t.Fatal(err)
	}
	before := holds(t, s)

	next := unList(person("001", "ANNA"), person("003", "CILLA"), person("004", "DORA"))
	reports, err := load(write(t, "next.xml", next[:len(next)-120]))
	if err != nil || len(reports) != 1 || !reports[0].SetAside || reports[0].Partial {
		t.Fatalf("%+v %v", reports, err)
	}
	if len(said) != 1 || !strings.Contains(said[0], "next.xml:") || !strings.Contains(said[0], "the list is set aside; the one loaded before stays active") {
		t.Errorf("said %q", said)
	}
	if after := holds(t, s); after != before {
		t.Errorf("the store held\n%sand holds\n%s", before, after)
	}
	verified(t, s, 1)

	if _, err := load(write(t, "whole.xml", next)); err != nil {
		t.Fatal(err)
	}
	after := holds(t, s)
	if strings.Contains(after, "BELA") || !strings.Contains(after, "CILLA") || strings.Count(after, "\n") != 6 {
		t.Errorf("the store holds\n%s", after)
	}
	verified(t, s, 2)
}

// A broken first edition is active but partial: better than nothing, and never a clear answer.
func TestABrokenFirstEditionIsPartial(t *testing.T) {
	s := open(t)
	in := app.Intake{Store: s}
	text := unList(person("001", "ANNA"), person("002", "BELA"))
	reports, err := in.Load(t.Context(), write(t, "list.xml", text[:len(text)-100]), read.List, nil)
	if err != nil || len(reports) != 1 || !reports[0].Partial || reports[0].SetAside || reports[0].Kept != 1 {
		t.Fatalf("%+v %v", reports, err)
	}
	if after := holds(t, s); !strings.Contains(after, "ANNA") || strings.Contains(after, "BELA") {
		t.Errorf("the store holds\n%s", after)
	}
}

// The same bytes again add nothing, whatever the file is called; the same bytes under another mapping replace the first reading.
func TestTheSameFileAgain(t *testing.T) {
	s := open(t)
	in := app.Intake{Store: s}
	text := "No,Day,Sum,Who\n1,2024-01-01,5,Ann Ash\n2,2024-01-02,7,Ben Beck\n"
	first, err := app.ParseMap("m.yaml", []byte("kind: Payment\nid: No\nfields: {at: Day, amount: Sum, currency: {constant: EUR}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	better, err := app.ParseMap("m.yaml", []byte("kind: Payment\nid: No\nfields: {at: Day, amount: Sum, currency: {constant: GBP}, payer: {schema: Person, fields: {name: Who}}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file             string
		m                *app.Map
		kept, duplicates int
		lines            int
		currency         string
	}{
		{"a.csv", first, 2, 0, 2, `["EUR"]`},
		{"copy.csv", better, 2, 0, 4, `["GBP"]`}, // with two payers
		{"copy.csv", better, 0, 2, 4, `["GBP"]`},
		{"a.csv", better, 0, 2, 4, `["GBP"]`},
	} {
		reports, err := in.Load(t.Context(), write(t, c.file, text), read.Records, c.m)
		if err != nil || len(reports) != 1 || reports[0].Kept != c.kept || reports[0].Duplicates != c.duplicates {
			t.Fatalf("%s: %+v %v", c.file, reports, err)
		}
		if after := holds(t, s); strings.Count(after, "\n") != c.lines || strings.Count(after, c.currency) != 2 {
			t.Errorf("%s: the store holds\n%s", c.file, after)
		}
	}
	verified(t, s, 4)
}
