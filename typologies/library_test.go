package typologies

import (
	"testing"

	"spoor/detect"
	"spoor/model"
)

func TestEveryTypologyDoesWhatItsTestsSay(t *testing.T) {
	all, err := detect.Load(Files, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 10 {
		t.Fatalf("only %d typologies", len(all))
	}
	for _, typology := range all {
		outcomes, err := typology.RunTests(t.Context())
		if err != nil {
			t.Error(err)
			continue
		}
		if err := detect.TestError(typology, outcomes); err != nil {
			t.Error(err)
		}
		kinds := map[string]int{}
		for _, o := range outcomes {
			kinds[o.Test.Kind]++
		}
		id := typology.File.ID.Text
		if kinds["fires"] < 3 || kinds["silent"] < 3 || kinds["near"] < 2 {
			t.Errorf("%s has too few tests: %v; at least three fire, three stay silent, two nearly fire", id, kinds)
		}
		if want := id + "/typology.yaml"; typology.File.Path != want {
			t.Errorf("%s stands at %s, not at %s", id, typology.File.Path, want)
		}
	}
}
