package ref

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func day(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCountry(t *testing.T) {
	for text, want := range map[string]string{
		"IR": "ir", "irn": "ir", "Iran": "ir", "Iran, Islamic Republic of": "ir", "Iran (Islamic Republic of)": "ir",
		"Democratic People's Republic of Korea": "kp", "Democratic People’s Republic of Korea": "kp", "Korea, North": "kp",
		"Republic of Korea": "kr", "Korea, South": "kr", "Russia": "ru", "Russian Federation": "ru",
		"United Kingdom of Great Britain and Northern\n   Ireland": "gb", "England": "gb", "Türkiye": "tr", "Turkey": "tr", "TÜRKIYE": "tr",
		"Congo, Democratic Republic of the": "cd", "Congo (Democratic Republic)": "cd", "Congo": "cg", "Congo, Republic of the": "cg", "Cote d Ivoire": "ci", "Côte d'Ivoire": "ci",
		"Burma": "mm", "former Soviet Union": "suhh", "USSR (until 1991)": "suhh", "Tunisian passport": "tn", "Sudanese by birth": "sd",
		"Possibly Ethiopian": "et", "Palestinian": "ps", "Region: Gaza": "ps", "West Bank (Palestinian Authority)": "ps",
		"Deutschland": "de", "Россия": "ru", "سوريا": "sy", "Niger": "ne", "Nigeria": "ng", "Dominica": "dm", "Dominican Republic": "do",
		"Hong Kong": "hk", "Macau": "mo", "Virgin Islands, British": "vg", "North Macedonia, The Republic of": "mk", "Kosovo": "xk",
	} {
		if code, ok := Country(text); !ok || code != want {
			t.Errorf("Country(%q) = %q, %v; want %q", text, code, ok, want)
		}
	}
	for _, text := range []string{"", "Atlantis", "Sudan/South Sudan", "Republic", "undetermined", "()"} {
		if code, ok := Country(text); ok {
			t.Errorf("Country(%q) = %q, but it names no country", text, code)
		}
	}
	if name, parent := CountryName("kp"), CountryParent("ua-cri"); name != "North Korea" || parent != "ua" || CountryAlpha3("de") != "DEU" {
		t.Errorf("kp is %q, the parent of ua-cri is %q, Germany is %q", name, parent, CountryAlpha3("de"))
	}
}

// One name may stand for one country only, however it is folded.
func TestCountryNamesAreUnambiguous(t *testing.T) {
	of := map[string]string{}
	note := func(name, code string) {
		key := countryKey(name)
		if other, taken := of[key]; taken && other != code {
			t.Errorf("%q is both %s and %s", name, other, code)
		}
		of[key] = code
	}
	for _, r := range table("countries.csv") {
		note(r.text("name"), r.text("code"))
	}
	for _, r := range table("country_names.csv") {
		note(r.text("name"), r.text("code"))
		if CountryName(r.text("code")) == "" {
			t.Errorf("%s names the unknown code %s", r.text("name"), r.text("code"))
		}
	}
}

// Every country text of the published lists resolves, but for those that name none or two.
func TestCountriesOfLists(t *testing.T) {
	nowhere := []string{"", "na", "undetermined", "Sudan/South Sudan", "Sudan/or South Sudan", "Branch Office 11: Iran",
		"Kuwaiti citizenship withdrawn in 2002", "United States. Also believed to hold Syrian nationality", "Region: Kafia Kingi", "Region: Northern Mali"}
	texts := listedCountries(t)
	if len(texts) < 200 {
		t.Fatalf("only %d country texts were found in the lists", len(texts))
	}
	for _, text := range texts {
		if _, ok := Country(text); ok == slices.Contains(nowhere, text) && text != "na" {
			t.Errorf("Country(%q): ok is %v", text, ok)
		}
	}
}

func listedCountries(t *testing.T) []string {
	dir := filepath.Join("..", "..", "shared", "data", "lists")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the lists are not here:", err)
	}
	found := map[string]bool{}
	element := regexp.MustCompile(`(?s)<(?:COUNTRY|ISSUING_COUNTRY|COUNTRY_OF_ISSUE|COUNTRY_OF_BIRTH)>(.*?)</|<NATIONALITY>\s*<VALUE>(.*?)</`)
	for _, file := range []string{"un-2018", "un-2026"} {
		text := read(t, filepath.Join(dir, file, "consolidated.xml"))
		for _, m := range element.FindAllStringSubmatch(text, -1) {
			found[strings.TrimSpace(m[1]+m[2])] = true
		}
	}
	for _, r := range rows(t, filepath.Join(dir, "ofac-sdn-2020", "add.csv")) {
		if len(r) > 4 && r[4] != "-0- " {
			found[r[4]] = true
		}
	}
	remark := regexp.MustCompile(`(?:nationality|citizen) ([A-Z][^;(]*)`)
	for _, file := range []string{"ofac-sdn-2020", "ofac-sdn-2023"} {
		for _, r := range rows(t, filepath.Join(dir, file, "sdn.csv")) {
			if len(r) > 11 {
				for _, m := range remark.FindAllStringSubmatch(r[11], -1) {
					found[strings.Trim(m[1], " .")] = true
				}
			}
		}
	}
	var all []string
	for text := range found {
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

func read(t *testing.T, path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func rows(t *testing.T, path string) [][]string {
	r := csv.NewReader(strings.NewReader(read(t, path)))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCurrency(t *testing.T) {
	for code, units := range map[string]int{"EUR": 2, "JPY": 0, "KWD": 3, "IQD": 3, "CLF": 4, "XOF": 0, "SYP": 2, "DEM": 2} {
		if c, ok := Currency(code); !ok || c.Units != units {
			t.Errorf("%s: %+v, want %d places", code, c, units)
		}
	}
	if c, _ := Currency("hrk"); c.Until.Year() != 2023 {
		t.Errorf("the kuna went in 2023, not %v", c.Until)
	}
	if _, ok := Currency("XXY"); ok {
		t.Error("XXY is no currency")
	}
}

func TestCrossings(t *testing.T) {
	if n := len(Crossings()); n < 30 {
		t.Errorf("%d crossings", n)
	}
	for _, c := range Crossings() {
		if CountryName(c.A) == "" || CountryName(c.B) == "" || c.Source == "" {
			t.Errorf("incomplete: %+v", c)
		}
	}
	// Gaziantep lies some 50 km from Karkamış and 55 km from Öncüpınar; Ankara is far from all.
	if c, m := NearestCrossing(37.066, 37.378); m < 40_000 || m > 60_000 || c.A != "tr" || c.B != "sy" {
		t.Errorf("nearest to Gaziantep: %s at %d m", c.Name, m)
	}
	if c, m := NearestCrossing(39.93, 32.86); m < 300_000 {
		t.Errorf("nearest to Ankara: %s at %d m", c.Name, m)
	}
	if d := Metres(52.2296756, 21.0122287, 52.406374, 16.9251681); d < 277_000 || d > 280_000 { // Warsaw to Poznań, 278.5 km
		t.Errorf("Warsaw to Poznań: %.0f m", d)
	}
}

func TestListedCorridor(t *testing.T) {
	for _, test := range []struct {
		from, to, on string
		want         bool
	}{
		{"gb", "sy", "2015-06-01", true}, {"gb", "sy", "2010-02-17", false}, {"sy", "sy", "2015-06-01", false},
		{"de", "tr", "2014-10-23", true}, {"de", "tr", "2014-10-24", false}, {"de", "tr", "2022-01-01", true}, {"de", "tr", "2024-06-28", false},
		{"de", "iq", "2016-01-01", true}, {"de", "iq", "2020-01-01", false}, {"de", "iq", "2026-07-01", true},
		{"de", "ir", "2026-01-01", true}, {"de", "fr", "2026-01-01", false},
	} {
		if c, ok := ListedCorridor(test.from, test.to, day(t, test.on)); ok != test.want {
			t.Errorf("%s to %s on %s: %v %+v", test.from, test.to, test.on, ok, c)
		}
	}
	for _, c := range Corridors() {
		if CountryName(c.Destination) == "" || c.Source == "" || c.From.IsZero() || !c.Until.IsZero() && !c.Until.After(c.From) {
			t.Errorf("malformed: %+v", c)
		}
	}
}

func TestRegulated(t *testing.T) {
	for _, test := range []struct {
		cas, where, on string
		over, under    int // hundredths of a percent; -1: none to test
		licence        Licence
	}{
		{"7722-84-1", "de", "2026-01-01", 1201, 1200, UpTo},
		{"7722-84-1", "GB", "2026-01-01", 1201, 1200, Any},
		{"75-52-5", "fr", "2026-01-01", 1601, 1600, UpTo},
		{"75-52-5", "gb", "2026-01-01", 3001, 3000, Any},
		{"75-52-5", "gb-nir", "2026-01-01", 1601, 1600, UpTo},
		{"6484-52-2", "eu", "2026-01-01", 1600, 1599, NotGiven},
		{"67-64-1", "eu", "2026-01-01", 0, -1, NotNeeded},
		{"7429-90-5", "eu", "2026-01-01", 7000, 6999, NotNeeded},
		{"100-97-0", "gb", "2023-10-01", 1, -1, Any},
	} {
		s, ok := Regulated(test.cas, test.where, day(t, test.on))
		if !ok || !s.Over(test.over) || test.under >= 0 && s.Over(test.under) || s.Licence != test.licence {
			t.Errorf("%s in %s: %v %+v", test.cas, test.where, ok, s)
		}
	}
	for _, test := range [][3]string{{"7647-01-0", "eu", "2026-01-01"}, {"100-97-0", "gb", "2014-10-01"}, {"7722-84-1", "eu", "2021-01-31"},
		{"7722-84-1", "us", "2026-01-01"}, {"7732-18-5", "eu", "2026-01-01"}} {
		if s, ok := Regulated(test[0], test[1], day(t, test[2])); ok {
			t.Errorf("%v is not regulated: %+v", test, s)
		}
	}
	if s, _ := Regulated("7697-37-2", "eu", day(t, "2026-01-01")); s.Ceiling != 1000 || s.CN[0] != "ex28080000" {
		t.Errorf("nitric acid: %+v", s)
	}
}

// Handbook values of common solutions, in grams a litre: what is worked out lies within a twentieth.
func TestGramsPerLitre(t *testing.T) {
	for _, c := range []struct {
		cas           string
		percent, want int
	}{
		{"7722-84-1", 30, 1110}, {"7722-84-1", 35, 1130}, {"7697-37-2", 65, 1390}, {"7664-93-9", 96, 1840}, {"7664-93-9", 37, 1280},
		{"67-64-1", 100, 791}, {"75-52-5", 100, 1137}, {"7647-01-0", 37, 1180}, {"7664-38-2", 85, 1685},
	} {
		got, ok := GramsPerLitre(c.cas, c.percent*100)
		if !ok || 20*max(got-c.want, c.want-got) > c.want {
			t.Errorf("%s at %d %%: %d, want about %d", c.cas, c.percent, got, c.want)
		}
	}
	if _, ok := GramsPerLitre("6484-52-2", 10000); ok {
		t.Error("ammonium nitrate is no liquid")
	}
	if _, ok := GramsPerLitre("67-64-1", 10001); ok {
		t.Error("more than pure")
	}
}
