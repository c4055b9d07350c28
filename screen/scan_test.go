package screen

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"spoor/fault"
	"spoor/names"
)

// register is a small list for texts.
func register(t testing.TB) *Index {
	t.Helper()
	var all []Published
	for _, e := range []struct {
		id, schema string
		pairs      []string
	}{
		{"p1", "Person", []string{"name", "Ivan Petrovich Sokolov", "alias", "Иван Соколов", "passportNumber", "AB 123-4567", "phone", "+7 495 123-45-67"}},
		{"p2", "Person", []string{"name", "Marwan al-Hadidi", "weakAlias", "Carpenter"}},
		{"p3", "Person", []string{"name", "Hassan"}},
		{"c1", "Company", []string{"name", "AEROCARIBBEAN AIRLINES", "registrationNumber", "55512"}},
		{"c2", "Company", []string{"name", "Real Estate Trading Bank"}},
		{"c3", "Company", []string{"name", "JSC Element"}},
		{"o1", "Organization", []string{"name", "HARKAT"}},
		{"o2", "Organization", []string{"name", "Boko Haram", "swiftBic", "MELIIRTH"}},
		{"v1", "Vessel", []string{"name", "OCEAN STAR", "imoNumber", "IMO 9074729"}},
		{"v2", "Vessel", []string{"name", "FOREST"}},
		{"a1", "BankAccount", []string{"iban", "DE89370400440532013000"}},
		{"w1", "CryptoWallet", []string{"publicKey", "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"}},
		{"e1", "Person", []string{"name", "Ada Quill", "email", "ada.quill@example.org"}},
		{"x1", "Person", []string{"name", "习近平"}},
		{"i1", "Person", []string{"name", "Ana Eva Konstantinov"}},
	} {
		all = append(all, Published{entity(t, e.id, e.schema, e.pairs...), "list"})
	}
	x, err := build(all)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func mentioned(t testing.TB, x *Index, text string) string {
	t.Helper()
	all, err := x.Scan(text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range all {
		if text[m.Start:m.End] != m.Words {
			t.Errorf("%q: %d to %d is not %q", text, m.Start, m.End, m.Words)
		}
		said = append(said, m.Hit.Listing.ID+" "+m.Words)
	}
	return strings.Join(said, "|")
}

func TestScan(t *testing.T) {
	x := register(t)
	for _, test := range []struct{ what, text, want string }{
		{"in the midst", "INV 22/1 paid to Ivan Petrovich Sokolov for rent in May", "p1 Ivan Petrovich Sokolov"},
		{"glued punctuation and capitals", "/BENM/IVAN.PETROVICH-SOKOLOV/REF", "p1 IVAN.PETROVICH-SOKOLOV"},
		{"another order, a letter wrong", "rent,Sokolow Ivan Petrovich;May", "p1 Sokolow Ivan"},
		{"its own script", "Оплата за Иван Соколов по договору 7", "p1 Иван Соколов"},
		{"a particle left out", "shipped by Marwan Hadidi to us", "p2 Marwan Hadidi"},
		{"a compound", "shipped by Marwan Alhadidi to us", "p2 Marwan Alhadidi"},
		{"over the end of a line", "consignee Marwan\n   al-Hadidi, Aden", "p2 Marwan\n   al-Hadidi"},
		{"twice", "Marwan al-Hadidi and again Marwan al-Hadidi", "p2 Marwan al-Hadidi|p2 Marwan al-Hadidi"},
		{"a form that the list has not", "to Aerocaribbean Airlines Ltd. for", "c1 Aerocaribbean Airlines"},
		{"one word of two", "Ivan paid the carpenter", ""},
		{"one weak alias", "Carpenter", ""},
		{"one given name", "Hassan paid", ""},
		{"words too far apart", "Marwan asked the others what they thought of Hadidi", ""},
		{"an organisation of one rare word", "gift for Harkat families", "o1 Harkat"},
		{"the same with a letter wrong", "gift for Harkatt families", ""},
		{"two words as one", "gift for bokoharam men", "o2 bokoharam"},
		{"a word of prose that is a firm without its form", "the main element of the offer", ""},
		{"the firm", "paid JSC Element today", "c3 JSC Element"},
		{"a word of prose that is a ship", "timber from the forest", ""},
		{"the ship", "loaded on m/v Forest at Odesa", "v2 Forest"},
		{"a ship of two words", "per MV OCEAN STAR voyage 3", "v1 OCEAN STAR"},
		{"trade words only", "real trading bank", ""},
		{"IMO number", "vessel IMO 9074729 at berth", "v1 9074729"},
		{"IMO number glued", "vessel IMO9074729 at berth", "v1 IMO9074729"},
		{"the same figures of something else", "invoice 9074729 at berth", ""},
		{"IBAN in groups", "pay IBAN DE89 3704 0044 0532 0130 00 now", "a1 DE89 3704 0044 0532 0130 00"},
		{"IBAN without a word", "pay DE89370400440532013000.", "a1 DE89370400440532013000"},
		{"passport in groups", "holder of AB 123-4567 only", "p1 AB 123-4567"},
		{"a short number", "invoice 55512", ""},
		{"a short number with its word", "reg. no. 55512", "c1 55512"},
		{"a wallet", "send to 0xab5801a7d398351b8be11c439e05c5b3259aec9b please", "w1 0xab5801a7d398351b8be11c439e05c5b3259aec9b"},
		{"a phone", "call +7 495 123-45-67 now", "p1 7 495 123-45-67"},
		{"its last digits", "ref 495 123-45-67", ""},
		{"a bank", "via MELIIRTH today", "o2 MELIIRTH"},
		{"a word like it", "via meliirth today", ""},
		{"an address", "write to <Ada.Quill@example.org>, soon", "e1 Ada.Quill@example.org"},
		{"Han between points", "付款,习近平,货款", "x1 习近平"},
		{"an initial for what would else be missing", "from Ana Eva K. for rent", "i1 Ana Eva K"},
		{"nothing", "", ""},
		{"no words", " \x00\xff\u0301 ''' --- ", ""},
	} {
		if got := mentioned(t, x, test.text); got != test.want {
			t.Errorf("%s: %q gives %q, want %q", test.what, test.text, got, test.want)
		}
	}
}

// What a text repeats is found at each of its places, up to as many as are told.
func TestScanOfRepetition(t *testing.T) {
	const line = "pay Marwan al-Hadidi now. "
	for _, times := range []int{90, mostRepeats + 20} {
		all, err := register(t).Scan(strings.Repeat(line, times), Options{})
		if err != nil || len(all) != min(times, mostRepeats) {
			t.Fatalf("%d mentions of %d: %v", len(all), times, err)
		}
		for i, m := range all {
			if m.Start != i*len(line)+4 || m.Words != "Marwan al-Hadidi" {
				t.Fatalf("mention %d is %q at %d", i, m.Words, m.Start)
			}
		}
	}
}

func TestScanRefusesWhatIsTooLong(t *testing.T) {
	x := register(t)
	if _, err := x.Scan(strings.Repeat("x ", MostText/2), Options{}); err != nil {
		t.Error(err)
	}
	_, err := x.Scan(strings.Repeat("x ", MostText/2)+"y", Options{})
	if fault.KindOf(err) != fault.Input {
		t.Errorf("a text of %d bytes: %v", MostText+1, err)
	}
}

// Hostile texts end, and what says one thing again and again gives no more mentions than are told.
func TestScanOfHostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: texts of a megabyte take half a minute")
	}
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range hostileTexts() {
		mentions, err := x.Scan(text, Options{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		t.Logf("%s: %d bytes, %d mentions", what, len(text), len(mentions))
		said := map[string]int{}
		for _, m := range mentions {
			said[m.Hit.Listing.ID+" "+m.Words]++
		}
		for words, n := range said {
			if n > mostRepeats {
				t.Errorf("%s: %q is mentioned %d times", what, words, n)
			}
		}
	}
}

func hostileTexts() map[string]string {
	fill := func(piece string) string { return strings.Repeat(piece, MostText/len(piece)) }
	r := rand.New(rand.NewPCG(3, 4))
	common := strings.Fields("mohammed ali ahmed hassan hussein abdul bin al trading company international general bank iran mahmoud ibrahim khan maria jose")
	digits, mixed := strings.Builder{}, strings.Builder{}
	const some = MostText / 4 // what does not repeat itself takes its time
	for digits.Len() < some {
		fmt.Fprint(&digits, r.IntN(9999), " ")
	}
	for mixed.Len() < some {
		mixed.WriteString(common[r.IntN(len(common))] + " ")
	}
	return map[string]string{
		"one word":        fill("mohammed "),
		"one listed name": fill("Mohammed Ali Hassan "),
		"common words":    mixed.String(),
		"digits":          digits.String(),
		"no spaces":       fill("mohammedali"),
		"combining marks": fill("a\u0301\u0300\u0323"),
		"mixed scripts":   fill("Mohammed محمد Иван 习近平 김정은 "),
		"NUL":             fill("ali\x00hassan\x00"),
		"invalid UTF-8":   fill("ali\xff\xfehassan \xc3"),
		"single letters":  fill("a b c d "),
		"particles":       fill("al bin van der "),
		"points":          fill("a."),
	}
}

// A text of nothing but words of listed names is refused before it takes long, with the place up to which it was read; a list of names is read.
func TestScanBoundsItsWork(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: texts of a megabyte take half a minute")
	}
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	s := newScratch(x)
	read := func(text string) (*scan, error) {
		c := x.scan(text, s, Options{}.or(x.options))
		return c, c.names()
	}
	for what, text := range denseTexts(x) {
		c, err := read(text)
		t.Logf("%s: %d bytes, %d a byte: %v", what, len(text), c.work/len(text), err)
		if most := mostWork + mostWork/100; c.work > most { // what the last place takes
			t.Errorf("%s: work of %d, over %d", what, c.work, most)
		}
		if refused := fault.KindOf(err) == fault.Input; refused != (what == "100 common words" || what == "names and initials") {
			t.Errorf("%s: %v", what, err)
		}
		if slices.ContainsFunc(c.s.marks, func(m marks) bool { return m != marks{} }) {
			t.Fatalf("%s: a mark is left for the next text", what)
		}
	}
}

// denseTexts are a megabyte each of words of listed names.
func denseTexts(x *Index) map[string]string {
	r := rand.New(rand.NewPCG(8, 9))
	counts := x.Rarity().Counts
	common := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	fill := func(next func() string) string {
		var b strings.Builder
		for {
			piece := next()
			if b.Len()+len(piece) > MostText {
				return b.String()
			}
			b.WriteString(piece)
		}
	}
	of := func(most int) string { return common[r.IntN(min(most, len(common)))] + " " }
	return map[string]string{
		"20 common words":    fill(func() string { return of(20) }),
		"100 common words":   fill(func() string { return of(100) }),
		"3000 common words":  fill(func() string { return of(3000) }),
		"listed names":       fill(func() string { return x.original(r.IntN(x.Names())) + " " }),
		"names and initials": fill(func() string { return of(50) + string(rune('a'+r.IntN(26))) + " " }),
	}
}

// every gives the best score of every listing for any run of words of a text, by comparing each run with each name that can reach the
// threshold: slowly, and as plainly as can be.
func every(t testing.TB, x *Index, text string, opt Options) map[uint32]float64 {
	best := map[uint32]float64{}
	var spans [][2]int
	for start, end := range names.Runs(text) {
		spans = append(spans, [2]int{start, end})
	}
	for i := range spans {
		for k := i; k < min(len(spans), i+12); k++ {
			for _, n := range names.Variants(text[spans[i][0]:spans[k][1]]) {
				n = n.Weighed(x.words.weigh)
				s := newScratch(x)
				x.candidates(&n, &floor{bound: boundOf(opt.Threshold)}, s, func(name uint32) {
					var listed names.Name
					x.name(name, &listed)
					if !edgeAgrees(x, text, spans, i, i, k, name) || !edgeAgrees(x, text, spans, k, i, k, name) {
						return
					}
					if k-i+1 > len(listed.Tokens)+around || nameFields[x.about.prop[name]] == "weakAlias" {
						return
					}
					var scorer names.Scorer
					score := scorer.Score(&n, &listed)
					g := scorer.Ground(&n, &listed)
					if score >= opt.Threshold && g.Missing <= mostMissing && g.Telling > 1 && g.Plain > 1 {
						listing := x.about.listing[name]
						best[listing] = max(best[listing], score)
					}
				})
			}
		}
	}
	return best
}

// edgeAgrees says whether the word at one end of a run, alone or written together with others of the run, is alike to something of
// a name, or is an organisation form: a mention begins and ends with what belongs to it.
func edgeAgrees(x *Index, text string, spans [][2]int, edge, first, last int, name uint32) bool {
	var listed names.Name
	x.name(name, &listed)
	alike := func(w *names.Word) bool {
		return slices.ContainsFunc(listed.Tokens, func(t names.Token) bool { return names.Alike(w, t.Word) > 0 }) ||
			slices.ContainsFunc(listed.Compounds, func(c names.Compound) bool { return names.Alike(w, c.Word) > 0 })
	}
	apart := func(text string) (found bool) {
		listed.Joined(func(joined string, _ int) { found = found || joined == text })
		return found
	}
	for i := max(first, edge-3); i <= edge; i++ {
		for k := edge; k <= min(last, i+3); k++ {
			together, run := "", []*names.Word(nil)
			for _, span := range spans[i : k+1] {
				raw := text[span[0]:span[1]]
				opens, rest := names.FormIn(raw)
				if i == k && opens && len(listed.Forms) > 0 {
					return true
				}
				if rest != "" {
					raw = rest
				}
				w := names.NewWord(names.Normal(raw).String())
				together, run = together+w.Text, append(run, w)
			}
			if w := names.NewWord(together); alike(w) && (i == k || slices.ContainsFunc(listed.Tokens, func(t names.Token) bool { return t.Spelt(together) })) || apart(together) {
				return true
			}
			if w := names.CompoundWord(run); w != nil && alike(w) {
				return true
			}
		}
	}
	return false
}

// Whatever run of words agrees with a listed name in two words or more is found, with the score of the best of them.
func TestScanIsComplete(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(21, 22))
	opt := Options{Threshold: DefaultThreshold, Limit: -1}
	texts, found := 300, 0
	if testing.Short() {
		texts = 30
	}
	for range texts {
		text := noise(r, x)
		want := every(t, x, text, opt)
		got := map[uint32]float64{}
		all, err := x.Scan(text, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			got[m.Hit.Listing.number] = max(got[m.Hit.Listing.number], m.Hit.NameScore)
		}
		for listing, score := range want {
			found++
			if got[listing] < score {
				t.Errorf("%q: %s scores %.3f, found with %.3f", text, x.Listing(int(listing)).Caption, score, got[listing])
			}
		}
	}
	t.Logf("%d texts, %d listings mentioned, none missed", texts, found)
}

// noise is a text in which listed names, as listed, altered, joined and cut, stand among other words and words of other names.
func noise(r *rand.Rand, x *Index) string {
	filler := strings.Fields("payment to for the invoice 2231 goods of and shipped via, Mr company bank account al bin ref/ 7 - Mohammed Ali trading")
	var words []string
	for range 2 {
		listed := strings.Fields(x.original(r.IntN(x.Names())))
		if len(listed) > 7 {
			listed = listed[:7]
		}
		name := strings.Join(listed, " ")
		switch r.IntN(5) {
		case 0:
			name = misspell(r, name)
		case 1:
			name = joinWords(r, slices.Clone(listed))
		case 2:
			name = swapWords(r, slices.Clone(listed))
		case 3:
			name = splitWord(r, slices.Clone(listed))
		}
		for range r.IntN(3) {
			words = append(words, filler[r.IntN(len(filler))])
		}
		words = append(words, strings.Fields(name)...)
	}
	return strings.Join(append(words, filler[r.IntN(len(filler))]), " ")
}

func FuzzScan(f *testing.F) {
	x := register(f)
	for _, text := range []string{"", "Ivan Petrovich Sokolov", "IMO 9074729", "DE89 3704 0044 0532 0130 00", "\xff\x00Иван Соколов", "习近平", "a\u0301.b.c Hadidi Marwan", "+7 495 123-45-67 ada.quill@example.org"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 { // long ones only slow the search for new ones
			return
		}
		all, err := x.Scan(text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range all {
			if m.Start < 0 || m.Start >= m.End || m.End > len(text) || text[m.Start:m.End] != m.Words {
				t.Fatalf("%q: a mention at %d to %d", text, m.Start, m.End)
			}
			if utf8.ValidString(text) && !utf8.ValidString(m.Words) {
				t.Fatalf("%q: %q is cut inside a letter", text, m.Words)
			}
			if i > 0 && m.Start < all[i-1].Start {
				t.Fatalf("%q: out of order", text)
			}
			if m.Hit.NameScore > 0 && x.best(m.Words, DefaultThreshold) < m.Hit.NameScore {
				t.Fatalf("%q: %q scores %.3f in the text, %.3f alone", text, m.Words, m.Hit.NameScore, x.best(m.Words, DefaultThreshold))
			}
		}
	})
}
