package screen

import (
	"math"
	"sync/atomic"

	"spoor/names"
)

// lexicon is every different word of the listed names.
type lexicon struct {
	texts   rows[byte]
	kinds   []uint8  // names.Kind
	weights []uint16 // thousandths
	keys    table    // names.Word.Keys to words
	glances []names.Glance
	entries rows[posting] // by word: the names that have it
	rarity  *Rarity
	words   []atomic.Pointer[names.Word] // made when first asked for
	recall  []atomic.Pointer[remembered]
}

func (l *lexicon) len() int { return len(l.kinds) }

// word is made of its text when it is asked for the first time.
func (l *lexicon) word(id uint32) *names.Word {
	if w := l.words[id].Load(); w != nil {
		return w
	}
	w := names.NewWord(string(l.texts.row(id))).As(names.Kind(l.kinds[id]))
	l.words[id].Store(w)
	return w
}

// written yields the words with exactly this text, whatever they are in their names, and those of another script that are spelt
// so in Latin letters.
func (l *lexicon) written(text string, yield func(id uint32)) {
	for _, id := range l.keys.find(names.TextKey(text)) {
		if l.word(id).Spelt(text) {
			yield(id)
		}
	}
}

// weigh is how much a word of a query tells, in thousandths: all when it is rare or not listed, less with every doubling of
// the names that have it.
func (l *lexicon) weigh(w *names.Word) int { return l.rarity.weight(w.Text) }

// Rarity is how many listed names have each word: what a word tells is reckoned of it. An index counts its own; one that is built
// with another's (Options.Rarity) scores each pair of names as that one does, whatever else it lists.
type Rarity struct {
	Names  int            `json:"names"`  // that were counted
	Counts map[string]int `json:"counts"` // of the words that more than a few have: the others tell all they can
}

// Rarity is what the words of this index are weighed by.
func (x *Index) Rarity() *Rarity { return x.words.rarity }

func rarityOf(counts map[string]int, names int) *Rarity {
	r := &Rarity{names, map[string]int{}}
	for text, n := range counts {
		if n > rare {
			r.Counts[text] = n
		}
	}
	return r
}

func (r *Rarity) weight(text string) int { return rarity(r.Counts[text]) }

const (
	rare            = 8 // names that have a word which tells all it can
	lessPerDoubling = 0.1
	leastWeight     = 0.35
)

// rarity is how much a word tells that n names have, in thousandths.
func rarity(n int) int {
	if n <= rare {
		return 1000
	}
	return int(math.Round(1000 * math.Max(leastWeight, 1-lessPerDoubling*math.Log2(float64(n)/rare))))
}

// nearWord is a listed word that is alike to a word of a query.
type nearWord struct {
	word  uint32
	alike int   // thousandths
	gain  int64 // see bound
}

// recallSize is how many words of queries a lexicon remembers the answers for: given names recur.
const recallSize = 1 << 15

// remembered is what near found for a word.
type remembered struct {
	form string
	kind names.Kind
	near []nearWord
}

// recalled gives what near found for a word, when it is remembered.
func (l *lexicon) recalled(w *names.Word) ([]nearWord, bool) {
	r := l.recall[names.TextKey(w.Form)%recallSize].Load()
	if r == nil || r.form != w.Form || r.kind != w.Kind {
		return nil, false
	}
	return r.near, true
}

// near lists every listed word that is alike to w, each once. The list is not to be changed.
func (l *lexicon) near(w *names.Word, s *scratch) []nearWord {
	near, ok := l.recalled(w)
	if !ok {
		near = l.seek(w, s)
		l.recall[names.TextKey(w.Form)%recallSize].Store(&remembered{w.Form, w.Kind, near})
	}
	return near
}

// seek looks at every listed word that has a key in common with w. s.seen is all zeros before and after. The words are gathered
// before they are looked at, so that the machine can fetch many at a time.
func (l *lexicon) seek(w *names.Word, s *scratch) (found []nearWord) {
	s.seeker.Seek(w)
	closely := 0 // how many of those gathered share more than letters with w
	w.Sought(func(key uint64, close bool) {
		for _, id := range l.keys.find(key) {
			if s.seen[id] == 0 {
				s.seen[id] = 1
				s.looked = append(s.looked, id)
			}
		}
		if close {
			closely = len(s.looked)
		}
	})
	var glances [atOnce]names.Glance
	for from := 0; from < len(s.looked); from += atOnce {
		batch := s.looked[from:min(from+atOnce, len(s.looked))]
		for i, id := range batch {
			glances[i] = l.glances[id]
			s.seen[id] = 0
		}
		for i, id := range batch {
			if alike := l.agree(&s.seeker, &glances[i], id, from+i < closely); alike > 0 {
				found = append(found, nearWord{word: id, alike: alike})
			}
		}
	}
	s.looked = s.looked[:0]
	return found
}

// atOnce is how many words are fetched before they are looked at.
const atOnce = 32

// agree says how much a listed word is alike to the one that is sought; close: it may be by more than its letters.
func (l *lexicon) agree(s *names.Seeker, g *names.Glance, id uint32, close bool) int {
	by := s.Letters
	if close {
		by = s.Agree
	}
	if alike, knows := by(g); knows {
		return alike
	}
	return s.AgreeWith(names.Kind(l.kinds[id]), l.texts.row(id), func() *names.Word { return l.word(id) })
}
