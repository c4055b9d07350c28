package cli_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is the folder of real data, which is not part of the project.
func shared(t *testing.T, path string) string {
	t.Helper()
	root := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(root); err != nil {
		t.Skip("../shared/data is not here: ", err)
	}
	return filepath.Join(root, path)
}

const examples = "../../docs/examples/"

// greaterLondon is the check that README shows: two lists, five years of payments.
func greaterLondon(t *testing.T, payments string) answer {
	t.Helper()
	got := run(t, nil, "check", "--list", shared(t, "lists/ofac-sdn-2023/sdn.csv"), "--list", shared(t, "lists/un-2026/consolidated.xml"),
		"--records", payments, "--map", examples+"gla-payments.map.yaml", "--format", "json")
	if got.code != 0 {
		t.Fatalf("exit %d: %s", got.code, got.errors)
	}
	return got
}

type summary struct {
	Type                                                                  string
	Read, Kept, Quarantined, Duplicates, Listings, Hits, Findings, Alerts int
}

func summed(t *testing.T, got answer) (s summary) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &s); err != nil || s.Type != "summary" {
		t.Fatal(s, err)
	}
	if s.Read != s.Kept+s.Quarantined+s.Duplicates {
		t.Errorf("read is not kept + quarantined + duplicates: %+v", s)
	}
	return s
}

// 28,145 rows and 11,443 + 1,003 listings: counted in the files themselves.
func TestGreaterLondonAgainstBothLists(t *testing.T) {
	t.Parallel()
	payments := shared(t, "records/gla-payments.csv")
	got := greaterLondon(t, payments)
	if s := summed(t, got); s.Read != 28_145 || s.Listings != 12_446 {
		t.Errorf("%+v", s)
	}
	if strings.Contains(got.out, "AEROCARIBBEAN") {
		t.Error("the airline is a hit without being paid")
	}
	if again := greaterLondon(t, payments); again.out != got.out {
		t.Error("two runs differ")
	}
}

func TestAPlantedPayeeIsAHit(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(shared(t, "records/gla-payments.csv"))
	if err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(string(text), "\n")
	columns := strings.Split(strings.TrimSpace(header), ",")
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = map[string]string{"ID": "999999999", "Date": "2012-05-01", "Amount": "1250.00", "Vendor": "AEROCARIBEAN AIRLINE"}[c]
	}
	got := greaterLondon(t, write(t, "gla-payments-more.csv", string(text)+"\n"+strings.Join(row, ",")+"\n"))
	if s := summed(t, got); s.Read != 28_146 || s.Listings != 12_446 {
		t.Errorf("%+v", s)
	}
	type hit struct {
		Type           string
		Party, Listing struct{ Name, Caption, List string }
		Score          float64
		Reasons        []struct{ Field, Query, Listed, Agreement, Detail string }
		Source         struct{ Line int }
	}
	for line := range strings.Lines(got.out) {
		var h hit
		if err := json.Unmarshal([]byte(line), &h); err != nil {
			t.Fatal(err)
		}
		if h.Type == "hit" && h.Party.Name == "AEROCARIBEAN AIRLINE" {
			if h.Listing.Caption != "AEROCARIBBEAN AIRLINES" || h.Listing.List != "ofac-sdn" || h.Score < 0.9 || h.Source.Line != 28_147 {
				t.Errorf("%+v", h)
			}
			if len(h.Reasons) == 0 || h.Reasons[0].Agreement != "close" || !strings.Contains(h.Reasons[0].Detail, "AEROCARIBEAN") {
				t.Errorf("the reasons are %+v", h.Reasons)
			}
			return
		}
	}
	t.Error("no hit")
}

// 117,805 rows in an archive whose other members are left out, by name.
func TestAMLSimArchive(t *testing.T) {
	t.Parallel()
	archive := shared(t, "records/amlsim-20k-cycle200.tgz")
	got := run(t, nil, "check", "--records", archive, "--map", examples+"amlsim.map.yaml", "--format", "json")
	if s := summed(t, got); got.code != 0 || s.Read != 117_805 || s.Kept != 117_805 {
		t.Errorf("exit %d, %+v\n%s", got.code, s, got.errors)
	}
	if !strings.Contains(got.errors, "nodes.csv is left out: the mapping is for transactions.csv") {
		t.Error(got.errors)
	}
}

// IBM AMLSim labels 945 accounts in 200 cycles among 20,000. The library has nothing to say of them, for its cycles wait for the network;
// a draft that asks only for equal amounts in and out finds 298, and 12 others. The figures stand in docs/quality.md.
func TestAMLSimCycles(t *testing.T) {
	t.Parallel()
	archive := shared(t, "records/amlsim-20k-cycle200.tgz")
	labelled := labelledAccounts(t, archive)
	if len(labelled) != 945 {
		t.Fatalf("%d accounts are labelled", len(labelled))
	}
	for typologies, want := range map[string][2]int{"": {0, 0}, "../../docs/examples/passed-on": {298, 12}} {
		arguments := []string{"check", "--records", archive, "--map", examples + "amlsim.map.yaml", "--format", "json"}
		if typologies != "" {
			arguments = append(arguments, "--typologies", typologies)
		}
		got := run(t, nil, arguments...)
		found := map[string]bool{}
		for line := range strings.Lines(got.out) {
			var f struct{ Type, Name string }
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				t.Fatal(err)
			}
			if f.Type == "finding" {
				found[f.Name] = true
			}
		}
		var figures [2]int
		for name := range found {
			figures[map[bool]int{true: 0, false: 1}[labelled[name]]]++
		}
		if figures != want {
			t.Errorf("%q finds %d of the labelled and %d others, want %v", typologies, figures[0], figures[1], want)
		}
	}
}

// labelledAccounts reads which accounts the archive's nodes.csv labels.
func labelledAccounts(t *testing.T, archive string) map[string]bool {
	t.Helper()
	file, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	zipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for members := tar.NewReader(zipped); ; {
		member, err := members.Next()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(member.Name, "/nodes.csv") || strings.Contains(member.Name, "._") {
			continue
		}
		rows, err := csv.NewReader(members).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		labelled := map[string]bool{}
		for _, row := range rows[1:] {
			if row[1] == "1" {
				labelled[row[0]] = true
			}
		}
		return labelled
	}
}

// What real payments were read as is read again as the same.
func TestGreaterLondonThereAndBack(t *testing.T) {
	t.Parallel()
	once := run(t, nil, "read", shared(t, "records/gla-payments.csv"), "--map", examples+"gla-payments.map.yaml", "--format", "json")
	entities, _, _ := strings.Cut(once.out, `{"type":"summary"`)
	again := run(t, nil, "read", write(t, "gla.jsonl", entities), "--format", "json")
	back, _, _ := strings.Cut(again.out, `{"type":"summary"`)
	if back != entities || entities == "" || summed(t, again).Read != 28_145 {
		t.Errorf("%d bytes became %d; %s%s", len(entities), len(back), once.errors, again.errors)
	}
}
