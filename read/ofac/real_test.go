package ofac_test

import (
	"slices"
	"testing"

	"spoor/model"
	"spoor/read"
	"spoor/read/ofac"
	"spoor/read/readtest"
)

func take(t *testing.T, file string) (*readtest.Store, read.Report) {
	t.Helper()
	in := readtest.File(t, file, read.List)
	if !ofac.CSV().Detect(file, in.Head) {
		t.Error("not detected: " + file)
	}
	store, report, err := readtest.Take(t, ofac.CSV(), in)
	if err != nil || report.Break != nil {
		t.Fatal(err, report.Break)
	}
	return store, report
}

func TestPublished2020(t *testing.T) {
	store, report := take(t, "lists/ofac-sdn-2020/sdn.csv")
	if report.Read != 8976 || report.Kept != 8976 {
		t.Errorf("%+v", report)
	}
	count := map[string]int{}
	for _, e := range store.Entities {
		count[e.Schema.Name]++
	}
	// individuals, vessels and aircraft counted with another program
	if count["Person"] != 4620 || count["Vessel"] != 406 || count["Airplane"] != 277 || count["Company"]+count["Organization"] != 3673 {
		t.Errorf("%v", count)
	}
	// read off the files by eye: sdn.csv lines 58, 3127, 3287, 6658; alt.csv lines 20 to 22
	check(t, store, "ofac-2676", "name", "Dr. Ayman AL ZAWAHIRI")
	check(t, store, "ofac-2676", "alias", "Ayman AL-ZAWAHIRI", "Ahmad Fuad SALIM", "Aiman Muhammad Rabi AL-ZAWAHIRI")
	check(t, store, "ofac-2676", "birthDate", "1951-06-19")
	check(t, store, "ofac-2676", "birthCountry", "eg")
	check(t, store, "ofac-2676", "passportNumber", "1084010", "19820215")
	check(t, store, "ofac-36", "address", "Havana, Cuba")
	check(t, store, "ofac-306", "weakAlias", "BNC")
	check(t, store, "ofac-15047", "imoNumber", "9218454")
	check(t, store, "ofac-15047", "mmsi", "256864000")
	check(t, store, "ofac-15047", "callSign", "9HEF9")
	check(t, store, "ofac-15047", "pastFlags", "mt")
	check(t, store, "ofac-15431", "serialNumber", "8401", "1023409321")
	check(t, store, "ofac-15431", "model", "IL76-TD")
	check(t, store, "ofac-25308", "weakAlias", "William ZHOU", "Steven YAN")
	check(t, store, "ofac-25308", "idNumber", "421002197703250019")
	check(t, store, "ofac-25308", "citizenship", "cn")
	wallets := 0
	for _, e := range store.Entities {
		if e.Schema.Name == "CryptoWallet" && e.First("holder") == "ofac-25308" {
			wallets++
		}
	}
	if wallets != 6 {
		t.Errorf("%d wallets of ofac-25308", wallets)
	}
	if origin := store.ByID["ofac-2676"].Origin; origin.Line != 58 {
		t.Errorf("ofac-2676 stands on line %d", origin.Line)
	}
}

func TestPublished2023(t *testing.T) {
	store, report := take(t, "lists/ofac-sdn-2023/sdn.csv") // has a header, and no files beside it
	if report.Read != 11443 || report.Kept != 11443 {
		t.Errorf("%+v", report)
	}
	check(t, store, "ofac-2676", "name", "Dr. Ayman AL ZAWAHIRI")
	check(t, store, "ofac-2676", "program", "SDGT")
	if store.ByID["ofac-2676"].Origin.Line != 57 {
		t.Error("lines are not counted from the header on")
	}
	known := store.ByID[model.ID("wallet", "XBT", "149w62rY42aZBox8fGcmqNsXUzSStKeq8C")]
	if known == nil || known.First("holder") != "ofac-26137" || known.First("topics") != "sanction" {
		t.Errorf("the wallet of ofac-26137: %+v", known)
	}
}

func check(t *testing.T, store *readtest.Store, id, property string, want ...string) {
	t.Helper()
	e := store.ByID[id]
	if e == nil {
		t.Errorf("no %s", id)
		return
	}
	if got := e.Get(property); !slices.Equal(got, want) {
		t.Errorf("%s %s is %q, want %q", id, property, got, want)
	}
}

func BenchmarkList(b *testing.B) {
	data := readtest.Data(b, "lists/ofac-sdn-2023/sdn.csv")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		in := readtest.Text("sdn.csv", string(data), read.List, nil)
		if report, err := read.Take(b.Context(), ofac.CSV(), in, &readtest.Store{Counting: true}); err != nil || report.Kept != 11443 {
			b.Fatal(report, err)
		}
	}
}
