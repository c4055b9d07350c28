package interpol_test

import (
	"strings"
	"testing"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/interpol"
	"spoor/read/readtest"
)

// red is in the published form; the name is invented.
const red = `{"arrest_warrants":[{"issuing_country_id":"AR","charge":"Robo calificado","charge_translation":"Aggravated robbery"},{"issuing_country_id":"CL","charge":"Estafa","charge_translation":null}],
"weight":80,"forename":"ARAM ILO","date_of_birth":"1965/03/21","entity_id":"2023/12345","languages_spoken_ids":["SPA","ENG"],"nationalities":["AR","CD"],"height":1.75,"sex_id":"M","country_of_birth_id":"AR","name":"VENN","distinguishing_marks":"scar","eyes_colors_id":["BROD"],"hairs_id":["BLA"],"place_of_birth":"Rosario, Santa Fe","_links":{"self":{"href":"https://example.org/notices/v1/red/2023-12345"}}}`

const yellow = `{"entity_id":"2020/1","forename":null,"name":"TOLK","date_of_birth":"1999","nationalities":null,"height":0,"weight":0,"sex_id":"U","arrest_warrants":null,"_links":{"self":{"href":"https://example.org/notices/v1/yellow/2020-1"}}}`

func told(e *model.Entity) string {
	if e == nil {
		return "nothing"
	}
	text := e.Schema.Name
	for _, v := range e.Values {
		text += "\n" + v.Prop.Name + "=" + v.Text
	}
	return text
}

func TestForms(t *testing.T) {
	for name, in := range map[string]string{
		"lines": red + "\n" + yellow,
		"array": "[" + red + ",\n" + yellow + "]",
		"page":  `{"total":2,"query":{"page":1},"_embedded":{"other":{"a":[1]},"notices":[` + red + "," + yellow + `]},"_links":{"self":{"href":"x"}}}`,
		"pages": `[` + red + "]\n" + `{"_embedded":{"notices":[` + yellow + `]}}`,
	} {
		input := readtest.Text("notices.json", in, read.List, nil)
		if !interpol.JSON().Detect("x.json", input.Head) {
			t.Errorf("%s: not detected", name)
		}
		store, report, err := readtest.Take(t, interpol.JSON(), input)
		if err != nil || report.Read != 2 || report.Kept != 2 || report.Break != nil {
			t.Fatalf("%s: %+v %v", name, report, err)
		}
		for id, want := range map[string]string{
			"interpol-2023-12345": `Person
name=ARAM ILO VENN
firstName=ARAM ILO
lastName=VENN
birthPlace=Rosario, Santa Fe
height=1.75
weight=80
eyeColor=dark brown
hairColor=black
spokenLanguage=spa
spokenLanguage=eng
gender=male
birthDate=1965-03-21
nationality=ar
nationality=cd
birthCountry=ar
notes=Distinguishing marks: scar
topics=wanted
program=Red notice
sourceUrl=https://example.org/notices/v1/red/2023-12345`,
			"interpol-2020-1": "Person\nname=TOLK\nlastName=TOLK\nbirthDate=1999\nprogram=Yellow notice\nsourceUrl=https://example.org/notices/v1/yellow/2020-1",
			model.ID("interpol-2023-12345", "sanction"): "Sanction\nentity=interpol-2023-12345\nauthority=Interpol\nprogram=Red notice\nauthorityId=2023/12345\n" +
				"country=ar\nreason=Robo calificado\nreason=Aggravated robbery\ncountry=cl\nreason=Estafa",
		} {
			if got := told(store.ByID[id]); got != want {
				t.Errorf("%s: %s is\n%s\nwant\n%s", name, id, got, want)
			}
		}
	}
}

func TestWhatIsNoNotice(t *testing.T) {
	in := "[\n" + yellow + ",\n{\"entity_id\":\"1/2\"},\n7,\n{\"entity_id\":\"3/4\",\"name\":{\"a\":1}}]"
	store, report, err := readtest.Take(t, interpol.JSON(), readtest.Text("n.json", in, read.List, nil))
	if err != nil || report.Read != 4 || report.Quarantined != 3 || store.Faults[0].Place.Line != 2 && store.Faults[0].Place.Line != 3 {
		t.Fatalf("%+v %v %+v", report, err, store.Faults)
	}
	for name, in := range map[string]string{"cut": "[" + red + "," + red[:200], "no JSON": "[" + yellow + ", nonsense]", "a text": `"entity_id"`} {
		_, report, err := readtest.Take(t, interpol.JSON(), readtest.Text("n.json", in, read.List, nil))
		if err == nil {
			err = report.Break
		}
		if err == nil || fault.KindOf(err) != fault.Input {
			t.Errorf("%s: %v", name, err)
		}
	}
	long := `[{"entity_id":"1","name":"` + strings.Repeat("x", 20<<20) + `"}]`
	if _, _, err := readtest.Take(t, interpol.JSON(), readtest.Text("n.json", long, read.List, nil)); err == nil || fault.KindOf(err) != fault.Limit {
		t.Errorf("a notice of 20 MiB: %v", err)
	}
}

func FuzzInterpol(f *testing.F) {
	f.Add(red + yellow)
	f.Add(`[` + yellow + `]`)
	f.Add(`{"_embedded":{"notices":[` + yellow + `]}}`)
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, interpol.JSON(), readtest.Text("n", in, read.List, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}
