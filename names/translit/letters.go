package translit

import "strings"

// Letters writes a word of a script that leaves its vowels out letter by letter, each as it is written most often: محمد is mhmd.
// It is for the eye: nobody spells a name so. Empty for a word of another script.
func Letters(word string) string {
	if !Unvocalised(word) {
		return ""
	}
	known := abjads()
	var b strings.Builder
	for _, r := range consonantal(word) {
		if l, ok := known.letters[r]; ok && len(l.sounds) > 0 && l.drop > 0 { // hamza is silent
			b.WriteString(l.sounds[0].text)
		}
	}
	return b.String()
}
