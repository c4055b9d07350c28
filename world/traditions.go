package world

import "strings"

// Person is somebody who is known by name only: in Latin letters, in the script of the name's home ("" where that is Latin, or
// where the name is none of the tables), and in another way of writing it in Latin letters ("" where there is none).
type Person struct{ Latin, Native, Other string }

// Traditions lists the naming traditions of the world by the country at home in them, ISO 3166, in a fixed order.
func Traditions() []string {
	var all []string
	for _, c := range cultures() {
		all = append(all, c.country)
	}
	return all
}

// People names n people of one tradition, for measuring how screening does with each: three in ten bear names of the towns,
// the others a surname, and some a given name, that is put together from the tradition's syllables, as in Listings. Two people
// may have one name. It is empty for a tradition that Traditions does not list.
func People(seed uint64, tradition string, n int) []Person {
	return namedPeople(seed, "people", tradition, n, func(d *dice, culture int, syllables []string) Person {
		if p := townsperson(d, culture); d.percent(30) {
			return p
		}
		return Person{Latin: withBigWords(d, newNaming(d, culture).text(latin), syllables)}
	})
}

// Townspeople are people of one tradition as the towns have them, in their own script too. There are few names, and many
// people share a part of theirs.
func Townspeople(seed uint64, tradition string, n int) []Person {
	return namedPeople(seed, "townspeople", tradition, n, func(d *dice, culture int, _ []string) Person { return townsperson(d, culture) })
}

func namedPeople(seed uint64, concern, tradition string, n int, one func(d *dice, culture int, syllables []string) Person) []Person {
	var all []Person
	for culture, c := range cultures() {
		if c.country != tradition {
			continue
		}
		d, syllables := newDice(seed, concern+" "+tradition), syllablesOf(cultures())[culture]
		for range n {
			all = append(all, one(d, culture, syllables))
		}
	}
	return all
}

func townsperson(d *dice, culture int) Person {
	n := newNaming(d, culture)
	n.long = d.percent(50) || n.long
	p := Person{Latin: n.text(latin)}
	if n.hasScript() {
		p.Native = n.text(script)
	}
	if text := n.text(other); text != p.Latin {
		p.Other = text
	}
	return p
}

// withBigWords exchanges the last word of a name, and now and then the first, for one that the towns do not have.
func withBigWords(d *dice, name string, syllables []string) string {
	words := strings.Fields(name)
	words[len(words)-1] = bigWord(d, syllables, 60_000)
	if d.percent(40) {
		words[0] = bigWord(d, syllables, 4_000)
	}
	return strings.Join(words, " ")
}
