package names

import "strings"

// Latin lists the ways in which a word of another script is usually written in Latin letters, the commonest first; nil for a
// Latin word and for a script that is not known here. The word is lower case, its diacritics may stand.
//
// Today: Cyrillic by table (passport style, then a shorter style; Ukrainian by its letters) and Greek (ELOT 743).
func Latin(word string) []string {
	for _, r := range word {
		switch {
		case r >= 0x400 && r < 0x530:
			first, second := cyrillic(word, 0), cyrillic(word, 1)
			if first == second {
				return []string{first}
			}
			return []string{first, second}
		case r >= 0x370 && r < 0x400:
			return []string{greek(word)}
		case r >= 0x80 && !(r < 0x250):
			return nil
		}
	}
	return nil
}

// cyrillicLatin holds two spellings of a letter, parted by a space where they differ.
var cyrillicLatin = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ё': "e yo", 'є': "ie ye", 'ж': "zh j", 'з': "z",
	'и': "i", 'і': "i", 'ї': "i yi", 'й': "y j", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s",
	'т': "t", 'у': "u", 'ў': "u w", 'ф': "f", 'х': "kh h", 'ц': "ts c", 'ч': "ch", 'ш': "sh", 'щ': "shch sch", 'ъ': "", 'ы': "y",
	'ь': "", 'э': "e", 'ю': "yu iu", 'я': "ya ia", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ѓ': "gj",
	'ќ': "kj", 'ѕ': "dz", 'қ': "k q", 'ғ': "g gh", 'ң': "n ng", 'ә': "a", 'ө': "o", 'ү': "u", 'ұ': "u", 'һ': "h", 'ҳ': "h",
	'ҷ': "j", 'ӣ': "i", 'ӯ': "u",
}

func cyrillic(word string, style int) string {
	var b strings.Builder
	ukrainian := strings.ContainsAny(word, "іїєґ")
	for _, r := range word {
		if r < 0x300 {
			b.WriteRune(r)
			continue
		}
		if ukrainian && r == 'г' {
			b.WriteByte('h')
			continue
		}
		if ukrainian && r == 'и' {
			b.WriteByte('y')
			continue
		}
		first, second, both := strings.Cut(cyrillicLatin[r], " ")
		if both && style == 1 {
			first = second
		}
		b.WriteString(first)
	}
	return b.String()
}

var greekPairs = strings.NewReplacer("ου", "ou", "αυ", "av", "ευ", "ev", "ηυ", "iv", "γγ", "ng", "γκ", "gk", "γξ", "nx", "γχ", "nch",
	"μπ", "b", "ντ", "nt", "α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k",
	"λ", "l", "μ", "m", "ν", "n", "ξ", "x", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "ς", "s", "τ", "t", "υ", "y", "φ", "f",
	"χ", "ch", "ψ", "ps", "ω", "o")

func greek(word string) string { return greekPairs.Replace(strip(word)) }
