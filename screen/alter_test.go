package screen

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// alteration is a way in which a name comes to be written otherwise; it gives "" for a name that it does not fit.
type alteration struct {
	kind  string
	alter func(r *rand.Rand, words []string) string
	only  string // the schema that it fits; "" any
}

// alterations are what clerks, forms and offices do to names.
func alterations() []alteration {
	return []alteration{
		{"a slip in one word", slipInOne, ""},
		{"a slip in every word of four letters or more", func(r *rand.Rand, words []string) string { return misspell(r, strings.Join(words, " ")) }, ""},
		{"two neighbouring words swapped", swapWords, ""},
		{"the last word first", lastFirst, ""},
		{"a middle word left out", dropMiddle, ""},
		{"two words written as one", joinWords, ""},
		{"a word written as two", splitWord, ""},
		{"an initial for the first name", initialFirst, "Person"},
		{"another transliteration of one word", respell, ""},
		{"doubled letters single, single ones doubled", redouble, ""},
		{"diacritics left out", withoutMarks, ""},
		{"a title added", addTitle, "Person"},
	}
}

func slipInOne(r *rand.Rand, words []string) string {
	long := longWords(words, 4)
	if len(long) == 0 {
		return ""
	}
	k := long[r.IntN(len(long))]
	words[k] = misspell(r, words[k])
	return strings.Join(words, " ")
}

// longWords are the positions of words of at least so many letters.
func longWords(words []string, least int) (at []int) {
	for i, word := range words {
		if utf8.RuneCountInString(word) >= least {
			at = append(at, i)
		}
	}
	return at
}

func swapWords(r *rand.Rand, words []string) string {
	if len(words) < 2 {
		return ""
	}
	k := r.IntN(len(words) - 1)
	words[k], words[k+1] = words[k+1], words[k]
	return strings.Join(words, " ")
}

func lastFirst(_ *rand.Rand, words []string) string {
	if len(words) < 2 {
		return ""
	}
	return strings.Join(append([]string{words[len(words)-1]}, words[:len(words)-1]...), " ")
}

func dropMiddle(r *rand.Rand, words []string) string {
	if len(words) < 3 {
		return ""
	}
	k := 1 + r.IntN(len(words)-2)
	return strings.Join(slices.Delete(words, k, k+1), " ")
}

func joinWords(r *rand.Rand, words []string) string {
	if len(words) < 2 {
		return ""
	}
	k := r.IntN(len(words) - 1)
	words[k] += words[k+1]
	return strings.Join(slices.Delete(words, k+1, k+2), " ")
}

func splitWord(r *rand.Rand, words []string) string {
	long := longWords(words, 6)
	if len(long) == 0 {
		return ""
	}
	k := long[r.IntN(len(long))]
	letters := []rune(words[k])
	at := 3 + r.IntN(len(letters)-5)
	words[k] = string(letters[:at]) + " " + string(letters[at:])
	return strings.Join(words, " ")
}

func initialFirst(_ *rand.Rand, words []string) string {
	if len(longWords(words, 3)) < 2 || utf8.RuneCountInString(words[0]) < 3 {
		return ""
	}
	words[0] = string([]rune(words[0])[:1]) + "."
	return strings.Join(words, " ")
}

// respell writes a sound as another office does.
func respell(r *rand.Rand, words []string) string {
	habits := [][2]string{{"ou", "u"}, {"oo", "u"}, {"o", "u"}, {"u", "o"}, {"u", "ou"}, {"q", "k"}, {"k", "q"}, {"ph", "f"}, {"f", "ph"}, {"ee", "i"}, {"i", "ee"}, {"e", "i"},
		{"y", "i"}, {"j", "dj"}, {"kh", "h"}, {"sh", "ch"}, {"w", "v"}, {"z", "s"}, {"gh", "g"}, {"c", "k"}, {"ai", "ay"}}
	for range 20 {
		k, habit := r.IntN(len(words)), habits[r.IntN(len(habits))]
		lower := strings.ToLower(words[k])
		if at := strings.Index(lower, habit[0]); at >= 0 && len(lower) >= 4 {
			words[k] = lower[:at] + habit[1] + lower[at+len(habit[0]):]
			return strings.Join(words, " ")
		}
	}
	return ""
}

func redouble(r *rand.Rand, words []string) string {
	long := longWords(words, 4)
	if len(long) == 0 {
		return ""
	}
	k := long[r.IntN(len(long))]
	letters := []rune(words[k])
	for i := 1; i < len(letters); i++ {
		if letters[i] == letters[i-1] {
			words[k] = string(slices.Delete(letters, i, i+1))
			return strings.Join(words, " ")
		}
	}
	i := 1 + r.IntN(len(letters)-2)
	words[k] = string(slices.Insert(letters, i, letters[i]))
	return strings.Join(words, " ")
}

func withoutMarks(_ *rand.Rand, words []string) string {
	name := strings.Join(words, " ")
	var b strings.Builder
	for _, c := range norm.NFD.String(name) {
		if c < 0x300 || c > 0x36F {
			b.WriteRune(c)
		}
	}
	if b.String() == name {
		return ""
	}
	return b.String()
}

func addTitle(r *rand.Rand, words []string) string {
	titles := strings.Fields("Mr Dr Sheikh Haji Mullah General Professor Sir Captain Minister")
	return titles[r.IntN(len(titles))] + " " + strings.Join(words, " ")
}
