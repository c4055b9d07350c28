package translit

import (
	"strings"
	"sync"
)

// A Vietnamese syllable, without its marks, is an initial, vowels and a final of the national alphabet (quốc ngữ).
const (
	vietnameseInitials = "- b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
	vietnameseVowels   = "a ai ao au ay e eo eu i ia ie ieu iu o oa oai oay oe oi oo u ua uay ue ui uo uoi uou uu uy uya uye uyu y ye yeu"
	vietnameseFinals   = "- c ch m n ng nh p t"
)

var vietnameseSyllables = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, first := range strings.Fields(vietnameseInitials) {
		for _, vowels := range strings.Fields(vietnameseVowels) {
			for _, last := range strings.Fields(vietnameseFinals) {
				known[strings.ReplaceAll(first+vowels+last, "-", "")] = true
			}
		}
	}
	return known
})

// Vietnamese says whether every word, lower case a to z, could be a syllable of that language, as a whole Vietnamese name is.
func Vietnamese(words []string) bool {
	known := vietnameseSyllables()
	for _, word := range words {
		if !known[word] {
			return false
		}
	}
	return len(words) > 0
}
