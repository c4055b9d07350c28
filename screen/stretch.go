package screen

import (
	"math/bits"

	"spoor/names"
)

// stretch is a run of words of the text as a listed name sees it, before it is made a name and scored.
type stretch struct {
	present  uint64 // the words of the listed name that agree with something, a bit for each
	said     uint64 // those that agree with more than an initial
	saying   int    // words that agree with those, at most
	words    int    // words that agree with anything, at most
	lightest int    // what the lightest of these weighs at least
	rest     int    // what the others weigh at least
	short    int    // the same when there are fathers that a short form leaves out
	father   bool
	run      bool // some of the words may be one, or one several
	joined   int  // how often several words of the name may be one
	reach    int  // the place until which words are of a run that agrees as one
}

// add lengthens the stretch by the words from one place until another, of which the first agrees as said.
func (t *stretch) add(c *scan, at, until int, a agreed) {
	says := a.said != 0 || at < t.reach
	t.present, t.said = t.present|a.present, t.said|a.said
	if a.words > 0 {
		t.reach = max(t.reach, at+a.words)
		t.run, t.joined = t.run || a.words > 1 || a.joined > 0, t.joined+a.joined
	}
	for k := at; k < until; k++ {
		p := &c.places[k]
		t.father = t.father || p.word.father
		if k >= t.reach {
			t.rest, t.short = t.rest+p.least, t.short+min(p.least, shortWeight)
			continue
		}
		t.run = t.run || p.word.most > 1
		if t.words == 0 || p.least < t.lightest {
			t.lightest = p.least
		}
		t.words += p.word.most
		if says || k > at {
			t.saying += p.word.most
		}
	}
}

// shortWeight is the least that a word weighs which a short form leaves out.
const shortWeight = 100

// makes says whether words of a name may make a mention, several of them being one so many times: never stricter than mentions.
func (c *scan) makes(l *looked, present, said uint64, joined int) bool {
	all, missing, plain := l.excess, 0, joined
	for i, word := range l.row {
		weight := int(c.x.words.weights[word])
		all += weight
		if present>>i&1 == 0 {
			missing += weight
		} else if said>>i&1 == 1 && c.x.words.solid(word) {
			plain++
		}
	}
	return missing == 0 || plain > 1 && missing*whole/all <= mostMissing
}

// most is the greatest score that the stretch may have with a name, 0 when it cannot be a mention: what agrees, agrees letter by letter
// unless it is an initial, and weighs as much as a word can.
func (c *scan) most(l *looked, t *stretch) float64 {
	if !c.makes(l, t.present, t.said, t.joined) {
		return 0
	}
	paired, missed, doubt := 0, 0, 0
	for i, word := range l.row {
		weight := int(c.x.words.weights[word])
		switch bit := uint64(1) << i; {
		case t.present&bit == 0:
			missed += weight
		case t.said&bit == 0:
			paired += weight
			doubt += (weight + initialWeight) * (whole - initialAlike)
		default:
			paired += weight
		}
	}
	if t.saying < 2 && (missed > 0 || t.present != t.said) {
		return 0 // two words agree in a mention, or the one that is all of a name
	}
	rest, lightest := t.rest, t.lightest
	if t.father {
		rest, lightest = t.short, min(lightest, shortWeight)
	}
	if t.run {
		paired += whole*t.words + l.excess
	} else { // each word agrees with one
		said, present := bits.OnesCount64(t.said), bits.OnesCount64(t.present)
		paired += whole*min(t.words, said) + initialWeight*(present-said)
		rest += lightest * max(0, t.words-present)
	}
	clash := min(rest, missed)
	cost := 2*clash*names.ConflictCost + (max(rest, missed)-clash)*names.MissingCost
	return float64(paired*whole-doubt) / float64(paired*whole+cost)
}

// initialWeight is what an initial weighs.
const initialWeight = 350

// least is what each word of the text weighs at least, in whatever run of words it stands.
func (x *Index) least(p *passage) {
	form := -longestForm
	for k := range p.places {
		one := &p.places[k]
		if one.word.form {
			form = k
		}
		w := one.word.lone
		if w == nil || one.word.most != 1 || k-form < longestForm || k > 0 && !one.parted || k+1 < len(p.places) && !p.places[k+1].parted {
			continue // it may be part of a form, or not a word by itself
		}
		one.least = w.Weighed(x.words.weigh(w))
	}
}

// longestForm is how many words an organisation form has at most.
const longestForm = 10
