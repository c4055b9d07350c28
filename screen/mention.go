package screen

import (
	"slices"
	"unicode/utf8"

	"spoor/names"
)

// In the midst of a text a look-up by name would find too much: half of all prose has two words that stand in some listed name. So a
// mention rests on more than its score.
const (
	mostMissing = 340  // what may be missing of a listed name, in thousandths of what its words weigh
	almostWhole = 0.95 // the name score from which trade words and short ones make a mention, when the name is there whole
	exact       = 0.9995
	leastAlone  = 5 // letters of a word that is mentioned alone
)

// mentions says whether what agreed in the names scored last makes a mention.
func (c *scan) mentions(name uint32, score float64, w *window, asked *names.Name) bool {
	g := c.s.scorer.Ground(asked, &c.s.listed)
	switch {
	case g.Missing > mostMissing:
		return false
	case g.Telling > 1 && (g.Plain > 1 || g.Missing == 0 && score >= almostWhole):
		return true
	}
	return score >= exact && g.Telling == 1 && c.alone(name, w, asked)
}

// enoughAlone says whether a listed name of one telling word may be mentioned by that word alone: not that of a person, nor a weak alias.
func (x *Index) enoughAlone(name uint32, words []uint32) bool {
	c := class(x.classes[x.about.listing[name]])
	return len(words) > 0 && c != person && c != account && nameFields[x.about.prop[name]] != "weakAlias"
}

// ships are words before the name of a ship or an aircraft.
var ships = []string{"mv", "mt", "ss", "vessel", "ship", "tanker", "aircraft", "судно", "buque", "navire", "schiff"}

// alone says whether a run of words that is one listed name of one word is a mention: a rare word, with its form where it has
// one, and a word for a ship before it where it is a ship's.
func (c *scan) alone(name uint32, w *window, asked *names.Name) bool {
	rare := false
	for _, t := range c.s.listed.Tokens {
		rare = rare || t.Kind == names.Plain && t.Weight() == whole && utf8.RuneCountInString(t.Text) >= leastAlone
	}
	if !rare {
		return false
	}
	if class(c.x.classes[c.x.about.listing[name]]) == conveyance {
		before := ""
		for k := w.first - 1; k >= max(0, w.first-2); k-- {
			before = c.places[k].word.text + before // m/v is two words
			if slices.Contains(ships, before) {
				return true
			}
		}
		return false
	}
	return len(c.s.listed.Forms) == 0 || slices.Equal(c.s.listed.Forms, asked.Forms)
}
