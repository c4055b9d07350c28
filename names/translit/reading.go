package translit

// Readings lists the ways in which a word of another script is usually written in Latin letters, the commonest first: letters
// a to z only, no doubles, at most 8. It is nil for a Latin word, for a script that is not known here, and for one that leaves
// its vowels out (see Vocalised). Of a long word the first 64 letters are read.
func Readings(word string) []string {
	word = cut(word)
	switch scriptOf(word) {
	case cyrillic:
		return distinct(cyrillicReadings(word))
	case greek:
		return distinct(greekReadings(word))
	}
	return nil
}
