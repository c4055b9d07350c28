package world

import (
	"iter"
	"strings"
	"unicode"

	"spoor/model"
)

// Listings makes a list of n entries, about 2.7 names each, for measuring how screening does with millions: four in five are
// persons of all cultures alike, the others firms, a few ships. Given names and surnames fall off as they do among people, a
// few borne by very many and very many borne by a few; what a list of millions needs beyond the names of the towns is put
// together from the syllables of each culture. The same seed gives the same entries.
func Listings(seed uint64, n int) iter.Seq[*model.Entity] {
	return func(yield func(*model.Entity) bool) {
		d := newDice(seed, "big list")
		syllables := syllablesOf(cultures())
		for i := range n {
			if !yield(bigEntry(d, syllables, i)) {
				return
			}
		}
	}
}

func bigEntry(d *dice, syllables [][]string, i int) *model.Entity {
	culture := d.n(len(cultures()))
	schema, all := "Person", bigPerson(d, culture, syllables[culture])
	switch k := d.n(100); {
	case k < 17:
		schema, all = "Company", bigFirm(d, syllables[culture])
	case k < 20:
		schema, all = "Vessel", []string{strings.ToUpper(bigWord(d, syllables[culture], 30_000) + " " + pick(d, shipWords()))}
	}
	e := model.NewEntity("big-"+pad(i, 8), model.Default().Get(schema), nil)
	for k, name := range all {
		if k == 0 {
			e.Add("name", name, "")
		} else {
			e.Add("alias", name, "")
		}
	}
	country := cultures()[culture].country
	switch schema {
	case "Person":
		e.Add("nationality", country, "")
		if d.percent(80) {
			e.Add("birthDate", bornText(-d.between(20*365, 80*365), "2006-01-02"), "")
		}
		if d.percent(30) {
			e.Add("passportNumber", "P"+scatter(i, 8), "")
		}
	case "Company":
		e.Add("jurisdiction", country, "")
		if d.percent(40) {
			e.Add("registrationNumber", "R"+scatter(i, 9), "")
		}
	default:
		e.Add("flag", country, "")
	}
	return e
}

// bigPerson gives a name and, three times in four, one to four other ways in which it is written.
func bigPerson(d *dice, culture int, syllables []string) []string {
	n := newNaming(d, culture)
	all := []string{n.text(latin)}
	if d.percent(70) { // a surname, and now and then a given name, that the towns do not have
		all[0] = withBigWords(d, all[0], syllables)
	} else {
		for _, form := range []int{script, other} {
			if text := n.text(form); text != all[0] {
				all = append(all, text)
			}
		}
	}
	for d.percent(55) && len(all) < 6 {
		all = append(all, misspelt(d, all[0]))
	}
	return all
}

func bigFirm(d *dice, syllables []string) []string {
	name := bigWord(d, syllables, 60_000) + " " + pick(d, strings.Fields("Trading Holding Shipping Industries Energy Metals Textiles Logistics Foods Chemicals Electronics Consulting")) +
		" " + pick(d, strings.Fields("LLC Ltd GmbH JSC Inc SARL Co. SpA"))
	all := []string{name}
	for d.percent(50) && len(all) < 4 {
		all = append(all, misspelt(d, name))
	}
	return all
}

func shipWords() []string { return strings.Fields("STAR PEARL OCEAN GLORY HOPE EXPRESS SPIRIT QUEEN") }

// bigWord is one of so many words of a culture; the first are much commoner than the last.
func bigWord(d *dice, syllables []string, words int) string {
	u := d.n(1 << 20)
	k := int(uint64(u) * uint64(u) >> 20 * uint64(u) >> 20 * uint64(words) >> 20)
	var b strings.Builder
	for i := range 2 + mix(7, 9, k)%2 {
		b.WriteString(syllables[mix(uint64(i), 11, k)%len(syllables)])
	}
	word := []rune(b.String())
	word[0] = unicode.ToUpper(word[0])
	return string(word)
}

// syllablesOf cuts the Latin names of each culture into pieces of two or three letters.
func syllablesOf(all []*culture) [][]string {
	out := make([][]string, len(all))
	for i, c := range all {
		seen := map[string]bool{}
		for _, table := range [][]part{c.male, c.female, c.second, c.famA, c.famB} {
			for _, p := range table {
				letters := []rune(strings.ToLower(strings.NewReplacer("-", "", " ", "", "'", "").Replace(p.latin)))
				for at := 0; at+2 <= len(letters); at += 3 {
					piece := string(letters[at:min(at+3, len(letters))])
					if !seen[piece] {
						seen[piece] = true
						out[i] = append(out[i], piece)
					}
				}
			}
		}
	}
	return out
}
