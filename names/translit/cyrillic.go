package translit

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// style is one habit of writing Cyrillic in Latin letters: what it writes for a letter where it differs from the base.
type style struct {
	letters map[rune]string
	ending  string // for ий and ый at the end of a word; "" as the letters say
	iotated bool   // е is ye at the beginning and after a vowel, ь or ъ
	short   bool   // ия is ia
}

// cyrillicBase is what all habits begin with: English press spelling of Russian, and the letters of the other languages.
var cyrillicBase = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts",
	'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'ґ': "g", 'є': "ye", 'і': "i", 'ї': "yi", 'ў': "w", 'ѣ': "e", 'ѐ': "e", 'ѝ': "i",
	'ђ': "dj", 'ѓ': "gj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ќ': "kj", 'џ': "dz", 'ѕ': "dz",
	'ә': "a", 'ғ': "g", 'қ': "k", 'ң': "n", 'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "h", 'ҳ': "h", 'ҷ': "j", 'ӣ': "i", 'ӯ': "u",
	'җ': "j", 'ҡ': "k", 'ҙ': "z", 'ҫ': "s", 'ӑ': "a", 'ӗ': "e", 'ҹ': "j", 'ҝ': "g", 'ӏ': "", 'ӱ': "u", 'ӧ': "o", 'ӓ': "a",
}

var (
	press     = style{ending: "y", short: true}
	bgn       = style{iotated: true, ending: "iy"}
	passport  = style{letters: map[rune]string{'ё': "e", 'й': "i", 'ю': "iu", 'я': "ia", 'ъ': "ie"}, ending: "ii"}
	loose     = style{letters: map[rune]string{'ё': "e", 'х': "h", 'щ': "sch", 'й': "i"}, ending: "i", short: true}
	bulgarian = style{letters: map[rune]string{'х': "h", 'щ': "sht", 'ъ': "a", 'ь': "y"}}
	ukrainian = style{letters: map[rune]string{'г': "h", 'и': "y", 'є': "ie", 'ї': "i", 'ю': "iu", 'я': "ia", 'й': "i"}, ending: "yi"}
	ukrPress  = style{letters: map[rune]string{'г': "h", 'и': "y", 'є': "ye", 'ї': "yi"}, ending: "y"}
	belarus   = style{letters: map[rune]string{'г': "h", 'ў': "u"}}
	serbian   = style{letters: map[rune]string{'ж': "z", 'х': "h", 'ц': "c", 'ч': "c", 'ш': "s", 'ђ': "dj", 'џ': "dz"}}
	serbPlain = style{letters: map[rune]string{'ж': "z", 'х': "h", 'ц': "c", 'ч': "c", 'ш': "s", 'ђ': "d"}}
	serbPress = style{letters: map[rune]string{'ћ': "ch", 'х': "h", 'ј': "y", 'њ': "ny", 'љ': "ly", 'џ': "dzh", 'ќ': "k", 'ѓ': "g"}}
	turkic    = style{letters: map[rune]string{'ж': "j", 'қ': "q", 'ғ': "gh", 'ң': "ng", 'ө': "o"}, iotated: true}
	turkicOld = style{letters: map[rune]string{'й': "i", 'қ': "k", 'ң': "ng", 'х': "h", 'ы': "i"}, iotated: true}
	tajik     = style{letters: map[rune]string{'қ': "q", 'ғ': "gh", 'ж': "zh", 'ӯ': "u"}, iotated: true}
	tajikO    = style{letters: map[rune]string{'қ': "k", 'ғ': "g", 'ӯ': "o", 'ў': "o", 'х': "h", 'ж': "j"}}
	mongol    = style{letters: map[rune]string{'ж': "j", 'ө': "u", 'й': "i"}}
	mongolO   = style{letters: map[rune]string{'ж': "j", 'ө': "o", 'й': "i", 'х': "h", 'в': "w"}}
	german    = style{letters: map[rune]string{'в': "w", 'ж': "sch", 'х': "ch", 'ц': "z", 'ч': "tsch", 'ш': "sch", 'щ': "schtsch", 'й': "j", 'ю': "ju", 'я': "ja"}}
	french    = style{letters: map[rune]string{'у': "ou", 'ж': "j", 'ч': "tch", 'ш': "ch", 'щ': "chtch", 'ю': "iou", 'я': "ia"}, ending: "i"}
)

// cyrillicReadings tells the language by its letters. A word without a telling letter may be Russian, Bulgarian, Ukrainian,
// Kyrgyz or Serbian, and is read as each.
func cyrillicReadings(word string) []string {
	var styles []style
	var official func(string) string
	switch {
	case strings.ContainsAny(word, "јљњћђџѓќѕ"):
		styles, official = []style{serbian, serbPlain, serbPress}, serbianB
		if strings.ContainsAny(word, "ѓќѕ") {
			official = macedonian
		}
	case strings.ContainsAny(word, "ҳҷӣӯ"), strings.ContainsRune(word, 'ў') && strings.ContainsAny(word, "қғ"):
		styles, official = []style{tajik, tajikO, turkic}, uzbek
	case strings.ContainsAny(word, "әғқңұһ"):
		styles, official = []style{press, turkic, turkicOld, bgn}, kazakh
	case strings.ContainsAny(word, "өү"):
		styles, official = []style{mongol, mongolO, turkic, press}, mongolian
	case strings.ContainsRune(word, 'ў') || strings.ContainsRune(word, 'і') && strings.ContainsAny(word, "ыэё"):
		styles, official = []style{belarus, press, passport, bgn}, belarusian
	case strings.ContainsAny(word, "іїєґ"):
		styles, official = []style{ukrPress, ukrainian, press, belarus, turkic}, ukrainianB
	default:
		styles, official = []style{press, bgn, passport, bulgarian, ukrPress, turkic, serbian, loose, french, german}, russian
	}
	letters := []rune(norm.NFC.String(word))
	readings := make([]string, 0, len(styles))
	for _, s := range styles {
		readings = append(readings, s.write(letters))
	}
	readings = slices.Insert(readings, min(3, len(readings)), official(word))
	if strings.Contains(readings[0], "ks") { // Alexander
		readings = slices.Insert(readings, 1, strings.ReplaceAll(readings[0], "ks", "x"))
	}
	return readings
}

func (s style) write(word []rune) string {
	var b strings.Builder
	for i, r := range word {
		if s.ending != "" && i > 0 && i == len(word)-2 && word[i+1] == 'й' && (r == 'и' || r == 'ы') {
			b.WriteString(s.ending)
			break
		}
		if s.iotated && r == 'е' && (i == 0 || strings.ContainsRune("аеёиоуыэюяьъієїәөүұ", word[i-1])) {
			b.WriteString("ye")
			continue
		}
		if s.short && r == 'я' && i > 0 && word[i-1] == 'и' {
			b.WriteByte('a')
			continue
		}
		if written, ok := s.letters[r]; ok {
			b.WriteString(written)
			continue
		}
		if written, ok := cyrillicBase[r]; ok {
			b.WriteString(written)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
