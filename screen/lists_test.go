package screen

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spoor/model"
)

// The lists are read here as plainly as the tests need; the readers of the product are elsewhere.

func data(t testing.TB, path ...string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "shared", "data"}, path...)...))
	if err != nil {
		t.Skip("the data are not here:", err)
	}
	return text
}

func csvRows(t testing.TB, text []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// realLists are OFAC's list of 2023 and the UN's of 2026: 12,446 listings.
func realLists(t testing.TB) []Published {
	var all []Published
	for _, r := range csvRows(t, data(t, "lists", "ofac-sdn-2023", "sdn.csv"))[1:] {
		if len(r) < 12 || r[1] == "" {
			continue // the lone end-of-file character
		}
		schema := map[string]string{"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}[strings.TrimSpace(r[2])]
		if schema == "" {
			schema = "Organization"
		}
		e := model.NewEntity("ofac-"+r[0], model.Default().Get(schema), nil)
		e.Add("name", r[1], "")
		for _, remark := range strings.Split(r[11], ";") {
			remark = strings.Trim(remark, " .")
			switch {
			case strings.HasPrefix(remark, "a.k.a. '"):
				e.Add("weakAlias", strings.Trim(remark[8:], "'"), "") // OFAC puts its weak aliases into quotes
			case strings.HasPrefix(remark, "DOB "):
				if date, ok := day(remark[4:]); ok {
					e.Add("birthDate", date, "")
				}
			case strings.HasPrefix(remark, "nationality "):
				e.Add("nationality", remark[12:], "")
			case strings.HasPrefix(remark, "Gender "):
				e.Add("gender", strings.ToLower(remark[7:]), "")
			case strings.HasPrefix(remark, "Passport "):
				number, _, _ := strings.Cut(remark[9:], " ")
				e.Add("passportNumber", number, "")
			}
		}
		all = append(all, Published{e, "ofac"})
	}
	return append(all, unList(t)...)
}

func day(text string) (string, bool) {
	var d int
	var month, year string
	if n, _ := fmt.Sscanf(text, "%d %s %s", &d, &month, &year); n == 3 {
		if m := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", month); m >= 0 && len(month) == 3 {
			return fmt.Sprintf("%s-%02d-%02d", year, m/3+1, d), true
		}
	}
	return text, len(text) == 4
}

func unList(t testing.TB) []Published {
	type alias struct {
		Quality string `xml:"QUALITY"`
		Name    string `xml:"ALIAS_NAME"`
	}
	type entry struct {
		ID      string   `xml:"REFERENCE_NUMBER"`
		First   string   `xml:"FIRST_NAME"`
		Second  string   `xml:"SECOND_NAME"`
		Third   string   `xml:"THIRD_NAME"`
		Fourth  string   `xml:"FOURTH_NAME"`
		Nation  []string `xml:"NATIONALITY>VALUE"`
		Births  []string `xml:"INDIVIDUAL_DATE_OF_BIRTH>DATE"`
		Aliases []alias  `xml:"INDIVIDUAL_ALIAS"`
		Others  []alias  `xml:"ENTITY_ALIAS"`
	}
	var list struct {
		People   []entry `xml:"INDIVIDUALS>INDIVIDUAL"`
		Entities []entry `xml:"ENTITIES>ENTITY"`
	}
	if err := xml.Unmarshal(data(t, "lists", "un-2026", "consolidated.xml"), &list); err != nil {
		t.Fatal(err)
	}
	var all []Published
	add := func(n entry, schema string) {
		e := model.NewEntity("un-"+n.ID, model.Default().Get(schema), nil)
		e.Add("name", strings.Join(strings.Fields(strings.Join([]string{n.First, n.Second, n.Third, n.Fourth}, " ")), " "), "")
		for _, a := range append(n.Aliases, n.Others...) {
			prop := "alias"
			if a.Quality == "Low" {
				prop = "weakAlias"
			}
			e.Add(prop, a.Name, "")
		}
		for _, nation := range n.Nation {
			e.Add("nationality", nation, "")
		}
		for _, birth := range n.Births {
			e.Add("birthDate", birth, "")
		}
		all = append(all, Published{e, "un"})
	}
	for _, n := range list.People {
		add(n, "Person")
	}
	for _, n := range list.Entities {
		add(n, "Organization")
	}
	return all
}

// vendors are the distinct payees of a city's payments.
func vendors(t testing.TB) []string {
	var all []string
	seen := map[string]bool{}
	for _, r := range csvRows(t, data(t, "records", "gla-payments.csv"))[1:] {
		if len(r) > 2 && !seen[r[2]] {
			seen[r[2]] = true
			all = append(all, r[2])
		}
	}
	return all
}
