package names

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// shown is all that comparison sees of a name.
func shown(all []Name) string {
	var b strings.Builder
	for _, n := range all {
		fmt.Fprintf(&b, "%s %q:", n.Original, n.Forms)
		for _, t := range n.Tokens {
			fmt.Fprintf(&b, " %s/%s/%d/%d/%d", t.Form, t.Text, t.Kind, t.weight, t.script)
		}
		for _, c := range n.Compounds {
			fmt.Fprintf(&b, " [%d+%d %s %d %v]", c.First, c.Words, c.Form, c.weight, c.bound)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// assembled is what Assemble makes of a text, when it may.
func assembled(text string) (all []Name, ok bool) {
	var words []*Word
	first, last := -1, [2]int{}
	for start, end := range Runs(text) {
		w := Lone(text[start:end])
		if w == nil || len(words) > 0 && !Parts(text[last[0]:last[1]], text[last[1]:start], text[start:end]) {
			return nil, false
		}
		if first < 0 {
			first = start
		}
		words, last = append(words, w), [2]int{start, end}
	}
	if len(words) == 0 || first > 0 || last[1] != len(text) {
		return nil, false
	}
	return Assemble(text, words), true
}

// A name put together of its words is the name that is read as a whole.
func TestAssemble(t *testing.T) {
	words := strings.Fields("Mr Sheikh al bin van der of the A. P J U.S.A S.A. Ltd Limited Limitd LLC company MACHANGALTD KG AG joint stock SO CO OOO ООО Иван ИВАН Йосиф أحمد محمدجواد عبد الرحمن " +
		"习近平 김정은 Kim Jong il Lee Seong Hu Jintao JC Juncker Do Van Dung O'Brien 'quoted' d`Or naïve e\u0301 \u0301x İzmir ﬁn ™ ½ 3rd II 7 Five Five & Abd Rahman Abdul Aziz Muhammad Hasan Awad Laden bank trading jr Haji İ ß")
	between := []string{" ", " ", " ", "-", ".", "/", "\n  ", ",", ", ", "'", " ' ", "=", "™", " (", "،", "", "\x00", "\xff"}
	r := rand.New(rand.NewPCG(31, 32))
	met := 0
	for range 60000 {
		text := words[r.IntN(len(words))]
		for range r.IntN(6) {
			text += between[r.IntN(len(between))] + words[r.IntN(len(words))]
		}
		got, ok := assembled(text)
		if !ok {
			continue
		}
		met++
		if got, want := shown(got), shown(Variants(text)); got != want {
			t.Fatalf("%q is put together as\n%sand is\n%s", text, got, want)
		}
	}
	if met < 5000 {
		t.Errorf("only %d texts could be put together", met)
	}
	for _, text := range []string{"Hassan, Ali", "Meridian Ltd", "J.P.Stone", "Meridian Limitd", "MACHANGALTD", "A ™ B"} {
		if _, ok := assembled(text); ok {
			t.Errorf("%q is put together without being read", text)
		}
	}
}
