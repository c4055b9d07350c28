package screen

import (
	"slices"

	"spoor/names"
)

// anchors say at which words of a text a listed name is looked at. A mention needs two words that agree, so a name is entered under
// all its telling words but the commonest: one of them stands in every mention.
type anchors struct {
	several rows[uint32] // by word: the names of several telling words
	alone   rows[uint32] // by word: the names that one telling word is all of, and that it is enough to mention
}

// makeAnchors goes through all names once.
func (x *Index) makeAnchors() *anchors {
	var several, alone []uint64
	var words []uint32
	for name := range uint32(x.Names()) {
		telling := x.anchorWords(name, words[:0])
		words = telling.words
		into := &several
		if telling.count < 2 {
			if into = &alone; !x.enoughAlone(name, words) {
				continue
			}
		}
		for _, word := range words {
			*into = append(*into, uint64(word)<<32|uint64(name))
		}
	}
	nameOf := func(_, name uint32) uint32 { return name }
	return &anchors{rowsByWord(several, x.words.len(), nameOf), rowsByWord(alone, x.words.len(), nameOf)}
}

// hold says whether a name is entered under a word.
func (a *anchors) hold(word, name uint32) bool {
	_, several := slices.BinarySearch(a.several.row(word), name)
	if several {
		return true
	}
	_, alone := slices.BinarySearch(a.alone.row(word), name)
	return alone
}

// anchorsOf is what a name is entered under.
type anchorsOf struct {
	words []uint32 // its telling words and compounds, each once, without the commonest word where there are several
	count int      // of telling words
}

func (x *Index) anchorWords(name uint32, words []uint32) (found anchorsOf) {
	commonest, most, twice := uint32(0), -1, false
	for _, word := range x.names.row(name) {
		if !x.words.telling(word) {
			continue
		}
		found.count++
		n := len(x.words.entries.row(word))
		switch {
		case n > most:
			commonest, most, twice = word, n, false
		case word == commonest:
			twice = true
		}
		words = appendWord(words, word)
	}
	if found.count > 1 && !twice {
		words = slices.DeleteFunc(words, func(word uint32) bool { return word == commonest })
	}
	for c := x.compounds.row(name); len(c) > 0; c = c[2:] {
		words = appendWord(words, c[1])
	}
	found.words = words
	return found
}

func appendWord(words []uint32, word uint32) []uint32 {
	if slices.Contains(words, word) {
		return words
	}
	return append(words, word)
}

// telling says whether a listed word can be the ground of an agreement.
func (l *lexicon) telling(word uint32) bool {
	kind := names.Kind(l.kinds[word])
	return kind == names.Plain || kind == names.Trade || kind == names.Number
}

// solid says whether a listed word is plain and of three letters or more; of other scripts than Latin it may be of fewer.
func (l *lexicon) solid(word uint32) bool {
	return names.Kind(l.kinds[word]) == names.Plain && len(l.texts.row(word)) > 2
}
