package translit

import "strings"

// georgianReadings are the national system without its apostrophes, then g for gh and k for q, as older spellings have.
func georgianReadings(word string) []string {
	national := plain(georgian(word))
	return []string{
		national,
		strings.NewReplacer("gh", "g", "q", "k").Replace(national),
		strings.NewReplacer("sh", "ch", "u", "ou", "q", "k", "gh", "gu").Replace(national), // French
		strings.NewReplacer("kh", "h", "q", "kh", "j", "dj").Replace(national),
		plain(georgian(strings.ReplaceAll(word, "ფ", "f"))), // of foreign names
		strings.TrimSuffix(national, "i"),                   // the ending of the nominative
	}
}

// westernArmenian writes the stops as the diaspora speaks them.
var westernArmenian = strings.NewReplacer("բ", "պ", "գ", "կ", "դ", "տ", "պ", "բ", "կ", "գ", "տ", "դ", "ծ", "ձ", "ձ", "ց", "ճ", "ջ", "ջ", "չ")

// armenianReadings are BGN, with single r and e; the ending -ian; the western sounds with each ending.
func armenianReadings(word string) []string {
	single := strings.NewReplacer("rr", "r")
	eastern := single.Replace(plain(armenian(word)))
	western := single.Replace(plain(armenian(westernArmenian.Replace(word))))
	ian := func(s string) string {
		if stem, ok := strings.CutSuffix(s, "yan"); ok {
			return stem + "ian"
		}
		return s
	}
	bare := func(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "ye"), "vo") }
	readings := []string{eastern, ian(eastern), ian(western), western, strings.ReplaceAll(ian(western), "siari", "ssari")}
	if short := bare(eastern); short != eastern {
		readings = append(readings, eastern[:2][1:]+short)
	}
	return append(readings, strings.NewReplacer("kh", "h", "gh", "g").Replace(eastern))
}

// ethiopicReadings drop the vowel of the sixth order where it is not spoken; BGN writes it i, and the vowel of the third ī.
func ethiopicReadings(word string) []string {
	sounds := strings.NewReplacer("īye", "iye", "ī", "I", "ny", "ñ").Replace(strings.ToLower(amharic(word)))
	sounds = strings.NewReplacer("’", "", "‘", "", "ch", "č", "sh", "š", "š", "s", "zh", "ž", "ts", "c", "ī", "I", "kw", "q", "hw", "H").Replace(sounds)
	bare := []rune(sounds)
	isVowel := func(r rune) bool { return strings.ContainsRune("aāeēiIoōu", r) }
	if n := len(bare); n > 2 && bare[n-1] == 'i' {
		bare = bare[:n-1]
	}
	for i := len(bare) - 3; i >= 2; i-- {
		if bare[i] == 'i' && isVowel(bare[i-2]) && !isVowel(bare[i-1]) && !isVowel(bare[i+1]) && isVowel(bare[i+2]) {
			bare = append(bare[:i:i], bare[i+1:]...)
			i--
		}
	}
	spelled := strings.NewReplacer("č", "ch", "š", "sh", "ž", "zh", "I", "i", "c", "ts", "q", "kw", "H", "hw", "ñ", "gn")
	whole, short := spelled.Replace(sounds), spelled.Replace(string(bare))
	open := strings.ReplaceAll(strings.ReplaceAll(string(bare), "i", "e"), "ē", "ie")
	return []string{short, spelled.Replace(open), strings.NewReplacer("ay", "ai", "ey", "ei", "iya", "ia").Replace(short), strings.ReplaceAll(short, "ē", "ie"), whole}
}
