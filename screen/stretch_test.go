package screen

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// No run of words makes a mention with a name by a score over its ceiling, on the real lists: names in noise, and words of names with
// initials and forms between.
func TestNoMentionOverItsCeiling(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(41, 42))
	between := strings.Fields("bin al J. A Ltd Limited Company bank of 3 II abu abd JC Mr Sheikh trading and")
	texts, mentions, close := 400, 0, 0
	if testing.Short() {
		texts = 60
	}
	for i := range texts {
		text := noise(r, x)
		if i%2 == 0 {
			var words []string
			for _, word := range strings.Fields(x.original(r.IntN(x.Names()))) {
				if words = append(words, word); r.IntN(3) == 0 {
					words = append(words, between[r.IntN(len(between))])
				}
			}
			text = strings.Join(words, " ")
		}
		c := x.scan(text, newScratch(x), Options{}.or(x.options))
		if len(c.places) > ahead {
			continue
		}
		for at := range c.places {
			c.mark(at, true)
		}
		for at := range c.places {
			for _, near := range c.places[at].word.near {
				row := c.anchors.several.row(near.word)
				for range min(len(row), 4) {
					m, n := c.held(t, row[r.IntN(len(row))], at)
					mentions, close = mentions+m, close+n
				}
			}
		}
	}
	t.Logf("%d mentions, %d of them within a hundredth of their ceilings", mentions, close)
	if mentions < 1000 && !testing.Short() {
		t.Error("too few")
	}
}

// held holds every run of words around a place with a name against its ceiling, and counts the mentions and how many are close to it.
func (c *scan) held(t *testing.T, name uint32, at int) (mentions, close int) {
	l := c.gather(name, at)
	if len(l.row) > longer {
		return 0, 0
	}
	c.agree(l, name, at, true)
	for first := l.from; first <= at; first++ {
		var run stretch
		for k := first; k < l.until; k++ {
			run.add(c, k, k+1, c.agreed[k-l.from])
			w := c.window(first, k+1)
			c.x.name(name, &c.s.listed)
			for i := range w.names {
				score := c.s.scorer.Score(&w.names[i], &c.s.listed)
				if score < lowestThreshold || !c.mentions(name, score, w, &w.names[i]) {
					continue
				}
				mentions++
				ceiling := c.most(l, &run)
				if ceiling+rounding < score {
					t.Errorf("%q ~ %q scores %.4f, over its ceiling of %.4f", w.names[i].Original, c.x.original(int(name)), score, ceiling)
				}
				if ceiling-score < 0.01 {
					close++
				}
			}
		}
	}
	return mentions, close
}
