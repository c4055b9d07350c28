package names_test

import (
	"slices"
	"testing"

	"spoor/names"
)

// The readings were written by hand of the tables: BGN for Cyrillic, pinyin for Han, UNGEGN letter by letter for Arabic.
func TestLatin(t *testing.T) {
	for text, want := range map[string]string{"Иван Соколов": "Ivan Sokolov", "محمد": "Mhmd", "习近平": "Xi Jinping", "Ivan Sokolov": "", "": "", "القذافي": "Alqdhafy", "Νικολάου": "Nikolaou", "12": "", "Ivan Соколов": "Ivan Sokolov"} {
		got, consonants := names.Latin(text)
		if got != want {
			t.Errorf("%s is written %q, not %q", text, got, want)
		}
		if consonants != (text == "محمد" || text == "القذافي") {
			t.Errorf("%s: consonants %v", text, consonants)
		}
	}
}

func TestScripts(t *testing.T) {
	for text, want := range map[string][]string{"Иван Sokolov": {"Cyrillic", "Latin"}, "محمد 12": {"Arabic"}, "12": nil, "习近平": {"Han"}, "ユキ子": {"Katakana", "Han"}} {
		if got := names.Scripts(text); !slices.Equal(got, want) {
			t.Errorf("%s is in %v, not %v", text, got, want)
		}
	}
}
