package un_test

import (
	"slices"
	"testing"

	"spoor/read"
	"spoor/read/readtest"
	"spoor/read/un"
)

func TestPublishedLists(t *testing.T) {
	for file, want := range map[string]struct {
		persons, others int
		published       string
	}{
		"lists/un-2018/consolidated.xml": {703, 390, "2018-10-29T23:09:49Z"},
		"lists/un-2026/consolidated.xml": {730, 273, "2026-02-27T00:00:09Z"},
	} {
		t.Run(file, func(t *testing.T) {
			in := readtest.File(t, file, read.List)
			if !un.XML().Detect(file, in.Head) {
				t.Error("not detected")
			}
			store, report, err := readtest.Take(t, un.XML(), in)
			if err != nil || report.Break != nil || report.Read != want.persons+want.others || report.Kept != report.Read {
				t.Fatalf("%+v %v", report, err)
			}
			if report.Published != want.published {
				t.Errorf("published %s", report.Published)
			}
			persons, others := 0, 0
			for _, e := range store.Entities {
				switch e.Schema.Name {
				case "Person":
					persons++
				case "Organization":
					others++
				}
			}
			if persons != want.persons || others != want.others {
				t.Errorf("%d persons, %d others", persons, others)
			}
			// read off the file by eye
			gaston := store.ByID["un-6907995"]
			if gaston.First("name") != "GASTON IYAMUREMYE" || gaston.First("birthDate") != "1948" || gaston.First("nationality") != "rw" ||
				!slices.Equal(gaston.Get("position"), []string{"FDLR Interim President", "FDLR-FOCA 1st Vice-President", "FDLR-FOCA Major General"}) ||
				!slices.Equal(gaston.Get("weakAlias"), []string{"Rumuli"}) || gaston.First("program") != "DRC" {
				t.Errorf("un-6907995: %+v", gaston.Values)
			}
			adf := store.ByID["un-6908402"]
			if adf.First("alias") != "Allied Democratic Forces" || !slices.Contains(adf.Get("previousName"), "NALU") || adf.First("country") != "cd" {
				t.Errorf("un-6908402: %+v", adf.Values)
			}
			ri := store.ByID["un-6908555"]
			if ri.First("passportNumber") != "381310014" || ri.First("birthDate") != "1964-07-17" || ri.First("nationality") != "kp" {
				t.Errorf("un-6908555: %+v", ri.Values)
			}
		})
	}
}

func BenchmarkList(b *testing.B) {
	data := readtest.Data(b, "lists/un-2026/consolidated.xml")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		in := readtest.Text("l.xml", string(data), read.List, nil)
		if report, err := read.Take(b.Context(), un.XML(), in, &readtest.Store{Counting: true}); err != nil || report.Kept != 1003 {
			b.Fatal(report, err)
		}
	}
}
