package translit_test

import (
	"slices"
	"strings"
	"testing"

	"spoor/names/translit"
)

func seeds(f *testing.F) {
	for _, word := range []string{"", "дмитрий", "γιώργος", "محمد", "القذافي", "נתניהו", "习近平", "김정은", "スコット", "राम", "a\u0301", "\xff\xfe",
		strings.Repeat("я", 5000), strings.Repeat("ا", 5000), "اا", "א״", "\u0308ϊ", "😀"} {
		f.Add(word)
	}
}

func FuzzReadings(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, word string) {
		readings := translit.Readings(word)
		if len(readings) > 8 {
			t.Errorf("%d readings", len(readings))
		}
		for i, reading := range readings {
			if reading == "" || strings.Trim(reading, "abcdefghijklmnopqrstuvwxyz") != "" || slices.Contains(readings[:i], reading) {
				t.Errorf("reading %q of %q", reading, word)
			}
		}
		if !slices.Equal(readings, translit.Readings(word)) {
			t.Errorf("%q is read in two ways", word)
		}
	})
}

func FuzzSkeletons(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, word string) {
		skeletons := translit.Skeletons(word)
		if len(skeletons) > 8 {
			t.Errorf("%d skeletons", len(skeletons))
		}
		for i, skeleton := range skeletons {
			if skeleton != "-" && strings.Trim(skeleton, "pmntlrskj") != "" || skeleton == "" || slices.Contains(skeletons[:i], skeleton) {
				t.Errorf("skeleton %q of %q", skeleton, word)
			}
		}
	})
}

func FuzzVocalised(f *testing.F) {
	f.Add("محمد", "muhammad")
	f.Add("נתניהו", "netanyahu")
	f.Add(strings.Repeat("م", 3000), strings.Repeat("ma", 3000))
	f.Fuzz(func(t *testing.T, word, spelled string) {
		if score := translit.Vocalised(word, spelled); score < 0 || score > 1000 {
			t.Errorf("%q read %q: %d", word, spelled, score)
		}
	})
}
