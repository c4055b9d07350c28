package translit

import "strings"

// longVowels read a long o and u in the ways in use: not marked, spelled out, doubled, and oh before a consonant or the end.
var longVowels = []*strings.Replacer{
	strings.NewReplacer("ō", "o", "ū", "u", "ā", "a", "ī", "i", "ē", "e", "oo", "o", "ou", "o", "uu", "u", "aa", "a", "ii", "i"),
	strings.NewReplacer("ō", "ou", "ū", "uu", "ā", "aa", "ī", "ii", "ē", "ei"),
	strings.NewReplacer("ō", "oh", "oo", "oh", "ou", "oh", "ū", "u", "ā", "a", "ī", "i", "ē", "e"),
	strings.NewReplacer("ō", "oo", "ou", "oo", "ū", "uu", "ā", "ah", "ī", "ii", "ē", "ee"),
}

// smallVowels take the place of the vowel before them: fu with a small a is fa.
var smallVowels = map[rune]string{
	'ァ': "a", 'ィ': "i", 'ゥ': "u", 'ェ': "e", 'ォ': "o", 'ぁ': "a", 'ぃ': "i", 'ぅ': "u", 'ぇ': "e", 'ぉ': "o",
	'ャ': "ya", 'ュ': "yu", 'ョ': "yo", 'ゃ': "ya", 'ゅ': "yu", 'ょ': "yo", 'ヮ': "wa", 'ゎ': "wa",
}

// kanaReadings are Hepburn with every habit for long vowels. Katakana is also how foreign names are written: there a vowel
// that only helps to speak is dropped, and r may stand for l, b for v, s for th.
func kanaReadings(word string) []string {
	hepburn := strings.ReplaceAll(hepburn(word), "tch", "cch")
	var readings []string
	for _, style := range longVowels {
		readings = append(readings, strings.ReplaceAll(style.Replace(hepburn), "cch", "tch"))
	}
	if foreign := strings.ContainsFunc(word, func(r rune) bool { return r >= 0x30A1 && r <= 0x30FA }); foreign {
		bare := withoutHelp(readings[0])
		readings = append(readings[:min(len(readings), 3)], bare, strings.ReplaceAll(bare, "r", "l"), leftL(bare),
			strings.NewReplacer("b", "v", "sh", "s", "j", "z").Replace(bare), strings.NewReplacer("sh", "th", "s", "th", "z", "th").Replace(bare))
	}
	return readings
}

// hepburn is the BGN reading, with the small vowels that it does not know.
func hepburn(word string) string {
	s := kanaBGN(word)
	var b strings.Builder
	for _, r := range s {
		small, ok := smallVowels[r]
		if !ok {
			b.WriteRune(r)
			continue
		}
		before := b.String()
		switch n := len(before); {
		case n > 0 && vowel(before[n-1]) && n == 1, n > 1 && vowel(before[n-1]) && vowel(before[n-2]):
			before = strings.TrimSuffix(before, "u") + "w"
			small = strings.TrimPrefix(small, "y")
		case n > 0 && vowel(before[n-1]):
			before = before[:n-1]
			if strings.HasSuffix(before, "sh") || strings.HasSuffix(before, "ch") || strings.HasSuffix(before, "j") {
				small = strings.TrimPrefix(small, "y")
			}
		}
		b.Reset()
		b.WriteString(before + small)
	}
	return strings.ReplaceAll(b.String(), "vuー", "vu")
}

// withoutHelp drops u, and o after t and d, where no vowel follows: they are written because no consonant stands alone.
func withoutHelp(s string) string {
	var b strings.Builder
	for i := range len(s) {
		alone := i > 0 && !vowel(s[i-1]) && (i+1 == len(s) || !vowel(s[i+1])) && s[i-1] != 'n'
		helps := s[i] == 'u' || s[i] == 'o' && i > 0 && (s[i-1] == 't' || s[i-1] == 'd') || s[i] == 'i' && i+1 == len(s) && i > 1 && s[i-2:i] == "ch"
		if alone && helps && strings.ContainsAny(s, "aeiou") && b.Len() > 0 {
			continue
		}
		b.WriteByte(s[i])
	}
	return strings.NewReplacer("np", "mp", "nb", "mb", "kk", "ck", "tt", "tt", "tch", "ch").Replace(b.String())
}

// leftL reads the last r as l, which keeps a first one: Brasil, Gabriel.
func leftL(s string) string {
	if i := strings.LastIndexByte(s, 'r'); i >= 0 {
		return s[:i] + "l" + s[i+1:]
	}
	return s
}
