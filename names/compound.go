package names

// Compound is a run of words of a name that others write as one: al-Masri, Almasri; Abd al-Aziz, Abdulaziz; van der Berg,
// Vanderberg; Saif ul-Din, Saifuddin.
type Compound struct {
	First, Words int // position and number of its tokens
	Token            // the words written as one
	bound        bool
}

// bound are words that with the next (abd, abu) or the one before (din, allah) are one name.
var (
	boundFirst = map[string]bool{"abd": true, "abdul": true, "abdel": true, "abdal": true, "abdu": true, "abdoul": true, "abdol": true, "abdur": true, "abdus": true,
		"abou": true, "abu": true, "umm": true, "عبد": true, "ابو": true, "أبو": true, "ام": true}
	boundLast = map[string]bool{"din": true, "deen": true, "dine": true, "eddin": true, "eddine": true, "uddin": true, "aldin": true, "allah": true, "ullah": true,
		"ollah": true, "الدين": true, "الله": true}
)

// longestCompound is how many words a compound has at most: van der Berg, Abd al-Aziz.
const longestCompound = 3

// findCompounds writes down the runs of two or three words that may be one.
func (n *Name) findCompounds() {
	for i := 0; i < len(n.Tokens)-1; i++ {
		for k := i + 1; k < min(i+longestCompound, len(n.Tokens)); k++ {
			if bound, ok := n.compound(i, k); ok {
				n.addCompound(i, k, bound)
			}
		}
	}
}

// compound says whether the words from i to k are one: particles with the word after them, or a word that is bound to its
// neighbour, with nothing but articles between.
func (n *Name) compound(i, k int) (bound, ok bool) {
	for _, t := range n.Tokens[i+1 : k] {
		if t.Kind != Particle {
			return false, false
		}
	}
	first, last := n.Tokens[i], n.Tokens[k]
	if last.Kind != Plain && last.Kind != Trade {
		return false, false
	}
	bound = boundFirst[first.Text] || boundLast[last.Text] && first.Kind == Plain
	return bound, bound || first.Kind == Particle && first.script == last.script
}

// CompoundWord is what a run of words is as one word, where others write it so: al Masri, Abd al Aziz; nil for any other run.
func CompoundWord(run []*Word) *Word {
	last := len(run) - 1
	if last < 1 || last >= longestCompound || run[0].Kind != Particle && !boundFirst[run[0].Text] && !boundLast[run[last].Text] {
		return nil
	}
	var n Name
	for _, w := range run {
		if w.Kind == Title {
			w = w.As(Plain)
		}
		n.Tokens = append(n.Tokens, Token{Word: w})
	}
	if bound, ok := n.compound(0, last); ok {
		n.addCompound(0, last, bound)
	}
	if len(n.Compounds) == 0 {
		return nil
	}
	return n.Compounds[0].Word
}

func (n *Name) addCompound(i, k int, bound bool) {
	text := ""
	for _, t := range n.Tokens[i : k+1] {
		text += t.Form
	}
	if w := NewWord(text); w.Text != "" && len(w.spelled[0].letters) <= longest {
		w = w.As(Plain)
		n.Compounds = append(n.Compounds, Compound{i, k + 1 - i, Token{w, w.own()}, bound})
	}
}

// CompoundOf is one that was written down elsewhere: position and number of its words, and the words as one.
func CompoundOf(first, words int, t Token, bound bool) Compound {
	return Compound{first, words, t, bound}
}

// Bound says whether the words are one name, so that two compounds are compared as such; else they are compared as one only
// with a single word.
func (c *Compound) Bound() bool { return c.bound }

// leastCompound is the agreement from which on a run is taken for the word that it is held against.
const leastCompound = 700

// asOne finds the word of another name, or the compound, that a compound agrees with best; joins is its position among
// the tokens, -1 for a compound; agree is 0 when there is none.
func (c *Compound) asOne(o *Name, writtenAlike func(a, b *Word) int) (joins, agree int) {
	joins = -1
	for j := range o.Tokens {
		if t := &o.Tokens[j]; t.plain() && len(t.spelled[0].letters) > 3 {
			if s := writtenAlike(c.Word, t.Word); s >= leastCompound && s > agree {
				joins, agree = j, s
			}
		}
	}
	for k := range o.Compounds {
		if d := &o.Compounds[k]; c.bound && d.bound {
			if s := writtenAlike(c.Word, d.Word); s >= leastCompound && s > agree {
				joins, agree = -1, s
			}
		}
	}
	return joins, agree
}
