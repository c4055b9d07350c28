package lost_test

import (
	"testing"

	"spoor/model"
	"spoor/read"
	"spoor/read/lost"
	"spoor/read/readtest"
)

const table = `Type;Series;Number;Status;Date;Country
passport;AB;123456;stolen blank;21.11.2025;Syria
identity card;;C01X00T47;lost;2024-02-03;DE
passport;AB;;stolen;;Syria
passport;AB;7
passport;AB;123456;stolen blank;21.11.2025;SY
`

func TestDocuments(t *testing.T) {
	in := readtest.Text("documents.csv", table, read.List, nil)
	if !lost.CSV().Detect("x", in.Head) {
		t.Error("not detected")
	}
	store, report, err := readtest.Take(t, lost.CSV(), in)
	if err != nil || report.Read != 5 || report.Kept != 2 || report.Quarantined != 2 || report.Duplicates != 1 {
		t.Fatalf("%+v %v", report, err)
	}
	for id, want := range map[string]string{
		model.ID("document", "sy", "passport", "AB123456"):       " number=AB123456 series=AB type=passport status=stolen blank country=sy date=2025-11-21",
		model.ID("document", "de", "identity card", "C01X00T47"): " number=C01X00T47 type=identity card status=lost country=de date=2024-02-03",
	} {
		got := ""
		if e := store.ByID[id]; e != nil {
			for _, v := range e.Values {
				got += " " + v.Prop.Name + "=" + v.Text
			}
		}
		if got != want {
			t.Errorf("got%s\nwant%s", got, want)
		}
	}
	if f := store.Faults[0].Place; f.Line != 4 || f.Column != 13 {
		t.Errorf("the first fault: %+v", f)
	}
}

func TestDetect(t *testing.T) {
	for head, want := range map[string]bool{
		"type,number,status,country\n": true, "\"Number\",\"Type\",\"Status\",\"Series\"\r\n": true,
		"type,number,status\n": false, "type,number,status,country,amount\n": false, "id,name\n": false, "": false,
	} {
		if got := lost.CSV().Detect("x.csv", []byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

func FuzzLost(f *testing.F) {
	f.Add(table)
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, lost.CSV(), readtest.Text("d.csv", in, read.List, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}
