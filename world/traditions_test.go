package world

import (
	"slices"
	"testing"
	"unicode"
)

func TestPeopleOfEveryTradition(t *testing.T) {
	if len(Traditions()) != 13 {
		t.Errorf("%d traditions", len(Traditions()))
	}
	for _, tradition := range Traditions() {
		people := People(1, tradition, 500)
		if len(people) != 500 || !slices.Equal(people, People(1, tradition, 500)) || slices.Equal(people, People(2, tradition, 500)) {
			t.Errorf("%s: the seed alone does not say who is there", tradition)
		}
		different := map[string]bool{}
		for _, p := range people {
			different[p.Latin] = true
		}
		if len(different) < 200 {
			t.Errorf("%s: %d different names of 500", tradition, len(different))
		}
		for _, p := range Townspeople(1, tradition, 100) {
			if foreign := slices.Contains([]string{"ua", "sy", "af", "in", "gr", "cn", "kr"}, tradition); foreign != (p.Native != "") || foreign && letters(p.Native, unicode.Latin) {
				t.Errorf("%s: %+v", tradition, p)
			}
		}
	}
	if People(1, "xx", 3) != nil {
		t.Error("a tradition that is not there has people")
	}
}

func letters(text string, of *unicode.RangeTable) bool {
	for _, r := range text {
		if unicode.Is(of, r) {
			return true
		}
	}
	return false
}
