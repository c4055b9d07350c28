package ref

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

type country struct{ code, alpha3, name, parent string }

type countryTable struct {
	byCode map[string]country
	byName map[string]string // key of a name → code
}

var countries = sync.OnceValue(func() countryTable {
	t := countryTable{map[string]country{}, map[string]string{}}
	for _, r := range table("countries.csv") {
		c := country{r.text("code"), r.text("alpha3"), r.text("name"), r.text("parent")}
		t.byCode[c.code] = c
		t.byName[countryKey(c.name)] = c.code
		if c.alpha3 != "" {
			t.byName[c.alpha3] = c.code
		}
	}
	for _, r := range table("country_names.csv") {
		t.byName[countryKey(r.text("name"))] = r.text("code")
	}
	return t
})

// Country finds the country that a text names: a code (alpha-2 or alpha-3, in either case), a name in one of some fifty
// languages, an official or former name in any order of its words ("Iran, Islamic Republic of", "Korea, North"), or a
// demonym ("Tunisian"). The code is FollowTheMoney's: ISO 3166-1 alpha-2 in lower case, longer for former states ("suhh")
// and territories that lists name separately ("ua-cri"). Not ok: it names none, or more than one.
func Country(text string) (code string, ok bool) {
	t := countries()
	lower := strings.ToLower(strings.TrimSpace(text))
	if _, ok := t.byCode[lower]; ok {
		return lower, true
	}
	words := countryWords(lower)
	if code, ok := t.find(words); ok {
		return code, true
	}
	if before, _, found := strings.Cut(lower, "("); found {
		words = countryWords(before)
		if code, ok := t.find(words); ok {
			return code, true
		}
	}
	return t.find(withoutRemarks(words))
}

// CountryName is the English name of a code, empty for a code that is none.
func CountryName(code string) string { return countries().byCode[code].name }

// CountryParent is the state to which a territory belongs in ISO 3166 ("ua" of "ua-cri"), the code itself of a state.
func CountryParent(code string) string {
	if parent := countries().byCode[code].parent; parent != "" {
		return parent
	}
	return code
}

// CountryAlpha3 is the three-letter code that travel documents carry, in capitals; empty when there is none.
func CountryAlpha3(code string) string { return strings.ToUpper(countries().byCode[code].alpha3) }

func (t countryTable) find(words []string) (string, bool) {
	code, ok := t.byName[strings.Join(words, " ")]
	return code, ok
}

func countryKey(name string) string { return strings.Join(countryWords(strings.ToLower(name)), " ") }

// countryWords are the words of a lower-case name in order of the alphabet, without diacritics, punctuation, "the" and "of": the
// British list writes "Congo (Democratic Republic)".
func countryWords(lower string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(lower) {
		plain, special := notComposed[r]
		switch {
		case special:
			b.WriteString(plain)
		case strings.ContainsRune("'’‘`ʼ.", r) || r >= 0x300 && r < 0x370: // apostrophes, points, Latin diacritics
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := slices.DeleteFunc(strings.Fields(b.String()), func(w string) bool { return w == "the" || w == "of" })
	slices.Sort(words)
	return words
}

// withoutRemarks leaves out the words with which lists qualify a country: "former Soviet Union", "Sudanese by birth".
func withoutRemarks(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		switch w {
		case "former", "formerly", "ex", "possibly", "probably", "believed", "by", "birth", "passport", "nationality",
			"citizen", "citizenship", "national", "region", "unknown":
			return true
		}
		return false
	})
}

// notComposed are the Latin letters that Unicode does not take apart into a letter and a diacritic.
var notComposed = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ħ': "h", 'ə': "e"}
