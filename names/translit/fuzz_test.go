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
			if skeleton != "-" && strings.Trim(skeleton, "pmntlrsk") != "" || skeleton == "" || slices.Contains(skeletons[:i], skeleton) {
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

func FuzzSplit(f *testing.F) {
	seeds(f)
	for _, name := range []string{"欧阳娜娜", "남궁민", "安倍晋三", "高橋メアリージュン", "々々"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, word string) {
		ways := translit.Split(word)
		if len(ways) > 3 {
			t.Errorf("%d ways", len(ways))
		}
		for _, way := range ways {
			if len(way) != 2 || way[0] == "" || way[1] == "" || way[0]+way[1] != word {
				t.Errorf("%q parts into %q", word, way)
			}
		}
	})
}
